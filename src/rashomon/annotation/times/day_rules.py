"""What days and hours mean: dates, weekdays, clock times, holidays, "yesterday"."""

from __future__ import annotations

import datetime
import re

from rashomon.annotation.calendar_words import MONTHS, WEEKDAYS
from rashomon.annotation.number_words import read_number
from rashomon.annotation.times.context import (
    Context,
    Reading,
    Tense,
    date,
    group,
    is_name,
    read_year,
    relative_year,
    unresolved,
    which_of,
)
from rashomon.annotation.times.values import (
    DAY_PARTS,
    Moment,
    day_of_holiday,
    days_of_month,
    moment_of,
    nearest_weekday,
    shifted,
)


def month_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "May 5, 2025", "5 May", "13 and 14 May", "early May", "last May", "May of that year"."""
    if not is_name(match, "month"):
        return []
    month = MONTHS[group(match, "month")[:3]]
    days = [(name, int(match[name])) for name in ("day", "day2") if group(match, name)]
    year = read_year(group(match, "year")) if group(match, "year") else relative_year(match, context)
    if year is None and not (group(match, "which") or group(match, "which_year")):
        year = _shared_year(match, month)
    if group(match, "era") and year:
        year = -year
    which = which_of(match)
    if year is None and which:
        year = _year_of_next(month, which, context)
    elif year is None and not group(match, "which_year"):
        year = _year_for_month(month, match, context, days[0][1] if days else None)
    if not days:
        return [date(Moment(year, month))] if year else unresolved()
    names: list[str | int] = [0] if len(days) == 1 else ["first", "second"]
    readings = []
    for name, (_, day) in zip(names, days, strict=True):
        if day > days_of_month(year, month):
            readings.append(Reading("DATE", None, None, name))
        elif not year:
            readings.append(Reading("DATE", f"XXXX-{month:02d}-{day:02d}", None, name))
        else:
            readings.append(_timed(match, Moment(year, month, day), name))
    return readings


_SHARED_YEAR = re.compile(
    r"""\s*(?:[-–]|to\b|and\b|or\b|through\b|until\b)\s*(?:(?:early|late|mid)[\s-]+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?
    (?P<month>January|February|March|April|May|June|July|August|September|October|November|December)
    (?:\s+\d{1,2}(?:st|nd|rd|th)?(?!\d))?,?\s+(?:of\s+)?(?P<year>(?:1\d|20)\d\d)\b""",
    re.VERBOSE,
)


def _shared_year(match: re.Match[str], month: int) -> int | None:
    """The year that a month has in common with the next: "May and July 1931", "2 April - 24 June 1931"."""
    after = _SHARED_YEAR.match(match.string, match.end())
    if after is None:
        return None
    return int(after["year"]) - (MONTHS[after["month"][:3].lower()] < month)


def _year_for_month(month: int, match: re.Match[str], context: Context, day: int | None = None) -> int | None:
    """The year of a month (and day) that comes without one.

    With a day of publication the tense decides; a report speaks of the past unless it says otherwise. Without one the
    year of the last date carries on.
    """
    if context.published is None:
        return _year_in_narrative(month, context.course)
    today = context.published
    ahead = (month - today.month) * DAYS_OF_MONTH + ((day or DAYS_OF_MONTH) - today.day)
    ahead %= 12 * DAYS_OF_MONTH
    is_ahead = ahead <= REACH_AHEAD[context.tense_at(match.start())] and (day is not None or month != today.month)
    here, there = (today.month, today.day if day else 0), (month, day or 0)
    return today.year + (there < here) if is_ahead else today.year - (there > here)


def _year_in_narrative(month: int, reference: Moment | None) -> int | None:
    """Narrative goes forward: after a day of late autumn, a month of early spring is the next year's."""
    if reference is None:
        return None
    turns = reference.month is not None and reference.month >= 10 and month <= 3
    return reference.year + turns


DAYS_OF_MONTH = 30


REACH_AHEAD: dict[Tense | None, int] = {"past": 60, "present": 120, None: 120, "future": 300}
"""How many days ahead a date without a year may lie, by the tense of its clause; if it lay further, it would be told with
its year, and the one that has passed is meant. A report names what is due in weeks even in the past tense ("extended the
offer to 15 December")."""


def _year_of_next(month: int, which: str, context: Context) -> int | None:
    """The year of "last October", "next May", "this June", "the previous July", "the following March"."""
    if which in ("previous", "following"):
        anchor = context.reference
        if anchor is None or anchor.month is None:
            return None
        return anchor.year - (month >= anchor.month) if which == "previous" else anchor.year + (month <= anchor.month)
    today = context.published
    if today is None:
        return None
    if which in ("last", "past"):
        return today.year - (month >= today.month)
    return today.year + (month <= today.month) if which in ("next", "coming") else today.year


def weekday_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "Friday", "last Friday", "next Monday", "Tuesday night", "Friday, May 9", "9 a.m. Friday"."""
    if not is_name(match, "weekday"):
        return []
    weekday = WEEKDAYS[group(match, "weekday")[:3]]
    which, today = which_of(match), context.published
    if which in ("previous", "following"):
        today = context.reference.date if context.reference else None
    if today is None:
        return unresolved("TIME" if group(match, "part") else "DATE")
    if which in ("last", "past", "previous"):
        day = nearest_weekday(today - datetime.timedelta(1), weekday, -1)
    elif which in ("next", "coming", "following"):
        day = nearest_weekday(today + datetime.timedelta(1), weekday, 1)
    elif match.string[match.end() : match.end() + 2] in ("'s", "’s"):
        # "Wednesday's ruling" has been given, whatever the verb beside it.
        day = nearest_weekday(today, weekday, -1)
    elif which == "this" or context.tense_at(match.start()) == "future":
        day = nearest_weekday(today, weekday, 1)
    else:
        day = nearest_weekday(today, weekday, -1)
    return [_timed(match, moment_of(day))] if day else unresolved()


def _timed(match: re.Match[str], day: Moment, name: str | int = 0) -> Reading:
    """A day with the part of the day or the clock time that the match names."""
    suffix = _clock(match) or DAY_PARTS.get(group(match, "part").removesuffix("s"), "")
    return Reading("TIME", day.value + suffix, day, name) if suffix else date(day, name)


def _clock(match: re.Match[str]) -> str:
    """The "T10:35" of "10:35 a.m.", "4 in the morning", "15:30"; empty where the match names no hour."""
    written = group(match, "hour") or group(match, "hour4")
    if not written:
        return ""
    hour = int(read_number(written) or 0)
    half = group(match, "half").replace(".", "").replace(" ", "")
    if hour > 24 or (half and not 1 <= hour <= 12):
        return ""
    if half in ("pm", "intheafternoon", "intheevening", "atnight") and hour < 12:
        hour += 12
    elif half in ("am", "inthemorning") and hour == 12:
        hour = 0
    minute = group(match, "minute") or group(match, "minute4") or "00"
    return f"T{hour:02d}:{minute}"


def clock_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "10:35 a.m.", "noon", "15:30 GMT", "7 o'clock": on the last day of the text, else the day of publication."""
    suffix = _clock(match) or DAY_PARTS.get(group(match, "part"), "")
    if not suffix:
        return []
    day = context.clock_day or (moment_of(context.published) if context.published else None)
    return [Reading("TIME", f"{day.value if day else 'XXXX-XX-XX'}{suffix}", day)]


def deictic_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "today", "late yesterday", "tomorrow morning", "last night", "the day before yesterday", "tonight"."""
    offset = DEICTIC_DAYS[group(match, "deictic")]
    day = shifted(context.published, "day", offset) if context.published else None
    if day is None:
        return [Reading("DATE", "PRESENT_REF")] if group(match, "deictic") == "today" else unresolved()
    if group(match, "deictic") in ("tonight", "last night", "overnight"):
        return [Reading("TIME", f"{day.isoformat()}TNI", moment_of(day))]
    return [_timed(match, moment_of(day))]


DEICTIC_DAYS = {
    "today": 0, "tonight": 0, "overnight": 0, "this": 0, "yesterday": -1, "last night": -1, "tomorrow": 1,
    "the day before yesterday": -2, "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
"""Days from the day of publication."""


def day_part_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "that morning", "the next evening", "the night of 5 May" (its date is matched by the pattern of dates)."""
    which = which_of(match)
    offset = {"next": 1, "following": 1, "previous": -1}.get(which, 0)
    day = context.clock_day.date if context.clock_day else None
    moved = shifted(day, "day", offset) if day else None
    if moved is None:
        return unresolved("TIME")
    return [_timed(match, moment_of(moved))]


def iso_rule(match: re.Match[str], _: Context) -> list[Reading]:
    """Read "2025-09-03", "2025-09-03T10:30", "25/12/2020": which of two small numbers is the month is not guessed."""
    month, day = int(match["mm"]), int(match["dd"])
    if "slash" in match.re.groupindex:
        month, day = (day, month) if month > 12 else (month, day)
        if month <= 12 and day <= 12 and month != day:
            return unresolved()
    moment = Moment(int(match["year"]), month, day)
    if moment.date is None:
        return []
    clock = f"T{match['hour']}:{match['minute']}" if group(match, "hour") else ""
    return [Reading("TIME" if clock else "DATE", moment.value + clock, moment)]


def holiday_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "Christmas Eve 1914", "last Thanksgiving", "New Year's Day", "Easter"."""
    if not is_name(match, "holiday"):
        return []
    name = group(match, "holiday").replace("'s", "").removesuffix(" day")
    year = read_year(group(match, "year")) if group(match, "year") else None
    if year is None:
        anchor = context.published
        if anchor is None:
            year = context.reference.year if context.reference else None
        else:
            here = day_of_holiday(name, anchor.year)
            passed = here is not None and here.date is not None and here.date <= anchor
            wants_next = which_of(match) in ("next", "coming") or context.tense_at(match.start()) == "future"
            year = anchor.year + (passed if wants_next else passed - 1)
    moment = day_of_holiday(name, year) if year else None
    return [date(moment)] if moment else unresolved()


def attacks_of_2001_rule(_: re.Match[str], __: Context) -> list[Reading]:
    """Read "9/11", "the Sept. 11 attacks": the one day that news names without its year whenever it writes."""
    return [date(Moment(2001, 9, 11))]
