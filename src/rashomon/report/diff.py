"""A word diff of two wordings of one utterance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

__all__ = ["Change", "compare_words"]

MAX_WORDS = 600
"""Words of a wording that are still compared: the matching is quadratic, and no quotation is so long."""

_WORD = re.compile(r"\w[\w'’\-\u0300-\u036f]*|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """A run of words: in both wordings, only in the other ("cut") or only in this one ("added")."""

    kind: Literal["same", "cut", "added"]
    text: str


def compare_words(reference: str, wording: str) -> tuple[Change, ...]:
    """Return `wording` as runs of changes against `reference`; case and the shape of quotation marks do not count.

    Beyond `MAX_WORDS` words the wording comes back whole, as one run "added".
    """
    old = [*_WORD.finditer(reference)]
    new = [*_WORD.finditer(wording)]
    if max(len(old), len(new)) > MAX_WORDS:
        return (Change("added", wording),)
    matcher = SequenceMatcher(None, [_folded(word) for word in old], [_folded(word) for word in new], autojunk=False)
    changes: list[Change] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag in ("delete", "replace"):
            changes.append(Change("cut", reference[old[old_start].start() : old[old_end - 1].end()]))
        if tag in ("insert", "replace"):
            changes.append(Change("added", wording[new[new_start].start() : new[new_end - 1].end()]))
        if tag == "equal":
            changes.append(Change("same", wording[new[new_start].start() : new[new_end - 1].end()]))
    return tuple(changes)


def _folded(word: re.Match[str]) -> str:
    return word[0].casefold().replace("’", "'").replace("“", '"').replace("”", '"').replace("‘", "'")
