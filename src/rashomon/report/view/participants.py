"""Participants: who attends, is invited, sends somebody or declines, according to whom."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.report.view.index import Index, Quote

__all__ = ["ParticipantView", "build_participants"]

STATUSES = {
    "attends": "attends",
    "invited": "is invited",
    "expected": "is expected",
    "sends": "sends somebody",
    "declines": "declines",
    "urges-others-away": "urges others to stay away",
}


@dataclass(frozen=True)
class ParticipantView:
    """An actor's part in an occasion, with the accounts that say so."""

    name: str
    occasion: str | None
    status: str
    quotes: tuple[Quote, ...]


def build_participants(index: Index) -> tuple[ParticipantView, ...]:
    """Return the participants by status, those that more accounts name first."""
    order = list(STATUSES)
    found = [
        (
            order.index(participant.status),
            -len({telling.article for telling in participant.tellings}),
            index.actor_name(participant.actor) or participant.actor,
            participant,
        )
        for participant in index.comparison.participants
        if participant.tellings
    ]
    return tuple(
        ParticipantView(
            name,
            index.actor_name(participant.occasion),
            STATUSES[participant.status],
            tuple(
                sorted(
                    (index.quote_of(telling) for telling in participant.tellings),
                    key=lambda quote: (quote.account.number, quote.spans),
                )
            ),
        )
        for *_, name, participant in sorted(found, key=lambda row: row[:3])
    )
