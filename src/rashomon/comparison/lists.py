"""Lists of people, states, places and things in a claim, and what two lists of one point have in common.

A list is read from its commas and its "and". Its members are known by the actor that they name, or else by their head noun:
"riding mowers" and "lawn mowers" are one member.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rashomon.annotation.number_words import NUMBER_WORDS
from rashomon.comparison.units import Unit
from rashomon.comparison.words import FUNCTION_WORDS, content_stems
from rashomon.model import Span

__all__ = ["Listed", "Member", "answering_lists", "read_lists"]

LEAST_LONG = 3
"""Members that one of two lists must have to be compared: a pair ("oil and gas") is as often one thing."""

MOST_WORDS = 5
"""Words of a member; what stands before them belongs to the clause."""

MOST_MEMBERS = 50
"""Members of a list that are read; longer ones are tables."""

LONGEST_ITEM = 120
"""Characters of an item that are looked at."""

_WORD = r"(?:\d[\d,.]*\d|(?!(?:and|or)\b)[^\W_][\w’'.&/-]*)"
_ITEM = rf"{_WORD}(?:\s{_WORD}){{0,5}}"
_FIRST = re.compile(rf"(?<![\w’'.&/-]){_ITEM}$")
_LAST = re.compile(_ITEM)
_COMMA = re.compile(r",\s")
_AND = re.compile(r",?\s(?:and|or|along\swith|as\swell\sas)\s")
_STOP = re.compile(
    r"\b(?:of|in|on|at|for|with|to|from|by|as|against|over|under|about|into|like|including|between|among|than|them|whom|whose"
    r"|who|which|that|where|when|after|before|because|while|not|is|are|was|were|be|will|would|has|have|had|said|says"
    r"|he|she|it|they|we|i)\b",
    re.IGNORECASE,
)
"""Where a noun phrase begins or ends."""
_OPENING = re.compile(r"(?:but|also|only|both|either|all|such)\s", re.IGNORECASE)
_APPOSITION = re.compile(r"(?:an?|former|his|her|their|its)\s|the\s[a-z]")
_DEFINED = re.compile(r"\b(?:the|these|those|his|her|their|its)\s[a-z]+$", re.IGNORECASE)


class Member(NamedTuple):
    """A member of a list: what tells it from others, its words, and where they stand."""

    key: str
    words: str
    span: Span
    named: bool
    """Whether it is the name of an actor."""


Listed = tuple[Member, ...]


def read_lists(unit: Unit, actor_at: Callable[[Span], str | None]) -> list[Listed]:
    """Return the lists of a claim, of two members or more; `actor_at` tells whose name covers a span."""
    found = [listed for joint in _AND.finditer(unit.text) if (listed := _read_list(unit, joint, actor_at))]
    for comma in _headline_and(unit):
        listed = _read_list(unit, comma, actor_at)
        if listed and listed[0].span.start == unit.claim.span.start and all(member.named for member in listed):
            found.append(listed)
    return found


def _read_list(unit: Unit, joint: re.Match[str], actor_at: Callable[[Span], str | None]) -> Listed | None:
    items = _items(unit.text, joint)
    if len(items) < 2:
        return None
    members = tuple(_member(unit, *span, actor_at) for span in _members(unit.text, _outside_predicate(unit, items)))
    keys = {member.key for member in members if member.key}
    if len(keys) < len(members) or len(keys) < 2:
        return None
    whole = Span(members[0].span.start, members[-1].span.end)
    return members if actor_at(whole) is None else None


def answering_lists(mine: Sequence[Listed], theirs: Sequence[Listed]) -> tuple[Listed, Listed] | None:
    """Return the two lists with most members in common, of which either has members that the other has not."""
    best: tuple[int, Listed, Listed] | None = None
    for one in mine:
        for other in theirs:
            ours, their = ({member.key for member in listed} for listed in (one, other))
            common = len(ours & their)
            if ours != their and max(len(one), len(other)) >= LEAST_LONG and common > (best[0] if best else 0):
                best = (common, one, other)
    return best[1:] if best else None


def _member(unit: Unit, start: int, end: int, actor_at: Callable[[Span], str | None]) -> Member:
    words, offset = unit.text[start:end], unit.claim.span.start + start
    head = _head(words)
    actor = actor_at(Span(offset + head[0], offset + head[1])) if head else None
    key = actor or (min(content_stems(words[slice(*head)])) if head else "")
    return Member(key, words, Span(offset, unit.claim.span.start + end), actor is not None)


def _headline_and(unit: Unit) -> Iterator[re.Match[str]]:
    """Find a comma that may stand for "and" before a predicate, as in headlines: "Ida Berg, Leading Liberals Call for ..."."""
    if unit.claim.head is not None and not unit.claim.phrase:
        until = unit.claim.head.start - unit.claim.span.start
        if _AND.search(unit.text, 0, until) is None:
            yield from _COMMA.finditer(unit.text, 0, until)


def _items(text: str, conjunction: re.Match[str]) -> list[tuple[int, int]]:
    """Return where the items stand that a conjunction joins, each of six words at most."""
    last = _LAST.match(text, conjunction.end())
    if last is None:
        return []
    items = [last.span()]
    end = conjunction.start()
    while len(items) < MOST_MEMBERS:
        comma = text.rfind(", ", max(0, end - LONGEST_ITEM), end)
        start = comma + 2 if comma >= 0 else max(0, end - LONGEST_ITEM)
        item = _FIRST.search(text, start, end)
        if item is None:
            break
        items.append(item.span())
        if item.start() > start or comma < 0:
            break
        end = comma
    return items[::-1]


def _outside_predicate(unit: Unit, items: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut the predicate off a list that is its subject ("A, B and C signed") or its object ("met A, B and C")."""
    (start, end), (last, until) = items[0], items[-1]
    if unit.claim.head is None or unit.claim.phrase:
        return list(items)
    begins, ends = (at - unit.claim.span.start for at in (unit.claim.head.start, unit.claim.head.end))
    if last < begins < until:
        return [*items[:-1], (last, begins)]
    return [(ends + 1, end), *items[1:]] if start <= begins and ends + 1 < end else list(items)


