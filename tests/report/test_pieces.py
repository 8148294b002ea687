"""The small parts: segments, sentences, word diffs, and text made safe to look at."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from rashomon.comparison.sentences import pieces_around, split_sentences
from rashomon.model import Span
from rashomon.report.diff import MAX_WORDS, compare_speech, compare_words
from rashomon.report.display import day, host, moment, period, visible, web_link
from rashomon.report.highlight import cut
from rashomon.report.view.index import AccountView, first_to_tell, letters

from .sample import sample


def test_overlapping_marks_become_segments_with_both_keys() -> None:
    segments = cut("abcdef", Span(0, 6), [(Span(1, 4), "x"), (Span(3, 5), "y")])
    assert [(segment.text, segment.keys) for segment in segments] == [
        ("a", ()),
        ("bc", ("x",)),
        ("d", ("x", "y")),
        ("e", ("y",)),
        ("f", ()),
    ]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=12))
def test_segments_joined_are_the_text(text: str, edges: list[tuple[int, int]]) -> None:
    marks = [(Span(start, end), str(number)) for number, (start, end) in enumerate(edges)]
    segments = cut(text, Span(0, len(text)), marks)
    assert "".join(segment.text for segment in segments) == text
    for span, key in marks:
        wanted = text[span.start : span.end] if span.start < span.end else ""
        assert "".join(segment.text for segment in segments if key in segment.keys) == wanted


def test_sentences_end_at_stops_and_paragraphs_but_not_at_abbreviations() -> None:
    text = "A title\n\nMr. Orrin met Gen. Lind of the U.S. fleet. “Why?” she asked. It cost 3.5 crowns.\nEnd"
    assert [span.of(text) for span in split_sentences(text)] == [
        "A title",
        "Mr. Orrin met Gen. Lind of the U.S. fleet.",
        "“Why?” she asked.",
        "It cost 3.5 crowns.",
        "End",
    ]


@given(st.text(alphabet="ab .!?\n\"'”A", max_size=80), st.integers(0, 80), st.integers(1, 20))
def test_the_sentences_around_a_span_hold_it(text: str, start: int, length: int) -> None:
    span = Span(start, min(start + length, len(text)))
    if span.start < span.end:
        assert any(piece.covers(span) for piece in pieces_around(split_sentences(text), [span]))


def test_a_run_of_stops_is_read_in_linear_time() -> None:
    assert len(split_sentences("." * 200_000 + "x")) == 1


def test_word_diff_names_what_was_left_out_and_put_in() -> None:
    changes = compare_words("We will keep it open, always", "We will hold it open")
    assert [(change.kind, change.text) for change in changes] == [
        ("same", "We will"),
        ("cut", "keep"),
        ("added", "hold"),
        ("same", "it open"),
        ("cut", ", always"),
    ]


def test_quotation_marks_of_another_shape_are_no_change() -> None:
    assert [change.kind for change in compare_words("It’s “ours”", 'it\'s "ours"')] == ["same"]


def test_in_speech_punctuation_is_no_change_and_stays_where_it_was() -> None:
    changes = compare_speech("We will keep it, open", "“We will hold it open,”")
    assert [(change.kind, change.text) for change in changes] == [
        ("same", "“We will"),
        ("cut", "keep"),
        ("added", " hold"),
        ("same", " it open,”"),
    ]
    assert [change.kind for change in compare_speech("It’s “ours”", 'it\'s "ours,"')] == ["same"]


@given(st.text(alphabet="ab c.,“”'", max_size=40), st.text(alphabet="ab c.,“”'", max_size=40))
def test_what_is_the_same_and_what_is_put_in_are_the_wording(reference: str, wording: str) -> None:
    changes = compare_speech(reference, wording)
    assert "".join(change.text for change in changes if change.kind != "cut") == wording


def test_a_very_long_wording_comes_back_whole() -> None:
    assert [change.kind for change in compare_words("a", "word " * (MAX_WORDS + 1))] == ["added"]


def test_controls_that_reorder_are_shown_by_name() -> None:
    assert visible("a\u202eb\u2069\x1b[31m") == "a⟨U+202E⟩b⟨U+2069⟩⟨U+001B⟩[31m"
    assert visible("Zoe\u0308 👩\u200d🔧 الميناء") == "Zoe\u0308 👩\u200d🔧 الميناء"


def test_links_lead_only_to_the_web() -> None:
    assert web_link("https://a.example/x?y=1&z=2") == "https://a.example/x?y=1&z=2"
    assert web_link("https://a.example/\u202ex") == "https://a.example/%E2%80%AEx"
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.example", "https://[x", "", None):
        assert web_link(url) is None
    assert host("https://user@www.a.example/x") == "a.example"


def test_dates_are_written_for_reading_and_odd_ones_left_alone() -> None:
    assert day("2031-06-03") == "3 Jun 2031"
    assert day("2031-06") == "Jun 2031"
    assert day("2031") == "2031"
    assert day("2031-W23") == "2031-W23"
    assert day("2031-13-01") == "2031-13-01"
    assert day("2031-06-03/2031-06-09") == "2031-06-03/2031-06-09"
    assert moment("2031-06-03T08:14:00+00:00") == "3 Jun 2031, 08:14 UTC"
    assert period("2031-01-01", "2031-12-31") == "2031"
    assert period("2031-06-01", "2031-06-30") == "Jun 2031"
    assert period("2031-06-01", "2031-06-29") == "1 Jun 2031 – 29 Jun 2031"
    assert period("2031-06-03", None) == "3 Jun 2031"
    assert moment("soon after noon") == "soon after noon"


def reports(*dates: str | None) -> list[AccountView]:
    annotations = [
        msgspec.structs.replace(found, article=msgspec.structs.replace(found.article, published=date))
        for found, date in zip(sample().articles, dates, strict=False)
    ]
    return [AccountView(n, letters(n), f"outlet {n}", found) for n, found in enumerate(annotations)]


def test_who_was_first_is_said_only_where_the_dates_tell() -> None:
    morning, noon, that_day = "2031-06-03T08:14:00+00:00", "2031-06-03T12:00:00+00:00", "2031-06-03"
    assert first_to_tell(reports(noon, morning, "2031-06-04")) == "outlet 1, 3 Jun 2031, 08:14 UTC"
    assert first_to_tell(reports("2031-06-04T01:00:00+00:00", that_day, None)) == "outlet 1, 3 Jun 2031"
    assert first_to_tell(reports(morning, that_day)) == "on 3 Jun 2031"
    assert first_to_tell(reports(morning, "2031-06-03T07:00:00")) == "on 3 Jun 2031"
    assert first_to_tell(reports("2031-06-03T09:30:00+02:00", morning)) == "outlet 0, 3 Jun 2031, 09:30 UTC+02:00"
    assert first_to_tell(reports(None, "soon after noon")) is None
