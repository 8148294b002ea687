"""Origins: whose word the reports rest on, one lane an origin."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Account
from rashomon.report.view.index import AccountView, Index, Quote
from rashomon.report.view.points import PointView

__all__ = ["Hanging", "Lane", "build_lanes"]

BASES = {"stated": "stated", "copied text": "copied text", "inferred": "inferred"}


@dataclass(frozen=True)
class Hanging:
    """A report that rests on an origin, with the evidence of each basis; repeated credits are one quotation each."""

    account: AccountView
    basis: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Lane:
    """An origin, the reports that hang on it, and the points that rest on it."""

    name: str
    kind: str
    hangings: tuple[Hanging, ...]
    points: tuple[int, ...]

    @property
    def accounts(self) -> tuple[AccountView, ...]:
        """The accounts that rest on the origin, in their order."""
        return tuple({hanging.account.letter: hanging.account for hanging in self.hangings}.values())


def build_lanes(index: Index, points: tuple[PointView, ...]) -> tuple[Lane, ...]:
    """Return the origins, those that more reports rest on first."""
    resting: dict[str, list[int]] = {}
    for view in points:
        for origin in view.point.origins:
            resting.setdefault(origin, []).append(view.number)
    lanes = [
        Lane(origin.name, origin.kind, _hangings(index, origin.accounts), tuple(resting.get(origin.id, ())))
        for origin in index.comparison.origins
    ]
    return tuple(sorted(lanes, key=lambda lane: (-len(lane.accounts), -len(lane.points), lane.name)))


def _hangings(index: Index, evidence: tuple[Account, ...]) -> tuple[Hanging, ...]:
    grouped: dict[tuple[int, str], list[Quote]] = {}
    for account in evidence:
        number = index.account(account.article).number
        grouped.setdefault((number, account.basis), []).append(index.quote(account.article, (account.span,)))
    return tuple(
        Hanging(index.accounts[number], BASES[basis], tuple(quotes))
        for (number, basis), quotes in sorted(grouped.items())
    )
