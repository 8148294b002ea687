"""Events of several accounts joined: who does what to whom, over time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rashomon.comparison.actors import ActorIndex
from rashomon.comparison.calendar import Days, days_of, days_overlap
from rashomon.model import (
    Annotation,
    Event,
    EventTelling,
    JoinedEvent,
    When,
)

__all__ = ["join_events"]

_RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types of which both sides are actors: "A met B" and "B met A" are one event."""


@dataclass(frozen=True)
class _Told:
    article: str
    event: Event
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    active: frozenset[str]
    passive: frozenset[str]
    place: str | None
    days: Days | None


def join_events(annotations: Sequence[Annotation], actors: ActorIndex) -> tuple[JoinedEvent, ...]:
    """Join events of one type and status whose actors and recipients overlap and whose times do not exclude each other.

    An event without any named side is joined with none.
    """
    groups: list[list[_Told]] = []
    by_type: dict[tuple[str, str], list[list[_Told]]] = {}
    for annotation in annotations:
        for told in _told(annotation, actors):
            candidates = by_type.setdefault((told.event.type, told.event.status), [])
            group = next((group for group in candidates if all(_same(told, other) for other in group)), None)
            if group is None:
                group = []
                candidates.append(group)
                groups.append(group)
            group.append(told)
    return tuple(_joined(f"x{number}", group) for number, group in enumerate(groups, start=1))


def _told(annotation: Annotation, actors: ActorIndex) -> list[_Told]:
    article = annotation.article.id
    times = {time.id: time for time in annotation.times}
    unnamed = {
        actors.of(article, entity.id)
        for entity in annotation.entities
        if entity.kind == "person" and all(mention.form != "name" for mention in entity.mentions)
    }
    found: list[_Told] = []
    for event in annotation.events:
        doers, recipients = actors.all_of(article, event.actors), actors.all_of(article, event.recipients)
        found.append(
            _Told(
                article,
                event,
                doers,
                recipients,
                _sides(doers, actors, unnamed),
                _sides(recipients, actors, unnamed),
                actors.of(article, event.place),
                days_of(times[event.time].value) if event.time in times else None,
            )
        )
    return found


def _sides(ids: Sequence[str], actors: ActorIndex, unnamed: Collection[str | None]) -> frozenset[str]:
    """Return what actors count as when events are compared: people without a name ("the Polish envoy") as their state."""
    found = (actors.by_id[actor] for actor in ids)
    return frozenset(
        actor.links.iso3 if (actor.kind in ("state", "group") or actor.id in unnamed) and actor.links.iso3 else actor.id
        for actor in found
    )


def _same(one: _Told, other: _Told) -> bool:
    if one.event.mode != other.event.mode and one.event.mode and other.event.mode:
        return False
    if one.days and other.days and not days_overlap(one.days, other.days):
        return False
    if one.event.type in _RECIPROCAL:
        mine, theirs = one.active | one.passive, other.active | other.passive
        return len(mine & theirs) >= min(2, len(mine), len(theirs)) > 0
    if not one.active & other.active:
        return False
    return bool(one.passive & other.passive) or (not one.passive and not other.passive)


def _joined(event_id: str, group: Sequence[_Told]) -> JoinedEvent:
    days = [told.days for told in group if told.days is not None]
    # The most exact time that any account gives.
    exact = min(days, key=lambda span: (span.last.toordinal() - span.first.toordinal(), span.first), default=None)
    return JoinedEvent(
        id=event_id,
        type=group[0].event.type,
        status=group[0].event.status,
        actors=tuple(dict.fromkeys(actor for told in group for actor in told.actors)),
        recipients=tuple(dict.fromkeys(actor for told in group for actor in told.recipients)),
        time=When(exact.first.isoformat(), exact.last.isoformat()) if exact else None,
        place=next((told.place for told in group if told.place), None),
        tellings=tuple(EventTelling(told.article, told.event.id) for told in group),
    )
