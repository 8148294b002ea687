"""Runs of text that two accounts have word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rashomon.model import Article, Span

__all__ = ["CopiedRun", "CopiedRuns", "RunSource"]

MIN_RUN_WORDS = 12
"""Words in a row, outside of chance: two reporters rarely write twelve equal words, and titles of offices are shorter."""

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


class RunSource(NamedTuple):
    """Where the run stands in the account that had it first."""

    article: Article
    span: Span


class CopiedRun(NamedTuple):
    """A stretch of one account that an earlier one has word for word."""

    span: Span
    source: RunSource


class CopiedRuns:
    """Copied runs of the accounts of a story; "earlier" is by publication, then by the order given."""

    def __init__(self, articles: Sequence[Article]) -> None:
        order = sorted(range(len(articles)), key=lambda number: (articles[number].published or "9999", number))
        self._runs: dict[str, list[CopiedRun]] = {}
        seen: dict[tuple[str, ...], tuple[int, int]] = {}
        words = [[(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(a.text)] for a in articles]
        for number in order:
            self._runs[articles[number].id] = _runs(number, articles, words, seen)
            for at in range(len(words[number]) - MIN_RUN_WORDS + 1):
                key = tuple(word for word, _, _ in words[number][at : at + MIN_RUN_WORDS])
                seen.setdefault(key, (number, at))

    def holding(self, article: str, span: Span) -> CopiedRun | None:
        """Return the run that holds at least two thirds of the span."""
        for run in self._runs[article]:
            common = min(run.span.end, span.end) - max(run.span.start, span.start)
            if 3 * common >= 2 * (span.end - span.start):
                return run
        return None

    def of(self, article: str) -> tuple[CopiedRun, ...]:
        """Return the copied runs of an account in the order of its text."""
        return tuple(self._runs[article])


def _runs(
    number: int,
    articles: Sequence[Article],
    words: Sequence[Sequence[tuple[str, int, int]]],
    seen: dict[tuple[str, ...], tuple[int, int]],
) -> list[CopiedRun]:
    runs: list[CopiedRun] = []
    mine = words[number]
    at = 0
    while at + MIN_RUN_WORDS <= len(mine):
        found = seen.get(tuple(word for word, _, _ in mine[at : at + MIN_RUN_WORDS]))
        if found is None:
            at += 1
            continue
        other, start = found
        theirs = words[other]
        length = MIN_RUN_WORDS
        while (
            at + length < len(mine)
            and start + length < len(theirs)
            and mine[at + length][0] == theirs[start + length][0]
        ):
            length += 1
        source = RunSource(articles[other], Span(theirs[start][1], theirs[start + length - 1][2]))
        runs.append(CopiedRun(Span(mine[at][1], mine[at + length - 1][2]), source))
        at += length
    return runs
