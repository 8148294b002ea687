"""Plain text: the whole file is the report, and its title may be on the first line."""

from __future__ import annotations

from rashomon import limits
from rashomon.reading.decoding import decode_text
from rashomon.reading.drafts import Draft, normal_lines

__all__ = ["read_text", "title_of"]


def read_text(data: bytes, where: str) -> Draft:
    """Read a plain-text report: the whole file is its text, a short first line above a blank one its title.

    Raises InputError where the bytes are no text.
    """
    decoded, problems = decode_text(data, where)
    text = normal_lines(decoded)
    return Draft(text, where, title=title_of(text), problems=problems)


def title_of(text: str) -> str | None:
    """Return the first line where a blank line follows it and it is short enough for a title."""
    first, _, rest = text.lstrip("\n").partition("\n")
    below, line_end, _ = rest.partition("\n")
    followed_by_blank = bool(line_end) and not below.strip() and bool(rest.strip())
    title = first.strip()
    return title if followed_by_blank and 0 < len(title) <= limits.MAX_TITLE_CHARS else None
