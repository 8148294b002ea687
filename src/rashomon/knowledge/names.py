"""Names as keys: an index that forgives accents, hyphens and articles, but not the case of an acronym."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

__all__ = ["NameIndex", "acronym_key", "fold_name", "without_initials"]

T = TypeVar("T")

_LETTERS_APART = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"}
    | dict.fromkeys("’‘ʼʻ`´", "'")
    | dict.fromkeys("‐‑‒–—-/", " ")
)
"""Letters that Unicode does not decompose, and the many forms of apostrophe and hyphen."""
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,7}s?|(?=[a-z]*[A-Z][a-z]*[A-Z])[A-Za-z]{2,5}")
"""Capitals throughout ("UNESCO", "F16s"), or a short word with two capitals ("AfD", "PBoC")."""
_ARTICLES = ("the ", "The ")
_INITIAL = re.compile(r"[A-Za-z]\.?(?:[A-Za-z]\.)*")
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """Return the name in lower case without accents, hyphens, full stops, possessive ending and leading article."""
    if _PLAIN.fullmatch(name):
        return name.lower().removeprefix("the ")
    text = name.translate(_LETTERS_APART)
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    text = text.replace(".", "").lower()
    text = " ".join(text.split())
    return text.removeprefix("the ").removesuffix("'s").removesuffix("'")


def without_initials(name: str) -> str:
    """Return a person's name without middle initials and "Jr.", which one report writes and another leaves out."""
    words = name.split()
    if len(words) < 3:
        return name
    if words[-1].lower().rstrip(".") in _GENERATIONS:
        words[-2:] = [words[-2].rstrip(",")]
    return " ".join([words[0], *(word for word in words[1:-1] if not _INITIAL.fullmatch(word)), words[-1]])


def acronym_key(name: str) -> str | None:
    """Return an acronym without its full stops ("U.N." is "UN"); None where the name is no acronym."""
    bare = name[4:] if name[:4] in _ARTICLES else name
    if " " in bare:
        return None
    bare = bare.removesuffix("'s").removesuffix("’s").replace(".", "")
    return bare if _ACRONYM.fullmatch(bare) else None


class NameIndex(Generic[T]):
    """Values by name.

    "WHO" is found by "WHO" and "W.H.O.", never by "who". Other names forgive case, but a name in lower case throughout
    finds only what is written so ("dpa"): a turkey is no state. A leading article makes no difference, but a name
    entered with it ("the States") is found only with it.
    """

    def __init__(self) -> None:
        self._acronyms: dict[str, list[T]] = {}
        self._small: set[str] = set()
        self._names: dict[str, list[T]] = {}

    def add(self, names: Iterable[str], value: T) -> None:
        """Enter the value under each of the names, once."""
        for name in names:
            acronym = acronym_key(name)
            if acronym is None:
                key = f"the {fold_name(name)}" if name.startswith("the ") else fold_name(name)
                values = self._names.setdefault(key, [])
                if name.islower():
                    self._small.add(key)
            else:
                values = self._acronyms.setdefault(acronym, [])
            if not any(value is entered for entered in values):
                values.append(value)

    def find(self, name: str) -> tuple[T, ...]:
        """Return the values entered under the name, in the order of entry."""
        acronym = acronym_key(name)
        if acronym is not None and acronym in self._acronyms:
            return tuple(self._acronyms[acronym])
        key = fold_name(name)
        if not any(char.isupper() for char in name) and key not in self._small:
            return ()
        if name[:4] in _ARTICLES and f"the {key}" in self._names:
            return tuple(self._names[f"the {key}"])
        return tuple(self._names.get(key, ()))
