"""The page as a document: escaped, self-contained, every link with its target, every text whole."""

from __future__ import annotations

import base64
import hashlib
import re

import msgspec
import pytest
from lxml import html as lxml_html

from rashomon.model import Comparison, Link
from rashomon.report import Figure, Method, Model, Threshold, to_html

from .large import large
from .sample import ARTICLES, OUTLETS, REASON, sample

EMPTY = Comparison(
    story=None,
    articles=(),
    actors=(),
    points=(),
    participants=(),
    statements=(),
    events=(),
    timeline=(),
    origins=(),
    wording=(),
)


@pytest.fixture(scope="module")
def page() -> str:
    return to_html(sample())


@pytest.fixture(scope="module")
def tree(page: str) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(page)


def test_the_sections_stand_in_their_order(tree: lxml_html.HtmlElement) -> None:
    order = ["grid", "points", "differences", "speech", "origins", "participants", "wording", "timeline", "actors"]
    assert [section.get("id") for section in tree.findall(".//main/section")] == [*order, "texts", "method"]


@pytest.mark.parametrize("comparison", [sample(), large(), EMPTY], ids=["sample", "large", "empty"])
def test_every_inner_link_has_its_target_and_no_id_is_double(comparison: Comparison) -> None:
    tree = lxml_html.fromstring(to_html(comparison))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    missing = {link for link in tree.xpath("//a/@href") if link.startswith("#")} - {f"#{found}" for found in ids}
    assert not missing


def test_links_that_leave_the_page_lead_to_the_web(tree: lxml_html.HtmlElement) -> None:
    leaving = [link for link in tree.xpath("//a/@href") if not link.startswith("#")]
    assert set(leaving) == {"https://courier.example/arden", "https://wire.example/n/1?a=1&b=2"}


def test_each_text_is_on_the_page_once_and_whole(tree: lxml_html.HtmlElement) -> None:
    bodies = tree.xpath("//article[@class='text']/div[@class='body']")
    shown = [body.text_content() for body in bodies]
    assert shown[:2] == [article.text for article in ARTICLES[:2]]
    assert shown[2].replace("⟨U+202E⟩", "\u202e").replace("⟨U+202C⟩", "\u202c") == ARTICLES[2].text


def test_markup_from_reports_stays_text(page: str, tree: lxml_html.HtmlElement) -> None:
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //*[@onerror] | //*[@onmouseover] | //*[@style]")
    assert OUTLETS[2] in tree.text_content()
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


