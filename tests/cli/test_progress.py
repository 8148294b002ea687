"""Long work shows how far it is: a bar on a terminal, a line now and then elsewhere, nothing where it is short."""

import io
import sys

import pytest

from rashomon.cli import messages


class Terminal(io.StringIO):
    def isatty(self):
        return True


def work(count, monkeypatch, stream, *, total, seconds):
    """Take so many items, each of which takes so many seconds by the clock of the messages."""
    clock = [0.0]
    monkeypatch.setattr(messages.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(sys, "stderr", stream)
    with messages.progress(range(count), total=total, doing="reading") as items:
        for _ in items:
            clock[0] += seconds
    return stream.getvalue()


@pytest.mark.parametrize("total", [6, None])
def test_short_work_says_nothing_where_nobody_looks(monkeypatch, total):
    assert work(6, monkeypatch, io.StringIO(), total=total, seconds=1) == ""


def test_long_work_says_a_line_now_and_then(monkeypatch):
    lines = work(6, monkeypatch, io.StringIO(), total=6, seconds=20).splitlines()
    assert lines == ["rashomon: reading: 2 of 6", "rashomon: reading: 4 of 6", "rashomon: reading: 6 of 6"]
    lines = work(3, monkeypatch, io.StringIO(), total=None, seconds=1_000).splitlines()
    assert lines == ["rashomon: reading: 1", "rashomon: reading: 2", "rashomon: reading: 3"]


@pytest.mark.parametrize("total", [3, None])
def test_a_terminal_shows_a_bar_that_leaves_nothing_behind(monkeypatch, total):
    shown = []
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with messages.progress(range(3), total=total, doing="reading") as items:
        shown = list(items)
    assert shown == [0, 1, 2]
    assert "reading" in stream.getvalue()
    # The line is erased at the end.
    assert stream.getvalue().endswith("\x1b[2K")
