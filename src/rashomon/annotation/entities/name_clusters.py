"""Clusters of names: what one bearer is called in one article, and which known actor that is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rashomon.annotation.entities.nouns import Gender, gender_of_given_name, gender_of_noun
from rashomon.knowledge.names import fold_name, without_initials
from rashomon.model import EntityKind

if TYPE_CHECKING:
    from rashomon.annotation.entities.names import Name
    from rashomon.knowledge import Knowledge, KnownActor

__all__ = ["NameCluster", "known_actor"]


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
    if not candidates or _is_capital(text, knowledge):
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


def _is_capital(text: str, knowledge: Knowledge) -> bool:
    """Say whether the name is a capital or seat of government and no state's own name ("Singapore" is both)."""
    iso3 = knowledge.capital_of(text)
    if iso3 is None:
        return False
    state, key = knowledge.state(iso3), fold_name(text)
    return all(fold_name(alias) != key for alias in (state.name, state.official, *state.aliases))
