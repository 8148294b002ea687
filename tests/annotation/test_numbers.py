"""Quantities as intervals with units."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotation.number_words import read_number, read_ordinal
from rashomon.annotation.numbers import find_numbers
from rashomon.annotation.parse import load_pipeline
from rashomon.model import TimeExpression

Shown = tuple[str, float | None, float | None, str | None]


def shown(text: str) -> list[Shown]:
    return [
        (text[n.start : n.end], n.low and round(n.low, 3), n.high and round(n.high, 3), n.unit)
        for n in find_numbers(load_pipeline()(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two dozen other leaders came.", ("Two dozen", 21.6, 26.4, "leader")),
        ("A dozen men fled.", ("A dozen", 10.8, 13.2, "man")),
        ("More than 20 leaders were invited.", ("More than 20", 20, None, "leader")),
        ("At least 12 people died.", ("At least 12", 12, None, "person")),
        ("Nearly 500 troops left.", ("Nearly 500", 450, 500, "troop")),
        ("About 300 people marched.", ("About 300", 270, 330, "person")),
        ("Some 300 students marched.", ("Some 300", 270, 330, "student")),
        ("Dozens of people fled.", ("Dozens", 24, None, "person")),
        ("Hundreds died.", ("Hundreds", 200, None, "person")),
        ("Tens of thousands of people watched.", ("Tens of thousands", 20_000, None, "person")),
        ("The bridge is worth $1.5 billion.", ("$1.5 billion", 1.5e9, 1.5e9, "USD")),
        ("He paid 5 million euros.", ("5 million", 5e6, 5e6, "EUR")),
        ("Rebels shot the driver, wounding 64.", ("64", 64, 64, "person")),
        ("The guards killed at least five.", ("at least five", 5, None, "person")),
        ("A magnitude 5.8 earthquake struck.", ("5.8", 5.8, 5.8, "magnitude")),
        ("Some 170 countries signed.", ("Some 170", 153, 187, "country")),
        ("The pact has 175 parties.", ("175", 175, 175, "party")),
        ("They account for 55 percent of the output.", ("55 percent", 55, 55, "%")),
        ("Some 6 in 10 farmers came.", ("Some 6 in 10", 54, 66, "%")),
        ("One in three farmers came.", ("One in three", 33, 34, "%")),
        ("Two-fifths of the farmers came.", ("Two-fifths", 40, 40, "%")),
        ("About one in seven of the farmers came.", ("About one in seven", 12.87, 15.73, "%")),
        ("Only a fifth of the farmers came.", ("a fifth", 18, 22, "%")),
        ("More than half of the farmers came.", ("More than half", 50, None, "%")),
        ("Prices fell by a quarter.", ("a quarter", 22.5, 27.5, "%")),
        ("Crossings hit 37,412 last year.", ("37,412", 37412, 37412, None)),
        ("The agency handed over 58,000 pages.", ("58,000", 58000, 58000, "page")),
        ("The state paid 1 million rupees a family.", ("1 million", 1e6, 1e6, "INR")),
        ("The fund paid 50 million naira.", ("50 million", 5e7, 5e7, "NGN")),
        ("The group sent 30 doses.", ("30", 30, 30, "dose")),
        ("The choice is between two plans.", ("two", 2, 2, "plan")),
        ("Prices rose 15 percent.", ("15 percent", 15, 15, "%")),
        ("Prices rose 2.5%.", ("2.5%", 2.5, 2.5, "%")),
        ("The 14 visiting ministers of trade arrived.", ("14", 14, 14, "minister")),
        ("Three ships sank.", ("Three", 3, 3, "ship")),
        ("Up to 50 ships sank.", ("Up to 50", None, 50, "ship")),
        ("Between 10 and 20 ships sank.", ("Between 10 and 20", 10, 20, "ship")),
        ("It took 10-20 ships.", ("10-20", 10, 20, "ship")),
        ("Fewer than 30 ships sank.", ("Fewer than 30", None, 30, "ship")),
        ("20 or more ships sank.", ("20 or more", 20, None, "ship")),
        ("Just over 500 ships sank.", ("Just over 500", 500, 550, "ship")),
        ("Several hundred people came.", ("Several hundred", 300, None, "person")),
        ("Two hundred and fifty soldiers came.", ("Two hundred and fifty", 250, 250, "soldier")),
        ("Half a million people fled.", ("Half a million", 500_000, 500_000, "person")),
        ("It costs 1.5 to 2 billion dollars.", ("1.5 to 2 billion", 1.5e9, 2e9, "USD")),
        ("More than 10,000 troops marched.", ("More than 10,000", 10_000, None, "troop")),
        ("One man died.", ("One", 1, 1, "man")),
    ],
)
def test_amount_is_an_interval(text: str, expected: Shown) -> None:
    assert shown(text) == [expected]


def test_two_amounts_stay_two() -> None:
    assert [n[:3] for n in shown("He won 10 and 20 medals.")] == [("10", 10, 10), ("20", 20, 20)]


@pytest.mark.parametrize(
    "text",
    [
        "One of them left.", "No one left.", "John Smith, 52, left.", "A 52-year-old man left.", "They won 3-0.",
        "It was the 5th bridge.", "The second bridge fell.", "Apollo 13 flew.", "He lives in room 12.",
        "The Group of 20 summit opens.",
        "He asked the Group of Seven for help.",
        "The Council adopted Resolution 2334.",
        "A Boeing 737 jet landed.",
        "It invoked Article 5.",
        "The talk was shown on Channel 4.",
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_left(text: str) -> None:
    assert shown(text) == []


def test_numbers_in_time_expressions_are_left() -> None:
    text = "On 3 May 2019 five men swam for 12 hours."
    times = [TimeExpression("t1", 3, 13, "DATE", "2019-05-03"), TimeExpression("t2", 32, 40, "DURATION", "PT12H")]
    assert [text[n.start : n.end] for n in find_numbers(load_pipeline()(text), times)] == ["five"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,500", 1500),
        ("2.5 million", 2.5e6),
        ("twenty-one", 21),
        ("a hundred", 100),
        ("5 1/2", 5.5),
        ("half a dozen", 6),
        ("men", None),
    ],
)
def test_read_number(text: str, value: float | None) -> None:
    assert read_number(text) == value


def test_read_ordinal() -> None:
    assert [read_ordinal(text) for text in ("3rd", "twenty-first", "ninth", "men")] == [3, 21, 9, None]


PIECES = st.sampled_from(
    "two dozen 10 - 20 about $ 1.5 billion percent % of or more between and three people one a half "
    "several 9/0 1,00 £ ½ dozens".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for found in find_numbers(load_pipeline()(text)):
        assert end <= found.start < found.end <= len(text)
        assert found.low is None or found.high is None or found.low <= found.high
        end = found.end
