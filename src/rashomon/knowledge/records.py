"""The records that the look-ups answer with, and the shape of the files they are read from."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from rashomon.model import EntityKind

__all__ = [
    "BodyEntry",
    "Contrast",
    "KnowledgeFile",
    "KnownActor",
    "Leader",
    "LoadedGroup",
    "Outlet",
    "PersonEntry",
    "State",
    "Term",
]

Iso2 = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
Iso3 = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
Qid = Annotated[str, msgspec.Meta(pattern="^Q[1-9][0-9]*$")]
Text = Annotated[str, msgspec.Meta(min_length=1)]
PartialDate = Annotated[str, msgspec.Meta(pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
"""An ISO 8601 day, or only its month or year where no more is known."""

OutletKind = Literal["agency", "state media", "outlet"]


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A state or territory: names, people, seat of government, codes."""

    iso3: Iso3
    name: Text
    iso2: Iso2 | None = None
    official: str = ""
    wikidata: Qid | None = None
    region: str = ""
    capital: str | None = None
    aliases: tuple[Text, ...] = ()
    demonyms: tuple[Text, ...] = ()
    seats: tuple[Text, ...] = ()
    """What stands for the government in reports: the capital where it does, "Kremlin", "Downing Street"."""


class KnownActor(msgspec.Struct, frozen=True, gc=False):
    """Somebody or something that reports name, under one id: `state:PRK`, `org:un`, `person:kim-jong-un`."""

    id: str
    name: str
    kind: EntityKind
    iso3: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    surname: str | None = None


class Leader(msgspec.Struct, frozen=True, gc=False):
    """One term of a person in an office, of a state (`iso3`) or of a body (`body`, an actor id).

    `start` and `end` are ISO 8601 dates, both included, cut to month or year where no more is known; None is open.
    """

    actor: KnownActor
    office: str
    iso3: str | None
    body: str | None
    start: str | None
    end: str | None


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A news agency, state medium or other news outlet."""

    id: Text
    name: Text
    kind: OutletKind
    aliases: tuple[Text, ...] = ()
    iso3: Iso3 | None = None
    domains: tuple[Text, ...] = ()
    plain_word: bool = False
    """Whether its names of one word are ordinary words too ("Time", "Independent"), and no evidence by themselves."""


class BodyEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An organization, group, state of the past or other actor that is no person, as a file gives it."""

    id: Text
    name: Text
    kind: EntityKind = "organization"
    iso3: Iso3 | None = None
    wikidata: Qid | None = None
    aliases: tuple[Text, ...] = ()


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A term in an office; `of` is a state's ISO code or a body's id, and the person's own state where absent."""

    office: Text
    start: PartialDate | None = None
    end: PartialDate | None = None
    of: str | None = None


class PersonEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A person with the offices held, as a file gives it."""

    id: Text
    name: Text
    surname: str | None = None
    iso3: Iso3 | None = None
    wikidata: Qid | None = None
    aliases: tuple[Text, ...] = ()
    terms: tuple[Term, ...] = ()


class LoadedGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Loaded words, each with its plainer counterpart or a note, for which one reason holds, and who gives it."""

    reason: Text
    sources: tuple[Text, ...]
    words: dict[str, Text]


class Contrast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of two kinds of which two tellings of one thing cannot have one each without saying something else."""

    kind: Literal["polarity", "wording"]
    """Whether the one excludes the other, or only says more."""
    one: tuple[Text, ...]
    other: tuple[Text, ...]


class KnowledgeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: where its facts come from, and entries of any kind. The project's files and a user's are alike."""

    source: Text
    states: tuple[State, ...] = ()
    bodies: tuple[BodyEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    saying: dict[str, tuple[Text, ...]] = {}
    """Class of saying to the lemmas of its verbs."""
    saying_nouns: dict[str, tuple[Text, ...]] = {}
    loaded: dict[str, Text] = {}
    """Loaded word or phrase to its neutral counterpart, or a note; that it is listed in the file is the reason."""
    loaded_groups: tuple[LoadedGroup, ...] = ()
    loaded_except: tuple[Text, ...] = ()
    """Names and set phrases in which a loaded word judges nothing."""
    denials: tuple[Text, ...] = ()
    """Words that take a clause back ("denied that") or have a negation in them ("failed")."""
    contrasts: tuple[Contrast, ...] = ()
    aliases: dict[str, tuple[Text, ...]] = {}
    """Further names of actors that another file gives, by their id."""
