"""Web archives: the HTML responses of a WARC file, whatever lies broken between them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from rashomon import limits
from rashomon.errors import InputError, TooLargeError
from rashomon.model import Problem
from rashomon.reading.drafts import Draft
from rashomon.reading.parsing import page_of
from rashomon.reading.unpacking import unchunk, unpack

__all__ = ["DamagedRecordError", "Records", "body_of", "check_size", "read_warc", "url_of"]

_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_GZIP = b"\x1f\x8b\x08"
_START = re.compile(rb"(?:\A|\n)(?=WARC/1\.)")
_INNER_START = re.compile(rb"\r\n\r\nWARC/1\.\d\r\nWARC-")
_SEARCH_BYTES = 1 << 20
_HEADER_BYTES = 1 << 15
"""Bytes in which the headers of a record end; fastwarc allows as many."""


class DamagedRecordError(InputError):
    """A record is not what its headers say, so that the one behind it must be searched for."""


class Page(NamedTuple):
    """The body of an archived response."""

    data: bytes
    url: str
    charset: str | None


class Records:
    """The response records of an archive; behind a damaged one, the next is found by the bytes that a record starts with."""

    def __init__(self, stream: BinaryIO, start: int = 0) -> None:
        self._stream = stream
        stream.seek(start)
        self._packed = stream.read(len(_GZIP)) == _GZIP
        self.position = start
        """Byte at which the last record starts, packed as it is."""
        self._open(start)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        """Return the next record, its HTTP headers not yet read; raise OSError or ValueError where the archive is damaged."""
        record = next(self._iterator)
        self.position = record.stream_pos
        return record

    def resume(self) -> bool:
        """Go on with the first record that starts behind the start of the last one; False where there is none."""
        return self._resume(self.position + 1)

    def skip(self, record: Any) -> bool:
        """Go on behind a record that is too long to be read over; False where there is none."""
        if self._packed:
            # The next member of the file is found much faster than this one is unpacked.
            return self._resume(self.position + 1)
        self._stream.seek(self.position)
        end_of_headers = self._stream.read(_HEADER_BYTES).find(b"\r\n\r\n")
        return self._resume(self.position + end_of_headers + len(b"\r\n\r\n") + record.content_length)

    def _resume(self, start: int) -> bool:
        found = _next_start(self._stream, start, packed=self._packed)
        if found is None:
            return False
        self.position = found
        self._open(found)
        return True

    def _open(self, position: int) -> None:
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        self._stream.seek(position)
        # Bodies are unpacked here, under the caps of `rashomon.limits`, and a broken one cannot lead the iterator astray.
        self._iterator = ArchiveIterator(
            self._stream,
            record_types=WarcRecordType.response,
            parse_http=False,
            auto_decode="none",
            fsspec_args=False,
        )


def read_warc(stream: BinaryIO, where: str) -> Iterator[Draft | Problem]:
    """Give the report of each HTML response; a record that is too large or broken is named, the others go on."""
    records = Records(stream)
    number = 0
    while True:
        number += 1
        place = f"{where}, response {number}"
        more = True
        try:
            record = next(records)
            place = f"{place} ({url_of(record)})"
            page = _page_of(record, place)
            if page is not None:
                yield page_of(page.data, place, url=page.url, charset=page.charset)
        except StopIteration:
            return
        except TooLargeError as error:
            yield Problem(error.what, error.where, limit=error.limit)
            more = record.content_length <= limits.MAX_PAGE_BYTES or records.skip(record)
        except DamagedRecordError as error:
            more = records.resume()
            yield Problem(f"{error.what}; {_what_follows(records, more=more)}", error.where)
        except InputError as error:
            yield Problem(error.what, error.where, limit=error.limit)
        except (OSError, ValueError) as error:
            more = records.resume()
            yield Problem(f"the archive is cut or damaged here ({error}); {_what_follows(records, more=more)}", place)
        if not more:
            return


def body_of(record: Any, where: str) -> bytes:
    """Return the body of a response, out of its HTTP chunks but still packed.

    Raises DamagedRecordError where the record is not as long as it says, InputError where its HTTP is broken, TooLargeError.
    """
    declared = record.content_length
    try:
        body: bytes = record.reader.read(declared)
    except (OSError, ValueError) as error:
        raise DamagedRecordError(where, f"the record is damaged ({error})") from error
    if len(body) < declared:
        raise DamagedRecordError(where, f"the record is cut short: {len(body):,} of {declared:,} bytes are there")
    if _INNER_START.search(body):
        raise DamagedRecordError(where, "the record says that it is longer than it is: another one starts within it")
    if "chunked" in record.http_headers.get("Transfer-Encoding", "").lower():
        return unchunk(body, where)
    return body


def check_size(record: Any, where: str) -> None:
    """Raise TooLargeError for a record beyond MAX_PAGE_BYTES, before any of it is read."""
    if record.content_length > limits.MAX_PAGE_BYTES:
        raise TooLargeError(
            where,
            f"the record has {record.content_length:,} bytes, more than {limits.MAX_PAGE_BYTES:,} (MAX_PAGE_BYTES)",
            limit="MAX_PAGE_BYTES",
        )


def _page_of(record: Any, place: str) -> Page | None:
    """Return the page of a response; None where it is no page that was found.

    Raises InputError for a body that is too large, cut or damaged.
    """
    if not record.is_http:
        return None
    check_size(record, place)
    record.parse_http()
    headers = record.http_headers
    if headers is None or (record.http_content_type or "").lower() not in _PAGE_TYPES or headers.status_code != 200:
        return None
    body = body_of(record, place)
    return Page(unpack([body], headers.get("Content-Encoding"), place), url_of(record), record.http_charset)


def url_of(record: Any) -> str:
    """Return the address that a record is of; some archives write it in angle brackets."""
    return str(record.headers.get("WARC-Target-URI", "")).strip("<>")


def _what_follows(records: Records, *, more: bool) -> str:
    if more:
        return f"reading goes on at byte {records.position:,}"
    return "what came before is kept; once the file is whole, read it again: what was read keeps its ids"


def _next_start(stream: BinaryIO, start: int, *, packed: bool) -> int | None:
    """Return the first byte from `start` on at which a record starts; None where there is none."""
    position = start
    carried = b""
    stream.seek(start)
    while piece := stream.read(_SEARCH_BYTES):
        view = carried + piece
        for match in re.finditer(re.escape(_GZIP), view) if packed else _START.finditer(view):
            found = position - len(carried) + match.end() - (len(_GZIP) if packed else 0)
            if not packed or _is_packed_record(stream, found):
                return found
        position += len(piece)
        # What starts at the end of one piece and ends in the next is seen with it.
        carried = view[-len(b"\nWARC/1.") :]
        stream.seek(position)
    return None


def _is_packed_record(stream: BinaryIO, position: int) -> bool:
    stream.seek(position)
    try:
        return zlib.decompressobj(wbits=31).decompress(stream.read(512), 64).startswith(b"WARC/1.")
    except zlib.error:
        return False
