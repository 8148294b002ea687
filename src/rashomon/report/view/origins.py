"""Origins: whose word the reports rest on, one lane an origin."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Account
from rashomon.report.view.index import AccountView, Index, Quote
from rashomon.report.view.points import PointView

__all__ = ["Copy", "Hanging", "Lane", "build_copies", "build_lanes"]

BASES = ("stated", "copied text", "inferred")
"""What the evidence of an origin is, the surest first."""


@dataclass(frozen=True)
class Hanging:
    """A report that rests on an origin, with the evidence of each basis; repeated credits are one quotation each."""

    account: AccountView
    basis: str
    quotes: tuple[Quote, ...]
    field: str | None
    """The field of the report that names the origin, where its text does not."""


@dataclass(frozen=True)
class Copy:
    """What one account has word for word from another: the share of its words, and the runs in both."""

    number: int
    account: AccountView
    source: AccountView
    share: str
    runs: tuple[tuple[Quote, Quote], ...]


@dataclass(frozen=True)
class Lane:
    """An origin, the reports that hang on it, and the points that rest on it."""

    name: str
    kind: str
    hangings: tuple[Hanging, ...]
    points: tuple[int, ...]
    also: tuple[str, ...]
    """The other names by which the accounts call it."""
    overlaps: tuple[str, ...]
    """Origins that may be the same; where both carry a point, they count once."""

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
        Lane(
            name=origin.name,
            kind=origin.kind,
            hangings=_hangings(index, origin.accounts),
            points=tuple(resting.get(origin.id, ())),
            also=tuple(name for name in origin.names if name != origin.name),
            overlaps=index.origin_names(origin.overlaps),
        )
        for origin in index.comparison.origins
    ]
    return tuple(sorted(lanes, key=lambda lane: (-len(lane.accounts), -len(lane.points), lane.name)))


def build_copies(index: Index) -> tuple[Copy, ...]:
    """Return what the accounts copy from each other, those that copy most first."""
    copies = sorted(
        (found for found in index.comparison.copied if found.spans),
        key=lambda found: (-found.share, index.account(found.article).number, index.account(found.source).number),
    )
    return tuple(
        Copy(
            number=number,
            account=index.account(found.article),
            source=index.account(found.source),
            share=f"{found.share:.0%}",
            runs=tuple(
                (index.quote(found.article, (span,)), index.quote_of(source))
                for span, source in zip(found.spans, found.sources, strict=False)
            ),
        )
        for number, found in enumerate(copies, 1)
    )


def _hangings(index: Index, evidence: tuple[Account, ...]) -> tuple[Hanging, ...]:
    grouped: dict[tuple[int, int, str], list[Quote]] = {}
    for account in evidence:
        key = (index.account(account.article).number, BASES.index(account.basis), account.field or "")
        grouped.setdefault(key, []).append(index.quote(account.article, (account.span,)))
    return tuple(
        Hanging(index.accounts[number], BASES[basis], tuple(quotes), field or None)
        for (number, basis, field), quotes in sorted(grouped.items())
    )
