"""Feeds: RSS, Atom and JSON Feed entries, and the feeds that an OPML list names."""

from __future__ import annotations

import calendar
import codecs
import datetime
import hashlib
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from rashomon import limits
from rashomon.errors import InputError
from rashomon.model import Problem
from rashomon.reading.decoding import decode_text, valid
from rashomon.reading.drafts import Draft, is_web_address
from rashomon.reading.html import visible_text
from rashomon.reading.tables import parse_json

__all__ = ["Entry", "feeds_of_list", "first_of", "read_feed", "read_json_feed", "refuse_entities"]

Item = TypeVar("Item")

_PROLOG = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_HARMLESS_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+\w{1,20}\s*(?:PUBLIC\s+\"-//Netscape[^\"\[\]<>]{0,200}\"\s+\"[^\"\[\]<>]{0,200}\"\s*)?>",
    re.IGNORECASE,
)
"""A bare doctype, or that of RSS 0.91, whose DTD nobody fetches."""

_ROOT = re.compile(rb"<[^\W\d]")

_CHARACTER = re.compile(rb"&#(?:x(?P<hex>[0-9a-f]+)|(?P<decimal>[0-9]+))", re.IGNORECASE)

_KEY_DIGITS = 16
"""Hexadecimal digits by which entries of one feed are told apart."""


@dataclass(frozen=True)
class Entry:
    """One entry of a feed: what the feed itself says, and the address of its page."""

    draft: Draft
    link: str | None
    key: str
    """What the entry is known by in later versions of the feed; another one once the feed says that it was updated."""


def read_feed(data: bytes, where: str) -> Iterator[Entry]:
    """Give the entries of an RSS or Atom feed.

    Raises InputError where it is no feed, or where it defines entities: those can grow without bound and open files.
    """
    import feedparser

    refuse_entities(data, where)
    # Bytes in a stream: given a string, feedparser would open a file or an address of that name.
    stream = io.BytesIO(_CHARACTER.sub(_possible, data))
    try:
        parsed = feedparser.parse(stream, sanitize_html=True, resolve_relative_uris=False)
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError) as error:
        raise InputError(where, f"the feed is too broken to be read ({error})") from error
    if not parsed.entries:
        fault = f" ({parsed.bozo_exception})" if parsed.bozo else ""
        raise InputError(where, f"the feed has no entries{fault}")
    outlet = parsed.feed.get("title")
    problems: tuple[Problem, ...] = ()
    if parsed.bozo and isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride):
        problems = (Problem(f"the feed names the wrong encoding ({parsed.bozo_exception})", where, kind="doubt"),)
    for number, entry in enumerate(parsed.entries[: limits.MAX_FEED_ENTRIES + 1], start=1):
        contents = [piece.get("value") or "" for piece in entry.get("content", ())]
        markup = max([*contents, entry.get("summary") or ""], key=len)
        yield _entry(
            f"{where}, entry {number}",
            markup=markup,
            outlet=outlet,
            title=entry.get("title"),
            byline=entry.get("author"),
            link=entry.get("link"),
            name=entry.get("id"),
            published=_day_time(entry.get("published_parsed"), entry.get("published")),
            # As a dict: feedparser's own look-up gives the date of publication where there is no other, with a warning.
            updated=_day_time(dict.get(entry, "updated_parsed"), dict.get(entry, "updated")),
            problems=problems,
        )


def read_json_feed(data: bytes, where: str) -> Iterator[Entry]:
    """Give the entries of a JSON Feed (version 1 or 1.1).

    Raises InputError where it is none.
    """
    text, problems = decode_text(data, where)
    feed, doubts = parse_json(text, where)
    problems = (*problems, *doubts)
    listed = feed.get("items") if isinstance(feed, dict) else None
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    if not items:
        raise InputError(where, "the feed has no entries")
    for number, item in enumerate(items[: limits.MAX_FEED_ENTRIES + 1], start=1):
        authors = [author.get("name") for author in item.get("authors") or () if isinstance(author, dict)]
        yield _entry(
            f"{where}, entry {number}",
            markup=_string(item.get("content_html")) or _string(item.get("content_text")) or "",
            outlet=_string(feed.get("title")),
            title=_string(item.get("title")),
            byline=", ".join(name for name in authors if isinstance(name, str)) or None,
            link=_string(item.get("url")),
            name=_string(item.get("id")),
            published=_string(item.get("date_published")),
            updated=_string(item.get("date_modified")),
            problems=problems,
        )


