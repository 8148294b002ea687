"""The day that a report counts from: "yesterday" is the day before it.

It is the day of publication, unless the report bears a date line of its own ("Tuesday, 4 March 2014" in a line above the first
paragraph): what the text says of its day goes before what a page or an archive says of it. A text that tells of times long
past counts from no day; its dates hang on one another.
"""

from __future__ import annotations

import datetime
import re

from rashomon.annotation.parse import Parse
from rashomon.annotation.times.context import Context
from rashomon.annotation.times.patterns import PATTERNS

__all__ = ["day_of_report"]

HEAD_ZONES = 6
"""Paragraphs of a report's head among which its date line stands: title, standfirst, byline, credit."""
DATE_LINE_REACH = 7
"""Days by which a date line may differ from the day of publication; beyond that one of them is of something else, and the
day of publication, which was given on purpose, holds."""
NEWS_YEARS = 1
"""Dates of the year of publication and of the one before belong to news."""
FEWEST_OLD_DATES = 4
"""Fewer dates of earlier years are the background of a report."""
FEWEST_OLD_YEARS = 8
"""A year alone says less than a date; so many, and so many for each word of news, make a narrative too."""

_LABEL = re.compile(r"(?:(?:date|published|posted|updated)(?:\s+on)?\s*:?\s+)?", re.IGNORECASE)
_WHOLE_DATES = [pattern for pattern in PATTERNS if pattern.name in ("ISO date", "month and day", "day and month")]
_YEAR = re.compile(r"\b(1\d{3}|20\d\d|\d{2,4}(?=\sB\.?C))(\sB\.?C)?")
_DATED_YEAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{1,2})?,?\s(1\d{3}|20\d\d)\b"
)
_NEWS_WORD = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|(?:last|this|next) (?:week|month|year))\b"
)


def day_of_report(parse: Parse) -> datetime.date | None:
    """Return the day that the report's relative dates count from; None where none is known, or where it tells a history."""
    published, line = parse.published, _date_line(parse)
    if line is not None and (published is None or abs((line - published).days) <= DATE_LINE_REACH):
        published = line
    if published is not None and _is_history(parse.article.text, published):
        return None
    if published is not None and published.year in (datetime.MINYEAR, datetime.MAXYEAR):
        # The ends of the calendar are what a program writes that knows no date; no day lies before or after them.
        return None
    return published


def _date_line(parse: Parse) -> datetime.date | None:
    """Return the date, with its year, that fills a line of the report's head."""
    text = parse.article.text
    for zone in parse.zones[:HEAD_ZONES]:
        label = _LABEL.match(text, zone.span.start, zone.span.end)
        start = label.end() if label else zone.span.start
        for pattern in _WHOLE_DATES:
            match = pattern.expression.fullmatch(text, start, zone.span.end)
            if match and match["year"]:
                days = [reading.moment.date for reading in pattern.rule(match, Context(None)) if reading.moment]
                if days and days[0]:
                    return days[0]
    return None


def _is_history(text: str, published: datetime.date) -> bool:
    """Say whether the text tells of times long before its publication, so that its dates hang on one another.

    So it is where dates of earlier years outnumber the words of news: weekdays, "today", "yesterday", "last week".
    """
    long_ago = sum(int(year) < published.year - NEWS_YEARS for year in _DATED_YEAR.findall(text))
    news = len(_NEWS_WORD.findall(text))
    if long_ago >= FEWEST_OLD_DATES and long_ago > news:
        return True
    years = sum(bool(era) or int(year) < published.year - NEWS_YEARS for year, era in _YEAR.findall(text))
    return years >= FEWEST_OLD_YEARS and years > FEWEST_OLD_YEARS * news
