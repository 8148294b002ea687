"""The head of a story: its title, when and where it plays, and its occasion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from rashomon.annotation.layout import paragraphs
from rashomon.comparison.actors import ActorIndex
from rashomon.comparison.calendar import Days, days_of
from rashomon.encoder import encode
from rashomon.model import Annotation, Point, Span, SpanOf, Story, When

__all__ = ["describe_story", "main_occasion"]

MAX_LEADING_CHARS = 120
"""Characters of the first paragraph that stand for a title where an account claims nothing and has no headline."""

_LOCATES = re.compile(r"\b(?:in|at|near|outside|to)\s+(?:the\s+)?$")


def describe_story(annotations: Sequence[Annotation], actors: ActorIndex, points: Sequence[Point]) -> Story | None:
    """Choose the title nearest to all accounts, and the day, place and occasion that most accounts speak of.

    None where no account has a word.
    """
    title = _title(annotations, points)
    if title is None:
        return None
    return Story(
        title=title,
        when=_when(annotations),
        where=_where(annotations, actors),
        occasion=main_occasion(annotations, actors),
    )


def _title(annotations: Sequence[Annotation], points: Sequence[Point]) -> SpanOf | None:
    candidates = [
        SpanOf(annotation.article.id, Span(at, at + len(title)))
        for annotation in annotations
        if (title := (annotation.article.title or "").strip()) and (at := annotation.article.text.find(title)) >= 0
    ]
    if not candidates:
        return _leading_point(annotations, points)
    texts = {annotation.article.id: annotation.article.text for annotation in annotations}
    vectors = encode([candidate.span.of(texts[candidate.article]) for candidate in candidates])
    nearness = np.round((vectors @ vectors.T).sum(axis=1), 4)
    return candidates[int(np.argmax(nearness))]


def _leading_point(annotations: Sequence[Annotation], points: Sequence[Point]) -> SpanOf | None:
    """Without a headline, the first telling of the point that most accounts tell; else the first claim or words."""
    if points:
        widest = max(points, key=lambda point: len({telling.article for telling in point.tellings}))
        telling = widest.tellings[0]
        return SpanOf(telling.article, telling.spans[0])
    for annotation in annotations:
        for span in paragraphs(annotation.article.text):
            return SpanOf(annotation.article.id, Span(span.start, min(span.end, span.start + MAX_LEADING_CHARS)))
    return None


def _when(annotations: Sequence[Annotation]) -> When | None:
    """The exact day that most accounts speak of; of equals, the one spoken of most often, then the earliest.

    A day that only says when somebody spoke ("said on Thursday") is the reporting's and not the event's.
    """
    accounts: Counter[Days] = Counter()
    mentions: Counter[Days] = Counter()
    for annotation in annotations:
        cues = [statement.cue for statement in annotation.statements if statement.cue is not None]
        told: set[str] = set()
        spoken: set[str] = set()
        for claim in annotation.claims:
            told.update(claim.times)
            if any(claim.span.covers(cue) for cue in cues):
                spoken.update(claim.times)
        seen: set[Days] = set()
        for time in annotation.times:
            days = days_of(time.value) if time.kind in ("DATE", "TIME") and time.id in told - spoken else None
            if days is not None and days.first == days.last:
                mentions[days] += 1
                seen.add(days)
        accounts.update(sorted(seen))
    if not accounts:
        return None
    chosen = max(accounts, key=lambda days: (accounts[days], mentions[days], -days.first.toordinal()))
    return When(chosen.first.isoformat(), chosen.last.isoformat())


def _where(annotations: Sequence[Annotation], actors: ActorIndex) -> str | None:
    """The place in which most accounts say that something happens; a town tells more than its state."""
    accounts: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for annotation in annotations:
        article = annotation.article
        located = {place.entity for place in annotation.places}
        for entity in annotation.entities:
            actor = actors.of(article.id, entity.id)
            if actor is None or entity.id not in located:
                continue
            told = sum(_is_located(article.text, mention.start) for mention in entity.mentions)
            mentions[actor] += told
            accounts[actor] += bool(told)
    return _first_of_most(actors, accounts, mentions, prefer="place")


def _is_located(text: str, start: int) -> bool:
    """Say whether a preposition of place stands before the offset."""
    return _LOCATES.search(text[max(0, start - len(" outside the ")) : start]) is not None


def main_occasion(annotations: Sequence[Annotation], actors: ActorIndex) -> str | None:
    """Return the gathering or other occasion that most accounts, and then most mentions, speak of."""
    accounts: Counter[str] = Counter()
    mentions: Counter[str] = Counter()
    for annotation in annotations:
        for entity in annotation.entities:
            actor = actors.of(annotation.article.id, entity.id)
            if actor is not None and entity.kind == "occasion":
                mentions[actor] += len(entity.mentions)
                accounts[actor] += 1
    return _first_of_most(actors, accounts, mentions, prefer="occasion")


def _first_of_most(actors: ActorIndex, accounts: Counter[str], mentions: Counter[str], *, prefer: str) -> str | None:
    told_of = [actor for actor in accounts if accounts[actor]]
    order = {actor.id: number for number, actor in enumerate(actors.actors)}
    return max(
        told_of,
        key=lambda actor: (accounts[actor], actors.by_id[actor].kind == prefer, mentions[actor], -order[actor]),
        default=None,
    )
