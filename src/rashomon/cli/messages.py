"""What is said on standard error: problems, one line each, and the progress of long work."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from rashomon.model import Problem

__all__ = [
    "ALL_READ",
    "EXIT_STATUS",
    "INTERRUPTED",
    "NOTHING_DONE",
    "SOME_UNREAD",
    "one_line",
    "progress",
    "tell",
    "tell_summary",
]

ALL_READ, NOTHING_DONE, SOME_UNREAD, INTERRUPTED = 0, 1, 3, 130
"""Exit statuses; 2, wrong usage, is click's, and 130 is what a shell gives a program ended by Ctrl-C (128 + SIGINT)."""

EXIT_STATUS = (
    "Exit status: 0 all was read; 3 finished, but some inputs could not be read; "
    "1 nothing could be done; 2 wrong usage."
)

LINE_SECONDS = 30.0
"""Seconds from one line that tells of progress to the next, where standard error is no terminal."""

_T = TypeVar("_T")


def tell(problems: Iterable[Problem]) -> None:
    """Print each problem on one line."""
    for problem in problems:
        kind = "not read" if problem.kind == "unread" else problem.kind
        click.echo(f"rashomon: {one_line(problem.where)}: {kind}: {one_line(problem.what)}", err=True)


def tell_summary(read: int, problems: Sequence[Problem]) -> None:
    """Count what was read and what was not, where something was not."""
    unread = sum(problem.kind == "unread" for problem in problems)
    if unread:
        reports = "1 report was" if read == 1 else f"{read:,} reports were"
        click.echo(f"rashomon: {reports} read, {unread:,} could not be (see above)", err=True)


def one_line(text: str) -> str:
    """Make a message safe for a terminal: one line, nothing in it that a terminal would obey."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


@contextlib.contextmanager
def progress(items: Iterable[_T], *, total: int | None, doing: str) -> Iterator[Iterable[_T]]:
    """Show how far long work is while its items are taken: a bar on a terminal, elsewhere a line now and then.

    Where `total` is None, it is not known how many there are, and they are counted.
    """
    if not sys.stderr.isatty():
        yield _with_lines(items, total, doing)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    time_shown = TimeElapsedColumn() if total is None else TimeRemainingColumn(elapsed_when_finished=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), time_shown)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar.track(items, total=total, description=doing)


def _with_lines(items: Iterable[_T], total: int | None, doing: str) -> Iterator[_T]:
    """Give the items, and say how many there were each time that LINE_SECONDS have passed; short work says nothing."""
    last = time.monotonic()
    for number, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if now - last >= LINE_SECONDS:
            last = now
            click.echo(f"rashomon: {doing}: {number:,}" + (f" of {total:,}" if total is not None else ""), err=True)
