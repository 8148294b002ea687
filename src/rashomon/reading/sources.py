"""Where inputs lie: files, folders, globs, web addresses and standard input, and what their bytes are."""

from __future__ import annotations

import codecs
import glob
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rashomon.errors import InputError
from rashomon.model import Problem
from rashomon.reading.decoding import unmarked_utf16

__all__ = ["Format", "Source", "expand", "recognise"]

Format = Literal["text", "html", "feed", "opml", "json feed", "warc", "jsonl", "json", "csv", "parquet"]

HEAD_BYTES = 8192
"""Bytes that tell the format: longer than any prologue of an XML file or head of a page."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://|(?:file|ftp|data|javascript|mailto):")
_BY_SUFFIX: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_XML_LEAD = re.compile(
    rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*>|>)|\s+)*\s*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_JSON_START = re.compile(rb"\{\s*[\"}]|\[\s*[{\]]")
_FEED_ROOTS = {b"rss", b"feed", b"rdf"}
_HTML_MARK = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|p)[\s>]", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """One input: `name` is a path, a web address or "-"."""

    kind: Literal["file", "url", "stdin"]
    name: str


def expand(inputs: Sequence[str]) -> Iterator[Source | Problem]:
    """Give the sources of the inputs in their order; folders and globs are sorted; a file named twice comes once."""
    seen: set[tuple[str, str]] = set()
    for item in inputs:
        for source in _expand_one(item):
            if isinstance(source, Source):
                key = (source.kind, os.path.realpath(source.name) if source.kind == "file" else source.name)
                if key in seen:
                    continue
                seen.add(key)
            yield source


def _expand_one(item: str) -> Iterator[Source | Problem]:
    if item == "-":
        yield Source("stdin", "-")
        return
    if _SCHEME.match(item):
        yield Source("url", item)
        return
    try:
        yield from _expand_path(item)
    except (OSError, ValueError) as error:
        yield Problem(getattr(error, "strerror", None) or str(error), item)


def _expand_path(item: str) -> Iterator[Source | Problem]:
    path = Path(item)
    if path.is_dir():
        files = [str(file) for file in _files_below(path)]
        yield from (Source("file", file) for file in files)
        if not files:
            yield Problem("the folder has no files", item)
    elif path.exists():
        yield Source("file", item)
    elif glob.has_magic(item):
        matches = sorted(match for match in glob.glob(item, recursive=True) if not Path(match).is_dir())
        yield from (Source("file", match) for match in matches)
        if not matches:
            yield Problem("no file matches", item)
    else:
        yield Problem("there is no such file or folder", item)


def _files_below(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and its folders, hidden ones left out, links to folders not followed."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))


def recognise(head: bytes, name: str) -> Format:
    """Tell the format from the first bytes (`HEAD_BYTES` are enough) and the name's suffix; text is what is left.

    Raises InputError for a packed file that is no WARC: packed bytes never reach a parser as text.
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        if _unpacked_start(head).startswith(b"WARC/"):
            return "warc"
        raise InputError(name, "it is a gzip file; unpack it first (only WARC files are read packed)")
    known = _BY_SUFFIX.get(Path(name).suffix.lower()) if "://" not in name else None
    if known:
        return known
    start = _ascii_view(head).lstrip()
    if _JSON_START.match(start):
        return _json_format(start)
    if start.startswith(b"<"):
        root = _ROOT.match(start, _end_of_lead(start))
        root_name = root[1].lower() if root else b""
        if root_name in _FEED_ROOTS:
            return "feed"
        if root_name == b"opml":
            return "opml"
        if root_name == b"html" or _HTML_MARK.search(start):
            return "html"
    return "text"


def _ascii_view(head: bytes) -> bytes:
    """Return the head without its byte order mark, and without the NULs between the letters of UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[2:].replace(b"\x00", b"")
    if unmarked_utf16(head):
        return head.replace(b"\x00", b"")
    return head.removeprefix(codecs.BOM_UTF8)


def _end_of_lead(start: bytes) -> int:
    lead = _XML_LEAD.match(start)
    return lead.end() if lead else 0


def _json_format(start: bytes) -> Format:
    if re.search(rb"jsonfeed\.org/version", start):
        return "json feed"
    if start.startswith(b"["):
        return "json"
    # A report on one line each closes its object before the line ends; an object over several lines does not.
    line, line_end, _ = start.partition(b"\n")
    return "json" if line_end and not line.rstrip().endswith(b"}") else "jsonl"


def _unpacked_start(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""
