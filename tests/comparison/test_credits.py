"""Credits: which agency a report says that its words come from."""

import pytest

from rashomon.comparison.credits import find_credits
from rashomon.knowledge import load_knowledge
from rashomon.model import Article

BODY = (
    "A train left the tracks near Merrin on Monday, killing two people.\n\n"
    "The railway line to the coast is closed until further notice."
)
TITLE = "Train leaves the tracks near Merrin"


def credited(text, **about):
    """Each credit as its outlet, the words that say so, and whether all words come from there."""
    article = Article("x", text, "", **about)
    return [
        (credit.outlet.name, credit.span.of(text) if credit.span else None, credit.whole)
        for credit in find_credits(article, load_knowledge())
    ]


@pytest.mark.parametrize(
    ("dateline", "outlet", "words"),
    [
        ("PARIS (Reuters) - ", "Reuters", "Reuters"),
        ("(Reuters) - ", "Reuters", "Reuters"),
        ("MERRIN, May 7 (AP) — ", "Associated Press", "AP"),
        ("BEIJING, Aug. 28 (Xinhua) -- ", "Xinhua", "Xinhua"),
        ("Seoul (AFP) – ", "Agence France-Presse", "AFP"),
    ],
)
def test_a_dateline_credits_its_agency(dateline, outlet, words):
    assert credited(dateline + BODY) == [(outlet, words, True)]


@pytest.mark.parametrize("dateline", ["PARIS — ", "MERRIN (May 7) — "])
def test_a_dateline_without_an_agency_credits_none(dateline):
    assert credited(dateline + BODY) == []


@pytest.mark.parametrize(
    ("line", "outlet", "whole"),
    [
        ("By The Associated Press", "Associated Press", True),
        ("By Ana Roe, Associated Press", "Associated Press", True),
        ("By Reuters Staff", "Reuters", True),
        ("Agence France-Presse in Seoul", "Agence France-Presse", True),
        ("By Ana Roe and Reuters", "Reuters", False),
    ],
)
def test_a_byline_credits_its_agency(line, outlet, whole):
    assert [(name, is_whole) for name, _, is_whole in credited(f"{TITLE}\n\n{line}\n\n{BODY}", title=TITLE)] == [
        (outlet, whole)
    ]


@pytest.mark.parametrize(
    ("line", "outlet", "whole"),
    [
        ("The Associated Press contributed to this report.", "Associated Press", False),
        ("Associated Press writer Ana Roe in Merrin contributed to this report.", "Associated Press", False),
        ("Reporting by Ana Roe in Merrin; AP contributed to this report", "Associated Press", False),
        ("With inputs from PTI", "Press Trust of India", False),
        ("With reporting by AFP.", "Agence France-Presse", False),
        ("Source: Xinhua", "Xinhua", True),
        ("— Reuters", "Reuters", True),
        ("AFP", "Agence France-Presse", True),
        ("© 2025 AFP", "Agence France-Presse", True),
        ("Copyright 2024 The Associated Press. All rights reserved.", "Associated Press", True),
        ("This story was originally published by Radio Free Asia.", "Radio Free Asia", True),
    ],
)
def test_an_end_credit_credits_its_agency(line, outlet, whole):
    assert [(name, is_whole) for name, _, is_whole in credited(f"{BODY}\n\n{line}")] == [(outlet, whole)]


@pytest.mark.parametrize("ending", [" (AFP)", " — AFP"])
def test_what_the_last_paragraph_ends_in_is_a_credit(ending):
    assert credited(BODY + ending) == [("Agence France-Presse", "AFP", True)]


@pytest.mark.parametrize(
    "line", ["(Reporting by Ana Roe; Editing by Jo Poe)", "With inputs from agencies", "Getty Images"]
)
def test_a_line_that_names_no_agency_credits_none(line):
    assert credited(f"{BODY}\n\n{line}") == []


@pytest.mark.parametrize("photo", ["Photo: AFP", "AP Photo/Ana Roe", "Reuters", "Image: Reuters", "Getty Images / AFP"])
def test_a_photo_credit_is_no_origin(photo):
    caption = "A picture of the train near Merrin on Monday"
    assert credited(f"{TITLE}\n\n{caption}\n{photo}\n\n{BODY}", title=TITLE) == []


def test_a_dateline_covers_what_follows_up_to_the_next():
    text = f"MERRIN (AP) — {BODY}\n\nPARIS (AFP) — {BODY}"
    first, second = find_credits(Article("x", text, ""), load_knowledge())
    assert (first.covers.end, second.covers.end) == (second.covers.start, len(text))


def test_a_byline_that_the_text_does_not_have_is_known_from_the_article():
    assert credited(BODY, byline="Ana Roe, Reuters") == [("Reuters", None, True)]
    assert credited(BODY, byline="Ana Roe with AFP") == [("Agence France-Presse", None, False)]
    assert credited(BODY, byline="Ana Roe") == []


def test_an_outlet_whose_name_is_a_plain_word_needs_more_than_it():
    assert credited(f"{TITLE}\n\nBy Ana Time\n\n{BODY}", title=TITLE) == []
