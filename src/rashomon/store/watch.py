"""Watching feeds: what is new in them goes into a store, batch by batch, and where a poll was stopped the next goes on."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rashomon.model import Annotation, Article, Problem
from rashomon.store.ingest import Grouper, Kept, ingest, new_articles, open_stream
from rashomon.store.store import Store

if TYPE_CHECKING:
    from rashomon.knowledge import Knowledge
    from rashomon.reading import FeedState, Found
    from rashomon.reading.fetching import Fetch

__all__ = ["Polled", "Watch"]

BATCH = 100
"""Articles that are annotated and kept at a time: enough for two processes, and so few that a poll of many feeds which is
stopped has to fetch little again."""


class Polled(NamedTuple):
    """What a part of a poll brought: the articles that were kept, and what could not be had."""

    kept: tuple[Kept, ...]
    problems: tuple[Problem, ...]


class Watch:
    """Polls feeds into a store, as often as `poll` is called.

    Args:
        store: Where articles, stories and the state of each feed are kept.
        addresses: Of the feeds.
        fetcher: What fetches, kept from poll to poll, so that hosts are asked at their pace.
        annotate: Annotates articles in their order.
        window_days: That may lie between a report and the newest of its story; the default of `rashomon.stories` where None.
        knowledge: Whose table names the outlet of an address.
    """

    def __init__(
        self,
        store: Store,
        addresses: Sequence[str],
        *,
        fetcher: Fetch,
        annotate: Callable[[Sequence[Article]], Iterable[Annotation]],
        window_days: int | None = None,
        knowledge: Knowledge | None = None,
    ) -> None:
        self._store = store
        self._addresses = addresses
        self._fetcher = fetcher
        self._annotate = annotate
        self._window_days = window_days
        self._knowledge = knowledge
        self._stream: Grouper | None = None
        self._version: int | None = None

    def poll(self) -> Iterator[Polled]:
        """Ask each feed once, and keep what is new; the feed's state is kept after the articles that it brought.

        Stopped at any point, the next poll fetches again a batch and what was read ahead at most, and skips what the store
        holds. Other processes may add to the store between two batches; raises StoreBusyError where one does so for too long.
        """
        from rashomon.reading import poll_feeds

        batch: list[tuple[FeedState, Found]] = []
        for step in poll_feeds(self._states(), fetcher=self._fetcher, knowledge=self._knowledge):
            batch.append(step)
            if sum(found.article is not None for _, found in batch) >= BATCH:
                yield self._keep(batch)
                batch = []
        if batch:
            yield self._keep(batch)

    def _states(self) -> list[FeedState]:
        from rashomon.reading import FeedState

        kept = self._store.feeds()
        return [
            msgspec.json.decode(kept[address], type=FeedState) if address in kept else FeedState(address)
            for address in self._addresses
        ]

    def _keep(self, batch: Sequence[tuple[FeedState, Found]]) -> Polled:
        from rashomon.reading import Reading

        articles = [found.article for _, found in batch if found.article is not None]
        notes = {found.article.id: found.problems for _, found in batch if found.article is not None}
        problems = tuple(problem for _, found in batch if found.article is None for problem in found.problems)
        kept: tuple[Kept, ...] = ()
        with self._store.alone("rashomon watch"):
            new = new_articles(self._store, Reading(tuple(articles), problems, notes))
            if new.articles:
                with self._current_stream() as stream:
                    kept = tuple(ingest(self._store, self._annotate(new.articles), stream, notes=new.notes))
            for state in {state.url: state for state, _ in batch}.values():
                self._store.keep_feed(state.url, msgspec.json.encode(state).decode())
        return Polled(kept, problems)

    @contextlib.contextmanager
    def _current_stream(self) -> Iterator[Grouper]:
        """Give the stream of the store, read again where another process has added to it or a batch was broken off."""
        version = self._store.database.version_of_others()
        stream = self._stream
        if stream is None or self._version != version:
            stream = open_stream(self._store, window_days=self._window_days)
        self._stream, self._version = None, version
        yield stream
        self._stream = stream
