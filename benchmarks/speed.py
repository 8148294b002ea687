"""Measure speed and memory: `python benchmarks/speed.py [INPUT...] [--words N] [--rounds N] [--json FILE]`.

Five measurements, the first four on the same texts (the project's examples where none are given):

- words a second of `annotate` in this process, against the bare parse by the same spaCy pipeline, and their ratio: what
  all layers together cost on top of the parse. The two are timed in turn, round by round, and the best round of each counts;
  texts are repeated until there are enough words for a steady rate;
- the same ratio with a process on each core at once, as annotation runs by default: each process does the whole work, and the
  slowest counts;
- each layer's share of the annotation's time; what is left is the parse;
- seconds and peak memory of the main job, `rashomon compare` with a page and JSON, from start to exit, in a process of its own;
- seconds and memory that the gazetteer takes to answer for the first time, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from rashomon.annotation import annotate, pipeline
from rashomon.annotation.parse import BATCH_SIZE, DEFAULT_PIPELINE, load_pipeline
from rashomon.model import Article
from rashomon.reading import read_articles

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports.jsonl"
LAYERS = (
    "find_entities",
    "resolve_coreference",
    "find_times",
    "find_places",
    "find_statements",
    "find_events",
    "find_claims",
)
"""The layers by their functions in `annotation/pipeline.py`."""
GAZETTEER = """
import pathlib, re, time
from rashomon.knowledge.gazetteer import Gazetteer
def memory():
    status = pathlib.Path("/proc/self/status")
    return int(re.search(r"VmRSS:\\s+(\\d+)", status.read_text())[1]) if status.exists() else 0
before, started = memory(), time.perf_counter()
Gazetteer().find("Nairobi")
print(time.perf_counter() - started, (memory() - before) / 1024)
"""
"""Memory is what the process holds (Linux; elsewhere 0): its peak would be that of the process which started it."""
RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""What ru_maxrss counts in: bytes on macOS, KiB on Linux."""


class Rates(NamedTuple):
    """Words a second of the bare parse and of the annotation, and how many words each was timed on."""

    words: int
    parse: float
    annotation: float

    @property
    def ratio(self) -> float:
        """Return the speed of annotation as a share of the bare parse's."""
        return self.annotation / self.parse


class Job(NamedTuple):
    """Wall-clock seconds and peak memory in MiB of one run of the main job; memory is the largest single process's."""

    seconds: float
    peak_mib: float
    status: int


def count_words(articles: Sequence[Article]) -> int:
    """Count words as white space parts them."""
    return sum(len(article.text.split()) for article in articles)


