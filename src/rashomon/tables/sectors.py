"""Sectors of PLOVER: what kind of actor somebody is, from the words that a report calls them by.

The words stand in data/sectors.toml, whose head explains the strengths; the codes are those of the PLOVER manual (Open Event
Data Alliance, "Actor and Sector Codes").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["NON_STATE_CODES", "Sector", "sector_of", "sectors_of_bodies"]

NON_STATE_CODES = frozenset({"IGO", "NGO", "IMG", "MNC", "ISM"})
"""PLOVER's codes for actors of no state: bodies of states, other bodies, armed groups, companies, movements."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BOUNDARIES = frozenset("of for in at from to on with by under who that which against between over".split())
_MAX_WORDS = 3


class Sector(NamedTuple):
    """A sector's code; `needs_state` where the word tells only of who acts for a state that they govern it."""

    code: str
    needs_state: bool


class _Found(NamedTuple):
    start: int
    end: int
    code: str
    strength: str


def sector_of(phrase: str) -> Sector | None:
    """Return the sector that a role, a description or a name tells of ("rebel army commander": REB), None where it tells none."""
    words = [word.lower().replace("’", "'") for word in _TOKEN.findall(phrase)]
    found = list(_matches(words))
    inside = {index for match in found for index in range(match.start + 1, match.end)}
    boundary = next((i for i, word in enumerate(words) if word in _BOUNDARIES and i not in inside), len(words))
    before = [match for match in found if match.start < boundary]
    behind = [match for match in found if match.start > boundary and match.strength != "office"]
    leading = next((match for match in before if match.strength == "leading"), None)
    heads = [match for match in before if match.strength == "head"]
    decisive = leading or (heads[-1] if heads else None) or next(iter(behind), None)
    if decisive is not None:
        return Sector(decisive.code, needs_state=False)
    offices = [match for match in before if match.strength == "office"]
    return Sector(offices[-1].code, needs_state=True) if offices else None


def sectors_of_bodies() -> Mapping[str, str]:
    """Return the sector, or the code of no state, of bodies of the knowledge base whose names do not tell, by their id."""
    return _lexicon().bodies


class _Lexicon(NamedTuple):
    words: Mapping[tuple[str, ...], tuple[str, str]]
    bodies: Mapping[str, str]


@cache
def _lexicon() -> _Lexicon:
    table = tomllib.loads((files("rashomon.tables") / "data" / "sectors.toml").read_text(encoding="utf-8"))
    words: dict[tuple[str, ...], tuple[str, str]] = {}
    for rule in table["rule"]:
        for entry in rule["words"].split():
            words.setdefault(tuple(entry.split("_")), (rule["sector"], rule["strength"]))
    bodies = {f"org:{name}": code for code, names in table["bodies"].items() for name in names.split()}
    return _Lexicon(words, bodies)


def _matches(words: Sequence[str]) -> list[_Found]:
    """Return the entries of the lexicon in a phrase from left to right, the longest at each place."""
    lexicon = _lexicon().words
    found: list[_Found] = []
    start = 0
    while start < len(words):
        for length in range(min(_MAX_WORDS, len(words) - start), 0, -1):
            entry = next((lexicon[key] for key in _readings(words[start : start + length]) if key in lexicon), None)
            if entry is not None:
                found.append(_Found(start, start + length, *entry))
                start += length
                break
        else:
            start += 1
    return found


def _readings(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the words as they stand, and with the last, or the first ("members of parliament"), in the singular."""
    exact = tuple(words)
    readings = [exact]
    readings += [(*exact[:-1], singular) for singular in _singulars(exact[-1])]
    if len(exact) > 1:
        readings += [(singular, *exact[1:]) for singular in _singulars(exact[0])]
    return readings


def _singulars(word: str) -> list[str]:
    found = []
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    if word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("s"):
        found.append(word[:-1])
    if word.endswith("men"):
        found.append(f"{word[:-3]}man")
    if word in _IRREGULAR:
        found.append(_IRREGULAR[word])
    return found


_IRREGULAR = {"children": "child", "thieves": "thief", "passers-by": "passer-by"}
