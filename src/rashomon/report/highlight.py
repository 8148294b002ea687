"""Spans that overlap, cut into segments that do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model import Span

__all__ = ["Segment", "cut"]


@dataclass(frozen=True)
class Segment:
    """Characters that lie under the same marks; `keys` are those marks, in sorted order."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]

    @property
    def marked(self) -> bool:
        """Say whether any mark lies on the segment."""
        return bool(self.keys)


def cut(text: str, within: Span, marks: Iterable[tuple[Span, str]]) -> tuple[Segment, ...]:
    """Cut ``text[within]`` at every edge of a mark; joined together the segments are the text again.

    Args:
        text: The text of the article; offsets are code points.
        within: The part to cut.
        marks: Spans with the key of what they mark. Parts outside `within` are ignored, and so are empty spans.
    """
    edges: dict[int, list[tuple[bool, str]]] = {within.start: [], within.end: []}
    for span, key in marks:
        start, end = max(span.start, within.start), min(span.end, within.end)
        if start < end:
            edges.setdefault(start, []).append((True, key))
            edges.setdefault(end, []).append((False, key))
    segments: list[Segment] = []
    open_marks: dict[str, int] = {}
    offsets = sorted(edges)
    for start, end in pairwise(offsets):
        for opens, key in edges[start]:
            open_marks[key] = open_marks.get(key, 0) + (1 if opens else -1)
            if not open_marks[key]:
                del open_marks[key]
        segments.append(Segment(start, end, text[start:end], tuple(sorted(open_marks))))
    return tuple(segments)
