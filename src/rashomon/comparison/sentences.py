"""Sentences by punctuation, to read a span in its surroundings.

A comparison has the articles' texts and spans, but not their parses. A cut in a wrong place gives a little
more or less context; it cannot change what a span marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from rashomon.model import Span

__all__ = ["pieces_around", "split_sentences"]

# A run of stops is tried once only, from its first character, so that "......" costs no quadratic time.
_BREAK = re.compile(r"(?<![.!?…؟۔])[.!?…؟۔]++[\"'”’»)\]]*+(?=\s)|[。！？]+[」』”]*|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|St|Jr|Sr|No|vs|etc|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_LONGEST_ABBREVIATION = 8


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text, without the white space between them."""
    sentences: list[Span] = []
    start = 0
    for found in _BREAK.finditer(text):
        end = found.end()
        if not found[0].startswith("\n") and _goes_on(text, found.start(), end):
            continue
        _add(sentences, text, start, found.start() if found[0].startswith("\n") else end)
        start = end
    _add(sentences, text, start, len(text))
    return tuple(sentences)


def _goes_on(text: str, start: int, end: int) -> bool:
    # A full stop ends no sentence after an abbreviation or an initial, nor before a small letter.
    following = next((char for char in text[end : end + 3] if not char.isspace() and char not in "\"'“‘«(["), "")
    if following.islower():
        return True
    before = text[max(0, start - _LONGEST_ABBREVIATION) : start + 1]
    return text[start : start + 2].strip() == "." and _ABBREVIATION.search(before) is not None


def _add(sentences: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Span(start, end))


def pieces_around(sentences: tuple[Span, ...], spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the stretches of whole sentences that hold the spans; neighbouring sentences make one stretch."""
    pieces: list[tuple[int, int, Span]] = []
    for span in sorted(spans):
        first = max(0, bisect_right(sentences, span.start, key=_start) - 1)
        last = max(first, bisect_right(sentences, max(span.start, span.end - 1), key=_start) - 1)
        if not sentences:
            return (span,)
        # A span may begin in the white space before a sentence; the stretch must hold it all the same.
        piece = Span(min(sentences[first].start, span.start), max(sentences[last].end, span.end))
        if pieces and first <= pieces[-1][1] + 1:
            before = pieces.pop()
            joined = Span(before[2].start, max(before[2].end, piece.end))
            pieces.append((before[0], max(before[1], last), joined))
        else:
            pieces.append((first, last, piece))
    return tuple(piece for _, _, piece in pieces)


def _start(sentence: Span) -> int:
    return sentence.start
