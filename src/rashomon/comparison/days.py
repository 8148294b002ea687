"""On which day two tellings of one point put it, and at which hour.

A date is an interval of days: "in June" and "on 3 June" are one date, told more and less exactly, and so are "last spring"
and "in May". Two dates differ where the intervals do not meet. Hours are compared where both are told exactly.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from rashomon.comparison.units import Unit
from rashomon.model import Difference, Span, TimeExpression, Value

__all__ = ["compare_days"]

DAYS_APART = 14
"""Days by which two days may differ to be of one matter; those further apart are of two ("agreed on Thursday to come on 29
October"). The days of the 75 training stories that a reader called different lie 1 to 11 apart."""

HOURS_APART = 1.0
"""Hours by which two clock times may differ to be of one step of a matter."""

_LONGEST_BEFORE = 16
"""Characters before a time in which the words stand that bound it."""

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?$")
_SEASON = re.compile(r"(?P<year>\d{4})-(?P<season>SP|SU|FA|WI)$")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month of each, as reporters of the northern hemisphere use them."""
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)$")
_CLOCK = re.compile(r"T(?P<hour>\d\d):(?P<minute>\d\d)$")
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|before|after|past|by|until|since|some)\b", re.IGNORECASE
)
_START = re.compile(r"\b(?:since|from|after|starting|following|than)\s+(?:the\s+|at\s+least\s+)*$", re.IGNORECASE)
"""Words before a date that make the start of a period, or a measure, of it."""


Item = TypeVar("Item")


class _Days(NamedTuple):
    time: TimeExpression
    first: datetime.date
    last: datetime.date


def compare_days(
    units: tuple[Unit, Unit], times: tuple[Sequence[TimeExpression], Sequence[TimeExpression]], akin: bool
) -> Difference | None:
    """Return the difference of two claims in their date or clock time; None where either has none or several.

    `akin` says that the claims have a predicate and much else in common: only then are months and years compared, of which
    a report names many.
    """
    one, other = (_only(list(_dates(told))) for told in times)
    if one and other:
        exact = one.first == one.last and other.first == other.last
        apart = max((other.first - one.last).days, (one.first - other.last).days)
        said = [_words(unit, days.time) for unit, days in zip(units, (one, other), strict=True)]
        bounds = {_is_start(unit, days.time) for unit, days in zip(units, (one, other), strict=True)}
        # "on Tuesday" in both is one day, of which one report was read wrongly; since when and on which day are two things
        if apart > 0 and said[0] != said[1] and bounds != {True, False} and (akin or (exact and apart <= DAYS_APART)):
            note = (
                "The days differ; two stages of the matter (announced, held) or another time zone would reconcile them."
            )
            return _told(units, (one.time, other.time), note)
    return _compare_hours(units, times)


def _compare_hours(
    units: tuple[Unit, Unit], times: tuple[Sequence[TimeExpression], Sequence[TimeExpression]]
) -> Difference | None:
    one, other = (_only([time for time in told if _hour(time) is not None]) for told in times)
    if one is None or other is None:
        return None
    if any(_ABOUT.search(_around(unit, time)) for unit, time in zip(units, (one, other), strict=True)):
        return None  # "around three" and 2.47 are one hour
    if not 0 < abs((_hour(one) or 0) - (_hour(other) or 0)) <= HOURS_APART:
        return None
    return _told(units, (one, other), "The hours differ; two steps of the matter would reconcile them.")


def _told(units: tuple[Unit, Unit], times: tuple[TimeExpression, TimeExpression], note: str) -> Difference:
    values = tuple(
        Value(unit.account, time.value or "", Span(time.start, time.end))
        for unit, time in zip(units, times, strict=True)
    )
    return Difference("date", values, False, note)


def _only(items: Sequence[Item]) -> Item | None:
    return items[0] if len(items) == 1 else None


def _words(unit: Unit, time: TimeExpression) -> str:
    return unit.article.text[time.start : time.end].casefold()


def _around(unit: Unit, time: TimeExpression) -> str:
    return unit.article.text[max(unit.claim.span.start, time.start - _LONGEST_BEFORE) : time.end]


def _is_start(unit: Unit, time: TimeExpression) -> bool:
    return _START.search(unit.article.text[max(0, time.start - _LONGEST_BEFORE) : time.start]) is not None


def _hour(time: TimeExpression) -> float | None:
    clock = _CLOCK.search(time.value or "") if time.kind == "TIME" else None
    return int(clock["hour"]) + int(clock["minute"]) / 60 if clock else None


def _dates(times: Sequence[TimeExpression]) -> Iterator[_Days]:
    for time in times:
        days = _interval(time.value or "") if time.kind == "DATE" else None
        if days is not None:
            yield _Days(time, *days)


def _interval(value: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a TIMEX3 value; None where it names no date of the calendar."""
    try:
        if found := _DATE.match(value):
            year, month = int(found["year"]), int(found["month"] or 0)
            if found["day"]:
                day = datetime.date(year, month, int(found["day"]))
                return day, day
            return _months(year, month or 1, month or 12)
        if found := _SEASON.match(value):
            return _months(int(found["year"]), *_SEASONS[found["season"]])
        if found := _WEEK.match(value):
            monday = datetime.date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
            return monday, monday + datetime.timedelta(days=6)
    except ValueError:
        return None
    return None


def _months(year: int, first: int, last: int) -> tuple[datetime.date, datetime.date]:
    until = year + (last < first)
    first_of_next = datetime.date(until + last // 12, last % 12 + 1, 1)
    return datetime.date(year, first, 1), first_of_next - datetime.timedelta(days=1)
