"""Reading numbers written in figures or in words: "1,500", "2.5 million", "two hundred and fifty", "half a dozen".

The layers that meet numbers (times, quantities) share the fragment of a regular expression that finds one and the
function that reads it.
"""

from __future__ import annotations

import re

__all__ = ["FIGURES", "NUMBER", "NUMBER_WORDS", "SCALES", "read_number", "read_ordinal"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)

NUMBER_WORDS: dict[str, int] = {word: value for value, word in enumerate(_ONES.split())}
"""Words below a hundred, with their values."""
NUMBER_WORDS |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}

SCALES: dict[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
"""Words that multiply the number before them."""

_ABBREVIATED_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}
_ORDINAL_VALUES = {word: value for value, word in enumerate(_ORDINALS.split())}
_ORDINAL_VALUES |= {word[:-1] + "ieth": 10 * value for value, word in enumerate(_TENS.split(), start=2)}

_WORD = (
    "(?:"
    + "|".join(sorted([*NUMBER_WORDS, "hundred", "thousand", "million", "billion", "trillion"], key=len)[::-1])
    + ")"
)
_SMALL = "(?:" + "|".join(sorted(NUMBER_WORDS, key=len)[::-1]) + ")"
_FRACTION = r"(?:\s+\d/\d|[½¼¾])"

FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
"""A number in figures, thousands marked or not."""

_ONE_SCALE = r"an?(?=\s+(?:hundred|thousand|million|billion|trillion)\b)"
_WORDS = rf"(?:{_SMALL}|{_ONE_SCALE})(?:(?:\s*-\s*|\s+and\s+(?={_SMALL}\b)|\s+){_WORD}\b){{0,12}}"
_SCALED = r"(?:\s*-?\s*(?:hundred|thousand|million|billion|trillion)\b)?"

NUMBER = rf"(?:{FIGURES}(?:{_FRACTION}|{_SCALED})|\b{_WORDS}\b)"
"""A cardinal number in figures or words, to be put into an expression compiled without regard to case."""

_TOKEN = re.compile(r"[½¼¾]|\d/\d|" + FIGURES + r"|[a-z]+")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def read_number(text: str) -> float | None:
    """Return the value of a cardinal number, in figures, words or both; None where it is none.

    "a" and "an" count as one before a scale ("a hundred", "a dozen").
    """
    total = current = 0.0
    seen = False
    for token in _TOKEN.findall(text.lower().replace("half a ", "0.5 ")):
        if token[0].isdigit() and "/" not in token:
            current += float(token.replace(",", ""))
        elif token in _FRACTIONS:
            current += _FRACTIONS[token]
        elif "/" in token:
            current += int(token[0]) / int(token[2]) if token[2] != "0" else 0.0
        elif token in NUMBER_WORDS:
            current += NUMBER_WORDS[token]
        elif token in ("a", "an"):
            current += 1
        elif token in ("dozen", "hundred"):
            current = (current or 1) * SCALES[token]
        elif token in SCALES or token in _ABBREVIATED_SCALES:
            total += (current or 1) * (SCALES.get(token) or _ABBREVIATED_SCALES[token])
            current = 0.0
        elif token == "and":
            continue
        else:
            return None
        seen = True
    return total + current if seen else None


def read_ordinal(text: str) -> int | None:
    """Return the value of an ordinal below a hundred, in figures ("21st") or words ("twenty-first")."""
    lowered = text.lower()
    if figures := re.match(r"\d+", lowered):
        return int(figures.group())
    value = 0
    for word in re.findall(r"[a-z]+", lowered):
        part = _ORDINAL_VALUES.get(word, NUMBER_WORDS.get(word))
        if part is None:
            return None
        value += part
    return value or None
