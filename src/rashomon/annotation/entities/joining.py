"""Joining the names of one article: spellings, surnames, acronyms and short forms of one bearer under one cluster.

Every rule looks a name up by a key (surname, initials, known id), so that the work grows with the number of names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from rashomon.annotation.entities.name_runs import PAST_RULES, SHIPS
from rashomon.annotation.entities.nouns import (
    SURNAMES_FIRST,
    Gender,
    gender_of_given_name,
    gender_of_noun,
    is_given_name,
    noun_class,
)
from rashomon.annotation.entities.short_forms import MAX_NAME_TOKENS, ShortForms
from rashomon.annotation.entities.surnames import bearers_of_surname
from rashomon.knowledge.names import acronym_key, fold_name, without_initials
from rashomon.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from rashomon.annotation.entities.names import Name
    from rashomon.knowledge import Knowledge, KnownActor

__all__ = ["NameCluster", "is_capital", "join_names", "known_actor"]

_KIND_OF_LABEL: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "occasion",
}
_KIND_OF_CLASS: dict[str, EntityKind] = {"organization": "organization", "place": "place", "occasion": "occasion"}
_ASIAN_GIVEN_NAME = re.compile(r"[A-Z][a-z]+[-‐‑][a-z]+")
"""A given name in two parts, the second in lower case, stands behind its surname ("Lim Bo-ra")."""
_INSTRUMENTS = frozenset(
    "agreement agreements accord accords treaty convention conventions protocol protocols pact deal declaration charter "
    "act memorandum constitution".split()
)
"""Texts that parties are bound by; the recogniser takes them for occasions."""
_INSTRUMENT = re.compile(
    r"(Treaty|Convention|Protocol|Declaration|Charter|Peace|Pact|Agreement|Accords?) (of|on|for)\b"
)
MAX_ALIAS_GAP = 5
"""Tokens between a name and its alias (", better known as")."""
SPELLING_LIKENESS = 86
"""Percent of likeness from which two long surnames are spellings of one ("Zelensky", "Zelenskiy"), given one first letter."""
MIN_SPELLING_CHARS = 6
MAX_TOKENS_TO_FULL_NAME = 60
"""About two sentences: how far back the full name of a new person of one surname still reaches."""


@dataclass(slots=True)
class NameCluster:
    """The mentions by name of one bearer."""

    kind: EntityKind
    names: list[Name] = field(default_factory=list)
    known: KnownActor | None = None
    capital_of: str | None = None
    iso3: str | None = None

    @property
    def gender(self) -> Gender | None:
        """The gender that titles or the given name tell of a person."""
        for name in self.names:
            for title in name.titles:
                if gender := gender_of_noun(title):
                    return gender
        for name in self.names:
            parts = name.text.split()
            if len(parts) > 1 and (gender := gender_of_given_name(parts[0])):
                return gender
        return None


def known_actor(text: str, label: str, knowledge: Knowledge, states: Collection[str] = ()) -> KnownActor | None:
    """Return the known actor of this name that fits the recogniser's label best; none for a mere seat of government."""
    candidates = knowledge.actors(text)
    if not candidates and label == "PERSON":
        candidates = knowledge.actors(without_initials(text))
    if not candidates or is_capital(text, knowledge):
        return None
    wanted = {
        "PERSON": ("person",),
        "GPE": ("state", "place"),
        "ORG": ("organization", "group"),
        "NORP": ("group",),
    }.get(label, ())
    fitting = [actor for actor in candidates if actor.kind in wanted] or list(candidates)
    if len(fitting) > 1 and fitting[0].kind == "organization":
        # "Congress" is that of the state which the article speaks of.
        fitting = [actor for actor in fitting if actor.iso3 in states]
        return fitting[0] if fitting else None
    if fitting[0].kind in wanted:
        return fitting[0]
    if label == "PERSON" and " " in text and candidates[0].kind not in ("state", "organization"):
        return None
    return candidates[0]


