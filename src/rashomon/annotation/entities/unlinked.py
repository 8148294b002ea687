"""Why a name is not linked though something of that name is known: several bear it, and the report does not tell which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.entities.surnames import MAX_YEARS_AFTER_OFFICE, is_of_the_time

if TYPE_CHECKING:
    import datetime

    from rashomon.annotation.entities.name_clusters import NameCluster
    from rashomon.knowledge import Knowledge

__all__ = ["why_unlinked"]

MAX_NAMED = 4
"""Bearers of a name that a reason lists."""


def why_unlinked(cluster: NameCluster, knowledge: Knowledge, day: datetime.date | None = None) -> str | None:
    """Return the reason in words ("several bear this name: ..."), None where it is linked or nobody of its name is known."""
    if cluster.known is not None or cluster.capital_of is not None:
        return None
    if cluster.kind == "person" and any(" " in name.text for name in cluster.names):
        return None
    text = cluster.names[0].text
    bearers = knowledge.with_surname(text) if cluster.kind == "person" else knowledge.actors(text)
    if len(bearers) == 1 and cluster.kind == "person" and day is not None:
        (bearer,) = bearers
        if not is_of_the_time(bearer, knowledge, day):
            return f"{bearer.name} is known by this name, whose last office ended more than {MAX_YEARS_AFTER_OFFICE} years before"
    if len(bearers) < 2:
        return None
    names = ", ".join(bearer.name for bearer in bearers[:MAX_NAMED])
    return f"several bear this name: {names}{', ...' if len(bearers) > MAX_NAMED else ''}"
