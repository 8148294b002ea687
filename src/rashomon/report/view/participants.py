"""Participants: who attends, is invited, sends somebody or declines, according to whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rashomon.report.view.index import Index, Quote, first_of_each

__all__ = ["PartView", "ParticipantView", "build_participants"]

STATUSES = {
    "attends": "attending",
    "invited": "invited",
    "expected": "expected",
    "sends": "sending somebody",
    "declines": "declining",
    "urges-others-away": "urging others to stay away",
}


@dataclass(frozen=True)
class ParticipantView:
    """Somebody who has a part in an occasion, with the accounts that say so."""

    name: str
    quotes: tuple[Quote, ...]

    @property
    def first(self) -> tuple[Quote, ...]:
        """The first of them in each account."""
        return first_of_each(self.quotes)


@dataclass(frozen=True)
class PartView:
    """A part in an occasion, and all who have it, those whom more accounts name first."""

    occasion: str | None
    status: str
    participants: tuple[ParticipantView, ...]


def build_participants(index: Index) -> tuple[PartView, ...]:
    """Return the parts by occasion, the one with most participants first, and by status."""
    found: dict[tuple[str | None, str], list[ParticipantView]] = {}
    sizes: Counter[str | None] = Counter()
    for participant in index.comparison.participants:
        if participant.tellings:
            quotes = sorted(
                (index.quote_of(telling) for telling in participant.tellings),
                key=lambda quote: (quote.account.number, quote.spans),
            )
            view = ParticipantView(index.actor_name(participant.actor) or participant.actor, tuple(quotes))
            occasion = index.actor_name(participant.occasion)
            found.setdefault((occasion, participant.status), []).append(view)
            sizes[occasion] += 1
    statuses = [*STATUSES]
    order = sorted(found, key=lambda part: (-sizes[part[0]], part[0] or "", statuses.index(part[1])))
    return tuple(
        PartView(occasion, STATUSES[status], tuple(sorted(found[occasion, status], key=_rank)))
        for occasion, status in order
    )


def _rank(participant: ParticipantView) -> tuple[int, str]:
    return -len({quote.account.letter for quote in participant.quotes}), participant.name
