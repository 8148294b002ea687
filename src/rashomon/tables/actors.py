"""Actors as tables of events code them: state, sector, title, and the words that the report names them by."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from rashomon.knowledge import Knowledge
from rashomon.model import Annotation, Entity, Span
from rashomon.tables.sectors import NON_STATE_CODES, sector_of, sectors_of_bodies

__all__ = ["ActorCoder", "CodedActor"]


class CodedActor(NamedTuple):
    """One side of an event; empty where nothing is known.

    `code` is the state's ISO 3166-1 alpha-3 code, or PLOVER's code for an actor of no state (IGO, NGO, IMG).
    """

    name: str
    raw: str
    country: str
    code: str
    sector: str
    title: str
    wikidata: str


class _Named(NamedTuple):
    start: int
    end: int
    is_metonym: bool


class ActorCoder:
    """Codes the entities of one article."""

    def __init__(self, annotation: Annotation, knowledge: Knowledge) -> None:
        self._text = annotation.article.text
        self._entities = {entity.id: entity for entity in annotation.entities}
        self._mentions = {
            entity.id: sorted(_Named(mention.start, mention.end, mention.metonym) for mention in entity.mentions)
            for entity in annotation.entities
        }
        self._knowledge = knowledge
        self._countries = {state.iso3: state.name for state in knowledge.states}
        published = annotation.article.published
        self._day = datetime.date.fromisoformat(published[:10]) if published else None
        self._codes: dict[str, tuple[str, str]] = {}

    def coded(self, ids: Iterable[str], span: Span) -> tuple[CodedActor, ...]:
        """Return those with these entity ids who can act, as the words within `span` name them.

        Who has no state of their own has those that stand within their name beside them: "French and German ministers" are
        two actors, of France and of Germany.
        """
        entities = [entity for entity in (self._entities[entity_id] for entity_id in ids) if self._can_act(entity)]
        named = {entity.id: self._named_in(entity, span) for entity in entities}
        stateless = sorted((named[entity.id], entity.id) for entity in entities if not self._code_and_sector(entity)[0])
        given: dict[str, list[str]] = {}
        givers: set[str] = set()
        for entity in entities:
            code, _ = self._code_and_sector(entity)
            place = bisect_right(stateless, named[entity.id].start, key=lambda each: each[0].start) - 1
            if code and place >= 0 and named[entity.id].end <= stateless[place][0].end:
                given.setdefault(stateless[place][1], []).append(code)
                givers.add(entity.id)
        return tuple(
            self._coded(entity, named[entity.id], code)
            for entity in entities
            if entity.id not in givers
            for code in given.get(entity.id, [self._code_and_sector(entity)[0]])
        )

    def occasions(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the occasions among entities."""
        entities = (self._entities[entity_id] for entity_id in ids)
        return tuple(entity.name for entity in entities if entity.kind == "occasion")

    def _can_act(self, entity: Entity) -> bool:
        return entity.kind not in ("occasion", "other") and (entity.kind != "place" or entity.links.iso3 is not None)

    def _coded(self, entity: Entity, named: _Named, code: str) -> CodedActor:
        _, sector = self._code_and_sector(entity)
        if entity.kind == "state" and named.is_metonym:
            # "Beijing protested": the government, not the country.
            sector = "GOV"
        return CodedActor(
            name=entity.name,
            raw=self._text[named.start : named.end],
            country=self._countries.get(code, ""),
            code=code,
            sector=sector,
            title=entity.roles[0] if entity.roles else "",
            wikidata=entity.links.wikidata or "",
        )

    def _named_in(self, entity: Entity, span: Span) -> _Named:
        """Return the first mention within the span; the first of all where none stands there."""
        mentions = self._mentions[entity.id]
        place = bisect_left(mentions, (span.start,))
        return mentions[place] if place < len(mentions) and mentions[place].end <= span.end else mentions[0]

    def _code_and_sector(self, entity: Entity) -> tuple[str, str]:
        if entity.id not in self._codes:
            self._codes[entity.id] = self._worked_out(entity)
        return self._codes[entity.id]

    def _worked_out(self, entity: Entity) -> tuple[str, str]:
        iso3 = entity.links.iso3 or ""
        known = self._known(entity)
        listed = sectors_of_bodies().get(known, "") if known else ""
        if listed in NON_STATE_CODES:
            return iso3 or listed, ""
        if listed or entity.kind in ("state", "place", "occasion"):
            return iso3, listed
        if entity.kind == "group" and self._knowledge.demonym(entity.name) is not None:
            # "Algerians", and no more said of them.
            return iso3, "CVL"
        if known and entity.kind == "organization" and self._knowledge.source_outlet(entity.name) is not None:
            return iso3, "JRN"
        is_named = entity.kind == "person" and any(mention.form == "name" for mention in entity.mentions)
        for words in entity.roles if is_named else (entity.name, *entity.roles):
            sector = sector_of(words)
            if sector is not None and (iso3 or not sector.needs_state):
                return iso3, sector.code
        return self._by_office(known, iso3) if known and entity.kind == "person" else (iso3, "")

    def _known(self, entity: Entity) -> str | None:
        """Return the id in the knowledge base of the only actor of this name, and of this state where the report tells one."""
        found = [
            actor
            for actor in self._knowledge.actors(entity.name)
            if entity.links.iso3 in (None, actor.iso3) and entity.links.wikidata in (None, actor.wikidata)
        ]
        return found[0].id if len(found) == 1 else None

    def _by_office(self, person: str, iso3: str) -> tuple[str, str]:
        """Code a known person by the office held on the day of publication; who held one before is of the elites."""
        offices = self._knowledge.offices_of(person)
        if self._day is None or not offices:
            return iso3, ""
        for office in offices:
            of = office.iso3 or office.body or ""
            if office not in self._knowledge.holders(of, office.office, self._day):
                continue
            if office.body is None:
                return iso3, "GOV"
            listed = sectors_of_bodies().get(office.body, "")
            return (iso3 or listed, "") if listed in NON_STATE_CODES else (iso3, listed)
        ended = all(office.end is not None and office.end < self._day.isoformat() for office in offices)
        return iso3, "ELI" if ended else ""
