"""No span, no item: what has no words of its article behind it is dropped, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from rashomon.model import Annotation, Claim, Entity, Event, Place, Problem, Span, Statement

__all__ = ["drop_spanless"]

_Item = TypeVar("_Item", bound=msgspec.Struct)


def drop_spanless(annotation: Annotation) -> Annotation:
    """Return the annotation with only what carries a span of its article's text, and a problem that counts the rest.

    A span is evidence where it lies within the text and holds more than white space. What refers to a dropped item
    no longer does. An annotation with nothing to drop comes back as it is.
    """
    text = annotation.article.text
    dropped: Counter[str] = Counter()

    def kept(layer: str, items: tuple[_Item, ...], spans: Iterable[list[Span]]) -> tuple[_Item, ...]:
        good = tuple(
            item
            for item, found in zip(items, spans, strict=True)
            if found and all(_is_evidence(s, text) for s in found)
        )
        dropped.update({layer: len(items) - len(good)})
        return good

    entities = tuple(_with_real_mentions(entity, text) for entity in annotation.entities)
    lost = sum(len(entity.mentions) for entity in annotation.entities) - sum(
        len(entity.mentions) for entity in entities
    )
    dropped.update(mentions=lost)
    entities = kept("entities", entities, ([m.span for m in e.mentions] for e in entities))
    times = kept("times", annotation.times, ([Span(t.start, t.end)] for t in annotation.times))
    places = kept("places", annotation.places, ([Span(p.start, p.end)] for p in annotation.places))
    statements = kept("statements", annotation.statements, map(_spans_of_statement, annotation.statements))
    events = kept("events", annotation.events, ([e.trigger, e.span] for e in annotation.events))
    claims = kept("claims", annotation.claims, map(_spans_of_claim, annotation.claims))
    article = annotation.article
    if article.dateline is not None and not _is_evidence(article.dateline, text):
        article = msgspec.structs.replace(article, dateline=None)
        dropped["datelines"] += 1
    if not any(dropped.values()):
        return annotation
    references = _References(
        frozenset(item.id for item in entities),
        frozenset(item.id for item in times),
        frozenset(item.id for item in statements),
        frozenset(item.id for item in events),
    )
    counted = ", ".join(f"{count} {layer}" for layer, count in sorted(dropped.items()) if count)
    problem = Problem(
        what=f"dropped for want of words in the text: {counted}",
        where=annotation.article.path or annotation.article.id,
        kind="dropped",
    )
    return msgspec.structs.replace(
        annotation,
        article=article,
        entities=entities,
        times=times,
        places=tuple(map(references.of_place, places)),
        statements=tuple(map(references.of_statement, statements)),
        events=tuple(map(references.of_event, events)),
        claims=tuple(map(references.of_claim, claims)),
        problems=(*annotation.problems, problem),
    )


def _is_evidence(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text) and not span.of(text).isspace()


def _with_real_mentions(entity: Entity, text: str) -> Entity:
    mentions = tuple(mention for mention in entity.mentions if _is_evidence(mention.span, text))
    return entity if len(mentions) == len(entity.mentions) else msgspec.structs.replace(entity, mentions=mentions)


def _spans_of_statement(statement: Statement) -> list[Span]:
    """Return every span of a statement; a statement without content has none, whatever its cue."""
    if not statement.content:
        return []
    return [*statement.content, *(span for span in (statement.cue, statement.source) if span)]


def _spans_of_claim(claim: Claim) -> list[Span]:
    numbers = [Span(number.start, number.end) for number in claim.numbers]
    return [claim.span, *numbers, *([claim.head] if claim.head else [])]


class _References(msgspec.Struct, frozen=True):
    """The ids that an item may still refer to."""

    entities: frozenset[str]
    times: frozenset[str]
    statements: frozenset[str]
    events: frozenset[str]

    def of_place(self, place: Place) -> Place:
        return msgspec.structs.replace(place, entity=_known(place.entity, self.entities))

    def of_statement(self, statement: Statement) -> Statement:
        return msgspec.structs.replace(
            statement,
            speaker=_known(statement.speaker, self.entities),
            relayed_by=_known(statement.relayed_by, self.entities),
        )

    def of_event(self, event: Event) -> Event:
        return msgspec.structs.replace(
            event,
            actors=_all_known(event.actors, self.entities),
            recipients=_all_known(event.recipients, self.entities),
            place=_known(event.place, self.entities),
            time=_known(event.time, self.times),
            statement=_known(event.statement, self.statements),
        )

    def of_claim(self, claim: Claim) -> Claim:
        return msgspec.structs.replace(
            claim,
            statement=_known(claim.statement, self.statements),
            events=_all_known(claim.events, self.events),
            entities=_all_known(claim.entities, self.entities),
            times=_all_known(claim.times, self.times),
        )


def _known(reference: str | None, ids: frozenset[str]) -> str | None:
    return reference if reference in ids else None


def _all_known(references: tuple[str, ...], ids: frozenset[str]) -> tuple[str, ...]:
    return tuple(reference for reference in references if reference in ids)
