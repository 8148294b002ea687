"""Which amounts of two tellings of one point answer each other, and how they differ.

That two claims tell one point is known; what is asked is which of their amounts are of one thing. An amount that both give
decides nothing about the others, and one that only one of them gives is no difference. Counts answer each other by what they
count, or where neither claim has another count of like size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

from rashomon.annotation.entities.nouns import noun_class
from rashomon.annotation.numbers import ABOUT, JUST_OVER, NEARLY
from rashomon.comparison.amounts import AGE, COUNT, DAY, MONEY, ORDINAL, SECONDS, SHARE, VOTE, Amount
from rashomon.comparison.quantities import MANY, can_both_hold
from rashomon.comparison.units import Unit
from rashomon.model import Difference, Span, Value

__all__ = ["compare_amounts"]

LIKE_SIZE = 0.5
"""Share of the larger amount that the smaller must have where nothing else tells that both are of one thing. Tuned on the 75
invented training stories: of counts above it 80 in 100 were a difference to their annotators, of those below 60."""

LIKE_PEOPLE = 0.1
"""The same where each claim has one count, and both count people: organisers count ten times what the police do."""

_LEAST_LIKE = {AGE: 0.8, ORDINAL: LIKE_SIZE}
"""The same where each claim has one amount of another dimension: nobody is said to be 19 and 52."""

ROUNDING = 0.02
"""Two measures in different units are one where they differ by no more: 4,900 acres are 1,983 hectares."""

PERIOD_ROUNDING = 0.1
"""The same for periods of days and more: "three months" and "90 days", "eight weeks" and "two months"."""

_ELLIPTICAL = frozenset({SHARE, MONEY, "magnitude"})
"""Dimensions whose unit is left out where it is plain: "turnout was 81", "put it at 6.9"."""

_ONCE_A_PERSON = frozenset(
    "death body casualty fatality injury arrest life grave survivor indictment departure detention evacuation".split()
)
"""What is counted once a person."""


def compare_amounts(units: tuple[Unit, Unit], amounts: tuple[Sequence[Amount], Sequence[Amount]]) -> Difference | None:
    """Return the difference of two claims in an amount, None where they do not differ in one."""
    mine, theirs = amounts
    if total := _total_and_parts(units, mine, theirs):
        return total
    for dimension in dict.fromkeys(amount.dimension for amount in (*mine, *theirs)):
        if pair := _answering(mine, theirs, dimension):
            return _difference(units, pair)
    return None


def _difference(units: tuple[Unit, Unit], pair: tuple[Amount, Amount]) -> Difference:
    spans = (pair[0].span, pair[1].span)
    if pair[0].dimension == MONEY == pair[1].dimension and pair[0].unit != pair[1].unit:
        return _told(units, spans, None, "The sums are in different currencies; the rate of the day would tell.")
    if pair[0].dimension != VOTE and can_both_hold(pair[0].number(), pair[1].number()):
        return _told(units, spans, True, "The two can be one quantity, given more and less exactly.")
    if pair[0].others != pair[1].others:
        note = "One leaves out some whom it has told of before; who is counted would reconcile them."
        return _told(units, spans, None, note)
    note = "The quantities do not overlap; another day of counting, or another thing counted, would reconcile them."
    return _told(units, spans, False, note)


def _told(units: tuple[Unit, Unit], spans: tuple[Span, Span], compatible: bool | None, note: str) -> Difference:
    values = tuple(
        Value(unit.account, span.of(unit.article.text), span) for unit, span in zip(units, spans, strict=True)
    )
    return Difference("number", values, compatible, note)


def _total_and_parts(units: tuple[Unit, Unit], mine: Sequence[Amount], theirs: Sequence[Amount]) -> Difference | None:
    """Find a count that is the sum of all counts of the other claim: "231 people", "219 passengers and 12 crew"."""
    ones, others = ([amount for amount in told if amount.dimension == COUNT] for told in (mine, theirs))
    for whole, parts in ((ones, others), (others, ones)):
        exact = all(amount.low == amount.high for amount in (*whole, *parts))
        if len(whole) == 1 and len(parts) > 1 and exact and whole[0].low == sum(part.low or 0 for part in parts):
            spans = (whole[0].span, Span(min(part.span.start for part in parts), max(part.span.end for part in parts)))
            return _told(
                units,
                spans if whole is ones else (spans[1], spans[0]),
                True,
                "The parts that one gives add up to the total of the other.",
            )
    return None


def _answering(mine: Sequence[Amount], theirs: Sequence[Amount], dimension: str) -> tuple[Amount, Amount] | None:
    """Return the two amounts of a dimension that answer each other and are not equal."""
    ones = [one for one in mine if one.dimension == dimension or _may_be(one, dimension, mine)]
    others = [other for other in theirs if other.dimension == dimension or _may_be(other, dimension, theirs)]
    left = [one for one in ones if not any(_are_equal(one, other) for other in theirs)]
    right = [other for other in others if not any(_are_equal(one, other) for one in mine)]
    pairs = [pair for pair in product(left, right) if _are_of_one_scope(*pair)]
    if not pairs:
        return None
    alone, common = len(ones) == len(others) == 1, len(left) < len(ones)
    if dimension == COUNT:
        return _answering_counts(pairs, alone, common)
    pair = max(pairs, key=lambda pair: _likeness(*pair))
    sure = alone and pair[0].dimension == pair[1].dimension
    return pair if not common and _likeness(*pair) >= (_LEAST_LIKE.get(dimension, 0) if sure else LIKE_SIZE) else None


def _answering_counts(
    pairs: Sequence[tuple[Amount, Amount]], alone: bool, common: bool
) -> tuple[Amount, Amount] | None:
    """Return the pair whose things are nearest; `alone` if there are no other counts, `common` if others are equal."""
    pair = max(pairs, key=lambda pair: (_kinship(*pair), _likeness(*pair)))
    kinship, likeness = _kinship(*pair), _likeness(*pair)
    answers = (
        kinship == 3
        or (kinship == 2 and not common and likeness >= (LIKE_PEOPLE if alone else LIKE_SIZE))
        or (kinship == 1 and not common and likeness >= LIKE_SIZE)
        or (kinship == 0 and alone and likeness >= LIKE_SIZE)
        or (alone and likeness == 1 and all((amount.low or amount.high or 0) >= MANY for amount in pair))
    )
    return pair if answers else None


def _kinship(one: Amount, other: Amount) -> int:
    """Say how near the things are that two counts count.

    3 for one noun, 2 for people under two nouns, 1 where a noun is left out, 0 where it cannot be told, -1 for people and things.
    """
    if one.unit is None or other.unit is None:
        return 1
    if one.unit == other.unit:
        return 3
    people = [_is_of_people(noun) for noun in (one.unit, other.unit)]
    return 2 if all(people) else -1 if any(people) else 0


def _is_of_people(noun: str) -> bool:
    return noun in _ONCE_A_PERSON or noun_class(noun) in ("person", "people")


def _may_be(amount: Amount, dimension: str, told: Sequence[Amount]) -> bool:
    """Say whether a bare number can be an amount of a dimension of which its claim has none else."""
    return dimension in _ELLIPTICAL and _is_bare(amount) and all(other.dimension != dimension for other in told)


def _is_bare(amount: Amount) -> bool:
    return amount.dimension == COUNT and amount.unit is None and not amount.scope


def _are_of_one_scope(one: Amount, other: Amount) -> bool:
    """Say whether two amounts can be of one scope: not a change and a level, a head and in all, a part and the whole."""
    scopes = {one.scope, other.scope}
    unlike = scopes == {"change", "level"} or any(scope.startswith(("part", "per")) for scope in scopes)
    return len(scopes) == 1 or not unlike


def _likeness(one: Amount, other: Amount) -> float:
    """Return the least end of two intervals as a share of the greatest; 1 where they meet."""
    if one.dimension == VOTE or can_both_hold(one.number(), other.number()):
        return 1.0
    ends = [end for amount in (one, other) for end in (amount.low, amount.high) if end is not None]
    return min(ends) / max(ends) if max(ends) else 1.0


def _are_equal(one: Amount, other: Amount) -> bool:
    """Say whether two amounts give one figure, whatever the words that bound it: "a dozen" and 12, "up to 16" and 16."""
    if one.dimension != other.dimension:
        return any(_is_bare(amount) for amount in (one, other)) and one.low == one.high == other.low == other.high
    if one.dimension == VOTE:
        return {one.low, one.high} == {other.low, other.high}
    if one.dimension == MONEY and one.unit != other.unit:
        return False
    if (one.low, one.high) == (other.low, other.high) or _figure(one) == _figure(other) is not None:
        return not _are_opposed(one, other)
    if one.dimension == COUNT:
        return (one.vague and other.vague) or _leaves_one_out(one, other) or _leaves_one_out(other, one)
    return _have_one_bound(one, other) or _are_one_measure(one, other)


def _leaves_one_out(one: Amount, other: Amount) -> bool:
    """Say whether the first leaves out one whom the second counts: "the envoy and four others", "five people"."""
    return one.others and not other.others and one.low is not None and other.low == one.low + 1


def _have_one_bound(one: Amount, other: Amount) -> bool:
    """Say whether one gives a bound of the interval that the other gives: "up to 15 years", "seven to 15 years"."""
    upper = None in (one.low, other.low) and one.high == other.high
    return upper or (None in (one.high, other.high) and one.low == other.low)


def _are_one_measure(one: Amount, other: Amount) -> bool:
    """Say whether two exact measures in different units are one, but for their rounding."""
    if one.unit == other.unit or None in (one.low, other.low) or one.low != one.high or other.low != other.high:
        return False
    if one.dimension != SECONDS:
        return math.isclose(one.low or 0, other.low or 0, rel_tol=ROUNDING)
    return (one.low or 0) >= DAY and math.isclose(one.low or 0, other.low or 0, rel_tol=PERIOD_ROUNDING)


def _figure(amount: Amount) -> float | None:
    """Return the figure with which an amount was told: 300 for "about 300"; None for a range and for "dozens"."""
    low, high = amount.low, amount.high
    if amount.vague:
        return None
    if low is None or high is None:
        return high if low is None else low
    if math.isclose(low, high * NEARLY):
        return high
    if math.isclose(high, low * JUST_OVER):
        return low
    if low == high or math.isclose(low * (1 + ABOUT), high * (1 - ABOUT)):
        return round((low + high) / 2, 6)
    return None


def _are_opposed(one: Amount, other: Amount) -> bool:
    """Say whether one is said to be more, the other less than the figure."""
    return (one.low is None and other.high is None) or (one.high is None and other.low is None)
