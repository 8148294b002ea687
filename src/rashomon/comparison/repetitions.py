"""What one account tells more than once, and where it does not agree with itself.

A report gives a count in its headline and another one in its last paragraph, or says a thing again with another day. Told
twice are the claims of one account that stand in one point, and such as have predicate and most content words in common and
differ in a number, a day, "not" or in whether it has happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rashomon.comparison.differences import DifferenceFinder
from rashomon.comparison.units import ACTOR_MARK, AMOUNT_MARK, DAY_MARK, Unit
from rashomon.model import Difference, Point, Repetition

__all__ = ["find_repetitions"]

COMMON_SHARE = 0.5
"""Share of the content words of two claims of one account that are common before the two tell one thing; more than for two
accounts, as one reporter tells different things in the same words."""


def find_repetitions(
    units: Sequence[Unit], points: Sequence[Point], differences: DifferenceFinder
) -> tuple[Repetition, ...]:
    """Return what each account tells more than once, in the order of its text."""
    by_claim = {(unit.account, unit.claim.id): unit for unit in units}
    found: dict[tuple[int, ...], Repetition] = {}
    for point in points:
        for telling in point.tellings:
            group = _apart([by_claim[telling.article, claim] for claim in telling.claims])
            between = _contradictions(group, differences)
            if between or any(_are_alike(one, other) for one, other in combinations(group, 2)):
                found[_numbers(group)] = _repetition(group, point.id, between)
    held = [set(numbers) for numbers in found]
    for pair in _same_predicate(units):
        if not any(set(_numbers(pair)) <= numbers for numbers in held) and _are_alike(*pair, with_headline=True):
            # "Will not" and "did" with one verb are of two times, more often than not.
            between = tuple(each for each in _contradictions(pair, differences) if each.kind != "polarity")
            if between:
                found[_numbers(pair)] = _repetition(pair, None, between)
    return tuple(found[numbers] for numbers in sorted(found))


def _contradictions(group: Sequence[Unit], differences: DifferenceFinder) -> tuple[Difference, ...]:
    """What one voice cannot have both ways; "18 members" and "several members" agree, and two speakers may differ."""
    voices = [[unit for unit in group if unit.speaker == speaker] for speaker in {unit.speaker: None for unit in group}]
    return tuple(
        difference for voice in voices for difference in differences.within(voice) if difference.compatible is not True
    )


def _numbers(group: Sequence[Unit]) -> tuple[int, ...]:
    return tuple(unit.number for unit in group)


def _repetition(group: Sequence[Unit], point: str | None, differences: Sequence[Difference]) -> Repetition:
    return Repetition(
        article=group[0].account,
        point=point,
        claims=tuple(unit.claim.id for unit in group),
        spans=tuple(unit.claim.span for unit in group),
        differences=tuple(differences),
    )


def _apart(told: Sequence[Unit]) -> tuple[Unit, ...]:
    """The claims of a telling that do not hold one another, in the order of the text."""
    apart: list[Unit] = []
    for unit in sorted(told, key=lambda unit: (unit.claim.span.start, -unit.claim.span.end)):
        if not any(unit.claim.span.overlaps(other.claim.span) for other in apart):
            apart.append(unit)
    return tuple(apart)


def _same_predicate(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Pairs of claims of one account with the same predicate."""
    by_predicate: dict[tuple[str, frozenset[str]], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.predicate:
            by_predicate[unit.account, unit.predicate].append(unit)
    for same in by_predicate.values():
        yield from combinations(same, 2)


def _are_alike(one: Unit, other: Unit, *, with_headline: bool = False) -> bool:
    """Say whether two claims have most words in common and are told in one voice; a headline repeats its report anyway."""
    if one.claim.span.overlaps(other.claim.span) or one.speaker != other.speaker:
        return False
    if not with_headline and (one.in_title or other.in_title):
        return False
    mine, theirs = _words(one), _words(other)
    return bool(mine & theirs) and 2 * len(mine & theirs) >= COMMON_SHARE * (len(mine) + len(theirs))


def _words(unit: Unit) -> frozenset[str]:
    """The stems of a claim without its amounts and days, which are what may differ, and without whom it speaks of."""
    return frozenset(stem for stem in unit.stems if stem[0] not in (ACTOR_MARK, AMOUNT_MARK, DAY_MARK))
