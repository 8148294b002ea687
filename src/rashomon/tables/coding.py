"""Events as both kinds of table code them: day, sides, place, evidence."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from rashomon.comparison.calendar import days_of
from rashomon.knowledge import Knowledge
from rashomon.model import Annotation, Article, Event, Place
from rashomon.tables.actors import ActorCoder, CodedActor

__all__ = ["CodedEvent", "code_events"]

_MEETING_MODES = (None, "phone")
"""Modes of CONSULT in which nobody is the guest: all who meet are actors."""


class CodedEvent(NamedTuple):
    """One event of an article.

    `first` and `last` are the days that the report gives; where it gives none, both are the day of publication and `dated` is
    "published". With `is_mutual` all sides are actors, and there are no recipients.
    """

    article: Article
    event: Event
    first: datetime.date | None
    last: datetime.date | None
    dated: str
    actors: tuple[CodedActor, ...]
    recipients: tuple[CodedActor, ...]
    is_mutual: bool
    occasions: tuple[str, ...]
    place: Place | None
    said_by: str


def code_events(annotation: Annotation, knowledge: Knowledge) -> Iterator[CodedEvent]:
    """Yield the events of an article in their order."""
    article = annotation.article
    coder = ActorCoder(annotation, knowledge)
    times = {time.id: time.value for time in annotation.times}
    names = {entity.id: entity.name for entity in annotation.entities}
    speakers = {statement.id: statement.speaker for statement in annotation.statements}
    places: dict[str, Place] = {}
    for place in annotation.places:
        if place.entity is not None:
            places.setdefault(place.entity, place)
    for event in annotation.events:
        actors, recipients = event.actors, event.recipients
        is_mutual = bool(actors) and _is_mutual(event)
        if is_mutual:
            actors, recipients = tuple(dict.fromkeys((*actors, *recipients))), ()
        days = days_of(times[event.time]) if event.time is not None else None
        published = datetime.date.fromisoformat(article.published[:10]) if article.published else None
        yield CodedEvent(
            article=article,
            event=event,
            first=days.first if days else published,
            last=days.last if days else published,
            dated="stated" if days else "published" if published else "",
            actors=coder.coded(actors, event.span),
            recipients=coder.coded(recipients, event.span),
            is_mutual=is_mutual,
            occasions=coder.occasions((*actors, *recipients)),
            place=places.get(event.place) if event.place is not None else None,
            said_by=names.get(speakers.get(event.statement or "") or "", ""),
        )


def _is_mutual(event: Event) -> bool:
    """Say whether all sides do the same ("France and Spain signed"), or meet: PLOVER then has no recipient.

    PLOVER manual, "Compound and Reciprocal Actors".
    """
    if event.type == "CONSULT" and event.mode in _MEETING_MODES:
        return True
    return len(event.actors) > 1 and set(event.actors) == set(event.recipients)
