"""Whether two numbers measure one thing, and whether both can be true of it."""

import pytest

from rashomon.comparison.quantities import can_both_hold, measure_one_thing, same_amount
from rashomon.model import Number


def number(low, high, unit="leader"):
    return Number(0, 1, low, high, unit)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (number(24, 24), number(20, None), True),
        (number(24, 24), number(26, 26), False),
        (number(450, 500), number(500, 550), True),
        (number(None, 50), number(51, None), False),
        (number(None, None), number(51, None), True),
    ],
)
def test_both_can_hold_where_the_intervals_meet(one, other, expected):
    assert can_both_hold(one, other) is expected
    assert can_both_hold(other, one) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (number(3, 3), number(4, 4), True),
        (number(3, 3), number(3, 3, "ship"), False),
        (number(26, 26, "head"), number(21.6, 26.4, "leader"), True),
        (number(26, 26, "head"), number(40, 40, "leader"), False),
        (number(26, 26, "head"), number(26, 26, "%"), False),
        (number(26, 26, "USD"), number(26, 26, "EUR"), False),
    ],
)
def test_one_thing_has_one_unit_or_a_count_too_large_for_chance(one, other, expected):
    assert measure_one_thing(one, other) is expected
    assert measure_one_thing(other, one) is expected


def test_a_rounded_amount_is_its_middle():
    assert same_amount(number(10.8, 13.2), number(12, 12))
    assert not same_amount(number(21.6, 26.4), number(26, 26))
    assert not same_amount(number(20, None), number(20, 20))
