"""Chains: the mentions of one referent as they grow while an article is read from left to right."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rashomon.annotation.entities.nouns import Gender, NounClass, gender_of_given_name, gender_of_noun, noun_class
from rashomon.model import Entity, EntityKind, Links, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.annotation.entities.phrases import Phrase
    from rashomon.knowledge.records import KnownActor

__all__ = ["Chain", "Discourse", "Spoken"]

Number = Literal["singular", "plural"]

MAX_RECENT = 60
"""Mentions that a pronoun or description may look back over: a few paragraphs; it keeps the pass linear."""
MAX_SAME_HEAD = 8
"""Referents with one head noun that are compared with a later phrase of that head."""

_KIND_OF_CLASS: dict[NounClass, EntityKind] = {
    "person": "person",
    "people": "group",
    "organization": "organization",
    "place": "place",
    "state": "place",
    "occasion": "occasion",
}


@dataclass(eq=False)
class Chain:
    """One referent: what is known of it, and its mentions so far."""

    kind: EntityKind
    number: Number | None
    noun_class: NounClass | None = None
    gender: Gender | None = None
    iso3: str | None = None
    entity: Entity | None = None
    name: str = ""
    roles: tuple[str, ...] = ()
    """What a person is said or known to be, in lower case ("norwegian president", "former senator")."""
    modifiers: set[str] = field(default_factory=set)
    head_words: set[str] = field(default_factory=set)
    described_as: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    first_token: int = 0
    last_sentence: int = 0
    last_token: int = 0
    possessor: Chain | None = None
    known: KnownActor | None = None
    """Who is known to be meant, though no mention names them: the holder of an office on the day of the report."""
    why: str | None = None
    """Why `known` is, or is not, who is meant."""
    is_named: bool = False
    in_title: bool = False
    """Whether a headline brought it in."""
    is_source: bool = False
    """Whether words are given to it, so that it is worth an entity at its only mention."""
    list_of: EntityKind | None = None
    members: tuple[int, ...] = ()
    """Of a list: the tokens that head its parts."""

    @property
    def is_certain(self) -> bool:
        """Say whether more than the recogniser tells that it is a person: a role or being known."""
        return self.entity is not None and bool(self.entity.roles or self.entity.links.wikidata)

    @property
    def is_animate(self) -> bool:
        """Say whether "he" or "she" may refer to it."""
        return self.kind == "person"

    @property
    def links(self) -> Links:
        """What it is linked to: as its entity is, as whoever is known to be meant, or the state that it acts for."""
        links = self.entity.links if self.entity else Links()
        if self.known is not None:
            return Links(links.iso3 or self.iso3, self.known.wikidata)
        if links.iso3 is None and self.iso3 is not None and self.kind in ("person", "group", "organization"):
            return Links(self.iso3, links.wikidata, links.geonames)
        return links

    @property
    def may_be_person(self) -> bool:
        """Say whether words are given to a name of one word that nobody knows: a surname, until something else is said."""
        is_unread = self.kind == "other" and self.is_named and self.is_source and " " not in self.name
        return is_unread and self.entity is not None and self.entity.links == Links()

    @classmethod
    def of_entity(cls, entity: Entity) -> Chain:
        """Start the chain of an entity, without its mentions."""
        number: Number | None = "singular" if entity.kind in ("person", "place", "occasion") else None
        chain = cls(entity.kind, number, entity=entity, iso3=entity.links.iso3, name=entity.name)
        chain.is_named = any(mention.form == "name" for mention in entity.mentions)
        if entity.kind == "person":
            chain.gender = _gender(entity)
            chain.noun_class = "person"
        if entity.kind == "group":
            chain.number = "plural"
        return chain

    @classmethod
    def of_phrase(cls, phrase: Phrase, name: str) -> Chain:
        """Start the chain of a nameless phrase."""
        kind: EntityKind = _KIND_OF_CLASS.get(phrase.noun_class, "other") if phrase.noun_class else "other"
        if kind == "person" and phrase.is_plural:
            kind = "group"
        plural = phrase.is_plural or phrase.noun_class == "people"
        gender = gender_of_noun(phrase.head.lemma_) if kind == "person" else None
        return cls(kind, "plural" if plural else "singular", phrase.noun_class, gender, name=name)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A mention that has been read: whose it is, where, and how prominent its place in the clause is."""

    chain: Chain
    head: Token
    start: int
    end: int
    sentence: int
    weight: float


class Discourse:
    """What has been mentioned so far, by recency and by the words that it was mentioned with."""

    def __init__(self) -> None:
        self.recent: deque[Spoken] = deque(maxlen=MAX_RECENT)
        self._by_word: defaultdict[str, deque[Chain]] = defaultdict(lambda: deque(maxlen=MAX_SAME_HEAD))

    def note(self, spoken: Spoken) -> None:
        """Add a mention that has been read."""
        self.recent.append(spoken)
        spoken.chain.last_sentence = spoken.sentence
        spoken.chain.last_token = spoken.head.i

    def index(self, word: str, chain: Chain) -> None:
        """Let later phrases headed by the word find the chain, the last one first."""
        chains = self._by_word[word]
        if chain in chains:
            chains.remove(chain)
        chains.append(chain)

    def called(self, word: str) -> Iterator[Chain]:
        """Yield the chains that have been called by this word, the last one first."""
        yield from reversed(self._by_word.get(word, ()))

    def chains_back(self, sentence: int, window: int) -> Iterator[Chain]:
        """Yield the chains mentioned in the last sentences, the last one first, each once."""
        seen: set[int] = set()
        for spoken in reversed(self.recent):
            if sentence - spoken.sentence > window:
                return
            if id(spoken.chain) not in seen:
                seen.add(id(spoken.chain))
                yield spoken.chain


def _gender(entity: Entity) -> Gender | None:
    for role in entity.roles:
        words = role.split()
        for word in (words[-1], words[0]):
            if noun_class(word.lower()) == "person" and (gender := gender_of_noun(word)):
                return gender
    parts = entity.name.split()
    return gender_of_given_name(parts[0]) if len(parts) > 1 else None
