"""Quotation marks, paired: which stretches of a report stand between them.

Marks differ by house (curly, straight, single, guillemets, two apostrophes, two back-ticks), and one house mixes them.
A mark's side is read from its shape where the shape tells, else from the characters around it. A quotation is
bounded by its paragraph; where its closing mark is missing and the next paragraph opens with a mark again, as the
custom for long quotations is, the two belong together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from rashomon.model import Span

__all__ = ["Quotation", "QuotationIndex", "find_quotations"]

_DOUBLE = re.compile(r"''|``|[\"“”„«»‟]")
_SINGLE = re.compile(r"[‘’'`]")
_OPENING_ONLY = frozenset(("“", "„", "«", "``", "‟", "‘", "`"))
_CLOSING_ONLY = frozenset(("”", "»"))
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–―-/:;,‘“\"'…")
_AFTER_CLOSING = frozenset(" \t\n\u00a0)]}—–―-/:;,.?!’”\"'…")
_ELIDED = re.compile(r"['’‘](?:\d0s|t(?:is|was)|em|til|cause|n)\b", re.IGNORECASE)


class Quotation(NamedTuple):
    """Characters between two marks, both marks included."""

    span: Span
    closed: bool
    """Whether its own closing mark was found."""
    reopens: bool
    """Whether it goes on from the paragraph before."""

    def inner(self, text: str) -> Span:
        """Return the words without the marks."""
        start, end = self.span.start + _width(text, self.span.start), self.span.end
        if self.closed:
            end -= 2 if text[end - 2 : end] in ("''", "``") else 1
        return Span(start, max(start, end))


class _Mark(NamedTuple):
    start: int
    end: int
    side: Literal["opening", "closing", "either"]


def find_quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of the paragraphs, in order; none crosses the end of a paragraph."""
    found: list[Quotation] = []
    is_open = False
    for paragraph in paragraphs:
        double, dangling = _paired(paragraph, list(_double_marks(text, paragraph)), continues=is_open)
        outer = QuotationIndex(tuple(double))
        singles = [mark for mark in _single_marks(text, paragraph) if outer.at(mark.start) is None]
        single, _ = _paired(paragraph, singles, continues=False) if singles else ([], False)
        single = [quotation for quotation in single if quotation.closed]
        found.extend(sorted(double + single))
        is_open = dangling
    return tuple(found)


def _paired(paragraph: Span, marks: list[_Mark], *, continues: bool) -> tuple[list[Quotation], bool]:
    """Pair the marks of one paragraph; the flag says that the last one stays open at its end."""
    pairs: list[Quotation] = []
    opened: _Mark | None = None
    if _is_nested(marks):
        marks = [*_outermost(marks)]
    for mark in marks:
        if opened is None:
            if mark.side != "closing":
                opened = mark
            continue
        if mark.side == "opening":
            # The mark that should have closed the first is missing: only the later one is sure.
            opened = mark
            continue
        reopens = continues and opened.start == paragraph.start
        pairs.append(Quotation(Span(opened.start, mark.end), True, reopens))
        opened = None
    if opened is not None:
        reopens = continues and opened.start == paragraph.start
        pairs.append(Quotation(Span(opened.start, paragraph.end), False, reopens))
    return pairs, opened is not None


def _is_nested(marks: list[_Mark]) -> bool:
    """Say whether marks of one shape stand inside each other and all of them are closed ("what he calls “hell” ...”")."""
    depth = deepest = 0
    for mark in marks:
        depth += 1 if mark.side == "opening" else -1
        deepest = max(deepest, depth)
        if depth < 0:
            return False
    return depth == 0 and deepest > 1


def _outermost(marks: list[_Mark]) -> Iterator[_Mark]:
    depth = 0
    for mark in marks:
        depth += 1 if mark.side == "opening" else -1
        if depth == (1 if mark.side == "opening" else 0):
            yield mark


def _double_marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    is_open = False
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        side = _side(text, match.group(), match.start(), match.end())
        if match.start() == paragraph.start:
            side = "opening"
        elif side == "either":
            side = "closing" if is_open else "opening"
        is_open = side == "opening"
        yield _Mark(match.start(), match.end(), side)


def _single_marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """Yield the single marks that cannot be apostrophes; a closing one only while one is open."""
    is_open = False
    matches = [
        match
        for match in _SINGLE.finditer(text, paragraph.start, paragraph.end)
        if text[match.start() - 1 : match.start()] != match.group()
        and text[match.end() : match.end() + 1] != match.group()
    ]
    for index, match in enumerate(matches):
        before, after = _around(text, match.start(), match.end())
        opens = (before in _BEFORE_OPENING or not before) and (after.isalnum() or after in "[(“\"‘'…")
        if opens and match.group() != "’" and not _ELIDED.match(text, match.start()):
            is_open = True
            yield _Mark(match.start(), match.end(), "opening")
        elif is_open and match.group() in "’'" and (not after or after in _AFTER_CLOSING):
            if before in "sS" and _closes_later(text, matches, index):
                continue
            is_open = False
            yield _Mark(match.start(), match.end(), "closing")


def _closes_later(text: str, matches: list[re.Match[str]], index: int) -> bool:
    """Say whether a mark after an s is a possessive: the next candidate stands after punctuation or a word's end."""
    for match in matches[index + 1 : index + 4]:
        before, after = _around(text, match.start(), match.end())
        if before in _BEFORE_OPENING and after.isalnum():
            return False
        if (not after or after in _AFTER_CLOSING) and before not in "sS":
            return True
    return False


def _side(text: str, mark: str, start: int, end: int) -> Literal["opening", "closing", "either"]:
    before, after = _around(text, start, end)
    may_open = (not before or before in _BEFORE_OPENING) and bool(after) and not after.isspace()
    may_close = (not after or after in _AFTER_CLOSING) and bool(before) and not before.isspace()
    # A mark of the wrong shape is common where an editor's software guessed it; its surroundings decide then.
    if may_open != may_close:
        return "opening" if may_open else "closing"
    if mark in _OPENING_ONLY:
        return "opening"
    return "closing" if mark in _CLOSING_ONLY else "either"


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _width(text: str, start: int) -> int:
    return 2 if text[start : start + 2] in ("''", "``") else 1


class QuotationIndex:
    """The quotations of one article, looked up by offset."""

    def __init__(self, quotations: tuple[Quotation, ...]) -> None:
        self.quotations = quotations
        self._starts = [each.span.start for each in quotations]

    def at(self, offset: int) -> Quotation | None:
        """Return the quotation that holds the character, its marks counted in."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.quotations[index].span.end:
            return self.quotations[index]
        return None

    def within(self, span: Span) -> list[Quotation]:
        """Return the quotations that share a character with the span, in order."""
        index = max(bisect_right(self._starts, span.start) - 1, 0)
        found: list[Quotation] = []
        while index < len(self.quotations) and self.quotations[index].span.start < span.end:
            if self.quotations[index].span.end > span.start:
                found.append(self.quotations[index])
            index += 1
        return found
