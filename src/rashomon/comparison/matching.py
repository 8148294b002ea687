"""Matching: how far each word piece of one claim finds its like in another claim.

Claims are read in their context (`rashomon.encoder.matcher`): "the move" is like "the decision to close the dam" where a report
means it so. The claims of a report share the pieces of its sentences; only their sums differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from rashomon.comparison.sentences import split_sentences
from rashomon.comparison.units import Unit
from rashomon.encoder import MATCHER_DIMENSIONS, PieceVectors, piece_vectors

__all__ = ["Match", "ReadClaims", "match", "read_claims"]

Matrix = npt.NDArray[np.float32]

ALMOST_NOTHING = 1e-9

PIECES_AT_ONCE = 1_000
"""Pieces of an account that are matched with another account at once: what bounds the memory where both are very long."""


class ReadClaims(NamedTuple):
    """The claims of one account as word pieces."""

    pieces: Matrix
    """A unit vector for each piece of the account, shape (pieces, dimensions)."""
    bounds: npt.NDArray[np.int64]
    """Where each claim begins and ends among the pieces, shape (claims, 2)."""
    shares: csr_array
    """How much each piece counts in each claim, shape (claims, pieces); each row sums up to one."""
    middles: Matrix
    """A unit vector for each claim: the mean of its pieces, shape (claims, dimensions)."""


class Match(NamedTuple):
    """How alike the claims of two accounts are, each of shape (claims of one, claims of the other)."""

    pieces: Matrix
    """How much of the pieces of each finds its like in the other: the mean cosine over both ways."""
    less: Matrix
    """The same, for the way in which less is found: low where one claim says more than the other."""
    middles: Matrix
    """The cosine of the two means."""


def read_claims(units: Sequence[Unit]) -> Mapping[str, ReadClaims]:
    """Return the claims of each account, which follow each other in `units`, as word pieces."""
    by_account: dict[str, list[Unit]] = {}
    for unit in units:
        by_account.setdefault(unit.account, []).append(unit)
    return {account: _read(told) for account, told in by_account.items()}


def _read(units: Sequence[Unit]) -> ReadClaims:
    text = units[0].article.text
    end = max(unit.claim.span.end for unit in units)
    read = piece_vectors(text, [sentence for sentence in split_sentences(text) if sentence.start < end])
    if not len(read.weights):
        read = _unreadable(text)
    within = [read.within(unit.claim.span) for unit in units]
    weights = [read.weights[place] for place in within]
    shares = csr_array(
        (
            np.concatenate([each / max(ALMOST_NOTHING, float(each.sum())) for each in weights]),
            np.concatenate([np.arange(place.start, place.stop) for place in within]),
            np.cumsum([0, *(len(each) for each in weights)]),
        ),
        shape=(len(units), len(read.weights)),
    )
    middles = np.stack([read.vectors[place].mean(axis=0) for place in within])
    bounds = np.array([(place.start, place.stop) for place in within], dtype=np.int64)
    return ReadClaims(_of_length_one(read.vectors), bounds, shares, _of_length_one(middles))


def _unreadable(text: str) -> PieceVectors:
    """Return one piece that is like no other, for a text of which the vocabulary has nothing (control characters)."""
    blank = np.zeros((1, MATCHER_DIMENSIONS), dtype=np.float32)
    return PieceVectors(np.array([0]), np.array([len(text)]), blank, np.ones(1, dtype=np.float32))


def _of_length_one(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Matrix = vectors / np.maximum(lengths, ALMOST_NOTHING)
    return found


def match(one: ReadClaims, other: ReadClaims) -> Match:
    """Match the claims of two accounts."""
    there, back = _found_in(one, other), _found_in(other, one).T
    mean: Matrix = (there + back) / np.float32(2)
    return Match(mean, np.minimum(there, back), one.middles @ other.middles.T)


def _found_in(one: ReadClaims, other: ReadClaims) -> Matrix:
    """Return how much of each claim of one account is found in each claim of the other."""
    found = np.zeros((len(one.bounds), len(other.bounds)), dtype=np.float32)
    for start in range(0, len(one.pieces), PIECES_AT_ONCE):
        block = slice(start, start + PIECES_AT_ONCE)
        found += one.shares[:, block] @ _best_within(one.pieces[block], other)
    return found


def _best_within(pieces: Matrix, other: ReadClaims) -> Matrix:
    """Return the cosine of each piece with its like in each claim of another account, shape (pieces, claims)."""
    padded = np.pad(other.pieces, ((0, 1), (0, 0)))  # a claim may end with the last piece
    found: Matrix = np.maximum.reduceat(pieces @ padded.T, other.bounds.ravel(), axis=1)[:, ::2]
    return found
