"""The arguments and options by which every command reads its reports."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rashomon.cli.messages import NOTHING_DONE, progress, tell, tell_summary

if TYPE_CHECKING:
    from rashomon.reading import Reading

__all__ = [
    "fetching_options",
    "knowledge_option",
    "reading_options",
    "rules_only_option",
    "window_option",
    "workers_option",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])

_KEYS = ("id", "url", "outlet", "title", "byline", "published", "updated", "language", "text")


def fetching_options(command: _Command) -> _Command:
    """Add from where pages may be fetched, and whether they are kept."""
    for option in (
        click.option(
            "--keep",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="FOLDER",
            help="Keep every fetched page there as it came (WARC), and fetch again only what has changed.",
        ),
        click.option("--allow-private-hosts", is_flag=True, help="Also fetch from this machine and private networks."),
    ):
        command = option(command)
    return command


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the inputs and the options of reading; the command gets a `Reading` in their place."""

    @click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
    @click.option(
        "--published", metavar="DATE", callback=_published, help="Day of publication for inputs that do not say."
    )
    @click.option("--outlet", metavar="NAME", help="Outlet for inputs that do not say.")
    @click.option(
        "--columns",
        metavar="KEY=NAME",
        multiple=True,
        callback=_columns,
        help=f"Name that a table uses for a key ({', '.join(_KEYS)}), such as text=body; can be repeated.",
    )
    @click.option(
        "--no-fetch",
        is_flag=True,
        help="Fetch nothing: entries of feeds are read as the feed gives them, or as --keep has them.",
    )
    @fetching_options
    @functools.wraps(command)
    def reads(
        *,
        inputs: tuple[str, ...],
        published: str | None,
        outlet: str | None,
        columns: Mapping[str, str],
        no_fetch: bool,
        allow_private_hosts: bool,
        keep: Path | None,
        **rest: Any,
    ) -> Any:
        from rashomon.knowledge import load_knowledge
        from rashomon.reading import iter_articles
        from rashomon.reading.reader import hold

        found = iter_articles(
            inputs,
            published=published,
            outlet=outlet,
            columns=columns,
            fetch=not no_fetch,
            allow_private_hosts=allow_private_hosts,
            keep=keep,
            # A user's table of outlets names those of addresses.
            knowledge=load_knowledge(rest["knowledge_files"]) if rest.get("knowledge_files") else None,
        )
        with progress(found, total=None, doing="reading") as shown:
            reading = hold(shown)
        _check(reading)
        return command(reading=reading, **rest)

    return reads


knowledge_option = click.option(
    "--knowledge",
    "knowledge_files",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file that adds to what the program knows: .json for states, people, outlets, words; .tsv for events. Repeatable.",
)
rules_only_option = click.option(
    "--rules-only",
    is_flag=True,
    help="Do not read doubtful sentences again with the tagger: somewhat faster, less right about who says what.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to use (default: the cores). The output does not depend on it.",
)
window_option = click.option(
    "--window",
    "window_days",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Days that may lie between a report and the newest one of its story.",
)


def _check(reading: Reading) -> None:
    """Tell what went wrong, and end where nothing at all was read."""
    tell(reading.problems)
    if not reading.articles:
        click.echo("rashomon: nothing could be read, so there is nothing to do", err=True)
        sys.exit(NOTHING_DONE)
    tell_summary(len(reading.articles), reading.problems)


def _published(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from rashomon.reading.drafts import iso_date

        if iso_date(value) is None:
            raise click.BadParameter(f"{value!r} is not a date; write it as 2025-08-28")
    return value


def _columns(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for value in values:
        key, equals, name = value.partition("=")
        if not equals or not name or key not in _KEYS:
            raise click.BadParameter(f"{value!r} is not KEY=NAME with a KEY of {', '.join(_KEYS)}")
        columns[key] = name
    return columns
