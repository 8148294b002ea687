"""How near two reports are: the meaning of their openings and the rare words they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from rashomon.encoder import encode
from rashomon.model import Article

__all__ = ["Similarity"]

Vector = npt.NDArray[np.float32]

LEAD_WORDS = 80
"""Words of the report that the encoder reads with the title: news tells its event first, and the encoder's own
window is 128 word pieces."""

COUNTED_WORDS = 150
"""Words whose rarity is weighed. On BASIL and ECB+ (development halves) 150 and 300 are equal within a point."""

PRIOR_REPORTS = 50
"""Reports that are thought to lie beside the given ones: with two reports alone, every word would count as common."""

_WORD = re.compile(r"[^\W_]+")


class Similarity:
    """Cosines between reports, half of the sentence encoder and half of TF-IDF; -1 to 1.

    Equal weights and 0.7 for the encoder are within a point of each other on the development halves of BASIL,
    ECB+ and AllSides.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self._meaning = encode([_lead(article) for article in articles])
        self._words = _tf_idf(articles)

    def between(self, one: int, others: Sequence[int]) -> Vector:
        """Return the nearness of report number `one` to each of `others`."""
        rows = np.asarray(others, dtype=np.int64)
        meaning = self._meaning[rows] @ self._meaning[one]
        words = (self._words[rows] @ self._words[one].T).toarray().ravel()
        nearness: Vector = ((meaning + words) / 2).astype(np.float32)
        return nearness


def _lead(article: Article) -> str:
    text = " ".join(article.text.split()[:LEAD_WORDS])
    title = (article.title or "").strip()
    return text if not title or text.startswith(title) else f"{title}. {text}"


def _tf_idf(articles: Sequence[Article]) -> csr_matrix:
    counts = [_counts(article) for article in articles]
    reports = Counter(word for count in counts for word in count)
    columns = {word: column for column, word in enumerate(sorted(reports))}
    rows, cols, values = [], [], []
    for row, count in enumerate(counts):
        weights = {
            word: (1 + math.log(times)) * math.log((len(articles) + PRIOR_REPORTS) / (reports[word] + 0.5))
            for word, times in count.items()
        }
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            rows.append(row)
            cols.append(columns[word])
            values.append(weight / norm)
    shape = (len(articles), max(len(columns), 1))
    return csr_matrix((np.asarray(values, dtype=np.float32), (rows, cols)), shape=shape)


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
