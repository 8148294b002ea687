"""The store that a command reads or writes, and how its answers are printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rashomon.cli.messages import one_line
from rashomon.cli.output import open_output

if TYPE_CHECKING:
    from rashomon.model import Span
    from rashomon.store import StoryRow

__all__ = ["count", "db_option", "lines_option", "marked", "safe", "story_lines", "write_lines"]

db_option = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.sqlite",
    default="news.sqlite",
    show_default=True,
    help="The store.",
)
lines_option = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.jsonl",
    help="Write there, as JSON Lines, instead of on the terminal.",
)


def write_lines(path: Path, rows: Iterable[Any]) -> None:
    """Write named tuples as JSON Lines, with the names as keys."""
    import msgspec

    with open_output(path) as stream:
        for row in rows:
            stream.write(msgspec.json.encode(row._asdict()) + b"\n")


def story_lines(story: StoryRow) -> tuple[str, str, str]:
    """Describe a story in three lines: when and how many, what, and how to see it."""
    days = safe(" to ".join(dict.fromkeys(day for day in (story.first_day, story.last_day) if day)) or "no date")
    facts = [days, count(story.accounts, "report")]
    if story.copies:
        facts.append(f"{story.copies} of them copied")
    facts.append(count(story.outlets, "outlet"))
    if story.origins is not None:
        facts += [count(story.origins, "origin"), count(story.differs or 0, "difference")]
    return " · ".join(facts), safe(story.title), f"rashomon show {safe(story.id)}"


def marked(text: str, spans: Sequence[Span]) -> str:
    """Set parts of one line of text apart on a terminal."""
    parts, end = [], 0
    for span in spans:
        parts += [one_line(text[end : span.start]), click.style(one_line(span.of(text)), bold=True)]
        end = span.end
    return "".join((*parts, one_line(text[end:])))


def safe(text: str) -> str:
    """Make a text one line that is safe for a terminal."""
    return one_line(" ".join(text.split()))


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun in the right form."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
