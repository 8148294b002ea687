"""Time expressions: every pattern's own examples, and what holds for any text."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotation.layout import find_zones
from rashomon.annotation.parse import Parse, load_pipeline
from rashomon.annotation.times.finding import _candidates, find_times
from rashomon.annotation.times.patterns import PATTERNS
from rashomon.annotation.times.values import Moment, day_of_holiday, duration_value, shifted
from rashomon.model import Article, TimeExpression

WEDNESDAY = "2025-09-03"


def parse(text: str, published: str | None = WEDNESDAY, title: str | None = None) -> Parse:
    article = Article(id="a", text=text, sha256="", published=published, title=title)
    return Parse(article, load_pipeline()(text), find_zones(text, title))


def times(text: str, published: str | None = WEDNESDAY) -> tuple[TimeExpression, ...]:
    return find_times(parse(text, published))


def shown(text: str, published: str | None = WEDNESDAY) -> str:
    return "; ".join(f"{text[t.start : t.end]} = {t.kind} {t.value}" for t in times(text, published))


EXAMPLES = [(pattern.name, example) for pattern in PATTERNS for example in pattern.examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example}" for name, example in EXAMPLES])
def test_pattern_reads_its_example(name: str, example: str) -> None:
    text, _, expected = example.partition("|")
    published = None if text.startswith("- ") else WEDNESDAY
    assert shown(text.removeprefix("- ").strip() + ".", published) == expected.strip(), name


def test_every_pattern_has_an_example() -> None:
    assert [pattern.name for pattern in PATTERNS if not pattern.examples] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers signed on Monday.", "Monday = DATE 2025-09-01"),
        ("The ministers will sign on Monday.", "Monday = DATE 2025-09-08"),
        ("The ministers signed on Wednesday.", "Wednesday = DATE 2025-09-03"),
        ("Monday's ruling will be appealed.", "Monday = DATE 2025-09-01"),
        ("The offer was extended to October 15.", "October 15 = DATE 2025-10-15"),
        ("The mine closed in November.", "November = DATE 2024-11"),
        ("Protesters planned a march for Saturday.", "Saturday = DATE 2025-09-06"),
        ("The court could rule as early as Tuesday.", "Tuesday = DATE 2025-09-09"),
        ("Four states signed a pact to limit the mining of tin on Friday.", "Friday = DATE 2025-08-29"),
        ("The ministers signed a plan to meet on Friday.", "Friday = DATE 2025-09-05"),
        ("The mill will close before its owner hosts the fair in March.", "March = DATE 2026-03"),
        ("The king will speak when the ministers meet on Monday.", "Monday = DATE 2025-09-08"),
        ("She declined to comment until her party meets on Tuesday.", "Tuesday = DATE 2025-09-09"),
        ("The king travels to Oslo on Tuesday.", "Tuesday = DATE 2025-09-09"),
        ("The minister, who was to address the council on Friday, fell ill.", "Friday = DATE 2025-09-05"),
        ("The rebels called for a rally on Saturday.", "Saturday = DATE 2025-09-06"),
        ("The rebels called on Saturday for a rally.", "Saturday = DATE 2025-08-30"),
        ("The minister, who is due in Oslo on Friday, fell ill.", "Friday = DATE 2025-09-05"),
        ("Unions called a strike for Tuesday.", "Tuesday = DATE 2025-09-09"),
        ("The weavers said they met the king on Tuesday.", "Tuesday = DATE 2025-09-02"),
        ("Ministers urged him to put off the Monday vote.", "Monday = DATE 2025-09-08"),
    ],
)
def test_tense_gives_the_direction(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_narrative_hangs_on_its_own_dates() -> None:
    text = (
        "The siege of Velmar began on 4 March 1812. On 9 March the river froze. The next day the garrison marched out. "
        "In November 1812 the walls fell, and in January the duke fled. In May 1813 peace was signed; "
        "on 30 June 1814 it was broken."
    )
    values = [t.value for t in times(text)]
    assert values == ["1812-03-04", "1812-03-09", "1812-03-10", "1812-11", "1813-01", "1813-05", "1814-06-30"]


def test_background_of_years_leaves_news_news() -> None:
    text = (
        "The dam, built in 1968, broke on Monday. It had leaked in 1974 and 1981. The inquiry will open on 5 October."
    )
    assert [t.value for t in times(text)] == ["1968", "2025-09-01", "1974", "1981", "2025-10-05"]


@pytest.mark.parametrize(
    "text",
    [
        "They may leave.",
        "The fall of Velmar shocked them.",
        "A 6-year-old boy and his father, 45, swam.",
        "It cost $1990.",
        "Flight 1412 people",
    ],
)
def test_what_is_no_time_is_left(text: str) -> None:
    assert shown(text) in ("", "1412 = DATE 1412")


def test_boilerplate_is_skipped() -> None:
    text = "2025-08-28 The ministers met on Monday.\n\nTags: Monday, 2025"
    assert [text[t.start : t.end] for t in times(text)] == ["Monday"]


RELATIVE = st.sampled_from(
    [
        "yesterday",
        "last week",
        "Friday",
        "two days ago",
        "next month",
        "tomorrow night",
        "the next day",
        "last fall",
        "this year",
    ]
)


@given(RELATIVE, st.sampled_from(["The dam broke", "The dam will open", "The dam opens"]))
@settings(max_examples=30, deadline=None)
def test_without_a_day_of_publication_nothing_relative_is_resolved(when: str, clause: str) -> None:
    assert [t.value for t in times(f"{clause} {when}.", None)] == [None]


WORDS = st.sampled_from(
    "May 5 2019 the last of 31 Feb. February Friday at 10:75 p.m. '68 1914-18 12 99 BC three years ago quarter half a "
    "dozen 0 32 and to end fiscal century hours later every 24:00 day before noon 9999-99-99 — \n\n , . ( )".split(" ")
)


@given(
    st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join)),
    st.sampled_from([None, WEDNESDAY, "0001-01-01", "9999-12-31"]),
)
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text_in_order(text: str, published: str | None) -> None:
    end = 0
    for number, found in enumerate(times(text, published), start=1):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
        assert found.id == f"t{number}"
        end = found.end


@pytest.mark.parametrize(
    "piece", ["nineteen ", "about ", "May ", "10-", "1 ", "last ", "the first two ", " \n", "10:10 "]
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    def seconds(times_over: int) -> float:
        start = time.process_time()
        sum(1 for _ in _candidate_matches(piece * times_over + "days"))
        return time.process_time() - start

    assert seconds(8_000) < 20 * max(seconds(1_000), 0.005)


def _candidate_matches(text: str) -> Iterator[object]:
    for start in _candidates(text):
        yield from (pattern.expression.match(text, start) for pattern in PATTERNS)


@functools.cache
def _months() -> list[str]:
    return [Moment(2024, month).value for month in range(1, 13)]


def test_values_of_the_calendar() -> None:
    import datetime

    assert _months()[8] == "2024-09"
    assert Moment(-490, 8).value == "BC0490-08"
    assert duration_value(1.5, "year") == "P1Y6M"
    assert duration_value(None, "week") == "PXW"
    assert duration_value(2, "decade") == "P20Y"
    assert shifted(datetime.date(2024, 3, 31), "month", -1) == datetime.date(2024, 2, 29)
    assert shifted(datetime.date(1, 1, 1), "day", -1) is None
    easter = day_of_holiday("easter", 2025)
    assert easter is not None
    assert easter.value == "2025-04-20"
