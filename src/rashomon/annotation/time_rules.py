"""What the patterns of time expressions mean: one rule a kind of expression, from the match to a TIMEX3 value.

A rule reads the named groups of its match and the context (day of publication, last date of the text, tense of the
clause) and gives the readings of the match: usually one, two for "13 and 14 May", none where the words are no
time expression after all. What cannot be resolved has no value: nothing is guessed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rashomon.annotation.number_words import NUMBER_WORDS, read_number, read_ordinal
from rashomon.annotation.time_values import (
    DAY_PARTS,
    MONTHS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    Moment,
    Unit,
    day_of_holiday,
    duration_value,
    moment_of,
    nearest_weekday,
    shifted,
)

Tense = Literal["past", "present", "future"]
Kind = Literal["DATE", "TIME", "DURATION", "SET"]


class Reading(NamedTuple):
    """One time expression: its kind, its value, the date it gives to what follows, its group in the match."""

    kind: Kind
    value: str | None
    moment: Moment | None = None
    group: str | int = 0


@dataclass
class Context:
    """What an expression is resolved against.

    `reference` is the last date that the text gave; narrative without a day of publication hangs on it.
    `clock_day` is the last single day, for times of day. `quarter` is the last quarter, for "a year earlier".
    """

    published: datetime.date | None
    tense_at: Callable[[int], Tense | None] = field(default=lambda _: None)
    reference: Moment | None = None
    clock_day: Moment | None = None
    quarter: Moment | None = None

    def anchor(self) -> datetime.date | None:
        """The day that "later" and "earlier" count from."""
        if self.reference and self.reference.date:
            return self.reference.date
        return self.published

    def remember(self, moment: Moment) -> None:
        """Let a date carry on."""
        self.reference = moment
        if moment.day:
            self.clock_day = moment
        if moment.part and moment.part[0] == "Q":
            self.quarter = moment


Rule = Callable[[re.Match[str], Context], list[Reading]]


def group(match: re.Match[str], name: str) -> str:
    """Return a named group in lower case with single spaces; empty where the pattern or the match has none."""
    if name not in match.re.groupindex:
        return ""
    return " ".join((match[name] or "").lower().replace("’", "'").split())


def which_of(match: re.Match[str], name: str = "which") -> str:
    """Return the word that points: "next" of "the next", "past" of "this past"; empty where there is none."""
    return group(match, name).split(" ")[-1]


def is_name(match: re.Match[str], name: str) -> bool:
    """Say whether the group begins with a capital: "May" is a month, "may" is not."""
    return bool(match[name]) and match[name][0].isupper()


def read_year(text: str) -> int | None:
    """Return the year written as "1968", "'68" or "nineteen sixty-eight"."""
    if text.isdigit():
        return int(text)
    words = re.findall(r"[a-z]+", text)
    if len(words) >= 2 and words[0] in ("eighteen", "nineteen", "twenty"):
        rest = read_number(" ".join(words[1:]).removeprefix("hundred").strip() or "zero")
        return None if rest is None or rest > 99 else 100 * NUMBER_WORDS[words[0]] + int(rest)
    value = read_number(text)
    return int(value) if value and value >= 1000 else None


def date(moment: Moment, name: str | int = 0) -> Reading:
    """A DATE at its own grain."""
    return Reading("DATE", moment.value, moment, name)


def unresolved(kind: Kind = "DATE") -> list[Reading]:
    """A time expression whose value the text does not give."""
    return [Reading(kind, None)]


def _relative_year(match: re.Match[str], context: Context) -> int | None:
    """The year of "last year", "that year", "of the following year" beside a month or a season."""
    word = which_of(match, "which_year")
    if word in ("last", "this", "next"):
        return context.published.year + {"last": -1, "this": 0, "next": 1}[word] if context.published else None
    if word and context.reference:
        return context.reference.year + {"following": 1, "previous": -1}.get(word, 0)
    return None


def _year_for_month(month: int, match: re.Match[str], context: Context, day: int | None = None) -> int | None:
    """The year of a month (and day) that comes without one.

    With a day of publication the tense decides; a report speaks of the past unless it says otherwise. Without one the
    year of the last date carries on.
    """
    if context.published is None:
        return _year_in_narrative(month, context.reference)
    today = context.published
    ahead = (month - today.month) * DAYS_OF_MONTH + ((day or DAYS_OF_MONTH) - today.day)
    ahead %= 12 * DAYS_OF_MONTH
    is_ahead = ahead <= REACH_AHEAD[context.tense_at(match.start())] and (day is not None or month != today.month)
    passed = (month, day or 0) < (today.month, today.day if day else 0)
    return today.year + passed if is_ahead else today.year - (not passed and (month, day) != (today.month, today.day if day else None))


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


def month_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """"May 5, 2025", "5 May", "13 and 14 May", "early May", "last May", "May of that year"."""
    if not is_name(match, "month"):
        return []
    month = MONTHS[group(match, "month")[:3]]
    days = [(name, int(match[name])) for name in ("day", "day2") if group(match, name)]
    if any(not 1 <= day <= 31 for _, day in days):
        return []
    year = read_year(group(match, "year")) if group(match, "year") else _relative_year(match, context)
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
    if not year:
        return [Reading("DATE", f"XXXX-{month:02d}-{day:02d}", None, name) for name, (_, day) in zip(names, days, strict=True)]
    if names == [0]:
        return [_timed(match, Moment(year, month, days[0][1]))]
    return [date(Moment(year, month, day), name) for name, (_, day) in zip(names, days, strict=True)]


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
    """"Friday", "last Friday", "next Monday", "Tuesday night", "Friday, May 9", "9 a.m. Friday"."""
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


def _timed(match: re.Match[str], day: Moment) -> Reading:
    """A day with the part of the day or the clock time that the match names."""
    suffix = _clock(match) or DAY_PARTS.get(group(match, "part").removesuffix("s"), "")
    return Reading("TIME", day.value + suffix, day) if suffix else date(day)


def _clock(match: re.Match[str]) -> str:
    """The "T10:35" of "10:35 a.m.", "4 in the morning", "15:30"; empty where the match names no hour."""
    if not group(match, "hour"):
        return ""
    hour = int(read_number(group(match, "hour")) or 0)
    half = group(match, "half").replace(".", "").replace(" ", "")
    if hour > 24 or (half and not 1 <= hour <= 12):
        return ""
    if half in ("pm", "intheafternoon", "intheevening", "atnight") and hour < 12:
        hour += 12
    elif half in ("am", "inthemorning") and hour == 12:
        hour = 0
    minute = group(match, "minute") or "00"
    return f"T{hour:02d}:{minute}"


def clock_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """"10:35 a.m.", "noon", "15:30 GMT", "7 o'clock": on the last day of the text, else the day of publication."""
    suffix = _clock(match) or DAY_PARTS.get(group(match, "part"), "")
    if not suffix:
        return []
    day = context.clock_day or (moment_of(context.published) if context.published else None)
    return [Reading("TIME", f"{day.value if day else 'XXXX-XX-XX'}{suffix}", day)]


def deictic_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """"today", "late yesterday", "tomorrow morning", "last night", "the day before yesterday", "tonight"."""
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
    """"that morning", "the next evening", "the night of 5 May" (its date is matched by the pattern of dates)."""
    which = which_of(match)
    offset = {"next": 1, "following": 1, "previous": -1}.get(which, 0)
    day = context.clock_day.date if context.clock_day else None
    moved = shifted(day, "day", offset) if day else None
    if moved is None:
        return unresolved("TIME")
    return [_timed(match, moment_of(moved))]


def same_day_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """"the next day", "that same day", "the day before", "the following year", "that month": from the last date."""
    unit = UNITS[group(match, "unit")]
    which = which_of(match) or group(match, "after")
    offset = {"next": 1, "following": 1, "after": 1, "later": 1, "previous": -1, "before": -1, "preceding": -1}.get(which, 0)
    reference = context.reference
    if reference is None or not (which_of(match) or group(match, "after")):
        reference = moment_of(context.published) if context.published else reference
    if reference is None:
        return unresolved()
    if unit in ("year", "decade") or (unit == "month" and reference.month):
        months = reference.year * 12 + (reference.month or 1) - 1 + offset * (1 if unit == "month" else 12)
        year, month = divmod(months, 12)
        return [date(Moment(year, month + 1 if unit == "month" else None))]
    if unit == "quarter" and context.quarter and not offset:
        return [date(context.quarter)]
    day = shifted(reference.date, unit, offset) if reference.date else None
    return [date(moment_of(day, unit))] if day else unresolved()


def period_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """"last week", "this year", "early next month", "the current quarter", "this weekend", "last decade"."""
    unit = UNITS[group(match, "unit")]
    which = which_of(match)
    offset = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    if context.published is None:
        return unresolved()
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        return [Reading("DATE", f"{context.published.year // size + offset:0{3 if size == 10 else 2}d}")]
    day = shifted(context.published, unit, offset)
    return [date(moment_of(day, unit))] if day else unresolved()


def weekend_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """"the weekend": the last one over, or the coming one in a clause on the future."""
    saturday = 5
    if context.published is None:
        return unresolved()
    direction = 1 if context.tense_at(match.start()) == "future" else -1
    day = nearest_weekday(context.published, saturday, direction)
    return [date(moment_of(day, "weekend"))] if day else unresolved()


def season_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """"last fall", "the summer of 1936", "this spring", "early autumn", "winter 2014"."""
    code = SEASONS[group(match, "season")]
    year = read_year(group(match, "year")) if group(match, "year") else _relative_year(match, context)
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
    """"the third quarter of 2019", "third-quarter", "Q3", "the first half of 1990", "last year's fourth quarter"."""
    number = read_ordinal(group(match, "nth") or {"latter": "second"}.get(group(match, "which_half"), group(match, "which_half")))
    is_half = bool(group(match, "which_half"))
    if number is None or number > (2 if is_half else 4):
        return []
    year = read_year(group(match, "year")) if group(match, "year") else _relative_year(match, context)
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
    """"the quarter", "the latest quarter", "the year-ago quarter": of the last one named, else the last one over."""
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
    """"1968", "the end of 1942", "fiscal 2010", "'68", "1914-18", "490 BC", "nineteen ninety-one"."""
    year = read_year(group(match, "year"))
    if year is None:
        return []
    if group(match, "short"):
        pivot = context.published.year if context.published else 1999
        year += pivot - pivot % 100
        year -= 100 * (year > pivot)
    if group(match, "era"):
        year = -year
    second = group(match, "year2")
    if not second:
        return [date(Moment(year))]
    until = int(second) if len(second) == 4 else year - year % 100 + int(second)
    return [date(Moment(year), "first"), date(Moment(until), "year2")] if until > year else [date(Moment(year), "first")]


def decade_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """"the 1930s", "the late '60s", "the seventies", "the 1920s and 1930s"."""
    text = group(match, "decade")
    if text.isdigit():
        year = int(text) if len(text) == 4 else 1900 + int(text)
    else:
        year = 1900 + DECADE_WORDS[text]
    return [Reading("DATE", f"{year // 10:03d}", Moment(year) if context.published is None else None)]


DECADE_WORDS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}


def century_rule(match: re.Match[str], _: Context) -> list[Reading]:
    """"the 19th century", "the fifth century BC"."""
    number = read_ordinal(group(match, "nth"))
    if not number:
        return []
    return [Reading("DATE", f"BC{number - 1:02d}" if group(match, "era") else f"{number - 1:02d}")]


def iso_rule(match: re.Match[str], _: Context) -> list[Reading]:
    """"2025-09-03", "2025-09-03T10:30", "25/12/2020": which of two small numbers is the month is not guessed."""
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
    """"Christmas Eve 1914", "last Thanksgiving", "New Year's Day", "Easter"."""
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


def reference_rule(match: re.Match[str], _: Context) -> list[Reading]:
    """"now", "currently" (PRESENT_REF), "recently", "the past" (PAST_REF), "soon", "the future" (FUTURE_REF)."""
    for value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
        if group(match, value):
            return [Reading("DATE", value)]
    return []
