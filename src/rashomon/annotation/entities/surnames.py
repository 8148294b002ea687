"""Whom a surname alone may name of those who are known beforehand, where the article never gives the full name."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING

from rashomon.annotation.entities.nouns import gender_of_given_name, gender_of_noun

if TYPE_CHECKING:
    from rashomon.annotation.entities.names import Name
    from rashomon.knowledge import Knowledge, KnownActor

__all__ = ["MAX_YEARS_AFTER_OFFICE", "bearers_of_surname", "is_in_office", "is_of_the_time"]

MAX_YEARS_AFTER_OFFICE = 25
"""Years for which a report may call somebody who held an office by the surname alone, and be understood."""
_TOP_OFFICES = frozenset(
    {"president", "prime minister", "premier", "chancellor", "supreme leader", "general secretary", "secretary-general"}
)
"""What makes somebody known by the surname alone in reports that do not speak of the state."""


def bearers_of_surname(
    name: Name, knowledge: Knowledge, states: Collection[str], day: datetime.date | None = None
) -> list[KnownActor]:
    """Return the known persons of a surname whom its titles do not rule out.

    Those of the states that the article speaks of come first; of another state, only whoever has led it is meant; nobody whose
    last office ended more than MAX_YEARS_AFTER_OFFICE before the day of the report is, by the surname alone. Where
    several are left, the title tells who held that office on the day of the report ("President Ruiz").
    """
    if name.end - name.start > 1:
        return []
    genders = {gender for title in name.titles if (gender := gender_of_noun(title))}
    bearers = [
        bearer
        for bearer in knowledge.with_surname(name.text)
        if not genders or gender_of_given_name(bearer.name.split()[0]) in (None, *genders)
    ]
    if day is not None:
        bearers = [bearer for bearer in bearers if is_of_the_time(bearer, knowledge, day)]
    own = [bearer for bearer in bearers if bearer.iso3 in states]
    own = own or [bearer for bearer in bearers if _has_led(bearer, knowledge)]
    if len(own) < 2 or day is None or not name.titles:
        return own
    title = " ".join(name.titles).lower()
    return [bearer for bearer in own if title in _offices_on(day, bearer, knowledge)] or own


def is_of_the_time(person: KnownActor, knowledge: Knowledge, day: datetime.date) -> bool:
    """Say whether an office of the person had not ended long before the day; of whom no office is known, nothing can be said."""
    terms = knowledge.offices_of(person.id)
    return not terms or any(
        term.end is None or int(term.end[:4]) >= day.year - MAX_YEARS_AFTER_OFFICE for term in terms
    )


def is_in_office(name: Name, knowledge: Knowledge, day: datetime.date | None) -> bool:
    """Say whether exactly one known person of this surname holds an office on the day, and nothing else is called so."""
    if day is None or name.end - name.start > 1 or knowledge.actors(name.text):
        return False
    bearers = knowledge.with_surname(name.text)
    return sum(bool(_offices_on(day, bearer, knowledge)) for bearer in bearers) == 1


def _offices_on(day: datetime.date, person: KnownActor, knowledge: Knowledge) -> set[str]:
    now = day.isoformat()
    return {
        term.office
        for term in knowledge.offices_of(person.id)
        if (term.start or "") <= now and (term.end is None or now[: len(term.end)] <= term.end)
    }


def _has_led(person: KnownActor, knowledge: Knowledge) -> bool:
    return any(term.office in _TOP_OFFICES for term in knowledge.offices_of(person.id))
