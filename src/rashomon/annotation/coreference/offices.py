"""What somebody is said and known to be: the roles that a report states and the offices held on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.entities.roles import FORMERLY

if TYPE_CHECKING:
    import datetime

    from rashomon.knowledge import Knowledge
    from rashomon.model import Entity

__all__ = ["known_roles"]

_WRITTEN_OUT = {
    "adm.": "admiral",
    "capt.": "captain",
    "col.": "colonel",
    "gen.": "general",
    "gov.": "governor",
    "lt.": "lieutenant",
    "prof.": "professor",
    "rep.": "representative",
    "sen.": "senator",
    "sgt.": "sergeant",
}


def known_roles(entity: Entity, day: datetime.date | None, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the roles of a person in lower case, titles written out; those stated, then those known.

    An office that ended before the day is "former president"; without a day, or before its term, no office is known.
    """
    stated = (" ".join(_WRITTEN_OUT.get(word, word) for word in role.lower().split()) for role in entity.roles)
    return tuple(dict.fromkeys((*stated, *_offices(entity, day, knowledge))))


def _offices(entity: Entity, day: datetime.date | None, knowledge: Knowledge) -> list[str]:
    if day is None:
        return []
    known = [actor for actor in knowledge.actors(entity.name) if actor.kind == "person" and actor.name == entity.name]
    if len(known) != 1 or known[0].wikidata != entity.links.wikidata:
        return []
    now = day.isoformat()
    terms = [term for term in knowledge.offices_of(known[0].id) if (term.start or "") <= now]
    current = [term.office for term in terms if term.end is None or now[: len(term.end)] <= term.end]
    former = [term.office for term in terms if term.office not in current]
    is_former_stated = any(FORMERLY & set(role.lower().split()) for role in entity.roles)
    return [*([] if is_former_stated else current), *(f"former {office}" for office in former)]
