"""Contexts of PLOVER: what an event is about (military, economic, legal, ...), from the words that the report uses.

The words stand in data/contexts.toml, whose head names the source of the contexts. An event has several contexts, or none:
where no word tells of one, none is guessed. The PLOVER manual expects contexts of a paragraph or a document; here they
are those of the event's own clause, so that a protest told beside an election has nothing of the election.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.token_ranges import Range, tokens_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.model import Entity

__all__ = ["ContextFinder"]

MAX_DISTANCE = 40
"""Words on either side of the trigger that are read: two lines of print, more than most clauses have."""

_JOINTS = ("-", "'s", "’s", "'", "’")
"""Within a phrase: "pro-democracy", "women's rights"."""
_WORD = re.compile(r"(?<!['’\w])[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?")


class _Phrase(NamedTuple):
    """The words that follow the first one, and the contexts that all of them together tell of."""

    rest: tuple[str, ...]
    contexts: tuple[str, ...]


class _Lexicon(NamedTuple):
    names: tuple[str, ...]
    phrases: Mapping[str, Sequence[_Phrase]]
    """Phrases by their first word, the longest first."""


class ContextFinder:
    """Reads the contexts of the events of one article."""

    def __init__(self, doc: Doc, entities: Mapping[str, Entity]) -> None:
        self._doc = doc
        self._entities = entities
        self._by_entity: dict[str, frozenset[str]] = {}

    def of(self, trigger: int, clause: Range, type_: str, sides: Sequence[str]) -> tuple[str, ...]:
        """Return the contexts of an event, in the order of PLOVER's list.

        `trigger` is one of the tokens of the event's `clause`; `sides` are the ids of its actors and recipients, whose names and
        roles tell too: "it" is the Supreme Court. States that consult each other are engaged in diplomacy.
        """
        first, last = max(clause.start, trigger - MAX_DISTANCE), min(clause.end, trigger + MAX_DISTANCE + 1)
        found = _told_by([_readings_of(t) for t in tokens_between(self._doc, first, last) if t.lower_ not in _JOINTS])
        found.update(*(self._of_entity(side) for side in sides))
        if type_ == "CONSULT" and len({self._entities[side].links.iso3 for side in sides} - {None}) > 1:
            found.add("diplomatic")
        return tuple(name for name in _lexicon().names if name in found) if found else ()

    def _of_entity(self, entity_id: str) -> frozenset[str]:
        if entity_id not in self._by_entity:
            entity = self._entities[entity_id]
            told = (_told_by(_readings(phrase)) for phrase in (entity.name, *entity.roles))
            self._by_entity[entity_id] = frozenset[str]().union(*told)
        return self._by_entity[entity_id]


@cache
def _lexicon() -> _Lexicon:
    text = (files("rashomon.annotation.events") / "data" / "contexts.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    contexts: dict[tuple[str, ...], tuple[str, ...]] = {tuple(e.split("_")): () for e in table["nothing"].split()}
    for context in table["context"]:
        for entry in context["words"].split():
            key = tuple(entry.split("_"))
            contexts[key] = (*contexts.get(key, ()), context["name"])
    phrases: dict[str, list[_Phrase]] = {}
    for key in sorted(contexts, key=len, reverse=True):
        phrases.setdefault(key[0], []).append(_Phrase(key[1:], contexts[key]))
    return _Lexicon(tuple(context["name"] for context in table["context"]), phrases)


def _readings_of(token: Token) -> Collection[str]:
    """Return what a word may stand as in the lexicon; a mark is no word, and no phrase reaches over it."""
    lower = token.lower_
    return {lower, lower.removesuffix("s"), token.lemma_.lower()} if lower[0].isalpha() else ()


def _readings(phrase: str) -> list[set[str]]:
    return [{word, word.removesuffix("s")} for word in _WORD.findall(phrase.lower())]


def _told_by(words: Sequence[Collection[str]]) -> set[str]:
    """Return the contexts of a row of words, each given by its readings; of phrases at one place the longest tells."""
    phrases = _lexicon().phrases
    found: set[str] = set()
    at = 0
    while at < len(words):
        told = [p for reading in words[at] for p in phrases.get(reading, ()) if _follows(p.rest, words, at + 1)]
        if told:
            longest = max(len(phrase.rest) for phrase in told)
            found.update(*(phrase.contexts for phrase in told if len(phrase.rest) == longest))
            at += longest
        at += 1
    return found


def _follows(rest: Iterable[str], words: Sequence[Collection[str]], start: int) -> bool:
    return all(at < len(words) and word in words[at] for at, word in enumerate(rest, start))
