"""The layer of time expressions: where they stand in the text and their TIMEX3 values.

A table of patterns (time_patterns) is tried where the text has a word that only time expressions have; the longest
match wins. The values come from rules (day_rules, period_rules, duration_rules) that resolve against the day of publication, the
last date of the text and the tense of the clause. The way of working is that of HeidelTime (Strötgen and Gertz 2010),
whose rules are not used. What the text and its date do not settle has no value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon.annotation.clause_tense import in_headline
from rashomon.annotation.layout import Zone
from rashomon.annotation.parse import Parse
from rashomon.annotation.times.context import Context, Tense, group
from rashomon.annotation.times.patterns import CORE_WORDS, OPENING_WORDS, PATTERNS, TimePattern
from rashomon.annotation.times.publication import day_of_report
from rashomon.annotation.times.tense import ClauseTenses
from rashomon.annotation.times.values import SEASONS
from rashomon.annotation.token_ranges import all_tokens
from rashomon.model import TimeExpression

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
    clauses = _Clauses(parse.doc)
    context = Context(day_of_report(parse), clauses.tense_at, clauses.is_rate_at)
    found: list[TimeExpression] = []
    for match, pattern, zone in _matches(parse.article.text, clauses, parse.zones):
        for reading in pattern.rule(match, context):
            start, end = match.span(reading.group)
            if reading.moment is not None:
                context.remember(reading.moment, opens=start - zone.span.start <= OPENING_CHARS)
            found.append(TimeExpression(f"t{len(found) + 1}", start, end, reading.kind, reading.value))
    return tuple(found)


OPENING_CHARS = 12
"""Characters before a date that opens its paragraph: "In ", "By late ", "During ", a quotation mark."""


def _matches(
    text: str, clauses: _Clauses, zones: tuple[Zone, ...]
) -> Iterator[tuple[re.Match[str], TimePattern, Zone]]:
    """Give the longest match at each place, with its paragraph, from left to right; none reaches over a paragraph's end."""
    end = index = 0
    for start in _candidates(text):
        while index < len(zones) and zones[index].span.end <= start:
            index += 1
        if start < end or index == len(zones) or zones[index].kind in _SKIPPED_ZONES:
            continue
        zone = zones[index]
        best: tuple[re.Match[str], TimePattern] | None = None
        for pattern in PATTERNS:
            match = pattern.expression.match(text, start, zone.span.end)
            if match and (best is None or match.end() > best[0].end()):
                best = match, pattern
        if best is not None and clauses.admit(best[0]):
            end = best[0].end()
            yield *best, zone


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
            short = figures and _is_short_year(text, word.start())
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
        or _is_short_year(text, word.start())
        or text[word.start() - 1 : word.start()] == "/"
    )


def _is_short_year(text: str, start: int) -> bool:
    """Say whether one apostrophe stands before the figures: "'68"; two are a quotation mark."""
    return text[start - 1 : start] in _APOSTROPHES and text[start - 2 : start - 1] not in _APOSTROPHES


