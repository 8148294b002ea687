"""Relatives who share a surname: who is brought in as somebody's brother or wife, and who holds the office of a title.

Reports use the surname alone for the one they are about; a relative of the same name keeps the given name or a title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.dependents import lefts_of, rights_of
from rashomon.annotation.entities.nouns import COURTESY_TITLES, OFFICE_NOUNS, TITLES

if TYPE_CHECKING:
    from collections.abc import Collection

    from rashomon.annotation.entities.names import Name

__all__ = ["is_brought_in_as_relative", "offices_said_of"]

_KIN = frozenset(
    "father mother son daughter brother sister wife husband widow widower uncle aunt cousin nephew niece grandfather "
    "grandmother grandson granddaughter stepson stepdaughter stepfather stepmother half-brother half-sister twin sibling "
    "spouse parent".split()
)


def is_brought_in_as_relative(name: Name) -> bool:
    """Say whether a name is that of somebody's relative ("his brother Leo Ruiz", "Leo Ruiz, her son, ...")."""
    doc = name.root.doc
    before = name.start - 1
    if before > 0 and doc[before].text == ",":
        before -= 1
    if before >= 0 and doc[before].lemma_.lower() in _KIN:
        return True
    return any(
        child.dep_ == "appos"
        and child.lemma_.lower() in _KIN
        and any(other.dep_ == "poss" for other in lefts_of(child))
        for child in rights_of(name.root)
    )


def offices_said_of(names: Collection[Name]) -> set[str]:
    """Return the words of office that stand before the names or describe their bearer, in lower case."""
    said = {title.lower().rstrip(".") for name in names for title in name.titles}
    for name in names:
        for child in rights_of(name.root):
            if child.dep_ == "appos" and child.lemma_.lower() in OFFICE_NOUNS | TITLES:
                said.add(child.lemma_.lower())
    return said - COURTESY_TITLES
