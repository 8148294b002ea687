"""The dateline: where a report was written, and for which agency, at the head of its first paragraph ("PARIS (AP) — ...")."""

from __future__ import annotations

import re

from rashomon.model import Span

__all__ = ["dateline_at", "find_dateline"]

_DATELINE = re.compile(
    r"""(?:[A-Z][A-Z.'’-]+(?:[ ,/]+|(?=\()|$)){1,5}   # the town in capitals
        (?:[A-Z][\w.]+(?:[ ,]+|(?=\()|$)){0,4}        # a state, a day
        (?:\([A-Za-z][\w .,&’'/-]{1,60}\))?            # the agency, or several
        \s*(?:[—–]|--?)\s+(?=[A-Z"“‘'])""",
    re.VERBOSE,
)
_AGENCY_DATELINE = re.compile(
    r"""[A-Z][\w.'’ -]{2,40},?\s*(?:\w+\.?\ \d{1,2}\s*)?
        \([A-Za-z][\w .,&’'/-]{1,60}\)\s*(?:[—–]|--?)\s+(?=[A-Z"“‘'])""",
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n]+")

MAX_DATELINE_CHARS = 120
"""Characters at the head of a paragraph in which a dateline can stand."""

_HEAD_LINES = 6
"""Lines of a report among which its first paragraph is: title, standfirst, byline, credit, date line."""


def dateline_at(line: str) -> re.Match[str] | None:
    """Return the dateline that a line opens with, its dash and the space behind it included."""
    head = line[:MAX_DATELINE_CHARS]
    return _DATELINE.match(head) or _AGENCY_DATELINE.match(head)


def find_dateline(text: str, title: str | None) -> Span | None:
    """Return the characters of a report's dateline; None where it has none. A title in capitals with a dash is none."""
    lines = 0
    for line in _LINE.finditer(text):
        shown = line.group().strip()
        if not shown or shown == title:
            continue
        start = line.start() + line.group().index(shown)
        found = dateline_at(shown)
        if found:
            return Span(start, start + len(found.group().rstrip()))
        lines += 1
        if lines == _HEAD_LINES:
            return None
    return None
