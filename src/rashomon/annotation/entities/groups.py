"""Those whom a report does not name: groups, officials, bodies and occasions, as actors of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import rights_of
from rashomon.annotation.entities.roles import FORMERLY, MAX_DEPTH, state_of_phrase
from rashomon.annotation.token_ranges import text_between
from rashomon.model import EntityKind

if TYPE_CHECKING:
    from rashomon.annotation.entities.phrases import Phrase

__all__ = ["Nameless", "bare_text", "find_nameless"]

_ANYBODY = frozenset({"people", "man", "woman", "child", "person", "folk", "visitor", "resident", "citizen"})
"""Without an article these are people in general, other ones at each mention."""
_OCCASIONS = frozenset(
    "summit parade conference ceremony commemoration anniversary election referendum festival forum congress "
    "olympics games tournament funeral inauguration coronation celebration war talks expo championship uprising "
    "revolution".split()
)
"""Occasions that are worth an entity at their first mention, where a modifier says which one it is."""


_ACCOMPANYING = frozenset({"with", "after", "before", "amid", "despite", "during", "since"})
_INSTITUTIONS = frozenset("office court church school college university hospital".split())
"""Bare, these are what one is in or takes, no body ("took office", "in court")."""
_ATTITUDES = frozenset({"opposition", "command", "support", "campaign"})
"""With a possessor these are what somebody does ("his opposition to the plan"), without one they may be bodies."""


class Nameless(NamedTuple):
    """A phrase that is an actor without a name; phrases with one `key` speak of the same one, None is never the same."""

    phrase: Phrase
    kind: EntityKind
    name: str
    iso3: str | None
    key: tuple[str, str] | None


def find_nameless(phrases: Iterable[Phrase], named: Collection[int], state_at: Mapping[int, str]) -> Iterator[Nameless]:
    """Yield the nameless actors among the phrases.

    Args:
        phrases: the noun phrases of the article.
        named: tokens that belong to names or head mentions already.
        state_at: tokens that name a state, its people or a body of it, with the state's ISO code.
    """
    for phrase in phrases:
        head = phrase.head
        if head.pos_ not in ("NOUN", "PROPN") or head.i in named or head.i in state_at:
            continue
        iso3 = None if phrase.modifiers & FORMERLY else state_of_phrase(head, state_at)
        kind = _kind(phrase, iso3)
        if kind is None:
            continue
        if kind == "occasion" and iso3 is not None:
            # A summit "with the French president" is not of France.
            iso3 = state_of_phrase(head, state_at, MAX_DEPTH)
        name = bare_text(phrase)
        if kind == "occasion" and phrase.determiner == "poss" and head.doc[phrase.start].tag_ == "PRP$":
            # Whose it is, is no part of what it is called ("its annual parade").
            name = name.partition(" ")[2]
        is_same = phrase.determiner in ("the", "this") or (
            phrase.determiner == "none" and (iso3 is not None or head.lemma_.lower() not in _ANYBODY)
        )
        yield Nameless(phrase, kind, name, iso3, (kind, name.lower()) if is_same else None)


def _kind(phrase: Phrase, iso3: str | None) -> EntityKind | None:
    kind = phrase.noun_class
    if phrase.head.lower_ == "staff" and phrase.head.head.lower_ == "of":
        return None
    if phrase.head.dep_ == "attr" and not phrase.is_plural and kind == "person":
        # What somebody is said to be is a role, not somebody else.
        return None
    if phrase.determiner == "poss" and phrase.head.lemma_.lower() in _ATTITUDES:
        return None
    if kind == "people" or (kind == "person" and phrase.is_plural):
        return "group"
    if phrase.determiner == "none" and not phrase.modifiers and phrase.head.lower_ in _INSTITUTIONS:
        return None
    if kind == "organization" and (iso3 or phrase.determiner != "a"):
        return "group" if phrase.is_plural else "organization"
    if kind == "person" and (iso3 or phrase.determiner in ("the", "poss")):
        return "person"
    if kind == "occasion" and phrase.head.lemma_.lower() in _OCCASIONS and phrase.modifiers:
        return "occasion"
    return None


def bare_text(phrase: Phrase) -> str:
    """Return the phrase without its article and relative clause, as a name to show."""
    doc = phrase.head.doc
    start, end = phrase.start, phrase.head.i + 1
    for child in rights_of(phrase.head):
        if child.dep_ != "prep" or child.lower_ in _ACCOMPANYING or child.right_edge.i >= phrase.end:
            break
        clauses = [token.left_edge.i for token in child.subtree if token.dep_ in ("relcl", "acl", "advcl", "appos")]
        end = min([child.right_edge.i + 1, *clauses])
        if clauses:
            break
    while end - 1 > phrase.head.i and not doc[end - 1].text[-1].isalnum():
        end -= 1
    if doc[start].pos_ == "DET":
        start += 1
    return " ".join(text_between(doc, start, end).split())
