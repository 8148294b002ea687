"""TIMEX3 values as stretches of days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.comparison.calendar import days_of, days_overlap


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-05-07", "2024-05-07", "2024-05-07"),
        ("2024-05-07TMO", "2024-05-07", "2024-05-07"),
        ("2024-05-07T14:30", "2024-05-07", "2024-05-07"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-W19", "2024-05-06", "2024-05-12"),
        ("2024-W19-WE", "2024-05-11", "2024-05-12"),
        ("2024-Q2", "2024-04-01", "2024-06-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-SU", "2024-06-01", "2024-08-31"),
        ("199", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_date_covers_its_days(value, first, last):
    days = days_of(value)
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize("value", [None, "", "P3D", "PRESENT_REF", "2024-02-31", "2024-W60", "XXXX-05", "T14:30", "19"])
def test_what_is_no_date_covers_no_days(value):
    assert days_of(value) is None


def test_days_overlap_where_they_share_one():
    month, day, other = days_of("2024-05"), days_of("2024-05-31"), days_of("2024-06-01")
    assert days_overlap(month, day)
    assert not days_overlap(month, other)


@given(st.text(alphabet="0123456789-WQHTSUPXE.:", max_size=12))
def test_no_value_breaks_the_reading(value):
    days = days_of(value)
    assert days is None or days.first <= days.last
