"""`rashomon watch`: feeds into a store, again and again."""

from __future__ import annotations

import functools
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.annotate import failures
from rashomon.cli.ingest import compare_changed
from rashomon.cli.inputs import (
    fetching_options,
    knowledge_option,
    rules_only_option,
    window_option,
    workers_option,
)
from rashomon.cli.messages import ALL_READ, EXIT_STATUS, INTERRUPTED, NOTHING_DONE, SOME_UNREAD, tell
from rashomon.cli.stores import count, db_option
from rashomon.errors import StoreBusyError

if TYPE_CHECKING:
    from rashomon.store import Store, Watch

__all__ = ["watch"]


@click.command(short_help="Poll feeds into a store, again and again.", epilog=EXIT_STATUS)
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@db_option
@click.option(
    "--every",
    "minutes",
    type=click.IntRange(min=1),
    default=15,
    show_default=True,
    metavar="MINUTES",
    help="How long to wait from one poll to the next.",
)
@click.option("--once", is_flag=True, help="Poll once and end, as a timer wants it.")
@fetching_options
@window_option
@workers_option
@rules_only_option
@knowledge_option
def watch(
    feeds: tuple[str, ...],
    *,
    db: Path,
    minutes: int,
    once: bool,
    allow_private_hosts: bool,
    keep: Path | None,
    window_days: int | None,
    workers: int | None,
    rules_only: bool,
    knowledge_files: tuple[Path, ...],
) -> None:
    """Poll feeds, put what is new in them into a store, and compare the stories that changed; Ctrl-C ends it.

    FEED is an OPML list, or the address of an RSS, Atom or JSON feed. Hosts are asked at their pace, as robots.txt and
    Retry-After want it, and a feed that is unchanged is not sent again.

    \b
    rashomon watch feeds.opml --db news.sqlite
    rashomon watch https://news.example/feed --every 60 --keep pages/
    rashomon watch feeds.opml --once
    """
    from rashomon.annotation.parallel import annotate_in_parallel
    from rashomon.knowledge import load_knowledge
    from rashomon.reading import feed_addresses
    from rashomon.reading.opening import web_fetcher
    from rashomon.store import Store, Watch

    addresses, problems = feed_addresses(feeds)
    tell(problems)
    if not addresses:
        click.echo("rashomon: no feed was named, so there is nothing to watch", err=True)
        sys.exit(NOTHING_DONE)
    with Store(db, create=True) as store:
        watched = Watch(
            store,
            addresses,
            fetcher=web_fetcher(allow_private_hosts=allow_private_hosts, keep=keep),
            annotate=functools.partial(
                annotate_in_parallel, workers=workers, knowledge_files=knowledge_files, rules_only=rules_only
            ),
            window_days=window_days,
            knowledge=load_knowledge(knowledge_files),
        )
        try:
            while True:
                all_read = _poll(watched, store, knowledge_files)
                if once:
                    break
                time.sleep(minutes * 60)
        except KeyboardInterrupt:
            click.echo("rashomon: stopped; the same command goes on where it was", err=True)
            sys.exit(INTERRUPTED)
    sys.exit(ALL_READ if all_read and not problems else SOME_UNREAD)


def _poll(watched: Watch, store: Store, knowledge_files: tuple[Path, ...]) -> bool:
    """Poll once, compare what changed, say what was done on one line; return whether all was read and annotated."""
    kept, unread, failed = 0, 0, 0
    try:
        for polled in watched.poll():
            tell(polled.problems)
            kept += len(polled.kept)
            unread += sum(problem.kind == "unread" for problem in polled.problems)
            found = [problem for each in polled.kept for problem in failures(each.annotation)]
            tell(found)
            failed += len(found)
        with store.alone("rashomon watch"):
            compared = compare_changed(store, knowledge_files)
    except StoreBusyError as error:
        click.echo(f"rashomon: {error}", err=True)
        return False
    known = count(store.counts().stories, "story", "stories")
    click.echo(
        f"{time.strftime('%Y-%m-%d %H:%M')}: {count(kept, 'new report')}; {known}, of which {compared:,} compared anew"
    )
    return not unread and not failed
