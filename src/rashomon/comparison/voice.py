"""The outlet's own voice: which words of an account are its own, and which of those carry a judgement.

Words between quotation marks are a speaker's. What an outlet writes around them, also within reported speech ("said that
the dictator ..."), is its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from rashomon.annotation.layout import Zone, find_zones, paragraphs
from rashomon.annotation.quotations import QuotationIndex, find_quotations
from rashomon.knowledge import Knowledge
from rashomon.knowledge.loaded import LoadedWord
from rashomon.model import Annotation, Article, Span

__all__ = ["OwnVoice", "reason_of"]

MAX_NAME_WORDS = 5
"""Words before and behind a loaded word that can belong to one name with it."""

_TOLD = frozenset({"body", "title"})
"""Zones in which the outlet tells; captions, credits and tags name things for other ends."""


class OwnVoice:
    """The words of one account that are the outlet's own."""

    def __init__(self, annotation: Annotation, knowledge: Knowledge) -> None:
        self.article: Article = annotation.article
        self._knowledge = knowledge
        text = self.article.text
        self._quotations = QuotationIndex(find_quotations(text, paragraphs(text)))

    def tells(self, span: Span) -> bool:
        """Say whether the outlet itself says the words, in its headline or its running text."""
        is_quoted = any(self._quotations.at(offset) is not None for offset in (span.start, span.end - 1))
        return not is_quoted and any(zone.span.covers(span) for zone in self._zones)

    def loaded(self, span: Span) -> tuple[LoadedWord, ...]:
        """Return the loaded words among the outlet's own ones; a word that is part of a known name judges nothing."""
        return tuple(dict.fromkeys(word for word, _ in self._loaded_in(span)))

    def all_loaded(self) -> tuple[tuple[LoadedWord, Span], ...]:
        """Return every loaded word of the outlet's own, with its place."""
        return tuple(found for zone in self._zones for found in self._loaded_in(zone.span))

    def _loaded_in(self, span: Span) -> Iterator[tuple[LoadedWord, Span]]:
        for match in self._knowledge.loaded_words.find(span.of(self.article.text)):
            at = Span(span.start + match.start, span.start + match.end)
            if self.tells(at) and not self._is_in_name(at, span):
                yield match.word, at

    def _is_in_name(self, word: Span, around: Span) -> bool:
        """Say whether a word with a capital belongs to a name that is known: "the Patriot Act", if it is listed."""
        text = self.article.text
        if not text[word.start].isupper():
            return False
        return any(
            self._knowledge.actors(text[start:end])
            for start in _word_starts(text, around, word.start)
            for end in _word_ends(text, around, word.end)
            if (start, end) != (word.start, word.end)
        )

    @cached_property
    def _zones(self) -> tuple[Zone, ...]:
        return tuple(zone for zone in find_zones(self.article.text, self.article.title) if zone.kind in _TOLD)


def reason_of(loaded: Sequence[LoadedWord]) -> str | None:
    """Say why words are marked as loaded, in the terms of the list and with its sources; None where none are."""
    said = [f"“{word.word}”: {word.reason}; plainer: {word.plain} ({'; '.join(word.sources)})" for word in loaded]
    return " · ".join(said) or None


def _word_starts(text: str, around: Span, before: int) -> Sequence[int]:
    starts = [at for at in range(around.start, before + 1) if at == around.start or not text[at - 1].isalnum()]
    return [at for at in starts if text[at].isalnum()][-MAX_NAME_WORDS:]


def _word_ends(text: str, around: Span, after: int) -> Sequence[int]:
    ends = [at for at in range(after, around.end + 1) if at == around.end or not text[at].isalnum()]
    return [at for at in ends if text[at - 1].isalnum()][:MAX_NAME_WORDS]
