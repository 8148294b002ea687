"""What is read from one article: who, where, when, who says what, and what happened."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.model.texts import Article, Problem, Span

__all__ = [
    "ANNOTATION_SCHEMA",
    "Annotation",
    "Claim",
    "Entity",
    "EntityKind",
    "Event",
    "Links",
    "Mention",
    "Number",
    "Place",
    "Statement",
    "StatementKind",
    "Status",
    "TimeExpression",
]

ANNOTATION_SCHEMA = "rashomon/annotation/1"
Status = Literal["happened", "ongoing", "planned", "possible", "denied"]
StatementKind = Literal["says", "asks", "believes", "intends", "supports", "opposes"]
EntityKind = Literal["person", "state", "organization", "place", "group", "occasion", "other"]


class Links(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an entity is elsewhere; only what is known."""

    iso3: str | None = None
    wikidata: str | None = None
    geonames: int | None = None


class Mention(msgspec.Struct, frozen=True):
    """One place in the text that speaks of an entity."""

    start: int
    end: int
    form: Literal["name", "nominal", "pronoun", "adjective"]
    metonym: bool = False

    @property
    def span(self) -> Span:
        """The characters of the mention."""
        return Span(self.start, self.end)


class Entity(msgspec.Struct, frozen=True):
    """A person, state, body, place or occasion, with every mention of it in one article."""

    id: str
    name: str
    kind: EntityKind
    links: Links
    roles: tuple[str, ...]
    mentions: tuple[Mention, ...]
    unlinked: str | None = None
    """Why it is not linked though its name or office is known, in words; None where it is linked or nothing is known of it."""
    linked: str | None = None
    """By what somebody is known whom the report does not name ("president of France on 2025-09-02"); None for all others."""


class TimeExpression(msgspec.Struct, frozen=True):
    """A time expression with its TIMEX3 value; None where it cannot be resolved."""

    id: str
    start: int
    end: int
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None


class Place(msgspec.Struct, frozen=True):
    """A place name with its coordinates (degrees, WGS 84)."""

    id: str
    start: int
    end: int
    name: str
    latitude: float | None
    longitude: float | None
    country: str | None
    geonames: int | None
    entity: str | None


class Statement(msgspec.Struct, frozen=True):
    """Words or thoughts that the article gives to somebody: content, cue and source (PARC, PolNeAR)."""

    id: str
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: str | None
    form: Literal["direct", "indirect", "mixed"]
    relayed_by: str | None
    kind: StatementKind = "says"


class Event(msgspec.Struct, frozen=True):
    """Who did what to whom, coded in PLOVER, with its status: what is planned has not happened.

    `contexts` tell what it is about ("military", "legal"); none where no word tells.
    """

    id: str
    type: str
    mode: str | None
    status: Status
    trigger: Span
    span: Span
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    time: str | None
    statement: str | None
    contexts: tuple[str, ...] = ()


class Number(msgspec.Struct, frozen=True):
    """A quantity as an interval: "26" is 26 to 26, "two dozen" about 24, "more than 20" is 20 to None."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None


class Claim(msgspec.Struct, frozen=True):
    """Something checkable that an account says, in the outlet's voice or inside a statement.

    `head` is the predicate of the clause, or the noun of a phrase (`phrase`) that names or counts: "26 heads of state".
    """

    id: str
    span: Span
    statement: str | None
    events: tuple[str, ...]
    entities: tuple[str, ...]
    times: tuple[str, ...]
    numbers: tuple[Number, ...]
    polarity: Literal["affirmed", "denied"]
    status: Status
    head: Span | None = None
    phrase: bool = False


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read from one article, layer by layer."""

    schema: str = ANNOTATION_SCHEMA
    article: Article
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[Place, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
