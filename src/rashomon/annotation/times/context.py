"""What the rules of time expressions share: the context they resolve against, and the readings they give.

A rule (day_rules, period_rules, duration_rules) reads the named groups of its match and the context and gives the
readings of the match: usually one, two for "13 and 14 May", none where the words are no time expression after all. What
cannot be resolved has no value: nothing is guessed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from rashomon.annotation.number_words import NUMBER_WORDS, read_number
from rashomon.annotation.times.values import Moment

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

    `tense_at` and `is_rate_at` ask the parse: the tense at an offset, and whether "a week" there is "four flights a week".
    `reference` is the last date that the text gave; narrative without a day of publication hangs on it. `course` is the last
    one of the narrative's own course, `aside` a date far from it that only one mention stands for so far.
    `clock_day` is the last single day, for times of day. `quarter` is the last quarter, for "a year earlier".
    """

    published: datetime.date | None
    tense_at: Callable[[int], Tense | None] = field(default=lambda _: None)
    is_rate_at: Callable[[int], bool] = field(default=lambda _: False)
    reference: Moment | None = None
    clock_day: Moment | None = None
    course: Moment | None = None
    aside: Moment | None = None
    quarter: Moment | None = None

    def anchor(self) -> datetime.date | None:
        """The day that "later" and "earlier" count from."""
        if self.reference and self.reference.date:
            return self.reference.date
        return self.published

    def remember(self, moment: Moment, *, opens: bool = False) -> None:
        """Let a date carry on; `opens`: it stands at the head of a paragraph."""
        self.reference = moment
        told = self.course, self.aside
        if opens or self.course is None or any(m and abs(moment.year - m.year) <= ASIDE_YEARS for m in told):
            self.course, self.aside = moment, None
        else:
            self.aside = moment
        if moment.day:
            self.clock_day = moment
        if moment.part and moment.part[0] == "Q":
            self.quarter = moment


ASIDE_YEARS = 2
"""A single date further than this from the course of a narrative is an aside ("papers released in 2005"): a month without a
year goes on with the course. A second date near it, or a paragraph that opens with it, makes it the course. Set on the
development half of WikiWars: 1 to 8 give value F1 84.8 to 85.0, without asides it is 84.4."""


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


def relative_year(match: re.Match[str], context: Context) -> int | None:
    """The year of "last year", "that year", "of the following year" beside a month or a season."""
    word = which_of(match, "which_year")
    if word in ("last", "this", "next"):
        return context.published.year + {"last": -1, "this": 0, "next": 1}[word] if context.published else None
    if word and context.reference:
        return context.reference.year + {"following": 1, "previous": -1}.get(word, 0)
    return None
