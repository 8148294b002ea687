"""Web pages: main text, what is known of the report, and pages that try to harm."""

import time

import pytest

from rashomon import limits
from rashomon.errors import InputError
from rashomon.reading import read_articles
from rashomon.reading.html import read_page, visible_text

PARAGRAPHS = "".join(
    f"<p>The ministers of the two states met for the {ordinal} time on Monday to talk about the border, officials said. "
    "They agreed to go on with the talks, and to open two crossings before the winter comes.</p>"
    for ordinal in ("first", "second", "third", "fourth", "fifth")
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks on the border</title>
<meta property="og:site_name" content="Lumen Times"><meta name="author" content="Ada Roe">
<meta property="article:published_time" content="2025-08-28T09:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Talks on the border</h1>{PARAGRAPHS}</article>
<footer>All rights reserved</footer></body></html>"""


def test_the_main_text_and_what_the_page_states(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    (article,) = read_articles([str(path)]).articles
    assert article.text.count("The ministers of the two states") == 5
    assert "rights reserved" not in article.text
    assert (article.title, article.outlet, article.byline) == ("Talks on the border", "Lumen Times", "Ada Roe")
    assert (article.published, article.updated) == ("2025-08-28T09:00:00Z", None)
    assert article.path == str(path)


def test_no_date_is_guessed():
    undated = PAGE.replace('<meta property="article:published_time" content="2025-08-28T09:00:00Z">', "")
    assert read_page(undated.encode(), "a.html").published is None


def test_a_page_without_a_main_text_is_named():
    with pytest.raises(InputError, match="no main text"):
        read_page(b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "a.html")


@pytest.mark.parametrize(
    ("declared", "encoding"), [("utf-8", "utf-8"), ("windows-1252", "windows-1252"), ("iso-8859-2", "iso-8859-2")]
)
def test_the_declared_encoding_is_kept_to(declared, encoding):
    page = PAGE.replace('charset="utf-8"', f'charset="{declared}"').replace("winter", "wintér")
    draft = read_page(page.encode(encoding), "a.html")
    assert "wintér" in draft.text
    assert draft.problems == ()


def test_a_wrong_encoding_is_read_with_a_doubt():
    draft = read_page(PAGE.replace("winter", "wintér").encode("windows-1252"), "a.html")
    assert "wintér" in draft.text
    assert [problem.kind for problem in draft.problems] == ["doubt"]


@pytest.mark.parametrize(
    ("extra", "limit"),
    [
        ("<div>" * 200_000, "MAX_PAGE_DEPTH"),
        ("<b>" * 200_000, "MAX_PAGE_DEPTH"),
        ("<a href='/x'>link</a> " * 100_000, "MAX_PAGE_TAGS"),
        ("<a href='/x'>l</a>" * 1_000_000, "MAX_EXTRACT_CHARS"),
        ("x" * 3_000_000, "MAX_EXTRACT_CHARS"),
    ],
    ids=["nested blocks", "nested marks", "links", "a million links", "one line"],
)
def test_a_page_beyond_the_bounds_gives_its_visible_text_in_bounded_time(extra, limit):
    started = time.process_time()
    draft = read_page(PAGE.replace("<footer>", f"<footer>{extra}").encode(), "a.html")
    assert time.process_time() - started < 10
    assert draft.text.count("The ministers of the two states") == 5
    (problem,) = draft.problems
    assert (problem.kind, problem.limit) == ("doubt", limit)


def test_a_page_of_50_mb_on_one_line_is_recorded_in_bounded_time(tmp_path):
    (tmp_path / "a.html").write_text(f"<html><body><p>{'The ministers met. ' * 2_600_000}")
    (tmp_path / "b.html").write_text(PAGE)
    started = time.perf_counter()
    reading = read_articles([str(tmp_path / "a.html"), str(tmp_path / "b.html")])
    assert time.perf_counter() - started < 60
    assert [article.title for article in reading.articles] == ["Talks on the border"]
    assert [problem.limit for problem in reading.unread] == ["MAX_ARTICLE_CHARS"]


def test_a_giant_table_cell_is_harmless():
    assert read_page(PAGE.replace("<footer>", "<table><td colspan=999999999>x</td></table><footer>").encode(), "a").text


@pytest.mark.parametrize("unit", ["<script>", "<!--", "<", "<a ", "<style>x</style>"])
def test_visible_text_is_linear_in_broken_markup(unit):
    started = time.perf_counter()
    visible_text(unit * 200_000)
    assert time.perf_counter() - started < 3


def test_visible_text_leaves_out_what_is_not_shown():
    markup = "<style>p{}</style><p>One &amp; <b>two</b></p><script>alert(1)</script><!-- no --><p>three</p>"
    assert visible_text(markup) == "One & two\n\nthree"


def test_the_bounds_of_a_page_lie_within_one_another():
    assert limits.MAX_EXTRACT_CHARS <= limits.MAX_PAGE_BYTES <= limits.MAX_FILE_BYTES
