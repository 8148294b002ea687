"""Measure how time grows with the length of bad text: `python benchmarks/linear.py [KIND...] [--sizes 25 50 100 200]`.

For each kind of text and each size the seconds of all layers together, with the bare parse beside them, and what the last
doubling of the text does to the layers' seconds: about 2 where time is linear, about 4 where it is quadratic. Seconds are
those of the processor, so that other work on the machine moves them little. Each kind is invented here and grows by
repetition with numbers in it, so that neither names nor sentences are all the same.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from rashomon.annotation.parse import load_pipeline, parse_articles
from rashomon.annotation.pipeline import annotate_parse
from rashomon.knowledge import load_knowledge
from rashomon.model import Article

SIZES_KB = (25, 50, 100, 200)

NAMES = ("Ana Ruiz", "Tomas Kato", "Maria Lund", "Ivo Varga", "Nadia Okoro", "Piet Moreau")
TOWNS = ("Merrin", "Alba", "Varna", "Sorland", "Castel", "Dunmore")


def _name(number: int) -> str:
    return NAMES[number % len(NAMES)]


def _town(number: int) -> str:
    return TOWNS[number // 3 % len(TOWNS)]


KINDS: Mapping[str, Callable[[int], str]] = {
    "ordinary report": lambda n: (
        f'{_name(n)} told reporters in {_town(n)} on Monday that {n} people had left. "We will not wait," she said.\n\n'
    ),
    "no quotation": lambda n: f"The council of {_town(n)} met for the {n}th time and closed {n % 40} roads. ",
    "one paragraph": lambda n: (
        f'"Road {n} is closed," said {_name(n)}, who had been to {_town(n)}. He added that it would open in May. '
    ),
    "one sentence": lambda n: f"and {_name(n)}, who said that {_town(n)} had fallen, left for house {n}, ",
    "one quotation": lambda n: ('He said: "' if n == 0 else "") + f"We went to {_town(n)} and we saw {n} of them. ",
    "quotation of many paragraphs": lambda n: f"“We went to {_town(n)} and we saw {n} of them.\n\n",
    "unclosed marks": lambda n: f'He said “we will go to {_town(n)} and "{_name(n)} will stay.\n',
    "quotation marks only": lambda n: "\"“”'’«»„"[n % 8] + " ",
    "nested quotations": lambda n: f"“{_name(n)} told me ‘the mayor said “go {n} times” and left",
    "single marks": lambda n: f"'The workers' road {n} isn't the miners' road,' {_name(n)} said in the '90s. ",
    "credits by a dash": lambda n: f'"Road {n} is ours." - {_name(n)}, mayor of {_town(n)} ',
    "capitals": lambda n: f"MAYOR {_name(n).upper()} SAID THAT {_town(n).upper()} HAD {n} DEAD. ",
    "list": lambda n: f"- {_name(n)}, {_town(n)}, {n}\n",
    "punctuation": lambda n: ".,;:!?-–—()[]…/"[n % 15] + " " * (n % 3 == 0),
    "names in a row": lambda n: f"{_name(n)} {_town(n)} {n} ",
    "letters without spaces": lambda n: "abcdefghij"[n % 10],
    "pronouns": lambda n: ("he", "she", "they", "it", "who")[n % 5] + " ",
    "dates": lambda n: f"on {n % 28 + 1} May {1900 + n % 120}, ",
    "transcript": lambda n: (
        f"{_name(n % 2).split()[1].upper()}: I think that we said {n} was enough for {_town(n)}. Do you?\n\n"
    ),
    "live blog": lambda n: (
        f'{n // 60 % 24:02}:{n % 60:02}\n\n{_name(n)} is in {_town(n)}. "We are ready," he says.\n\n'
    ),
}


class Timing(NamedTuple):
    """Seconds of the bare parse and of all layers after it, for one text."""

    parse: float
    layers: float


def text_of(kind: str, size: int) -> str:
    """Return `size` characters of a kind of text; a shorter text of a kind begins every longer one."""
    piece = KINDS[kind]
    pieces: list[str] = []
    length = number = 0
    while length < size:
        pieces.append(piece(number))
        length += len(pieces[-1])
        number += 1
    return "".join(pieces)[:size]


def measure(text: str) -> Timing:
    """Time one text once."""
    knowledge = load_knowledge()
    started = time.process_time()
    (parse,) = parse_articles([Article(id="a", text=text, sha256="")])
    parsed = time.process_time()
    annotate_parse(parse, knowledge)
    return Timing(parsed - started, time.process_time() - parsed)


def main() -> None:
    """Measure and print one line a kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of: {', '.join(KINDS)} (default: all)")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES_KB, metavar="KB", help="thousands of characters")
    options = parser.parse_args()
    unknown = set(options.kinds) - set(KINDS)
    if unknown:
        parser.error(f"no such kind of text: {', '.join(sorted(unknown))}")
    load_pipeline()
    measure(text_of("ordinary report", 2_000))
    width = max(map(len, KINDS))
    print(f"{'layers + parse, seconds':{width}}", *(f"{size:>9} kB" for size in options.sizes), "   growth")
    for kind in options.kinds or KINDS:
        print(f"{kind:{width}}", end="", flush=True)
        timings: list[Timing] = []
        for size in options.sizes:
            timings.append(measure(text_of(kind, size * 1_000)))
            print(f" {timings[-1].layers:5.2f}+{timings[-1].parse:5.2f}", end="", flush=True)
            sys.stdout.flush()
        growth = timings[-1].layers / timings[-2].layers if len(timings) > 1 else float("nan")
        print(f" {growth:8.1f}")


if __name__ == "__main__":
    main()
