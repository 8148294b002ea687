"""Copies: reports that are one text, whatever their headlines say."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rashomon.model import Article
from rashomon.stories.publication import in_order_of_time

__all__ = ["CopyIndex", "Match", "Shingles", "find_copies", "shingles"]

SHINGLE_WORDS = 5
"""Words of a shingle: five in a row are rarely shared by chance, and survive an edit every few lines."""

COPY_SHARE = 0.65
"""Share of a text's shingles that stand in an earlier text from which it is a copy of it: room for a word changed in every
fifteen, or for half as much again added. In the development halves of BASIL and AllSides two accounts in their own words
share up to 0.41 of the shorter; a cut wire report in ECB+ from 0.6."""

SKETCH_SIZE = 32
"""Shingles by which a text is looked up, those with the smallest hashes: a text of which a quarter was kept still meets
eight of them."""

VERIFIED = 5
"""Texts that are held against a new one shingle by shingle: those with the most of its sketch."""

WORTH_VERIFYING = 4
"""Only texts with at least this part of the most shingles found are verified."""

AS_MUCH = 0.1
"""Share by which two sources of a text may differ and count as having as much of it: the earlier is then its origin, and not the
live blog that took it in meanwhile."""

MAX_HOLDERS = 64
"""Texts with one shingle in their sketches, beyond which it is a phrase of the house ("sign up for our newsletter")
that finds nothing."""

Shingles = npt.NDArray[np.uint32]

_WORD = re.compile(r"[^\W_]+")
_POWERS = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(SHINGLE_WORDS)], dtype=np.uint64)


class Match(NamedTuple):
    """An earlier text that a new one has shingles of."""

    key: str
    share: float
    """Share of the new text's shingles that stand in the earlier one, 0 to 1."""
    is_copy: bool


class CopyIndex:
    """Texts by their shingles: which earlier one a new text was copied from, in time that does not grow with them.

    A text is found by a bottom-k sketch (Broder 1997): of its shingle hashes the smallest are kept in a table from shingle
    to texts, and all of a new text's are looked up there, so that a part is found in the whole and the whole in a part.
    The best few are then compared shingle by shingle. What is found depends on the texts held and their order, and on
    nothing that was removed.
    """

    def __init__(self) -> None:
        self._texts: dict[str, Shingles] = {}
        self._holders: dict[int, list[str]] = {}
        self._order: dict[str, int] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def add(self, key: str, text: Shingles, *, order: int) -> None:
        """Hold a text under a key that is not held yet; the lower its `order`, the earlier it counts as."""
        self._texts[key] = text
        self._order[key] = order
        for shingle in text[:SKETCH_SIZE].tolist():
            self._holders.setdefault(shingle, []).append(key)

    def remove(self, key: str) -> None:
        """Forget a text."""
        del self._order[key]
        for shingle in self._texts.pop(key)[:SKETCH_SIZE].tolist():
            holders = self._holders[shingle]
            holders.remove(key)
            if not holders:
                del self._holders[shingle]

    def find(self, text: Shingles) -> Match | None:
        """Return the earliest of the texts that have most of these shingles; None where none has any."""
        known = (self._holders[shingle] for shingle in self._holders.keys() & text.tolist())
        hits = Counter(chain.from_iterable(holders for holders in known if len(holders) <= MAX_HOLDERS))
        least = max(hits.values(), default=0) / WORTH_VERIFYING
        likely = [key for key, count in hits.items() if count >= least]
        verified = sorted(likely, key=lambda held: (-hits[held], self._order[held]))[:VERIFIED]
        matches = [compared(key, text, self._texts[key]) for key in verified]
        most = max((match.share for match in matches), default=0.0)
        rivals = [match for match in matches if match.share >= max(most - AS_MUCH, 1e-9)]
        return min(rivals, key=lambda match: self._order[match.key], default=None)


def compared(key: str, text: Shingles, earlier: Shingles) -> Match:
    """Return how much of a text stands in an earlier one."""
    share = _common(text, earlier) / max(len(text), 1)
    return Match(key, share, share >= COPY_SHARE)


def find_copies(articles: Sequence[Article]) -> list[int | None]:
    """Return for each report the index of the earlier one that it copies, or None.

    "Earlier" is by publication, then by the order given. Only originals are candidates, so that every copy points at the
    first of its text.
    """
    order = sorted(range(len(articles)), key=lambda number: in_order_of_time(articles[number]))
    original: list[int | None] = [None] * len(articles)
    index = CopyIndex()
    for place, number in enumerate(order):
        text = shingles(articles[number])
        match = index.find(text)
        if match is not None and match.is_copy:
            original[number] = int(match.key)
        else:
            index.add(str(number), text, order=place)
    return original


def shingles(article: Article) -> Shingles:
    """Return the hashes of all runs of five words below the headline, in order of size and each once.

    A text of fewer words is one run.
    """
    text, title = article.text, (article.title or "").strip()
    if title and text.startswith(title):
        text = text[len(title) :]
    words = _WORD.findall(text.lower())
    if not words:
        return np.zeros(0, dtype=np.uint32)
    encoded = " ".join(words).encode("utf-8", "surrogatepass").split(b" ")
    hashes = np.fromiter(map(zlib.crc32, encoded), dtype=np.uint64, count=len(words))
    width = min(SHINGLE_WORDS, len(words))
    count = len(words) - width + 1
    runs = np.zeros(count, dtype=np.uint64)
    for place in range(width):
        runs += hashes[place : place + count] * _POWERS[place]  # modulo 2**64
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(0xBF58476D1CE4E5B9)
    return np.unique((runs >> np.uint64(32)).astype(np.uint32))


def _common(one: Shingles, other: Shingles) -> int:
    """Count what two sorted arrays have in common."""
    if not len(one) or not len(other):
        return 0
    places = np.minimum(np.searchsorted(other, one), len(other) - 1)
    return int(np.count_nonzero(other[places] == one))
