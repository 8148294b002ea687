"""Paragraphs, and which of them are no running text."""

import itertools

import pytest

from rashomon.annotation.layout import find_zones, headline_of, paragraphs

BODY = "The river Alba flooded the town of Merrin on Monday."


def kinds(text, title=None):
    return [(zone.kind, zone.span.of(text)) for zone in find_zones(text, title)]


def test_a_line_end_closes_a_paragraph():
    text = "One sentence here.\nAnother one there.\n\n  A third.  \n"
    assert [span.of(text) for span in paragraphs(text)] == ["One sentence here.", "Another one there.", "A third."]


def test_text_wrapped_by_hand_is_closed_by_blank_lines():
    text = "The river flooded the\nold town of Merrin on\nMonday and destroyed the\nbridge.\n\nNobody was hurt\nin the flood."
    assert [span.of(text)[:10] for span in paragraphs(text)] == ["The river ", "Nobody was"]


def test_a_first_line_that_is_the_title_is_a_title():
    text = f"Flood in Merrin\n\n{BODY}"
    assert kinds(text, "Flood in Merrin") == [("title", "Flood in Merrin"), ("body", BODY)]


@pytest.mark.parametrize(
    "dateline",
    [
        "MERRIN —",
        "MERRIN, Velmar (AP) —",
        "MERRIN (Reuters) -",
        "Merrin, May 7 (AFP) --",
    ],
)
def test_a_dateline_is_parted_from_its_paragraph(dateline):
    text = f"{dateline} {BODY}"
    assert kinds(text) == [("dateline", dateline), ("body", BODY)]


@pytest.mark.parametrize(
    "text", ["NATO said that it would act.", "The A-10 — a jet — landed.", "Merrin - the capital - slept."]
)
def test_a_name_or_a_dash_alone_makes_no_dateline(text):
    assert kinds(text) == [("body", text)]


@pytest.mark.parametrize(
    "credit",
    ["Photo: Ida Lund", "Reuters", "Paul Okoro/AP", "© 2024 Merrin Post", "Image credit: Getty Images", "By Ida Lund"],
)
def test_a_credit_above_the_report_is_no_running_text(credit):
    assert kinds(f"{credit}\n\n{BODY}") == [("credit", credit), ("body", BODY)]


def test_the_line_above_a_photo_credit_is_its_caption():
    text = f"The mayor at the harbour on Sunday.\nPhoto: Ida Lund\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["caption", "credit", "body"]


def test_a_caption_says_that_it_is_one():
    text = f"Mayor Ida Lund, pictured in May, opened the bridge.\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["caption", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Tags: flood, Merrin",
        "Read more",
        "Advertisement",
        "Share this article",
        "Home | World | Sport",
        "All rights reserved.",
    ],
)
def test_remains_of_the_page_are_boilerplate(line):
    assert kinds(f"{BODY}\n\n{line}") == [("body", BODY), ("boilerplate", line)]


def test_short_lines_after_the_tags_are_boilerplate_too():
    text = "\n\n".join([BODY, BODY, BODY, "Related", "Bridge closed again"])
    assert [kind for kind, _ in kinds(text)][3:] == ["boilerplate", "boilerplate"]


def test_a_sentence_after_the_tags_is_text():
    text = "\n\n".join([BODY, BODY, BODY, "Related", "The bridge was closed again."])
    assert [kind for kind, _ in kinds(text)][-1] == "body"


def test_a_stray_date_before_the_first_word_is_boilerplate():
    text = f"date 2024-05-07 {BODY}"
    assert kinds(text) == [("boilerplate", "date 2024-05-07"), ("body", BODY)]


def test_a_long_paragraph_is_text_whatever_it_opens_with():
    text = "Photo: " + "the mayor spoke for a long time about the river and the bridge. " * 5
    assert [kind for kind, _ in kinds(text)] == ["body"]


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_nothing_has_no_zones(text):
    assert find_zones(text) == ()


def test_zones_are_in_order_and_apart():
    text = f"Flood\n\nPhoto: Ida Lund\n\nMERRIN — {BODY}\n\nTags: flood"
    zones = find_zones(text, "Flood")
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(zones))


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Bridge closed in Velm\n\nThe bridge is closed.", "Bridge closed in Velm"),
        ("The bridge is closed.\n\nIt is old.", None),
        ("Bridge closed in Velm", None),
    ],
)
def test_a_first_line_that_ends_no_sentence_is_the_headline(text, headline):
    found = headline_of(text, find_zones(text))
    assert (found and found.of(text)) == headline
