"""The page in a browser: no script from a report runs, reading needs none of ours, keys, narrow, dark and print."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rashomon.notebook import comparison_as_html
from rashomon.report import to_html
from rashomon.report.display import visible
from rashomon.report.view import build_page

from .large import large
from .sample import sample, span

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = os.environ.get("RASHOMON_CHROMIUM") or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: set RASHOMON_CHROMIUM to its path")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "story.html"
    path.write_text(to_html(sample()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


def opened(browser: Any, address: str, **options: Any) -> Any:
    """Open the page; `page.noise` gathers dialogs, errors, console messages and requests beyond the page."""
    page = browser.new_context(reduced_motion="reduce", **options).new_page()
    page.noise = []
    page.on("dialog", lambda dialog: (page.noise.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: page.noise.append(f"error {error}"))
    page.on("console", lambda message: page.noise.append(f"console {message.text}"))
    page.on("request", lambda request: request.url != address and page.noise.append(f"request {request.url}"))
    page.goto(address)
    return page


def test_no_script_of_a_report_runs_and_nothing_is_fetched(browser: Any, address: str) -> None:
    page = opened(browser, address)
    page.wait_for_selector(".bar input")  # our own script ran
    for details in page.query_selector_all("details:not([open])"):
        details.evaluate("node => { node.open = true }")
    for item in page.query_selector_all("article.text, .item")[:20]:
        item.hover()
    page.wait_for_timeout(200)
    assert page.noise == []


def test_the_policy_stops_a_script_that_is_put_in(browser: Any, address: str) -> None:
    page = opened(browser, address)
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.ran") is None
    assert any("Content Security Policy" in line for line in page.noise)


def test_reading_needs_no_script(browser: Any, address: str) -> None:
    page = opened(browser, address, java_script_enabled=False)
    for words in ("Who tells what", "Twelve ships are due in the first week", "about 600", "The regime in Arden"):
        assert page.get_by_text(words).first.is_visible()
    assert page.locator("#text-A").is_visible()
    assert page.locator("#text-B").is_visible()
    assert not page.locator("#text-C").is_visible()
    page.locator("label[for=right-C]").click()
    assert page.locator("#text-C").is_visible()
    assert not page.locator("#text-B").is_visible()
    page.locator("label[for=tab-differ]").click()
    assert page.locator("#points-differ").is_visible()
    assert not page.locator("#points-shared").is_visible()


def test_without_script_a_link_opens_what_it_leads_to(browser: Any, address: str) -> None:
    page = opened(browser, address, java_script_enabled=False)
    page.locator("label[for=tab-differ]").click()
    page.goto(f"{address}#p1")
    assert page.locator("#p1").is_visible()
    start = span("ledger", "harbour master Zoe\u0308 Lind").start
    page.goto(f"{address}#C-{start}")
    assert page.locator(f"#C-{start}").is_visible()


def test_in_a_notebook_the_page_stays_in_its_frame(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><p>cell</p>{comparison_as_html(sample())}", encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".contents a[href='#differences']").click()
    assert frame.locator(".bar input").count() == 1  # our own script ran
    page.frames[1].wait_for_function("() => document.getElementById('differences').getBoundingClientRect().top < 700")
    page.keyboard.press("j")
    assert frame.locator(".item.now").count() == 1
    assert page.locator("p").text_content() == "cell"


def test_keys_move_open_and_show_side_by_side(browser: Any, address: str) -> None:
    page = opened(browser, address)
    now = "() => document.querySelector('.item.now .no, .item.now header')?.textContent"
    page.keyboard.press("j")
    assert page.evaluate(now) == "1"
    page.keyboard.press("j")
    assert page.evaluate(now) == "5"
    page.keyboard.press("Enter")
    assert page.locator("#p5").is_visible()
    page.keyboard.press("Enter")
    assert not page.locator("#p5").is_visible()
    page.keyboard.press("s")
    assert page.evaluate("() => document.querySelector('input[name=right]:checked').value") == "C"
    assert page.locator("#text-C").is_visible()
    page.keyboard.press("k")
    assert page.evaluate(now) == "1"
    assert page.noise == []


@pytest.fixture(scope="module", params=[2, 5, 40], ids=["two", "five", "forty"])
def many(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    path = tmp_path_factory.mktemp("page") / f"{request.param}.html"
    path.write_text(to_html(large(request.param)), encoding="utf-8")
    return request.param, path.as_uri()


def test_the_keyboard_alone_reaches_the_evidence_of_any_number_of_accounts(browser: Any, many: tuple[int, str]) -> None:
    accounts, address = many
    page = opened(browser, address, viewport={"width": 1280, "height": 800})
    now = "() => document.querySelector('.item.now .no')?.textContent"
    focused = "() => document.activeElement.closest('.item') === document.querySelector('.item.now')"
    # j and k walk the items, and the focus goes with them.
    walked = []
    for key in "jjjk":
        page.keyboard.press(key)
        walked.append(page.evaluate(now))
        assert page.evaluate(focused)
    assert walked[3] == walked[1] != walked[2]
    # Enter opens the evidence, Tab leads into it, Enter on a link to the exact characters.
    page.keyboard.press("Enter")
    evidence = page.locator(f"#p{walked[3]}")
    assert evidence.is_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('.item.now a.in')"):
            break
    target = page.evaluate("() => document.activeElement.getAttribute('href').slice(1)")
    page.keyboard.press("Enter")
    assert page.locator(f"[id='{target}'].hit").is_visible()
    # s sets the tellers side by side; again, the first beside the next.
    told = page.locator(".item.now").get_attribute("data-pair").split()
    pairs = set()
    for _ in told[1:]:
        page.evaluate("() => document.querySelector('.item.now summary').focus()")
        page.keyboard.press("s")
        pairs.add(
            tuple(page.evaluate("() => [...document.querySelectorAll('.choose input:checked')].map(i => i.value)"))
        )
    assert pairs == {(told[0], other) for other in told[1:]}
    assert page.locator(f"#text-{told[0]}").is_visible()
    # The two texts can be chosen by arrow keys, and the tabs too.
    page.locator(f"#left-{told[0]}").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(f"#text-{page.locator('input[name=left]:checked').get_attribute('value')}").is_visible()
    page.locator("#tab-all").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#tab-single").is_checked()
    assert not page.locator("#points-shared").is_visible()
    assert page.locator(".text").count() == accounts
    assert page.noise == []


def test_enter_on_a_difference_goes_to_its_point(browser: Any, address: str) -> None:
    page = opened(browser, address)
    page.locator(".card").first.focus()
    page.keyboard.press("Enter")
    number = page.locator(".card a.pt").first.get_attribute("href")
    assert page.locator(number).is_visible()
    assert page.evaluate(
        f"() => document.activeElement.closest('.item') === document.querySelector('{number}').closest('.item')"
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_many_accounts_do_not_make_the_page_scroll_sideways(browser: Any, many: tuple[int, str], width: int) -> None:
    page = opened(browser, many[1], viewport={"width": width, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    # The point of a row keeps its place while the accounts move under it, and is wide enough to read.
    point = page.locator(".grid tbody th").first
    assert point.evaluate("node => node.getBoundingClientRect().width") >= 150


def test_c_copies_the_citation(browser: Any, address: str) -> None:
    page = opened(browser, address, permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_function("() => document.querySelector('.toast').textContent !== ''")
    assert "citation" in page.locator(".toast").text_content().lower()
    copied = page.evaluate("() => navigator.clipboard.readText().catch(() => getSelection().toString())")
    assert copied.startswith("“Twelve ships are due in the first week” — Harbour Courier")


def test_slash_searches_and_escape_clears(browser: Any, address: str) -> None:
    page = opened(browser, address)
    page.keyboard.press("/")
    page.keyboard.type("zoë")
    assert page.locator(".bar [role=status]").text_content() == "2 found"
    assert page.get_by_text("harbour master").first.is_visible()
    assert not page.locator(".item.point").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".item.point").first.is_visible()


def test_a_question_mark_shows_the_keys(browser: Any, address: str) -> None:
    page = opened(browser, address)
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_never_scrolls_sideways(browser: Any, address: str, width: int) -> None:
    page = opened(browser, address, viewport={"width": width, "height": 800})
    page.evaluate("() => document.querySelectorAll('details').forEach(node => { node.open = true })")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_what_is_marked_is_the_span(browser: Any, address: str) -> None:
    page = opened(browser, address)
    told = build_page(sample())
    marked = {
        view.number: [
            "".join(segment.text for piece in quote.pieces for segment in piece if segment.marked)
            for group in view.groups
            for telling in group.tellings
            for quote in telling.quotes[:1]
        ]
        for view in told.points
    }
    assert any("👩\u200d🔧" in words for found in marked.values() for words in found)
    assert any("الميناء" in words for found in marked.values() for words in found)
    for number, words in marked.items():
        shown = page.evaluate(
            f"() => [...document.querySelectorAll('#p{number} .said')].map(said => "
            "[...said.querySelectorAll('mark')].map(mark => mark.textContent).join(''))"
        )
        assert shown == [visible(found) for found in words]


def test_a_link_highlights_the_same_characters_in_the_text(browser: Any, address: str) -> None:
    page = opened(browser, address)
    for name, words in (("ledger", "harbour master Zoe\u0308 Lind 👩\u200d🔧"), ("courier", "President Ilse Marrow")):
        start = span(name, words).start
        link = page.locator(f"a[data-end='{start + len(words)}'][href$='-{start}']").first
        link.evaluate("node => node.click()")
        hits = page.evaluate("() => [...document.querySelectorAll('.hit')].map(node => node.textContent).join('')")
        assert hits == words
        assert page.locator(".hit").first.is_visible()


def test_ribbons_join_what_both_tell(browser: Any, address: str) -> None:
    page = opened(browser, address, viewport={"width": 1280, "height": 320})
    page.locator("#texts").scroll_into_view_if_needed()
    # Only what is in sight is joined, and how much that is depends on the fonts: so each point is brought there.
    drawn: dict[str, bool] = {}
    told = [view for view in build_page(sample()).points if {"A", "B"} <= {account.letter for account in view.accounts}]
    for view in told:
        page.locator(f"#text-A [data-p~='{view.number}']").first.scroll_into_view_if_needed()
        ribbon = page.locator(f"path.ribbon[data-point='{view.number}']")
        ribbon.wait_for(state="attached", timeout=2000)
        drawn[view.point.id] = ribbon.evaluate("node => node.classList.contains('differs')")
    assert drawn == {view.point.id: view.point.status == "differs" for view in told}
    assert set(drawn.values()) == {True, False}


def test_what_is_copied_is_joined_as_one_block(browser: Any, address: str) -> None:
    page = opened(browser, address, viewport={"width": 1280, "height": 800})
    page.locator("#texts").scroll_into_view_if_needed()
    page.locator("path.band").wait_for(state="attached", timeout=2000)
    page.locator("label[for=right-C]").click()
    page.wait_for_function("() => document.querySelectorAll('path.band').length === 0")


def test_moving_in_one_text_moves_the_other(browser: Any, address: str) -> None:
    page = opened(browser, address, viewport={"width": 1280, "height": 320})
    page.locator("#texts").scroll_into_view_if_needed()
    page.locator("#text-A").hover()
    page.mouse.wheel(0, 150)
    page.wait_for_function("() => document.querySelector('#text-B').scrollTop > 0")


CONTRAST = """(selector) => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const node = document.querySelector(selector);
  let ground = node;
  while (ground && numbers(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const [a, b] = [getComputedStyle(node).color, getComputedStyle(ground ?? document.documentElement).backgroundColor]
    .map((colour) => light(numbers(colour))).sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_to_read(browser: Any, address: str, scheme: str) -> None:
    page = opened(browser, address, color_scheme=scheme)
    page.evaluate("() => document.querySelectorAll('details').forEach(node => { node.open = true })")
    paper = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    assert (max(int(part) for part in re.findall(r"\d+", paper)[:3]) > 127) == (scheme == "light")
    selectors = ["h1", ".lead", ".said", "mark", ".acc", ".acc > b", ".meta", ".sh.differs", "del", "ins", ".card dt"]
    selectors += [".verdict", ".cite p", ".body", ".body .single", ".n", ".contents a", ".tabs input:checked + label"]
    for selector in selectors:
        assert page.evaluate(CONTRAST, selector) >= 4.5, selector


def test_print_shows_all_evidence_and_every_text(browser: Any, address: str, tmp_path: Path) -> None:
    page = opened(browser, address)
    page.emulate_media(media="print")
    for letter in "ABC":
        assert page.locator(f"#text-{letter}").is_visible()
    assert not page.locator(".contents").is_visible()
    page.pdf(path=str(tmp_path / "story.pdf"))
    assert (tmp_path / "story.pdf").stat().st_size > 10_000
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#p7").is_visible()
