"""Feeds into a store: what is new, in its story, and on from where a poll was stopped."""

import hashlib

import pytest

from rashomon.errors import InputError, StoreBusyError
from rashomon.reading.fetching import Fetched
from rashomon.store import Store, Watch, watch

from . import standins

FEED, OTHER = "https://post.example/feed", "https://times.example/feed"
WORDS = (
    "Ardenia threatens Borvia at Lumen, where the two states met for the talks about the border. "
    "Minister Aalto said: they have {} tanks there. The talks go on for the rest of the week, the ministers told reporters."
)


class Web:
    """Feeds with their pages; an address that is missing cannot be had at present."""

    def __init__(self):
        self.pages = {}
        self.asked = []

    def put(self, feed, *numbers):
        site = feed.removesuffix("/feed")
        entries = "".join(
            f'<entry><id>e{n}</id><title>Border: talks {n}</title><link href="{site}/{n}"/>'
            f"<published>2021-05-{n:02}T08:00:00Z</published><summary>{WORDS.format(n)}</summary></entry>"
            for n in numbers
        )
        self.pages[feed] = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{site[8:]}</title>{entries}</feed>'
        for n in numbers:
            self.pages[f"{site}/{n}"] = (
                f"<html><head><title>Border: talks {n}</title></head><body><article><h1>Border: talks {n}</h1>"
                f"<p>{WORDS.format(n)}</p><p>{WORDS.format(n + 1)}</p></article></body></html>"
            )

    def __call__(self, url, *, known=None):
        self.asked.append(url)
        if url not in self.pages:
            raise InputError(url, "it took too long")
        data = self.pages[url].encode()
        etag = hashlib.sha256(data).hexdigest()
        return (
            Fetched(b"", url, None, etag, unchanged=True)
            if known and known.etag == etag
            else Fetched(data, url, None, etag)
        )


@pytest.fixture
def web():
    return Web()


@pytest.fixture(autouse=True)
def restored(monkeypatch):
    """Stand in for the stream; returns how often it was read from the store."""
    times = []

    def open_stream(store, *, window_days):
        times.append(window_days)
        return standins.Stream.restore(store.remembered(28))

    monkeypatch.setattr(watch, "open_stream", open_stream)
    return times


def watching(store, web, *addresses, annotate=standins.annotate):
    return Watch(store, addresses, fetcher=web, annotate=annotate)


def kept(watched):
    return [one.annotation.article.url for polled in watched.poll() for one in polled.kept]


def test_what_is_new_is_kept_in_the_order_of_time_and_asked_for_once(store, web, restored):
    web.put(FEED, 2, 1)
    watched = watching(store, web, FEED)
    assert kept(watched) == ["https://post.example/1", "https://post.example/2"]
    web.asked.clear()
    assert kept(watched) == []
    assert web.asked == [FEED]
    web.put(FEED, 3, 2, 1)
    assert kept(watched) == ["https://post.example/3"]
    (story,) = store.stories()
    assert story.accounts == 3
    assert len(restored) == 1


def test_a_watch_that_was_ended_goes_on_where_it_was(tmp_path, web):
    web.put(FEED, 1, 2)
    with Store(tmp_path / "s.sqlite", create=True) as store:
        assert len(kept(watching(store, web, FEED))) == 2
    web.put(FEED, 3, 2, 1)
    web.asked.clear()
    with Store(tmp_path / "s.sqlite") as store:
        assert kept(watching(store, web, FEED)) == ["https://post.example/3"]
    assert web.asked == [FEED, "https://post.example/3"]


def test_a_poll_that_breaks_off_loses_nothing_and_keeps_nothing_twice(store, web, restored):
    web.put(FEED, 1, 2, 3)

    def breaks(articles):
        yield standins.annotation_of(articles[0])
        raise KeyboardInterrupt

    watched = watching(store, web, FEED, annotate=breaks)
    with pytest.raises(KeyboardInterrupt):
        kept(watched)
    assert store.counts().articles == 1
    watched._annotate = standins.annotate
    assert kept(watched) == ["https://post.example/2", "https://post.example/3"]
    assert len(restored) == 2, "the stream of a batch that was broken off may know of articles that the store does not"


def test_a_feed_that_fails_costs_the_others_nothing(store, web):
    web.put(OTHER, 1)
    (polled,) = watching(store, web, FEED, OTHER).poll()
    assert [one.annotation.article.url for one in polled.kept] == ["https://times.example/1"]
    assert [problem.where for problem in polled.problems] == [FEED]


def test_long_polls_are_kept_batch_by_batch(store, web, monkeypatch):
    monkeypatch.setattr(watch, "BATCH", 2)
    web.put(FEED, 1, 2, 3)
    web.put(OTHER, 4, 5)
    poll = watching(store, web, FEED, OTHER).poll()
    assert len(next(poll).kept) == 2
    poll.close()
    web.asked.clear()
    assert len(kept(watching(store, web, FEED, OTHER))) == 3
    assert "https://post.example/1" not in web.asked


def test_another_process_may_add_between_two_polls(tmp_path, web, restored):
    path = tmp_path / "s.sqlite"
    with Store(path, create=True) as store, Store(path) as other:
        watched = watching(store, web, FEED)
        web.put(FEED, 1)
        kept(watched)
        web.put(OTHER, 1)
        kept(watching(other, web, OTHER))
        web.put(FEED, 1, 2)
        kept(watched)
        assert len(restored) == 3
        assert len(store.stories()) == 1


def test_another_process_that_stays_is_named(tmp_path, web, monkeypatch):
    monkeypatch.setattr("rashomon.limits.STORE_WAIT_SECONDS", 0.1)
    path = tmp_path / "s.sqlite"
    web.put(FEED, 1)
    with Store(path, create=True) as store, Store(path) as other:
        watched = watching(store, web, FEED)
        with other.alone("another"), pytest.raises(StoreBusyError, match="rashomon watch has to be alone"):
            kept(watched)
        assert kept(watched) == ["https://post.example/1"]