def test_the_policy_allows_the_page_s_own_style_and_script_alone(tree: lxml_html.HtmlElement) -> None:
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        (element,) = tree.xpath(f"//{name}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_nothing_is_fetched(tree: lxml_html.HtmlElement) -> None:
    assert not tree.xpath("//*[@src or @srcset or @poster or @action or @data or @background]")
    assert not tree.xpath("//link | //iframe | //object | //embed | //base | //form | //meta[@http-equiv='refresh']")
    (style,) = tree.xpath("//style/text()")
    assert not re.search(r"@import|url\(", style)


def test_the_grid_says_in_words_what_each_sign_means(tree: lxml_html.HtmlElement) -> None:
    rows = [
        [" ".join(cell.text_content().split()) for cell in row] for row in tree.xpath("//table[@class='grid']/tbody/tr")
    ]
    assert rows[0][:2] == ["1 Twelve ships are due in the first week", "3"]
    assert rows[2][2:] == [
        "◐tells it differently: about 400about 400",
        "◐tells it differently: about 600about 600",
        "○does not speak of it",
        "✕unread",
    ]


def test_a_loaded_word_has_its_reason_and_its_place(tree: lxml_html.HtmlElement) -> None:
    (cell,) = tree.xpath("//table[contains(@class, 'words')]//div[@class='loaded']")
    assert cell.xpath(".//a[@data-end]")[0].text_content() == "The regime in Arden"
    assert REASON in cell.text_content()


def test_what_is_copied_is_counted_and_both_runs_are_linked(tree: lxml_html.HtmlElement) -> None:
    (copy,) = tree.xpath("//ul[@class='copies']/li")
    assert "15% of B Northern Wire stands in A Harbour Courier" in " ".join(copy.text_content().split())
    targets = [tree.get_element_by_id(link.get("href")[1:]) for link in copy.xpath(".//a[@class='let']")]
    assert [target.text_content()[:8] for target in targets] == ["Velmar r", "Velmar r"]
    assert {target.get("data-c") for target in targets} == {"1.0"}


def test_differences_in_words_alone_are_told_apart(tree: lxml_html.HtmlElement) -> None:
    cards = tree.xpath("//section[@id='differences']//article/header/h4/text()")
    assert "In which words" not in cards
    words = msgspec.structs.replace(sample().points[0].differences[0], kind="wording", compatible=True)
    point = msgspec.structs.replace(sample().points[0], differences=(words,))
    tree = lxml_html.fromstring(to_html(msgspec.structs.replace(sample(), points=(point,))))
    assert "(in words alone)" in tree.xpath("//a[@href='#points-differ']")[0].text_content()
    assert len(tree.xpath("//details[contains(@class, 'words-alone')]//article")) == 1
    assert "tells it differently: in other words" in tree.get_element_by_id("grid").text_content()


def test_a_report_without_an_outlet_is_no_outlet() -> None:
    without = [
        msgspec.structs.replace(
            found, article=msgspec.structs.replace(found.article, outlet=None, url=None, path="a.txt")
        )
        for found in sample().articles
    ]
    words = lxml_html.fromstring(to_html(msgspec.structs.replace(sample(), articles=tuple(without)))).text_content()
    assert "outlets" not in words.partition("Who tells what")[0]
    assert "3 reports" in words


def test_beyond_five_accounts_the_words_go_by_form() -> None:
    tree = lxml_html.fromstring(to_html(large(6)))
    assert not tree.xpath("//table[contains(@class, 'words')]")
    row = tree.xpath("//dl[@class='merged']/div")[0]
    assert len(row.xpath(".//a[@class='let']")) == 6


def test_two_chains_of_one_telling_are_not_tied_into_one() -> None:
    comparison = sample()
    first = comparison.points[0]
    spans = first.tellings[0].spans
    chains = tuple((Link(origin, spans[0], "stated"),) for origin in ("o2", "o5"))
    telling = msgspec.structs.replace(first.tellings[0], chains=chains)
    point = msgspec.structs.replace(first, tellings=(telling, *first.tellings[1:]))
    tree = lxml_html.fromstring(to_html(msgspec.structs.replace(comparison, points=(point,))))
    lines = [" ".join(line.text_content().split()) for line in tree.xpath("//div[@id='p1']//p[@class='chain']")]
    assert lines[:2] == ["press office of Velmar → A Harbour Courier", "the port authority → A"]


def test_a_citation_survives_a_lawyer(tree: lxml_html.HtmlElement) -> None:
    citation = tree.get_element_by_id("p5").xpath(".//details[@class='cite']/p")[0].text_content()
    assert citation.startswith("“The repairs cost 80 million crowns” — Harbour Courier; ")
    for part in ("3 Jun 2031, 08:14 UTC", "https://courier.example/arden", ARTICLES[0].sha256, "characters "):
        assert part in citation


def test_what_could_not_be_read_is_counted_and_named(tree: lxml_html.HtmlElement) -> None:
    (gap,) = tree.xpath("//details[@class='unread']")
    assert "1 report could not be read (timeout 1)" in gap.text_content()
    assert "https://slow.example/arden" in gap.text_content()


def test_the_method_section_states_what_it_was_given_and_is_never_empty(tree: lxml_html.HtmlElement) -> None:
    assert "Silence is not denial" in tree.get_element_by_id("method").text_content()
    method = Method(
        models=(Model("encoder", "2", "nearness of wording", "Apache-2.0", "ab12"),),
        thresholds=(Threshold("nearness", "0.55", "below it two clauses are not joined"),),
        figures=(Figure("events", "F1", "0.61", "40 invented reports"),),
    )
    words = lxml_html.fromstring(to_html(sample(), method=method)).get_element_by_id("method").text_content()
    for part in ("encoder 2", "Apache-2.0", "ab12", "nearness = 0.55", "0.61", "40 invented reports"):
        assert part in words


def test_an_empty_comparison_has_words_in_every_section() -> None:
    for section in lxml_html.fromstring(to_html(EMPTY)).findall(".//main/section"):
        assert len(section.text_content().split()) > 5


def test_ten_accounts_of_800_words_stay_under_a_megabyte_and_a_half() -> None:
    assert len(to_html(large()).encode()) < 1_500_000


def test_the_same_comparison_gives_the_same_bytes(page: str) -> None:
    assert to_html(sample()) == page
