"""Opening: what each source holds, whatever it is, one after the other."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rashomon import limits
from rashomon.errors import InputError, TooLargeError
from rashomon.model import Problem
from rashomon.reading import feeds, tables
from rashomon.reading.ahead import in_order
from rashomon.reading.archive import PageArchive
from rashomon.reading.drafts import Draft, first_date
from rashomon.reading.fetching import Fetch, Fetched, Fetcher
from rashomon.reading.parsing import entries_of_feed, feeds_of_list, page_of, rows_of_parquet
from rashomon.reading.sources import HEAD_BYTES, Format, Source, recognise
from rashomon.reading.text import read_text
from rashomon.reading.walls import led_elsewhere
from rashomon.reading.warc import read_warc

__all__ = ["Opener", "entries_of", "web_fetcher"]

DraftsFound = Iterator[Draft | Problem]


class Opener:
    """Opens one source after the other; what stops one of them becomes a problem."""

    def __init__(self, columns: Mapping[str, str], fetcher: Fetch | None) -> None:
        self._columns = columns
        self._fetcher = fetcher
        """What gives the pages behind addresses; None where nothing is fetched."""

    def open(self, source: Source) -> DraftsFound:
        """Give what a source holds; whatever stops its reading becomes a problem."""
        try:
            if source.kind == "url":
                yield from self._read_url(source.name)
            elif source.kind == "stdin":
                data = sys.stdin.buffer.read(limits.MAX_FILE_BYTES + 1)
                yield from self._read_bytes(data, "standard input")
            else:
                for item in self._read_file(Path(source.name)):
                    yield replace(item, path=_shown(source.name)) if isinstance(item, Draft) else item
        except InputError as error:
            yield Problem(error.what, error.where, limit=error.limit)
        except OSError as error:
            yield Problem(f"it cannot be read ({error.strerror or error})", source.name)
        except RecursionError:
            yield Problem("it is nested too deep", source.name)

    def _read_file(self, path: Path) -> DraftsFound:
        if not path.is_file():
            raise InputError(str(path), "it is neither a file nor a folder")
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
            stream.seek(0)
            if recognise(head, str(path)) == "warc":
                yield from read_warc(stream, str(path))
                return
            data = stream.read(limits.MAX_FILE_BYTES + 1)
        yield from self._read_bytes(data, str(path))

    def _read_url(self, url: str) -> DraftsFound:
        page = self._fetched(url)
        form = recognise(page.data[:HEAD_BYTES], page.url)
        if form == "html":
            yield self._page(page, url)
            return
        for item in self._read_bytes(page.data, url):
            yield replace(item, url=item.url or page.url) if isinstance(item, Draft) else item

    def _read_bytes(self, data: bytes, where: str, *, nested: bool = False) -> DraftsFound:
        if len(data) > limits.MAX_FILE_BYTES:
            raise TooLargeError(
                where,
                f"the file has more than {limits.MAX_FILE_BYTES:,} bytes (MAX_FILE_BYTES); split it",
                limit="MAX_FILE_BYTES",
            )
        form = recognise(data[:HEAD_BYTES], where)
        rows = _ROW_READERS.get(form)
        if rows is not None:
            yield from rows(data, where, self._columns)
        elif form in ("feed", "json feed"):
            for entry in feeds.first_of(entries_of(data, where), "MAX_FEED_ENTRIES", where):
                if isinstance(entry, Problem):
                    yield entry
                else:
                    yield from self._read_entry(entry)
        elif form == "opml" and not nested:
            yield from self._read_list(data, where)
        elif form == "html":
            yield page_of(data, where)
        elif form == "text":
            yield read_text(data, where)
        else:
            raise InputError(where, f"a {form} is not read from here; give it as a file")

    def page_of(self, entry: feeds.Entry) -> Draft:
        """Return an entry as its page tells it, with what the feed says where the page does not.

        Without an address, or where nothing is fetched, it is the entry itself. Raises InputError where the page cannot be had.
        """
        own = entry.draft
        if not (self._fetcher and entry.link):
            return own
        page = self._fetcher(entry.link)
        read = self._page(page, entry.link, outlet=own.outlet)
        return replace(
            read,
            title=read.title or own.title,
            byline=read.byline or own.byline,
            published=first_date(read.published, own.published),
            updated=first_date(read.updated, own.updated),
        )

    def _read_entry(self, entry: feeds.Entry) -> DraftsFound:
        """Give an entry's page; the feed's own words if it fails."""
        try:
            yield self.page_of(entry)
        except InputError as error:
            yield Problem(error.what, error.where, limit=error.limit)
            if entry.draft.text:
                yield entry.draft

    def _page(self, page: Fetched, asked: str, outlet: str | None = None) -> Draft:
        """Return the report of a fetched page; raise InputError where the server led elsewhere, or a wall stands there."""
        elsewhere = led_elsewhere(asked, page.url)
        if elsewhere:
            raise InputError(asked, f"{elsewhere}; open it in a browser, and save the report's text as a .txt file")
        return page_of(page.data, asked, url=page.url, charset=page.charset, outlet=outlet)

    def _read_list(self, data: bytes, where: str) -> DraftsFound:
        listed = list(feeds.first_of(feeds_of_list(data, where), "MAX_FEEDS", where))
        readings = [functools.partial(self._read_feed, address) for address in listed if isinstance(address, str)]
        yield from in_order(readings)
        yield from (problem for problem in listed if isinstance(problem, Problem))

    def _read_feed(self, address: str) -> DraftsFound:
        try:
            yield from self._read_bytes(self._fetched(address).data, address, nested=True)
        except InputError as error:
            yield Problem(error.what, error.where, limit=error.limit)

    def _fetched(self, url: str) -> Fetched:
        if self._fetcher is None:
            raise InputError(url, "it was not fetched (--no-fetch)")
        return self._fetcher(url)


def web_fetcher(*, allow_private_hosts: bool, keep: Path | None) -> Fetcher:
    """Return what fetches from the web; with `keep`, every page is kept in that folder as it came."""
    return Fetcher(allow_private=allow_private_hosts, keeper=PageArchive(keep) if keep else None)


def entries_of(data: bytes, where: str) -> Iterable[feeds.Entry]:
    """Return the entries of a feed of any kind.

    Raises InputError where it is none.
    """
    form = recognise(data[:HEAD_BYTES], where)
    if form == "feed":
        return entries_of_feed(data, where)
    if form == "json feed":
        return feeds.read_json_feed(data, where)
    raise InputError(where, f"it is no feed ({form}); give the address of an RSS, Atom or JSON feed")


def _shown(path: str) -> str:
    """Return a path that can be written as UTF-8: a byte of a file name that is none becomes a question mark."""
    return path.encode("utf-8", "replace").decode("utf-8")


_ROW_READERS: dict[Format, Callable[[bytes, str, Mapping[str, str]], DraftsFound]] = {
    "jsonl": tables.read_json_lines,
    "json": tables.read_json,
    "csv": tables.read_csv,
    "parquet": rows_of_parquet,
}
