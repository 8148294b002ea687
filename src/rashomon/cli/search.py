"""`rashomon search`: reports and statements of a store by their words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon import limits
from rashomon.cli.stores import db_option, lines_option, marked, safe, write_lines

if TYPE_CHECKING:
    from rashomon.store import Hit, StatementHit

__all__ = ["search"]


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        import datetime

        try:
            return datetime.date.fromisoformat(value).isoformat()
        except ValueError as error:
            raise click.BadParameter(f"{value!r} is no day; write it as 2025-08-28") from error
    return None


def _event(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        from rashomon.knowledge.plover import load_plover

        types = load_plover().types
        if value.upper() not in types:
            raise click.BadParameter(f"{value!r} is no type of event; there are {', '.join(types)}")
    return value


@click.command(short_help="Reports and statements of a store by their words.")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@db_option
@click.option("--outlet", metavar="NAME", help="Only reports of this outlet.")
@click.option("--actor", metavar="NAME", help="Only reports that speak of it, by its name, ISO 3166 or Wikidata code.")
@click.option("--since", metavar="DATE", callback=_day, help="Only reports of this day or later.")
@click.option("--until", metavar="DATE", callback=_day, help="Only reports of this day or earlier.")
@click.option(
    "--event", metavar="TYPE", callback=_event, help="Only reports that tell of an event of this PLOVER type."
)
@click.option("--statements", is_flag=True, help="Search what is said instead; --actor is then who says it.")
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=limits.MAX_SEARCH_HITS),
    default=20,
    show_default=True,
    metavar="N",
    help="Hits to list.",
)
@lines_option
def search(
    words: tuple[str, ...],
    *,
    db: Path,
    outlet: str | None,
    actor: str | None,
    since: str | None,
    until: str | None,
    event: str | None,
    statements: bool,
    limit: int,
    output: Path | None,
) -> None:
    """Find reports in which all the words occur, best first; without words, all that the options let through.

    Words are found in any form ("signing" finds "signed"). "Words in quotation marks" must stand together, and a star
    stands for any end: parli*.

    \b
    rashomon search ceasefire talks
    rashomon search '"trade deal"' --outlet "Harbor Courier" --since 2025-08-01
    rashomon search --actor FRA --event CONSULT
    rashomon search climate --statements --actor "Ban Ki-moon"
    """
    from rashomon.store import Question, Store

    question = Question(" ".join(words), outlet, actor, since, until, event, limit)
    with Store(db) as store:
        found: list[Hit] | list[StatementHit]
        found = store.search_statements(question) if statements else store.search(question)
    if output is not None:
        write_lines(output, found)
        return
    for hit in found:
        click.echo(_lines(hit, db))
    if not found:
        click.echo("nothing was found")


def _lines(hit: Hit | StatementHit, db: Path) -> str:
    from rashomon.store import Hit

    about = (
        f"{safe(hit.outlet or 'outlet not stated')} · {safe(hit.published[:10] if hit.published else 'date not given')}"
    )
    if isinstance(hit, Hit):
        title = click.style(safe(hit.title or hit.id), bold=True)
        return f"{title}\n  {about} · rashomon show {safe(hit.id)} --article --db {db}\n  {marked(hit.passage, hit.matches)}"
    speaker = click.style(safe(hit.speaker or "speaker not named"), bold=True)
    return f"{speaker} {hit.kind}: {safe(hit.words)}\n  {about} · rashomon show {safe(hit.article)} --article --db {db}"
