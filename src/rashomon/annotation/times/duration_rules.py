"""What amounts of time mean: durations, repetitions, and dates counted from a day ("three weeks ago")."""

from __future__ import annotations

import re

from rashomon.annotation.calendar_words import MONTHS, WEEKDAYS
from rashomon.annotation.number_words import read_number
from rashomon.annotation.times.context import Context, Reading, date, group, unresolved
from rashomon.annotation.times.values import DAY_PARTS, SEASONS, UNITS, Moment, Unit, duration_value, moment_of, shifted

__all__ = ["ago_rule", "duration_rule", "later_rule", "repetition_rule"]

_VAGUE = ("few", "several", "many", "some", "number", "dozens", "hundreds", "recent", "coming", "countless", "various")


def unit_of(match: re.Match[str], name: str = "unit") -> Unit:
    """Return the unit that the match names, in the singular."""
    word = group(match, name).removesuffix("'").removesuffix("'s")
    return UNITS[word] if word in UNITS else UNITS[word.removesuffix("s")]


def amount_of(match: re.Match[str]) -> float | None:
    """Return how many units the match names; None for "a few", "several" and a bare plural."""
    words = group(match, "count")
    if "count" not in match.re.groupindex and not group(match, "unit").endswith("s"):
        return 1
    if not words or any(vague in words.split() for vague in _VAGUE):
        return None
    if words in ("a", "an") and group(match, "unit").endswith("s"):
        # "a months-long siege"
        return None
    if "couple" in words:
        return 2
    if words in ("a", "an", "another", "one", "the", "an additional", "a full", "a single", "a whole"):
        count: float | None = 1
    elif words.startswith("half"):
        count = 0.5
    else:
        count = read_number(words)
    if count is not None and group(match, "half"):
        count += 0.5
    return count


def duration_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "three days", "a year and a half", "16-hour", "the past six months", "a few weeks" (PXW), "decades" (PXDE).

    "four flights a week" repeats; "fell by a quarter" tells how much.
    """
    if unit_of(match) == "quarter" and match.string[: match.start()].lower().endswith("by "):
        return []
    is_rate = group(match, "count") in ("a", "an") and context.is_rate_at(match.end() - 1)
    return [Reading("SET" if is_rate else "DURATION", duration_value(amount_of(match), unit_of(match)))]


def ago_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "three weeks ago", "a year ago": from the day of publication, at the grain of the unit.

    Where a report on a quarter says "a year ago", it means that quarter of the year before.
    """
    unit, count = unit_of(match), amount_of(match)
    if count is None:
        return [Reading("DATE", "PAST_REF")]
    if context.published is None:
        return unresolved()
    if unit == "year" and count == 1 and context.quarter:
        return [Reading("DATE", Moment(context.quarter.year - 1, part=context.quarter.part).value)]
    sign = 1 if group(match, "ahead") else -1
    whole = int(count)
    day = shifted(context.published, unit, sign * whole)
    if day is not None and unit == "year" and count != whole:
        day = shifted(day, "month", sign * round((count - whole) * 12))
    return [date(moment_of(day, unit))] if day else unresolved()


def later_rule(match: re.Match[str], context: Context) -> list[Reading]:
    """Read "two days later", "a year earlier", "the day before": from the last date of the text, never finer than it."""
    unit, count = unit_of(match), amount_of(match)
    sign = -1 if group(match, "direction") in ("earlier", "before", "previously", "prior") else 1
    reference = context.reference
    if count is None:
        return unresolved()
    if unit == "year" and count == 1 and sign < 0 and context.quarter:
        return [Reading("DATE", Moment(context.quarter.year - 1, part=context.quarter.part).value)]
    if unit in ("year", "decade") and reference and count == int(count):
        return [date(Moment(reference.year + sign * int(count) * (10 if unit == "decade" else 1)))]
    if unit == "month" and reference and reference.month and count == int(count):
        year, month = divmod(reference.year * 12 + reference.month - 1 + sign * int(count), 12)
        return [date(Moment(year, month + 1))]
    start = reference.date if reference else None
    day = shifted(start, unit, sign * int(count)) if start else None
    return [date(moment_of(day, unit))] if day else unresolved()


_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "bimonthly": "P2M",
    "quarterly": "P1Q", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y",
    "everyday": "P1D", "biannual": "P6M", "biennial": "P2Y",
}  # fmt: skip


def repetition_rule(match: re.Match[str], _: Context) -> list[Reading]:
    """Read "daily", "every day", "each Friday", "every two weeks", "twice a week", "Fridays", "every other day"."""
    if adverb := group(match, "adverb"):
        return [Reading("SET", _ADVERBS[adverb])]
    if weekday := group(match, "weekday"):
        part = DAY_PARTS.get((group(match, "part") or group(match, "parts")).removesuffix("s"), "")
        return [Reading("SET", f"XXXX-WXX-{WEEKDAYS[weekday[:3]] + 1}{part}")]
    if month := group(match, "month"):
        return [Reading("SET", f"XXXX-{MONTHS[month[:3]]:02d}")]
    if season := group(match, "season"):
        return [Reading("SET", f"XXXX-{SEASONS[season]}")]
    if part := group(match, "part"):
        return [Reading("SET", f"XXXX-XX-XX{DAY_PARTS[part]}")]
    count = 2.0 if group(match, "other") else read_number(group(match, "count")) if group(match, "count") else 1.0
    return [Reading("SET", duration_value(count, unit_of(match)))]
