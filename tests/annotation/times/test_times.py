"""Time expressions: every pattern's own examples, and what holds for any text."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotation.layout import find_zones
from rashomon.annotation.parse import Parse, load_pipeline
from rashomon.annotation.times.finding import _candidates, _Clauses, _matches, find_times
from rashomon.annotation.times.patterns import PATTERNS, TimePattern
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


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_pattern_is_what_reads_its_examples(pattern: TimePattern) -> None:
    """Were the pattern taken away, another would not do: its examples with a time are tests of this one."""
    telling = [example for example in pattern.examples if example.partition("|")[2].strip()]
    assert telling
    for example in telling:
        text = parse(example.partition("|")[0].removeprefix("- ").strip() + ".")
        assert pattern.name in [used.name for _, used, _ in _matches(text.article.text, _Clauses(text.doc), text.zones)]


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
        ("On Friday the dukes are to speak.", "Friday = DATE 2025-09-05"),
        ("The weavers have scheduled a rally Friday.", "Friday = DATE 2025-09-05"),
        ("They stayed until Friday.", "Friday = DATE 2025-09-05"),
        ("Until Friday no ship had left the harbour.", "Friday = DATE 2025-08-29"),
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


def test_an_aside_does_not_turn_the_course_of_a_narrative() -> None:
    told = "The siege of Velmar began on 4 March 1812 and the duke fled on 2 April 1812. {} In May the walls fell."
    aside = "Letters found in 1954 tell why."
    assert times(told.format(aside), None)[-1].value == "1812-05"
    assert times(told.format(aside + " They were printed in 1955."), None)[-1].value == "1955-05"
    assert times(told.format("\n\nIn 1831 war returned."), None)[-1].value == "1831-05"
    assert times(told.format("It was held until 1813."), None)[-1].value == "1813-05"


def test_background_of_years_leaves_news_news() -> None:
    text = (
        "The dam, built in 1968, broke on Monday. It had leaked in 1974 and 1981. The inquiry will open on 5 October."
    )
    assert [t.value for t in times(text)] == ["1968", "2025-09-01", "1974", "1981", "2025-10-05"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May and July 1931 it rained", "May = DATE 1931-05; July 1931 = DATE 1931-07"),
        ("The siege (2 April - 24 June 1931) failed", "2 April = DATE 1931-04-02; 24 June 1931 = DATE 1931-06-24"),
        ("It rained from October to March 1931", "October = DATE 1930-10; March 1931 = DATE 1931-03"),
        ("It rained in June; on 4 May 1955 it snowed", "June = DATE 2025-06; 4 May 1955 = DATE 1955-05-04"),
    ],
)
def test_two_months_share_the_year_of_the_second(text: str, expected: str) -> None:
    assert shown(text + ".") == expected


@pytest.mark.parametrize(
    "line",
    ["Friday, 7 March 2014", "March 7, 2014", "Friday, March 7th, 2014", "2014-03-07", "Published: 7 March 2014"],
)
@pytest.mark.parametrize("published", [None, "2014-03-06", "2014-03-10"])
def test_the_date_line_of_a_report_is_its_day(line: str, published: str | None) -> None:
    text = f"Ferry sinks off Velmar\n\n{line}\n\nThe ferry sank yesterday. Divers will search until Tuesday."
    assert [t.value for t in times(text, published)][-2:] == ["2014-03-06", "2014-03-11"]


@pytest.mark.parametrize(
    "line",
    ["7 March 2014", "In March 2014", "7 March", "30 February 2025", "The ferry sailed on 1 September 2025."],
    ids=["far from the day given", "no day", "no year", "no date", "running text"],
)
def test_other_lines_do_not_change_the_day_of_publication(line: str) -> None:
    text = f"Ferry sinks off Velmar\n\n{line}\n\nThe ferry sank yesterday."
    assert times(text)[-1].value == "2025-09-02"


def test_a_time_ends_with_its_paragraph() -> None:
    text = "Fires burn through the night\n\nMonday, 1 September 2025\n\nThey were put out on Sunday."
    assert [text[t.start : t.end] for t in times(text)][-2:] == ["Monday, 1 September 2025", "Sunday"]
    wrapped = (
        "The old ferry that has linked the island\nwith the port of Velmar since last\nyear sank on\nFriday in a storm."
    )
    assert [wrapped[t.start : t.end] for t in times(wrapped)] == ["last\nyear", "Friday"]


@pytest.mark.parametrize(
    "text",
    [
        "He told the Velmar Weekly that it rained.",
        'The minister, on "Next Week," blamed the rain.',
        "They opened a summer school.",
        "The picture was drawn by Edgar Easter.",
        "The fall of Velmar shocked them.",
        "A 6-year-old boy and his father, 45, swam.",
        "It cost $1990.",
        "Flight 1412 people",
        "They counted 2000 people and 1950 tonnes.",
        "They led the March for Life.",
        "She was seen on ''60 Miles.''",
    ],
)
def test_what_is_no_time_is_left(text: str) -> None:
    assert shown(text) in ("", "1412 = DATE 1412")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks on the 2019 elections began in March for good.", "2019 = DATE 2019; March = DATE 2025-03"),
        ("It will be shut until the end of the decade.", "the end of the decade = DATE 202"),
        ("Talks begin at 5 p.m. Moscow time on Thursday.", "5 p.m. Moscow time on Thursday = TIME 2025-09-04T17:00"),
        ("It sank at 4:12 a.m. (0712 GMT).", "4:12 a.m. = TIME 2025-09-03T04:12; 0712 GMT = TIME 2025-09-03T07:12"),
        ("It happened at 9 this time.", ""),
    ],
)
def test_what_is_a_time_is_read(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_boilerplate_is_skipped() -> None:
    text = "2025-08-28 The ministers met on Monday.\n\nTags: Monday, 2025"
    assert [text[t.start : t.end] for t in times(text)] == ["Monday"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 31 February 2024.", "31 February 2024 = DATE None"),
        ("They met on February 30.", "February 30 = DATE None"),
        ("They met on 29 February 2023.", "29 February 2023 = DATE None"),
        ("They met on 29 February 2024.", "29 February 2024 = DATE 2024-02-29"),
        ("- They met on 29 February.", "29 February = DATE XXXX-02-29"),
        ("They met on 30 and 31 June 2020.", "30 = DATE 2020-06-30; 31 June 2020 = DATE None"),
        ("They met on 13/13/2024.", ""),
        ("They met on 2024-02-30.", ""),
        ("They met at 25:10 or 13 p.m.", ""),
    ],
)
def test_a_day_that_no_calendar_has_gets_no_value(text: str, expected: str) -> None:
    published = None if text.startswith("- ") else WEDNESDAY
    assert shown(text.removeprefix("- "), published) == expected


def test_a_day_of_publication_to_come_is_taken_as_given() -> None:
    assert shown("The dam broke on Monday.", "2999-01-02") == "Monday = DATE 2998-12-31"
    assert shown("The dam broke yesterday.", "0001-01-01") == "yesterday = DATE None"


def test_a_thousand_dates_in_a_row() -> None:
    text = "It rained on " + ", ".join(f"{1 + n % 28} May {1900 + n % 100}" for n in range(1_000)) + "."
    assert [t.value for t in times(text)] == [f"{1900 + n % 100}-05-{1 + n % 28:02d}" for n in range(1_000)]


def test_a_sentence_of_two_thousand_words() -> None:
    text = "The weavers said that " + "they met on Monday and that " * 400 + "they will meet on Friday."
    assert [t.value for t in times(text)] == ["2025-09-01"] * 400 + ["2025-09-05"]


@pytest.mark.parametrize(
    "piece", ["they meet on Monday and ", "they called for talks on Monday and ", "until Friday, "]
)
def test_work_grows_no_faster_than_a_sentence(piece: str) -> None:
    """Counted in lines of code run, not timed: four times the sentence is about four times the work, not sixteen."""
    assert lines_run(parse(piece * 200)) < 6 * lines_run(parse(piece * 50))


def lines_run(parsed: Parse) -> int:
    """Count the lines of code that reading the times of a parse runs."""
    lines = 0

    def count(_frame: object, _event: str, _argument: object) -> Callable[..., Any]:
        nonlocal lines
        lines += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        find_times(parsed)
    finally:
        sys.settrace(before)
    return lines


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


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_no_day_is_counted_from_the_ends_of_the_calendar(published: str) -> None:
    assert [time.value for time in times("They met last Friday and meet again next Monday.", published)] == [None, None]


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

    def best(times_over: int) -> float:
        return min(seconds(times_over) for _ in range(5))

    # Eight times the text: quadratic work would take 64 times as long. The best of five, as the machine does other things too.
    assert best(8_000) < 20 * max(best(1_000), 0.005)


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
