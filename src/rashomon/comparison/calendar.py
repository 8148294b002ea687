"""Days of TIMEX3 values, so that times of different exactness can be compared."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

__all__ = ["Days", "days_of", "days_overlap"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")
_QUARTER = re.compile(r"(\d{4})-([QH])(\d)$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
_DECADE = re.compile(r"(\d{3})$")
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 12)}


class Days(NamedTuple):
    """First and last day, both included."""

    first: datetime.date
    last: datetime.date


def days_of(value: str | None) -> Days | None:
    """Return the days that a TIMEX3 date covers; None for durations, references and what is no date."""
    if not value:
        return None
    try:
        return _parsed(value)
    except ValueError:
        return None


def days_overlap(one: Days, other: Days) -> bool:
    """Say whether two stretches of days share a day."""
    return one.first <= other.last and other.first <= one.last


def _parsed(value: str) -> Days | None:
    if match := _DATE.match(value):
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month and day:
            exact = datetime.date(year, month, day)
            return Days(exact, exact)
        return _months(year, month or 1, month or 12)
    if match := _WEEK.match(value):
        first = datetime.date.fromisocalendar(int(match.group(1)), int(match.group(2)), 6 if match.group(3) else 1)
        return Days(first, first + datetime.timedelta(days=1 if match.group(3) else 6))
    if match := _QUARTER.match(value):
        months = 3 if match.group(2) == "Q" else 6
        first_month = (int(match.group(3)) - 1) * months + 1
        return _months(int(match.group(1)), first_month, first_month + months - 1)
    if match := _SEASON.match(value):
        return _months(int(match.group(1)), *_SEASON_MONTHS[match.group(2)])
    if match := _DECADE.match(value):
        return Days(datetime.date(int(value) * 10, 1, 1), datetime.date(int(value) * 10 + 9, 12, 31))
    return None


def _months(year: int, first: int, last: int) -> Days:
    return Days(datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1]))
