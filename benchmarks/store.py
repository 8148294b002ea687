"""Measure a large store: `python benchmarks/store.py [--kept N] [--times N] [--json FILE]`.

Keeps N short articles (20,000 unless told otherwise), each the opening of one of the project's examples or gold reports with a
paragraph of its own behind it, so that its annotation is known without reading it. Stories have four to forty accounts, and one
article in ten is a copy. Then the store is made ten times as large by SQL alone. What is printed:

- milliseconds an article for keeping it, tenth by tenth, so that it can be seen whether they grow;
- milliseconds of searches, from a rare word to one that every article has, with and without filters;
- milliseconds to open a story whose comparison is kept, and to list the newest stories.

Milliseconds are the processor's, which other work on the machine moves little. Each question is asked five times on an open
store, and the median told.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon.annotation import annotate
from rashomon.comparison import compare
from rashomon.model import Annotation, Article, Placement
from rashomon.reading import read_articles
from rashomon.store import Question, Store, comparison_of

ROOT = Path(__file__).parent.parent
ASKED = 5
PARTS = 10
OPENING = 150
"""Characters of a report from which its opening ends with the next sentence: most have two sentences then."""
COMPARED = 40
"""Accounts of the story that is opened."""
OUTLETS = [f"Outlet {number}" for number in range(200)]
WORDS = [f"{one}{two}{three}" for one in ("bar", "lum", "tor", "vel", "kin") for two in ("a", "e", "o", "u")
         for three in ("dan", "mir", "net", "sol", "vik", "rem", "pol", "gar")]  # fmt: skip


def originals() -> list[Annotation]:
    """Return the annotations of the openings of the short reports that the project has."""
    gold = json.loads((ROOT / "tests/quality/gold.json").read_text())["texts"]
    examples = read_articles([str(ROOT / "examples/reports.jsonl")]).articles
    known = [(report.title, report.text) for report in examples] + [
        (report["title"], report["text"]) for report in gold
    ]
    openings = [(title, text[: text.find(". ", OPENING) + 1]) for title, text in known]
    return list(annotate(Article(id="", text=text, title=title, sha256="") for title, text in openings))


def pile(annotations: Sequence[Annotation], first: int, last: int) -> Iterator[tuple[Annotation, Placement]]:
    """Give articles number `first` to `last` with their placements; each is the same whatever the others."""
    for number in range(first, last):
        draw = random.Random(number)
        original = annotations[number % len(annotations)]
        words = " ".join(draw.choices(WORDS, weights=[1 / rank for rank in range(1, len(WORDS) + 1)], k=30))
        text = f"{original.article.text}\n\nReport {number} adds: {words}."
        day = f"20{10 + number * 10 // 200_000 % 90:02}-{1 + number // 500 % 12:02}-{1 + number // 40 % 28:02}"
        name = f"n{number}"
        story = f"n{number - number % 40 + number % 40 // 4 * 4 if number % 400 < 360 else number - number % 40}"
        copied = f"n{number - 1}" if number % 10 == 3 and number else None
        article = msgspec.structs.replace(
            original.article,
            id=name,
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            url=f"https://outlet{number % 200}.example/{number}",
            outlet=OUTLETS[number % 200],
            title=f"{(original.article.title or 'Report')} ({number})",
            published=day,
        )
        placement = Placement(
            id=name,
            story=story,
            day=day,
            text_of=name if copied is None else copied,
            copy_of=copied,
            copied_from=copied,
            share_copied=0.9 if copied else 0.0,
            vector=bytes(384) if copied is None else b"",
        )
        yield msgspec.structs.replace(original, article=article), placement


def fill(store: Store, articles: int) -> list[float]:
    """Keep so many articles; return milliseconds an article for each tenth of them."""
    annotations = originals()
    bounds = [articles * part // PARTS for part in range(PARTS + 1)]
    times = []
    for first, last in itertools.pairwise(bounds):
        started = time.process_time()
        for annotation, placement in pile(annotations, first, last):
            store.add(annotation, placement)
        times.append((time.process_time() - started) * 1000 / max(1, last - first))
        print(f"  {last:,} articles: {times[-1]:.2f} ms each", flush=True)
    return times


def multiply(store: Store, times: int) -> None:
    """Write every row of the store so many times, each time under other numbers and ids."""
    database = store.database
    most = {table: database.value(f"SELECT max(number) FROM {table}") for table in ("articles", *_NUMBERED)}
    for copy in range(1, times):
        with database.transaction():
            shift = {table: copy * number for table, number in most.items()}
            for table, columns in _COPIED.items():
                kept = [name for _, name, *_, hidden in database.rows(f"PRAGMA table_xinfo ({table})") if not hidden]
                chosen = ", ".join(
                    f"{name} + {shift[columns[name]]}" if columns.get(name) in shift
                    else f"{name} || 'c{copy}'" if name in columns
                    else name
                    for name in kept
                )  # fmt: skip
                origin = f"SELECT {chosen} FROM {table} WHERE {_FIRST[table].format(**most)}"
                database.execute(f"INSERT INTO {table} ({', '.join(kept)}) {origin}")
        print(f"  {store.counts().articles:,} articles", flush=True)


_NUMBERED = ("entities", "places", "statements", "events")
_COPIED: dict[str, dict[str, str]] = {
    "articles": {"number": "articles", "id": "", "page": "", "url": ""},
    "annotations": {"article": "articles"},
    "stories": {"id": ""},
    "placements": {
        "article": "articles", "story": "", "text_of": "articles", "copy_of": "articles", "copied_from": "articles",
    },
    "entities": {"number": "entities", "article": "articles"},
    "places": {"number": "places", "article": "articles"},
    "statements": {"number": "statements", "article": "articles"},
    "statement_subjects": {"statement": "statements"},
    "events": {"number": "events", "article": "articles", "statement": "statements"},
    "event_actors": {"event": "events"},
}  # fmt: skip
"""Columns that other rows have other values in: numbers, by the table that they count, and ids."""
_FIRST = {
    "articles": "number <= {articles}",
    "stories": "id NOT LIKE '%c%'",
    **dict.fromkeys(("annotations", "placements"), "article <= {articles}"),
    **{table: f"number <= {{{table}}}" for table in _NUMBERED},
    "statement_subjects": "statement <= {statements}",
    "event_actors": "event <= {events}",
}
"""Which rows are those that were kept first."""


def median_ms(ask: Callable[[], Any]) -> float:
    """Return the median milliseconds of a question, in processor time."""
    times = []
    for _ in range(ASKED):
        started = time.process_time()
        ask()
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times)


def questions(store: Store) -> dict[str, Callable[[], Any]]:
    """Return what is asked, by its name."""
    story = max(store.stories(limit=500), key=lambda one: one.accounts if one.accounts <= COMPARED else 0).id
    comparison_of(store, story, compare)
    return {
        "search: a word that one article has": lambda: store.search(Question("777")),
        "search: two words": lambda: store.search(Question("climate agreement")),
        "search: a phrase": lambda: store.search(Question('"climate change"')),
        "search: a word that nearly all have": lambda: store.search(Question("said")),
        "search: a word of every article": lambda: store.search(Question("report")),
        "search: a word, in one outlet": lambda: store.search(Question("climate", outlet="Outlet 7")),
        "search: a word, of one year": lambda: store.search(
            Question("climate", since="2012-01-01", until="2012-12-31")
        ),
        "search: a word, with an actor": lambda: store.search(Question("climate", actor="CHN")),
        "search: a word, with a type of event": lambda: store.search(Question("climate", event="REQUEST")),
        "search: an actor and a type of event": lambda: store.search(Question(actor="USA", event="REQUEST")),
        "search: what somebody says": lambda: store.search_statements(Question("climate", actor="Ban Ki-moon")),
        f"open a story of {store.story(story).accounts} accounts": lambda: store.comparison(story),
        "list the newest stories": lambda: store.stories(limit=20),
    }


def main() -> None:
    """Fill the store, ask, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "s.sqlite"), create=True) as store:
        times = fill(store, options.kept)
        multiply(store, options.times)
        counts = store.counts()
        asked = {name: median_ms(ask) for name, ask in questions(store).items()}
        size = store.path.stat().st_size
    for name, milliseconds in asked.items():
        print(f"{name:45} {milliseconds:7.1f} ms")
    print(f"{counts.articles:,} articles, {size / 1e6:,.0f} MB")
    if options.json:
        found = {"articles": counts.articles, "bytes": size, "keep_ms": times, "ask_ms": asked}
        options.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