class _Clauses:
    """What the parse says of the clause around an expression."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._offsets: list[int] = []
        self._tenses = ClauseTenses()

    def _token(self, offset: int) -> Token | None:
        if not self._offsets:
            self._offsets = [token.idx for token in all_tokens(self._doc)]
        index = bisect_right(self._offsets, offset) - 1
        return self._doc[index] if index >= 0 else None

    def admit(self, match: re.Match[str]) -> bool:
        """Say whether the parse lets the match be a time expression: "May" the month, "the fall" of no city."""
        words = match.group().split()
        last = words[-1].lower()
        if last.isdigit() and len(words) == 1:
            return not self._counts(match)
        if last in _AMBIGUOUS or last in SEASONS:
            return self._is_calendar_word(match, last, len(words) == 1)
        if words[-1][0].isupper() and len(words) <= 2 and not (group(match, "weekday") or group(match, "month")):
            return not self._is_in_name(match, len(words) == 1)
        return True

    def _counts(self, match: re.Match[str]) -> bool:
        """Say whether what looks like a year of long ago is a count: "1650 sheep-farmers", not "the 1850 elections"."""
        token = self._token(match.start())
        if token is None or token.i + 1 == len(self._doc):
            return False
        after = token.nbor(1)
        if int(match.group()) >= FIRST_COMMON_YEAR and after.lower_ not in _COUNTED:
            return False
        return after.tag_ in ("NNS", "NNPS") and not (token.i and token.nbor(-1).tag_ in ("DT", "PRP$", "POS"))

    def _is_calendar_word(self, match: re.Match[str], word: str, is_bare: bool) -> bool:
        """Say whether a month or a season is meant, not a verb, a fall, a march or the kind of a crop."""
        token = self._token(match.end() - 1)
        if token is None or token.pos_ in ("VERB", "AUX"):
            return False
        before = token.nbor(-1).lower_ if token.i else ""
        after = token.nbor(1).lower_ if token.i + 1 < len(self._doc) else ""
        if word in SEASONS and is_bare and token.dep_ == "compound" and token.text.islower():
            return False
        if word in ("fall", "spring"):
            return after != "of" and not (is_bare and before not in _BEFORE_SEASONS)
        if word in SEASONS:
            return True
        named = bool(token.i) and token.nbor(-1).pos_ == "PROPN"
        marches = after in ("on", "toward", "towards") or (after in ("for", "of") and before not in _BEFORE_MONTHS)
        return not (is_bare and (named or before in _DETERMINERS or marches))

    def _is_in_name(self, match: re.Match[str], is_bare: bool) -> bool:
        """Say whether a word that is no name by itself is part of one: a weekly, a film, a person called Christmas."""
        token = self._token(match.start())
        if token is None or token.i == 0 or token.is_sent_start or in_headline(token):
            return False
        before = token.nbor(-1)
        if is_bare:
            return before.pos_ == "PROPN"
        return before.is_quote and match.group()[0].isupper() and bool(group(match, "which"))

    def tense_at(self, offset: int) -> Tense | None:
        """Return the tense of the verb above the expression; None where there is none."""
        token = self._token(offset)
        return None if token is None else self._tenses.around(token)

    def is_rate_at(self, offset: int) -> bool:
        """Say whether the unit there tells how often what stands before it happens: "four flights a week", "3% a year"."""
        token = self._token(offset)
        if token is None or token.dep_ != "npadvmod" or token.head.i > token.i:
            return False
        return token.head.tag_ in ("NNS", "CD") or token.head.lower_ in ("%", "percent")


FIRST_COMMON_YEAR = 1900
"""Before a plural, a number below is rather a count ("1500 soldiers"), one from here on rather a year ("2008 elections")."""
_COUNTED = frozenset(
    """people persons men women children civilians soldiers troops fighters rebels police policemen officers workers
    employees jobs migrants refugees prisoners detainees protesters students pupils teachers doctors residents families
    households homes houses villages schools ships planes tanks missiles drones shells rounds dollars euros pounds
    tonnes tons barrels miles kilometers kilometres meters metres hectares acres""".split()
)
"""What is counted far more often than dated: "2000 people" are no people of the year 2000."""
_AMBIGUOUS = frozenset(["march", "may"])
_DETERMINERS = frozenset(["the", "a", "an", "his", "her", "their", "long", "'s", "’s"])
_BEFORE_MONTHS = frozenset(
    ["in", "by", "until", "since", "from", "to", "during", "through", "before", "after", "and", "or"]
)
"""Words before "March for" or "March of" that make it a month: "in March for talks", no "March for Peace"."""
_BEFORE_SEASONS = frozenset(["in", "by", "until", "since", "of", "this", "during", "through", "and"])
"""Words before "fall" or "spring" that make it a season."""
