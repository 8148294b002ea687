"""The table of time expressions, read from data/time_patterns.toml: patterns, their rules, and examples that are tests."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import NamedTuple

from rashomon.annotation.number_words import NUMBER, NUMBER_WORDS
from rashomon.annotation.times import day_rules, duration_rules, period_rules
from rashomon.annotation.times.context import Rule

__all__ = ["CORE_WORDS", "OPENING_WORDS", "PATTERNS", "TimePattern"]


class TimePattern(NamedTuple):
    """One kind of time expression; each example is "sentence | expression = KIND value; ..."."""

    name: str
    expression: re.Pattern[str]
    rule: Rule
    examples: tuple[str, ...]


_RULES: dict[str, Rule] = {
    "ago": duration_rules.ago_rule,
    "attacks of 2001": day_rules.attacks_of_2001_rule,
    "century": period_rules.century_rule,
    "clock": day_rules.clock_rule,
    "day part": day_rules.day_part_rule,
    "decade": period_rules.decade_rule,
    "deictic": day_rules.deictic_rule,
    "duration": duration_rules.duration_rule,
    "holiday": day_rules.holiday_rule,
    "iso": day_rules.iso_rule,
    "later": duration_rules.later_rule,
    "month": day_rules.month_rule,
    "period": period_rules.period_rule,
    "quarter": period_rules.quarter_rule,
    "reference": period_rules.reference_rule,
    "repetition": duration_rules.repetition_rule,
    "same day": period_rules.same_day_rule,
    "season": period_rules.season_rule,
    "that quarter": period_rules.that_quarter_rule,
    "then": period_rules.then_rule,
    "weekday": day_rules.weekday_rule,
    "weekend": period_rules.weekend_rule,
    "year": period_rules.year_rule,
}
_TABLE = tomllib.loads(
    resources.files("rashomon.annotation.times").joinpath("data/time_patterns.toml").read_text(encoding="utf-8")
)
_CODE_FRAGMENTS = {
    "NUMBER": NUMBER,
    "TENS": "|".join(word for word, value in NUMBER_WORDS.items() if value >= 20),
    "HOUR_WORDS": "|".join(word for word, value in NUMBER_WORDS.items() if 1 <= value <= 12),
    "DECADE_WORDS": "|".join(period_rules.DECADE_WORDS),
}


def _expanded(expression: str, fragments: dict[str, str]) -> str:
    return re.sub(r"@([A-Z_]+)@", lambda name: fragments[name.group(1)], expression)


def _read_patterns() -> tuple[TimePattern, ...]:
    fragments = dict(_CODE_FRAGMENTS)
    for name, expression in _TABLE["fragments"].items():
        fragments[name] = _expanded(expression, fragments)
    return tuple(
        TimePattern(
            row["name"],
            # Not inside a word or a sum of money; the end may not fall inside a word.
            re.compile(rf"(?<![\w$£€])(?:{_expanded(row['expression'], fragments)})(?!\w)", re.IGNORECASE | re.VERBOSE),
            _RULES[row["rule"]],
            tuple(row["examples"]),
        )
        for row in _TABLE["pattern"]
    )


PATTERNS = _read_patterns()
CORE_WORDS = frozenset(_TABLE["words"]["core"].split()) | frozenset(period_rules.DECADE_WORDS)
"""Every time expression holds one of these words, a year, or a clock time in figures."""
OPENING_WORDS = CORE_WORDS | frozenset(NUMBER_WORDS) | frozenset(_TABLE["words"]["opening"].split())
"""Words that a time expression may begin with."""
