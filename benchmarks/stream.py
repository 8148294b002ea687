"""Run a simulated stream of news through copies and grouping: `python benchmarks/stream.py [--articles 200000] [--days 60]`.

News is invented (`invented.py`): events begin, are told by one to some hundred outlets within a day or two, and a quarter of
the articles are copies of a recent one under a new headline with two words of every hundred changed. Which event an article
tells is known, so that the stories can be scored (B-cubed).

For each step of articles the script prints the milliseconds an article (seconds of the processor, so that other work moves them
little), the memory of the process, and what the stream remembers; `--plot FILE.svg` draws both. Vectors are stand-ins: sums
of random directions, one a word. `--encoder N` first times N articles with the encoder that the package ships.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import hashlib
import json
import resource
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from invented import Event, Inventor, edited

from rashomon.model import Article
from rashomon.stories import Stream

FIRST_DAY = datetime.date(2024, 1, 1)
NEW_EVENT, COPY = 0.3, 0.25
"""Shares of the articles that tell a new event and that copy a recent one."""

RECENT = 2_000
"""Articles before the present one among which the events and texts that go on are found: half a day's."""

STATM = Path("/proc/self/statm")


class Told(NamedTuple):
    """An article and the number of the event that it tells."""

    article: Article
    event: int


class Step(NamedTuple):
    """What was measured over one step of articles."""

    articles: int
    milliseconds: float
    memory_mib: float
    remembered: int
    stories: int


