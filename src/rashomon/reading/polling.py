"""Polling: feeds read again and again, only what is new, with what must be remembered handed in and out."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from rashomon import limits
from rashomon.errors import InputError
from rashomon.knowledge import Knowledge
from rashomon.model import Problem
from rashomon.reading.ahead import in_order
from rashomon.reading.drafts import Draft
from rashomon.reading.feeds import first_of
from rashomon.reading.fetching import Fetch, Validators
from rashomon.reading.finishing import Finisher, Found
from rashomon.reading.opening import Opener, entries_of, web_fetcher
from rashomon.reading.parsing import feeds_of_list
from rashomon.reading.sources import HEAD_BYTES, Source, expand, recognise

__all__ = ["FeedState", "feed_addresses", "poll_feeds"]


_Step = tuple["FeedState", "Draft | Problem | None"]


class FeedState(msgspec.Struct, frozen=True):
    """What is remembered of one feed between two polls: plain values, so that a store keeps them as they are."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    """What the server gave with the last version that was read whole; sent back, it spares an unchanged feed."""
    seen: tuple[str, ...] = ()
    """Keys of the entries, among those that the feed holds now, that need not be read again."""
    not_before: str | None = None
    """ISO 8601 time in UTC before which the feed is not asked: the server said so."""


def poll_feeds(
    states: Iterable[FeedState],
    *,
    fetcher: Fetch | None = None,
    allow_private_hosts: bool = False,
    keep: Path | None = None,
    outlet: str | None = None,
    knowledge: Knowledge | None = None,
) -> Iterator[tuple[FeedState, Found]]:
    """Ask each feed once, and give its new entries as they come, each with the state of its feed to keep with it.

    A feed that was never polled starts as ``FeedState(url)``. Each pair is one step: what was found, and the state that
    is true once it has been stored. Who stores the two together may be stopped at any point: the next poll, with the last
    state that was kept, goes on where this one stopped. A feed's last pair has no article and holds its new validators;
    a feed that is unchanged, or rests until `not_before`, gives that pair alone.

    An entry is read again once its feed says that it was updated (then it is a new version of its address). An entry
    whose page cannot be had at present (a timeout, a 503) is named and tried again with the next poll; one whose
    page will not be had (a wall, a 404) is read as the feed gives it.

    Feeds are asked side by side, up to MAX_AHEAD entries of each before their turn, and told in the order of `states`. Ids
    are unique within one call; `keep` and `fetcher` are those of `iter_articles`. A fetcher of the caller's own, kept
    from one call to the next, remembers the pace of hosts, their rest and their robots.txt; several threads use it at
    once. A feed that fails is a problem, and the others go on. Raises ArchiveError where pages cannot be kept.
    """
    fetch = fetcher or web_fetcher(allow_private_hosts=allow_private_hosts, keep=keep)
    opener = Opener({}, fetch)
    finisher = Finisher(None, outlet, knowledge)
    polls = [functools.partial(_ask, state, fetch, opener) for state in states]
    return ((state, finisher.finish(item) if item else Found()) for state, item in in_order(polls))


def feed_addresses(inputs: Sequence[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the addresses of the feeds that are named: those in OPML files, and web addresses as they stand.

    What is neither becomes a problem. Nothing is fetched.
    """
    addresses: dict[str, None] = {}
    problems: list[Problem] = []
    for source in expand(inputs):
        if isinstance(source, Problem):
            problems.append(source)
        elif source.kind == "url":
            addresses[source.name] = None
        else:
            try:
                for found in first_of(_feeds_in(source), "MAX_FEEDS", source.name):
                    if isinstance(found, Problem):
                        problems.append(found)
                    else:
                        addresses[found] = None
            except InputError as error:
                problems.append(Problem(error.what, error.where, limit=error.limit))
    return tuple(addresses), tuple(problems)


def _feeds_in(source: Source) -> list[str]:
    if source.kind == "stdin":
        raise InputError("standard input", "give the list of feeds as a file, or a feed by its address")
    try:
        with Path(source.name).open("rb") as stream:
            data = stream.read(limits.MAX_PAGE_BYTES + 1)
    except OSError as error:
        raise InputError(source.name, f"it cannot be read ({error.strerror or error})") from error
    if recognise(data[:HEAD_BYTES], source.name) != "opml":
        raise InputError(source.name, "it is no OPML list of feeds; give a list, or a feed by its address")
    return feeds_of_list(data, source.name)


def _ask(state: FeedState, fetch: Fetch, opener: Opener) -> Iterator[_Step]:
    """Give the steps of one feed; what stops it becomes a problem."""
    if state.not_before and datetime.datetime.fromisoformat(state.not_before) > _now():
        yield state, None
        return
    try:
        yield from _poll(state, fetch, opener)
    except InputError as error:
        again = error.again.isoformat() if error.again else None
        yield msgspec.structs.replace(state, not_before=again), Problem(error.what, error.where, limit=error.limit)


def _poll(state: FeedState, fetch: Fetch, opener: Opener) -> Iterator[_Step]:
    page = fetch(state.url, known=Validators(state.etag, state.last_modified))
    if page.unchanged:
        yield msgspec.structs.replace(state, not_before=None), None
        return
    found = list(first_of(entries_of(page.data, state.url), "MAX_FEED_ENTRIES", state.url))
    entries = [entry for entry in found if not isinstance(entry, Problem)]
    held = {entry.key for entry in entries}
    seen = dict.fromkeys(key for key in state.seen if key in held)
    # The old validators stay until all is read: a feed that was left half-way must not answer "unchanged".
    state = msgspec.structs.replace(state, seen=tuple(seen), not_before=None)
    yield from ((state, problem) for problem in found if isinstance(problem, Problem))
    for entry in entries:
        if entry.key in seen:
            continue
        try:
            draft: Draft | None = opener.page_of(entry)
            failure = None
        except InputError as error:
            draft = entry.draft if entry.draft.text and not error.again else None
            failure = error
            yield state, Problem(error.what, error.where, limit=error.limit)
        if failure is None or failure.again is None:
            seen[entry.key] = None
            state = msgspec.structs.replace(state, seen=tuple(seen))
            yield state, draft
    if held <= seen.keys():
        state = msgspec.structs.replace(state, etag=page.etag, last_modified=page.last_modified)
    yield state, None


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
