"""A killed run, a full disk, two writers, other schemas, damage: nothing is lost, and the message says what to do."""

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from rashomon import limits
from rashomon.errors import ModelError, StoreBusyError, StoreDamagedError, StoreError, StoreVersionError
from rashomon.store import (
    Store,
    check_articles,
    check_file,
    database,
    ingest,
    maintenance,
    migrate,
    vacuum,
)

from .killing import content, pile, problems, run
from .standins import Stream, annotate

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.sqlite"


def test_killed_at_200_random_points_a_store_is_whole_and_the_same_run_ends_as_an_unbroken_one():
    shared_memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared_memory if shared_memory.is_dir() else None) as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.store.killing", folder, "200"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
            capture_output=True,
            text=True,
            timeout=600,
        )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == 200


def test_a_full_disk_loses_nothing_and_says_what_to_do(path, tmp_path):
    articles = pile()
    run(tmp_path / "whole.sqlite", articles)
    expected = content(tmp_path / "whole.sqlite")
    whole = (tmp_path / "whole.sqlite").stat().st_size // 4096
    for pages in range(whole - 12, whole, 3):
        with pytest.raises(
            StoreError, match=r"could not be written .*: make room on the disk and run the same command again"
        ):
            run(path, articles, lambda store, pages=pages: store.database.execute(f"PRAGMA max_page_count = {pages}"))
        assert problems(path) == []
    run(path, articles)
    assert problems(path) == []
    assert content(path) == expected


def test_a_disk_that_fails_in_the_middle_of_a_write_loses_nothing(path, tmp_path):
    articles = pile()
    run(tmp_path / "whole.sqlite", articles)
    run(path, articles[:2])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        for size in (20_000, 60_000, 100_001):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
            with pytest.raises(StoreError, match=r"could not be written|make room on the disk"):
                run(path, articles)
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            assert problems(path) == []
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    run(path, articles)
    assert content(path) == content(tmp_path / "whole.sqlite")


def test_a_run_that_fails_on_the_way_keeps_what_it_had_done(path):
    def breaks(articles):
        yield from annotate(articles[:2])
        raise ModelError("the parser is missing; install it with: make demo")

    with Store(path, create=True) as store, pytest.raises(ModelError):
        list(ingest(store, breaks(pile()), Stream()))
    assert problems(path) == []
    with Store(path) as store:
        assert store.counts().articles == 2


