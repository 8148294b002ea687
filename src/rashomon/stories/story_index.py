"""Stories by the meaning of their reports, so that a report is held against the few that it may belong to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rashomon.encoder.encoder import DIMENSIONS
from rashomon.stories.similarity import Vector

__all__ = ["EVER", "Days", "StoryIndex"]

_FIRST_ROWS = 256
EVER = 1 << 40
"""A number of days beyond any calendar."""


class Days(NamedTuple):
    """The first and the last day of a story's reports; it goes with every day where none has a date."""

    first: int = -EVER
    last: int = EVER


class StoryIndex:
    """A vector a story, the mean of its reports', in a table that is searched whole.

    The search is exact and depends only on the stories held: an approximate index would answer by the order in which it
    was filled, and a restored one otherwise than the one that was broken off.
    """

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._labels: list[str] = []
        self._vectors = np.zeros((_FIRST_ROWS, DIMENSIONS), dtype=np.float32)
        self._days = np.zeros((_FIRST_ROWS, 2), dtype=np.int64)

    def __contains__(self, label: str) -> bool:
        return label in self._rows

    def put(self, label: str, vectors: Sequence[Vector], days: Days) -> None:
        """Hold a story, or hold it anew."""
        row = self._rows.get(label)
        if row is None:
            row = self._rows[label] = len(self._labels)
            self._labels.append(label)
            if row == len(self._vectors):
                self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
                self._days = np.concatenate([self._days, np.zeros_like(self._days)])
        total = np.sum(np.stack(vectors), axis=0, dtype=np.int64)
        self._vectors[row] = np.rint(total / len(vectors))
        self._days[row] = days

    def drop(self, label: str) -> None:
        """Forget a story, if it is held; the last row takes its place."""
        row = self._rows.pop(label, None)
        if row is None:
            return
        last = self._labels.pop()
        if last != label:
            self._labels[row] = last
            self._rows[last] = row
            self._vectors[row] = self._vectors[len(self._labels)]
            self._days[row] = self._days[len(self._labels)]

    def ended_before(self, day: int) -> list[str]:
        """Return the stories whose last report is older than a day."""
        last = self._days[: len(self._labels), 1]
        return [self._labels[row] for row in np.flatnonzero(last < day).tolist()]

    def nearest(self, vector: Vector, count: int, *, day: int | None = None, within: int = 0) -> list[str]:
        """Return the stories of the nearest meaning: so many, or more where the last are equally near.

        With a day, only those of which it is no further than `within` days.
        """
        held = len(self._labels)
        if not held:
            return []
        # Exact: whole numbers whose sums of products stay under 2**24.
        near = self._vectors[:held] @ vector.astype(np.float32)
        if day is not None:
            first, last = self._days[:held, 0], self._days[:held, 1]
            near[(day - last > within) | (first - day > within)] = -np.inf
        least = np.partition(near, held - count)[held - count] if held > count else -np.inf
        return [self._labels[row] for row in np.flatnonzero((near >= least) & (near > -np.inf)).tolist()]
