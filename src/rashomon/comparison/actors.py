"""Joining the entities of several accounts into actors."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from rashomon.model import Actor, Annotation, Entity, EntityKind, Links

__all__ = ["ActorIndex", "join_actors"]

_PARTICLES = re.compile(r"[^\w\s]|_")
_COMPATIBLE: dict[EntityKind, frozenset[str]] = {
    "person": frozenset({"person", "other"}),
    "organization": frozenset({"organization", "group", "other"}),
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
    titles aside) of one kind; and a person known by surname alone in one account with the only full name that ends
    in it. What only pronouns or common nouns name is an actor of its own account.
    """
    clusters = _Clusters()
    by_key: dict[tuple[str, str], int] = {}
    surnames: dict[str, list[int]] = defaultdict(list)
    pending: list[tuple[int, str]] = []
    for annotation in annotations:
        for entity in annotation.entities:
            number = clusters.add(annotation.article.id, entity)
            if not is_named(entity):
                continue
            for key in _keys(entity):
                if key in by_key:
                    clusters.join(by_key[key], number)
                else:
                    by_key[key] = number
            if entity.kind == "person":
                words = fold(entity.name).split()
                if len(words) > 1:
                    surnames[words[-1]].append(number)
                elif words:
                    pending.append((number, words[0]))
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


def _keys(entity: Entity) -> list[tuple[str, str]]:
    keys = []
    if entity.kind == "state" and entity.links.iso3:
        keys.append(("iso3", entity.links.iso3))
    if entity.links.wikidata:
        keys.append(("wikidata", entity.links.wikidata))
    folded = fold(entity.name)
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
