"""What the tense of a clause says of its time, beyond the form of its verb.

The simple present of a report is seldom the present: in a headline it tells what happened ("President signs deal"), beside a
day to come what is arranged ("meets the king on Monday"), under "before", "until" or "once" what is still ahead ("before it
hosts the summit"), and elsewhere what holds or goes on ("countries that account for half of the output").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.calendar_words import MONTHS, WEEKDAYS
from rashomon.annotation.dependents import children_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["in_headline", "is_present", "is_simple_present", "names_coming_time", "subordinator_of"]

MAX_HEADLINE_TOKENS = 60
"""Tokens from a word to the end of its headline; a line that goes on for longer is running text."""

_TEMPORAL = frozenset("before when whenever until till after once".split())
_AHEAD = frozenset("tomorrow tonight next coming later".split())
_TIME_PREPOSITIONS = frozenset("on in at by from until till during".split())
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_PRESENT = ("VBZ", "VBP")
_FULL_STOPS = frozenset([".", "?", "!", "…", "...", '"', "”", "'", "’", "''"])


def is_present(verb: Token) -> bool:
    """Say whether the verb is in the present, simple, progressive or perfect, without a modal."""
    auxiliaries = [child for child in children_of(verb) if child.dep_ in ("aux", "auxpass") and child.tag_ != "TO"]
    if auxiliaries:
        return auxiliaries[0].tag_ in _PRESENT
    # A root with a subject and without an auxiliary is finite, though the tagger calls it an infinitive.
    return verb.tag_ in _PRESENT or (verb.tag_ == "VB" and verb.dep_ == "ROOT" and _has_subject_of_its_own(verb))


def _has_subject_of_its_own(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in children_of(verb)) and not any(c.tag_ == "TO" for c in children_of(verb))


def is_simple_present(verb: Token) -> bool:
    """Say whether the verb is in the simple present, active ("meets", "does not meet") or passive ("is met")."""
    if any(child.dep_ == "aux" and child.tag_ != "TO" and child.lemma_ != "do" for child in children_of(verb)):
        return False
    return is_present(verb)


def subordinator_of(verb: Token) -> str | None:
    """Return the word of time that the clause of a finite verb hangs on: "before", "once", "as soon as", "only when".

    None for every other clause.
    """
    if verb.dep_ not in ("advcl", "pcomp", "ccomp", "conj", "relcl", "acl"):
        return None
    for child in children_of(verb):
        word = child.lower_
        if child.i > verb.i or child.dep_ not in ("mark", "advmod", "prep"):
            continue
        if word in _TEMPORAL:
            only = any(near.lower_ == "only" for near in (*children_of(child), *children_of(verb)) if near.i < child.i)
            return f"only {word}" if only else word
        if word == "as" and verb.head.lower_ in ("soon", "long"):
            return f"as {verb.head.lower_} as"
    # "in force once 60 countries have ...": the parse gives "once" to the verb before.
    if verb.dep_ == "conj":
        first = verb.left_edge.i
        if first > 0 and verb.doc[first - 1].lower_ == "once":
            return "once"
    return None


def in_headline(token: Token) -> bool:
    """Say whether the line or sentence of the token ends soon and without a mark, as headlines do."""
    doc, last = token.doc, token
    for index in range(token.i, token.i + MAX_HEADLINE_TOKENS):
        if index == len(doc):
            break
        current = doc[index]
        if index > token.i and current.is_sent_start:
            break
        if current.is_space:
            if "\n" in current.text:
                break
        else:
            last = current
    else:
        return False
    return last.text not in _FULL_STOPS


def names_coming_time(verb: Token) -> bool:
    """Say whether the clause has a day, a month or a "next" of its own: with a present or a "would", one to come."""
    for child in children_of(verb):
        if child.dep_ in ("npadvmod", "tmod", "advmod"):
            if _is_coming(child):
                return True
        elif child.dep_ == "prep" and child.lower_ in _TIME_PREPOSITIONS:
            if any(_is_coming(thing) for thing in children_of(child) if thing.dep_ == "pobj"):
                return True
        elif child.dep_ in ("dobj", "attr") and any(
            below.dep_ == "prep" and any(_is_day(thing) for thing in children_of(below)) for below in children_of(child)
        ):
            # "holds a meeting on Friday"
            return True
    return False


def _is_coming(token: Token) -> bool:
    if _is_day(token):
        return not any(child.lower_ in ("last", "every", "each") for child in children_of(token))
    return token.lower_ in _AHEAD or any(child.lower_ in _AHEAD for child in children_of(token))


def _is_day(token: Token) -> bool:
    """Say whether the token is a weekday or a month, in the singular: "on Mondays" is a habit."""
    word = token.lower_.rstrip(".")
    if not token.text[:1].isupper():
        return False
    if word.endswith("day"):
        return word[:3] in WEEKDAYS
    return word[:3] in MONTHS and token.ent_type_ == "DATE"
