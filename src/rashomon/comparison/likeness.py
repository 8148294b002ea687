"""Likeness: how probable it is that two claims of two accounts speak to the same thing.

A logistic regression weighs what a reader would look at (`Features`): how far each word of the one finds its like in the other
(`matching.py`), rare words in common (an actor is one), events, numbers, days, speaker. Its weights stand in data/likeness.json;
data/likeness.card.md tells what they were fitted on, and scripts/train_likeness.py fits them again.

Whatever is weighed is read from the two accounts alone, how rare a word is among them too: so another account changes
nothing between these two, unless it tells who somebody is (actors are joined over all accounts).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, combinations_with_replacement

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from rashomon.comparison.matching import match, read_claims
from rashomon.comparison.quantities import can_both_hold, measure_one_thing
from rashomon.comparison.units import Unit
from rashomon.comparison.words import words_in_common

__all__ = ["UNWEIGHED", "Features", "LikenessModel", "chance", "load_likeness", "log_odds", "same_number"]

Matrix = npt.NDArray[np.float32]

SIZES = (18, 70)
"""Claims of an account between which their number is weighed: among many, some are alike by chance. These are the smallest and
the largest of the stories that the weights were fitted on; beyond them nothing is known."""

SAME_WORDS = 0.8
"""Share of words in common from which two quotations are one utterance, though two speakers are named; not fitted."""

MANY_WORDS = 255
"""Words in common that are told apart: claims are shorter."""

UNWEIGHED = -99.0
"""Log odds of two claims that cannot be one point."""


class LikenessModel(msgspec.Struct, frozen=True):
    """The weights of the features, and the log odds from which two claims are joined (`link_at`) or may stay in one point."""

    weights: dict[str, float]
    bias: float
    link_at: float
    keep_at: float


@cache
def load_likeness() -> LikenessModel:
    """Return the weights that the package ships."""
    data = files("rashomon.comparison") / "data" / "likeness.json"
    return msgspec.json.decode(data.read_bytes(), type=LikenessModel)


class Features:
    """What is weighed of the claims of a story, for two accounts at a time."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Look at each claim once; the claims of an account follow each other."""
        self._units = units
        sizes = Counter(unit.account for unit in units)
        ends = list(accumulate(sizes.values()))
        self.claims_of = {
            account: slice(end - size, end) for (account, size), end in zip(sizes.items(), ends, strict=True)
        }
        """Where each account's claims stand among all."""
        self._read = read_claims(units)
        self._common = {
            "event types": _in_common([[type_ for type_, actor in unit.events if actor is None] for unit in units], 1),
            "acts": _in_common([[act for act in unit.events if act[1] is not None] for unit in units], 1),
            "days": _in_common([unit.days for unit in units], 1),
            "speaker": _in_common([[unit.speaker] if unit.speaker else [] for unit in units], 1),
        }
        self._words = np.array([len(unit.stems) for unit in units])
        self._words_in_common = _in_common([unit.stems for unit in units], MANY_WORDS)
        self._dated = np.array([bool(unit.days) for unit in units])
        self._quoted = np.array([unit.quoted for unit in units])
        self._person_quoted = np.array([unit.quoted and unit.person_speaks for unit in units])
        self._places = np.array([unit.place for unit in units], dtype=np.float32)

    def between(self, one: str, other: str) -> Iterator[tuple[str, Matrix]]:
        """Yield each feature by name with its values, shape (claims of the one account, claims of the other)."""
        rows, columns = self.claims_of[one], self.claims_of[other]
        mine, theirs = self._units[rows], self._units[columns]
        matched = match(self._read[one], self._read[other])
        yield "pieces", matched.pieces
        yield "pieces of the lesser", matched.less
        yield "middles", matched.middles
        yield "words", words_in_common([unit.stems for unit in mine], [unit.stems for unit in theirs])
        for name, common in self._common.items():
            yield name, common[rows, columns].astype(np.float32)
        both_dated = np.logical_and.outer(self._dated[rows], self._dated[columns])
        yield "other days", both_dated - self._common["days"][rows, columns].astype(np.float32)
        yield "numbers", _same_numbers(mine, theirs)
        yield "one quoted", np.logical_xor.outer(self._quoted[rows], self._quoted[columns]).astype(np.float32)
        yield "apart", np.abs(np.subtract.outer(self._places[rows], self._places[columns]))
        yield "size", np.full((len(mine), len(theirs)), (_size(len(mine)) + _size(len(theirs))) / 2, dtype=np.float32)

    def two_voices(self, one: str, other: str) -> npt.NDArray[np.bool_]:
        """Say which two claims are quoted from two people, and not in the same words, shape as that of a feature.

        People say alike things of one matter, each for himself; the weights, fitted on few such pairs, do not know it.
        """
        rows, columns = self.claims_of[one], self.claims_of[other]
        both_quoted = np.logical_and.outer(self._person_quoted[rows], self._person_quoted[columns])
        words = np.add.outer(self._words[rows], self._words[columns])
        other_words = 2 * self._words_in_common[rows, columns].astype(np.int64) < SAME_WORDS * words
        found: npt.NDArray[np.bool_] = both_quoted & (self._common["speaker"][rows, columns] == 0) & other_words
        return found


