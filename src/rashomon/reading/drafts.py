"""A draft: what was found of a report before it is checked and becomes an article."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from rashomon import limits
from rashomon.errors import InputError, TooLargeError
from rashomon.model import Article, Problem
from rashomon.reading.datelines import find_dateline
from rashomon.reading.decoding import valid

__all__ = ["Draft", "first_date", "host_of", "is_future", "is_web_address", "iso_date", "normal_lines", "short_id"]

_ISO_START = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")
_WEB_ADDRESS = re.compile("https?://[^\\s<>\"'\ud800-\udfff]+", re.IGNORECASE)
_CLOCK_ZERO = datetime.datetime(1970, 1, 1)


@dataclass(frozen=True)
class Draft:
    """A report as it was found; `where` names the place for messages ("reports.csv, row 3")."""

    text: str
    where: str
    id: str | None = None
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    is_page: bool = False
    """Whether it was read from a page or a feed, where `outlet` is what the site calls itself."""

    def checked(self) -> tuple[Article, tuple[Problem, ...]]:
        """Turn the draft into an article, and name what had to be ignored.

        Raises InputError where there is no text, TooLargeError where there is too much.
        """
        text, doubts = valid(normal_lines(self.text), self.where)
        if not text.strip():
            raise InputError(self.where, "there is no text in it")
        if len(text) > limits.MAX_ARTICLE_CHARS:
            raise TooLargeError(
                self.where,
                f"the text has {len(text):,} characters, more than the {limits.MAX_ARTICLE_CHARS:,} of one report "
                "(MAX_ARTICLE_CHARS); split it into its reports",
                limit="MAX_ARTICLE_CHARS",
            )
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
        problems = [*self.problems, *doubts]
        dates: dict[str, str | None] = {"published": self.published, "updated": self.updated}
        for key, value in dates.items():
            date = iso_date(value) if value else None
            if value and date is None:
                problems.append(self._ignored(f"{key} {value[:100]!r} is not a date (write 2025-08-28)"))
            elif date and is_future(date) and self.is_page:
                problems.append(self._ignored(f"{key} {date!r} lies in the future"))
                date = None
            elif date and is_future(date):
                # What a row states holds: it may be an exercise, and relative dates count from it.
                problems.append(Problem(f"{key} {date!r} lies in the future", self.where, kind="doubt"))
            dates[key] = date
        url = self.url
        if url and not is_web_address(url):
            problems.append(self._ignored(f"url {url[:100]!r} is no http or https address"))
            url = None
        article = Article(
            id=_one_line(self.id) or short_id(sha256),
            text=text,
            sha256=sha256,
            path=self.path,
            url=url,
            outlet=_one_line(self.outlet),
            title=_one_line(self.title),
            byline=_one_line(self.byline),
            published=dates["published"],
            updated=dates["updated"],
            dateline=find_dateline(text, self.title),
            language=_one_line(self.language),
            extra=dict(self.extra),
        )
        return article, tuple(problems)

    def _ignored(self, what: str) -> Problem:
        return Problem(f"{what}: ignored", self.where, kind="ignored")


def short_id(sha256: str) -> str:
    """Return the id of an article that came without one."""
    return sha256[:12]


def normal_lines(text: str) -> str:
    r"""Make every line end ``\n``; nothing else changes."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def iso_date(value: str) -> str | None:
    """Return an ISO 8601 date or date-time that opens with ``YYYY-MM-DD``; None where the value is no date.

    The first moment of 1970 is no date either, nor is the first day of the calendar: they are what a computer writes where
    none was known.
    """
    value = value.strip()
    try:
        moment = datetime.datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.replace(tzinfo=None) == _CLOCK_ZERO or moment.year == datetime.MINYEAR:
        return None
    if _ISO_START.fullmatch(value):
        return value
    with contextlib.suppress(ValueError):
        return datetime.date.fromisoformat(value).isoformat()  # a day in another form of ISO 8601 gets no midnight
    return moment.isoformat()


def is_future(date: str) -> bool:
    """Say whether an ISO 8601 date lies more than a day ahead, so that it is tomorrow's nowhere on earth.

    A time without a zone is taken as UTC for this.
    """
    moment = datetime.datetime.fromisoformat(date)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return moment > datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)


def first_date(*values: str | None) -> str | None:
    """Return the first of several dates that can be that of a report; where none can, the first, to be named as ignored."""
    given = [value for value in values if value]
    for value in given:
        date = iso_date(value)
        if date and not is_future(date):
            return date
    return given[0] if given else None


def is_web_address(url: str) -> bool:
    """Say whether the address can be shown as a link: http or https, nothing that runs."""
    return _WEB_ADDRESS.fullmatch(url) is not None


def host_of(url: str | None) -> str | None:
    """Return the host of an address in lower case, without a leading "www."; None where there is none."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _one_line(value: str | None) -> str | None:
    """Fold white space in a label: a title or a name is one line of valid text."""
    return " ".join(valid(value, "")[0].split()) or None if value else None
