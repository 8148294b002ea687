"""What the form of a clause says of its status, before its governors have their say.

Three forms speak of what has not happened without a modal: a predicate that only places its infinitive ("is due to meet",
"has yet to meet"), a clause of time under what is to come ("once sixty states have ratified it"), and the present of what is
arranged ("meets the king on Monday").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rashomon.annotation.clause_tense import (
    in_headline,
    is_present,
    is_simple_present,
    names_coming_time,
    subordinator_of,
)
from rashomon.annotation.dependents import children_of
from rashomon.annotation.events import status_words as words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "Status",
    "foretells_in_headline",
    "is_reported",
    "predicated_status",
    "status_of_simple_present",
    "status_of_temporal_clause",
]

Status = Literal["happened", "ongoing", "planned", "possible", "denied"]

MAX_CLIMB = 12
"""Verbs looked at above a clause in search of the one that reports it."""


def predicated_status(token: Token) -> Status | None:
    """Read a verb that only places its infinitive: "is to meet", "is due to meet", "was supposed to meet", "has yet to meet"."""
    lemma = token.lemma_
    infinitive = next((c for c in children_of(token) if c.dep_ == "xcomp" and _is_to_infinitive(c)), None)
    if lemma == "be" and infinitive is None:
        adjective = next((c for c in children_of(token) if c.dep_ in ("acomp", "oprd")), None)
        if adjective is None or not any(
            c.dep_ in ("xcomp", "advcl") and _is_to_infinitive(c) for c in children_of(adjective)
        ):
            return None
        return words.PREDICATIVES.get(adjective.lower_)
    if infinitive is None:
        return None
    if lemma == "be":
        return None if any(c.dep_ in ("acomp", "attr") for c in children_of(token)) else "planned"
    if lemma == "have":
        return "denied" if any(c.dep_ == "advmod" and c.lower_ == "yet" for c in children_of(token)) else None
    if any(c.dep_ == "auxpass" for c in children_of(token)):
        return words.PREDICATIVES.get(lemma)
    if lemma in words.INTENDING and (is_present(token) or is_reported(token)):
        return "planned"
    return None


def _is_to_infinitive(token: Token) -> bool:
    """Say whether the token heads a "to meet" or a "to have been met"."""
    return token.tag_ in ("VB", "VBN") and any(child.tag_ == "TO" for child in children_of(token))


def status_of_temporal_clause(token: Token, carrier: Token) -> Status:
    """Read "before it hosts the summit" as planned, "once sixty states have ratified it" as possible: a condition.

    Beside a present that tells what is usual ("when the river rises, people leave") it is usual too.
    """
    if names_coming_time(token):
        return "planned"
    word = subordinator_of(carrier) or ""
    above = carrier.head
    if word in ("when", "whenever", "before", "after") and is_simple_present(above) and not names_coming_time(above):
        return "possible" if not is_simple_present(carrier) else "ongoing"
    perfect = not is_simple_present(carrier)
    counted = any(
        c.dep_ in words.SUBJECTS and any(n.dep_ == "nummod" for n in children_of(c)) for c in children_of(carrier)
    )
    if perfect or counted or word not in ("before", "when", "after"):
        return "possible"
    return "planned"


def status_of_simple_present(token: Token) -> Status:
    """Read the present of a headline and of telling as what happened, what waits for a day or a condition to come as planned.

    Every other simple present tells what holds.
    """
    if in_headline(token) or token.lemma_ in words.TELLING:
        return "happened"
    return "planned" if names_coming_time(token) or any(map(_is_awaited, children_of(token))) else "ongoing"


def _is_awaited(clause: Token) -> bool:
    """Say whether a clause beside a present is of a time to come: "enters into force once they have ratified it"."""
    if not is_present(clause):
        return False
    word = subordinator_of(clause)
    if word is None:
        return False
    return (
        names_coming_time(clause)
        or not is_simple_present(clause)
        or word not in ("when", "whenever", "before", "after")
    )


def is_reported(verb: Token) -> bool:
    """Say whether the verb is in reported speech or thought: there "would" is the future of the past."""
    for _ in range(MAX_CLIMB):
        if verb.dep_ == "ccomp" or any(
            child.dep_ in ("ccomp", "parataxis") and child.i > verb.i for child in children_of(verb)
        ):
            return True
        if verb.dep_ not in ("conj", "xcomp", "advcl", "relcl"):
            return False
        verb = verb.head
    return False


def foretells_in_headline(token: Token) -> bool:
    """Say whether the token is the verb of a headline on what is to come: "Leader to visit neighbour"."""
    if not _is_to_infinitive(token):
        return False
    if token.dep_ == "ROOT":
        return True
    subject = token.head
    return token.dep_ in ("relcl", "acl") and subject.dep_ == "ROOT" and subject.pos_ != "VERB" and in_headline(token)
