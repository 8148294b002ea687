"""Ingest a small pile again and again, killed at random points, and see that nothing is lost; run by test_faults.py.

It is a process of its own without threads, so that it can fork, and prints how many runs were killed; those that had ended before
do not count.
"""

import os
import random
import re
import signal
import sys
import time
from pathlib import Path

from tests.store.standins import Stream, annotate, article

from rashomon.model import Comparison, Point, Telling
from rashomon.reading import Reading
from rashomon.store import Store, check_articles, check_file, ingest, new_articles, refresh_comparisons


def pile():
    """Stories that grow, a copy, a corrected page, two stories that turn out to be one, and an id that comes twice."""
    texts = [
        f"{story}: news {number}\n\nArdenia threatens Borvia with {number} tanks in Lumen. Minister Aalto said: we have {number}."
        for number in range(4)
        for story in ("Border", "Flood", "Strike")
    ]
    texts += ["Border+Strike: one thing\n\nEnvoy Brandt said: Quay is quiet.", texts[0], f"{texts[1]} Corrected."]
    return tuple(
        article(text, f"r{number}", outlet=f"Post {number % 4}", url=url, published=f"2021-05-{number + 1:02}")
        for number, text in enumerate(texts)
        for url in (["https://post.example/flood"] if number in (1, 14) else [None])
    )


def compare(annotations):
    tellings = tuple(Telling(a.article.id, (a.claims[0].span,) if a.claims else (), (), None, ()) for a in annotations)
    point = Point("k1", "shared", annotations[0].article.title, (), tellings, (), 0)
    return Comparison(
        story=None, articles=tuple(annotations), actors=(), points=(point,), participants=(), statements=(), events=(),
        timeline=(), origins=(), wording=(),
    )  # fmt: skip


def run(path, articles, before=lambda _: None):
    with Store(path, create=True) as store, store.alone("the test"):
        before(store)
        new = new_articles(store, Reading(articles, (), {}))
        for _ in ingest(store, annotate(new.articles), Stream.restore(store.remembered(28))):
            pass
        for _ in refresh_comparisons(store, compare):
            pass


def content(path):
    with Store(path) as store:
        tables = [
            name
            for (name,) in store.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            if not re.search("_fts|_rtree|^sqlite_", name)
        ]
        rows = {table: sorted(map(repr, store.database.rows(f"SELECT * FROM {table}"))) for table in tables}
        rows["search"] = [store.database.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'ardenia'")]
        return rows


def problems(path):
    with Store(path) as store:
        return [*check_file(store), *(problem for found in check_articles(store) for problem in found)]


def killed(path, articles, *, statement=None, seconds=None):
    """Run in a process that is killed before a statement or after a time; say whether it was."""
    child = os.fork()
    if child == 0:
        left = [statement]

        def count(_):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        def watch(store):
            if statement is not None:
                store.database._connection.set_trace_callback(count)

        run(path, articles, watch)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(folder, points):
    articles = pile()
    statements = [0]

    def count(_):
        statements[0] += 1

    whole = folder / "whole.sqlite"
    started = time.monotonic()
    run(whole, articles, lambda store: store.database._connection.set_trace_callback(count))
    duration = time.monotonic() - started
    expected = content(whole)
    assert problems(whole) == []
    draw = random.Random(7)
    cut = runs = 0
    while cut < points:
        runs += 1
        path = folder / f"{runs}.sqlite"
        where = {"statement": draw.randint(1, statements[0])} if runs % 2 else {"seconds": draw.uniform(0, duration)}
        cut += killed(path, articles, **where)
        if path.exists() and path.stat().st_size and _is_made(path):
            assert problems(path) == [], where
        run(path, articles)
        assert problems(path) == [], where
        assert content(path) == expected, where
        for file in folder.glob(f"{runs}.sqlite*"):
            file.unlink()
    print(cut)


def _is_made(path):
    """A process that is killed before the schema is there leaves an empty file, which the next run fills."""
    import sqlite3

    connection = sqlite3.connect(path)
    made = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    connection.close()
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
