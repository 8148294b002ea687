"""How near two reports are: the meaning of their openings and the rare words they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rashomon.encoder import encode
from rashomon.model import Article

__all__ = ["NEARNESS_UNIT", "VECTOR_SCALE", "Encode", "Similarity", "Traits"]

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]
"""Texts to unit vectors, one row a text."""

LEAD_WORDS = 80
"""Words of the report that the encoder reads with the title: news tells its event first, and the encoder's own
window is 128 word pieces."""

COUNTED_WORDS = 150
"""Words whose rarity is weighed. On BASIL and ECB+ (development halves) 150 and 300 are equal within a point."""

PRIOR_REPORTS = 50
"""Reports that are thought to lie beside the known ones: with two reports alone, every word would count as common."""

VECTOR_SCALE = 400
"""Steps of a vector's unit: its numbers are kept as whole ones of eight bits, which moves a cosine by about 0.001."""

NEARNESS_UNIT = 1 << 20
"""Steps of a nearness of 1. Nearness is counted in whole steps, so that sums of it are exact in whatever order they are
taken: a stream that was restored decides as the one that was broken off."""

_TIMES_STEP, _RARITY_STEP = 8, 32
"""Steps of the two parts of a word's weight, whole for the same reason."""

_WORD = re.compile(r"[^\W_]+")

Vector = npt.NDArray[np.int8]
Steps = npt.NDArray[np.int64]


class Traits(NamedTuple):
    """What a report is compared by."""

    vector: Vector
    """The meaning of its opening, shape (384,), in steps of 1 / VECTOR_SCALE."""
    words: npt.NDArray[np.int32]
    """The numbers of its words in the Similarity that read it; at least one."""
    times: npt.NDArray[np.int64]
    """How often each stands in the opening, damped by a logarithm."""


class Similarity:
    """Cosines between reports, half of the sentence encoder and half of TF-IDF over the reports that are known; -1 to 1.

    Equal weights and 0.7 for the encoder are within a point of each other on the development halves of BASIL, ECB+ and
    AllSides. A word is as rare as it is among the reports that are known at the time of the comparison.
    """

    def __init__(self, encoder: Encode = encode) -> None:
        self._encode = encoder
        self._numbers: dict[str, int] = {"": 0}  # the word of reports without words
        self._names: list[str] = [""]
        self._free: list[int] = []
        self._reports_with = np.zeros(1024, dtype=np.int64)
        self._scratch = np.zeros(1024, dtype=np.int64)
        self._known = 0

    def vector(self, article: Article) -> Vector:
        """Return the meaning of a report's opening."""
        (vector,) = self._encode([_lead(article)])
        steps: Vector = np.clip(np.rint(vector * VECTOR_SCALE), -127, 127).astype(np.int8)
        return steps

    def words(self, article: Article) -> tuple[npt.NDArray[np.int32], Steps]:
        """Return the numbers of the words of a report's opening and how often each stands there, damped by a logarithm."""
        counts = _counts(article) or Counter({"": 1})
        numbers = np.array([self._number(word) for word in counts], dtype=np.int32)
        times = np.array([round(_TIMES_STEP * (1 + math.log(count))) for count in counts.values()], dtype=np.int64)
        return numbers, times

    def read(self, article: Article, vector: Vector | None = None) -> Traits:
        """Return what a report is compared by; its vector where it is known already."""
        return Traits(self.vector(article) if vector is None else vector, *self.words(article))

    def count(self, words: npt.NDArray[np.int32]) -> None:
        """Count the words of a report among the known ones."""
        self._reports_with[words] += 1
        self._known += 1

    def forget(self, words: npt.NDArray[np.int32]) -> None:
        """Count the words of a report no more; their numbers may then stand for other words."""
        self._reports_with[words] -= 1
        self._known -= 1
        for number in words[self._reports_with[words] == 0].tolist():
            if number:
                del self._numbers[self._names[number]]
                self._free.append(number)

    def between(self, one: Traits, others: Sequence[Traits]) -> Steps:
        """Return how near a report is to each of others, in steps of 1 / NEARNESS_UNIT."""
        if not others:
            return np.zeros(0, dtype=np.int64)
        vectors = np.stack([other.vector for other in others]).astype(np.float32)
        # Exact: whole numbers whose sums of products stay under 2**24.
        meaning = (vectors @ one.vector.astype(np.float32)).astype(np.float64) / VECTOR_SCALE**2
        words = np.concatenate([other.words for other in others])
        weights = np.concatenate([other.times for other in others]) * self._rarity(words)
        starts = np.cumsum([0, *(len(other.words) for other in others[:-1])])
        own = one.times * self._rarity(one.words)
        self._scratch[one.words] = own
        products = np.add.reduceat(weights * self._scratch[words], starts)
        self._scratch[one.words] = 0
        norms = np.sqrt(np.add.reduceat(weights * weights, starts).astype(np.float64) * float(own @ own))
        common = np.divide(products, norms, out=np.zeros(len(others)), where=norms > 0)
        return np.rint((meaning + common) * (NEARNESS_UNIT // 2)).astype(np.int64)

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            if self._free:
                number = self._free.pop()
                self._names[number] = word
            else:
                number = len(self._names)
                self._names.append(word)
            self._numbers[word] = number
            if number >= len(self._reports_with):
                self._reports_with = np.concatenate([self._reports_with, np.zeros_like(self._reports_with)])
                self._scratch = np.zeros_like(self._reports_with)
        return number

    def _rarity(self, words: npt.NDArray[np.int32]) -> Steps:
        shares = (self._known + PRIOR_REPORTS) / (self._reports_with[words] + 0.5)
        rarity: Steps = np.rint(_RARITY_STEP * np.log(shares)).astype(np.int64)
        return rarity


def _lead(article: Article) -> str:
    text = " ".join(article.text.split(maxsplit=LEAD_WORDS)[:LEAD_WORDS])
    title = (article.title or "").strip()
    return text if not title or text.startswith(title) else f"{title}. {text}"


def _counts(article: Article) -> Counter[str]:
    stop = _stop_words()
    # The title counts twice: it names the event in the fewest words.
    opening = f"{article.title or ''} {article.title or ''} {article.text[: COUNTED_WORDS * 20]}"
    words = [word for word in _WORD.findall(opening.lower())[:COUNTED_WORDS] if word not in stop]
    return Counter(words)


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)
