"""Feeds asked again and again: only what is new, politely, and nothing lost when stopped half-way."""

import datetime

import msgspec
import pytest

from rashomon.errors import InputError
from rashomon.reading import FeedState, feed_addresses, poll_feeds
from rashomon.reading.fetching import Fetched

FEED = "https://news.example/feed"
NOW = datetime.datetime.now(datetime.UTC)


def item(number, updated=None):
    date = f"<updated>{updated}</updated>" if updated else ""
    return (
        f'<entry><id>e{number}</id><title>Talks {number}</title><link href="https://news.example/{number}"/>{date}'
        f"<summary>The summary of report {number}, which tells of the talks on the border.</summary></entry>"
    )


def feed(*items):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Lumen Times</title>{"".join(items)}</feed>'


def page(number):
    sentence = f"<p>The ministers of the two states met for talk number {number} to speak about the border.</p>"
    return f"<html><head><title>Talks {number}</title></head><body><article>{sentence * 4}</article></body></html>"


class Web:
    """Pages by their address, each either markup or an error; feeds have ETags, and what was asked is kept."""

    def __init__(self, pages):
        self.pages = pages
        self.asked = []

    def __call__(self, url, *, known=None):
        self.asked.append(url)
        content = self.pages.get(url)
        if content is None:
            raise InputError(url, "there is no such page (HTTP 404)")
        if isinstance(content, Exception):
            raise content
        etag = f'"{hash(content)}"'
        if known and known.etag == etag:
            return Fetched(b"", url, None, etag, unchanged=True)
        return Fetched(content.encode(), url, None, etag)


def poll(web, *states):
    """The steps of a poll, and the last state of each feed."""
    steps = list(poll_feeds(states, fetcher=web))
    return [found for _, found in steps], list({state.url: state for state, _ in steps}.values())


def titles(found):
    return [each.article.title for each in found if each.article]


def test_a_feed_is_read_once_and_then_only_what_is_new():
    web = Web({FEED: feed(item(1), item(2)), **{f"https://news.example/{n}": page(n) for n in (1, 2, 3)}})
    found, (state,) = poll(web, FeedState(FEED))
    assert titles(found) == ["Talks 1", "Talks 2"]
    assert all(each.article.outlet == "Lumen Times" for each in found if each.article)
    web.asked.clear()
    found, (same,) = poll(web, state)
    assert (titles(found), web.asked, same) == ([], [FEED], state)
    web.pages[FEED] = feed(item(3), item(1), item(2))
    found, (state,) = poll(web, state)
    assert titles(found) == ["Talks 3"]
    assert len(state.seen) == 3


def test_a_state_goes_to_json_and_back():
    web = Web({FEED: feed(item(1)), "https://news.example/1": page(1)})
    _, (state,) = poll(web, FeedState(FEED))
    assert msgspec.json.decode(msgspec.json.encode(state), type=FeedState) == state


@pytest.mark.parametrize("stop", range(1, 4))
def test_a_poll_that_is_stopped_after_any_step_goes_on_from_the_state_that_was_kept(stop):
    web = Web({FEED: feed(item(1), item(2), item(3)), **{f"https://news.example/{n}": page(n) for n in (1, 2, 3)}})
    kept, state = [], FeedState(FEED)
    for number, (after, found) in enumerate(poll_feeds([state], fetcher=web), start=1):
        kept.append(found)
        state = after
        if number == stop:
            break
    found, _ = poll(web, state)
    assert sorted(titles([*kept, *found])) == ["Talks 1", "Talks 2", "Talks 3"]


def test_an_entry_that_was_updated_is_read_again():
    web = Web({FEED: feed(item(1, "2025-08-28T09:00:00Z")), "https://news.example/1": page(1)})
    _, (state,) = poll(web, FeedState(FEED))
    web.pages[FEED] = feed(item(1, "2025-08-28T11:30:00Z"))
    found, _ = poll(web, state)
    assert titles(found) == ["Talks 1"]


def test_a_page_that_cannot_be_had_now_is_tried_again_and_one_that_never_will_is_read_from_the_feed():
    busy = InputError("https://news.example/1", "HTTP 503", again=NOW)
    web = Web({FEED: feed(item(1), item(2)), "https://news.example/1": busy})
    found, (state,) = poll(web, FeedState(FEED))
    assert [problem.where for each in found for problem in each.problems] == [
        "https://news.example/1",
        "https://news.example/2",
    ]
    assert titles(found) == ["Talks 2"]
    assert state.etag is None
    web.pages["https://news.example/1"] = page(1)
    found, (state,) = poll(web, state)
    assert titles(found) == ["Talks 1"]
    assert state.etag


def test_a_feed_that_asks_for_rest_is_left_alone_and_others_are_unharmed():
    later = NOW + datetime.timedelta(hours=1)
    resting, other = "https://busy.example/feed", FEED
    web = Web({resting: InputError(resting, "HTTP 429", again=later), other: feed(item(1))})
    found, states = poll(web, FeedState(resting), FeedState(other))
    assert titles(found) == ["Talks 1"]
    assert states[0].not_before == later.isoformat()
    web.asked.clear()
    poll(web, states[0])
    assert web.asked == []
    past = msgspec.structs.replace(states[0], not_before=NOW.isoformat())
    poll(web, past)
    assert web.asked == [resting]


def test_what_is_no_feed_is_a_problem():
    found, _ = poll(Web({FEED: page(1)}), FeedState(FEED))
    assert "it is no feed (html)" in found[0].problems[0].what


def test_the_feeds_are_those_of_the_lists_and_the_addresses_as_they_stand(tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text(f'<opml version="2.0"><body><outline xmlUrl="{FEED}"/><outline xmlUrl="{FEED}"/></body></opml>')
    text = tmp_path / "a.txt"
    text.write_text("The ministers met.")
    addresses, problems = feed_addresses([str(path), "https://paper.example/rss", str(text), "-"])
    assert addresses == (FEED, "https://paper.example/rss")
    assert [problem.where for problem in problems] == [str(text), "standard input"]
