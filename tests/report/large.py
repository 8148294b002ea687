"""Comparisons of the size that a page must bear: accounts of 800 invented words, ten or as many as are asked for."""

from __future__ import annotations

import hashlib
import random

from rashomon.model import (
    Account,
    Actor,
    Annotation,
    Article,
    Comparison,
    Difference,
    Entity,
    Event,
    EventTelling,
    JoinedEvent,
    JoinedStatement,
    Links,
    Mention,
    NamedForm,
    Origin,
    Place,
    Point,
    Span,
    SpanOf,
    Statement,
    StatementTelling,
    Story,
    Telling,
    TimelineEntry,
    Value,
    When,
    Wording,
)

SENTENCES, WORDS = 50, 16
JOINED, SINGLE = 7, 22
"""Points for each account."""
SYLLABLES = ("ar", "den", "vel", "mar", "os", "tra", "li", "no", "ke", "sun", "dri", "a", "pel", "or", "to", "bra")


def large(accounts: int = 10) -> Comparison:
    """Build the comparison: about one point a sentence, 15 statements an account."""
    chance = random.Random(7)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(900)]
    texts: list[str] = []
    sentences: list[list[Span]] = []
    for _ in range(accounts):
        text, spans = "", []
        for number in range(SENTENCES):
            words = " ".join(chance.choices(vocabulary, k=WORDS)).capitalize()
            spans.append(Span(len(text), len(text) + len(words)))
            text += words + (".\n\n" if number % 3 == 0 else ". ")
        texts.append(text)
        sentences.append(spans)
    return Comparison(
        story=Story(SpanOf("n0", sentences[0][0]), When("2031-06-03", None), None, None),
        articles=tuple(_annotation(number, texts[number], sentences[number]) for number in range(accounts)),
        actors=tuple(
            Actor(f"a{actor}", vocabulary[actor], "person", Links(), {f"n{n}": (f"e{actor}",) for n in range(accounts)})
            for actor in range(40)
        ),
        points=tuple(_points(chance, texts, sentences)),
        participants=(),
        statements=tuple(
            JoinedStatement(
                f"a{said}",
                tuple(StatementTelling(f"n{n}", f"s{said}") for n in sorted({said % accounts, accounts - 1})),
                "cut",
            )
            for said in range(9)
        )
        + tuple(
            JoinedStatement(f"a{said}", (StatementTelling(f"n{n}", f"s{said}"),), "single")
            for said in range(9, 15)
            for n in range(accounts)
        ),
        events=tuple(
            JoinedEvent(
                f"x{event}",
                "CONSULT",
                "happened",
                (f"a{event % 40}",),
                (f"a{(event * 7 + 1) % 40}",),
                None,
                None,
                (EventTelling(f"n{event % accounts}", f"v{event % 20}"),),
            )
            for event in range(200)
        ),
        timeline=tuple(
            TimelineEntry(f"2031-06-{day:02}", f"2031-06-{day:02}", "happened", (SpanOf("n1", sentences[1][day]),))
            for day in range(1, 29)
        ),
        origins=tuple(
            Origin(
                f"o{origin}",
                f"origin {origin}",
                "agency",
                tuple(Account(f"n{n}", sentences[n][origin], "stated") for n in range(accounts)),
            )
            for origin in range(12)
        ),
        wording=tuple(
            Wording(
                actor=f"a{actor}",
                forms=tuple(
                    NamedForm(f"n{n}", sentences[n][actor].of(texts[n])[:20], (sentences[n][actor],), False)
                    for n in range(accounts)
                ),
            )
            for actor in range(15)
        ),
    )


def _annotation(number: int, text: str, sentences: list[Span]) -> Annotation:
    article = Article(
        id=f"n{number}",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        url=f"https://outlet{number}.example/2031/06/03/a-rather-long-path-of-an-article-{number}.html",
        outlet=f"Outlet number {number}",
        published=f"2031-06-{3 + number // 12:02}T{8 + number % 12:02}:00:00+00:00",
    )
    return Annotation(
        article=article,
        entities=tuple(
            Entity(f"e{n}", f"e{n}", "person", Links(), ("role",), (Mention(span.start, span.start + 5, "name"),))
            for n, span in enumerate(sentences)
        ),
        times=(),
        places=tuple(
            Place(
                f"p{n}", sentences[n].start, sentences[n].start + 4, f"Place {n}", 10.0 + n, 20.0 + n, None, None, None
            )
            for n in range(12)
        ),
        statements=tuple(Statement(f"s{n}", (sentences[n],), None, None, None, "direct", None) for n in range(15)),
        events=tuple(
            Event(f"v{n}", "CONSULT", None, "happened", span, span, (), (), None, None, None)
            for n, span in enumerate(sentences[:20])
        ),
        claims=(),
    )


def _points(chance: random.Random, texts: list[str], sentences: list[list[Span]]) -> list[Point]:
    points: list[Point] = []
    count = len(texts)
    for number in range(JOINED * count):
        accounts = sorted(chance.sample(range(count), chance.randint(2, min(6, count))))
        tellings = tuple(
            Telling(f"n{n}", (sentences[n][(number + n) % SENTENCES],), (), None, (f"o{chance.randrange(12)}",))
            for n in accounts
        )
        differs = number % 3 == 0
        values = tuple(Value(f"n{n}", str(n), sentences[n][(number + n) % SENTENCES]) for n in accounts[:2])
        points.append(
            Point(
                f"k{number}",
                "differs" if differs else "shared",
                tellings[0].spans[0].of(texts[accounts[0]]),
                (Difference("number", values, None, "may count differently"),) if differs else (),
                tellings,
                tuple(sorted({origin for telling in tellings for origin in telling.origins})),
                2,
                ("near wording",),
            )
        )
    for number in range(SINGLE * count):
        account = number % count
        span = sentences[account][(number * 3) % SENTENCES]
        points.append(
            Point(
                f"k{JOINED * count + number}",
                "single",
                span.of(texts[account]),
                (),
                (Telling(f"n{account}", (span,), (), None, ("o1",)),),
                ("o1",),
                1,
            )
        )
    return points
