"""Joining the names of one article: spellings, surnames, acronyms and short forms of one bearer under one cluster.

Every rule looks a name up by a key (surname, initials, known id), so that the work grows with the number of names.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from rashomon.annotation.entities.name_clusters import NameCluster, known_actor
from rashomon.annotation.entities.name_runs import PAST_RULES, SHIPS
from rashomon.annotation.entities.nouns import (
    is_given_name,
    noun_class,
)
from rashomon.annotation.entities.persons import Persons
from rashomon.annotation.entities.short_forms import ShortForms
from rashomon.annotation.entities.surnames import bearers_of_surname, is_in_office
from rashomon.knowledge.names import acronym_key
from rashomon.model import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from rashomon.annotation.entities.names import Name
    from rashomon.knowledge import Knowledge, KnownActor

__all__ = ["join_names"]

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


def join_names(
    doc: Doc, names: list[Name], knowledge: Knowledge, states: Collection[str], day: datetime.date | None = None
) -> list[NameCluster]:
    """Return the clusters of the names, in order of first mention.

    Args:
        doc: the document.
        names: its names.
        knowledge: states, persons and bodies that are known beforehand.
        states: ISO codes of the states whose people the article speaks of.
        day: when it was published, which tells who held an office.
    """
    labels = _labels_by_key(names)
    states = {*states, *_states_named({name.text for name in names}, knowledge)}
    people = Persons(knowledge)
    _mend_labels_of_persons(names, labels)
    for name in names:
        if name.label == "PRODUCT" and labels[name.key] in ("ORG", "PERSON", "GPE"):
            # A ship keeps its kind where the report goes on with its name alone.
            labels[name.key] = "PRODUCT"
        if labels[name.key] in ("ORG", "") and is_in_office(name, knowledge, day):
            labels[name.key] = "PERSON"
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
            cluster = _new_cluster(name, label, knowledge, states, day)
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


def _new_cluster(
    name: Name, label: str, knowledge: Knowledge, states: Collection[str], day: datetime.date | None
) -> NameCluster:
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
        bearers = bearers_of_surname(name, knowledge, states, day)
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
    if label in ("EVENT", "WORK_OF_ART", "") and last_word == "Day" and name.end - name.start > 1:
        return NameCluster("occasion")
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