def is_capital(text: str, knowledge: Knowledge) -> bool:
    """Say whether the name is a capital or seat of government and no state's own name ("Singapore" is both)."""
    iso3 = knowledge.capital_of(text)
    if iso3 is None:
        return False
    state, key = knowledge.state(iso3), fold_name(text)
    return all(fold_name(alias) != key for alias in (state.name, state.official, *state.aliases))


def join_names(doc: Doc, names: list[Name], knowledge: Knowledge, states: Collection[str]) -> list[NameCluster]:
    """Return the clusters of the names, in order of first mention.

    Args:
        doc: the document.
        names: its names.
        knowledge: states, persons and bodies that are known beforehand.
        states: ISO codes of the states whose people the article speaks of.
    """
    labels = _labels_by_key(names)
    states = {*states, *_states_named({name.text for name in names}, knowledge)}
    people = _People(knowledge)
    _mend_labels_of_persons(names, labels)
    for name in names:
        people.enter_if_full(name, labels[name.key])
    joined: dict[str, NameCluster] = {}
    clusters: list[NameCluster] = []
    short_forms = ShortForms()
    for name in names:
        if not people.is_full(name.key):
            short_forms.enter(name, labels[name.key])
    previous: tuple[Name, NameCluster] | None = None
    for name in names:
        label = labels[name.key]
        person = people.bearer(name, label)
        key = short_forms.full_key(name, label, knowledge)
        if previous and _is_alias(doc, previous[0], name):
            joined[key] = joined[name.key] = previous[1]
            previous[1].names.append(name)
            continue
        if previous and _is_bracketed(doc, previous[0], name):
            joined[key] = joined[name.key] = previous[1]
            continue
        cluster = person or joined.get(name.key) or joined.get(key)
        if cluster is None:
            cluster = _new_cluster(name, label, knowledge, states)
            if cluster.known is not None:
                cluster = people.known(cluster.known.id) or joined.setdefault(cluster.known.id, cluster)
        if person is None:
            joined[name.key] = joined[key] = cluster
        if not cluster.names:
            clusters.append(cluster)
        cluster.names.append(name)
        previous = (name, cluster)
    return clusters


