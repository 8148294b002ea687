"""The accounts of a story side by side."""

from __future__ import annotations

from typing import Literal

import msgspec

from rashomon.model.annotation import Annotation, EntityKind, Links, Status
from rashomon.model.texts import Problem, Span, SpanOf

__all__ = [
    "COMPARISON_SCHEMA",
    "Account",
    "Actor",
    "Comparison",
    "CopiedText",
    "Difference",
    "EventTelling",
    "JoinedEvent",
    "JoinedStatement",
    "Link",
    "NamedForm",
    "Origin",
    "Participant",
    "Point",
    "Repetition",
    "StatementTelling",
    "Story",
    "Telling",
    "TimelineEntry",
    "Value",
    "When",
    "Wording",
]

COMPARISON_SCHEMA = "rashomon/comparison/1"


class When(msgspec.Struct, frozen=True):
    """First and last day, ISO 8601; None where unknown."""

    start: str | None
    end: str | None


class Story(msgspec.Struct, frozen=True):
    """What the accounts are about: a title (a span, never generated), when, where, and the occasion."""

    title: SpanOf
    when: When | None
    where: str | None
    occasion: str | None


class Actor(msgspec.Struct, frozen=True):
    """An entity joined over the accounts; `entities` maps article ids to entity ids."""

    id: str
    name: str
    kind: EntityKind
    links: Links
    entities: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[str, ...]] = {}


class Value(msgspec.Struct, frozen=True):
    """One account's value for a slot of a point, with the characters it was read from."""

    article: str
    value: str
    span: Span


class Difference(msgspec.Struct, frozen=True):
    """A typed difference between tellings; `compatible` is None where that cannot be known."""

    kind: Literal["number", "date", "name", "set", "polarity", "status", "attribution", "wording"]
    values: tuple[Value, ...]
    compatible: bool | None
    note: str


class Link(msgspec.Struct, frozen=True):
    """One link of the chain by which something came to an account: whose word, where the account says so, and how sure."""

    origin: str
    span: Span
    basis: Literal["stated", "copied text", "inferred"]


class Telling(msgspec.Struct, frozen=True):
    """How one account tells a point; a chain leads from the source that is nearest to the event towards the account."""

    article: str
    spans: tuple[Span, ...]
    claims: tuple[str, ...]
    statement: str | None
    origins: tuple[str, ...]
    chains: tuple[tuple[Link, ...], ...] = ()


class Point(msgspec.Struct, frozen=True):
    """A thing that one or more accounts tell; `linked_by` says why the tellings were joined."""

    id: str
    status: Literal["shared", "single", "differs"]
    text: str
    differences: tuple[Difference, ...]
    tellings: tuple[Telling, ...]
    origins: tuple[str, ...]
    independent: int
    linked_by: tuple[str, ...] = ()


class Repetition(msgspec.Struct, frozen=True):
    """What one account tells more than once, with what differs between its own tellings.

    `point` is the point that all of them stand in; None where they were set together for their difference alone.
    """

    article: str
    point: str | None
    claims: tuple[str, ...]
    spans: tuple[Span, ...]
    differences: tuple[Difference, ...]


class Participant(msgspec.Struct, frozen=True):
    """Who attends, is invited to, or declines an occasion, according to which accounts."""

    actor: str
    occasion: str | None
    status: Literal["attends", "invited", "expected", "sends", "declines", "urges-others-away"]
    tellings: tuple[SpanOf, ...]


class StatementTelling(msgspec.Struct, frozen=True):
    """A statement as one account gives it."""

    article: str
    statement: str


class JoinedStatement(msgspec.Struct, frozen=True):
    """One utterance over the accounts that carry it."""

    speaker: str | None
    tellings: tuple[StatementTelling, ...]
    match: Literal["same words", "cut", "paraphrase", "single"]


class EventTelling(msgspec.Struct, frozen=True):
    """An event as one account codes it."""

    article: str
    event: str


class JoinedEvent(msgspec.Struct, frozen=True):
    """One event over the accounts that tell it; actors and recipients are actor ids."""

    id: str
    type: str
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    time: When | None
    place: str | None
    tellings: tuple[EventTelling, ...]


class TimelineEntry(msgspec.Struct, frozen=True):
    """What the accounts place at one time."""

    start: str
    end: str
    status: Status
    tellings: tuple[SpanOf, ...]


class Account(msgspec.Struct, frozen=True):
    """The evidence that an article rests on an origin.

    `field` is set where not the span but that field of the article names the origin: the span then is what rests on it.
    """

    article: str
    span: Span
    basis: Literal["stated", "copied text", "inferred"]
    field: Literal["byline"] | None = None


class Origin(msgspec.Struct, frozen=True):
    """Whose word something rests on; two outlets that relay one agency share one origin.

    `names` are all names by which the accounts call it; `overlaps` the origins that may be the same, so that the two are not
    counted as independent ("Russian state media" and TASS).
    """

    id: str
    name: str
    kind: Literal["agency", "state media", "official", "outlet", "person", "document"]
    accounts: tuple[Account, ...]
    names: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()


class CopiedText(msgspec.Struct, frozen=True):
    """What one account has word for word from another: the share of its words outside quotation marks, and the runs.

    `spans` lie in the account, `sources` are the same runs in the account that they are likely to come from.
    """

    article: str
    source: str
    share: float
    spans: tuple[Span, ...]
    sources: tuple[SpanOf, ...]


class NamedForm(msgspec.Struct, frozen=True):
    """The words one account uses for a thing; `reason` says why they are marked as loaded, `note` what they leave open."""

    article: str
    text: str
    spans: tuple[Span, ...]
    loaded: bool
    reason: str | None = None
    note: Literal["names who did it", "does not name who did it", "hedges", "does not hedge"] | None = None


class Wording(msgspec.Struct, frozen=True, omit_defaults=True):
    """The words of the accounts for one thing, which the one key that is set names.

    An actor or an occasion; the headlines; `saying`: the actor whom the accounts let speak by these words; `act`: the point
    whose act they call so; `hedge`: the point of which one account leaves open what another does not; `elsewhere`: the
    loaded words of the accounts that stand in no other row.
    """

    forms: tuple[NamedForm, ...]
    actor: str | None = None
    occasion: str | None = None
    headline: bool = False
    saying: str | None = None
    act: str | None = None
    hedge: str | None = None
    elsewhere: bool = False


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The accounts of one story, side by side."""

    schema: str = COMPARISON_SCHEMA
    story: Story | None
    articles: tuple[Annotation, ...]
    actors: tuple[Actor, ...]
    points: tuple[Point, ...]
    participants: tuple[Participant, ...]
    statements: tuple[JoinedStatement, ...]
    events: tuple[JoinedEvent, ...]
    timeline: tuple[TimelineEntry, ...]
    origins: tuple[Origin, ...]
    copied: tuple[CopiedText, ...] = ()
    repetitions: tuple[Repetition, ...] = ()
    wording: tuple[Wording, ...]
    problems: tuple[Problem, ...] = ()
