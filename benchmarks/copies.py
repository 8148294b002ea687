"""Measure how well and how fast copies are found: `python benchmarks/copies.py [--texts 4000] [--seed 1]`.

Texts are invented (`invented.py`): reports of 8 to 30 sentences, four of each event. A fifth are copies of an earlier one with
a new headline and one to four of these edits at once: two words of every hundred swapped or replaced, the end cut (a third to
nine tenths stay), paragraphs moved, a correction appended. Live blogs that hold four reports
whole, none of them half of it, are no copies.

Precision: of the texts that are called a copy, those that are one of the very text named. Recall: of the copies, those that
are found. Rate: texts a second, shingling included, by the seconds of the one processor that it runs on.
"""

from __future__ import annotations

import argparse
import time
from typing import NamedTuple

from invented import EDITS, Inventor, edited

from rashomon.model import Article
from rashomon.stories.copies import CopyIndex, shingles


class Sample(NamedTuple):
    """A text, the number of the text it was made from, and how."""

    text: str
    source: int | None
    edits: tuple[str, ...] = ()


class Scores(NamedTuple):
    """How well copies were found, and how many texts a second were read."""

    texts: int
    copies: int
    precision: float
    recall: float
    rate: float
    missed: dict[str, int]


def samples(count: int, seed: int) -> list[Sample]:
    """Return invented texts in the order in which they come: originals, copies of earlier ones, live blogs."""
    inventor = Inventor(seed)
    chance = inventor.chance
    made: list[Sample] = []
    originals: list[int] = []
    events = []
    while len(made) < count:
        roll = chance.random()
        if roll < 0.2 and len(originals) > 8:
            source = chance.choice(originals)
            edits = tuple(sorted(chance.sample(sorted(EDITS), chance.randint(1, len(EDITS))), key=list(EDITS).index))
            headline = inventor.headline(inventor.event())
            made.append(Sample(f"{headline}\n\n{edited(body(made[source].text), edits, chance)}", source, edits))
        elif roll < 0.22 and len(originals) > 8:
            parts = [body(made[number].text) for number in chance.sample(originals, 4)]
            if 2 * max(map(len, parts)) < sum(map(len, parts)):
                made.append(Sample("Live: as it happened\n\n" + "\n\n".join(parts), None))
        else:
            if len(events) < 1 + len(originals) // 4:
                events.append(inventor.event())
            headline, text = inventor.report(chance.choice(events[-12:]), chance.randint(8, 30))
            originals.append(len(made))
            made.append(Sample(f"{headline}\n\n{text}", None))
    return made


def body(text: str) -> str:
    """Return a text without its headline."""
    return text.split("\n\n", 1)[1]


def measure(texts: list[Sample]) -> Scores:
    """Read the texts in order, and compare what is called a copy with what is one."""
    index = CopyIndex()
    found: list[int | None] = []
    articles = [Article(id="", text=text.text, sha256="", title=text.text.split("\n", 1)[0]) for text in texts]
    started = time.process_time()
    for number, article in enumerate(articles):
        read = shingles(article)
        match = index.find(read)
        if match is not None and match.is_copy:
            found.append(int(match.key))
        else:
            index.add(str(number), read, order=number)
            found.append(None)
    seconds = time.process_time() - started

    def root(number: int) -> int:
        source = texts[number].source
        return number if source is None else root(source)

    called = [number for number, source in enumerate(found) if source is not None]
    right = [
        number for number in called if texts[number].source is not None and root(number) == root(found[number] or 0)
    ]
    copies = [number for number, sample in enumerate(texts) if sample.source is not None]
    missed: dict[str, int] = {}
    for number in set(copies) - set(right):
        name = "+".join(texts[number].edits)
        missed[name] = missed.get(name, 0) + 1
    return Scores(
        len(texts),
        len(copies),
        len(right) / max(len(called), 1),
        len(right) / max(len(copies), 1),
        len(texts) / seconds,
        missed,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=4_000, help="texts to read (default: 4,000)")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the news (default: 1)")
    options = parser.parse_args()
    texts = samples(options.texts, options.seed)
    words = sum(len(sample.text.split()) for sample in texts) / len(texts)
    scores = measure(texts)
    print(f"{scores.texts:,} texts of {words:.0f} words on average, {scores.copies:,} copies among them")
    print(f"precision {scores.precision:.4f}  recall {scores.recall:.4f}  {scores.rate:,.0f} texts/s")
    for name, count in sorted(scores.missed.items(), key=lambda item: -item[1]):
        print(f"  missed {count:3} of {name}")


if __name__ == "__main__":
    main()
