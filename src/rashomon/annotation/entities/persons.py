"""Persons of one article: full names, and whom a surname or given name alone is short for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from rashomon.annotation.entities.name_clusters import NameCluster, known_actor
from rashomon.annotation.entities.nouns import SURNAMES_FIRST, gender_of_noun
from rashomon.annotation.entities.relatives import is_brought_in_as_relative, offices_said_of
from rashomon.annotation.entities.short_forms import MAX_NAME_TOKENS
from rashomon.knowledge.names import fold_name

if TYPE_CHECKING:
    from rashomon.annotation.entities.names import Name
    from rashomon.knowledge import Knowledge

__all__ = ["Persons"]

_ASIAN_GIVEN_NAME = re.compile(r"[A-Z][a-z]+[-‐‑][a-z]+")
"""A given name in two parts, the second in lower case, stands behind its surname ("Lim Bo-ra")."""
SPELLING_LIKENESS = 86
"""Percent of likeness from which two long surnames are spellings of one ("Zelensky", "Zelenskiy"), given one first letter."""
MIN_SPELLING_CHARS = 6
MAX_TOKENS_TO_FULL_NAME = 60
"""About two sentences: how far back the full name of a new person of one surname still reaches."""


class Persons:
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
                (
                    other
                    for other in self._by_surname.get(surname, ())
                    if _is_variant(self._parts_of[id(other)], parts) and not (other.known and is_known_person)
                ),
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
        return _most_likely(bearers, name)

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

    A title says of which gender the bearer is, and which office they hold ("Mayor Ruiz"); a relative of the one whom the
    report is about is not meant. Whoever was just brought in by full name as the subject of a clause is ("Ana Ruiz said ...
    Ruiz added"), otherwise whoever already goes by the surname alone, and else the one named first.
    """
    genders = {gender for title in name.titles if (gender := gender_of_noun(title))}
    bearers = [bearer for bearer in bearers if not genders or bearer.gender in (None, *genders)] or bearers
    offices = offices_said_of([name])
    named = [bearer for bearer in bearers if bearer.names]
    named = [bearer for bearer in named if offices & offices_said_of(bearer.names)] or named
    if not named:
        return bearers[0]
    named = [bearer for bearer in named if not is_brought_in_as_relative(bearer.names[0])] or named
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
