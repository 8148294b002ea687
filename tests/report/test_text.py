"""The comparison on the terminal, as Markdown and as JSON."""

from __future__ import annotations

import io
import re

import msgspec
import pytest
from rich.console import Console

from rashomon.model import Comparison
from rashomon.report import Method, Model, to_json, to_markdown, to_terminal

from .large import large
from .sample import OUTLETS, sample

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


def printed(comparison: Comparison, width: int = 80, encoding: str = "utf-8") -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    to_terminal(comparison, Console(file=stream, width=width))
    stream.flush()
    return stream.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]


def test_the_terminal_tells_the_story_in_order() -> None:
    text = printed(sample())
    assert text.splitlines()[0] == "Velmar reopens its northern harbour after two years"
    assert "3 reports · 3 outlets · 6 origins" in text
    sections = ["Shared (2)", "Where they differ (4)", "Only one tells (4)", "Who says what (6)", "Participants (3)"]
    sections += ["Wording (1)", "Timeline (3)", "What could not be read (1)"]
    places = [text.index(section) for section in sections]
    assert places == sorted(places)
    assert "▲ The regime in Arden" in text
    assert "about 600 [B] “Some 600 people watched" in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    console = Console(width=width)
    for line in printed(sample(), width).splitlines():
        assert console.render_str(line, markup=False).cell_len <= width
        assert line == line.rstrip()


def test_piped_output_has_no_control_and_no_markup_is_read() -> None:
    text = printed(sample())
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text
    assert OUTLETS[2] in text


def test_a_terminal_without_unicode_gets_question_marks_instead_of_an_error() -> None:
    assert "Arden" in printed(sample(), encoding="ascii")


def test_lists_on_the_terminal_are_bounded_and_say_so() -> None:
    text = printed(large())
    assert "more in --html and --json" in text
    assert len(text.splitlines()) < 240


def test_an_empty_comparison_has_words_of_its_own() -> None:
    text = printed(EMPTY)
    assert "Untitled comparison" in text
    assert "No statement was found." in text


def test_markdown_escapes_what_reports_bring() -> None:
    text = to_markdown(sample())
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)<(?!https://)", text)
    assert r"\<script\>alert(3)\</script\>" in text
    assert "javascript:" not in text
    assert "**on Monday**" in text


def test_markdown_states_the_method() -> None:
    text = to_markdown(sample(), method=Method(models=(Model("encoder", "1", "nearness of wording"),)))
    assert "Model: encoder 1 — nearness of wording" in text
    assert "Silence is not denial" in text


def test_json_goes_there_and_back() -> None:
    data = to_json(sample())
    assert data.endswith(b"}\n")
    assert data.startswith(b'{\n  "schema": "rashomon/comparison/1",\n')
    assert "👩\u200d🔧".encode() in data
    assert msgspec.json.decode(data, type=Comparison) == sample()


def test_words_that_bring_their_own_quotation_marks_get_no_second_pair() -> None:
    assert "““" not in printed(sample()) + to_markdown(sample())


def test_one_account_is_told_that_it_cannot_be_compared() -> None:
    comparison = msgspec.structs.replace(sample(), articles=sample().articles[:1], points=(), statements=(), events=())
    comparison = msgspec.structs.replace(comparison, participants=(), timeline=(), origins=(), wording=(), copied=())
    text = printed(comparison)
    assert "One account alone cannot be compared" in text
    assert "Shared (" not in text
