"""`rashomon group`: which reports tell of one event, and which are copies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.inputs import reading_options, window_option
from rashomon.cli.messages import ALL_READ, EXIT_STATUS, SOME_UNREAD
from rashomon.cli.output import open_output

if TYPE_CHECKING:
    from rashomon.model import Article, Grouping
    from rashomon.reading import Reading

__all__ = ["group", "group_articles"]


@click.command(short_help="Which reports tell of one event, and which are copies.", epilog=EXIT_STATUS)
@reading_options
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.jsonl",
    help="Write there instead of on standard output.",
)
@window_option
def group(reading: Reading, *, output: Path | None, window_days: int | None) -> None:
    """Put reports on one event into one story, and name those that copy another, as JSON Lines.

    \b
    rashomon group reports/
    rashomon group feed.xml --window 2 --output stories.jsonl
    """
    import msgspec

    groupings = group_articles(reading.articles, window_days)
    with open_output(output) as stream:
        for grouping in groupings:
            stream.write(msgspec.json.encode(grouping) + b"\n")
    sys.exit(SOME_UNREAD if reading.unread else ALL_READ)


def group_articles(articles: tuple[Article, ...], window_days: int | None) -> tuple[Grouping, ...]:
    """Group with the package's own window where none was asked for."""
    from rashomon import stories

    return stories.group(articles) if window_days is None else stories.group(articles, window_days=window_days)
