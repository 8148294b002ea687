"""Which articles tell of one event, and which copy another."""

from __future__ import annotations

import msgspec

__all__ = [
    "Grouping",
    "Moved",
    "Placement",
]


class Grouping(msgspec.Struct, frozen=True):
    """The story an article belongs to, the article it is a copy of, and what came before it."""

    id: str
    path: str | None
    story: str
    copy_of: str | None
    version_of: str | None = None
    """The article before it at the same address."""
    chapter_of: str | None = None
    """The earlier story that its story carries on."""


class Moved(msgspec.Struct, frozen=True):
    """An earlier article that belongs to another story from now on."""

    id: str
    story: str


class Placement(msgspec.Struct, frozen=True):
    """What a stream decided of an article as it came; with the article, all that the stream needs to be restored."""

    id: str
    story: str
    """Label of its story. It is outdated once a later placement names the article under `moved`."""
    day: str | None
    """The day it counts as, in UTC; that of the stream's newest article where its own is not known."""
    text_of: str
    """The first article with this text: its own id where the text is new."""
    copy_of: str | None = None
    """The same, where it is another outlet's or stands at another address."""
    version_of: str | None = None
    """The latest article before it at the same address."""
    copied_from: str | None = None
    """Its likely source: the article that has most of its text, where that is a tenth or more."""
    share_copied: float = 0.0
    """Share of its own text that stands there, 0 to 1."""
    chapter_of: str | None = None
    """The earlier story that it carries on, where it is the first report of a story."""
    moved: tuple[Moved, ...] = ()
    """Articles whose story changed as it came, because stories joined or split."""
    vector: bytes = b""
    """The meaning of its opening, as the stream compares it; empty where the text is not new."""
