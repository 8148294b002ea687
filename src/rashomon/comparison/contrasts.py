"""Contrasting words: denials, opposites, and words that say more or less than those of another telling.

The words stand in knowledge/data/contrasts.json. They are compared by their stems, phrases word by word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from rashomon.comparison.words import stemmed_words
from rashomon.knowledge import Knowledge
from rashomon.model import Span

__all__ = ["Contrast", "ContrastFinder"]

_Phrases = dict[str, list[tuple[str, ...]]]
"""Phrases as stems, by their first stem."""


class Contrast(NamedTuple):
    """Two words that do not say the same, each with its place in the text it was found in."""

    kind: Literal["polarity", "wording"]
    one: Span
    other: Span


class ContrastFinder:
    """Finds the words of the lists in pairs of texts."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._denials = _by_first_stem(knowledge.denials)
        self._contrasts = [
            (contrast.kind, _by_first_stem(contrast.one), _by_first_stem(contrast.other))
            for contrast in knowledge.contrasts
        ]

    def denies(self, text: str) -> bool:
        """Say whether a text has a word of denial ("denied", "failed", "no such", but not "not")."""
        return _first(stemmed_words(text), self._denials) is not None

    def between(self, one: str, other: str) -> Contrast | None:
        """Return the first two words of a pair of which each text has one alone; None where there are none."""
        mine, theirs = stemmed_words(one), stemmed_words(other)
        for kind, left, right in self._contrasts:
            for first, second in ((left, right), (right, left)):
                here, there = _first(mine, first), _first(theirs, second)
                if here and there and not _first(mine, second) and not _first(theirs, first):
                    return Contrast(kind, here, there)
        return None


def _by_first_stem(phrases: Iterable[str]) -> _Phrases:
    found: _Phrases = {}
    for phrase in phrases:
        stems = tuple(stem for stem, _, _ in stemmed_words(phrase))
        found.setdefault(stems[0], []).append(stems)
    return found


def _first(words: Sequence[tuple[str, int, int]], phrases: _Phrases) -> Span | None:
    """Return the characters of the first phrase of the list among the words of a text."""
    for at, (stem, start, _) in enumerate(words):
        for phrase in phrases.get(stem, ()):
            if tuple(word for word, _, _ in words[at : at + len(phrase)]) == phrase:
                return Span(start, words[at + len(phrase) - 1][2])
    return None
