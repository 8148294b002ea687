"""Participants: who attends an occasion, is invited to it, or stays away, and according to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from rashomon.comparison.actors import ActorIndex
from rashomon.comparison.head import main_occasion
from rashomon.model import Annotation, Event, Participant, SpanOf

__all__ = ["find_participants"]

Attendance = Literal["attends", "invited", "expected", "sends", "declines", "urges-others-away"]

_MODES: dict[str, Attendance] = {
    "attend": "attends",
    "invite": "invited",
    "expect": "expected",
    "send": "sends",
    "decline": "declines",
    "dissuade": "urges-others-away",
}
_FUTURE = re.compile(r"\b(?:will|won|would|wouldn|shall|going|plans?|intends?|refus\w+|declin\w+)\b", re.IGNORECASE)
_EXPECTED = re.compile(r"\b(?:expected|likely|may|could|set|due|hopes?|hoped)\b", re.IGNORECASE)
_KINDS = frozenset({"person", "state", "organization", "group"})


def find_participants(annotations: Sequence[Annotation], actors: ActorIndex) -> tuple[Participant, ...]:
    """Return who takes part in which occasion and how, with every place where an account says so.

    Read from the modes that the events layer gives to gatherings (docs/plover.md). An occasion that an account calls only
    "the event" is the one that the story is about; absence in the past is no refusal.
    """
    main = main_occasion(annotations, actors)
    found: dict[tuple[str, str | None, Attendance], list[SpanOf]] = {}
    for annotation in annotations:
        article = annotation.article.id
        for event in annotation.events:
            status = _attendance(event, annotation.article.text)
            if status is None:
                continue
            occasion = _occasion(event, annotation, actors) or main
            # Whom somebody invites is invited; the host is not.
            people = event.recipients if status == "invited" and event.recipients else event.actors
            for actor in actors.all_of(article, people):
                if actors.by_id[actor].kind not in _KINDS:
                    continue
                told = SpanOf(article, event.span)
                tellings = found.setdefault((actor, occasion, status), [])
                if told not in tellings:
                    tellings.append(told)
    return tuple(
        Participant(actor=actor, occasion=occasion, status=status, tellings=tuple(tellings))
        for (actor, occasion, status), tellings in found.items()
    )


def _attendance(event: Event, text: str) -> Attendance | None:
    status = _MODES.get(event.mode or "")
    if event.status == "denied":
        will_not = status == "attends" and _FUTURE.search(event.span.of(text)) is not None
        return "declines" if will_not or status == "declines" else None
    if status == "attends" and event.status == "possible":
        # What is merely conceivable ("it is rare for her to attend", "would have attended") expects nobody.
        return "expected" if _EXPECTED.search(event.span.of(text)) else None
    return status


def _occasion(event: Event, annotation: Annotation, actors: ActorIndex) -> str | None:
    """The gathering among the sides of the event, or named in its clause."""
    article = annotation.article.id
    sides = [*event.recipients, *event.actors]
    within = [
        entity.id
        for entity in annotation.entities
        if entity.kind == "occasion" and any(event.span.covers(mention.span) for mention in entity.mentions)
    ]
    named = actors.all_of(article, [*sides, *within])
    return next((actor for actor in named if actors.by_id[actor].kind == "occasion"), None)
