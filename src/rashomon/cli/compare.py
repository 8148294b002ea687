"""`rashomon compare`: the accounts of one story, side by side."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from rashomon.cli.annotate import annotate_reading, failures
from rashomon.cli.group import group_articles
from rashomon.cli.inputs import knowledge_option, reading_options, rules_only_option, window_option, workers_option
from rashomon.cli.messages import ALL_READ, EXIT_STATUS, SOME_UNREAD, tell
from rashomon.cli.output import numbered, write_file

if TYPE_CHECKING:
    from rashomon.model import Annotation, Comparison
    from rashomon.reading import Reading

__all__ = ["Exports", "compare", "export", "export_options"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Exports(NamedTuple):
    """The files that were asked for."""

    json: Path | None
    html: Path | None
    markdown: Path | None

    def numbered(self, number: int) -> Exports:
        """Return the files of one of several stories."""
        return Exports(*(path and numbered(path, number) for path in self))


def _file_option(name: str, what: str) -> Callable[[_Command], _Command]:
    return click.option(
        name, f"{name[2:]}_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=what
    )


def export_options(command: _Command) -> _Command:
    """Add the files that a comparison may be written to."""
    for option in (
        _file_option("--markdown", "Write it as Markdown."),
        _file_option("--html", "Write it as one self-contained page."),
        _file_option("--json", "Write the comparison as JSON."),
    ):
        command = option(command)
    return command


@click.command(short_help="What reports share, and where they differ.", epilog=EXIT_STATUS)
@reading_options
@export_options
@click.option(
    "--group",
    "by_story",
    is_flag=True,
    help="Group the reports first and compare each story; its files are numbered (report-1.html, report-2.html).",
)
@window_option
@workers_option
@rules_only_option
@knowledge_option
def compare(
    reading: Reading,
    *,
    json_file: Path | None,
    html_file: Path | None,
    markdown_file: Path | None,
    by_story: bool,
    window_days: int | None,
    workers: int | None,
    rules_only: bool,
    knowledge_files: tuple[Path, ...],
) -> None:
    """Set the reports of one story side by side: what they share, what only one tells, where they differ.

    \b
    rashomon compare one.txt two.txt three.txt
    rashomon compare reports.jsonl --html report.html --json report.json
    rashomon compare https://news.example/a https://paper.example/b
    rashomon compare pile/ --group --html stories.html
    """
    annotations = tuple(annotate_reading(reading, workers, knowledge_files, rules_only=rules_only))
    exports = Exports(json_file, html_file, markdown_file)
    if not by_story:
        _compare_story(annotations, reading, knowledge_files, exports)
    else:
        for number, story in enumerate(_stories(annotations, reading, window_days), start=1):
            _compare_story(story, reading, knowledge_files, exports.numbered(number))
    some_failed = any(failures(annotation) for annotation in annotations)
    sys.exit(SOME_UNREAD if reading.unread or some_failed else ALL_READ)


def _stories(
    annotations: tuple[Annotation, ...], reading: Reading, window_days: int | None
) -> list[tuple[Annotation, ...]]:
    """Give the annotations story by story, in the order of each story's first report."""
    members: dict[str, list[Annotation]] = {}
    for annotation, grouping in zip(annotations, group_articles(reading.articles, window_days), strict=True):
        members.setdefault(grouping.story, []).append(annotation)
    return [tuple(story) for story in members.values()]


def _compare_story(
    annotations: tuple[Annotation, ...], reading: Reading, knowledge_files: tuple[Path, ...], exports: Exports
) -> None:
    from rashomon.comparison import compare as compare_accounts
    from rashomon.knowledge import load_knowledge

    comparison = compare_accounts(annotations, knowledge=load_knowledge(knowledge_files), problems=reading.problems)
    # Those of reading were told when it was done.
    tell(comparison.problems[len(reading.problems) :])
    _show(comparison)
    export(comparison, exports)


def _show(comparison: Comparison) -> None:
    from rich.console import Console

    from rashomon import report

    report.to_terminal(comparison, Console())


def export(comparison: Comparison, exports: Exports) -> None:
    """Write a comparison to the files that were asked for, and say so."""
    from rashomon import report

    if exports.json:
        write_file(exports.json, report.to_json(comparison))
    if exports.html:
        write_file(exports.html, report.to_html(comparison).encode())
    if exports.markdown:
        write_file(exports.markdown, report.to_markdown(comparison).encode())
    for path in filter(None, exports):
        click.echo(f"rashomon: wrote {path}", err=True)