def test_one_writer_waits_for_the_other_and_then_says_so(path, monkeypatch):
    monkeypatch.setattr(limits, "STORE_WAIT_SECONDS", 0.2)
    run(path, pile()[:3])
    holds = (
        "import sys; from rashomon.store import Store\n"
        "with Store(sys.argv[1]) as store, store.alone('it'): print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holds, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    ) as other:
        other.stdout.readline()
        message = r"rashomon db vacuum has to be alone; .*try again when it has ended"
        with Store(path) as store, pytest.raises(StoreBusyError, match=message):
            vacuum(store)
        with Store(path) as store:
            assert store.counts().articles == 3
        other.kill()
    run(path, pile()[:4])  # what was held by a killed process is free again


def test_a_writer_that_ends_in_time_is_waited_for(path):
    run(path, pile()[:3])
    held, free = threading.Event(), threading.Event()

    def hold():
        with Store(path) as store, store.alone("another"):
            held.set()
            free.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    threading.Timer(0.3, free.set).start()
    run(path, pile()[:4])
    assert free.is_set()
    thread.join()


def test_readers_never_wait_and_see_what_was_finished(path, monkeypatch):
    monkeypatch.setattr(limits, "STORE_WAIT_SECONDS", 0.0)
    run(path, pile()[:3])
    with Store(path) as writer, Store(path) as reader, Store(path) as second:
        with writer.database.transaction():
            writer.database.execute("INSERT INTO feeds VALUES ('https://post.example/feed', '{}')")
            assert reader.counts().articles == 3
            assert reader.feeds() == {}
            with pytest.raises(StoreBusyError, match="another process is writing"):
                second.keep_feed("https://post.example/other", "{}")
        assert list(reader.feeds()) == ["https://post.example/feed"]


def test_a_store_of_a_newer_rashomon_is_left_as_it_is(path):
    run(path, pile()[:3])
    with Store(path) as store:
        store.database.execute("PRAGMA user_version = 99")
        store.database.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    before = path.read_bytes()
    for opens in (Store, migrate):
        with pytest.raises(
            StoreVersionError, match=r"written by a newer rashomon \(its schema is 99.*upgrade rashomon"
        ):
            opens(path)
    assert path.read_bytes() == before


@pytest.fixture
def next_schema(tmp_path, monkeypatch):
    """The program after a change of the schema; returns how the step to it is written."""
    folder = tmp_path / "migrations"
    folder.mkdir()

    def written(script):
        step = folder / f"{database.SCHEMA_VERSION}.sql"
        step.write_text(script)
        monkeypatch.setattr(maintenance, "MIGRATIONS", folder)
        for module in (database, maintenance):
            monkeypatch.setattr(module, "SCHEMA_VERSION", int(step.stem) + 1)

    return written


def test_an_older_store_is_migrated_after_a_copy_was_made(path, next_schema):
    run(path, pile())
    before = content(path)
    version = database.SCHEMA_VERSION
    next_schema("ALTER TABLE feeds ADD COLUMN title TEXT;\nCREATE TABLE notes (\n  note TEXT NOT NULL\n) STRICT;\n")
    with pytest.raises(StoreVersionError, match=r"older rashomon .*; bring it up to date with: rashomon db migrate"):
        Store(path)
    done = migrate(path)
    assert (done.before, done.after) == (version, version + 1)
    assert done.backup.name == f"news.sqlite.schema-{version}.backup-1"
    after = content(path)
    assert after.pop("notes") == []
    assert after == before
    assert problems(path) == []
    copy = sqlite3.connect(done.backup)
    assert copy.execute("PRAGMA user_version").fetchone() == (version,)
    assert copy.execute("SELECT count(*) FROM articles").fetchone() == (len(before["articles"]),)
    copy.close()
    assert migrate(path).backup is None


def test_a_migration_that_fails_leaves_the_store_as_it_was(path, next_schema):
    run(path, pile()[:3])
    version = database.SCHEMA_VERSION
    next_schema("CREATE TABLE notes (note TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(StoreError, match="no such table: nowhere"):
        migrate(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (version,)
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'notes'").fetchone() == (0,)
    connection.close()


def test_a_schema_from_which_no_way_leads_is_named(path, next_schema):
    run(path, pile()[:3])
    next_schema("SELECT 1;")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with pytest.raises(StoreVersionError, match="knows no way"):
        migrate(path)


def test_a_damaged_file_is_named_and_kept(path):
    run(path, pile())
    with Store(path) as store:
        store.database.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    whole = path.read_bytes()
    found = 0
    for start in range(4096 * 2, len(whole), 4096 * 5):
        path.write_bytes(whole[:start] + bytes(4096) + whole[start + 4096 :])
        before = path.read_bytes()
        try:
            told = [problem.what for problem in problems(path)]
        except StoreDamagedError as error:
            told = [str(error)]
        found += bool(told)
        assert path.read_bytes() == before
        if told:
            assert any("damaged" in each or "index" in each for each in told)
    assert found >= len(range(4096 * 2, len(whole), 4096 * 5)) * 0.9  # a page may be free


@pytest.mark.parametrize("written", [b"not a database at all, but a letter" * 200, b""])
def test_another_file_is_left_as_it_is(path, written):
    path.write_bytes(written)
    with pytest.raises(StoreError, match=r"left as it is"):
        Store(path)
    assert path.read_bytes() == written


def test_the_database_of_another_program_is_left_as_it_is(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(StoreError, match="is not a store of rashomon, so it was left as it is"):
            Store(path, create=create)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE stories SET copies = 7", "counts of a story"),
        ("DELETE FROM placements WHERE article = 3", "without annotation or story"),
        ("DELETE FROM statements_fts_data WHERE id > 10", "index of words does not fit"),
        ("UPDATE comparisons SET accounts = '[]'", "comparison is not one of its story's accounts"),
        ("DELETE FROM places_rtree", "index of places does not fit"),
        ("DELETE FROM events WHERE article = 1", "events were read from it"),
        ("UPDATE annotations SET body = x'00' WHERE article = 2", "annotation in it cannot be read"),
        ("UPDATE placements SET copy_of = 99 WHERE article = 2", "refers to one that is not there"),
    ],
)
def test_check_finds_what_does_not_belong_together(path, change, told):
    run(path, pile()[:6])
    connection = sqlite3.connect(path)
    connection.execute(change)
    connection.commit()
    connection.close()
    assert any(told in problem.what for problem in problems(path)), problems(path)


def test_check_finds_a_text_that_was_changed(path):
    run(path, pile()[:3])
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER articles_are_not_changed")
    connection.execute("UPDATE articles SET text = substr(text, 1, 40) WHERE number = 1")
    connection.commit()
    connection.close()
    with Store(path) as store:
        told = [problem.what for found in check_articles(store) for problem in found]
        assert check_file(store) != []
    assert told[0] == "its text is not the one that was stored"
    assert told[1].startswith("dropped for want of words in the text")


def test_vacuum_keeps_all_that_is_in_a_store(path):
    run(path, pile())
    before = content(path)
    with Store(path) as store:
        store.keep_feed("https://post.example/feed", "x" * 100_000)
        store.database.execute("DELETE FROM feeds")
        size_before, size_after = vacuum(store)
    assert size_after < size_before - 80_000
    assert content(path) == before
    assert problems(path) == []
