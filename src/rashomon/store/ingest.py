"""Ingest: new articles are annotated, placed and kept one by one, so that a run may be stopped at any point.

This module, `comparing` and `watch` tie the stages together; the others of the package know nothing of how what they keep
was made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from rashomon.model import Annotation, Article, Placement, Problem
from rashomon.store.store import Store
from rashomon.store.writing import page_of

if TYPE_CHECKING:
    from rashomon.reading import Reading

__all__ = ["Grouper", "Kept", "ingest", "new_articles", "open_stream"]


class Grouper(Protocol):
    """What gives each article its story as it comes; `rashomon.stories.Stream` is one."""

    def add(self, article: Article) -> Placement:
        """Place an article."""


class Kept(NamedTuple):
    """An article as it was kept, and its story."""

    annotation: Annotation
    placement: Placement


def ingest(
    store: Store,
    annotations: Iterable[Annotation],
    stream: Grouper,
    *,
    notes: Mapping[str, tuple[Problem, ...]] | None = None,
) -> Iterator[Kept]:
    """Place articles, and keep each with all that was read from it and its story in one transaction.

    They are given back as they are kept. A run that was stopped, however it was, has kept some of them whole and the others
    not at all; the same run then goes on with the others and ends with what an unbroken one would have kept. Call it
    within ``store.alone(...)``: two runs at once would not know of each other's stories.

    Args:
        store: Where they are kept.
        annotations: Of what `new_articles` gave, in its order.
        stream: The stream of the store, as `open_stream` gave it.
        notes: What is uncertain about an article, by its id.
    """
    for annotation in annotations:
        noted = (notes or {}).get(annotation.article.id, ())
        placement = stream.add(_as_placed(annotation.article))
        annotation = msgspec.structs.replace(annotation, problems=(*noted, *annotation.problems))
        yield Kept(store.add(annotation, placement), placement)


def new_articles(store: Store, reading: Reading) -> Reading:
    """Return what the store does not hold, in the order of time, each article under an id that is free.

    The same text at the same page (or, without an address, of the same outlet) is the same article. An id that another
    article has gets a suffix that depends on the article alone. Articles without a date come last.
    """
    from rashomon.reading import Reading

    new: dict[str, Article] = {}
    notes: dict[str, tuple[Problem, ...]] = {}
    seen = set()
    for article in sorted(reading.articles, key=_time):
        identity = (
            article.sha256,
            page_of(article) if article.url else article.outlet,
            article.url is None,
        )
        if identity in seen or store.holds(article):
            continue
        seen.add(identity)
        name = article.id
        if name in new or store.has_id(name):
            name = f"{name}-{_suffix(article)}"
        new[name] = msgspec.structs.replace(article, id=name)
        notes[name] = reading.notes_on(article.id)
    return Reading(tuple(new.values()), reading.problems, notes)


def open_stream(store: Store, *, window_days: int | None = None) -> Grouper:
    """Return the stream of stories as it was when the last article was kept."""
    from rashomon.stories import DEFAULT_WINDOW_DAYS, Stream

    window = DEFAULT_WINDOW_DAYS if window_days is None else window_days
    memory = Stream(window_days=window).memory_days
    return Stream.restore(store.remembered(memory), window_days=window)


def _time(article: Article) -> tuple[bool, float, str]:
    from rashomon.stories.publication import in_order_of_time

    return *in_order_of_time(article), article.updated or ""


def _as_placed(article: Article) -> Article:
    """Return the article as the stream sees it: a day that is yet to come would end every story, and so counts as none."""
    from rashomon.reading.drafts import is_future
    from rashomon.stories.publication import publication

    if article.published and publication(article) is not None and is_future(article.published):
        return msgspec.structs.replace(article, published=None)
    return article


def _suffix(article: Article) -> str:
    where = page_of(article) if article.url else article.outlet or ""
    return hashlib.sha256(f"{where}\n{article.sha256}".encode()).hexdigest()[:8]
