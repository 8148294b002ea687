"""Measure ingest against annotation: `python benchmarks/ingest.py [INPUT...] [--articles N] [--rounds N] [--workers N]`.

On the same reports, in turn, round by round:

- `annotate` alone, of articles that were read before;
- ingest end to end: reading the inputs, finding what is new, annotating it, copies and stories, and keeping all in a new store.
  Comparisons are left out: they are made afterwards, for the stories that changed.

What is printed is the time of annotation as a share of that of the ingest: 1 would mean that all the rest costs nothing. It is
given for wall-clock time and for the processor's time of all processes, and of each the best round of both counts. The second
moves little on a busy machine. Loading what the processes need is part of both.

Without inputs the reports are made of sentences of the project's examples, drawn anew for each (300 words, no two alike), and
read from JSON Lines; they have more sentences in common than reports of newspapers.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rashomon.annotation.parallel import annotate_in_parallel
from rashomon.reading import read_articles
from rashomon.store import Store, ingest, new_articles, open_stream

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports.jsonl"
WORDS = 300


class Cost(NamedTuple):
    """Seconds on the clock, and of the processor in this process and those that it started."""

    clock: float
    processor: float


def made_up(articles: int, path: Path) -> None:
    """Write reports that are made of sentences of the examples."""
    texts = [article.text for article in read_articles([str(EXAMPLES)]).articles]
    sentences = [each for text in texts for each in re.split(r"(?<=[.?!])\s+", text) if len(each.split()) > 4]
    draw = random.Random(1)
    with path.open("w") as stream:
        for number in range(articles):
            chosen: list[str] = []
            while sum(len(each.split()) for each in chosen) < WORDS:
                chosen.append(draw.choice(sentences))
            row = {
                "id": f"r{number}",
                "title": f"{chosen[0][:80]} ({number})",
                "outlet": f"Outlet {number % 20}",
                "published": f"2024-0{1 + number // 250 % 9}-{1 + number // 10 % 25:02}",
                "text": "\n\n".join(chosen),
            }
            stream.write(json.dumps(row) + "\n")


def cost_of(work: Callable[[], object]) -> Cost:
    """Time a piece of work."""
    clock, processor = time.perf_counter(), _processor()
    work()
    seconds = time.perf_counter() - clock
    while multiprocessing.active_children():  # what a process used is known when it has ended
        time.sleep(0.05)
    return Cost(seconds, _processor() - processor)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure(inputs: Sequence[str], rounds: int, workers: int | None) -> tuple[Cost, Cost, int]:
    """Return the best cost of annotation and of ingest, and how many articles there were."""
    articles = read_articles(inputs).articles
    annotations, ingests = [], []

    def annotate() -> None:
        for _ in annotate_in_parallel(articles, workers=workers):
            pass

    def end_to_end() -> None:
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "s.sqlite"), create=True) as store:
            new = new_articles(store, read_articles(inputs))
            for _ in ingest(store, annotate_in_parallel(new.articles, workers=workers), open_stream(store)):
                pass

    for _ in range(rounds):
        annotations.append(cost_of(annotate))
        ingests.append(cost_of(end_to_end))
    best = [Cost(min(c.clock for c in costs), min(c.processor for c in costs)) for costs in (annotations, ingests)]
    return best[0], best[1], len(articles)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--workers", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inputs = options.inputs
        if not inputs:
            inputs = [str(Path(folder, "reports.jsonl"))]
            made_up(options.articles, Path(inputs[0]))
        annotation, whole, articles = measure(inputs, options.rounds, options.workers)
    print(f"{articles} articles, {articles / whole.clock:.1f} a second end to end")
    print(f"annotate alone  {annotation.clock:7.1f} s   processor {annotation.processor:7.1f} s")
    print(f"ingest          {whole.clock:7.1f} s   processor {whole.processor:7.1f} s")
    print(
        f"ratio           {annotation.clock / whole.clock:7.2f}     processor {annotation.processor / whole.processor:7.2f}"
    )


if __name__ == "__main__":
    main()
