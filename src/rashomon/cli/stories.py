"""`rashomon stories`: what the reports of a store tell of."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon.cli.stores import db_option, lines_option, story_lines, write_lines

__all__ = ["stories"]


@click.command(short_help="The stories of a store, the newest first.")
@db_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="Stories to list."
)
@lines_option
def stories(*, db: Path, limit: int, output: Path | None) -> None:
    """List the stories of a store, those with the newest reports first.

    \b
    rashomon stories
    rashomon stories --db news.sqlite --limit 100 --output stories.jsonl
    """
    from rashomon.store import Store

    with Store(db) as store:
        found = store.stories(limit=limit)
        whole = store.counts().stories
    if output is not None:
        write_lines(output, found)
        return
    for story in found:
        facts, title, command = story_lines(story)
        click.echo(f"{click.style(title, bold=True)}\n  {facts}\n  {command} --db {db}")
    if whole > len(found):
        click.echo(f"… and {whole - len(found):,} more: --limit {whole}")
    if not found:
        click.echo(f"there are no reports in {db} yet; add some with: rashomon ingest INPUT... --db {db}")