def repeated(articles: Sequence[Article], words: int) -> list[Article]:
    """Return the articles, over and over, until there are `words` words."""
    once = max(1, count_words(articles))
    return list(articles) * max(1, -(-words // once))


def measure_rates(articles: Sequence[Article], *, words: int, rounds: int) -> Rates:
    """Time the bare parse and the annotation in turn, after one round that only warms up."""
    batch = repeated(articles, words)
    texts = [article.text for article in batch]
    nlp = load_pipeline()

    def parse() -> None:
        for _ in nlp.pipe(texts, batch_size=BATCH_SIZE):
            pass

    def annotation() -> None:
        for _ in annotate(batch):
            pass

    for _ in annotate(articles):
        pass
    parse_seconds, annotation_seconds = [], []
    for number in range(rounds):
        tell(f"round {number + 1} of {rounds}, {count_words(batch):,} words")
        parse_seconds.append(seconds_of(parse))
        annotation_seconds.append(seconds_of(annotation))
    total = count_words(batch)
    return Rates(total, total / min(parse_seconds), total / min(annotation_seconds))


def measure_all_cores(articles: Sequence[Article], *, words: int, rounds: int, cores: int) -> float:
    """Return the ratio with a process on each core; as above, in turn, and the best round of each counts."""
    tasks = {kind: [(kind, articles, words)] * cores for kind in ("warm up", "parse", "annotate")}
    best = dict.fromkeys(tasks, float("inf"))
    with get_context("spawn").Pool(cores) as pool:
        for number in range(rounds):
            tell(f"all cores {number + 1} of {rounds}")
            for kind, each in tasks.items():
                best[kind] = min(best[kind], max(pool.map(seconds_of_task, each, chunksize=1)))
    return best["parse"] / best["annotate"]


def seconds_of_task(task: tuple[str, Sequence[Article], int]) -> float:
    """Return how long the parse or the annotation takes in this process."""
    kind, articles, words = task
    batch = list(articles) if kind == "warm up" else repeated(articles, words)
    texts = [article.text for article in batch]
    if kind == "parse":
        return seconds_of(lambda: exhaust(load_pipeline().pipe(texts, batch_size=BATCH_SIZE)))
    return seconds_of(lambda: exhaust(annotate(batch)))


def measure_layers(articles: Sequence[Article], *, words: int, rounds: int) -> dict[str, float]:
    """Return each layer's share of the time of the annotation, by name; of the rounds the median counts."""
    batch = repeated(articles, words)
    shares: dict[str, list[float]] = {layer: [] for layer in LAYERS}
    for number in range(rounds):
        tell(f"layers {number + 1} of {rounds}")
        spent = dict.fromkeys(LAYERS, 0.0)

        def timed(layer: str, spent: dict[str, float] = spent) -> Callable[..., Any]:
            work = getattr(pipeline, layer)

            def call(*given: Any, **options: Any) -> Any:
                started = time.perf_counter()
                try:
                    return work(*given, **options)
                finally:
                    spent[layer] += time.perf_counter() - started

            return call

        with ExitStack() as stack:
            for layer in LAYERS:
                stack.enter_context(patch.object(pipeline, layer, timed(layer)))
            whole = seconds_of(lambda: [None for _ in annotate(batch)])
        for layer, seconds in spent.items():
            shares[layer].append(seconds / whole)
    return {layer.partition("_")[2]: statistics.median(found) for layer, found in shares.items()}


def measure_gazetteer() -> tuple[float, float]:
    """Return the seconds and the MiB that the first answer of the gazetteer takes in a fresh process."""
    done = subprocess.run([sys.executable, "-c", GAZETTEER], stdout=subprocess.PIPE, text=True, check=True)
    seconds, mib = done.stdout.split()
    return float(seconds), float(mib)


def measure_job(inputs: Sequence[str]) -> Job:
    """Run `rashomon compare` on the inputs as a user would, and wait for it."""
    with tempfile.TemporaryDirectory() as folder:
        page, record = Path(folder, "report.html"), Path(folder, "report.json")
        command = [sys.executable, "-m", "rashomon", "compare", *inputs, "--html", str(page), "--json", str(record)]
        started = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        seconds = time.perf_counter() - started
    if done.returncode not in (0, 3):
        raise SystemExit(f"the main job ended with status {done.returncode}: {done.stderr.strip()[-400:]}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * RSS_UNIT / 2**20
    return Job(seconds, peak, done.returncode)


def exhaust(items: Iterable[object]) -> None:
    """Take all items, and keep none."""
    deque(items, maxlen=0)


def seconds_of(work: Callable[[], None]) -> float:
    """Return how long a call takes, by the wall clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def tell(message: str) -> None:
    """Say how far the run is, to a person only: nothing is said into a pipe or a file."""
    if sys.stderr.isatty():
        print(message, file=sys.stderr)


def as_record(
    rates: Rates,
    all_cores: float,
    shares: dict[str, float],
    jobs: Sequence[Job],
    gazetteer: Sequence[tuple[float, float]],
    articles: Sequence[Article],
) -> dict[str, Any]:
    """Return the figures for a JSON file, with what they were measured on."""
    return {
        "pipeline": DEFAULT_PIPELINE,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "articles": len(articles),
        "words timed": rates.words,
        "parse, words/s": round(rates.parse),
        "annotate, words/s": round(rates.annotation),
        "annotate to parse": round(rates.ratio, 3),
        "annotate to parse, all cores": round(all_cores, 3),
        **{f"share of {layer}": round(share, 3) for layer, share in shares.items()},
        "share of times, places and events": round(sum(shares[layer] for layer in ("times", "places", "events")), 3),
        "main job, words": count_words(articles),
        "main job, seconds": round(min(job.seconds for job in jobs), 2),
        "main job, peak MiB": round(max(job.peak_mib for job in jobs)),
        "gazetteer, seconds": round(min(seconds for seconds, _ in gazetteer), 3),
        "gazetteer, MiB": round(max(mib for _, mib in gazetteer)),
    }


def main() -> None:
    """Measure, print, and write the figures where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(EXAMPLES)], metavar="INPUT", help="reports of one story")
    parser.add_argument("--words", type=int, default=20_000, help="words to time the rates on (default: 20,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each measurement (default: 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
    options = parser.parse_args()
    rounds = max(1, options.rounds)
    articles = read_articles(options.inputs).articles
    if not articles:
        parser.error("no report could be read from the inputs")
    jobs = []
    for number in range(rounds):
        tell(f"main job {number + 1} of {rounds}")
        jobs.append(measure_job(options.inputs))
    rates = measure_rates(articles, words=options.words, rounds=rounds)
    all_cores = measure_all_cores(articles, words=options.words, rounds=rounds, cores=os.cpu_count() or 1)
    shares = measure_layers(articles, words=options.words, rounds=rounds)
    record = as_record(rates, all_cores, shares, jobs, [measure_gazetteer() for _ in range(rounds)], articles)
    width = max(map(len, record))
    for name, value in record.items():
        print(f"{name:{width}}  {value:,}" if isinstance(value, int) else f"{name:{width}}  {value}")
    if options.json:
        options.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
