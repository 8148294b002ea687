"""An annotation as rows: what one asks for across articles, in the columns of schema.sql."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from rashomon.model import Annotation, Comparison, Entity, Event, Place, Span, Statement

__all__ = ["ActorRow", "AnnotationRows", "ComparisonRows", "EntityRow", "EventRow", "StatementRow"]


class ActorRow(NamedTuple):
    """Who an entity is over all articles; `key` tells actors apart."""

    name: str
    kind: str
    iso3: str | None
    wikidata: str | None
    geonames: int | None
    key: str


class EntityRow(NamedTuple):
    """An entity of one article; `iso3` is the state that it is, or acts for there."""

    id: str
    actor: ActorRow
    iso3: str | None
    name: str
    roles: str | None
    mentions: int
    start: int
    end: int


class StatementRow(NamedTuple):
    """A statement; speaker, relay and subjects are ids of entities."""

    id: str
    speaker: str | None
    relayed_by: str | None
    kind: str
    form: str
    words: str
    cue: str | None
    start: int
    end: int
    subjects: tuple[str, ...]


class EventRow(NamedTuple):
    """An event; actors, recipients and place are ids of entities, `statement` one of a statement."""

    id: str
    type: str
    mode: str | None
    status: str
    words: str
    day: str | None
    place: str | None
    statement: str | None
    start: int
    end: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


class AnnotationRows(NamedTuple):
    """The rows of one annotation."""

    entities: tuple[EntityRow, ...]
    places: tuple[Place, ...]
    statements: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]

    @classmethod
    def of(cls, annotation: Annotation) -> AnnotationRows:
        """Make the rows of an annotation whose items all have spans."""
        text = annotation.article.text
        days = {time.id: time.value for time in annotation.times}
        mentions = sorted((m.start, m.end, entity.id) for entity in annotation.entities for m in entity.mentions)
        return cls(
            entities=tuple(map(_entity_row, annotation.entities)),
            places=annotation.places,
            statements=tuple(_statement_row(statement, text, mentions) for statement in annotation.statements),
            events=tuple(_event_row(event, text, days) for event in annotation.events),
        )


def _entity_row(entity: Entity) -> EntityRow:
    first = min(entity.mentions, key=lambda mention: mention.start)
    roles = "; ".join(entity.roles) or None
    return EntityRow(
        id=entity.id,
        actor=_actor_row(entity),
        iso3=entity.links.iso3,
        name=entity.name,
        roles=roles,
        mentions=len(entity.mentions),
        start=first.start,
        end=first.end,
    )


def _actor_row(entity: Entity) -> ActorRow:
    """Tell actors apart by the strongest link; the `iso3` of a person or a body is the state it acts for, not itself."""
    links = entity.links
    iso3 = links.iso3 if entity.kind == "state" else None
    if iso3:
        key = iso3
    elif links.wikidata:
        key = links.wikidata
    elif links.geonames:
        key = f"geonames {links.geonames}"
    else:
        key = f"{entity.kind} {' '.join(entity.name.casefold().split())}"
    return ActorRow(entity.name, entity.kind, iso3, links.wikidata, links.geonames, key)


def _statement_row(statement: Statement, text: str, mentions: list[tuple[int, int, str]]) -> StatementRow:
    start, end = statement.content[0].start, max(span.end for span in statement.content)
    subjects = dict.fromkeys(entity for span in statement.content for entity in _mentioned_in(span, mentions))
    subjects.pop(statement.speaker or "", None)
    return StatementRow(
        id=statement.id,
        speaker=statement.speaker,
        relayed_by=statement.relayed_by,
        kind=statement.kind,
        form=statement.form,
        words=" … ".join(_one_line(span.of(text)) for span in statement.content),
        cue=_one_line(statement.cue.of(text)) if statement.cue else None,
        start=start,
        end=end,
        subjects=tuple(subjects),
    )


def _mentioned_in(span: Span, mentions: list[tuple[int, int, str]]) -> Iterable[str]:
    for start, end, entity in mentions[bisect_left(mentions, (span.start, 0, "")) :]:
        if start >= span.end:
            return
        if end <= span.end:
            yield entity


def _event_row(event: Event, text: str, days: dict[str, str | None]) -> EventRow:
    return EventRow(
        id=event.id,
        type=event.type,
        mode=event.mode,
        status=event.status,
        words=_one_line(event.span.of(text)),
        day=days.get(event.time) if event.time else None,
        place=event.place,
        statement=event.statement,
        start=event.span.start,
        end=event.span.end,
        actors=event.actors,
        recipients=event.recipients,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


class ComparisonRows(NamedTuple):
    """A comparison as rows, each in the order of the columns, without the story."""

    points: tuple[tuple[str, str, str, int, int], ...]
    tellings: tuple[tuple[str, str, int, int], ...]
    """Point, id of the article, start, end."""
    origins: tuple[tuple[str, str, str, int, int], ...]

    @classmethod
    def of(cls, comparison: Comparison) -> ComparisonRows:
        """Make the rows of a comparison."""
        carried = [origin for point in comparison.points for origin in set(point.origins)]
        return cls(
            points=tuple(
                (p.id, p.status, _one_line(p.text), len({t.article for t in p.tellings}), p.independent)
                for p in comparison.points
            ),
            tellings=tuple(
                dict.fromkeys(
                    (point.id, telling.article, span.start, span.end)
                    for point in comparison.points
                    for telling in point.tellings
                    for span in telling.spans
                )
            ),
            origins=tuple(
                (o.id, o.name, o.kind, len({account.article for account in o.accounts}), carried.count(o.id))
                for o in comparison.origins
            ),
        )
