"""Keeping a store: brought up to date with the program, and made small and fast again."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import NamedTuple

from rashomon.errors import StoreError, StoreVersionError
from rashomon.store.database import SCHEMA_VERSION, WORD_INDICES, Database, statements_of
from rashomon.store.store import Store

__all__ = ["Migrated", "migrate", "vacuum"]

MIGRATIONS = Path(__file__).with_name("migrations")
"""Scripts of SQL: 1.sql leads from schema 1 to schema 2."""


class Migrated(NamedTuple):
    """The schema before and after, and where the store was copied to before it was changed."""

    before: int
    after: int
    backup: Path | None


def migrate(path: Path) -> Migrated:
    """Bring a store up to the schema of this program, after a copy of it was made; one that is up to date stays as it is.

    All steps are one transaction. Raises StoreVersionError where the store is newer or there is no way from its schema,
    StoreBusyError where another process is writing, StoreError where the copy cannot be made.
    """
    database = Database(path, any_version=True)
    try:
        with database.alone("rashomon db migrate"):
            before = database.schema_version
            if before == SCHEMA_VERSION:
                return Migrated(before, before, None)
            steps = [MIGRATIONS / f"{number}.sql" for number in range(before, SCHEMA_VERSION)]
            if not all(step.is_file() for step in steps):
                raise StoreVersionError(
                    f"{path} has schema {before}, from which this rashomon knows no way to {SCHEMA_VERSION}; read it with "
                    "the version that wrote it"
                )
            backup = _copy(database, before)
            # A step may make a table anew, to which others refer.
            database.execute("PRAGMA foreign_keys = OFF")
            with database.transaction():
                for step in steps:
                    for statement in statements_of(step.read_text(encoding="utf-8")):
                        database.execute(statement)
                if database.row("PRAGMA foreign_key_check") is not None:
                    raise StoreError(f"{path} could not be migrated: rows would refer to none; it was left as it is")
                database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            return Migrated(before, SCHEMA_VERSION, backup)
    finally:
        database.close()


def vacuum(store: Store) -> tuple[int, int]:
    """Build the indices of words anew, give free space back, and return the bytes of the file before and after.

    It takes as much room on the disk again while it runs. Raises StoreBusyError where another process is writing.
    """
    database = store.database
    with store.alone("rashomon db vacuum"):
        database.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        before = store.path.stat().st_size
        with database.transaction():
            for index in WORD_INDICES:
                database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
                database.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        database.execute("VACUUM")
        database.execute("ANALYZE")
        database.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        return before, store.path.stat().st_size


def _copy(database: Database, version: int) -> Path:
    """Copy the store beside itself under a name that is free; the copy is whole or not there."""
    number = 1
    while (target := database.path.with_name(f"{database.path.name}.schema-{version}.backup-{number}")).exists():
        number += 1
    aside = target.with_name(f"{target.name}.part")
    aside.unlink(missing_ok=True)
    try:
        database.execute("VACUUM INTO ?", (str(aside),))
        with aside.open("rb") as stream:
            os.fsync(stream.fileno())
        aside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise
    return target
