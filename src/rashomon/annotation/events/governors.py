"""What stands above a word in the parse and bears on whether it happened: "refused to ...", "plans for ...", "without ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.dependents import children_of
from rashomon.annotation.events import status_words as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["MAX_GOVERNORS", "governors_of"]

MAX_GOVERNORS = 12
"""Governors looked at above a token; deeper nesting is a fault of the parse."""


def governors_of(token: Token) -> Iterator[tuple[Token, str]]:
    """Yield the governors whose meaning bears on the token, nearest first, each with the relation to it."""
    current = token
    for _ in range(MAX_GOVERNORS):
        dep, head = current.dep_, current.head
        if head.i == current.i:
            return
        if dep == "conj":
            if head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
                return
            current = head
            continue
        if dep in words.CLAUSAL or dep == "pcomp":
            if dep == "pcomp" and head.lower_ == "with" and any(c.dep_ in words.SUBJECTS for c in children_of(current)):
                # "with Borduria accepting the cut" stands beside its verb.
                return
            if current.i < head.i and any(t.text in (":", ";") for t in token.doc[current.i : head.i]):
                # "Signing is the first step: it will not come into force yet" are two sentences.
                return
            relation = "clause"
        elif dep == "acl":
            # "the plan to visit" is governed by its noun, and so is "the demand that he visit"; "the man arrested" is not.
            demanded = any(c.dep_ == "mark" for c in children_of(current)) and head.lemma_.lower() in words.OPENING
            if current.tag_ != "VB" and not demanded:
                return
            relation = "infinitive of noun"
        elif dep == "advcl":
            if any(
                c.dep_ in words.SUBJECTS or (c.dep_ == "aux" and c.lower_ == "having") for c in children_of(current)
            ):
                # A clause with a subject of its own, and "having met", stand for themselves.
                return
            relation = "adverbial"
        elif dep in ("dobj", "obj", "pobj", "nsubjpass", "attr", "oprd", "dative"):
            relation = "object"
        elif dep in ("nsubj", "nmod", "compound", "poss"):
            relation = "subject"
        elif dep in ("prep", "agent"):
            current = _through_preposition(current)
            if current.lower_ in words.DENYING_PREPOSITIONS:
                yield current, "without"
            relation = "object"
            head = current.head
        else:
            return
        if head.dep_ in ("prep", "agent") and relation in ("object", "clause"):
            preposition = head.lower_
            if head.lower_ in words.DENYING_PREPOSITIONS:
                yield head, "without"
            elif head.lower_ == "of" and head.head.lower_ == "ahead":
                yield head.head, "ahead"
            head = head.head if head.head.pos_ != "ADP" else head.head.head
            relation = "prepositional" if preposition in words.INHERITING_PREPOSITIONS else "circumstance"
        if head.pos_ in ("ADP", "SCONJ"):
            head = head.head
        yield head, relation
        if relation in ("adverbial", "subject", "circumstance") or (
            relation == "prepositional" and head.pos_ not in ("VERB", "ADJ", "AUX", "NOUN")
        ):
            return
        current = head


def _through_preposition(token: Token) -> Token:
    while token.head.dep_ == "prep" and token.head.i != token.i:
        token = token.head
    return token
