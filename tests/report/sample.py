"""A small invented story in three accounts, with every kind of item that a comparison can hold.

Spans are looked up in the texts, never counted by hand. The third account is hostile and awkward: markup in its
outlet, title and a quotation, an emoji, a combining mark, right-to-left words and a bidirectional override.
"""

from __future__ import annotations

import hashlib

from rashomon.model import (
    Account,
    Actor,
    Annotation,
    Article,
    Claim,
    Comparison,
    CopiedText,
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
    Participant,
    Place,
    Point,
    Problem,
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

COURIER = (
    "Velmar reopens its northern harbour after two years\n\n"
    "ARDEN, 3 June (Coastal News Agency) — Velmar reopened the harbour of Arden on Tuesday, two years after a storm "
    "closed it.\n\n"
    "President Ilse Marrow cut the ribbon before about 400 guests. “We have given the north its door to the sea again, "
    "and we will keep it open,” Marrow said.\n\n"
    "Twelve ships are due in the first week, the port authority said. Prime Minister Oto Brandt of Sundria will visit "
    "the harbour on 9 June.\n\n"
    "The repairs cost 80 million crowns, according to the port authority. The regime in Arden has promised a second "
    "pier.\n"
)
WIRE = (
    "Arden harbour open again, says Velmar's president\n\n"
    "Velmar reopened the harbour of Arden on Tuesday, two years after a storm closed it, the Coastal News Agency "
    "reported.\n\n"
    "Some 600 people watched as President Ilse Marrow cut the ribbon. “We have given the north its door to the sea "
    "again,” she said.\n\n"
    "A dozen ships are expected by the end of the week. Sundria's prime minister, Oto Brandt, has not said whether he "
    "will come, his office told the Northern Wire.\n\n"
    "Fishermen of the old quay stayed away in protest. “Nobody asked us,” said Pell Orrin, who has fished here for "
    "forty years.\n"
)
LEDGER = (
    'Arden "><img src=x onerror=alert(1)> ⚓️🚢 opens\n\n'
    "The government of Velmar opened Arden's harbour again on Monday, its press office said.\n\n"
    "President Ilse Marrow called the day a new door to the sea for the north. “<b onmouseover=alert(2)>Nobody</b> was "
    "left out,” said harbour master Zoe\u0308 Lind 👩\u200d🔧.\n\n"
    "A banner read “الميناء مفتوح” in the square. \u202eTwelve ships are due this week.\u202c Marrow thanked Coastal "
    "News Agency reporters.\n\n"
    "The repairs cost 80 million crowns, the press office said.\n"
)
REOPENED = "Velmar reopened the harbour of Arden on Tuesday, two years after a storm closed it"
REASON = "“regime”: judges a government; plainer: government (an invented style guide)"
OUTLETS = ("Harbour Courier", "Northern Wire", "Ledger <script>alert(3)</script>")


def article(name: str, text: str, outlet: str, published: str, url: str | None) -> Article:
    """Make an article whose title is its first line."""
    return Article(
        id=name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        url=url,
        outlet=outlet,
        title=text.partition("\n")[0],
        published=published,
        language="en",
    )


ARTICLES = (
    article("courier", COURIER, OUTLETS[0], "2031-06-03T08:14:00+00:00", "https://courier.example/arden"),
    article("wire", WIRE, OUTLETS[1], "2031-06-03T09:40:00+00:00", "https://wire.example/n/1?a=1&b=2"),
    article("ledger", LEDGER, OUTLETS[2], "2031-06-04", "javascript:alert(4)"),
)
TEXTS = {found.id: found.text for found in ARTICLES}


def span(name: str, words: str) -> Span:
    """Find the words in the text of an article."""
    start = TEXTS[name].index(words)
    return Span(start, start + len(words))


def at(name: str, words: str) -> SpanOf:
    """Find the words in the text of an article, with the article."""
    return SpanOf(name, span(name, words))


def _entity(name: str, number: int, kind: str, words: str, roles: tuple[str, ...] = ()) -> Entity:
    text = TEXTS[name]
    mentions: list[Mention] = []
    start = text.find(words)
    while start >= 0:
        mentions.append(Mention(start, start + len(words), "name"))
        start = text.find(words, start + 1)
    return Entity(f"e{number}", words, kind, Links(), roles, tuple(mentions))  # type: ignore[arg-type]


def _statement(name: str, number: int, words: str, source: str, speaker: str, relay: str | None = None) -> Statement:
    content = span(name, words)
    return Statement(f"s{number}", (content,), None, span(name, source), speaker, "direct", relay)


def _event(name: str, number: int, kind: str, words: str, status: str = "happened") -> Event:
    found = span(name, words)
    return Event(f"v{number}", kind, None, status, found, found, ("e1",), ("e2",), None, None, None)  # type: ignore[arg-type]


def _place(name: str, number: int, words: str, latitude: float, longitude: float) -> Place:
    found = span(name, words)
    return Place(f"p{number}", found.start, found.end, words, latitude, longitude, "VLM", None, None)


def _annotations() -> tuple[Annotation, ...]:
    entities = {
        "courier": (
            _entity("courier", 1, "state", "Velmar"),
            _entity("courier", 2, "person", "Ilse Marrow", ("President",)),
            _entity("courier", 3, "person", "Oto Brandt", ("Prime Minister", "of Sundria")),
            _entity("courier", 4, "organization", "port authority"),
        ),
        "wire": (
            _entity("wire", 1, "state", "Velmar"),
            _entity("wire", 2, "person", "Ilse Marrow", ("President",)),
            _entity("wire", 3, "person", "Oto Brandt", ("Sundria's prime minister",)),
            _entity("wire", 4, "person", "Pell Orrin"),
        ),
        "ledger": (
            _entity("ledger", 1, "state", "Velmar"),
            _entity("ledger", 2, "person", "Ilse Marrow", ("President",)),
            _entity("ledger", 4, "person", "Zoe\u0308 Lind", ("harbour master",)),
        ),
    }
    statements = {
        "courier": (
            _statement(
                "courier",
                1,
                "We have given the north its door to the sea again, and we will keep it open",
                "Marrow said",
                "e2",
            ),
            _statement("courier", 2, "Twelve ships are due in the first week", "the port authority", "e4"),
            _statement("courier", 3, "The repairs cost 80 million crowns", "the port authority", "e4"),
        ),
        "wire": (
            _statement("wire", 1, "We have given the north its door to the sea again,", "she", "e2"),
            _statement("wire", 2, "Nobody asked us", "Pell Orrin", "e4"),
        ),
        "ledger": (
            _statement("ledger", 1, "a new door to the sea for the north", "Marrow", "e2"),
            _statement("ledger", 2, "<b onmouseover=alert(2)>Nobody</b> was left out", "Zoe\u0308 Lind", "e4"),
            _statement("ledger", 3, "The repairs cost 80 million crowns", "the press office", "e9"),
        ),
    }
    events = {
        "courier": (_event("courier", 1, "CONSULT", "Brandt of Sundria will visit the harbour on 9 June", "planned"),),
        "wire": (_event("wire", 1, "PROTEST", "Fishermen of the old quay stayed away in protest"),),
        "ledger": (),
    }
    places = {
        "courier": (_place("courier", 1, "Arden", 58.41, 11.2), _place("courier", 2, "Sundria", 55.9, 14.6)),
        "wire": (_place("wire", 1, "Arden", 58.41, 11.2),),
        "ledger": (_place("ledger", 1, "Arden", 58.41, 11.2),),
    }
    return tuple(
        Annotation(
            article=found,
            entities=entities[found.id],
            times=(),
            places=places[found.id],
            statements=statements[found.id],
            events=events[found.id],
            claims=(_claim(found.id),),
        )
        for found in ARTICLES
    )


def _claim(name: str) -> Claim:
    text = TEXTS[name]
    return Claim("c1", Span(0, text.index("\n")), None, (), (), (), (), "affirmed", "happened")


def _telling(name: str, words: str, *origins: str, statement: str | None = None) -> Telling:
    return Telling(name, (span(name, words),), ("c1",), statement, origins)


def _points() -> tuple[Point, ...]:
    return (
        Point(
            "k1",
            "differs",
            "Velmar reopened the harbour of Arden on Tuesday",
            (
                Difference(
                    "date",
                    (
                        Value("courier", "2031-06-03", span("courier", "on Tuesday")),
                        Value("wire", "2031-06-03", span("wire", "on Tuesday")),
                        Value("ledger", "2031-06-02", span("ledger", "on Monday")),
                    ),
                    False,
                    "One opening cannot fall on both days; a ceremony and the first ship could.",
                ),
            ),
            (
                _telling("courier", "Velmar reopened the harbour of Arden on Tuesday", "o1"),
                _telling("wire", "Velmar reopened the harbour of Arden on Tuesday", "o1"),
                _telling("ledger", "The government of Velmar opened Arden's harbour again on Monday", "o2"),
            ),
            ("o1", "o2"),
            2,
            ("same actors", "same verb class", "one week"),
        ),
        Point(
            "k2",
            "differs",
            "President Ilse Marrow cut the ribbon before about 400 guests",
            (
                Difference(
                    "number",
                    (
                        Value("courier", "about 400", span("courier", "about 400 guests")),
                        Value("wire", "about 600", span("wire", "Some 600 people")),
                    ),
                    None,
                    "“Guests” and “people” may be counted differently: invited guests and the crowd.",
                ),
            ),
            (
                _telling("courier", "President Ilse Marrow cut the ribbon before about 400 guests", "o3"),
                _telling("wire", "Some 600 people watched as President Ilse Marrow cut the ribbon", "o4"),
            ),
            ("o3", "o4"),
            2,
            ("same actors", "same words: cut the ribbon"),
        ),
        Point(
            "k3",
            "shared",
            "Twelve ships are due in the first week",
            (
                Difference(
                    "number",
                    (
                        Value("courier", "12", span("courier", "Twelve ships")),
                        Value("wire", "about 12", span("wire", "A dozen ships")),
                        Value("ledger", "12", span("ledger", "Twelve ships")),
                    ),
                    True,
                    "A dozen is twelve.",
                ),
            ),
            (
                _telling("courier", "Twelve ships are due in the first week", "o5", statement="s2"),
                _telling("wire", "A dozen ships are expected by the end of the week", "o4"),
                _telling("ledger", "Twelve ships are due this week.", "o6"),
            ),
            ("o5", "o4", "o6"),
            3,
            ("12 ≈ a dozen", "near wording"),
        ),
        Point(
            "k4",
            "shared",
            "The repairs cost 80 million crowns",
            (),
            (
                _telling("courier", "The repairs cost 80 million crowns", "o5", statement="s3"),
                _telling("ledger", "The repairs cost 80 million crowns", "o2", statement="s3"),
            ),
            ("o5", "o2"),
            2,
            ("same words",),
        ),
        Point(
            "k5",
            "differs",
            "Prime Minister Oto Brandt of Sundria will visit the harbour on 9 June",
            (
                Difference(
                    "status",
                    (
                        Value("courier", "planned", span("courier", "will visit")),
                        Value("wire", "possible", span("wire", "has not said whether he will come")),
                    ),
                    None,
                    "The visit may have been announced after the other report was written.",
                ),
            ),
            (
                _telling("courier", "Prime Minister Oto Brandt of Sundria will visit the harbour on 9 June", "o3"),
                _telling("wire", "Oto Brandt, has not said whether he will come", "o4"),
            ),
            ("o3", "o4"),
            2,
            ("same actor", "same verb class"),
        ),
        Point(
            "k6",
            "single",
            "Fishermen of the old quay stayed away in protest",
            (),
            (_telling("wire", "Fishermen of the old quay stayed away in protest", "o4"),),
            ("o4",),
            1,
        ),
        Point(
            "k7",
            "single",
            "The regime in Arden has promised a second pier",
            (),
            (_telling("courier", "The regime in Arden has promised a second pier", "o3"),),
            ("o3",),
            1,
        ),
        Point(
            "k8",
            "single",
            "harbour master Zoe\u0308 Lind 👩\u200d🔧",
            (),
            (_telling("ledger", "harbour master Zoe\u0308 Lind 👩\u200d🔧", "o6"),),
            ("o6",),
            1,
        ),
        Point(
            "k9",
            "single",
            "A banner read “الميناء مفتوح” in the square. \u202e",
            (),
            (_telling("ledger", "A banner read “الميناء مفتوح” in the square. \u202e"),),
            (),
            1,
        ),
    )


def sample() -> Comparison:
    """Build the comparison of the three accounts."""
    return Comparison(
        story=Story(
            at("courier", "Velmar reopens its northern harbour after two years"),
            When("2031-06-03", "2031-06-03"),
            "Arden",
            None,
        ),
        articles=_annotations(),
        actors=(
            Actor("a1", "Velmar", "state", Links(iso3="VLM"), {"courier": ("e1",), "wire": ("e1",), "ledger": ("e1",)}),
            Actor("a2", "Ilse Marrow", "person", Links(), {"courier": ("e2",), "wire": ("e2",), "ledger": ("e2",)}),
            Actor("a3", "Oto Brandt", "person", Links(), {"courier": ("e3",), "wire": ("e3",)}),
            Actor("a4", "the port authority", "organization", Links(), {"courier": ("e4",)}),
            Actor("a5", "Pell Orrin", "person", Links(), {"wire": ("e4",)}),
            Actor("a6", "Zoe\u0308 Lind", "person", Links(), {"ledger": ("e4",)}),
        ),
        points=_points(),
        participants=(
            Participant("a2", None, "attends", (at("courier", "President Ilse Marrow"), at("wire", "Ilse Marrow"))),
            Participant("a3", None, "expected", (at("courier", "Oto Brandt of Sundria will visit"),)),
            Participant("a5", None, "declines", (at("wire", "Fishermen of the old quay stayed away"),)),
        ),
        statements=(
            JoinedStatement(
                "a2",
                (StatementTelling("courier", "s1"), StatementTelling("wire", "s1")),
                "cut",
            ),
            JoinedStatement("a4", (StatementTelling("courier", "s3"), StatementTelling("ledger", "s3")), "same words"),
            JoinedStatement("a2", (StatementTelling("courier", "s1"), StatementTelling("ledger", "s1")), "paraphrase"),
            JoinedStatement("a4", (StatementTelling("courier", "s2"),), "single"),
            JoinedStatement("a5", (StatementTelling("wire", "s2"),), "single"),
            JoinedStatement("a6", (StatementTelling("ledger", "s2"),), "single"),
        ),
        events=(
            JoinedEvent(
                "x1",
                "CONSULT",
                "planned",
                ("a3",),
                ("a1",),
                When("2031-06-09", "2031-06-09"),
                None,
                (EventTelling("courier", "v1"),),
            ),
            JoinedEvent("x2", "PROTEST", "happened", ("a5",), ("a1",), None, None, (EventTelling("wire", "v1"),)),
        ),
        timeline=(
            TimelineEntry("2029", "2029", "happened", (at("courier", "two years after a storm closed it"),)),
            TimelineEntry(
                "2031-06-03",
                "2031-06-03",
                "happened",
                (
                    at("courier", "Velmar reopened the harbour of Arden on Tuesday"),
                    at("wire", "Velmar reopened the harbour of Arden on Tuesday"),
                ),
            ),
            TimelineEntry("2031-06-09", "2031-06-09", "planned", (at("courier", "will visit the harbour on 9 June"),)),
        ),
        origins=(
            Origin(
                "o1",
                "Coastal News Agency",
                "agency",
                (
                    Account("courier", span("courier", "Coastal News Agency"), "stated"),
                    Account("wire", span("wire", "the Coastal News Agency reported"), "stated"),
                    Account("wire", span("wire", "Velmar reopened the harbour of Arden on Tuesday"), "copied text"),
                ),
            ),
            Origin(
                "o2",
                "press office of Velmar",
                "official",
                (Account("ledger", span("ledger", "press office"), "stated"),),
            ),
            Origin("o3", OUTLETS[0], "outlet", (Account("courier", span("courier", "cut the ribbon"), "inferred"),)),
            Origin("o4", OUTLETS[1], "outlet", (Account("wire", span("wire", "told the Northern Wire"), "stated"),)),
            Origin(
                "o5",
                "the port authority",
                "official",
                (Account("courier", span("courier", "the port authority said"), "stated"),),
            ),
            Origin("o6", OUTLETS[2], "outlet", (Account("ledger", span("ledger", "A banner read"), "inferred"),)),
        ),
        copied=(CopiedText("wire", "courier", 0.15, (span("wire", REOPENED),), (at("courier", REOPENED),)),),
        wording=(
            Wording(
                actor="a1",
                forms=(
                    NamedForm(
                        "courier", "The regime in Arden", (span("courier", "The regime in Arden"),), True, REASON
                    ),
                    NamedForm("courier", "Velmar", (span("courier", "Velmar"),), False),
                    NamedForm("wire", "Velmar", (span("wire", "Velmar"),), False),
                    NamedForm(
                        "ledger", "The government of Velmar", (span("ledger", "The government of Velmar"),), False
                    ),
                ),
            ),
        ),
        problems=(
            Problem(
                "the page did not answer within 20 seconds", "https://slow.example/arden", "timeout", "FETCH_SECONDS"
            ),
        ),
    )
