"""Several hosts are asked at once, and what comes out has the order of the inputs."""

import threading
import time

import httpx
import pytest

from rashomon import limits
from rashomon.errors import ArchiveError
from rashomon.reading import FeedState, poll_feeds, read_articles
from rashomon.reading.ahead import in_order
from rashomon.reading.politeness import Clock

from .web import Body, fetcher


def source(name, count, *, seconds=0.0):
    def items():
        for number in range(count):
            time.sleep(seconds)
            yield f"{name}{number}"

    return items


def test_items_come_in_the_order_of_their_sources():
    sources = [source("a", 3, seconds=0.05), source("b", 0), source("c", 500), source("d", 2)]
    assert list(in_order(sources)) == [item for each in sources for item in each()]
    assert list(in_order([])) == []


def test_an_error_comes_when_its_turn_has_come():
    def fails():
        yield "b0"
        raise ArchiveError("the disk is full")

    taken = []
    with pytest.raises(ArchiveError, match="disk is full"):
        taken.extend(in_order([source("a", 2), fails, source("c", 1)]))
    assert taken == ["a0", "a1", "b0"]


def test_who_leaves_early_leaves_no_thread_behind(monkeypatch):
    monkeypatch.setattr(limits, "MAX_AHEAD", 2)
    before = threading.active_count()
    items = in_order([source(name, 10_000) for name in "abcd"])
    next(items)
    items.close()
    deadline = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert threading.active_count() <= before


class Meter:
    """A web of pages that counts how many requests each host, and all hosts together, have at once."""

    def __init__(self):
        self.lock = threading.Lock()
        self.now, self.most = {}, {}

    def __call__(self, request):
        host = request.headers["host"]
        with self.lock:
            for key in (host, "all"):
                self.now[key] = self.now.get(key, 0) + 1
                self.most[key] = max(self.most.get(key, 0), self.now[key])
        time.sleep(0.1)
        with self.lock:
            for key in (host, "all"):
                self.now[key] -= 1
        words = f"{host}{request.url.path}"
        text = "".join(f"<p>The ministers met for the {n}th time, {words} said on Monday.</p>" for n in range(4, 9))
        return httpx.Response(200, stream=Body([f"<html><body><article>{text}</article></body></html>".encode()]))


class NoPause(Clock):
    def sleep(self, seconds):
        pass


def test_hosts_are_asked_side_by_side_and_each_for_one_page_at_a_time():
    meter = Meter()
    urls = [f"https://{host}.example/{number}" for number in range(3) for host in "abcdef"]
    reading = read_articles(urls, fetcher=fetcher(meter, clock=NoPause(), seconds=30))
    assert [article.url for article in reading.articles] == urls
    assert 2 <= meter.most.pop("all") <= limits.MAX_FETCHES
    assert set(meter.most.values()) == {1}


def test_feeds_are_polled_side_by_side_and_told_in_order():
    entries = "".join(
        f"<item><title>Talks {n}</title><description>The ministers met again.</description></item>" for n in "12"
    )
    meter = Meter()

    def feed(request):
        meter(request)
        return httpx.Response(200, stream=Body([f"<rss><channel>{entries}</channel></rss>".encode()]))

    states = [FeedState(f"https://{host}.example/feed") for host in "abcd"]
    steps = list(poll_feeds(states, fetcher=fetcher(feed, clock=NoPause(), seconds=30)))
    assert [state.url for state, _ in steps] == [state.url for state in states for _ in range(3)]
    assert meter.most["all"] >= 2
