"""The content words of a stretch of text, as stems, and how rare each is in a story."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

__all__ = ["FUNCTION_WORDS", "Rarity", "content_stems", "plain_words", "stemmed_words", "words_in_common"]

Shares = npt.NDArray[np.float32]

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'][^\W_]+)?")
_CLITIC = re.compile(r"[’'](?:s|re|ve|ll|d|m|t)$")

# Function words by closed class; contractions lose their ending first, so that only full forms are listed. Words of saying
# and of time are among them: who says it and when are compared by their values.
FUNCTION_WORDS = frozenset(
    """a an the this that these those such some any each every no not all both either neither much many more most other
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs who whom whose which
    what myself ourselves yourself himself herself itself themselves one
    and or but nor so yet if unless because although though while whereas as than since until when where why how whether
    of in on at by for with from to into onto upon about over under after before between among through during within
    without against toward towards across along behind beyond despite amid per via up down out off
    be is am are was were been being have has had having do does did doing done will would shall should can could may
    might must ought don doesn didn isn aren wasn weren won wouldn shouldn couldn hasn haven hadn
    there here then now just also too very only even still again ever never ever mr mrs ms dr sen rep gov
    say says said saying tell tells told according
    day days week weeks month months year years today yesterday tomorrow monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december""".split()
)


def plain_words(text: str) -> list[str]:
    """Return the words in lower case without the endings of contractions."""
    return [_CLITIC.sub("", word) for word in _WORD.findall(text.casefold())]


@lru_cache(maxsize=10_000)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems (Snowball, English) of the words that carry meaning; "U.S." is a name, and actors stand for names."""
    return frozenset(
        _stem(word)
        for word in plain_words(text)
        if word not in FUNCTION_WORDS and (len(word) > 1 or word.isdigit()) and "." not in word
    )


@lru_cache(maxsize=10_000)
def stemmed_words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return every word of a text, function words too, as its stem with the characters `[start, end)` it stands at."""
    folded = text.casefold()
    if len(folded) != len(text):  # "ß" folds to two letters; its words keep their case then
        folded = text
    return tuple(
        (_stem(_CLITIC.sub("", match.group())), match.start(), match.end()) for match in _WORD.finditer(folded)
    )


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


class Rarity:
    """Weights of stems by their rarity in the clauses of a story (inverse document frequency)."""

    def __init__(self, clauses: Sequence[frozenset[str]]) -> None:
        counts = Counter(stem for stems in clauses for stem in stems)
        self._weights = {stem: math.log((len(clauses) + 1) / (count + 0.5)) for stem, count in counts.items()}
        self._unseen = math.log((len(clauses) + 1) / 0.5)

    def of(self, stem: str) -> float:
        """Return the weight of one stem, in nats."""
        return self._weights.get(stem, self._unseen)


def words_in_common(ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> Shares:
    """Return for each pair the share of the rarity of their words that is common to both (Dice), shape (ones, others).

    A word is as rare as it is among these clauses.
    """
    rarity = Rarity(ones if others is ones else [*ones, *others])
    columns = {stem: number for number, stem in enumerate(sorted(frozenset().union(*ones, *others)))}
    mine, theirs = (_rarities(clauses, columns, rarity) for clauses in (ones, others))
    shared = (mine @ theirs.T).toarray()
    totals = np.add.outer(mine.power(2).sum(axis=1).ravel(), theirs.power(2).sum(axis=1).ravel())
    shares: Shares = (2 * shared / np.maximum(totals, 1e-9)).astype(np.float32)
    return shares


def _rarities(clauses: Sequence[frozenset[str]], columns: Mapping[str, int], rarity: Rarity) -> csr_array:
    cells = [
        (row, columns[stem], rarity.of(stem) ** 0.5) for row, stems in enumerate(clauses) for stem in sorted(stems)
    ]
    rows, numbers, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_array((values, (rows, numbers)), shape=(len(clauses), max(len(columns), 1)))
