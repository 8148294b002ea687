"""`rashomon ingest`: reports into a store, with their stories and comparisons."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.annotate import failures
from rashomon.cli.inputs import knowledge_option, reading_options, rules_only_option, window_option, workers_option
from rashomon.cli.messages import ALL_READ, EXIT_STATUS, INTERRUPTED, SOME_UNREAD, progress, tell
from rashomon.cli.stores import count, db_option

if TYPE_CHECKING:
    from rashomon.reading import Reading
    from rashomon.store import Store

__all__ = ["compare_changed", "ingest"]


@click.command(short_help="Put reports into a store, and group and compare them there.", epilog=EXIT_STATUS)
@reading_options
@db_option
@window_option
@workers_option
@rules_only_option
@knowledge_option
def ingest(
    reading: Reading,
    *,
    db: Path,
    window_days: int | None,
    workers: int | None,
    rules_only: bool,
    knowledge_files: tuple[Path, ...],
) -> None:
    """Put reports into a store: annotated, copies found, each in its story, and the stories that changed compared.

    A report that the store holds is skipped. Stopped at any point, the same command goes on where it was.

    \b
    rashomon ingest reports/ --db news.sqlite
    rashomon ingest corpus.jsonl feed.xml --workers 4
    rashomon stories
    """
    from rashomon.annotation.parallel import annotate_in_parallel
    from rashomon.store import Store, new_articles, open_stream
    from rashomon.store import ingest as keep

    kept, some_failed = 0, False
    with Store(db, create=True) as store, store.alone("rashomon ingest"):
        new = new_articles(store, reading)
        try:
            if new.articles:
                annotations = annotate_in_parallel(
                    new.articles, workers=workers, knowledge_files=knowledge_files, rules_only=rules_only
                )
                stored = keep(store, annotations, open_stream(store, window_days=window_days), notes=new.notes)
                with progress(stored, total=len(new.articles), doing="annotating") as shown:
                    for annotation, _ in shown:
                        kept += 1
                        failed = failures(annotation)
                        some_failed = some_failed or bool(failed)
                        tell(failed)
            compared = compare_changed(store, knowledge_files)
        except KeyboardInterrupt:
            click.echo(
                f"rashomon: stopped; stored: {count(kept, 'report')}; run the same command again to go on", err=True
            )
            sys.exit(INTERRUPTED)
        known = len(reading.articles) - len(new.articles)
        click.echo(f"stored in {db}: {count(kept, 'report')}" + (f" ({known:,} there before)" if known else ""))
        stories = count(store.counts().stories, "story", "stories")
        click.echo(f"{stories}, of which {compared:,} compared anew: rashomon stories --db {db}")
    sys.exit(SOME_UNREAD if reading.unread or some_failed else ALL_READ)


def compare_changed(store: Store, knowledge_files: tuple[Path, ...]) -> int:
    """Compare the stories of several accounts that have changed, and return how many those are."""
    from rashomon.comparison import compare
    from rashomon.knowledge import load_knowledge
    from rashomon.store import refresh_comparisons

    changed = len(store.uncompared())
    if changed:
        made = refresh_comparisons(store, functools.partial(compare, knowledge=load_knowledge(knowledge_files)))
        with progress(made, total=changed, doing="comparing") as shown:
            for _ in shown:
                pass
    return changed
