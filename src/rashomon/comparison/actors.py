"""Joining the entities of several accounts into actors."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from rashomon.knowledge.names import without_initials
from rashomon.model import Actor, Annotation, Entity, EntityKind, Links

__all__ = ["ActorIndex", "join_actors"]

MIN_NAME_LETTERS = 5
"""Letters of a word of a name from which one or two changed letters are a spelling and not another name."""

_GATHERINGS = frozenset(
    """parade parades ceremony ceremonies celebration celebrations commemoration commemorations event events festivities
    summit meeting conference gathering anniversary forum festival congress talks march rally""".split()
)
_VAGUE = frozenset(
    "the a an this that its his her their large big major grand military international national next".split()
)

_PREPOSITIONS = frozenset("in at on of for to from between with".split())
_CONJUNCTIONS = frozenset({"and", "or"})

_PARTICLES = re.compile(r"[^\w\s]|_")
_COMPATIBLE: dict[EntityKind, frozenset[str]] = {
    "person": frozenset({"person", "other", "organization"}),
    "organization": frozenset({"organization", "group", "other", "person"}),
    "group": frozenset({"group", "organization"}),
    "state": frozenset({"state"}),
    "place": frozenset({"place", "other"}),
    "occasion": frozenset({"occasion", "other"}),
    "other": frozenset({"other", "person", "organization", "place", "occasion"}),
}


class ActorIndex:
    """Actors by the entity of an account that they join."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = tuple(actors)
        self.by_id = {actor.id: actor for actor in actors}
        self._of = {
            (article, entity): actor.id
            for actor in actors
            for article, entities in actor.entities.items()
            for entity in entities
        }

    def of(self, article: str, entity: str | None) -> str | None:
        """Return the actor that an account's entity belongs to."""
        return self._of.get((article, entity)) if entity is not None else None

    def all_of(self, article: str, entities: Sequence[str]) -> tuple[str, ...]:
        """Return the actors of several entities, each once, in their order."""
        found = (self.of(article, entity) for entity in entities)
        return tuple(dict.fromkeys(actor for actor in found if actor is not None))


def join_actors(annotations: Sequence[Annotation]) -> ActorIndex:
    """Join entities of different accounts that are one actor.

    Joined are, in this order: states of one code and entities of one Wikidata item; equal names (accents, hyphens and
    middle initials aside) of one kind, and groups of one proper name; people of one surname whose given names differ by a
    letter or two; and a person known by surname alone in one account with the only full name that ends in it. What only
    pronouns or common nouns name is an actor of its own account.
    """
    clusters = _Clusters()
    by_key: dict[tuple[str, str], int] = {}
    surnames: dict[str, list[int]] = defaultdict(list)
    pending: list[tuple[int, str]] = []
    occasions: list[int] = []
    for annotation in annotations:
        for entity in annotation.entities:
            number = clusters.add(annotation.article.id, entity)
            if entity.kind == "occasion":
                occasions.append(number)
            if not is_named(entity) and entity.kind != "group" and entity.linked is None:
                continue
            for key in _keys(entity):
                if key in by_key:
                    clusters.join(by_key[key], number)
                else:
                    by_key[key] = number
            words = fold(without_initials(entity.name)).split()
            if entity.kind == "person" and len(words) > 1:
                surnames[words[-1]].append(number)
            elif len(words) == 1 and _can_be_surname(entity):
                pending.append((number, words[0]))
    for bearers in surnames.values():
        for one, other in combinations(bearers, 2):
            if spelled_alike(clusters.name(one), clusters.name(other)):
                clusters.join(one, other)
    for one, other in combinations(occasions, 2):
        if _same_gathering(clusters.name(one), clusters.name(other)):
            clusters.join(one, other)
    for number, surname in pending:
        full_names = {clusters.root(other) for other in surnames.get(surname, ())}
        if len(full_names) == 1:
            clusters.join(full_names.pop(), number)
    return ActorIndex(clusters.actors())


def is_named(entity: Entity) -> bool:
    """Say whether a name, and not only a pronoun or a common noun, speaks of the entity."""
    return any(mention.form in ("name", "adjective") for mention in entity.mentions)


def fold(name: str) -> str:
    """Write a name without case, accents, hyphens and other marks."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    return " ".join(_PARTICLES.sub(" ", plain.replace("’s", "").replace("'s", "")).split())


def _can_be_surname(entity: Entity) -> bool:
    """Say whether a name of one word can be a person's: also one that was read as a body or thing nobody knows."""
    return entity.kind == "person" or (entity.kind in ("other", "organization") and entity.links == Links())


