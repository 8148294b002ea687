"""One SQLite file: opened, checked for what it is, written in transactions; every failure says what to do."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from rashomon import limits
from rashomon.errors import StoreBusyError, StoreDamagedError, StoreError, StoreVersionError

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "WORD_INDICES", "Database"]

APPLICATION_ID = 0x5261736D
"""What tells a store from other SQLite files ("Rasm", in the header of the file)."""

SCHEMA_VERSION = 1
"""The number of schema.sql, raised with each change of it; migrations/ has the way there from each number before."""

WORD_INDICES = ("articles_fts", "statements_fts")

_SCHEMA = Path(__file__).with_name("schema.sql")
_CACHE_KIB = 64 * 1024
_WAL_BYTES = 64 * 1024 * 1024
"""What a finished write-ahead log may keep on the disk."""

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class Database:
    """The file of a store. Readers see the last finished transaction and never wait; writers wait for each other.

    With `create` a file that is not there is made. Raises StoreError, or the one of its kinds that says what is wrong.
    """

    def __init__(self, path: Path, *, create: bool = False, any_version: bool = False) -> None:
        self.path = path
        if not create and not path.is_file():
            raise StoreError(f"there is no store at {path}; make one with: rashomon ingest INPUT... --db {path}")
        with self._named_errors():
            self._connection = sqlite3.connect(
                path, timeout=limits.STORE_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
        try:
            self._open(create=create, any_version=any_version)
        except BaseException:
            self.close()
            raise

    def _open(self, *, create: bool, any_version: bool) -> None:
        if create and not self.value("SELECT count(*) FROM sqlite_schema"):
            self._create()
        if self.value("PRAGMA application_id") != APPLICATION_ID:
            raise StoreError(f"{self.path} is not a store of rashomon, so it was left as it is; choose another --db")
        self.schema_version: int = self.value("PRAGMA user_version")
        if self.schema_version > SCHEMA_VERSION:
            raise StoreVersionError(
                f"{self.path} was written by a newer rashomon (its schema is {self.schema_version}, this one knows "
                f"{SCHEMA_VERSION}); it was left as it is: upgrade rashomon"
            )
        if self.schema_version < SCHEMA_VERSION and not any_version:
            raise StoreVersionError(
                f"{self.path} was written by an older rashomon (schema {self.schema_version}, now {SCHEMA_VERSION}); "
                f"bring it up to date with: rashomon db migrate --db {self.path}"
            )
        for pragma in (
            "foreign_keys = ON",
            "synchronous = NORMAL",  # with a write-ahead log the file stays whole; a power cut may cost the last articles
            f"cache_size = -{_CACHE_KIB}",
            f"journal_size_limit = {_WAL_BYTES}",
        ):
            self.execute(f"PRAGMA {pragma}")

    def _create(self) -> None:
        """Make the schema in one transaction, so that a file is a whole store or still empty."""
        self.execute("PRAGMA journal_mode = WAL")
        with self.transaction():
            if self.value("SELECT count(*) FROM sqlite_schema"):
                return  # another process was first
            for statement in statements_of(_SCHEMA.read_text(encoding="utf-8")):
                self.execute(statement)
            self.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def close(self) -> None:
        """Close the file; what was not finished is not in it."""
        self._connection.close()

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run one statement."""
        with self._named_errors():
            self._connection.execute(sql, values)

    def insert(self, table: str, **values: Any) -> int:
        """Insert one row, and return its number."""
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        with self._named_errors():
            done = self._connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", [*values.values()])
        return int(done.lastrowid or 0)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""
        with self._named_errors():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a question, as tuples."""
        with self._named_errors():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first row of a question, or None."""
        with self._named_errors():
            return self._connection.execute(sql, values).fetchone()

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first value of the first row, or None where there is no row."""
        found = self.row(sql, values)
        return found[0] if found is not None else None

    def version_of_others(self) -> int:
        """Return a number that is another one once another connection has written."""
        return int(self.value("PRAGMA data_version"))

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that is done within, or nothing of it."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    @contextlib.contextmanager
    def alone(self, doing: str) -> Iterator[None]:
        """Be the only process that adds to the file or rebuilds it; reading goes on.

        The lock is a file beside the store that the system gives back when a process ends, however it ends.
        Raises StoreBusyError where another process has it for longer than STORE_WAIT_SECONDS.
        """
        lock = FileLock(f"{self.path}.lock")
        try:
            lock.acquire(timeout=limits.STORE_WAIT_SECONDS)
        except Timeout as error:
            raise StoreBusyError(
                f"another process is writing to {self.path}, and {doing} has to be alone; it was waited for "
                f"{limits.STORE_WAIT_SECONDS:g} s (STORE_WAIT_SECONDS): try again when it has ended"
            ) from error
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written to ({error.strerror or error})") from error
        try:
            yield
        finally:
            lock.release()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all questions within see the same state of the file; nobody waits for it."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.rollback()

    @contextlib.contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._named(error) from error

    def _named(self, error: sqlite3.DatabaseError) -> StoreError:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(_DAMAGE):
            return StoreDamagedError(
                f"{self.path} is damaged or no store ({error}); it was left as it is: take a backup of it, or save what "
                f"can be read with: sqlite3 {self.path} .recover"
            )
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return StoreBusyError(
                f"another process is writing to {self.path}; it was waited for {limits.STORE_WAIT_SECONDS:g} s "
                "(STORE_WAIT_SECONDS): try again when it has ended"
            )
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            return StoreError(
                f"{self.path} could not be written ({error}): make room on the disk and run the same command again; "
                "what was stored before is kept"
            )
        if name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
            return StoreError(
                f"{self.path} cannot be opened for writing ({error}): make its folder, allow writing there, or choose "
                "another --db"
            )
        return StoreError(f"{self.path}: {error}")


def statements_of(script: str) -> Iterator[str]:
    """Give the statements of a script one by one; sqlite3's own executescript would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
