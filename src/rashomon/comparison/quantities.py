"""Quantities of two accounts: do they measure one thing, and can both be true of it?"""

from __future__ import annotations

from rashomon.model import Number

__all__ = ["can_both_hold", "measure_one_thing", "same_amount"]

MANY = 10
"""Count from which numbers of differently named things ("26 heads of state", "two dozen leaders") can be one number; smaller
ones agree by chance."""


def measure_one_thing(one: Number, other: Number) -> bool:
    """Say whether two numbers measure one thing: equal units, or counts of things too many to agree by chance."""
    if one.unit == other.unit:
        return True
    counts = all((number.unit or "%")[0].islower() and (number.low or 0) >= MANY for number in (one, other))
    return counts and can_both_hold(one, other)


def can_both_hold(one: Number, other: Number) -> bool:
    """Say whether the two intervals meet."""
    lows = [number.low for number in (one, other) if number.low is not None]
    highs = [number.high for number in (one, other) if number.high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def same_amount(one: Number, other: Number) -> bool:
    """Say whether two quantities have the same middle: "a dozen" and "12"."""
    return _middle(one) == _middle(other)


def _middle(number: Number) -> tuple[float | None, float | None]:
    if number.low is None or number.high is None:
        return number.low, number.high
    middle = round((number.low + number.high) / 2, 6)
    return middle, middle