def _same_gathering(one: str, other: str) -> bool:
    """Say whether two names of a gathering can be one: "the victory parade", "the Victory Day ceremony", "the parade".

    They share what the gathering is for; or the kinds agree, and so does the rest ("summit in Lima"), or one of them says
    no more than its kind.
    """
    kind, purpose, rest = _gathering(one)
    other_kind, other_purpose, other_rest = _gathering(other)
    if not {kind, other_kind} <= _GATHERINGS:
        return False
    if purpose & other_purpose:
        return True
    mine, theirs = purpose | rest, other_purpose | other_rest
    return kind == other_kind and (not mine or not theirs or bool(mine & theirs))


def _gathering(name: str) -> tuple[str, set[str], set[str]]:
    """Take "port summit in Lima" apart: its kind, what stands before it, what follows."""
    words = fold(name).split()
    cut = next((number for number, word in enumerate(words) if word in _PREPOSITIONS), len(words))
    kind = words[cut - 1] if cut else ""
    return kind, set(words[: max(cut - 1, 0)]) - _VAGUE, set(words[cut:]) - _VAGUE - _PREPOSITIONS


def spelled_alike(one: str, other: str) -> bool:
    """Say whether two names differ by a letter or two of one word, and in nothing but that."""
    mine, theirs = fold(one).split(), fold(other).split()
    changed = [(a, b) for a, b in zip(mine, theirs, strict=False) if a != b]
    if len(mine) != len(theirs) or len(changed) != 1:
        return False
    a, b = changed[0]
    return min(len(a), len(b)) >= MIN_NAME_LETTERS and a[0] == b[0] and Levenshtein.distance(a, b) <= 2


def _keys(entity: Entity) -> list[tuple[str, str]]:
    keys = []
    if entity.kind == "state" and entity.links.iso3:
        keys.append(("iso3", entity.links.iso3))
    if entity.links.wikidata:
        keys.append(("wikidata", entity.links.wikidata))
    words = entity.name.split()
    if entity.kind == "group" and words[-1][:1].isupper() and not _PREPOSITIONS.union(_CONJUNCTIONS) & set(words):
        keys.append(("group", fold(entity.name).split()[-1]))  # "Top Liberals" and "leading Liberals"
    folded = fold(without_initials(entity.name) if entity.kind == "person" else entity.name)
    if folded and (entity.kind != "person" or " " in folded):
        keys.append((entity.kind, folded.removeprefix("the ")))
    return keys


class _Clusters:
    """Entities of all accounts, joined by union and find; one person and one body never join."""

    def __init__(self) -> None:
        self._members: list[tuple[str, Entity]] = []
        self._parent: list[int] = []

    def add(self, article: str, entity: Entity) -> int:
        self._members.append((article, entity))
        self._parent.append(len(self._parent))
        return len(self._parent) - 1

    def root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def name(self, number: int) -> str:
        return self._members[number][1].name

    def join(self, one: int, other: int) -> None:
        kinds = self._members[one][1].kind, self._members[other][1].kind
        if kinds[1] not in _COMPATIBLE[kinds[0]]:
            return
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

    def actors(self) -> list[Actor]:
        groups: dict[int, list[tuple[str, Entity]]] = defaultdict(list)
        for number, member in enumerate(self._members):
            groups[self.root(number)].append(member)
        return [_actor(f"a{position}", members) for position, members in enumerate(groups.values(), start=1)]


def _actor(actor_id: str, members: list[tuple[str, Entity]]) -> Actor:
    entities: dict[str, list[str]] = defaultdict(list)
    roles: dict[str, list[str]] = defaultdict(list)
    for article, entity in members:
        entities[article].append(entity.id)
        roles[article].extend(role for role in entity.roles if role not in roles[article])
    known = [entity.links for _, entity in members]
    names = Counter(entity.name for _, entity in members)
    # The fullest name that most accounts use; the earliest of equals.
    name = max(names, key=lambda name: (len(name.split()) > 1, names[name], len(name)))
    kinds = Counter(entity.kind for _, entity in members)
    return Actor(
        id=actor_id,
        name=name,
        kind=max(kinds, key=lambda kind: (kind != "other", kinds[kind])),
        links=Links(
            iso3=next((links.iso3 for links in known if links.iso3), None),
            wikidata=next((links.wikidata for links in known if links.wikidata), None),
            geonames=next((links.geonames for links in known if links.geonames), None),
        ),
        entities={article: tuple(ids) for article, ids in entities.items()},
        roles={article: tuple(found) for article, found in roles.items() if found},
    )
