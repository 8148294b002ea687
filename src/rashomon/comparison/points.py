"""Points: aligned claims with their status, differences, tellings and origins."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.comparison.alignment import AlignedPoint
from rashomon.comparison.differences import DifferenceFinder
from rashomon.comparison.origins import OriginRegister
from rashomon.comparison.units import Unit
from rashomon.model import Point, Telling

__all__ = ["build_points"]

CLEAR_WORDS = (6, 24)
"""Words of a telling that reads well on its own: a shorter one lacks its context, a longer one buries the point."""


def build_points(
    aligned: Sequence[AlignedPoint], differences: DifferenceFinder, origins: OriginRegister
) -> tuple[Point, ...]:
    """Turn aligned claims into points; those that most independent origins carry come first.

    A point that lies wholly within another one of the same accounts says nothing of its own and is left out.
    """
    points = [_point(point, differences, origins) for point in _without_nested(aligned)]
    order = sorted(
        range(len(points)), key=lambda number: (-len(points[number].tellings), -points[number].independent, number)
    )
    return tuple(_renumbered(points[number], f"k{position}") for position, number in enumerate(order, start=1))


def _without_nested(aligned: Sequence[AlignedPoint]) -> list[AlignedPoint]:
    by_accounts: dict[tuple[str, ...], list[AlignedPoint]] = {}
    for point in aligned:
        by_accounts.setdefault(_accounts(point), []).append(point)
    return [
        point
        for point in aligned
        if not any(_lies_within(point, other) for other in by_accounts[_accounts(point)] if other is not point)
    ]


def _accounts(point: AlignedPoint) -> tuple[str, ...]:
    return tuple(sorted({unit.account for unit in point.units}))


def _lies_within(point: AlignedPoint, other: AlignedPoint) -> bool:
    return all(
        any(unit.account == around.account and _is_part(unit, around) for around in other.units) for unit in point.units
    )


def _is_part(unit: Unit, around: Unit) -> bool:
    return unit.claim.span != around.claim.span and around.claim.span.covers(unit.claim.span)


def _point(point: AlignedPoint, differences: DifferenceFinder, register: OriginRegister) -> Point:
    by_account: dict[str, list[Unit]] = {}
    for unit in point.units:
        by_account.setdefault(unit.account, []).append(unit)
    tellings = tuple(_telling(units, register) for units in by_account.values())
    found = differences.between(point.units)
    shared = len(by_account) > 1
    return Point(
        id="",
        status="single" if not shared else "differs" if found else "shared",
        text=_clearest(point.units).text,
        differences=found if shared else (),
        tellings=tellings,
        origins=tuple(dict.fromkeys(origin for telling in tellings for origin in telling.origins)),
        independent=register.independent([telling.origins for telling in tellings]),
        linked_by=point.linked_by,
    )


def _telling(units: Sequence[Unit], register: OriginRegister) -> Telling:
    chains = tuple(dict.fromkeys(register.chain(unit) for unit in units))
    return Telling(
        article=units[0].account,
        spans=tuple(sorted(unit.claim.span for unit in units)),
        claims=tuple(unit.claim.id for unit in units),
        statement=next((unit.claim.statement for unit in units if unit.claim.statement), None),
        origins=tuple(dict.fromkeys(link.origin for chain in chains for link in chain)),
        chains=chains,
    )


def _clearest(units: Sequence[Unit]) -> Unit:
    """The telling to show for the point: of readable length, a running sentence, with most of the words all share."""
    low, high = CLEAR_WORDS

    def clarity(unit: Unit) -> tuple[bool, bool, bool, int, int]:
        words = len(unit.text.split())
        common = sum(len(unit.stems & other.stems) for other in units)
        return (low <= words <= high, not unit.in_title, unit.text[:1].isupper(), common, -unit.number)

    return max(units, key=clarity)


def _renumbered(point: Point, point_id: str) -> Point:
    return Point(
        id=point_id,
        status=point.status,
        text=point.text,
        differences=point.differences,
        tellings=point.tellings,
        origins=point.origins,
        independent=point.independent,
        linked_by=point.linked_by,
    )
