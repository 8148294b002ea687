"""Words that carry a judgement: finding them in a text, with a plainer word and the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rashomon.knowledge.records import LoadedGroup

__all__ = ["LoadedMatch", "LoadedWord", "LoadedWords"]

_WORD = re.compile(r"[^\W_]+")


class LoadedWord(NamedTuple):
    """A loaded word or phrase: its plainer counterpart or a note, why readers hear a judgement, and who says so."""

    word: str
    plain: str
    reason: str
    sources: tuple[str, ...]


class LoadedMatch(NamedTuple):
    """A loaded word in a text, at the characters `[start, end)`."""

    word: LoadedWord
    start: int
    end: int


class LoadedWords:
    """The loaded words of all files; of two entries for one word the later counts."""

    def __init__(self, groups: Iterable[LoadedGroup], exceptions: Iterable[str]) -> None:
        self._by_words: dict[tuple[str, ...], LoadedWord] = {}
        for group in groups:
            for word, plain in group.words.items():
                self._by_words[_words(word)] = LoadedWord(word.lower(), plain, group.reason, group.sources)
        self._exceptions = {_words(phrase) for phrase in exceptions}
        self._longest = max(map(len, (*self._by_words, *self._exceptions)), default=0)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every listed word and phrase, in the order of the alphabet."""
        return tuple(sorted(entry.word for entry in self._by_words.values()))

    def of(self, word: str) -> LoadedWord | None:
        """Return the entry of a word or phrase, also in the plural or as another form of a verb."""
        return self._entry(_words(word))

    def find(self, text: str) -> tuple[LoadedMatch, ...]:
        """Return the loaded words of a text in their order, the longest phrases first, without names and set phrases."""
        words = list(_WORD.finditer(text))
        folded = [match.group().lower() for match in words]
        found: list[LoadedMatch] = []
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                key = tuple(folded[at : at + length])
                entry = self._entry(key)
                if key in self._exceptions or entry is not None:
                    if key not in self._exceptions and entry is not None:
                        found.append(LoadedMatch(entry, words[at].start(), words[at + length - 1].end()))
                    at += length
                    break
            else:
                at += 1
        return tuple(found)

    def _entry(self, words: tuple[str, ...]) -> LoadedWord | None:
        if not words:
            return None
        *head, last = words
        return next(
            (self._by_words[key] for form in _forms(last) if (key := (*head, form)) in self._by_words),
            None,
        )


def _words(text: str) -> tuple[str, ...]:
    return tuple(match.group().lower() for match in _WORD.finditer(text))


def _forms(word: str) -> Iterable[str]:
    """The word itself, then what it can be the plural of, then what verb it can be a form of."""
    yield word
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
    if word.endswith("ing") and len(word) > len("being"):
        stem = word[:-3]
        yield from (stem, f"{stem}e", stem[:-1])
