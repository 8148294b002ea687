"""Copies: reports that are one text, whatever their headlines say."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

from rashomon.model import Article

__all__ = ["find_copies"]

SHINGLE_WORDS = 5
"""Words of a shingle: five in a row are rarely shared by chance, and survive an edit every few lines."""

COPY_SHARE = 0.8
"""Share of the shorter text's shingles found in the longer one from which it counts as a copy: room for a new
headline, a cut last paragraph and two words swapped."""

_WORD = re.compile(r"[^\W_]+")


def find_copies(articles: Sequence[Article]) -> list[int | None]:
    """Return for each report the index of the earlier one that it copies, or None.

    "Earlier" is by publication, then by the order given. Candidates share a shingle, so that the cost grows with the
    copying and not with the square of the reports.
    """
    order = sorted(range(len(articles)), key=lambda index: (articles[index].published or "9999", index))
    original: list[int | None] = [None] * len(articles)
    holders: dict[int, list[int]] = defaultdict(list)
    shingles = [_shingles(article.text) for article in articles]
    for index in order:
        shared: dict[int, int] = defaultdict(int)
        for shingle in shingles[index]:
            for other in holders[shingle]:
                shared[other] += 1
        best = max(shared, key=lambda other: (shared[other], -other), default=None)
        if best is not None and shared[best] >= COPY_SHARE * min(len(shingles[index]), len(shingles[best])):
            original[index] = best
            continue  # only originals are candidates, so that every copy points at the first of its text
        for shingle in shingles[index]:
            holders[shingle].append(index)
    return original


def _shingles(text: str) -> set[int]:
    words = _WORD.findall(text.lower())
    if len(words) < SHINGLE_WORDS:
        return {_stable_hash(" ".join(words))} if words else set()
    return {_stable_hash(" ".join(words[i : i + SHINGLE_WORDS])) for i in range(len(words) - SHINGLE_WORDS + 1)}


def _stable_hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