def news(count: int, days: int, seed: int) -> Iterator[Told]:
    """Give invented articles in the order of time, one after another: none is kept."""
    inventor = Inventor(seed)
    chance = inventor.chance
    recent: deque[tuple[int, Event, str]] = deque(maxlen=RECENT)
    events = 0
    for number in range(count):
        roll = chance.random()
        if not recent or roll < NEW_EVENT:
            events += 1
            at, event = events, inventor.event()
            headline, text = inventor.report(event, chance.randint(3, 6))
        elif roll < NEW_EVENT + COPY:
            at, event, text = chance.choice(recent)
            headline, text = inventor.headline(event), edited(text, ("swap",), chance)
        else:
            at, event, _ = chance.choice(recent)
            headline, text = inventor.report(event, chance.randint(3, 6))
        recent.append((at, event, text))
        day = (FIRST_DAY + datetime.timedelta(days=number * days // count)).isoformat()
        whole = f"{headline}\n\n{text}"
        digest = hashlib.sha256(whole.encode()).hexdigest()
        url = f"https://outlet{number % 97}.example/{number}"
        yield Told(Article(f"a{number}", whole, digest, url=url, title=headline, published=day), at)


def stand_in(texts: Sequence[str]) -> np.ndarray:
    """Return one unit vector a text: each word has a random direction, and names weigh more than other words."""
    vectors = np.stack([sum(map(_direction, text.split()), np.zeros(384, np.float32)) for text in texts])
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


@lru_cache(maxsize=4_096)
def _direction(word: str) -> np.ndarray:
    word = word.strip(".,:“”")
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    direction = np.random.default_rng(seed).standard_normal(384, np.float32)
    return direction if word[:1].isupper() else 0.2 * direction


def measure(told: Iterator[Told], stream: Stream, step: int) -> tuple[list[Step], dict[int, str], dict[int, int]]:
    """Place all articles; return what each step took, and story and event of each article by its number."""
    steps: list[Step] = []
    stories: dict[int, str] = {}
    events: dict[int, int] = {}
    busy = 0.0
    for placed, (article, event) in enumerate(told, start=1):
        started = time.process_time()
        placement = stream.add(article)
        busy += time.process_time() - started
        number = int(article.id[1:])
        events[number], stories[number] = event, placement.story
        stories.update((int(moved.id[1:]), moved.story) for moved in placement.moved)
        if placed % step == 0:
            gc.collect()
            steps.append(Step(placed, 1000 * busy / step, memory_mib(), *stream.size()))
            tell(steps[-1])
            busy = 0.0
    return steps, stories, events


def memory_mib() -> float:
    """Return the memory that the process has now, or at its peak where the system tells only that."""
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def bcubed(found: dict[int, str], wanted: dict[int, int]) -> tuple[float, float]:
    """Return B-cubed precision and recall (Bagga and Baldwin 1998), the mean over the articles."""
    stories, events = Counter(found.values()), Counter(wanted.values())
    both = Counter((found[number], wanted[number]) for number in wanted)
    precision = sum(count * count / stories[story] for (story, _), count in both.items())
    recall = sum(count * count / events[event] for (_, event), count in both.items())
    return precision / len(wanted), recall / len(wanted)


def tell(step: Step) -> None:
    """Print a line of the table."""
    figures = f"{step.milliseconds:10.2f} {step.memory_mib:10.0f} {step.remembered:12,} {step.stories:10,}"
    print(f"{step.articles:9,} {figures}", flush=True)


def plot(steps: Sequence[Step]) -> str:
    """Return a picture (SVG) of the time an article and of the memory, over the articles."""
    width, height, left, top = 640, 150, 60, 30
    panels = (
        ("milliseconds an article", [step.milliseconds for step in steps]),
        ("memory, MiB", [step.memory_mib for step in steps]),
        ("reports remembered, thousands", [step.remembered / 1000 for step in steps]),
    )
    total = steps[-1].articles
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + left + 20} {len(panels) * (height + 50) + 20}" '
        'font-family="sans-serif" font-size="12">',
        f"<title>{total:,} articles through the stream</title>",
        "<style>text{fill:#222}path{fill:none;stroke:#1b6ca8;stroke-width:2}line{stroke:#999}@media "
        "(prefers-color-scheme:dark){text{fill:#ddd}path{stroke:#6cb6ee}}</style>",
    ]
    for number, (name, values) in enumerate(panels):
        y = top + number * (height + 50)
        most = 1.15 * max(values)
        points = " ".join(
            f"{'L' if at else 'M'}{left + width * step.articles / total:.1f},{y + height - height * value / most:.1f}"
            for at, (step, value) in enumerate(zip(steps, values, strict=True))
        )
        parts += [
            f'<text x="{left}" y="{y - 8}">{name}</text>',
            f'<line x1="{left}" y1="{y + height}" x2="{left + width}" y2="{y + height}"/>',
            f'<line x1="{left}" y1="{y}" x2="{left}" y2="{y + height}"/>',
            f'<text x="{left - 6}" y="{y + height}" text-anchor="end">0</text>',
            f'<text x="{left - 6}" y="{y + 12 + height * 0.15 / 1.15:.0f}" text-anchor="end">{max(values):,.1f}</text>',
            f'<text x="{left + width}" y="{y + height + 16}" text-anchor="end">{total:,} articles</text>',
            f'<path d="{points}"/>',
        ]
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    """Measure, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200_000, help="articles of the stream (default: 200,000)")
    parser.add_argument("--days", type=int, default=60, help="days over which they come (default: 60)")
    parser.add_argument("--step", type=int, default=5_000, help="articles of one measurement (default: 5,000)")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the news (default: 1)")
    parser.add_argument(
        "--encoder", type=int, default=0, metavar="N", help="time N articles with the real encoder first"
    )
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="draw time and memory")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
    options = parser.parse_args()
    print(f"{'articles':>9} {'ms/article':>10} {'MiB':>10} {'remembered':>12} {'stories':>10}")
    if options.encoder:
        measure(news(options.encoder, 2, options.seed), Stream(), options.encoder)
        print("  (the line above: with the package's encoder)")
    told = news(options.articles, options.days, options.seed)
    steps, stories, events = measure(told, Stream(encoder=stand_in), options.step)
    precision, recall = bcubed(stories, events)
    sizes = Counter(stories.values())
    print(
        f"{len(set(events.values())):,} events, {len(sizes):,} stories, the largest of {max(sizes.values()):,} articles"
    )
    print(f"B-cubed precision {precision:.3f}  recall {recall:.3f}")
    if options.plot:
        options.plot.write_text(plot(steps), encoding="utf-8")
    if options.json:
        options.json.write_text(json.dumps([step._asdict() for step in steps], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
