"""Dates of publication: what is stated, in a fixed order; what cannot be is ignored and named, nothing is guessed."""

import datetime
import json

import pytest

from rashomon.reading import read_articles
from rashomon.reading.fetching import Fetched
from rashomon.reading.html import read_page

SENTENCE = "The ministers of the two states met on Monday to talk about the border, officials said."
FUTURE = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)).isoformat()
TODAY_FURTHER_EAST = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=13)).date().isoformat()


def page(head):
    return f"<html><head><title>Talks</title>{head}</head><body><article>{f'<p>{SENTENCE}</p>' * 5}</article></body></html>"


def meta(name, content):
    return f'<meta property="{name}" content="{content}">'


def data(*nodes):
    return f'<script type="application/ld+json">{json.dumps(nodes[0] if len(nodes) == 1 else nodes)}</script>'


def report(**about):
    return {"@type": "NewsArticle", "headline": "Talks", **about}


def dates(head):
    draft = read_page(page(head).encode(), "a.html")
    return draft.published, draft.updated


@pytest.mark.parametrize(
    ("head", "published", "updated"),
    [
        ("", None, None),
        (data(report(datePublished="2025-08-28T09:00:00+02:00")), "2025-08-28T09:00:00+02:00", None),
        (data({"@graph": [{"@type": "WebSite"}, report(datePublished="2025-08-28")]}), "2025-08-28", None),
        (data(report(datePublished="2025-08-28", dateModified="2025-08-30")), "2025-08-28", "2025-08-30"),
        (data(report(datePublished="2025-08-28", dateModified="2025-08-28")), "2025-08-28", None),
        (
            meta("article:published_time", "2025-08-28T09:00:00Z") + meta("article:modified_time", "2025-08-29T07:00:00Z"),
            "2025-08-28T09:00:00Z",
            "2025-08-29T07:00:00Z",
        ),
        (meta("pubdate", "Thu, 28 Aug 2025 09:00:00 GMT"), "2025-08-28T09:00:00+00:00", None),
        (data(report(datePublished="1970-01-01T00:00:00Z")) + meta("dc.date", "2025-08-28"), "2025-08-28", None),
        (data(report(datePublished="0001-01-01T00:00:00")) + meta("dc.date", "2025-08-28"), "2025-08-28", None),
        (data(report(datePublished=FUTURE)) + meta("dc.date", "2025-08-28"), "2025-08-28", None),
        (data(report(datePublished="yesterday")), None, None),
        ('<script type="application/ld+json">{"@type": [[[</script>', None, None),
        (f'<script type="application/ld+json">{"[" * 100_000}</script>', None, None),
    ],
    ids=[
        "none", "JSON-LD", "graph", "updated", "updated at once", "Open Graph", "as in mail", "1970", "year 1", "future",
        "words", "broken", "nested",
    ],
)  # fmt: skip
def test_a_page_states_its_dates(head, published, updated):
    assert dates(head) == (published, updated)


def test_the_page_goes_before_the_feed_and_the_feed_before_the_run(tmp_path):
    feed = tmp_path / "feed.xml"

    def published(page_head, entry_date):
        feed.write_text(
            f"<rss><channel><item><link>https://news.example/a</link>{entry_date}"
            f"<description>{SENTENCE}</description></item></channel></rss>"
        )

        def fetch(url, **_known):
            return Fetched(page(page_head).encode(), url, None)

        (article,) = read_articles([str(feed)], fetcher=fetch, published="2025-08-26").articles
        return article.published

    stated, entry = meta("dc.date", "2025-08-28"), "<pubDate>Wed, 27 Aug 2025 09:00:00 GMT</pubDate>"
    assert published(stated, entry) == "2025-08-28"
    assert published("", entry) == "2025-08-27T09:00:00+00:00"
    assert published(meta("dc.date", FUTURE), entry) == "2025-08-27T09:00:00+00:00"
    assert published("", "") == "2025-08-26"


@pytest.mark.parametrize("key", ["published", "updated"])
@pytest.mark.parametrize("value", ["1970-01-01", "0001-01-01", "yesterday"])
def test_a_date_that_cannot_be_is_ignored_and_named(tmp_path, key, value):
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"text": SENTENCE, key: value}))
    reading = read_articles([str(path)])
    assert getattr(reading.articles[0], key) is None
    assert [problem.kind for problem in reading.problems] == ["ignored"]
    assert key in reading.problems[0].what


@pytest.mark.parametrize("value", [FUTURE, "9999-12-31"])
def test_a_date_in_the_future_is_a_doubt_where_a_row_states_it_and_no_date_where_a_page_does(tmp_path, value):
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"text": SENTENCE, "published": value}))
    reading = read_articles([str(path)])
    assert reading.articles[0].published == value
    assert [problem.kind for problem in reading.problems] == ["doubt"]
    path = tmp_path / "a.html"
    path.write_text(page(meta("dc.date", value)))
    reading = read_articles([str(path)])
    assert reading.articles[0].published is None
    assert [problem.kind for problem in reading.problems] == ["ignored"]


@pytest.mark.parametrize("value", ["2025-08-28T09:30:00", "2025-08-28", TODAY_FURTHER_EAST])
def test_a_date_stays_as_it_was_stated_and_no_zone_is_added(tmp_path, value):
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"text": SENTENCE, "published": value}))
    assert read_articles([str(path)]).articles[0].published == value


def test_yesterday_without_a_date_of_publication_is_not_resolved(annotate_text):
    text = "The ministers met yesterday in Paris, officials said."
    assert [time.value for time in annotate_text(text).times] == [None]
    assert [time.value for time in annotate_text(text, published="2025-08-28").times] == ["2025-08-27"]