def _members(text: str, items: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Return where the members stand; nothing where it is no list, but a name with an apposition."""
    # What stands before the last preposition or verb belongs to the clause: "three have come, among them Berg, Lund and ..."
    first = max((number for number, item in enumerate(items[:-1]) if _cut(text, *item) > item[0]), default=0)
    items = items[first:]
    opening = text[slice(*items[0])]
    if len(items) == 3 and _APPOSITION.match(text, items[1][0]) and opening.split()[-1][0].isupper():
        return
    if len(items) > 2 and _introduces(opening, text[slice(*items[1])], len(items) - 1):
        items = items[1:]
    for item in items[:-1]:
        yield _without_opening(text, _cut(text, *item), item[1])
    last = text[slice(*items[-1])]
    stop = _STOP.search(last)
    if length := len((last[: stop.start()] if stop else last).rstrip()):
        yield items[-1][0], items[-1][0] + length


def _cut(text: str, start: int, end: int) -> int:
    """Return where the words of a clause end that stand before a member; "Berg of Velmar" is whole."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        before = text[start : stop.start()].split()
        of_name = stop.group() == "of" and bool(before) and before[-1][0].isupper()
        if not of_name and stop.end() + 1 < end:
            at = stop.end() + 1
    return at


def _without_opening(text: str, start: int, end: int) -> tuple[int, int]:
    start = max(start, end - len(" ".join(text[start:end].split()[-MOST_WORDS:])))
    opening = _OPENING.match(text, start, end)
    return (opening.end() if opening and opening.end() < end else start), end


def _introduces(words: str, second: str, others: int) -> bool:
    """Say whether words before a list tell what its members are or when ("two committees, ...", "the women, a sergeant ...")."""
    counted = any(NUMBER_WORDS.get(word) == others for word in words.lower().split())
    defined = _DEFINED.search(words) is not None and re.match(r"an?\s", second) is not None
    return counted or defined or words.lower().split()[-1] in FUNCTION_WORDS


def _head(words: str) -> tuple[int, int] | None:
    """Return where the head noun stands: the last word of meaning before what it is of or in."""
    stop = _STOP.search(words)
    found = [
        word.span()
        for word in re.finditer(r"\S+", words[: stop.start()] if stop else words)
        if content_stems(word.group())
    ]
    return found[-1] if found else None
