"""The program and how it ends: exit statuses and last words."""

from __future__ import annotations

import errno
import sys
from typing import Any

import click

from rashomon import __version__
from rashomon.cli.annotate import annotate
from rashomon.cli.compare import compare
from rashomon.cli.db import db
from rashomon.cli.group import group
from rashomon.cli.ingest import ingest
from rashomon.cli.messages import EXIT_STATUS, INTERRUPTED, NOTHING_DONE, one_line
from rashomon.cli.search import search
from rashomon.cli.show import show
from rashomon.cli.stories import stories
from rashomon.cli.watch import watch
from rashomon.errors import RashomonError

__all__ = ["main"]


class Program(click.Group):
    """A group whose commands end with one line and a status, whatever stops them."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except RashomonError as error:
            click.echo(f"rashomon: {one_line(str(error))}", err=True)
            sys.exit(NOTHING_DONE)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # click ends quietly when nobody reads on
            click.echo(f"rashomon: {one_line(str(error))}", err=True)
            sys.exit(NOTHING_DONE)
        except KeyboardInterrupt:
            click.echo("rashomon: stopped; a file that was not finished was not written", err=True)
            sys.exit(INTERRUPTED)


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_STATUS,
)
@click.version_option(__version__, message="rashomon %(version)s")
def main() -> None:
    """One event, many accounts: news reports set side by side, point by point, with the evidence.

    \b
    rashomon compare a.txt b.txt --html report.html   what the reports share, and where they differ
    rashomon group reports/                           which reports tell of one event
    rashomon annotate a.txt                           what is read from each report, as JSON
    rashomon ingest reports/ --db news.sqlite         all of these, kept; then: stories, show, search

    INPUT is any mix of files, folders, globs, web addresses and "-" (standard input): plain text, HTML,
    feeds (RSS, Atom, JSON Feed, OPML), WARC, JSON Lines, JSON, CSV and Parquet. Reports are read in English.
    """


main.add_command(annotate)
main.add_command(group)
main.add_command(compare)
main.add_command(ingest)
main.add_command(watch)
main.add_command(stories)
main.add_command(show)
main.add_command(search)
main.add_command(db)
