"""Quantities as intervals: "two dozen" is about 24, "more than 20" is 20 and up, "about 300" is 270 to 330.

Two accounts may give one quantity in different words; intervals say whether both can be true. Dates, durations, ages,
ordinals and numbers that are part of a name are no quantities. Bounds are inclusive, and None where there is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import children_of
from rashomon.annotation.number_units import SIGNS, unit_of
from rashomon.annotation.number_words import NUMBER, NUMBER_WORDS, SCALES, read_number
from rashomon.annotation.token_ranges import all_tokens, text_of
from rashomon.model import Number, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["bounds_in_words", "find_numbers"]

Interval = tuple[float | None, float | None]

ABOUT = 0.1
""""About 300" is taken as 300 give or take a tenth: reporters round to one or two figures, and with a larger slack
"about 20" and "25" would be one quantity."""
NEARLY = 0.9
""""Nearly 500" is at most 500 and at least this share of it: what lies further below is rounded to another figure."""
JUST_OVER = 1.1
""""Just over 500" is at least 500 and at most this many times as much, for the same reason."""

_VAGUE: dict[str, Interval] = {
    "a couple": (2, 2), "a handful": (2, 9), "several": (3, None), "dozens": (24, None), "scores": (40, None),
    "hundreds": (200, None), "thousands": (2e3, None), "tens of thousands": (2e4, None), "hundreds of thousands": (2e5, None),
    "millions": (2e6, None), "tens of millions": (2e7, None), "hundreds of millions": (2e8, None), "billions": (2e9, None),
}  # fmt: skip
"""Amounts without a number; a plural of a scale is at least two of it, with no upper bound."""
_MODIFIERS: dict[str, str] = {
    "least": r"at least|(?:no|not) (?:fewer|less) than|a minimum of",
    "most": r"at most|up to|as (?:many|much) as|(?:no|not) more than|a maximum of",
    "just_over": r"(?:just|slightly|a little) (?:over|above|more than)",
    "nearly": r"nearly|almost|close to|just (?:under|below)|approaching|not quite",
    "more": r"(?:well |far )?(?:more than|over|above|upwards? of|in excess of|exceeding)",
    "less": r"(?:well |far )?(?:fewer than|less than|under|below)",
    "about": r"about|around|roughly|approximately|some|an estimated|circa|in the region of",
}
"""Words before an amount and the kind of bound they make of it."""
_OVER_VERBS = frozenset("hand turn take carry sign pass give win".split())
"""Verbs of which "over" is a part: "handed over 58,000"."""
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_WHOLES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000))
"""What shares are told of: "six in ten", "one in a hundred"."""

_SIGN = "(?:" + "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True)) + ")"
_AMOUNT = rf"(?:half\s+a\s+(?:dozen|million|billion)\b|(?:\ba\s+|{NUMBER}\s+)dozen\b|{NUMBER})(?:\s?(?:mn?|bn|tn|k)\b)?"
_BEFORE = re.compile(
    r"(?:(?P<between>between)|"
    + "|".join(f"(?P<{name}>{words.replace(' ', chr(92) + 's+')})" for name, words in _MODIFIERS.items())
    + r")\s+$",
    re.IGNORECASE,
)
_LONGEST_MODIFIER = 24
_LEADING = re.compile("|".join(f"(?P<{name}>(?:{words})\\s)" for name, words in _MODIFIERS.items()), re.IGNORECASE)
_QUANTITY = re.compile(
    rf"""(?<![\w.,/’'-])
      (?: (?P<sign>{_SIGN})?(?P<first>{_AMOUNT})
          (?:(?:\s*[-–—]\s*|\s+to\s+|\s+or\s+(?=\d|\w+\s)|(?P<and>\s+and\s+))(?:{_SIGN})?(?P<second>{_AMOUNT})(?!\w|-))?
        | (?P<vague>\b(?:a\s+couple|a\s+handful|several|
          (?:(?:tens|hundreds)\s+of\s+)?(?:dozens|scores|hundreds|thousands|millions|billions)))\b
          (?:\s+(?P<scale>dozen|hundred|thousand|million|billion)\b)?
      )
      (?P<percent>\s?%|[\s-]per\s?cent(?:age\s+points?)?\b|\s+percentage\s+points?\b)?
      (?:\s+or\s+(?P<after>more|so|fewer|less)\b)?""",
    re.VERBOSE | re.IGNORECASE,
)
_SHARE = re.compile(rf"\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{NUMBER})(?![\w%])", re.IGNORECASE)
_A_FRACTION = re.compile(
    rf"""\b(?:(?:an?|one)\s+(?P<part>third|quarter|fifth|tenth)|(?P<half>half))\b
      (?=\s+of\b(?!\s+(?:an?\s+(?:hour|century|year|mile|million|billion|dozen)|(?:\w+\s+)?{NUMBER}\s+\w+))|\s+off\b)
      |(?<=\bby\s)an?\s+(?P<change>third|quarter|fifth|tenth)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""A share in one word, "a fifth of the funds", and a change by one: not "a third man", "half of the 16 hours"."""
_FRACTION = re.compile(r"(?:-(?P<part>third|quarter|fifth|tenth)|\s+(?P<parts>third|fifth|tenth))s?\b", re.IGNORECASE)
_OPENING = re.compile(rf"(?<![\w.,/’'-])(?:{_SIGN}|[^\W_]+)", re.IGNORECASE)
_OPENING_WORDS = frozenset(NUMBER_WORDS) | frozenset(
    "a an half several tens dozens scores hundreds thousands millions billions".split()
)
"""Words that a quantity without figures may begin with."""
_NO_QUANTITY_AFTER = re.compile(
    r"\w|-on-|[/:]\d|[.,]\d|-(?:year|month|week|day)s?-old|\s+(?:years?|months?|weeks?)\s+old", re.IGNORECASE
)
_NO_QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:aged?|no\.|number|page|chapter|article|section|room|flight|resolution|channel|route)|#)\s*$",
    re.IGNORECASE,
)


def find_numbers(doc: Doc, times: Iterable[TimeExpression] = ()) -> tuple[Number, ...]:
    """Find the quantities of a text, in order; numbers inside the time expressions are left out.

    `unit` is "%", the ISO 4217 code of a currency, or the lemma of the noun that is counted; None where none is named.
    """
    taken = sorted((time.start, time.end) for time in times)
    starts = [start for start, _ in taken]
    offsets = {token.idx: token for token in all_tokens(doc)}
    found: list[Number] = []
    text = text_of(doc)
    position = 0
    for opening in _OPENING.finditer(text):
        if opening.start() < position or not _may_open(opening.group()):
            continue
        match = _QUANTITY.match(text, opening.start())
        if match is None:
            continue
        position = max(match.end(), match.start() + 1)
        before = _BEFORE.search(text, max(0, match.start() - _LONGEST_MODIFIER), match.start())
        if before and before["more"] and _belongs_to_verb(before, offsets):
            before = None
        second = match.start("second")
        if second >= 0 and not _is_range(match, bool(before and before["between"])):
            if re.fullmatch(r"\d+[-–]\d+", match.group().strip()):
                continue  # "3-0", "52-48": a score
            # "10 and 20", "from 10 to 20": two amounts, of which the second is read on its own.
            match = _QUANTITY.match(text, match.start(), match.end("first")) or match
            position = match.end()
        if before and before["between"] and not match["second"]:
            before = None  # "a choice between two"
        span = Span(before.start() if before else match.start(), match.end())
        near = bisect_left(starts, span.end) - 1
        if near >= 0 and taken[near][1] > span.start:
            continue
        if _NO_QUANTITY_AFTER.match(text, match.end()) or _NO_QUANTITY_BEFORE.search(
            text, max(0, match.start() - 12), match.start()
        ):
            continue
        tokens = [offsets[at] for at in range(match.start(), match.end()) if at in offsets]
        share = _share(match, before, span, tokens)
        if share is not None:
            position = share.end
        number = share or _number(match, before, span, tokens)
        if number is not None:
            found.append(number)
    found.extend(_fractions(text, taken))
    return tuple(sorted(found, key=lambda number: (number.start, number.end)))


def _fractions(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Number]:
    """Read "a fifth of the funds", "more than half of them", "fell by a quarter" as percentages."""
    for match in _A_FRACTION.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - _LONGEST_MODIFIER), match.start())
        before = None if before and before["between"] else before
        start = before.start() if before else match.start()
        if not any(first < match.end() and start < last for first, last in taken):
            whole = 2 if match["half"] else _PARTS[(match["part"] or match["change"]).lower()]
            # whoever tells a share in one word rounds
            yield _percentage(Span(start, match.end()), 100 / whole, before.lastgroup if before else "about")


def _belongs_to_verb(before: re.Match[str], offsets: Mapping[int, Token]) -> bool:
    """Say whether "over" before an amount is a part of the verb."""
    over = offsets.get(before.start())
    return over is not None and over.i > 0 and over.lower_ == "over" and over.nbor(-1).lemma_.lower() in _OVER_VERBS


def _may_open(word: str) -> bool:
    """Say whether a quantity may begin with the word: a quick test before the long expression is tried."""
    return not word.isalpha() or word.lower() in _OPENING_WORDS


def _is_range(match: re.Match[str], between: bool) -> bool:
    """Say whether two amounts are the ends of one interval."""
    low, high = _ends(match)
    follows_from = match.string[max(0, match.start() - 5) : match.start()].lower() == "from "
    return low is not None and high is not None and low < high and (between or not match["and"]) and not follows_from


def _ends(match: re.Match[str]) -> Interval:
    """Return the two amounts of a range; "1.5 to 2 billion" begins at 1.5 billion."""
    low, high = read_number(match["first"]), read_number(match["second"])
    scale = next((SCALES[word] for word in match["second"].lower().split() if word in SCALES), 1)
    if low is not None and scale > 1 and not any(word in match["first"].lower() for word in SCALES):
        low *= scale
    return low, high


def _number(match: re.Match[str], before: re.Match[str] | None, span: Span, tokens: list[Token]) -> Number | None:
    unit = unit_of(match, tokens)
    if _is_no_amount(match, tokens, unit):
        return None
    low: float | None
    high: float | None
    if match["vague"]:
        low, high = _VAGUE.get(" ".join(match["vague"].lower().split()), (2, None))
        if match["scale"] and low is not None:
            low, high = low * SCALES[match["scale"].lower()], high and high * SCALES[match["scale"].lower()]
        return Number(span.start, span.end, low, high, unit)
    if match["second"]:
        low, high = _ends(match)
        return Number(span.start, span.end, low, high, unit)
    amount = read_number(match["first"])
    if amount is None:
        return None
    name = _modifier(match, before)
    if name is None and "dozen" in match["first"].lower():
        name = "about"  # whoever counts by the dozen rounds
    low, high = _bounds(amount, name)
    return Number(span.start, span.end, low, high, unit)


def _modifier(match: re.Match[str], before: re.Match[str] | None) -> str | None:
    """Return the kind of bound that the words before or after an amount make of it."""
    if before:
        return before.lastgroup
    return {"more": "least", "so": "about", "fewer": "most", "less": "most"}.get((match["after"] or "").lower())


def _share(match: re.Match[str], before: re.Match[str] | None, span: Span, tokens: list[Token]) -> Number | None:
    """Read "six in ten" and "two-thirds" as a percentage; None where the amount is no share."""
    amount = read_number(match["first"]) if match["first"] and not (match["second"] or match["percent"]) else None
    if amount is None or not tokens:
        return None
    whole: float | None = None
    if found := _FRACTION.match(match.string, match.end()):
        whole = _PARTS[(found["part"] or found["parts"]).lower()]
    elif (found := _SHARE.match(match.string, match.end())) and (_is_of_whole(tokens[0]) or (amount == 1 and before)):
        whole = read_number(found["whole"])
        whole = whole if whole in _WHOLES else None
    if found is None or whole is None or not 0 < amount < whole:
        return None
    return _percentage(Span(span.start, found.end()), 100 * amount / whole, _modifier(match, before))


def _percentage(span: Span, percent: float, modifier: str | None) -> Number:
    if percent != int(percent) and modifier is None:
        # "one in three" is 33 as well as 33.3 percent
        return Number(span.start, span.end, float(int(percent)), float(int(percent) + 1), "%")
    low, high = _bounds(round(percent, 1), modifier)
    return Number(span.start, span.end, low, high, "%")


def _is_of_whole(token: Token) -> bool:
    """Say whether the parse joins an amount to what it is a share of: "six in ten", not "killed six in ten attacks"."""
    return token.dep_ == "quantmod" or (
        token.dep_ == "nsubj" and any(c.lower_ in ("in", "out") for c in children_of(token))
    )


def _bounds(amount: float, modifier: str | None) -> Interval:
    """Turn an amount and the word before it into an interval."""
    if modifier in ("least", "more"):
        return amount, None
    if modifier in ("most", "less"):
        return None, amount
    if modifier == "nearly":
        return amount * NEARLY, amount
    if modifier == "just_over":
        return amount, amount * JUST_OVER
    if modifier == "about":
        return round(amount * (1 - ABOUT), 9), round(amount * (1 + ABOUT), 9)
    return amount, amount


def bounds_in_words(words: str, amount: float) -> Interval:
    """Return the interval that the words make of the amount that they give: "less than an hour" and 3600."""
    modifier = _LEADING.search(words)
    return _bounds(amount, modifier.lastgroup if modifier else None)


def _is_no_amount(match: re.Match[str], tokens: list[Token], unit: str | None) -> bool:
    """Say whether the number counts nothing: "one" as a pronoun, "Article 5", an age between commas."""
    if not tokens:
        return True
    first = tokens[0]
    plain = len(tokens) == 1 and not match["percent"]
    if plain and first.lower_ == "one":
        return unit is None or first.tag_ != "CD" or first.dep_ != "nummod"
    after = match.string[match.end() : match.end() + 1]
    before = match.string[max(0, match.start() - 2) : match.start()]
    if plain and unit is None and before == ", " and after in (",", "."):
        return True
    if plain and first.i > 1 and _is_in_name(first):
        return True
    # A number behind its noun is a name: "Apollo 13", "Group 7".
    return (
        plain
        and first.i > 0
        and first.head.i == first.i - 1
        and first.head.pos_ == "PROPN"
        and first.dep_ in ("nummod", "appos", "npadvmod")
    )


def _is_in_name(number: Token) -> bool:
    """Say whether a number is part of a proper name: "Group of 20", "the Big Four", "Boeing 737 planes"."""
    before = number.nbor(-1)
    if before.lower_ == "of" and before.nbor(-1).pos_ == "PROPN":
        return number.is_digit or number.is_title
    if number.pos_ == "PROPN" and number.is_title:
        return before.pos_ == "PROPN"
    return before.pos_ == "PROPN" and before.dep_ in ("compound", "nmod") and before.head.i == number.head.i
