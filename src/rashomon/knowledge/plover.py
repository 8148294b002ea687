"""The PLOVER event lexicon: which verbs and nouns code which type of event, and in which mode.

PLOVER (Open Event Data Alliance) sorts political events into sixteen types. The words stand in data/plover.tsv, whose
head explains its columns; docs/plover.md explains the types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from rashomon.errors import KnowledgeError

__all__ = ["Condition", "EventRule", "EventType", "PloverLexicon", "load_plover"]


class EventType(NamedTuple):
    """One of the sixteen types; its stance decides what the intent to do it is coded as."""

    name: str
    is_cooperative: bool
    meaning: str


class Condition(NamedTuple):
    """What a slot of the clause must hold; None for words means that the slot must be filled."""

    slot: str
    words: frozenset[str] | None


class EventRule(NamedTuple):
    """A type and mode, the conditions under which a word codes it, and where its recipient is looked for first."""

    type: str
    mode: str | None
    conditions: tuple[Condition, ...]
    roles: tuple[str, ...]


class PloverLexicon(NamedTuple):
    """Rules by trigger: lemmas, with a particle as in "call_off"."""

    types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[EventRule, ...]]
    nouns: Mapping[str, tuple[EventRule, ...]]
    light_verbs: frozenset[str]


@cache
def load_plover(user_files: tuple[Path, ...] = ()) -> PloverLexicon:
    """Read the lexicon; the lines of a user's own files are tried before the project's.

    Raises KnowledgeError for a line that cannot be read, with its number.
    """
    sources = [(str(path), path.read_text(encoding="utf-8")) for path in user_files]
    own = files("rashomon.knowledge") / "data" / "plover.tsv"
    sources.append(("plover.tsv", own.read_text(encoding="utf-8")))
    types: dict[str, EventType] = {}
    classes: dict[str, frozenset[str]] = {}
    verbs: dict[str, list[EventRule]] = {}
    nouns: dict[str, list[EventRule]] = {}
    light: set[str] = set()
    for _, text in sources:
        for line in _lines(text):
            if line.fields[0].startswith("@"):
                classes[line.fields[0][1:]] = frozenset(line.fields[1].split())
    for name, text in sources:
        for line in _lines(text):
            kind, rest = line.fields[0], line.fields[1:]
            try:
                if kind == "type":
                    types[rest[0]] = EventType(rest[0], rest[1] == "cooperative", rest[2])
                elif kind == "light":
                    light.update(rest[0].split())
                elif kind in ("verb", "noun"):
                    rule = _rule(rest, classes)
                    for trigger in rest[2].split():
                        (verbs if kind == "verb" else nouns).setdefault(trigger, []).append(rule)
                elif not kind.startswith("@"):
                    raise KeyError(kind)
            except (IndexError, KeyError, ValueError) as error:
                raise KnowledgeError(
                    f"{name}, line {line.number}: {error} is not known or a column is missing; "
                    "the head of plover.tsv says how a line is written"
                ) from error
    return PloverLexicon(
        MappingProxyType(types),
        MappingProxyType({trigger: tuple(rules) for trigger, rules in verbs.items()}),
        MappingProxyType({trigger: tuple(rules) for trigger, rules in nouns.items()}),
        frozenset(light),
    )


class _Line(NamedTuple):
    number: int
    fields: Sequence[str]


def _lines(text: str) -> list[_Line]:
    return [
        _Line(number, line.split("\t"))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]


def _rule(columns: Sequence[str], classes: Mapping[str, frozenset[str]]) -> EventRule:
    type_, mode, _, conditions, roles = columns
    return EventRule(
        type_,
        None if mode == "-" else mode,
        tuple(_condition(word, classes) for word in conditions.split() if word != "-"),
        tuple(role for role in roles.split() if role != "-"),
    )


def _condition(text: str, classes: Mapping[str, frozenset[str]]) -> Condition:
    slot, _, alternatives = text.partition("=")
    if not alternatives or alternatives == "*":
        return Condition(slot, None)
    words: set[str] = set()
    for word in alternatives.split("|"):
        words |= classes[word] if word.isupper() else {word}
    return Condition(slot, frozenset(words))
