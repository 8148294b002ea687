"""What longer periods mean: weeks, seasons, quarters, years, decades, and what is only before, now or ahead."""

from __future__ import annotations

import re

from rashomon.annotation.number_words import read_ordinal
from rashomon.annotation.times.context import (
    Context,
    Reading,
    Tense,
    date,
    group,
    read_year,
    relative_year,
    unresolved,
    which_of,
)
from rashomon.annotation.times.values import SEASONS, UNITS, Moment, moment_of, nearest_weekday, shifted


def same_day_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "the next day", "that same day", "the day before", "the following year", "that month": from the last date."""
    unit = UNITS[group(match, "unit")]
    which = which_of(match) or group(match, "after")
    offset = {"next": 1, "following": 1, "after": 1, "later": 1, "previous": -1, "before": -1, "preceding": -1}.get(
        which, 0
    )
    reference = context.reference
    if reference is None or not (which_of(match) or group(match, "after")):
        reference = moment_of(context.published) if context.published else reference
    if reference is None:
        return unresolved()
    if unit == "decade":
        return [Reading("DATE", _period_value(reference.year // 10 + offset, 3))]
    if unit == "year" or (unit == "month" and reference.month):
        months = reference.year * 12 + (reference.month or 1) - 1 + offset * (1 if unit == "month" else 12)
        year, month = divmod(months, 12)
        return [date(Moment(year, month + 1 if unit == "month" else None))]
    if unit == "quarter" and context.quarter and not offset:
        return [date(context.quarter)]
    day = shifted(reference.date, unit, offset) if reference.date else None
    return [date(moment_of(day, unit))] if day else unresolved()


def period_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "last week", "this year", "early next month", "the current quarter", "this weekend", "last decade"."""
    unit = UNITS[group(match, "unit")]
    which = which_of(match)
    offset = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    if context.published is None:
        return unresolved()
    if unit in ("decade", "century"):
        size, digits = (10, 3) if unit == "decade" else (100, 2)
        return [Reading("DATE", _period_value(context.published.year // size + offset, digits))]
    day = shifted(context.published, unit, offset)
    return [date(moment_of(day, unit))] if day else unresolved()


def _period_value(number: int, digits: int) -> str | None:
    """The value of a decade or century: the leading digits of its years; those around the birth of Christ have none."""
    return f"{number:0{digits}d}" if number > 0 else None


def then_rule(_: re.Match[str], context: Context) -> list[Reading]:
    """Read "since then": the last date of the text. TimeBank leaves it out; a reader of a timeline would miss it."""
    return [Reading("DATE", context.reference.value)] if context.reference else unresolved()


def weekend_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "the weekend": the last one over, or the coming one in a clause on the future."""
    saturday = 5
    if context.published is None:
        return unresolved()
    direction = 1 if context.tense_at(match.start()) == "future" else -1
    day = nearest_weekday(context.published, saturday, direction)
    return [date(moment_of(day, "weekend"))] if day else unresolved()


def season_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "last fall", "the summer of 1936", "this spring", "early autumn", "winter 2014"."""
    code = SEASONS[group(match, "season")]
    year = read_year(group(match, "year")) if group(match, "year") else relative_year(match, context)
    if group(match, "era") and year:
        year = -year
    which = which_of(match)
    if year is None:
        year = _year_of_season(code, which, context, context.tense_at(match.start()))
    return [date(Moment(year, part=code))] if year else unresolved()


def _year_of_season(code: str, which: str, context: Context, tense: Tense | None) -> int | None:
    today, months = context.published, {"SP": 5, "SU": 8, "FA": 11, "WI": 14}
    if today is None or which in ("that", "same", "following"):
        return context.reference.year + (which in ("next", "following")) if context.reference else None
    # A season is last year's until it has begun, and winter counts with the year it begins in.
    begins = months[code] - 2
    over = today.month >= begins + 3
    begun = today.month >= begins
    if which in ("last", "past") or (not which and tense != "future"):
        return today.year - (not begun if which != "last" else not over)
    if which in ("next", "coming") or tense == "future":
        return today.year + begun
    return today.year


def quarter_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "the third quarter of 2019", "third-quarter", "Q3", "the first half of 1990", "last year's fourth quarter"."""
    number = read_ordinal(
        group(match, "nth")
        or {"latter": "second", "last": "second"}.get(group(match, "which_half"), group(match, "which_half"))
    )
    is_half = bool(group(match, "which_half"))
    if number is None or number > (2 if is_half else 4):
        return []
    year = read_year(group(match, "year")) if group(match, "year") else relative_year(match, context)
    if year is None:
        if context.published is None:
            year = context.reference.year if context.reference else None
        else:
            first_month = (number - 1) * (6 if is_half else 3) + 1
            ahead = first_month > context.published.month
            year = context.published.year - (ahead and context.tense_at(match.start()) != "future")
    if year is None:
        return unresolved()
    if group(match, "year_ago"):
        return [Reading("DATE", Moment(year - 1, part=f"Q{number}").value)]
    return [date(Moment(year, part=f"{'H' if is_half else 'Q'}{number}"))]


def that_quarter_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "the quarter", "the latest quarter", "the year-ago quarter": of the last one named, else the last one over."""
    quarter = None if group(match, "latest") else context.quarter
    if quarter is None:
        before = shifted(context.published, "quarter", -1) if context.published else None
        quarter = moment_of(before, "quarter") if before else None
    if quarter is None:
        return unresolved()
    if group(match, "year"):
        return [Reading("DATE", Moment(int(group(match, "year")), part=quarter.part).value)]
    if group(match, "year_ago"):
        return [Reading("DATE", Moment(quarter.year - 1, part=quarter.part).value)]
    return [date(quarter)]


def year_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "1968", "the end of 1942", "fiscal 2010", "'68", "1914-18", "490 BC", "nineteen ninety-one"."""
    year = read_year(group(match, "year"))
    if year is None:
        return []
    if group(match, "short"):
        anchor = context.published or context.reference
        if anchor is None:
            return unresolved()
        pivot = anchor.year
        year += pivot - pivot % 100
        year -= 100 * (year > pivot)
    if group(match, "era"):
        year = -year
    second = group(match, "year2")
    if not second:
        return [date(Moment(year))]
    until = int(second) if len(second) == 4 else year - year % 100 + int(second)
    return (
        [date(Moment(year), "first"), date(Moment(until), "year2")] if until > year else [date(Moment(year), "first")]
    )


_DECADE_BEFORE = re.compile(r"\b(\d\d)\d0s and $")
MAX_DECADE_BEFORE = 10
"""Characters of "1920s and ", looked at before a decade: no article is searched from its beginning for each."""


def decade_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "the 1930s", "the late '60s", "the seventies", "the 1920s and 1930s"."""
    text = group(match, "decade")
    before = _DECADE_BEFORE.search(match.string, max(0, match.start() - MAX_DECADE_BEFORE), match.start())
    century = 100 * int(before[1]) if before else 1900
    year = 1900 + DECADE_WORDS[text] if text in DECADE_WORDS else int(text) + (century if len(text) == 2 else 0)
    return [Reading("DATE", f"{year // 10:03d}", Moment(year) if context.published is None else None)]


DECADE_WORDS = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


def century_rule(match: re.Match[str], _: Context) -> list[Reading]:
    """Read "the 19th century", "the fifth century BC"."""
    number = read_ordinal(group(match, "nth"))
    if not number:
        return []
    return [Reading("DATE", f"BC{number - 1:02d}" if group(match, "era") else f"{number - 1:02d}")]


def reference_rule(match: re.Match[str], _: Context) -> list[Reading]:
    """Read "now", "currently" (PRESENT_REF), "recently", "the past" (PAST_REF), "soon", "the future" (FUTURE_REF)."""
    for value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
        if group(match, value):
            return [Reading("DATE", value)]
    return []
