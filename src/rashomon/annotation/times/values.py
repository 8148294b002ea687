"""TIMEX3 values and the calendar behind them.

A Moment is a stretch of the calendar at the grain a text gives it: a year, a month, a day, a quarter. Values follow
TimeML (ISO 8601 with TIMEX3's seasons "SU", quarters "Q3", parts of the day "TMO" and X for what is unknown).
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "DAY_PARTS",
    "SEASONS",
    "UNITS",
    "Moment",
    "Unit",
    "day_of_holiday",
    "days_of_month",
    "duration_value",
    "moment_of",
    "nearest_weekday",
    "shifted",
]

Unit = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "fortnight",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
    "century",
]

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
"""Seasons with their TIMEX3 codes."""
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DAY_PARTS = {
    "dawn": "TMO", "morning": "TMO", "daytime": "TDT", "afternoon": "TAF", "evening": "TEV", "dusk": "TEV", "night": "TNI",
    "noon": "T12:00", "midday": "T12:00", "midnight": "T24:00", "overnight": "TNI",
}  # fmt: skip
"""Parts of the day with the suffix of their TIMEX3 values."""
UNITS: dict[str, Unit] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "weekend": "weekend", "week": "week",
    "fortnight": "fortnight", "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
    "century": "century", "centurie": "century", "season": "season",
}  # fmt: skip
"""Units by their singular; a plural "s" is cut before the look-up."""

_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
_MULTIPLES: dict[str, tuple[int, str]] = {
    "fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year"), "weekend": (2, "day"), "season": (3, "month"),
}  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """A year, and what is known below it; a year before Christ is negative.

    `part` is the TIMEX3 code of a grain that is no month or day: "Q3", "SU", "W36", "H1", "W36-WE".
    """

    year: int
    month: int | None = None
    day: int | None = None
    part: str | None = None

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year = f"BC{-self.year:04d}" if self.year < 0 else f"{self.year:04d}"
        pieces = [year, self.part, *(f"{piece:02d}" for piece in (self.month, self.day) if piece)]
        return "-".join(piece for piece in pieces if piece)

    @property
    def date(self) -> datetime.date | None:
        """The day, where the moment is one of the proleptic calendar."""
        if self.month is None or self.day is None or not 1 <= self.year <= datetime.MAXYEAR:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None


def days_of_month(year: int | None, month: int) -> int:
    """Return how many days the month has; February has 29 in a year that is not known, or lies before the calendar."""
    leap = 2000
    return calendar.monthrange(year if year and 1 <= year <= datetime.MAXYEAR else leap, month)[1]


def moment_of(day: datetime.date, unit: Unit = "day") -> Moment:
    """Return the moment of the unit that the day lies in."""
    if unit in ("day", "hour", "minute", "second"):
        return Moment(day.year, day.month, day.day)
    if unit in ("week", "fortnight", "weekend"):
        year, week, _ = day.isocalendar()
        return Moment(year, part=f"W{week:02d}" + ("-WE" if unit == "weekend" else ""))
    if unit == "month":
        return Moment(day.year, day.month)
    if unit in ("quarter", "season"):
        return Moment(day.year, part=f"Q{(day.month + 2) // 3}")
    return Moment(day.year)


def shifted(day: datetime.date, unit: Unit, count: int) -> datetime.date | None:
    """Return the day so many units on (or back); None beyond the calendar. A month has no more days than it has."""
    if unit in _MULTIPLES and unit != "weekend":
        factor, base = _MULTIPLES[unit]
        return shifted(day, UNITS[base], count * factor)
    try:
        if unit in ("hour", "minute", "second"):
            moved = datetime.datetime.combine(day, datetime.time(12)) + datetime.timedelta(**{f"{unit}s": count})
            return moved.date()
        if unit == "day":
            return day + datetime.timedelta(days=count)
        if unit in ("week", "weekend"):
            return day + datetime.timedelta(weeks=count)
        months = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12}[unit]
        year, month = divmod(months, 12)
        first = datetime.date(year, month + 1, 1)
        last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        return first.replace(day=min(day.day, last.day))
    except (ValueError, OverflowError):
        return None


def nearest_weekday(day: datetime.date, weekday: int, direction: int) -> datetime.date | None:
    """Return the weekday on or before the day (direction -1), or on or after it (1)."""
    distance = (weekday - day.weekday()) % 7 if direction > 0 else -((day.weekday() - weekday) % 7)
    return shifted(day, "day", distance)


def duration_value(count: float | None, unit: Unit) -> str:
    """Return the TIMEX3 value of a duration; X stands for an unknown count."""
    if unit in _MULTIPLES:
        factor, base = _MULTIPLES[unit]
        if count is not None:
            return duration_value(count * factor, UNITS[base])
        return {"decade": "PXDE", "century": "PXCE"}.get(unit, f"PX{_LETTERS[base]}")
    letter = _LETTERS[unit]
    prefix = "PT" if letter.startswith("T") else "P"
    letter = letter.removeprefix("T")
    if count is None:
        return f"{prefix}X{letter}"
    if count == int(count):
        return f"{prefix}{int(count)}{letter}"
    smaller = {"hour": (60, "M"), "minute": (60, "S"), "year": (12, "M"), "day": (24, "H")}.get(unit)
    if smaller is None:
        return f"{prefix}{count:g}{letter}"
    rest = round((count - int(count)) * smaller[0])
    head = f"{int(count)}{letter}" if int(count) else ""
    return f"{prefix}{head}{'T' if unit == 'day' else ''}{rest}{smaller[1]}"


def day_of_holiday(name: str, year: int) -> Moment | None:
    """Return the day of a holiday in a year; `name` in lower case, without "day" and "'s"."""
    if not 1 <= year <= datetime.MAXYEAR:
        return None
    if name in _FIXED_HOLIDAYS:
        month, day = _FIXED_HOLIDAYS[name]
        return Moment(year, month, day)
    if name in _WEEKDAY_HOLIDAYS:
        month, weekday, nth = _WEEKDAY_HOLIDAYS[name]
        if nth > 0:
            first = nearest_weekday(datetime.date(year, month, 1), weekday, 1)
            found = shifted(first, "week", nth - 1) if first else None
        else:
            found = nearest_weekday(datetime.date(year, month, 31), weekday, -1)
        return moment_of(found) if found else None
    if name in _EASTER_HOLIDAYS:
        found = shifted(_easter(year), "day", _EASTER_HOLIDAYS[name])
        return moment_of(found) if found else None
    return None


_FIXED_HOLIDAYS = {
    "christmas": (12, 25), "christmas eve": (12, 24), "boxing": (12, 26), "new year": (1, 1), "new year eve": (12, 31),
    "halloween": (10, 31), "valentine": (2, 14), "st. patrick": (3, 17), "veterans": (11, 11), "armistice": (11, 11),
    "bastille": (7, 14), "may": (5, 1), "april fool": (4, 1),
}  # fmt: skip
"""Month and day of the holidays that keep their date."""
_WEEKDAY_HOLIDAYS = {
    "thanksgiving": (11, 3, 4),
    "labor": (9, 0, 1),
    "memorial": (5, 0, -1),
    "martin luther king": (1, 0, 3),
}
"""Month, weekday and which one (-1: the last), as kept in the United States."""
_EASTER_HOLIDAYS = {
    "easter": 0,
    "easter sunday": 0,
    "good friday": -2,
    "easter monday": 1,
    "ash wednesday": -46,
    "palm sunday": -7,
}
"""Days from Easter Sunday."""


def _easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones, Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)
