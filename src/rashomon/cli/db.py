"""`rashomon db`: is a store whole, up to date, and no larger than it must be."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rashomon.cli.messages import NOTHING_DONE, progress, tell
from rashomon.cli.stores import count, db_option

__all__ = ["db"]


@click.group(short_help="Check, migrate or shrink a store.")
def db() -> None:
    """Check that a store is whole, bring it up to date, or make it small again.

    \b
    rashomon db check --db news.sqlite
    rashomon db migrate --db news.sqlite
    rashomon db vacuum --db news.sqlite
    """


@db.command(short_help="Is it whole?")
@db_option
def check(*, db: Path) -> None:
    """Check the file, all that refers to each other in it, and every span of every article; change nothing.

    Exit status: 0 it is whole; 1 it is not, or cannot be read.

    \b
    rashomon db check --db news.sqlite
    """
    from rashomon.store import Store, check_articles, check_file

    with Store(db) as store:
        problems = check_file(store)
        counts = store.counts()
        with progress(check_articles(store), total=counts.articles, doing="checking") as shown:
            for found in shown:
                problems += found
    tell(problems)
    if problems:
        click.echo(f"rashomon: {db} is damaged ({count(len(problems), 'problem')}); it was left as it is", err=True)
        sys.exit(NOTHING_DONE)
    held = (
        count(counts.articles, "article"),
        count(counts.stories, "story", "stories"),
        count(counts.statements, "statement"),
        count(counts.events, "event"),
        count(counts.comparisons, "comparison"),
    )
    click.echo(f"{db} is whole: {', '.join(held)}")


@db.command(short_help="Bring it up to date with this version of rashomon.")
@db_option
def migrate(*, db: Path) -> None:
    """Bring a store that an older rashomon wrote up to date; a copy of it is made first.

    \b
    rashomon db migrate --db news.sqlite
    """
    from rashomon.store import migrate as bring_up_to_date

    done = bring_up_to_date(db)
    if done.backup is None:
        click.echo(f"{db} is up to date (schema {done.after})")
    else:
        click.echo(f"{db} was brought from schema {done.before} to {done.after}; it was copied to {done.backup} before")


@db.command(short_help="Give free space back.")
@db_option
def vacuum(*, db: Path) -> None:
    """Build the indices of words anew and give free space back; takes as much room again while it runs.

    \b
    rashomon db vacuum --db news.sqlite
    """
    from rashomon.store import Store
    from rashomon.store import vacuum as shrink

    with Store(db) as store:
        before, after = shrink(store)
    click.echo(f"{db} has {after:,} bytes, and had {before:,}")
