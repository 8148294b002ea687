"""Text as a reader may safely see it: controls made visible, links only to the web, dates in words."""

from __future__ import annotations

import calendar
import datetime
import re
from urllib.parse import quote, urlsplit

__all__ = ["count", "day", "host", "moment", "parsed_moment", "period", "quoted", "visible", "web_link"]

# Controls that can reorder or overwrite what stands beside them: C0 and C1 (terminals obey some of them) and the
# bidirectional embeddings, overrides and isolates. Marks and joiners are left alone: they are part of the words.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def visible(text: str) -> str:
    """Replace every control that could reorder or hide text by its name, as in ``⟨U+202E⟩``."""
    return _CONTROLS.sub(lambda control: f"⟨U+{ord(control[0]):04X}⟩", text)


def web_link(url: str | None) -> str | None:
    """Return the URL if it leads to the web (http or https), with odd characters percent-encoded; else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return quote(url.strip(), safe="!#$%&'()*+,/:;=?@[]~")


def host(url: str | None) -> str | None:
    """Return the host of a web link without its ``www.``; None for anything else."""
    link = web_link(url)
    if link is None:
        return None
    return urlsplit(link).netloc.rpartition("@")[2].removeprefix("www.") or None


def day(value: str | None) -> str:
    """Write an ISO 8601 date (year, month or day) for reading; anything else is returned as it is."""
    if value is None:
        return "not known"
    found = _DATE.fullmatch(value[:10])
    if found is None or value[10:11] not in ("", "T", " "):
        return value
    year, month, number = found.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return value
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(number)} {name}" if number else name


def period(start: str | None, end: str | None) -> str:
    """Write the days from `start` to `end` for reading: a whole year or month by its name, one day once."""
    first, last = start or end, end or start
    if first is None or last is None or first == last:
        return day(first)
    if first[:4] == last[:4] and (first[4:], last[4:]) == ("-01-01", "-12-31"):
        return day(first[:4])
    if first[:7] == last[:7] and first[7:] == "-01" and last[7:] == f"-{_days_of_month(first)}":
        return day(first[:7])
    return f"{day(first)} – {day(last)}"


def _days_of_month(value: str) -> int:
    year, month = int(value[:4]), int(value[5:7])
    return calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0


def moment(value: str | None) -> str:
    """Write an ISO 8601 date and time for reading, with the zone where it is given."""
    if value is None:
        return "date not given"
    if len(value) <= 10:
        return day(value)
    parsed = parsed_moment(value)
    if parsed is None:
        return value
    zone = "" if parsed.tzinfo is None else f" {parsed.tzname() or ''}".rstrip()
    return f"{day(parsed.date().isoformat())}, {parsed:%H:%M}{zone}"


def quoted(words: str) -> str:
    """Put words between quotation marks, unless they open with one of their own."""
    return words if words[:1] in ("“", '"', "‘", "'", "«") else f"“{words}”"


def parsed_moment(value: str | None) -> datetime.datetime | None:
    """Return an ISO 8601 date or date and time as a moment; None for None and for anything else."""
    try:
        return datetime.datetime.fromisoformat(value) if value else None
    except ValueError:
        return None


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun in the right form."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