def _labels_by_key(names: list[Name]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = {}
    for name in names:
        votes.setdefault(name.key, Counter())[name.label] += 1 if name.label else 0
    return {key: max(sorted(found), key=lambda label: found[label]) for key, found in votes.items()}


def _mend_labels_of_persons(names: list[Name], labels: dict[str, str]) -> None:
    """Let "Ana Ruiz" be a person, whatever the recogniser saw, where "Ruiz" alone comes again: no firm is called so."""
    alone = {name.key for name in names if name.end - name.start == 1 and labels[name.key] in ("PERSON", "ORG", "")}
    for name in names:
        first, _, last = name.key.partition(" ")
        if labels[name.key] in ("ORG", "") and last in alone and name.end - name.start == 2 and is_given_name(first):
            labels[name.key] = labels[last] = "PERSON"


def _states_named(texts: Iterable[str], knowledge: Knowledge) -> Iterator[str]:
    for text in texts:
        for actor in knowledge.actors(text):
            if actor.kind == "state" and actor.iso3:
                yield actor.iso3


def _new_cluster(name: Name, label: str, knowledge: Knowledge, states: Collection[str]) -> NameCluster:
    known = known_actor(name.text, label, knowledge, states)
    if known is not None and _are_members(name, known):
        return NameCluster("group", iso3=known.iso3)
    if known is not None:
        return NameCluster(known.kind, known=known)
    capital = knowledge.capital_of(name.text)
    if capital is not None and (label != "PERSON" or not name.titles):
        return NameCluster("place", capital_of=capital)
    if label == "PERSON":
        # A surname alone, of somebody that the article never names in full.
        bearers = bearers_of_surname(name, knowledge, states)
        own_states = {bearer.iso3 for bearer in bearers}
        # Two presidents of one surname leave the person open, but not the state.
        return NameCluster(
            "person",
            known=bearers[0] if len(bearers) == 1 else None,
            iso3=bearers[0].iso3 if len(own_states) == 1 and name.titles else None,
        )
    if _is_past_state(name.text, knowledge):
        return NameCluster("state")
    last_word = name.text.rpartition(" ")[2]
    if label == "PRODUCT" and name.text.partition(" ")[0].lower() in SHIPS:
        return NameCluster("other")
    if label in ("EVENT", "LAW", "") and (last_word.lower() in _INSTRUMENTS or _INSTRUMENT.match(name.text)):
        return NameCluster("other")
    if label in ("GPE", "PERSON", "LOC") and name.start and name.root.doc[name.start - 1].lower_ in ("a", "an"):
        # "an Oscar", "a Rembrandt": one of a kind of things.
        return NameCluster("other")
    if label == "ORG" and last_word in ("Center", "Centre"):
        # One that the recogniser takes for a body thinks and speaks; the others are buildings.
        return NameCluster("organization")
    last_class = noun_class(name.root.lemma_) or noun_class(last_word)
    return NameCluster(_KIND_OF_CLASS.get(last_class or "", _KIND_OF_LABEL.get(label, "other")))


def _are_members(name: Name, known: KnownActor) -> bool:
    """Say whether a party's name is that of its people ("Democrats"), who need not speak for it."""
    return known.kind == "organization" and "Party" in known.name.split() and name.root.tag_ in ("NNPS", "NNS")


def _is_past_state(text: str, knowledge: Knowledge) -> bool:
    """Say whether the name is that of an empire, or of a state under a rule of the past ("Imperial Norland")."""
    first, _, rest = text.partition(" ")
    if text.endswith(" Empire") and rest:
        return True
    return first in PAST_RULES and any(actor.kind == "state" for actor in knowledge.actors(rest))


def _is_bracketed(doc: Doc, before: Name, name: Name) -> bool:
    """Say whether the name is the acronym in brackets of the name right before it."""
    if name.start != before.end + 1 or doc[before.end].text not in ("(", "[") or acronym_key(name.text) is None:
        return False
    letters = [char for char in name.text.lower() if char.isalpha()]
    words = {token.text[0].lower() for token in doc[before.start : before.end]}
    return (
        name.end < len(doc) and doc[name.end].text in (")", "]") and len(words & set(letters)) >= len(set(letters)) / 2
    )


def _is_alias(doc: Doc, before: Name, name: Name) -> bool:
    """Say whether the name is another one of the bearer before it ("Ana Ruiz, better known as Luna")."""
    if name.start - before.end > MAX_ALIAS_GAP:
        return False
    words = [token.lower_ for token in doc[before.end : name.start] if token.is_alpha]
    return words in (["known", "as"], ["better", "known", "as"], ["also", "known", "as"])


class _People:
    """Persons by full name, surname and given name."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._by_full: dict[str, NameCluster] = {}
        self._by_surname: dict[str, list[NameCluster]] = {}
        self._by_given: dict[str, list[NameCluster]] = {}
        self._by_known: dict[str, NameCluster] = {}
        self._parts_of: dict[int, list[list[str]]] = {}
        self._by_ending: dict[str, list[NameCluster]] = {}

    def is_full(self, key: str) -> bool:
        """Say whether the key is the full name of a person."""
        return key in self._by_full

    def known(self, actor_id: str) -> NameCluster | None:
        """Return the person with this id whom the article names in full."""
        return self._by_known.get(actor_id)

    def enter_if_full(self, name: Name, label: str) -> None:
        """Take the name in where it is a person's, with more than one part."""
        parts = name.key.split()
        if name.key in self._by_full or not 2 <= len(parts) <= MAX_NAME_TOKENS:
            return
        known = known_actor(name.text, "PERSON", self._knowledge)
        is_known_person = known is not None and known.kind == "person"
        if known is not None and not is_known_person:
            return
        if label != "PERSON" and not is_known_person:
            return
        cluster = self._by_known.get(known.id) if known and is_known_person else self._ending_in(name.key)
        surname = (
            _without_article(fold_name(known.surname))
            if known and is_known_person and known.surname
            else _surname(name.text, parts)
        )
        given = next((part for part in parts if part != surname), parts[0])
        if cluster is None:
            cluster = next(
                (other for other in self._by_surname.get(surname, ()) if _is_variant(self._parts_of[id(other)], parts)),
                None,
            )
        if cluster is None:
            cluster = NameCluster("person", known=known if is_known_person else None)
            self._by_surname.setdefault(surname, []).append(cluster)
            self._by_given.setdefault(given, []).append(cluster)
            if known and is_known_person:
                self._by_known[known.id] = cluster
        self._by_full[name.key] = cluster
        self._parts_of.setdefault(id(cluster), []).append(parts)
        for first in range(1, len(parts) - 1):
            bearers = self._by_ending.setdefault(" ".join(parts[first:]), [])
            if cluster not in bearers:
                bearers.append(cluster)

    def bearer(self, name: Name, label: str) -> NameCluster | None:
        """Return the person of this name, full or short; a surname that several bear goes to the last one named."""
        if full := self._by_full.get(name.key) or self._ending_in(name.key):
            return full
        if name.end - name.start > 3 or (label in ("LOC", "FAC", "NORP", "EVENT") and name.end - name.start > 1):
            return None
        if not name.titles and label != "PERSON" and self._knowledge.actors(name.text):
            return None
        bearers = self._by_surname.get(_without_article(name.key)) or self._spelled_alike(name.key, label) or []
        if not bearers and (label == "PERSON" or not label):
            bearers = self._by_given.get(name.key, [])
        if not bearers:
            return None
        genders = {gender for title in name.titles if (gender := gender_of_noun(title))}
        fitting = [bearer for bearer in bearers if not genders or bearer.gender in (None, *genders)] or bearers
        return _most_likely(fitting, name)

    def _ending_in(self, key: str) -> NameCluster | None:
        """Return the one person whose name of three parts or more ends in these ("Suu Kyi")."""
        endings = self._by_ending.get(key, [])
        return endings[0] if len(endings) == 1 else None

    def _spelled_alike(self, key: str, label: str) -> list[NameCluster] | None:
        if label != "PERSON" or len(key) < MIN_SPELLING_CHARS:
            return None
        for surname, bearers in self._by_surname.items():
            if (
                surname[0] == key[0]
                and len(surname) >= MIN_SPELLING_CHARS
                and fuzz.ratio(surname, key) >= SPELLING_LIKENESS
            ):
                return bearers
        return None


def _without_article(surname: str) -> str:
    """Return a folded surname without the Arabic article ("al bashir")."""
    return surname.removeprefix("al ").removeprefix("el ")


def _surname(text: str, parts: list[str]) -> str:
    words = text.split()
    if len(words) == 2 and _ASIAN_GIVEN_NAME.fullmatch(words[1]):
        return parts[0]
    if parts[0] in SURNAMES_FIRST and len(parts) <= 3:
        return parts[0]
    return parts[-1]


def _most_likely(bearers: list[NameCluster], name: Name) -> NameCluster:
    """Choose among persons of one surname.

    Whoever was just brought in by full name as the subject of a clause is meant ("Ana Ruiz said ... Ruiz added"); otherwise
    whoever already goes by the surname alone, and else the one named first.
    """
    named = [bearer for bearer in bearers if bearer.names]
    if not named:
        return bearers[0]
    last = max(named, key=lambda bearer: bearer.names[-1].start)
    mention = last.names[-1]
    is_near = name.start - mention.start <= MAX_TOKENS_TO_FULL_NAME
    if is_near and mention.key != name.key and mention.root.dep_ in ("nsubj", "nsubjpass"):
        return last
    going_by_surname = [bearer for bearer in named if any(other.key == name.key for other in bearer.names)]
    return max(going_by_surname, key=lambda bearer: bearer.names[-1].start) if going_by_surname else named[0]


def _is_variant(others: list[list[str]], parts: list[str]) -> bool:
    """Say whether two full names with one surname are one person's: "Joan R. Doe" and "Joan Doe", "J. Doe"."""
    return any(
        set(parts) <= set(other)
        or set(other) <= set(parts)
        or (parts[0][0] == other[0][0] and min(len(parts[0]), len(other[0])) == 1)
        for other in others
    )
