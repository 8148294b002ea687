"""Measure how comparing grows with the accounts: `python benchmarks/accounts.py [--accounts 2 3 5 10 20 40] [--sentences 30]`.

The accounts are invented (`invented.py`): reports of one event in many words. They are annotated first, which is not counted;
then each number of accounts is compared in a process of its own. Printed are the claims, the seconds of the processor and of the
clock, and the peak memory of the process, which holds the annotations, the encoder and the result.

With `--stability` it is measured instead what another account changes: of the links between the accounts that were there
before, how many are kept when it comes, over all of them in turn.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

from invented import Inventor

from rashomon.annotation import annotate
from rashomon.comparison import compare
from rashomon.model import Annotation, Article, Comparison

FIRST_DAY = datetime.date(2024, 5, 1)
KIBIBYTES = 1024
"""Of a mebibyte."""

Link = frozenset[tuple[str, tuple[tuple[int, int], ...]]]


def invented_accounts(count: int, sentences: int, seed: int) -> list[Article]:
    """Return reports of one event."""
    inventor = Inventor(seed)
    event = inventor.event()
    accounts = []
    for number in range(count):
        headline, body = inventor.report(event, sentences)
        text = f"{headline}\n\n{body}"
        accounts.append(
            Article(
                id=f"account-{number:02}",
                text=text,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                outlet=f"Outlet {number}",
                title=headline,
                published=str(FIRST_DAY),
            )
        )
    return accounts


def timed(annotations: Sequence[Annotation]) -> tuple[float, float, float]:
    """Compare once for warming up and once for counting: seconds of the processor and of the clock, and MiB at the most."""
    compare(annotations[:2])
    started, cpu = time.perf_counter(), time.process_time()
    compare(annotations)
    seconds, worked = time.perf_counter() - started, time.process_time() - cpu
    # Not ru_maxrss, which a new process takes over from the one that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = re.search(r"VmHWM:\s*(\d+) kB", status)
    return worked, seconds, int(peak[1]) / KIBIBYTES if peak else float("nan")


def links_of(comparison: Comparison) -> set[Link]:
    """Return the links between two accounts, by their characters."""
    return {
        frozenset((telling.article, tuple((span.start, span.end) for span in telling.spans)) for telling in pair)
        for point in comparison.points
        for pair in combinations(point.tellings, 2)
    }


def kept_links(annotations: Sequence[Annotation]) -> Iterator[tuple[int, int]]:
    """Yield for each account how many links the others have without it, and how many of these are there with it as well."""
    everything = links_of(compare(annotations))
    for left_out in annotations:
        before = links_of(compare([each for each in annotations if each is not left_out]))
        yield len(before), len(before & everything)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, nargs="+", default=[2, 3, 5, 10, 20, 40], metavar="N")
    parser.add_argument(
        "--sentences", type=int, default=30, help="sentences of an account (default: 30, some 500 words)"
    )
    parser.add_argument("--seed", type=int, default=1, help="the seed of the news (default: 1)")
    parser.add_argument("--stability", action="store_true", help="what another account changes, for the largest number")
    options = parser.parse_args()
    articles = invented_accounts(max(options.accounts), options.sentences, options.seed)
    annotations = list(annotate(articles))
    if options.stability:
        counts = list(kept_links(annotations))
        total, kept = (sum(column) for column in zip(*counts, strict=True))
        print(
            f"{kept} of {total} links kept ({100 * kept / max(1, total):.1f} %) as each of {len(counts)} accounts comes last"
        )
        return
    print("accounts  words  claims  processor, s  clock, s  peak, MiB")
    for count in options.accounts:
        chosen = annotations[:count]
        words = sum(len(annotation.article.text.split()) for annotation in chosen)
        claims = sum(len(annotation.claims) for annotation in chosen)
        with get_context("spawn").Pool(1) as pool:
            worked, seconds, memory = pool.apply(timed, (chosen,))
        print(f"{count:8} {words:6,} {claims:7,} {worked:13.1f} {seconds:9.1f} {memory:10,.0f}", flush=True)


if __name__ == "__main__":
    main()
