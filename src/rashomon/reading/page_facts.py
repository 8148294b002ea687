"""What a page says of itself to machines: its dates, whether it is free to read, how long its report is.

Read are schema.org's terms in JSON-LD and the Open Graph and Dublin Core terms in meta elements; a page that says nothing
there says nothing. Nothing is guessed from the text.
"""

from __future__ import annotations

import email.utils
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from rashomon.reading.drafts import first_date, iso_date

__all__ = ["PageFacts", "page_facts"]

_ARTICLE_TYPES = ("Article", "BlogPosting", "LiveBlogPosting", "Report")
"""Ends of the schema.org types that are reports: NewsArticle, ReportageNewsArticle, AnalysisNewsArticle ..."""

_PUBLISHED = (
    "article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "parsely-pub-date", "sailthru.date", "pubdate", "publish-date",
)  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_LOCKED_TIERS = ("locked", "premium")
"""Values of article:content_tier that say that only subscribers read the report; "metered" is open for a while."""

_MOST_NODES = 200
"""JSON-LD nodes that are looked at; news pages have up to some dozens."""


class PageFacts(NamedTuple):
    """What the page states; None where it does not."""

    published: str | None = None
    updated: str | None = None
    publisher: str | None = None
    free: bool | None = None
    """Whether it says that the report is free to read (isAccessibleForFree, article:content_tier)."""
    words: int | None = None
    """How many words it says that the report has (wordCount)."""


def page_facts(tree: Any) -> PageFacts:
    """Return what a page, as an lxml tree, states of its report."""
    node = _report_node(tree)
    metas = _metas(tree)
    free = _truth(node.get("isAccessibleForFree"))
    if free is None and metas.get("article:content_tier", "").lower() in _LOCKED_TIERS:
        free = False
    publisher = node.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else None
    words = node.get("wordCount")
    return PageFacts(
        published=_first_date(node.get("datePublished"), *(metas.get(name) for name in _PUBLISHED)),
        updated=_first_date(node.get("dateModified"), *(metas.get(name) for name in _UPDATED)),
        publisher=name if isinstance(name, str) else None,
        free=free,
        words=int(words) if isinstance(words, int | str) and str(words).isascii() and str(words).isdigit() else None,
    )


def _report_node(tree: Any) -> dict[str, Any]:
    """Return the one JSON-LD node that is a report with a headline; nothing where there are several, as on an overview."""
    reports = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = msgspec.json.decode((script.text or "").strip())
        except (msgspec.DecodeError, RecursionError):
            continue
        reports += [node for node in _nodes(found) if _is_report(node)]
    return reports[0] if len(reports) == 1 else {}


def _nodes(found: Any) -> Iterator[dict[str, Any]]:
    """Give the nodes of a JSON-LD document: one, a list of them, or those of its graph and the page's main entity."""
    waiting, count = [found], 0
    while waiting and count < _MOST_NODES:
        count += 1
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node[:_MOST_NODES]))
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[key] for key in ("@graph", "mainEntity") if isinstance(node.get(key), dict | list))


def _is_report(node: dict[str, Any]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return "headline" in node and any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in kinds)


def _metas(tree: Any) -> dict[str, str]:
    """Return the contents of the page's meta elements, the first of each name."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first_date(*values: Any) -> str | None:
    return first_date(*(iso_date(value) or _mail_date(value) for value in values if isinstance(value, str)))


def _mail_date(value: str) -> str | None:
    """Return the ISO form of a date as mail and HTTP write it ("Thu, 28 Aug 2025 09:00:00 GMT")."""
    try:
        return email.utils.parsedate_to_datetime(value).isoformat()
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _truth(value: Any) -> bool | None:
    """Return a schema.org Boolean, which pages write in many ways."""
    word = str(value).rpartition("/")[2].lower()
    return word == "true" if word in ("true", "false") else None
