"""Runs of text that two accounts have word for word, but for a few changed words.

The longest common stretches are grown from shared seeds of a few words, as programs for finding plagiarism do ("seed and
extend"; Potthast et al. 2013, Overview of the 5th International Competition on Plagiarism Detection). What stands between
quotation marks is the speaker's, whoever prints it, and makes no copy.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from rashomon.annotation.layout import paragraphs
from rashomon.annotation.quotations import QuotationIndex, find_quotations
from rashomon.model import Article, CopiedText, Span, SpanOf

__all__ = ["CopiedRun", "CopiedRuns", "RunSource"]

MIN_RUN_WORDS = 12
"""Equal words of a run, outside of chance: two reporters rarely write twelve equal words, and titles of offices are shorter."""
SEED_WORDS = 8
"""Words in a row from which a run is grown: some stretch of it must be whole."""
MAX_CHANGED = 3
"""Words changed, added or dropped in one place that do not end a run: an edit, and not another sentence."""
RESUMED_WORDS = 3
"""Equal words after a change from which the run goes on."""
MIN_EQUAL_SHARE = 0.8
"""Share of a run's words that are equal in both accounts."""

_CHANGES = tuple(
    (skipped, dropped)
    for total in range(1, 2 * MAX_CHANGED + 1)
    for skipped in range(min(total, MAX_CHANGED) + 1)
    if (dropped := total - skipped) <= MAX_CHANGED
)
"""Words skipped here and there after which a run is looked for again, the smallest changes first."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


class RunSource(NamedTuple):
    """Where the run stands in the account that it is likely to come from."""

    article: Article
    span: Span


class CopiedRun(NamedTuple):
    """A stretch of one account that another one has word for word."""

    span: Span
    source: RunSource


class _Word(NamedTuple):
    folded: str
    span: Span
    quoted: bool


class _Match(NamedTuple):
    """Words `[mine, mine_end)` of one account against `[theirs, theirs_end)` of another; `equal` of them are the same."""

    mine: int
    mine_end: int
    theirs: int
    theirs_end: int
    equal: tuple[int, ...]


class CopiedRuns:
    """Copied runs of the accounts of a story.

    The likely source of a run is the account that credits an agency with its text, else the one published first; of accounts
    of one day, the first by id, so that the order in which they were given changes nothing.
    """

    def __init__(self, articles: Sequence[Article], credited: Collection[str] = ()) -> None:
        order = sorted(
            range(len(articles)),
            key=lambda number: (
                articles[number].id not in credited,
                articles[number].published or "9999",
                articles[number].id,
            ),
        )
        self._articles = articles
        self._words = [_words(article.text) for article in articles]
        self._runs: dict[str, list[CopiedRun]] = {}
        self._counts: dict[tuple[str, str], int] = {}
        seeds: dict[tuple[str, ...], tuple[int, int]] = {}
        for number in order:
            matches = self._matches(number, seeds)
            self._runs[articles[number].id] = [self._run(number, other, match) for other, match in matches]
            self._count(number, matches)
            words = self._words[number]
            for at in range(len(words) - SEED_WORDS + 1):
                seeds.setdefault(tuple(word.folded for word in words[at : at + SEED_WORDS]), (number, at))

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

    def texts(self) -> tuple[CopiedText, ...]:
        """Return, for each account and source, the share of the account's own words that are copied, with the runs."""
        found: list[CopiedText] = []
        for article, words in zip(self._articles, self._words, strict=True):
            own = sum(not word.quoted for word in words)
            by_source: dict[str, list[CopiedRun]] = {}
            for run in self._runs[article.id]:
                by_source.setdefault(run.source.article.id, []).append(run)
            found += [
                CopiedText(
                    article=article.id,
                    source=source,
                    share=round(self._counts[article.id, source] / own, 2),
                    spans=tuple(run.span for run in runs),
                    sources=tuple(SpanOf(source, run.source.span) for run in runs),
                )
                for source, runs in by_source.items()
            ]
        return tuple(found)

    def _run(self, number: int, other: int, match: _Match) -> CopiedRun:
        mine, theirs = self._words[number], self._words[other]
        source = RunSource(
            self._articles[other],
            Span(theirs[match.theirs].span.start, theirs[match.theirs_end - 1].span.end),
        )
        return CopiedRun(Span(mine[match.mine].span.start, mine[match.mine_end - 1].span.end), source)

    def _count(self, number: int, matches: Sequence[tuple[int, _Match]]) -> None:
        for other, match in matches:
            pair = (self._articles[number].id, self._articles[other].id)
            own = sum(not self._words[number][at].quoted for at in match.equal)
            self._counts[pair] = self._counts.get(pair, 0) + own

    def _matches(self, number: int, seeds: dict[tuple[str, ...], tuple[int, int]]) -> list[tuple[int, _Match]]:
        found: list[tuple[int, _Match]] = []
        mine = self._words[number]
        at = first = 0
        while at + SEED_WORDS <= len(mine):
            seed = seeds.get(tuple(word.folded for word in mine[at : at + SEED_WORDS]))
            if seed is None:
                at += 1
                continue
            other, start = seed
            match = _grown(mine, self._words[other], at, start, first)
            if sum(not mine[equal].quoted for equal in match.equal) < MIN_RUN_WORDS:
                at += 1
                continue
            found.append((other, match))
            at = first = match.mine_end
        return found


def _words(text: str) -> list[_Word]:
    quotations = QuotationIndex(find_quotations(text, paragraphs(text)))
    return [
        _Word(match.group().casefold().replace("’", "'"), Span(*match.span()), quotations.at(match.start()) is not None)
        for match in _WORD.finditer(text)
    ]


def _grown(mine: Sequence[_Word], theirs: Sequence[_Word], at: int, start: int, first: int) -> _Match:
    """Grow a seed to both sides, over changes of a few words, as long as enough of it is equal."""
    left = _equal_towards(mine, theirs, at - 1, start - 1, step=-1, stop=first)
    right = _equal_towards(mine, theirs, at, start, step=1, stop=len(mine))
    pairs = [*reversed(left), *right]
    while len(pairs) > 1 and len(pairs) < MIN_EQUAL_SHARE * (pairs[-1][0] + 1 - pairs[0][0]):
        pairs.pop()
    return _Match(
        pairs[0][0], pairs[-1][0] + 1, pairs[0][1], pairs[-1][1] + 1, tuple(position for position, _ in pairs)
    )


def _equal_towards(
    mine: Sequence[_Word], theirs: Sequence[_Word], at: int, start: int, *, step: int, stop: int
) -> list[tuple[int, int]]:
    """Return the positions of equal words from here on, in the order in which they are met."""
    found: list[tuple[int, int]] = []

    def same(one: int, other: int) -> bool:
        return (
            (one < stop if step > 0 else one >= stop)
            and 0 <= other < len(theirs)
            and mine[one].folded == theirs[other].folded
        )

    while True:
        while same(at, start):
            found.append((at, start))
            at, start = at + step, start + step
        resumed = next(
            (
                (skipped, dropped)
                for skipped, dropped in _CHANGES
                if all(
                    same(at + step * (skipped + ahead), start + step * (dropped + ahead))
                    for ahead in range(RESUMED_WORDS)
                )
            ),
            None,
        )
        if resumed is None:
            return found
        at, start = at + step * resumed[0], start + step * resumed[1]
