"""Short forms of the names of bodies in one article: initials, last words and names without "Inc." or "party"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.entities.name_runs import SHIPS
from rashomon.annotation.entities.nouns import noun_class
from rashomon.knowledge.names import acronym_key, fold_name

if TYPE_CHECKING:
    from rashomon.annotation.entities.names import Name
    from rashomon.knowledge import Knowledge

__all__ = ["MAX_NAME_TOKENS", "ShortForms"]

_COMPANY_ENDINGS = frozenset(
    "co inc corp ltd plc group company corporation news agency organization organisation holdings limited "
    "airlines party".split()
)
_BODY_WORDS = frozenset({"fund", "union", "front", "office", "bank", "guard", "corps"})
"""Words that stand with a capital for the one body of the article whose name ends so ("the Fund")."""
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "&"})
MAX_NAME_TOKENS = 10
"""A longer run of capitals is a heading; its parts are not looked up."""


class ShortForms:
    """Full names of bodies by their initials and by their short forms."""

    def __init__(self) -> None:
        self._by_initials: dict[str, str] = {}
        self._by_stem: dict[str, str] = {}
        self._by_last_word: dict[str, list[str]] = {}
        self._ships: dict[str, str] = {}

    def enter(self, name: Name, label: str) -> None:
        """Take in the initials and the stem of a name of several words."""
        words = name.text.replace("-", " ").split()
        if not 2 <= len(words) <= MAX_NAME_TOKENS or label in ("PERSON", "NORP"):
            return
        last = words[-1].lower()
        if words[0].lower() in SHIPS:
            for start in (1, len(words) - 1):
                self._ships.setdefault(fold_name(" ".join(words[start:])), name.key)
            return
        if noun_class(last) == "organization" or last in _BODY_WORDS:
            bodies = self._by_last_word.setdefault(last, [])
            if name.key not in bodies:
                bodies.append(name.key)
        long = [word for word in words if word.lower() not in _SMALL_WORDS and word[0].isalnum()]
        for letters in (long, words):
            initials = "".join(word[0] for word in letters).upper()
            if len(initials) >= 2:
                self._by_initials.setdefault(initials, name.key)
        if label in ("ORG", ""):
            while len(words) > 1 and words[-1].lower().rstrip(".") in _COMPANY_ENDINGS:
                words = words[:-1]
                self._by_stem.setdefault(fold_name(" ".join(words)), name.key)

    def full_key(self, name: Name, label: str, knowledge: Knowledge) -> str:
        """Return the key of the full name that this is a short form of, its own key where there is none."""
        if name.key in self._ships and name.start and name.root.doc[name.start - 1].lower_ == "the":
            return self._ships[name.key]
        if label in ("PERSON", "NORP") or knowledge.actors(name.text):
            return name.key
        bodies = self._by_last_word.get(name.key, ())
        if len(bodies) == 1:
            return bodies[0]
        acronym = acronym_key(name.text)
        if acronym is not None and len(acronym) >= 2:
            return self._by_initials.get(acronym, name.key)
        if label in ("ORG", ""):
            return self._by_stem.get(name.key, name.key)
        return name.key
