"""The layer of time expressions: where they stand in the text and their TIMEX3 values.

A table of patterns (time_patterns) is tried where the text has a word that only time expressions have; the longest
match wins. The values come from rules (day_rules, period_rules, duration_rules) that resolve against the day of publication, the
last date of the text and the tense of the clause. The way of working is that of HeidelTime (Strötgen and Gertz 2010),
whose rules are not used. What the text and its date do not settle has no value.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon.annotation.parse import Parse
from rashomon.annotation.times.context import Context, Tense
from rashomon.annotation.times.patterns import CORE_WORDS, OPENING_WORDS, PATTERNS, TimePattern
from rashomon.annotation.times.tense import tense_around
from rashomon.annotation.times.values import SEASONS
from rashomon.annotation.token_ranges import all_tokens
from rashomon.model import Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["find_times"]

_WORD = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+\d?")
_APOSTROPHES = ("'", "’", "‘")
REACH = 9
"""Words that an expression may begin before its first telling word ("no more than the first two and a half years")."""
_SKIPPED_ZONES = ("boilerplate", "credit")


def find_times(parse: Parse) -> tuple[TimeExpression, ...]:
    """Find and resolve the time expressions of an article, in order, without overlaps."""
    text = parse.article.text
    clauses = _Clauses(parse.doc)
    published = None if _is_history(text, parse.published) else parse.published
    context = Context(published, clauses.tense_at)
    skipped = [zone.span for zone in parse.zones if zone.kind in _SKIPPED_ZONES]
    found: list[TimeExpression] = []
    for match, pattern in _matches(text, clauses):
        for reading in pattern.rule(match, context):
            start, end = match.span(reading.group)
            if any(zone.overlaps(Span(start, end)) for zone in skipped):
                continue
            if reading.moment is not None:
                context.remember(reading.moment)
            found.append(TimeExpression(f"t{len(found) + 1}", start, end, reading.kind, reading.value))
    return tuple(found)


def _is_history(text: str, published: datetime.date | None) -> bool:
    """Say whether the text tells of times long before its publication, so that its dates hang on one another.

    So it is where dates of earlier years outnumber the words of news: weekdays, "today", "yesterday", "last week".
    """
    if published is None:
        return False
    long_ago = sum(int(year) < published.year - NEWS_YEARS for year in _DATED_YEAR.findall(text))
    news = len(_NEWS_WORD.findall(text))
    if long_ago >= FEWEST_OLD_DATES and long_ago > news:
        return True
    years = sum(bool(era) or int(year) < published.year - NEWS_YEARS for year, era in _YEAR.findall(text))
    return years >= FEWEST_OLD_YEARS and years > FEWEST_OLD_YEARS * news


NEWS_YEARS = 1
"""Dates of the year of publication and of the one before belong to news."""
FEWEST_OLD_DATES = 4
"""Fewer dates of earlier years are the background of a report."""
FEWEST_OLD_YEARS = 8
"""A year alone says less than a date; so many, and so many for each word of news, make a narrative too."""
_YEAR = re.compile(r"\b(1\d{3}|20\d\d|\d{2,4}(?=\sB\.?C))(\sB\.?C)?")
_DATED_YEAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{1,2})?,?\s(1\d{3}|20\d\d)\b"
)
_NEWS_WORD = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|(?:last|this|next) (?:week|month|year))\b"
)


def _matches(text: str, clauses: _Clauses) -> Iterator[tuple[re.Match[str], TimePattern]]:
    """Give the longest match at each place, from left to right."""
    end = 0
    for start in _candidates(text):
        if start < end:
            continue
        best: tuple[re.Match[str], TimePattern] | None = None
        for pattern in PATTERNS:
            match = pattern.expression.match(text, start)
            if match and (best is None or match.end() > best[0].end()):
                best = match, pattern
        if best is not None and clauses.admit(best[0]):
            end = best[0].end()
            yield best


def _candidates(text: str) -> Iterator[int]:
    """Give the offsets at which an expression may begin: an opening word not far before a telling one."""
    openings: list[tuple[int, int]] = []
    index = 0
    for index, word in enumerate(_WORD.finditer(text)):
        lowered = word.group().lower()
        figures = lowered[0].isdigit()
        opens = figures or lowered in OPENING_WORDS
        tells = (figures and _tells(text, word)) or lowered in CORE_WORDS
        if opens:
            short = figures and word.start() > 0 and text[word.start() - 1] in _APOSTROPHES
            openings.append((index, word.start() - short))
        if tells:
            yield from (start for at, start in openings if index - at <= REACH)
            openings.clear()


def _tells(text: str, word: re.Match[str]) -> bool:
    """Say whether figures are a year, a short year or a clock time."""
    figures, end = word.group(), word.end()
    return (
        (len(figures) == 4 and figures[0] in "12")
        or text[end : end + 1] in (":", "s")
        or (word.start() > 0 and text[word.start() - 1] in (*_APOSTROPHES, "/"))
    )


class _Clauses:
    """What the parse says of the clause around an expression."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._offsets: list[int] = []

    def _token(self, offset: int) -> Token | None:
        if not self._offsets:
            self._offsets = [token.idx for token in all_tokens(self._doc)]
        index = bisect_right(self._offsets, offset) - 1
        return self._doc[index] if index >= 0 else None

    def admit(self, match: re.Match[str]) -> bool:
        """Say whether the parse lets the match be a time expression: "May" the month, "the fall" of no city."""
        word = match.group().split()[-1].lower()
        if word not in _AMBIGUOUS:
            return True
        token = self._token(match.end() - 1)
        if token is None or token.pos_ in ("VERB", "AUX"):
            return False
        before = token.nbor(-1).lower_ if token.i else ""
        after = token.nbor(1).lower_ if token.i + 1 < len(self._doc) else ""
        if word in SEASONS:
            is_bare = match.group().lower() == word and before not in (
                "in",
                "by",
                "until",
                "since",
                "of",
                "this",
                "during",
                "through",
                "and",
            )
            return after != "of" and not (word in ("fall", "spring") and is_bare)
        is_bare = match.group().lower() == word
        named = bool(token.i) and token.nbor(-1).pos_ == "PROPN"
        return not (is_bare and (named or before in _DETERMINERS or after in ("on", "toward", "towards")))

    def tense_at(self, offset: int) -> Tense | None:
        """Return the tense of the verb above the expression; None where there is none."""
        token = self._token(offset)
        return None if token is None else tense_around(token)


_AMBIGUOUS = frozenset(["march", "may", "fall", "spring"])
_DETERMINERS = frozenset(["the", "a", "an", "his", "her", "their", "long", "'s", "’s"])
