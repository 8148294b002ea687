"""Web archives: the HTML responses of a WARC file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from rashomon import limits
from rashomon.errors import InputError, TooLargeError
from rashomon.model import Problem
from rashomon.reading.drafts import Draft
from rashomon.reading.html import read_page
from rashomon.reading.unpacking import unchunk, unpack

__all__ = ["read_warc"]

_PAGE_TYPES = ("text/html", "application/xhtml+xml")


class Page(NamedTuple):
    """The body of an archived response."""

    data: bytes
    url: str
    charset: str | None


def read_warc(stream: BinaryIO, where: str) -> Iterator[Draft | Problem]:
    """Give the report of each HTML response; a record that is too large or broken is named, the others go on."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    # Bodies are unpacked here, under the caps of `rashomon.limits`, and a broken one cannot lead the iterator astray.
    records = ArchiveIterator(
        stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="none", fsspec_args=False
    )
    number = 0
    while True:
        number += 1
        place = f"{where}, response {number}"
        try:
            record = next(records)
        except StopIteration:
            return
        except (OSError, ValueError) as error:
            yield Problem(f"the archive is cut or damaged from here on ({error}); what came before is kept", place)
            return
        try:
            page = _page_of(record, place)
            if page is not None:
                yield read_page(page.data, f"{place} ({page.url})", url=page.url, charset=page.charset)
        except InputError as error:
            yield Problem(error.what, error.where, limit=error.limit)


def _page_of(record: Any, place: str) -> Page | None:
    """Return the page of a response; None where it is no page that was found.

    Raises InputError for a body that is too large, cut or damaged.
    """
    headers = record.http_headers
    if headers is None or (record.http_content_type or "").lower() not in _PAGE_TYPES or headers.status_code != 200:
        return None
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    where = f"{place} ({url})"
    declared = record.content_length
    if declared > limits.MAX_PAGE_BYTES:
        raise TooLargeError(
            where,
            f"the record has {declared:,} bytes, more than {limits.MAX_PAGE_BYTES:,} (MAX_PAGE_BYTES)",
            limit="MAX_PAGE_BYTES",
        )
    try:
        body = record.reader.read(declared)
    except (OSError, ValueError) as error:
        raise InputError(where, f"the record is damaged ({error})") from error
    if len(body) < declared:
        raise InputError(where, f"the record is cut short: {len(body):,} of {declared:,} bytes are there")
    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        body = unchunk(body, where)
    return Page(unpack([body], headers.get("Content-Encoding"), where), url, record.http_charset)
