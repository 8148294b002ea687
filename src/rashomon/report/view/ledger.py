"""The ledger: who does what to whom, by pairs of actors, over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.knowledge.plover import load_plover
from rashomon.model import Actor, JoinedEvent
from rashomon.report.display import period
from rashomon.report.view.index import Index, Quote
from rashomon.report.view.timeline import STATUSES

__all__ = ["Ledger", "Pair", "Relation", "build_ledger"]

MAX_PAIRS = 4
"""Pairs that one event is listed under: two acting on two. A summit of twenty would be listed 190 times."""

_SCENES = ("place", "occasion", "other")
_LAST = "9999"
"""Sorts behind every date."""


@dataclass(frozen=True)
class Relation:
    """One event of the ledger: its PLOVER type and mode, its status, and the words of the accounts that tell it.

    With `is_mutual` the actors and the recipients are the same, and both do it: they meet, sign, fight.
    """

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    is_mutual: bool
    type: str
    mode: str | None
    status: str
    status_words: str
    start: str | None
    when: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Pair:
    """What passes between two, or within or from one, in the order of time; what is not dated comes last.

    Who acts for a state counts as that state, so that a visit of its minister stands beside its sanctions.
    """

    title: str
    relations: tuple[Relation, ...]

    @property
    def accounts(self) -> int:
        """How many accounts tell something of it."""
        return len({quote.account.letter for relation in self.relations for quote in relation.quotes})


@dataclass(frozen=True)
class Ledger:
    """All relations, those between pairs, and what the types mean that occur in them."""

    relations: tuple[Relation, ...]
    pairs: tuple[Pair, ...]
    types: tuple[tuple[str, str], ...]


def build_ledger(index: Index) -> Ledger:
    """Return the events that have an actor or a recipient; pairs that more accounts tell of come first."""
    parties = _Parties(index)
    relations: list[Relation] = []
    found: dict[tuple[int, str], list[Relation]] = {}
    for event in index.comparison.events:
        relation = _relation(index, event)
        if not relation.quotes or not (relation.actors or relation.recipients):
            continue
        relations.append(relation)
        for title in parties.titles(event):
            found.setdefault(title, []).append(relation)
    # Both sides named first, then one state's own affairs, then one side alone, then many together.
    ranked = sorted(
        ((rank, Pair(title, tuple(sorted(told, key=_moment)))) for (rank, title), told in found.items()),
        key=lambda each: (each[0], -each[1].accounts, -len(each[1].relations), each[1].title),
    )
    meanings = load_plover().types
    types = sorted({relation.type for relation in relations})
    return Ledger(
        relations=tuple(relations),
        pairs=tuple(pair for _, pair in ranked),
        types=tuple((name, meanings[name.upper()].meaning) for name in types if name.upper() in meanings),
    )


def _moment(relation: Relation) -> tuple[str, str]:
    return relation.start or _LAST, relation.type


class _Parties:
    """Names of the sides between which events are counted: a state for all who act for it, else the actor."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._states = {
            actor.links.iso3: actor.name
            for actor in index.comparison.actors
            if actor.kind == "state" and actor.links.iso3
        }

    def titles(self, event: JoinedEvent) -> list[tuple[int, str]]:
        """Return the titles of the pairs that an event belongs to, each with the rank of its kind."""
        doers, others = self._names(event.actors), self._names(event.recipients)
        if not doers or not others:
            return [(2, f"{name} alone" if doers else f"To {name}, by somebody not named") for name in doers or others]
        if _is_mutual(event):
            pairs = [frozenset(pair) for pair in combinations(doers, 2)] or [frozenset(doers)]
        else:
            pairs = list(dict.fromkeys(frozenset((doer, other)) for doer in doers for other in others))
        if len(pairs) > MAX_PAIRS:
            return [(3, "Many together")]
        return [
            (0, " and ".join(sorted(pair))) if len(pair) > 1 else (1, f"Within {next(iter(pair))}") for pair in pairs
        ]

    def _names(self, ids: Iterable[str]) -> Sequence[str]:
        """Return the names of a side; where it happens, and the occasion, only where nobody else is named."""
        actors = [(actor_id, self._index.actor(actor_id)) for actor_id in ids]
        acting = [each for each in actors if each[1] is None or each[1].kind not in _SCENES]
        return tuple(dict.fromkeys(self._name(*each) for each in acting or actors))

    def _name(self, actor_id: str, actor: Actor | None) -> str:
        if actor is None:
            return actor_id
        return self._states.get(actor.links.iso3 or "", actor.name)


def _is_mutual(event: JoinedEvent) -> bool:
    return len(event.actors) > 1 and set(event.actors) == set(event.recipients)


def _relation(index: Index, event: JoinedEvent) -> Relation:
    quotes: list[Quote] = []
    modes: set[str | None] = set()
    for telling in event.tellings:
        coded = index.event(telling.article, telling.event)
        if coded is not None:
            quotes.append(index.quote(telling.article, (coded.span,)))
            modes.add(coded.mode)
    start = when = None
    if event.time is not None and (event.time.start or event.time.end):
        start = event.time.start or event.time.end
        when = period(event.time.start, event.time.end)
    return Relation(
        actors=tuple(index.actor_name(actor) or actor for actor in event.actors),
        recipients=tuple(index.actor_name(actor) or actor for actor in event.recipients),
        is_mutual=_is_mutual(event),
        type=event.type.lower(),
        mode=next(iter(modes)) if len(modes) == 1 else None,
        status=event.status,
        status_words=STATUSES[event.status],
        start=start,
        when=when,
        quotes=tuple(sorted(quotes, key=lambda quote: (quote.account.number, quote.spans))),
    )
