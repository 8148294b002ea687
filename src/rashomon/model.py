"""The nouns of rashomon, as immutable structs that go to JSON and back unchanged.

Everything that is shown, stored or exported carries spans into the immutable text of its article (rule 1:
no span, no item). Offsets are Unicode code points, half-open ``[start, end)``. Dates are ISO 8601 strings, time
values are TIMEX3 strings. Field names are the keys of the JSON that the commands write.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

__all__ = [
    "ANNOTATION_SCHEMA",
    "COMPARISON_SCHEMA",
    "Account",
    "Actor",
    "Annotation",
    "Article",
    "Claim",
    "Comparison",
    "CopiedText",
    "Difference",
    "Entity",
    "Event",
    "EventTelling",
    "Grouping",
    "JoinedEvent",
    "JoinedStatement",
    "Link",
    "Links",
    "Mention",
    "Moved",
    "NamedForm",
    "Number",
    "Origin",
    "Participant",
    "Place",
    "Placement",
    "Point",
    "Problem",
    "Repetition",
    "Span",
    "SpanOf",
    "Statement",
    "StatementKind",
    "StatementTelling",
    "Story",
    "Telling",
    "TimeExpression",
    "TimelineEntry",
    "Value",
    "When",
    "Wording",
]

ANNOTATION_SCHEMA = "rashomon/annotation/1"
COMPARISON_SCHEMA = "rashomon/comparison/1"

Status = Literal["happened", "ongoing", "planned", "possible", "denied"]
StatementKind = Literal["says", "asks", "believes", "intends", "supports", "opposes"]
EntityKind = Literal["person", "state", "organization", "place", "group", "occasion", "other"]


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Characters ``[start, end)`` of an article's text; ``[start, end]`` in JSON."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the evidence itself."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that went wrong, where, and what to do about it."""

    what: str
    where: str
    kind: str = "unread"
    limit: str | None = None


class Article(msgspec.Struct, frozen=True):
    """One report: its exact decoded text and what is known of where it came from."""

    id: str
    text: str
    sha256: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    dateline: Span | None = None
    language: str | None = None
    extra: dict[str, Any] = {}


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
    """Why it is not linked though its name is known, in words; None where it is linked or nothing is known of it."""


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


class Grouping(msgspec.Struct, frozen=True):
    """The story an article belongs to, the article it is a copy of, and what came before it."""

    id: str
    path: str | None
    story: str
    copy_of: str | None
    version_of: str | None = None
    """The article before it at the same address."""
    chapter_of: str | None = None
    """The earlier story that its story carries on."""


class Moved(msgspec.Struct, frozen=True):
    """An earlier article that belongs to another story from now on."""

    id: str
    story: str


class Placement(msgspec.Struct, frozen=True):
    """What a stream decided of an article as it came; with the article, all that the stream needs to be restored."""

    id: str
    story: str
    """Label of its story. It is outdated once a later placement names the article under `moved`."""
    day: str | None
    """The day it counts as, in UTC; that of the stream's newest article where its own is not known."""
    text_of: str
    """The first article with this text: its own id where the text is new."""
    copy_of: str | None = None
    """The same, where it is another outlet's or stands at another address."""
    version_of: str | None = None
    """The latest article before it at the same address."""
    copied_from: str | None = None
    """Its likely source: the article that has most of its text, where that is a tenth or more."""
    share_copied: float = 0.0
    """Share of its own text that stands there, 0 to 1."""
    chapter_of: str | None = None
    """The earlier story that it carries on, where it is the first report of a story."""
    moved: tuple[Moved, ...] = ()
    """Articles whose story changed as it came, because stories joined or split."""
    vector: bytes = b""
    """The meaning of its opening, as the stream compares it; empty where the text is not new."""


class SpanOf(msgspec.Struct, frozen=True):
    """A span together with the article it lies in."""

    article: str
    span: Span


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
