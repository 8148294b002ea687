"""Lines in capitals, written as a report writes them, so that the parser sees names and sentences in them.

"MAYOR ANA RUIZ SAID" tells the parser of a small pipeline nothing. Here such lines get capitals only where a word begins a
sentence, is a name elsewhere in the report, a name that is known, or a given name with what follows it. The text of the article
stays as it came: every word keeps its place, and only the parse is of the words so written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from rashomon.annotation.entities.nouns import TITLES, is_given_name, noun_class

if TYPE_CHECKING:
    from rashomon.annotation.layout import Zone
    from rashomon.knowledge import Knowledge

__all__ = ["in_report_case"]

MIN_WORDS = 3
"""Words of a line from which capitals are how it is set, and no acronym or dateline."""
MAX_NAME_WORDS = 4
"""Words of a known name that are looked up together."""
MAX_ACRONYM = 6
"""Letters of an acronym that keeps its capitals."""
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*\b")
MAX_OPENING = 8
"""Characters before a word that tell whether it begins a sentence."""
_OPENS = re.compile(r"(?:^\W*|[.!?:]\s+|[“\"‘]\s*)$")
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december".split()
)
_COMMON = frozenset(
    "a an and are as at be but by for from had has have he her his i if in is it its may more no not of on or our she that the "
    "their them they this to was we were who will with would you your after before under over than then when where which".split()
)
"""Words that are no names, though some of them are given names somewhere."""
_HALVES = frozenset({"north", "south", "new", "united", "saudi"})


def in_report_case(text: str, zones: Iterable[Zone], knowledge: Knowledge) -> str:
    """Return the text with its lines in capitals written as other reports are; of the same length, and mostly the same text."""
    shouted = [
        zone.span
        for zone in zones
        if zone.kind in ("body", "title", "speaker")
        and zone.span.of(text).isupper()
        and (zone.kind == "speaker" or len(zone.span.of(text).split(None, MIN_WORDS)) >= MIN_WORDS)
    ]
    if not shouted:
        return text
    names = set(_INSIDE.findall(text))
    lines = {span: _words_of(span.of(text)) for span in shouted}
    names |= {name for words in lines.values() for name in _surnames(words, knowledge)}
    pieces: list[str] = []
    end = 0
    for span, words in lines.items():
        pieces += [text[end : span.start], _written(span.of(text), words, names, knowledge)]
        end = span.end
    return "".join([*pieces, text[end:]])


def _words_of(line: str) -> list[re.Match[str]]:
    return list(_WORD.finditer(line))


def _surnames(words: list[re.Match[str]], knowledge: Knowledge) -> set[str]:
    """Return the words that follow a given name, as names."""
    found: set[str] = set()
    for first, second in pairwise(words):
        word = second.group().lower()
        is_beside = second.start() == first.end() + 1
        if is_beside and _is_given(first.group(), knowledge) and not _is_common(word, knowledge):
            found.add(second.group().title())
    return found


def _is_given(word: str, knowledge: Knowledge) -> bool:
    return len(word) > 2 and not _is_common(word.lower(), knowledge) and is_given_name(word)


def _is_common(word: str, knowledge: Knowledge) -> bool:
    """Say whether a word is of the language: a small word, a noun that is listed, or a verb of saying in any form."""
    stems = {word, word.removesuffix("s"), word.removesuffix("d"), word.removesuffix("ed"), word.removesuffix("ing")}
    is_saying = word in ("said", "told", "spoke") or any(knowledge.saying(stem) is not None for stem in stems)
    return word in _COMMON or noun_class(word) is not None or is_saying


def _written(line: str, words: list[re.Match[str]], names: set[str], knowledge: Knowledge) -> str:
    shown: list[str] = []
    at = 0
    while at < len(words):
        length = _known_words(line, words, at, knowledge)
        for word in words[at : at + max(length, 1)]:
            opens = _OPENS.search(line[max(0, word.start() - MAX_OPENING) : word.start()]) is not None
            shown.append(_shown(word.group(), length > 0, opens, names, knowledge))
        at += max(length, 1)
    letters = list(line)
    follower = ""
    for word, written in zip(reversed(words), reversed(shown), strict=True):
        if written in TITLES and follower[:1].isupper():
            # "mayor" is a title before a name only.
            written = written.title()
        if len(written) == len(word.group()):
            letters[word.start() : word.end()] = written
        follower = written
    return "".join(letters)


def _known_words(line: str, words: list[re.Match[str]], at: int, knowledge: Knowledge) -> int:
    """Return how many words from here on are a known name, the longest there is."""
    for length in range(min(MAX_NAME_WORDS, len(words) - at), 0, -1):
        name = line[words[at].start() : words[at + length - 1].end()]
        if length == 1 and (_is_common(name.lower(), knowledge) or _is_acronym(name, knowledge)):
            return 0
        title = name.title()
        if knowledge.actors(title) or knowledge.demonym(title) or (length > 1 and knowledge.actors(name)):
            return length
    return 0


def _is_acronym(word: str, knowledge: Knowledge) -> bool:
    """Say whether somebody is called by exactly these capitals ("NATO", never "PERU")."""
    return len(word) <= MAX_ACRONYM and any(word in (each.name, *each.aliases) for each in knowledge.actors(word))


def _shown(word: str, is_name: bool, opens: bool, names: set[str], knowledge: Knowledge) -> str:
    lower, title = word.lower(), word.title().replace("'S", "'s").replace("’S", "’s")
    bare = word.removesuffix("'S").removesuffix("’S")
    if not is_name and lower not in _COMMON and _is_acronym(bare, knowledge):
        return bare + word[len(bare) :].lower()
    proper = title.removesuffix("'s").removesuffix("’s")
    if is_name and lower in _COMMON and not opens:
        return lower
    if opens or is_name or proper in names or lower in _DAYS or lower in _HALVES or _is_given(bare, knowledge):
        return title
    return lower
