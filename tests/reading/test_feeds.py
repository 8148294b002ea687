"""Feeds: their entries, the pages behind them, and XML that tries to harm."""

import json
import socket
import time
import tracemalloc

import pytest

from rashomon.errors import InputError
from rashomon.reading import feed_addresses, feeds, read_articles
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


QUADRATIC = f"""<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>
<rss version="2.0"><channel><title>{"&a;" * 50_000}</title></channel></rss>"""
ROOTS = {
    "RSS": "<rss version='2.0'><channel><item><title>&x; talks</title></item></channel></rss>",
    "Atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>&x; talks</title></entry></feed>",
    "OPML": "<opml version='2.0'><body><outline text='&x;' xmlUrl='https://news.example/feed'/></body></opml>",
}
DOCTYPES = {
    "an external entity": '<!DOCTYPE r [<!ENTITY x SYSTEM "{target}">]>',
    "a public entity": '<!DOCTYPE r [<!ENTITY x PUBLIC "-//x//EN" "{target}">]>',
    "an external DTD": '<!DOCTYPE r SYSTEM "{target}">',
    "a parameter entity": '<!DOCTYPE r [<!ENTITY % p SYSTEM "{target}"> %p; <!ENTITY x "x">]>',
}


@pytest.mark.parametrize("bomb", [BOMB, QUADRATIC], ids=["laughs", "quadratic"])
@pytest.mark.parametrize("root", ["rss", "feed", "opml"])
def test_xml_that_grows_is_refused_at_once_before_it_is_parsed(tmp_path, bomb, root):
    xml = bomb.replace("rss", root)
    started = time.perf_counter()
    tracemalloc.start()
    with pytest.raises(InputError, match="entities"):
        list(feeds.feeds_of_list(xml.encode(), "a") if root == "opml" else feeds.read_feed(xml.encode(), "a"))
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    assert time.perf_counter() - started < 2
    assert read_articles([saved(tmp_path, xml)], fetch=False).articles == ()


@pytest.fixture
def canary(tmp_path):
    """A file and a server that nobody may open: its address, that of the file, and who came."""
    (tmp_path / "secret").write_text("SECRET WORDS")
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    targets = {
        "file": (tmp_path / "secret").as_uri(),
        "address": f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd",
    }

    def was_opened():
        try:
            server.accept()
        except TimeoutError:
            return False
        return True

    yield targets, was_opened
    server.close()


@pytest.mark.parametrize("guarded", [True, False], ids=["", "even without the guard"])
@pytest.mark.parametrize("kind", ["file", "address"])
@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("root", ROOTS)
def test_xml_opens_no_file_and_no_connection(canary, monkeypatch, root, doctype, kind, guarded):
    targets, was_opened = canary
    xml = f'<?xml version="1.0"?>{DOCTYPES[doctype].format(target=targets[kind])}{ROOTS[root]}'.encode()
    if not guarded:
        monkeypatch.setattr(feeds, "refuse_entities", lambda *_: None)
    try:
        found = repr(list(feeds.feeds_of_list(xml, "a") if root == "OPML" else feeds.read_feed(xml, "a")))
    except InputError:
        found = ""
    assert "SECRET" not in found
    assert not was_opened()
    assert found == "" or not guarded


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
    body = "the &amp;amp; " * 60_000 + "the &#38;amp; " * 60_000
    feed = saved(tmp_path, RSS.replace("<![CDATA[%s]]>", body))
    article, _ = read_articles([feed], fetch=False).articles
    assert article.text.count("&") == 120_000


def test_what_only_looks_like_a_feed_is_named(tmp_path):
    (problem,) = read_articles([saved(tmp_path, "<rss><<<")]).problems
    assert problem.kind == "unread"


def test_entries_and_feeds_beyond_the_bound_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr("rashomon.limits.MAX_FEED_ENTRIES", 2)
    monkeypatch.setattr("rashomon.limits.MAX_FEEDS", 2)
    items = [
        {"id": str(n), "content_text": f"The ministers of the two states met for the {n}th time."} for n in range(3)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": items}
    (tmp_path / "feed.json").write_text(json.dumps(feed))
    reading = read_articles([str(tmp_path / "feed.json")], fetch=False)
    assert len(reading.articles) == 2
    assert [(problem.what, problem.limit) for problem in reading.problems if problem.limit] == [
        ("it has more than 2 entries (MAX_FEED_ENTRIES); the others were not read", "MAX_FEED_ENTRIES")
    ]
    outlines = "".join(f'<outline type="rss" xmlUrl="https://{n}.example/feed"/>' for n in range(3))
    (tmp_path / "list.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
    addresses, problems = feed_addresses([str(tmp_path / "list.opml")])
    assert len(addresses) == 2
    assert [problem.limit for problem in problems] == ["MAX_FEEDS"]


def test_a_json_feed_of_no_entries_at_all_is_named(tmp_path):
    (tmp_path / "feed.json").write_text('{"version": "https://jsonfeed.org/version/1.1", "items": [1, "two"]}')
    (problem,) = read_articles([str(tmp_path / "feed.json")], fetch=False).problems
    assert "no entries" in problem.what