def feeds_of_list(data: bytes, where: str) -> list[str]:
    """Return the addresses of the feeds that an OPML list names, in its order.

    Raises InputError where it is no OPML or defines entities.
    """
    from lxml import etree

    refuse_entities(data, where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(where, f"it is not OPML ({error.msg})") from error
    addresses = [outline.get("xmlUrl") for outline in root.iter("outline")]
    feeds = list(dict.fromkeys(address for address in addresses if address))
    if not feeds:
        raise InputError(where, "the OPML list names no feed")
    return feeds[: limits.MAX_FEEDS + 1]


def first_of(
    items: Iterable[Item], limit: Literal["MAX_FEED_ENTRIES", "MAX_FEEDS"], where: str
) -> Iterator[Item | Problem]:
    """Give as many items as the limit allows, and a problem in place of those beyond it (the readers give one more)."""
    bound = getattr(limits, limit)
    for number, item in enumerate(items):
        if number == bound:
            thing = "entries" if limit == "MAX_FEED_ENTRIES" else "feeds"
            yield Problem(f"it has more than {bound:,} {thing} ({limit}); the others were not read", where, limit=limit)
            return
        yield item


def refuse_entities(data: bytes, where: str) -> None:
    """Refuse XML that defines entities or points to a DTD, before any parser sees it.

    Both are only allowed between the start of the file and its root element (XML 1.0, 2.8), so only that is looked at:
    an entry may well quote a doctype. Raises InputError.
    """
    # Without its NULs, UTF-16 and UTF-32 read like ASCII here.
    view = data.removeprefix(codecs.BOM_UTF8).lstrip(b"\xfe\xff\x00").replace(b"\x00", b"")
    position = 0
    while piece := _PROLOG.match(view, position) or _HARMLESS_DOCTYPE.match(view, position):
        position = piece.end()
    if not _ROOT.match(view, position):
        raise InputError(where, "refused: the XML defines entities or points to a DTD, which no honest feed needs")


def _possible(reference: re.Match[bytes]) -> bytes:
    """Return a reference to a character, or to the replacement character where there is no such one: feedparser breaks on it."""
    digits, base = (reference["hex"], 16) if reference["hex"] else (reference["decimal"], 10)
    number = int(digits, base) if len(digits) < 10 else sys.maxunicode + 1
    return reference.group() if number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF else b"&#65533"


def _entry(
    where: str,
    *,
    markup: str,
    outlet: str | None,
    title: str | None,
    byline: str | None,
    link: str | None,
    name: str | None,
    published: str | None,
    updated: str | None,
    problems: tuple[Problem, ...],
) -> Entry:
    """Make an entry; where the feed gives one date only, it is that of publication."""
    address = link if link and is_web_address(link) else None
    draft = Draft(
        valid(visible_text(markup), where)[0],
        where,
        url=address,
        outlet=outlet,
        title=_plain(title),
        byline=_plain(byline),
        published=published or updated,
        updated=updated if published and updated != published else None,
        problems=problems,
        is_page=True,
    )
    told = "\n".join((name or link or title or draft.text, updated or published or ""))
    return Entry(draft, address, hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:_KEY_DIGITS])


def _plain(markup: str | None) -> str | None:
    return valid(visible_text(markup or ""), "")[0].replace("\n", " ") or None


def _day_time(moment: Any, stated: str | None) -> str | None:
    """Return the ISO form of feedparser's time, which is in UTC; where no hour is stated, the day alone."""
    try:
        iso = datetime.datetime.fromtimestamp(calendar.timegm(moment), datetime.UTC).isoformat() if moment else None
    except (ValueError, OverflowError, OSError):
        return None
    return iso if iso is None or ":" in (stated or "") else iso[: len("2025-08-28")]


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None
