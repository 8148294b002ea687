"""The archive: a folder in which every fetched page is kept as it came, as WARC files that any web archive can read."""

from __future__ import annotations

import contextlib
import datetime
import http
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from rashomon import __version__
from rashomon.errors import ArchiveError, InputError
from rashomon.reading.fetching import Answer, Fetched, Validators, page_of
from rashomon.reading.warc import Records, body_of, check_size, url_of

__all__ = ["PageArchive"]

_FOLLOWED = frozenset((200, 301, 302, 303, 307, 308))
_DROPPED = frozenset(("transfer-encoding", "content-length"))
"""Headers of the connection: the body is kept out of its chunks, and its length is written anew (RFC 9112, 7.1.3)."""

_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Place(NamedTuple):
    """Where an answer is kept."""

    path: Path
    position: int
    when: datetime.datetime


class PageArchive:
    """Keeps answers in a folder, and finds the last one of an address. Nothing that was kept is ever changed.

    Each run writes a file of its own, one packed record after the other, so that a run which is killed costs its last
    page and nothing else, and two runs never write to one file. Names come from the clock, never from an address.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[str, Place] | None = None
        self._file: tuple[BinaryIO, Path] | None = None
        self._lock = threading.RLock()
        """Pages of several hosts are fetched at once."""

    def find(self, url: str) -> Answer | None:
        """Return the last page or redirect that was kept of an address."""
        with self._lock:
            place = self._index().get(_key(url))
        if place is None:
            return None
        try:
            with place.path.open("rb") as stream:
                return _answer_of(next(Records(stream, place.position)), str(place.path))
        except (InputError, OSError, ValueError, StopIteration):
            return None  # damaged since: for the fetcher as if it had never been kept

    def keep(self, answer: Answer, *, unchanged: bool = False) -> None:
        """Keep an answer as it came; `unchanged` notes that the page is as it was when it was kept last.

        Raises ArchiveError where it cannot be written: what was asked to be kept is not read without it.
        """
        record = _record_of(answer, unchanged=unchanged)
        try:
            with self._lock:
                stream, path = self._opened()
                position = stream.tell()
                _write(stream, record)
                if not unchanged:
                    self._index()[_key(answer.url)] = Place(path, position, answer.when)
        except OSError as error:
            reason = error.strerror or error
            raise ArchiveError(
                f"{self._folder}: pages cannot be kept there ({reason}); free space or choose another"
            ) from error

    def __call__(self, url: str, *, known: Validators | None = None) -> Fetched:  # noqa: ARG002
        """Give a page out of the archive, with no connection: the `Fetch` of a run that fetches nothing.

        Raises InputError where it, or a page it redirects to, was not kept.
        """
        page = page_of(url, self.find)
        if page is None:
            raise InputError(url, f"it was not fetched (--no-fetch), and {self._folder} has no copy of it")
        return page

    def _index(self) -> dict[str, Place]:
        """Return where the last answer of each address is; the files are looked through once."""
        if self._places is None:
            self._places = {}
            files = sorted(path for pattern in ("*.warc", "*.warc.gz") for path in self._folder.glob(pattern))
            for path in files:
                with contextlib.suppress(OSError), path.open("rb") as stream:
                    for url, place in _places_in(stream, path):
                        last = self._places.get(url)
                        if last is None or last.when <= place.when:
                            self._places[url] = place
        return self._places

    def _opened(self) -> tuple[BinaryIO, Path]:
        """Return the file of this run, made when it first keeps something."""
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._index()
            stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d%H%M%S")
            number = 0
            while self._file is None:
                number += 1
                path = self._folder / f"rashomon-{stamp}-{number:03}.warc.gz"
                # A file, or a link that somebody put there, is never written over.
                with contextlib.suppress(FileExistsError):
                    self._file = path.open("xb"), path
            _write(self._file[0], _info_record(path.name))
        return self._file


def _places_in(stream: BinaryIO, path: Path) -> Iterator[tuple[str, Place]]:
    records = Records(stream)
    while True:
        try:
            record = next(records)
            record.parse_http()
            if record.record_date and record.http_headers and record.http_headers.status_code in _FOLLOWED:
                yield _key(url_of(record)), Place(path, records.position, record.record_date.astimezone(datetime.UTC))
        except StopIteration:
            return
        except (OSError, ValueError):
            if not records.resume():
                return


def _answer_of(record: Any, where: str) -> Answer:
    check_size(record, where)
    record.parse_http()
    headers = tuple((str(name), str(value)) for name, value in record.http_headers.items())
    when = record.record_date.astimezone(datetime.UTC)
    url = url_of(record)
    return Answer(url, record.http_headers.status_code, headers, body_of(record, where), when)


def _record_of(answer: Answer, *, unchanged: bool) -> Any:
    from fastwarc.warc import WarcRecord, WarcRecordType

    lines = [f"HTTP/1.1 {answer.status} {_reason(answer.status)}"]
    lines += [f"{name}: {value}" for name, value in answer.headers if name.lower() not in _DROPPED]
    if not unchanged:
        lines.append(f"Content-Length: {len(answer.body)}")
    head = "\r\n".join((*lines, "", "")).encode("latin-1", "replace")
    record = WarcRecord()
    record.init_headers(WarcRecordType.revisit if unchanged else WarcRecordType.response)
    record.headers["WARC-Target-URI"] = answer.url
    record.headers["WARC-Date"] = answer.when.strftime("%Y-%m-%dT%H:%M:%SZ")
    record.headers["Content-Type"] = "application/http; msgtype=response"
    if unchanged:
        record.headers["WARC-Profile"] = _NOT_MODIFIED
    record.set_bytes_content(head + answer.body)
    return record


def _info_record(name: str) -> Any:
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(f"software: rashomon/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode())
    return record


def _write(stream: BinaryIO, record: Any) -> None:
    """Write a record as a member of its own, in one piece."""
    from fastwarc.stream_io import GzipWriter

    packed = io.BytesIO()
    writer = GzipWriter(packed)
    record.write(writer, checksum_data=True)
    writer.finish()
    stream.write(packed.getvalue())
    stream.flush()


def _reason(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _key(url: str) -> str:
    """Return an address without its fragment, which is never sent to a server."""
    return url.partition("#")[0]
