"""The amounts that a claim gives, each in a dimension in which two claims can be compared.

An amount is a count, a sum of money, a share, a measure in SI units, a time that something takes, an age, an ordinal or the
result of a vote. Numbers and durations come from the annotation; ages, votes and ordinals are read here, as they count nothing
and weigh in no other layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rashomon.annotation.number_words import NUMBER, read_number, read_ordinal
from rashomon.annotation.numbers import bounds_in_words
from rashomon.comparison.units import Unit
from rashomon.model import Number, Span, TimeExpression

__all__ = ["AGE", "COUNT", "DAY", "MONEY", "ORDINAL", "SECONDS", "SHARE", "VOTE", "Amount", "read_amounts"]

COUNT, MONEY, SHARE, SECONDS, AGE, ORDINAL, VOTE = "count", "money", "%", "s", "age", "ordinal", "vote"
"""Dimensions, beside those of measures."""

DAY = 86_400
"""Seconds of a day."""

LEAST_COUNT = 2
"""Least count that is compared: "one" is as often a pronoun or an article."""

LEAST_ORDINAL = 3
""""First" and "second" order what is told as often as they count it."""

LONGEST_BEFORE = 24
"""Characters before an amount in which stand the words that bound it or make a change of it."""

_MEASURES: Mapping[str, tuple[str, float]] = {
    "mile": ("m", 1609.344), "km": ("m", 1000), "kilometer": ("m", 1000), "kilometre": ("m", 1000), "m": ("m", 1),
    "meter": ("m", 1), "metre": ("m", 1), "foot": ("m", 0.3048), "yard": ("m", 0.9144), "inch": ("m", 0.0254),
    "cm": ("m", 0.01), "centimeter": ("m", 0.01), "centimetre": ("m", 0.01), "hectare": ("m²", 10_000),
    "acre": ("m²", 4046.856), "tonne": ("kg", 1000), "ton": ("kg", 1000), "kg": ("kg", 1), "kilogram": ("kg", 1),
    "litre": ("l", 1), "liter": ("l", 1), "gallon": ("l", 3.785), "minute": (SECONDS, 60), "hour": (SECONDS, 3600),
    "degree": ("degree", 1), "point": ("point", 1), "magnitude": ("magnitude", 1),
}  # fmt: skip
"""Units of measure: their dimension, and how much of its first unit one of them is (NIST SP 811)."""

_PERIODS = {"S": 1, "H": 3600, "D": DAY, "W": 7 * DAY, "Y": 365 * DAY}
_MINUTE, _MONTH = 60, 30.4 * DAY
_ISO_PERIOD = re.compile(r"P(?P<time>T?)(?P<count>\d+(?:\.\d+)?)(?P<letter>[SMHDWY])")
_OVER = re.compile(r"over\s+", re.IGNORECASE)
_MORE_OVER = re.compile(r"\b(?:for|after|of|in|with|than|lasted|last|took|take|spent|had|have|has)\s+$", re.IGNORECASE)
"""Words behind which "over two hours" is a bound; elsewhere it may be how long something went on."""
_RANGE_BEFORE = re.compile(rf"(?<![\w.,])(?P<low>{NUMBER})\s*(?:to|or|and|-|–)\s*$", re.IGNORECASE)
_SHARE_BEFORE = re.compile(r"\b(?P<part>quarter|third|half) of\s+(?:his|her|its|their|the|an?)?\s*$", re.IGNORECASE)
_SHARES = {"quarter": 1 / 4, "third": 1 / 3, "half": 1 / 2}

_AGE = re.compile(
    rf"(?P<hyphened>{NUMBER})-year-old"
    r"|\b(?:aged?|(?:man|woman|boy|girl)\s+of)\s+(?P<aged>\d{1,2}(?:\s+and\s+\d{1,2})?)\b(?!\s+\w+s\b|[,.]\d)"
    r"|(?<=[a-z]),\s(?P<between>[1-9]\d?)(?=,\s|\.?$)",
    re.IGNORECASE,
)
_VOTE = re.compile(
    rf"(?<![\w.,-])(?P<for>{NUMBER})(?:\s+votes?)?(?:\s*[-–]\s*|\s+(?:to|against)\s+)(?P<against>{NUMBER})(?![\w%-]|[.,]\d)",
    re.IGNORECASE,
)
_OF_A_VOTE = re.compile(
    r"\b(?:vot|approv|pass|reject|fail|defeat|decid|rul(?:ed?|ing)\b|senate|house|court|majority)", re.IGNORECASE
)
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)t"
_ORDINAL = re.compile(
    rf"""\b(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{_TENS}ieth|tenth|eleventh|twelfth|\w+teenth
      |(?:{_TENS}y[- ])?(?:third|fourth|fifth|sixth|seventh|eighth|ninth))
      \s+(?!of\b|century|grade|floor|anniversary|district|circuit|amendment|party)(?P<noun>[a-z]+)""",
    re.VERBOSE | re.IGNORECASE,
)

_VAGUE = re.compile(r"\b(?:several|handful|dozens|scores|hundreds|thousands|millions|billions)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\s*(?:\w+\s+)?(?:others?|more|additional|further)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|those|these|whom|which)\b", re.IGNORECASE)
_RATE = re.compile(
    r"""[\s-]+(?:\w+[\s-]+)?(?:(?:an?|per|each|every)[\s-]+
      (?P<per>head|person|family|household|year|month|week|day|hour|second)|annually|yearly|each\b|apiece)""",
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT = r"(?:(?:some|about|nearly|almost|up\s+to|more\s+than|a\s+further|another)\s+)?$"
_CHANGE = re.compile(rf"\bby\s+{_ABOUT}", re.IGNORECASE)
_LEVEL = re.compile(rf"\b(?:from|to)\s+{_ABOUT}", re.IGNORECASE)


class Amount(NamedTuple):
    """An interval in a dimension, and where it stands.

    `unit` is the noun that is counted, the currency or the unit of measure. `others` leave out some whom the sentence has
    told of ("four others"); what is `vague` names no figure ("dozens"). `scope` is what the words around it make of it: a
    change ("by"), a level ("to"), a rate ("a head"), a part ("of them").
    """

    dimension: str
    low: float | None
    high: float | None
    unit: str | None
    span: Span
    scope: str = ""
    others: bool = False
    vague: bool = False

    def number(self) -> Number:
        """Return its interval as a number."""
        return Number(self.span.start, self.span.end, self.low, self.high, self.unit)


def read_amounts(unit: Unit, times: Iterable[TimeExpression]) -> list[Amount]:
    """Return the amounts of a claim; `times` are its time expressions, of which durations are amounts."""
    text = unit.article.text
    found = [*_votes(unit), *_ages(unit), *_ordinals(unit), *_durations(text, times)]
    taken = [amount.span for amount in found]
    for number in unit.claim.numbers:
        if not any(number.start < other.end and other.start < number.end for other in taken):
            found.extend(_of_number(text, number))
    return found


def _of_number(text: str, number: Number) -> Iterator[Amount]:
    span = Span(number.start, number.end)
    scope = _scope(text, span)
    if number.unit == "%":
        yield Amount(SHARE, number.low, number.high, None, span, scope)
    elif number.unit and number.unit.isupper():
        yield Amount(MONEY, number.low, number.high, number.unit, span, scope)
    elif number.unit and number.unit in _MEASURES:
        dimension, size = _MEASURES[number.unit]
        low, high = (end if end is None else end * size for end in (number.low, number.high))
        yield Amount(dimension, low, high, number.unit, span, scope)
    elif max(number.low or 0, number.high or 0) >= LEAST_COUNT and text[span.end : span.end + 1] != "-":
        others = number.unit == "other" or bool(_OTHERS.match(text, span.end))
        counted = "person" if number.unit == "other" else number.unit
        part = "part" if _OF_THEM.match(text, span.end) else ""
        vague = bool(_VAGUE.search(span.of(text)))
        yield Amount(COUNT, number.low, number.high, counted, span, part, others, vague)


def _scope(text: str, span: Span) -> str:
    if rate := _RATE.match(text, span.end):
        return f"per {(rate['per'] or 'one').lower()}"
    before = _before(text, span)
    return "change" if _CHANGE.search(before) else "level" if _LEVEL.search(before) else ""


def _before(text: str, span: Span) -> str:
    return text[max(0, span.start - LONGEST_BEFORE) : span.start]


def _durations(text: str, times: Iterable[TimeExpression]) -> list[Amount]:
    """Read the times that things take; neighbours add up ("15 hours and 17 minutes")."""
    found: list[Amount] = []
    for time in times:
        period = _ISO_PERIOD.fullmatch(time.value or "") if time.kind == "DURATION" else None
        if period is None:
            continue
        amount = _duration(text, Span(time.start, time.end), period)
        between = text[found[-1].span.end : amount.span.start].strip() if found else None
        found.append(_sum(found.pop(), amount) if period["time"] and between in ("and", ",", "") else amount)
    return found


def _duration(text: str, span: Span, period: re.Match[str]) -> Amount:
    size = _PERIODS.get(period["letter"]) or (_MINUTE if period["time"] else _MONTH)
    whole, words, before = float(period["count"]) * size, span.of(text), _before(text, span)
    if share := _SHARE_BEFORE.search(before):
        low, high = bounds_in_words(before, whole * _SHARES[share["part"].lower()])
    else:
        low, high = bounds_in_words(words if _MORE_OVER.search(before) else _OVER.sub("", words), whole)
        if (start := _RANGE_BEFORE.search(before)) and (least := read_number(start["low"])):
            low = least * size
    return Amount(SECONDS, low, high, period["letter"], span, _scope(text, span))


def _sum(one: Amount, other: Amount) -> Amount:
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return other._replace(low=low, high=high, span=Span(one.span.start, other.span.end))


def _ages(unit: Unit) -> Iterator[Amount]:
    """Read "a 12-year-old", "aged 12", "Anna Berg, 12,"; of two ages ("aged 2 and 4") the first."""
    for match in _AGE.finditer(unit.text):
        group = match.lastgroup or 0
        years = read_number(match[group].split(" and ")[0])
        if years is not None:
            yield Amount(AGE, years, years, None, _span(unit, match, group))


def _votes(unit: Unit) -> Iterator[Amount]:
    """Read "221 to 208", "by four votes to three", "56-44" where the claim tells of a vote: `low` for, `high` against."""
    if not _OF_A_VOTE.search(unit.text):
        return
    for match in _VOTE.finditer(unit.text):
        in_favour, against = read_number(match["for"]), read_number(match["against"])
        if in_favour is not None and against is not None:
            yield Amount(VOTE, in_favour, against, None, _span(unit, match))


def _ordinals(unit: Unit) -> Iterator[Amount]:
    for match in _ORDINAL.finditer(unit.text):
        value = read_ordinal(match["ordinal"])
        if value is not None and value >= LEAST_ORDINAL:
            yield Amount(ORDINAL, value, value, match["noun"].lower(), _span(unit, match, "ordinal"))


def _span(unit: Unit, match: re.Match[str], group: str | int = 0) -> Span:
    start = unit.claim.span.start
    return Span(start + match.start(group), start + match.end(group))
