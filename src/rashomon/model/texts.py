"""Articles and the spans that point into them, and what could not be read."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = [
    "Article",
    "Problem",
    "Span",
    "SpanOf",
]


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Characters ``[start, end)`` of an article's text; ``[start, end]`` in JSON."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the evidence itself."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that went wrong, where, and what to do about it."""

    what: str
    where: str
    kind: str = "unread"
    limit: str | None = None


class Article(msgspec.Struct, frozen=True):
    """One report: its exact decoded text and what is known of where it came from."""

    id: str
    text: str
    sha256: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    dateline: Span | None = None
    language: str | None = None
    extra: dict[str, Any] = {}


class SpanOf(msgspec.Struct, frozen=True):
    """A span together with the article it lies in."""

    article: str
    span: Span
