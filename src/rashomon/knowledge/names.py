"""Names as keys: an index that forgives accents, hyphens and articles, but not the case of an acronym."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Generic, TypeVar

__all__ = ["NameIndex", "acronym_key", "fold_name"]

T = TypeVar("T")

_LETTERS_APART = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"}
    | dict.fromkeys("’‘ʼʻ`´", "'")
    | dict.fromkeys("‐‑‒–—-/", " ")
)
"""Letters that Unicode does not decompose, and the many forms of apostrophe and hyphen."""
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,7}s?")
_SPACES = re.compile(r"\s+")


def fold_name(name: str) -> str:
    """Return the name in lower case without accents, hyphens, full stops, possessive ending and leading article."""
    text = name.translate(_LETTERS_APART)
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    text = text.replace(".", "").lower()
    text = " ".join(text.split())
    return text.removeprefix("the ").removesuffix("'s").removesuffix("'")


def acronym_key(name: str) -> str | None:
    """Return an acronym without its full stops ("U.N." is "UN"); None where the name is no acronym."""
    bare = name.strip().removeprefix("the ").removesuffix("'s").removesuffix("’s").replace(".", "")
    return bare if _ACRONYM.fullmatch(bare) else None


class NameIndex(Generic[T]):
    """Values by name. "WHO" is found by "WHO" and "W.H.O.", never by "who"; other names need one capital letter."""

    def __init__(self) -> None:
        self._acronyms: dict[str, list[T]] = {}
        self._names: dict[str, list[T]] = {}

    def add(self, names: Iterable[str], value: T) -> None:
        """Enter the value under each of the names, once."""
        for name in names:
            key = acronym_key(name)
            table, key = (self._names, fold_name(name)) if key is None else (self._acronyms, key)
            values = table.setdefault(key, [])
            if value not in values:
                values.append(value)

    def find(self, name: str) -> tuple[T, ...]:
        """Return the values entered under the name, in the order of entry."""
        key = acronym_key(name)
        if key is not None and key in self._acronyms:
            return tuple(self._acronyms[key])
        if name == name.lower():
            return ()
        return tuple(self._names.get(fold_name(name), ()))
