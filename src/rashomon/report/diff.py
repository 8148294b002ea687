"""A word diff of two wordings of one utterance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

__all__ = ["Change", "compare_speech", "compare_words"]

MAX_WORDS = 600
"""Words of a wording that are still compared: the matching is quadratic, and no quotation is so long."""

_WORD = re.compile(r"\w[\w'’\-\u0300-\u036f]*")
_WORD_OR_SIGN = re.compile(rf"{_WORD.pattern}|[^\w\s]")
_SIGNS = re.compile(r"\S*(?=\s)")


@dataclass(frozen=True)
class Change:
    """A run of words: in both wordings, only in the other ("cut") or only in this one ("added")."""

    kind: Literal["same", "cut", "added"]
    text: str


def compare_words(reference: str, wording: str) -> tuple[Change, ...]:
    """Return `wording` as runs of changes against `reference`; case and the shape of quotation marks do not count.

    Beyond `MAX_WORDS` words the wording comes back whole, as one run "added".
    """
    old, new = [*_WORD_OR_SIGN.finditer(reference)], [*_WORD_OR_SIGN.finditer(wording)]
    steps = _steps(old, new)
    if steps is None:
        return (Change("added", wording),)
    changes: list[Change] = []
    for tag, old_start, old_end, new_start, new_end in steps:
        if tag in ("delete", "replace"):
            changes.append(Change("cut", reference[old[old_start].start() : old[old_end - 1].end()]))
        if tag in ("insert", "replace"):
            changes.append(Change("added", wording[new[new_start].start() : new[new_end - 1].end()]))
        if tag == "equal":
            changes.append(Change("same", wording[new[new_start].start() : new[new_end - 1].end()]))
    return tuple(changes)


def compare_speech(reference: str, wording: str) -> tuple[Change, ...]:
    """Return `wording` of an utterance as runs of changes against `reference`; case and punctuation do not count.

    Outlets put commas and quotation marks where their own sentence wants them. The runs "same" and "added", joined, are
    the wording. Beyond `MAX_WORDS` words it comes back whole, as one run "added".
    """
    old, new = [*_WORD.finditer(reference)], [*_WORD.finditer(wording)]
    steps = _steps(old, new)
    if steps is None or not new:
        return (Change("added", wording),)
    changes: list[Change] = []
    written = 0
    for tag, old_start, old_end, _, new_end in steps:
        if tag in ("delete", "replace"):
            changes.append(Change("cut", reference[old[old_start].start() : old[old_end - 1].end()]))
        if tag != "delete":
            end = _end(wording, new, new_end)
            changes.append(Change("same" if tag == "equal" else "added", wording[written:end]))
            written = end
    return tuple(changes)


def _steps(old: list[re.Match[str]], new: list[re.Match[str]]) -> Sequence[tuple[str, int, int, int, int]] | None:
    """Return how to get from the old words to the new ones; None where they are too many."""
    if max(len(old), len(new)) > MAX_WORDS:
        return None
    matcher = SequenceMatcher(None, [_folded(word) for word in old], [_folded(word) for word in new], autojunk=False)
    return matcher.get_opcodes()


def _end(wording: str, words: list[re.Match[str]], number: int) -> int:
    """Return where a run ends before a word: signs that touch the last word are its own, those after a space the next's."""
    if number == len(words):
        return len(wording)
    signs = _SIGNS.match(wording, words[number - 1].end(), words[number].start())
    return signs.end() if signs else words[number].start()


def _folded(word: re.Match[str]) -> str:
    return word[0].casefold().replace("’", "'").replace("“", '"').replace("”", '"').replace("‘", "'")
