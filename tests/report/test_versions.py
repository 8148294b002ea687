"""What changed from version to version, and a report on the terminal."""

import io

from rich.console import Console
from tests.store.standins import annotation_of, article

from rashomon.report import article_to_terminal
from rashomon.report.versions import MAX_PARAGRAPHS, changed_passages

OLD = "Two boats sank\n\nTwo boats sank off Quay.\n\nEnvoy Brandt said: five people are missing.\n\nThe search goes on."
NEW = OLD.replace("five people", "six people") + "\n\nCorrection: an earlier version said five."


def told(passages):
    return [[(change.kind, change.text) for change in passage] for passage in passages]


def test_a_changed_word_and_a_paragraph_that_was_added():
    assert told(changed_passages(OLD, NEW)) == [
        [("same", "Envoy Brandt said:"), ("cut", "five"), ("added", "six"), ("same", "people are missing.")],
        [("added", "Correction: an earlier version said five.")],
    ]


def test_a_paragraph_that_was_cut():
    assert told(changed_passages(OLD, OLD.replace("\n\nThe search goes on.", ""))) == [[("cut", "The search goes on.")]]
    assert changed_passages(OLD, OLD) == ()


def test_a_moved_paragraph_is_cut_and_added():
    first, second, *rest = OLD.split("\n\n")
    moved = "\n\n".join([first, *rest, second])
    assert told(changed_passages(OLD, moved)) == [[("cut", second)], [("added", second)]]


def test_long_texts_are_compared_as_a_whole_and_long_passages_given_whole():
    long = "\n".join(f"paragraph {number}" for number in range(MAX_PARAGRAPHS + 1))
    assert changed_passages(long, long) == ()
    assert told(changed_passages(long, "short")) == [[("cut", long), ("added", "short")]]
    other = " ".join(f"word{number}" for number in range(2_000))
    assert told(changed_passages("five", other)) == [[("cut", "five"), ("added", other)]]


def test_a_report_on_the_terminal_says_what_was_read_and_what_changed():
    older, newer = (
        article(OLD, "v1"),
        article(NEW, "v2", outlet="Post", url="https://post.example/a", published="2021-05-02"),
    )
    stream = io.StringIO()
    console = Console(file=stream, width=100)
    article_to_terminal(annotation_of(newer), console, versions=(older, newer), about=("story v1",))
    shown = stream.getvalue()
    for line in (
        "Two boats sank\nPost · 2 May 2021\nhttps://post.example/a\nstory v1",
        "Who (2)\n  Quay · 1 mention\n  Envoy Brandt, envoy · 1 mention",
        "Who says what (1)\n  Envoy Brandt says: six people are missing",
        "What changed from v1 to v2 (2)\n  Envoy Brandt said: −five +six people are missing.",
        "  +Correction: an earlier version said five.",
        "\nThe search goes on.\n",
    ):
        assert line in shown


def test_nothing_in_a_report_moves_the_terminal():
    nasty = annotation_of(article("Title\x1b[2J\n\nMinister Aalto said: \u202eturned\x07 round.", "x"))
    stream = io.StringIO()
    article_to_terminal(nasty, Console(file=stream, width=100))
    assert not {"\x1b", "\x07", "\u202e"} & set(stream.getvalue())
