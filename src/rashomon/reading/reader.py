"""From inputs of any kind to articles: the one function of this package."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from rashomon import limits
from rashomon.errors import InputError, TooLargeError
from rashomon.model import Article, Problem
from rashomon.reading import feeds, tables
from rashomon.reading.drafts import Draft, iso_date
from rashomon.reading.fetching import Fetched, Fetcher
from rashomon.reading.html import read_page
from rashomon.reading.language import find_language, language_name
from rashomon.reading.sources import HEAD_BYTES, Format, Source, expand, recognise
from rashomon.reading.text import read_text
from rashomon.reading.warc import read_warc

__all__ = ["Reading", "read_articles"]

Found = Iterator[Draft | Problem]


@dataclass(frozen=True)
class Reading:
    """What was read: the articles in the order of the inputs, and every problem met.

    A problem of kind "unread" is an input, or a part of one, that became no article; the other kinds ("ignored",
    "doubt", "renamed") tell what was left out of an article or is uncertain about it.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    notes: Mapping[str, tuple[Problem, ...]]
    """The problems that belong to an article which was read, by its id."""

    def notes_on(self, article_id: str) -> tuple[Problem, ...]:
        """Return what was ignored or is uncertain about an article."""
        return self.notes.get(article_id, ())

    @property
    def unread(self) -> tuple[Problem, ...]:
        """The problems that cost an article."""
        return tuple(problem for problem in self.problems if problem.kind == "unread")


