"""Walls: what a page, or the way to it, states tells that no report is there; and what looks like a wall but is none."""

import json

import pytest

from rashomon import limits
from rashomon.errors import InputError
from rashomon.reading import read_articles
from rashomon.reading.fetching import Fetched
from rashomon.reading.html import read_page
from rashomon.reading.walls import led_elsewhere

SENTENCE = "The ministers of the two states met on Monday to talk about the border, officials said."
REPORT = "".join(f"<p>{SENTENCE} It was their {n}th meeting, and both called it a good one.</p>" for n in range(15))
OPENING = "".join(f"<p>{SENTENCE} The {part} of the border is open again.</p>" for part in ("north", "south", "east"))


def page(body, *, title="Talks on the border", about=None, head=""):
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, **(about or {})}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if about is not None else ""
    return (
        f"<html><head><title>{title}</title>{script}{head}</head><body><article>{body}</article></body></html>".encode()
    )


def refused(data):
    with pytest.raises(InputError) as caught:
        read_page(data, "a.html")
    return caught.value.what


@pytest.mark.parametrize("mark", [False, "False", "http://schema.org/False"])
def test_the_opening_of_a_report_that_is_marked_as_not_free_is_a_wall(mark):
    assert "says that it is not free to read" in refused(page(OPENING, about={"isAccessibleForFree": mark}))


def test_a_page_says_by_its_tier_that_it_is_locked():
    locked = '<meta property="article:content_tier" content="locked">'
    assert "not free" in refused(page(OPENING, head=locked))
    metered = locked.replace("locked", "metered")
    assert read_page(page(OPENING, head=metered), "a.html").text


def test_where_the_page_counts_its_words_that_decides():
    short = {"isAccessibleForFree": False, "wordCount": 80}
    assert read_page(page(OPENING, about=short), "a.html").text.count("ministers") == 3
    long = {"isAccessibleForFree": False, "wordCount": 900}
    assert "of 900 words" in refused(page(REPORT, about=long))


def test_a_whole_report_that_is_marked_as_not_free_is_read_with_a_doubt():
    draft = read_page(page(REPORT, about={"isAccessibleForFree": False}), "a.html")
    assert [problem.kind for problem in draft.problems] == ["doubt"]
    assert read_page(page(REPORT, about={"isAccessibleForFree": True}), "a.html").problems == ()


@pytest.mark.parametrize(
    ("title", "words", "kind"),
    [
        ("Lumen Times", "Please log in to read this story. Your print subscription has an account that you can use.", "log in"),
        ("Subscribe", "This article is for subscribers only. Start your free trial now and read all our reports.", "pay"),
        ("Your privacy", "We and our 812 partners use cookies and store information on your device.", "consent"),
        ("Just a moment...", "The site needs to review the security of your connection before it can proceed here.", "person"),
        ("Robot check", "Please verify you are a human by pressing the button below, and go on.", "person"),
        ("Access denied", "You do not have permission to see this page. Reference number 18.2f1e.", "denies access"),
        ("Lumen Times", "This content is not available in your region. We are sorry for any inconvenience.", "denies access"),
        ("404", "Sorry! Try our search, or go back to the front page to find what you looked for.", "no such page"),
        ("Oops", "The page you are looking for doesn't exist. Try our search for other reports.", "no such page"),
    ],
)  # fmt: skip
def test_a_short_page_that_speaks_the_words_of_a_wall_is_one(title, words, kind):
    what = refused(page(f"<p>{words}</p><p>{'Thank you for your visit to our pages. ' * 3}</p>", title=title))
    assert kind in what
    assert "save the report's text" in what


def test_words_that_ask_to_pay_for_reading_on_make_an_opening_of_what_is_there():
    what = refused(page(OPENING + "<aside>Subscribe now to continue reading.</aside>"))
    assert '"Subscribe now to continue reading"' in what


@pytest.mark.parametrize(
    "body",
    [
        f"<p>The regulator said sites must let readers reject all cookies. 'Page not found', one site answered.</p>{REPORT}",
        f"{REPORT}<aside>Already a subscriber? Log in to continue. Accept all cookies</aside>",
        f"<nav>Sign in to read. Start your free trial</nav>{OPENING}",
    ],
    ids=["a report on walls", "a long report beside a wall's words", "a short report below the site's own words"],
)
def test_a_report_is_a_report_whatever_words_stand_by(body):
    assert read_page(page(body), "a.html").text.count("ministers") >= 3


@pytest.mark.parametrize(
    ("asked", "got", "word"),
    [
        ("https://news.example/a", "https://consent.news.example/v2?to=a", "leads to https://consent."),
        ("https://news.example/a", "https://news.example/login?next=a", "/login"),
        ("https://news.example/a", "https://news.example/account/sign-in.html", "sign-in"),
        ("https://news.example/2025/a", "https://news.example/", "front page"),
        ("https://news.example/2025/a", "https://news.example/404.html", "404"),
        ("https://news.example/a", "https://news.example/world/a", None),
        ("https://news.example/a", "https://www.news.example/a?from=rss", None),
        ("https://news.example/", "https://www.news.example/", None),
        ("https://login.example/a", "https://login.example/b", None),
    ],
)
def test_a_redirect_can_lead_elsewhere(asked, got, word):
    found = led_elsewhere(asked, got)
    assert found is None if word is None else word in found


def test_a_page_that_led_elsewhere_is_no_article_and_its_feed_entry_is_read(tmp_path):
    def fetch(url, **_known):
        return Fetched(page(REPORT), "https://news.example/login", None)

    assert read_articles(["https://news.example/a"], fetcher=fetch).articles == ()
    feed = tmp_path / "feed.xml"
    feed.write_text(
        "<rss><channel><item><link>https://news.example/a</link>"
        f"<description>{SENTENCE}</description></item></channel></rss>"
    )
    reading = read_articles([str(feed)], fetcher=fetch)
    assert [article.text for article in reading.articles] == [SENTENCE]
    assert "/login" in reading.unread[0].what


def test_the_bounds_of_a_wall_lie_in_their_order():
    assert limits.MIN_MAIN_TEXT_CHARS < limits.MAX_WALL_CHARS < limits.MAX_TEASER_CHARS
