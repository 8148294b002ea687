"""Parsing documents of the web in the sandbox: what the other modules of reading call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from rashomon.model import Problem
from rashomon.reading.decoding import decode_page
from rashomon.reading.drafts import Draft
from rashomon.reading.feeds import Entry
from rashomon.reading.html import plain_page
from rashomon.reading.sandbox import ParserCrashError, Question, parse

__all__ = ["entries_of_feed", "feeds_of_list", "page_of", "rows_of_parquet"]


def page_of(
    data: bytes, where: str, *, url: str | None = None, charset: str | None = None, outlet: str | None = None
) -> Draft:
    """Read a page as `html.read_page` does; one that the parser does not survive gives its visible text, with the doubt.

    Raises InputError where no main text is found, or a wall stands in place of the report.
    """
    about = {"url": url, "charset": charset, "outlet": outlet}
    try:
        (found,) = parse(Question("page", data, where, about))
    except ParserCrashError as error:
        markup, problems = decode_page(data, where, charset)
        doubt = Problem(f"{error.what}: all its visible text is taken", where, "doubt", error.limit)
        return plain_page(markup, where, doubt, *problems, url=url, outlet=outlet)
    return cast(Draft, found)


def entries_of_feed(data: bytes, where: str) -> list[Entry]:
    """Return the entries of an RSS or Atom feed, as `feeds.read_feed` does; raise InputError where it is none."""
    return cast(list[Entry], list(parse(Question("feed", data, where))))


def feeds_of_list(data: bytes, where: str) -> list[str]:
    """Return the feeds of an OPML list, as `feeds.feeds_of_list` does; raise InputError where it is none."""
    return cast(list[str], list(parse(Question("opml", data, where))))


def rows_of_parquet(data: bytes, where: str, columns: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """Give the rows of a Parquet table, as `tables.read_parquet` does; raise InputError where it is damaged."""
    return cast(Iterator[Draft | Problem], parse(Question("parquet", data, where, {"columns": dict(columns)})))
