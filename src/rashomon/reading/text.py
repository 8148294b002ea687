"""Plain text: bytes to characters, strictly, and the title on the first line."""

from __future__ import annotations

import codecs
import re

from rashomon import limits
from rashomon.errors import InputError
from rashomon.reading.drafts import Draft, normal_lines

__all__ = ["decode", "read_text", "title_of"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_KNOWN_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3", "a database"),
)


def read_text(data: bytes, where: str) -> Draft:
    """Read a plain-text report: the whole file is its text, a short first line above a blank one its title.

    Raises InputError where the bytes are no text.
    """
    text = normal_lines(decode(data, where))
    return Draft(text, where, title=title_of(text))


def decode(data: bytes, where: str) -> str:
    """Decode UTF-8, or UTF-16 and UTF-32 that say so with a byte order mark; nothing is guessed or replaced.

    Raises InputError with what is wrong and what to do.
    """
    if not data.strip():
        raise InputError(where, "the file is empty")
    for magic, name in _KNOWN_FORMATS:
        if data.startswith(magic):
            raise InputError(where, f"it is {name}, not text; give the text of the report")
    bom, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", "utf-8"))
    try:
        # utf-16 and utf-32 read their own mark, for the order of the bytes.
        text = data[len(bom) if encoding == "utf-8" else 0 :].decode(encoding)
    except UnicodeDecodeError as error:
        _refuse_binary(data.decode("latin-1"), data, where)
        raise InputError(
            where,
            f"it is not {encoding.upper()} (byte {error.start:,}); save it as UTF-8, for instance with "
            "`iconv -f WINDOWS-1252 -t UTF-8`",
        ) from error
    _refuse_binary(text, data, where)
    return text


def title_of(text: str) -> str | None:
    """Return the first line where a blank line follows it and it is short enough for a title."""
    first, _, rest = text.lstrip("\n").partition("\n")
    below, line_end, _ = rest.partition("\n")
    followed_by_blank = bool(line_end) and not below.strip() and bool(rest.strip())
    title = first.strip()
    return title if followed_by_blank and 0 < len(title) <= limits.MAX_TITLE_CHARS else None


def _refuse_binary(text: str, data: bytes, where: str) -> None:
    if "\x00" in text:
        hint = "; if it is UTF-16, save it as UTF-8 or with a byte order mark" if _looks_like_utf16(data) else ""
        raise InputError(where, f"it is binary, not text (it has NUL characters){hint}")
    if len(_CONTROL.findall(text)) > limits.MAX_CONTROL_SHARE * len(text):
        raise InputError(where, "it is binary, not text (many control characters)")


def _looks_like_utf16(data: bytes) -> bool:
    sample = data[:2000]
    return max(sample[::2].count(0), sample[1::2].count(0)) > len(sample) / 5
