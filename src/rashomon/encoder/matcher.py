"""Word pieces of a report as vectors in their context, so that two clauses can be matched piece by piece (late interaction).

Whole sentences are read, several at once, so that "he" and "the move" are known by what stands around them. The method is that
of ColBERT (Khattab and Zaharia, SIGIR 2020): two texts are alike as far as each piece of the one finds its like in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rashomon.encoder.loading import load_session, load_tokenizer
from rashomon.model import Span

CLS, SEP = 101, 102
"""What stands before and behind the pieces that are read at once."""

__all__ = [
    "CLS",
    "MATCHER_DIMENSIONS",
    "MATCHER_NAME",
    "MAX_PIECES",
    "SEP",
    "Piece",
    "PieceVectors",
    "piece_vectors",
    "windows_of",
]

MATCHER_NAME = "clause matcher on all-MiniLM-L6-v2 (int8)"
MATCHER_DIMENSIONS = 128
MAX_PIECES = 128
"""Word pieces that are read at once, [CLS] and [SEP] among them, as in training; a longer sentence is cut there."""

Vectors = npt.NDArray[np.float32]


class PieceVectors(NamedTuple):
    """The word pieces of a text in order: where each begins and ends, its vector, and how much it counts (above 0)."""

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    vectors: Vectors
    weights: Vectors

    def within(self, span: Span) -> slice:
        """Return which pieces lie in a span, at least one where there are any."""
        first = min(int(np.searchsorted(self.ends, span.start, side="right")), max(0, len(self.ends) - 1))
        return slice(first, max(first + 1, int(np.searchsorted(self.starts, span.end, side="left"))))


def piece_vectors(text: str, sentences: Sequence[Span]) -> PieceVectors:
    """Return the pieces of the sentences of a text, vectors of shape (pieces, dimensions), not of length one.

    Sentences are read together while they fit into MAX_PIECES. Raises ModelError where the model files are missing or damaged.
    """
    session = load_session("matcher.onnx")
    starts: list[int] = []
    ends: list[int] = []
    found: list[Vectors] = []
    for pieces in windows_of(text, sentences):
        ids = [CLS, *(piece.id for piece in pieces), SEP]
        inputs = {
            "input_ids": np.asarray([ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
        }
        # The first and the last piece are [CLS] and [SEP].
        found.append(session.run(None, inputs)[0][0][1:-1])
        starts += [piece.start for piece in pieces]
        ends += [piece.end for piece in pieces]
    rows = np.concatenate(found) if found else np.zeros((0, MATCHER_DIMENSIONS + 1), dtype=np.float32)
    return PieceVectors(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64), rows[:, :-1], rows[:, -1])


class Piece(NamedTuple):
    """A word piece: its number in the vocabulary, and its characters in the text."""

    id: int
    start: int
    end: int


def windows_of(text: str, sentences: Sequence[Span]) -> Iterator[list[Piece]]:
    """Yield the pieces of as many sentences as are read together, without [CLS] and [SEP]; training reads by it too."""
    tokenizer = load_tokenizer(MAX_PIECES)
    window: list[Piece] = []
    for sentence in sentences:
        encoding = tokenizer.encode(sentence.of(text))
        pieces = [
            Piece(number, sentence.start + start, sentence.start + end)
            for number, (start, end) in zip(encoding.ids[1:-1], encoding.offsets[1:-1], strict=True)
        ]
        if window and len(window) + len(pieces) > MAX_PIECES - 2:
            yield window
            window = []
        window += pieces
    if window:
        yield window
