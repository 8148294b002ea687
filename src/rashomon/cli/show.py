"""`rashomon show`: a story or a report of a store."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.compare import Exports, export, export_options
from rashomon.cli.inputs import knowledge_option
from rashomon.cli.output import write_file
from rashomon.cli.stores import db_option, story_lines

if TYPE_CHECKING:
    from rashomon.store import Store

__all__ = ["show"]


@click.command(short_help="A story or a report of a store.")
@click.argument("name", metavar="STORY|ARTICLE")
@db_option
@click.option("--article", "as_article", is_flag=True, help="Show the report, where a story has the same name.")
@export_options
@knowledge_option
def show(
    name: str,
    *,
    db: Path,
    as_article: bool,
    json_file: Path | None,
    html_file: Path | None,
    markdown_file: Path | None,
    knowledge_files: tuple[Path, ...],
) -> None:
    """Show a story as its accounts side by side, or a report with what was read from it and how its text changed.

    A story has the name of its first report. What is shown of a story was kept when it was compared, and is made
    again where reports have come since.

    \b
    rashomon show a1b2c3d4e5f6 --db news.sqlite
    rashomon show a1b2c3d4e5f6 --html report.html
    rashomon show a1b2c3d4e5f6 --article
    """
    from rashomon.store import Store

    with Store(db) as store:
        if not as_article and store.has_story(name):
            _show_story(store, name, Exports(json_file, html_file, markdown_file), knowledge_files)
        elif html_file or markdown_file:
            raise click.UsageError(f"{name} is a report; --html and --markdown are for stories, --json for both")
        else:
            _show_article(store, name, json_file)


def _show_story(store: Store, name: str, exports: Exports, knowledge_files: tuple[Path, ...]) -> None:
    from rich.console import Console

    from rashomon import report
    from rashomon.comparison import compare
    from rashomon.knowledge import load_knowledge
    from rashomon.store import comparison_of

    comparison = store.comparison(name) or comparison_of(
        store, name, functools.partial(compare, knowledge=load_knowledge(knowledge_files))
    )
    report.to_terminal(comparison, Console())
    for heading, chapters in zip(("Goes on with", "Goes on in"), store.chapters(name), strict=True):
        if chapters:
            click.echo(f"\n{click.style(heading, bold=True)}")
            for chapter in chapters:
                click.echo("\n".join(f"  {line}" for line in story_lines(chapter)))
    export(comparison, exports)


def _show_article(store: Store, name: str, json_file: Path | None) -> None:
    import msgspec
    from rich.console import Console

    from rashomon.report import article_to_terminal

    annotation = store.annotation(name)
    placement = store.placement(name)
    versions = store.versions(name)
    about = [f"story {placement.story}"]
    if placement.copied_from is not None:
        about.append(f"{placement.share_copied:.0%} of its text stands in {placement.copied_from}")
    article_to_terminal(annotation, Console(), versions=versions, about=about)
    if json_file is not None:
        write_file(json_file, msgspec.json.format(msgspec.json.encode(annotation), indent=2) + b"\n")
