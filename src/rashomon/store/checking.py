"""Is a store whole: the file, what belongs together in it, and every span of every article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from rashomon.errors import StoreDamagedError
from rashomon.model import Problem
from rashomon.store.database import WORD_INDICES, Database
from rashomon.store.spans import drop_spanless
from rashomon.store.store import Store

__all__ = ["check_articles", "check_file"]

_LAYERS = ("entities", "places", "statements", "events")


def check_file(store: Store) -> list[Problem]:
    """Check the file as SQLite sees it, the search indices against their tables, and the counts of the stories."""
    database = store.database
    with database.snapshot():  # what an ingest adds meanwhile is in none of its counts, or in all
        miscounted, outdated = store.miscounted(), store.outdated()
    return [
        *_problems(store, "the file is damaged", _integrity(database)),
        *_problems(store, "a row refers to one that is not there", _dangling(database)),
        *_problems(
            store, "the index of words does not fit its table; build it anew with: rashomon db vacuum", _words(database)
        ),
        *_problems(store, "the index of places does not fit its table", _places(database)),
        *_problems(store, "article without annotation or story", _half(database)),
        *_problems(store, "the counts of a story are not those of its articles", miscounted),
        *_problems(store, "a comparison is not one of its story's accounts", outdated),
    ]


def check_articles(store: Store) -> Iterator[list[Problem]]:
    """Give the problems of one article after the other: its text, its JSON, its spans and its rows."""
    for number, name, sha256, text in _articles(store.database):
        yield list(_problems_of_article(store, number, name, sha256, text))


def _problems_of_article(store: Store, number: int, name: str, sha256: str, text: str) -> Iterator[Problem]:
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        yield Problem("its text is not the one that was stored", name, kind="damaged")
    try:
        annotation = store.stored_annotation(name)
    except StoreDamagedError as error:
        yield Problem(str(error), name, kind="damaged")
        return
    sound = drop_spanless(annotation)
    if sound is not annotation:
        yield Problem(sound.problems[-1].what, name, kind="damaged")
    for layer in _LAYERS:
        read = len(getattr(annotation, layer))
        rows = store.database.value(f"SELECT count(*) FROM {layer} WHERE article = ?", (number,))
        if rows != read:
            yield Problem(f"{read} {layer} were read from it, {rows} are in the table", name, kind="damaged")


def _articles(database: Database) -> Iterator[tuple[int, str, str, str]]:
    number = 0
    sql = "SELECT number, id, sha256, text FROM articles WHERE number > ? ORDER BY number LIMIT 1"
    while (row := database.row(sql, (number,))) is not None:
        number = row[0]
        yield row


def _problems(store: Store, what: str, found: list[str]) -> list[Problem]:
    return [Problem(f"{what} ({each})", str(store.path), kind="damaged") for each in found]


def _integrity(database: Database) -> list[str]:
    return [message for (message,) in database.rows("PRAGMA integrity_check") if message != "ok"]


def _dangling(database: Database) -> list[str]:
    return [f"{table} to {parent}" for table, _, parent, _ in database.rows("PRAGMA foreign_key_check")]


def _words(database: Database) -> list[str]:
    damaged = []
    for index in WORD_INDICES:
        try:
            with database.transaction():
                database.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except StoreDamagedError:
            damaged.append(index)
    return damaged


def _places(database: Database) -> list[str]:
    found = database.value("SELECT rtreecheck('places_rtree')")
    missing = database.value(
        "SELECT count(*) FROM places WHERE latitude IS NOT NULL AND longitude IS NOT NULL "
        "AND number NOT IN (SELECT number FROM places_rtree)"
    )
    return [*([found] if found != "ok" else []), *([f"{missing} places are not in it"] if missing else [])]


def _half(database: Database) -> list[str]:
    rows = database.rows(
        "SELECT id FROM articles WHERE number NOT IN (SELECT article FROM annotations) "
        "OR number NOT IN (SELECT article FROM placements)"
    )
    return [name for (name,) in rows]
