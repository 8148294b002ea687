"""Verbs of saying by which nothing is said: "did not say who fired", "declined to comment", "said nothing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.dependents import lefts_of, rights_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["says_nothing"]

_SPEAKING = frozenset(("say", "report", "announce", "confirm", "explain", "add", "answer", "deny"))
"""Classes of verbs that say nothing where they are denied; to deny is to say, and so is not to believe."""
_REFUSING = frozenset(("decline", "refuse"))
_DISCLOSING = frozenset(
    ("comment", "elaborate", "respond", "reply", "discuss", "name", "identify", "give", "provide", "speculate", "talk")
)
_NO_SUBJECT_OF_SPEECH = frozenset(("call", "describe", "label", "refer", "see", "characterize", "characterise", "term"))
"""Verbs whose denial is a judgement all the same ("did not call it a coup")."""


def says_nothing(verb: Token, saying_class: str | None) -> bool:
    """Say whether a verb gives no words to anybody.

    Args:
        verb: the token of the cue.
        saying_class: its class in the lexicon of saying.
    """
    if verb.pos_ != "VERB":
        return False
    if verb.lemma_ in _REFUSING:
        return any(child.dep_ == "xcomp" and _discloses(child) for child in rights_of(verb))
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _REFUSING:
        return True
    if saying_class not in _SPEAKING or verb.lemma_ in _NO_SUBJECT_OF_SPEECH:
        return False
    if verb.lemma_ in ("say", "add") and any(child.dep_ == "dobj" and _is_empty(child) for child in rights_of(verb)):
        return True
    return any(child.dep_ == "neg" and child.lower_ in ("not", "n't", "n’t") for child in lefts_of(verb))


def _is_empty(noun: Token) -> bool:
    """Say whether what is said is nothing, or no more than how much ("said nothing about it", "said little more")."""
    return noun.lower_ in ("nothing", "little", "more") and not any(child.dep_ == "relcl" for child in rights_of(noun))


def _discloses(verb: Token) -> bool:
    return verb.lemma_ in _DISCLOSING or verb.lemma_ in (
        "say",
        "confirm",
        "disclose",
        "reveal",
        "answer",
        "tell",
        "explain",
    )