def read_articles(
    inputs: Sequence[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: bool = True,
    allow_private_hosts: bool = False,
    fetcher: Callable[[str], Fetched] | None = None,
) -> Reading:
    """Read files, folders, globs, web addresses and "-" (standard input); one bad input never stops the others.

    `published` (ISO 8601) and `outlet` hold for inputs that do not say; `columns` maps keys of a row to the names that
    a table uses for them ({"text": "body"}); `fetch=False` keeps entries of feeds as the feed gives them;
    `fetcher` replaces the built-in one.

    Raises ValueError for a `published` that is no date and for an unknown key in `columns`.
    """
    if published is not None and iso_date(published) is None:
        raise ValueError(f"published {published!r} is not an ISO date (write 2025-08-28)")
    unknown = sorted(set(columns or ()) - set(tables.KEYS))
    if unknown:
        raise ValueError(f"no key is called {', '.join(unknown)}; the keys are {', '.join(tables.KEYS)}")
    reader = _Reader(dict(columns or {}), fetch, fetcher or Fetcher(allow_private=allow_private_hosts))
    shelf = _Shelf(published, outlet)
    for source in expand(inputs):
        found = iter((source,)) if isinstance(source, Problem) else reader.read(source)
        for item in found:
            if not shelf.put(item):
                return shelf.reading()
    return shelf.reading()


class _Reader:
    """Reads one source after the other."""

    def __init__(self, columns: Mapping[str, str], fetch: bool, fetcher: Callable[[str], Fetched]) -> None:
        self._columns = columns
        self._fetch = fetch
        self._fetcher = fetcher

    def read(self, source: Source) -> Found:
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

    def _read_file(self, path: Path) -> Found:
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

    def _read_url(self, url: str) -> Found:
        if not self._fetch:
            raise InputError(url, "it was not fetched (--no-fetch)")
        page = self._fetcher(url)
        form = recognise(page.data[:HEAD_BYTES], page.url)
        if form == "html":
            yield read_page(page.data, url, url=page.url, charset=page.charset)
            return
        for item in self._read_bytes(page.data, url):
            yield replace(item, url=item.url or page.url) if isinstance(item, Draft) else item

    def _read_bytes(self, data: bytes, where: str, *, nested: bool = False) -> Found:
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
            entries = (feeds.read_feed if form == "feed" else feeds.read_json_feed)(data, where)
            for entry in entries:
                yield from self._read_entry(entry)
        elif form == "opml" and not nested:
            yield from self._read_list(data, where)
        elif form == "html":
            yield read_page(data, where)
        elif form == "text":
            yield read_text(data, where)
        else:
            raise InputError(where, f"a {form} is not read from here; give it as a file")

    def _read_entry(self, entry: feeds.Entry) -> Found:
        """Give an entry's page, with what the feed says where the page does not; the feed's own words if it fails."""
        own = entry.draft
        if not (self._fetch and entry.link):
            yield own
            return
        try:
            page = self._fetcher(entry.link)
            read = read_page(page.data, entry.link, url=page.url, charset=page.charset, outlet=own.outlet)
        except InputError as error:
            yield Problem(error.what, error.where, limit=error.limit)
            if own.text:
                yield own
            return
        known = ("title", "byline", "published")
        yield replace(read, **{key: getattr(read, key) or getattr(own, key) for key in known})

    def _read_list(self, data: bytes, where: str) -> Found:
        for address in feeds.feeds_of_list(data, where):
            try:
                if not self._fetch:
                    raise InputError(address, "the feed was not fetched (--no-fetch)")
                page = self._fetcher(address)
                yield from self._read_bytes(page.data, address, nested=True)
            except InputError as error:
                yield Problem(error.what, error.where, limit=error.limit)


def _shown(path: str) -> str:
    """Return a path that can be written as UTF-8: a byte of a file name that is none becomes a question mark."""
    return path.encode("utf-8", "replace").decode("utf-8")


_ROW_READERS: dict[Format, Callable[[bytes, str, Mapping[str, str]], Found]] = {
    "jsonl": tables.read_json_lines,
    "json": tables.read_json,
    "csv": tables.read_csv,
    "parquet": tables.read_parquet,
}


class _Shelf:
    """The articles so far: their defaults, language and ids."""

    def __init__(self, published: str | None, outlet: str | None) -> None:
        self._published = published
        self._outlet = outlet
        self._articles: dict[str, Article] = {}
        self._problems: list[Problem] = []
        self._notes: dict[str, tuple[Problem, ...]] = {}

    def put(self, item: Draft | Problem) -> bool:
        """Keep an article or name why not; False when the run is full."""
        if isinstance(item, Problem):
            self._problems.append(item)
            return True
        if len(self._articles) >= limits.MAX_ARTICLES:
            what = f"the run is full with {limits.MAX_ARTICLES:,} articles (MAX_ARTICLES); what follows was not read"
            self._problems.append(Problem(what, item.where, limit="MAX_ARTICLES"))
            return False
        try:
            article, problems = item.checked()
        except InputError as error:
            self._problems.append(Problem(error.what, error.where, limit=error.limit))
            return True
        language = find_language(article.text)
        if language not in (None, "en"):
            what = f"written in {language_name(language)}, only English is read"
            self._problems.extend((*problems, Problem(what, item.where)))
            return True
        article = msgspec.structs.replace(
            article,
            published=article.published or self._published,
            outlet=article.outlet or self._outlet,
            language=language or article.language,
        )
        self._place(article, problems, given=item.id, where=item.where)
        return True

    def _place(self, article: Article, problems: tuple[Problem, ...], *, given: str | None, where: str) -> None:
        """Keep the article under an id of its own."""
        name = article.id
        if given and name in self._articles and self._articles[name].text == article.text:
            self._problems.append(Problem(f"the row with the id {given!r} came before", where, kind="ignored"))
            return
        number = 1
        while name in self._articles:
            number += 1
            name = f"{article.id}-{number}"
        if given and name != given:
            what = f"the id {given!r} belongs to another text: this one is called {name!r}"
            problems = (*problems, Problem(what, where, kind="renamed"))
        self._problems.extend(problems)
        if problems:
            self._notes[name] = problems
        self._articles[name] = msgspec.structs.replace(article, id=name)

    def reading(self) -> Reading:
        return Reading(tuple(self._articles.values()), tuple(self._problems), dict(self._notes))
