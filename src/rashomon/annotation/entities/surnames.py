"""Whom a surname alone may name of those who are known beforehand, where the article never gives the full name."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from rashomon.annotation.entities.nouns import gender_of_given_name, gender_of_noun

if TYPE_CHECKING:
    from rashomon.annotation.entities.names import Name
    from rashomon.knowledge import Knowledge, KnownActor

__all__ = ["bearers_of_surname"]

_TOP_OFFICES = frozenset(
    {"president", "prime minister", "premier", "chancellor", "supreme leader", "general secretary", "secretary-general"}
)
"""What makes somebody known by the surname alone in reports that do not speak of the state."""


def bearers_of_surname(name: Name, knowledge: Knowledge, states: Collection[str]) -> list[KnownActor]:
    """Return the known persons of a surname whom its titles do not rule out.

    Those of the states that the article speaks of come first; of another state, only whoever has led it is meant.
    """
    if name.end - name.start > 1:
        return []
    genders = {gender for title in name.titles if (gender := gender_of_noun(title))}
    bearers = [
        bearer
        for bearer in knowledge.with_surname(name.text)
        if not genders or gender_of_given_name(bearer.name.split()[0]) in (None, *genders)
    ]
    own = [bearer for bearer in bearers if bearer.iso3 in states]
    return own or [bearer for bearer in bearers if _has_led(bearer, knowledge)]


def _has_led(person: KnownActor, knowledge: Knowledge) -> bool:
    return any(term.office in _TOP_OFFICES for term in knowledge.offices_of(person.id))
