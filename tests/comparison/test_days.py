"""Dates and hours of two tellings."""

import pytest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("will begin in Merrin on 3 June", "will begin in Merrin on 10 June"),
        ("will go on in Merrin until 14 June", "will end in Merrin on 12 June"),
        ("was opened in Merrin last summer", "was opened in Merrin in February"),
    ],
)
def test_days_that_do_not_meet_differ(compared, one, other):
    told = compared(*(f"The trial of the banker Otto Brand {when}." for when in (one, other)))
    assert told.difference("date").compatible is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("will begin in Merrin in June", "will begin in Merrin on 10 June"),
        ("was opened in Merrin in May 2023", "was opened in Merrin in the spring of 2023"),
        ("will begin in Merrin in 2025", "will begin in Merrin in March 2025"),
        ("has been heard in Merrin since 10 April", "was heard in Merrin on 12 April"),
    ],
)
def test_one_date_more_and_less_exactly_is_no_difference(compared, one, other):
    told = compared(*(f"The trial of the banker Otto Brand {when}." for when in (one, other)))
    assert told.differences("date") == []


def test_one_weekday_in_both_is_one_day(compared):
    text = "The trial of the banker Otto Brand began in Merrin on Tuesday."
    told = compared((text, {"published": "2024-05-08"}), (text, {"published": "2024-05-16"}))
    assert told.differences("date") == []


def test_exact_hours_differ_and_rounded_ones_do_not(compared):
    text = "The police stormed the bank of Otto Brand at {} in Merrin."
    assert compared(text.format("5:10 a.m."), text.format("5:12 a.m.")).difference("date").compatible is False
    assert compared(text.format("5:10 a.m."), text.format("about 5 a.m.")).differences("date") == []
