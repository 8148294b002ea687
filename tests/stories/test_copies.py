"""Copies as the project's generator of edits makes them, and as the list of faults names them."""

import importlib.util
import sys
from pathlib import Path

import pytest

from rashomon.model import Article
from rashomon.stories import Stream, find_copies, group
from rashomon.stories.copies import MAX_HOLDERS, CopyIndex, shingles

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"


def script(name):
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


invented = script("invented")
copies = script("copies")


@pytest.fixture(scope="module")
def report():
    inventor = invented.Inventor(5)
    return inventor.report(inventor.event(), 20)


def article(text, headline="A headline", name="r1", published="2024-03-04", **about):
    return Article(id=name, text=f"{headline}\n\n{text}", sha256="", title=headline, published=published, **about)


def test_copies_edited_in_every_way_are_found_and_nothing_else():
    scores = copies.measure(copies.samples(1500, seed=11))
    assert scores.copies > 200
    assert scores.precision >= 0.999
    assert scores.recall >= 0.97


@pytest.mark.parametrize("edits", [(name,) for name in invented.EDITS] + [tuple(invented.EDITS)], ids="+".join)
def test_each_edit_leaves_a_copy_that_tells_how_much_it_shares(report, edits):
    headline, text = report
    inventor = invented.Inventor(6)
    stream = Stream()
    stream.add(article(text, headline))
    changed = invented.edited(text, edits, inventor.chance)
    placement = stream.add(article(changed, "Another headline", "r2"))
    assert changed != text
    assert placement.copy_of == placement.copied_from == placement.text_of == "r1"
    assert 0.65 <= placement.share_copied <= 1
    assert placement.story == "r1"
    assert placement.version_of is None


def test_one_article_forty_times_is_one_text(report):
    headline, text = report
    mirrors = [
        article(text, f"{headline} ({n})", f"r{n}", url=f"https://mirror{n}.example/story?utm_source={n}")
        for n in range(40)
    ]
    groupings = group(mirrors)
    assert {grouping.story for grouping in groupings} == {"r0"}
    assert [grouping.copy_of for grouping in groupings] == [None] + ["r0"] * 39


def test_a_changed_text_at_the_same_address_is_a_version_and_no_copy(report):
    headline, text = report
    stream = Stream()
    stream.add(article(text, headline, url="https://paper.example/story"))
    corrected = invented.edited(text, ("correct",), invented.Inventor(7).chance)
    placement = stream.add(article(corrected, headline, "r2", url="https://www.paper.example/story/?utm_source=feed"))
    assert placement.version_of == "r1"
    assert placement.copy_of is None
    assert placement.text_of == "r1"
    assert placement.story == "r1"
    assert 0.9 < placement.share_copied < 1
    mirrored = stream.add(article(corrected, "Seen elsewhere", "r3", url="https://mirror.example/story"))
    assert (mirrored.version_of, mirrored.copy_of) == (None, "r1")


def test_a_page_that_tells_of_something_else_by_now_is_a_version_of_a_story_of_its_own(report):
    stream = Stream()
    stream.add(article(report[1], url="https://paper.example/live"))
    placement = stream.add(
        article("A chess player won in Oslo. " * 12, "Chess", "r2", url="https://paper.example/live")
    )
    assert (placement.version_of, placement.copy_of, placement.story) == ("r1", None, "r2")


def test_a_live_blog_of_several_reports_is_no_copy_but_names_its_main_source(report):
    inventor = invented.Inventor(8)
    others = [inventor.report(inventor.event(), 16)[1] for _ in range(3)]
    stream = Stream()
    stream.add(article(report[1]))
    placement = stream.add(article("\n\n".join([*others, report[1]]), "Live: as it happened", "r2"))
    assert placement.copy_of is None
    assert placement.copied_from == "r1"
    assert 0.1 < placement.share_copied < 0.5


def test_the_origin_is_the_first_text_and_not_a_live_blog_that_took_it_in(report):
    inventor = invented.Inventor(8)
    others = [inventor.report(inventor.event(), 16)[1] for _ in range(3)]
    stream = Stream()
    stream.add(article(report[1]))
    stream.add(article("\n\n".join([*others, report[1]]), "Live: as it happened", "r2"))
    assert stream.add(article(report[1], "Once more", "r3")).copy_of == "r1"


def test_a_copy_of_a_copy_points_at_the_first_though_that_has_left_the_window(report):
    stream = Stream(window_days=4)
    for number, day in enumerate(("2024-03-01", "2024-03-04", "2024-03-07", "2024-03-10")):
        placement = stream.add(article(report[1], f"Told for the {number}th time", f"r{number}", day))
    assert placement.copy_of == "r0"
    assert placement.story == "r0"


def test_a_phrase_of_the_house_makes_no_copies():
    phrase = "Sign up for our newsletter and never miss a story from our newsroom again."
    index = CopyIndex()
    inventor = invented.Inventor(3)
    for number in range(MAX_HOLDERS + 10):
        text = shingles(article(f"{inventor.report(inventor.event(), 8)[1]}\n\n{phrase}"))
        match = index.find(text)
        assert match is None or not match.is_copy
        index.add(str(number), text, order=number)


def test_texts_without_words_are_no_copies():
    blank = [Article(id=f"r{n}", text="...", sha256="") for n in range(2)]
    assert find_copies(blank) == [None, None]


def test_what_was_removed_is_not_found(report):
    index = CopyIndex()
    text = shingles(article(report[1]))
    index.add("one", text, order=1)
    index.remove("one")
    assert index.find(text) is None