def log_odds(units: Sequence[Unit], related: Sequence[Sequence[str]], model: LikenessModel) -> Matrix:
    """Return the log odds that two claims speak to one thing, for all pairs, shape (claims, claims).

    `related` holds the sets of accounts that can be of one event; claims of different sets get UNWEIGHED, and so do
    quotations of two people in words of their own.
    """
    features = Features(units)
    found = np.full((len(units), len(units)), UNWEIGHED, dtype=np.float32)
    for accounts in related:
        told = [account for account in accounts if account in features.claims_of]
        for one, other in combinations_with_replacement(told, 2):
            weighed = (model.weights[name] * values for name, values in features.between(one, other))
            total = np.where(features.two_voices(one, other), UNWEIGHED, sum(weighed) + model.bias)
            rows, columns = features.claims_of[one], features.claims_of[other]
            found[rows, columns] = total
            found[columns, rows] = np.transpose(total)
    return found


def same_number(one: Unit, other: Unit) -> bool:
    """Say whether two claims have a number that can be one quantity."""
    return any(
        measure_one_thing(mine, theirs) and can_both_hold(mine, theirs)
        for mine in one.claim.numbers
        for theirs in other.claim.numbers
    )


def _same_numbers(mine: Sequence[Unit], theirs: Sequence[Unit]) -> Matrix:
    found = np.zeros((len(mine), len(theirs)), dtype=np.float32)
    with_numbers = [(column, unit) for column, unit in enumerate(theirs) if unit.claim.numbers]
    for row, unit in enumerate(mine):
        if unit.claim.numbers:
            for column, other in with_numbers:
                found[row, column] = same_number(unit, other)
    return found


def _size(claims: int) -> float:
    return math.log(min(max(claims, SIZES[0]), SIZES[1]))


def _in_common(things: Sequence[Iterable[Hashable]], most: int) -> npt.NDArray[np.uint8]:
    """Return how many things each two claims have in common, up to `most`, shape (claims, claims)."""
    numbers: dict[Hashable, int] = {}
    cells = [
        (row, numbers.setdefault(thing, len(numbers))) for row, own in enumerate(things) for thing in dict.fromkeys(own)
    ]
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    having = csr_array(
        (np.ones(len(cells), dtype=np.int32), (rows, columns)), shape=(len(things), max(1, len(numbers)))
    )
    common = having @ having.T
    common.data = np.minimum(common.data, most).astype(
        np.uint8
    )  # counted in more than bytes, which would begin anew at 256
    found: npt.NDArray[np.uint8] = common.toarray()
    return found


def chance(log_odds: float) -> float:
    """Return the probability of log odds."""
    return 1 / (1 + math.exp(-log_odds))
