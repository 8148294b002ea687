"""Decoding: from bytes to characters, always valid text, with every doubt recorded.

Files are UTF-8 unless a byte order mark says otherwise. What is not is read all the same where it can only be text: a byte that
is not UTF-8 as Windows-1252, in which the older half of English text is written, whatever stands beside it. Text of
which more than a little is in doubt is refused, since its words would be wrong.
"""

from __future__ import annotations

import codecs
import re

from rashomon import limits
from rashomon.errors import InputError
from rashomon.model import Problem

__all__ = ["decode_page", "decode_text", "unmarked_utf16", "valid"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
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
_META_CHARSET = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE)
_META_SAMPLE = 4096
"""Bytes in which a page names its encoding (the HTML standard asks for 1,024)."""

_SAMPLE = 2000
"""Bytes by which UTF-16 is known that does not say so."""

_MIXED = "rashomon-mixed"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def decode_text(data: bytes, where: str) -> tuple[str, tuple[Problem, ...]]:
    """Decode a file: by its byte order mark, as UTF-8, as UTF-16 that does not say so, else byte by byte with a doubt.

    Raises InputError with what is wrong and what to do where the bytes are no text.
    """
    if not data.strip():
        raise InputError(where, "the file is empty")
    for magic, name in _KNOWN_FORMATS:
        if data.startswith(magic):
            raise InputError(where, f"it is {name}, not text; give the text of the report")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data.decode(encoding, "replace")
            return _checked(text, where, _doubts(text.count(_REPLACEMENT), f"no {encoding.upper()[:6]}", where))
    unmarked = unmarked_utf16(data)
    if unmarked:
        text = data.decode(unmarked, "replace")
        return _checked(text, where, (_doubt("it is UTF-16 without a byte order mark: read as such", where),))
    try:
        return _checked(data.decode("utf-8"), where, ())
    except UnicodeDecodeError as error:
        first = error.start
    text, count = _mixed(data)
    if count > limits.MAX_DOUBTFUL_SHARE * len(data):
        _refuse_binary(text, where)
        raise InputError(
            where,
            f"it is not UTF-8 (byte {first:,}), and too much of it is in doubt to read it as anything else; save it as UTF-8, "
            "for instance with `iconv -f WINDOWS-1252 -t UTF-8`",
        )
    return _checked(text, where, _doubts(count, "not UTF-8, and were read as Windows-1252", where))


def decode_page(data: bytes, where: str, charset: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """Decode a page: by its byte order mark, as UTF-8, as HTTP or the page declare, else byte by byte with a doubt."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return valid(data.decode(encoding, "replace"), where)
    declared = _META_CHARSET.search(data[:_META_SAMPLE])
    for candidate in (unmarked_utf16(data), "utf-8", charset, declared[1].decode("ascii") if declared else None):
        if candidate:
            try:
                return valid(data.decode(_as_browsers_read(candidate)), where)
            except (UnicodeDecodeError, LookupError):
                continue
    doubt = "the page does not keep to the encoding it declares: read as Windows-1252, some characters may be wrong"
    text, problems = valid(_mixed(data)[0], where)
    return text, (_doubt(doubt, where), *problems)


def valid(text: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    """Replace what no text has, NULs and halves of characters, one for one, so that no offset moves; say how many."""
    problems = []
    for pattern, name in (("\x00", "NUL"), (_SURROGATE, "half of a character (a lone surrogate)")):
        if isinstance(pattern, str):
            count = text.count(pattern)
            text = text.replace(pattern, _REPLACEMENT) if count else text
        else:
            text, count = pattern.subn(_REPLACEMENT, text)
        if count:
            problems.append(_doubt(f"{count:,} characters of the text are {name}: replaced", where))
    return text, tuple(problems)


def _checked(text: str, where: str, doubts: tuple[Problem, ...]) -> tuple[str, tuple[Problem, ...]]:
    _refuse_binary(text, where)
    text, problems = valid(text, where)
    return text, (*doubts, *problems)


def _refuse_binary(text: str, where: str) -> None:
    if len(_CONTROL.findall(text)) > limits.MAX_CONTROL_SHARE * len(text):
        raise InputError(where, "it is binary, not text (many control characters)")


def _mixed(data: bytes) -> tuple[str, int]:
    """Decode bytes that are UTF-8 as such and the others as Windows-1252; return how many those are."""
    count = 0

    def as_windows(error: UnicodeError) -> tuple[str, int]:
        nonlocal count
        assert isinstance(error, UnicodeDecodeError)
        piece = error.object[error.start : error.end]
        count += len(piece)
        return piece.decode("windows-1252", "replace"), error.end

    codecs.register_error(_MIXED, as_windows)
    return data.decode("utf-8", _MIXED), count


def unmarked_utf16(data: bytes) -> str | None:
    """Name the UTF-16 in which the data are without saying so; None where they are in none.

    It is known by its zeros: every other byte of English text in it is one.
    """
    sample = data[:_SAMPLE]
    half = len(sample) / 2
    high, low = sample[1::2].count(0), sample[::2].count(0)
    if (
        half < 1
        or max(high, low) < half * (1 - limits.MAX_DOUBTFUL_SHARE)
        or min(high, low) > half * limits.MAX_DOUBTFUL_SHARE
    ):
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _as_browsers_read(encoding: str) -> str:
    """Return the encoding that pages mean by a name (WHATWG Encoding Standard, 4.2): Latin 1 and ASCII are Windows-1252."""
    name = codecs.lookup(encoding).name
    return "windows-1252" if name in ("iso8859-1", "ascii") else name


def _doubts(count: int, what: str, where: str) -> tuple[Problem, ...]:
    return (_doubt(f"{count:,} bytes are {what}: some characters may be wrong", where),) if count else ()


def _doubt(what: str, where: str) -> Problem:
    return Problem(what, where, kind="doubt")
