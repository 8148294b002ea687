"""The tense that a time expression is resolved in: that of the finite verb that governs it.

An infinitive has no time of its own. After a verb or noun of will ("plans to meet on Friday", "a call to meet on Friday") it
lies ahead; after any other it has the time of the verb above ("signed an accord to limit the burning on Friday").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.calendar_words import WEEKDAYS
from rashomon.annotation.clause_tense import in_headline, is_present, is_simple_present, subordinator_of
from rashomon.annotation.dependents import children_of, lefts_of, rights_of
from rashomon.annotation.times.context import Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["ClauseTenses"]

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


class ClauseTenses:
    """The tenses of the clauses of one text, each read once however many expressions hang on it."""

    def __init__(self) -> None:
        self._tense_of_verb: dict[int, Tense] = {}
        self._call_for: dict[int, int | None] = {}

    def around(self, token: Token) -> Tense | None:
        """Return the tense that a time expression beginning with the token stands in; None where no verb governs it."""
        verb, below = _verb_above(token)
        ahead = token.i > 0 and _points_ahead(token)
        if verb is None:
            return "future" if ahead else None
        if ahead:
            # "until Friday they had not met" looks back all the same
            return "past" if _is_past_perfect(verb) else "future"
        return "future" if self._is_of_proposal(token, verb, below) else self._tense(verb)

    def _is_of_proposal(self, token: Token, verb: Token, below: Token) -> bool:
        """Say whether the time is that of what is proposed: "called for a rally on Sunday", not "called on Sunday for a rally".

        `below` is the child of the verb that the token hangs on.
        """
        if verb.lemma_ == "call":
            if verb.i not in self._call_for:
                calls = (c.i for c in children_of(verb) if c.dep_ == "prep" and c.lower_ == "for" and c.i > verb.i)
                self._call_for[verb.i] = next(calls, None)
            called = self._call_for[verb.i]
            return called is not None and called < token.i
        return verb.lemma_ in _PROPOSING and below.dep_ in ("dobj", "nsubjpass") and below.i < token.i

    def _tense(self, verb: Token) -> Tense:
        if verb.i not in self._tense_of_verb:
            self._tense_of_verb[verb.i] = self._read(verb)
        return self._tense_of_verb[verb.i]

    def _read(self, verb: Token) -> Tense:
        """Read the tense off a verb, its auxiliaries and, for an infinitive, what it hangs on."""
        auxiliaries = [child for child in children_of(verb) if child.dep_ in ("aux", "auxpass")]
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
            return self._tense_of_infinitive(verb)
        if any(child.lower_ in ("have", "has", "'ve", "’ve") for child in auxiliaries):
            return "future" if planned else "past"
        if verb.tag_ in ("VBD", "VBN"):
            return "future" if planned else "past"
        if verb.lemma_ == "be" and _is_of_what_is_due(verb):
            return "future"
        if verb.lemma_ not in _TELLING and is_simple_present(verb) and not in_headline(verb):
            # "travels to the capital on Tuesday" is arranged
            return "future"
        return "present"

    def _tense_of_infinitive(self, verb: Token) -> Tense:
        """Read "managed to meet" as past, "plans to meet" and "agreed to meet" as future, "an accord to limit" as its verb."""
        above = verb.head
        if above.pos_ in ("VERB", "AUX"):
            return "past" if above.tag_ == "VBD" and above.lemma_ not in _PLANNING | _ASKING else "future"
        if above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() not in _AHEAD_NOUNS:
            governor, _ = _verb_above(above)
            if governor is not None and governor.i != verb.i and governor.tag_ == "VBD":
                return self._tense(governor)
        return "future"


def _points_ahead(token: Token) -> bool:
    """Say whether the words before put it ahead: "until Friday", "as soon as Tuesday", "a strike for Wednesday"."""
    before = token.nbor(-1)
    if before.lower_ in ("until", "till") or (before.i and before.nbor(-1).lower_ in ("soon", "early")):
        return True
    return before.lower_ == "for" and token.lower_.endswith("day") and token.lower_[:3] in WEEKDAYS


def _is_past_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "VBD" and child.lemma_ == "have" for child in lefts_of(verb))


def _is_of_what_is_due(verb: Token) -> bool:
    """Say whether a present "be" has "due" or an infinitive beside it: "are due on Friday", "on Friday they are to meet"."""
    return any(
        (child.dep_ == "acomp" and child.lower_ in ("due", "set", "expected"))
        or (child.dep_ == "xcomp" and child.tag_ == "VB")
        for child in rights_of(verb)
    )


def _verb_above(token: Token) -> tuple[Token | None, Token]:
    """Return the verb that the token is or hangs on, and the child of the verb on the way."""
    below = token
    for _ in range(MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return token, below
        if token.head.i == token.i:
            return None, below
        below, token = token, token.head
    return (token if token.pos_ in ("VERB", "AUX") else None), below
