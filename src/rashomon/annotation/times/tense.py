"""The tense that a time expression is resolved in: that of the finite verb that governs it.

An infinitive has no time of its own. After a verb or noun of will ("plans to meet on Friday", "a call to meet on Friday") it
lies ahead; after any other it has the time of the verb above ("signed an accord to limit the burning on Friday").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.calendar_words import WEEKDAYS
from rashomon.annotation.clause_tense import in_headline, is_present, is_simple_present, subordinator_of
from rashomon.annotation.times.context import Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["tense_around"]

MAX_CLIMB = 8
"""Steps up the parse from an expression to its verb; beyond that the verb says nothing of its time."""

_FUTURE_MODALS = frozenset(["will", "'ll", "’ll", "shall", "wo", "may", "must", "should", "can"])
_REPORTED_FUTURE = frozenset(["would", "'d", "’d", "might"])
_PLANNING = frozenset(
    [
        "plan",
        "schedule",
        "expect",
        "set",
        "slate",
        "due",
        "hope",
        "intend",
        "aim",
        "want",
        "project",
        "suppose",
        "supposed",
    ]
)
"""Verbs (and lemmas that the tagger takes for verbs) that put what hangs on them ahead of the report."""
_ASKING = frozenset(
    [
        "ask",
        "call",
        "urge",
        "order",
        "demand",
        "agree",
        "promise",
        "vow",
        "invite",
        "threaten",
        "prepare",
        "offer",
        "be",
    ]
)
"""Verbs whose infinitive lies ahead too, though they themselves have happened; "was to meet" among them."""
_AHEAD_NOUNS = frozenset(
    """plan call decision invitation proposal bid effort threat promise pledge intention order request deadline commitment
    vow offer preparation need chance agreement demand deal opportunity appeal time""".split()
)
"""Nouns whose infinitive lies ahead of them."""
_PROPOSING = frozenset(["propose", "plan", "schedule", "suggest", "slate"])
"""Verbs whose object lies ahead of them: "proposed talks on Monday"."""
_TELLING = frozenset(
    ["say", "tell", "report", "show", "write", "add", "be", "have", "suggest", "indicate", "note", "recall"]
)
"""Verbs whose present looks back: "the report says sales fell on Friday", "figures show"."""


def tense_around(token: Token) -> Tense | None:
    """Return the tense that a time expression beginning with the token stands in; None where no verb governs it."""
    if token.i:
        before = token.nbor(-1)
        # "until Friday", "as soon as Tuesday", "as early as next week", "a strike for Wednesday"
        if before.lower_ in ("until", "till") or (before.i and before.nbor(-1).lower_ in ("soon", "early")):
            return "future"
        if before.lower_ == "for" and token.lower_.endswith("day") and token.lower_[:3] in WEEKDAYS:
            return "future"
    verb = _verb_above(token)
    if verb is not None and _is_of_proposal(token, verb):
        return "future"
    return None if verb is None else _tense(verb)


def _is_of_proposal(token: Token, verb: Token) -> bool:
    """Say whether the time is that of what is proposed: "called for a rally on Sunday", not "called on Sunday for a rally"."""
    if verb.lemma_ == "call":
        return any(c.dep_ == "prep" and c.lower_ == "for" and verb.i < c.i < token.i for c in verb.children)
    if verb.lemma_ not in _PROPOSING:
        return False
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass") and child.i < token.i]
    return any(thing.is_ancestor(token) for thing in things)


def _verb_above(token: Token) -> Token | None:
    for _ in range(MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return token if token.pos_ in ("VERB", "AUX") else None


def _tense(verb: Token) -> Tense:
    """Read the tense off a verb, its auxiliaries and, for an infinitive, what it hangs on."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ in _FUTURE_MODALS for child in auxiliaries):
        return "future"
    if is_present(verb) and subordinator_of(verb) is not None:
        # "before it hosts the summit in September", "once they have met on Monday"
        return "future"
    planned = verb.lemma_ in _PLANNING
    if any(child.tag_ == "VBD" and child.lemma_ == "have" for child in auxiliaries):
        return "past"
    if any(child.tag_ == "VBD" for child in auxiliaries):
        return "future" if planned and verb.tag_ == "VBN" else "past"
    if any(child.lower_ in _REPORTED_FUTURE for child in auxiliaries):
        return "future"
    if verb.tag_ == "VB" and any(child.tag_ == "TO" for child in auxiliaries):
        return _tense_of_infinitive(verb)
    if any(child.lower_ in ("have", "has", "'ve", "’ve") for child in auxiliaries):
        return "past"
    if verb.tag_ in ("VBD", "VBN"):
        return "future" if planned else "past"
    if verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ in ("due", "set", "expected") for c in verb.children):
        return "future"
    if verb.lemma_ not in _TELLING and is_simple_present(verb) and not in_headline(verb):
        # "travels to the capital on Tuesday" is arranged
        return "future"
    return "present"


def _tense_of_infinitive(verb: Token) -> Tense:
    """Read "managed to meet" as past, "plans to meet" and "agreed to meet" as future, "an accord to limit" as its verb."""
    above = verb.head
    if above.pos_ in ("VERB", "AUX"):
        return "past" if above.tag_ == "VBD" and above.lemma_ not in _PLANNING | _ASKING else "future"
    if above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() not in _AHEAD_NOUNS:
        governor = _verb_above(above)
        if governor is not None and governor.i != verb.i and governor.tag_ == "VBD":
            return _tense(governor)
    return "future"
