"""What a report says somebody is: titles, offices and descriptions before, behind and beside a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import children_of, rights_of
from rashomon.annotation.entities.nouns import COURTESY_TITLES, noun_class
from rashomon.annotation.entities.titles import HYPHENS, is_office_word
from rashomon.annotation.token_ranges import text_between, tokens_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.annotation.entities.names import Name
    from rashomon.annotation.entities.phrases import Phrase

__all__ = ["FORMERLY", "MAX_DEPTH", "roles_of", "state_of_phrase"]

MAX_ROLE_TOKENS = 14
"""A longer description is a clause; it is cut here."""
MAX_DEPTH = 3
"""Prepositions followed from an office to its state: "spokesman for the ministry of the republic"."""
FORMERLY = frozenset({"former", "ex", "ex-president", "late", "onetime", "retired"})
"""Who held an office once no longer acts for the state."""
_OWNING_PREPOSITIONS = frozenset({"of", "for", "from", "at", "with"})
_PUNCTUATION = "\"'“”‘’,;:()[]- "
_LIVING_CLASSES = frozenset({"person", "people", "organization"})


def roles_of(name: Name, start: int, lead: Phrase | None) -> list[str]:
    """Return the roles stated around one mention of a name.

    Args:
        name: the name.
        start: the token at which the mention starts; what stands between it and the name is a title or description.
        lead: the noun phrase that the name is in apposition to ("the *leader*, Ana Ruiz"), if any.
    """
    doc = name.root.doc
    roles: list[str] = []
    start = min(start, name.start)
    _add(roles, doc, start, name.start)
    if lead is not None:
        _add(roles, doc, lead.start, min(lead.end, name.start))
    for child in rights_of(name.root):
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN") and noun_class(child.lemma_) in _LIVING_CLASSES:
            if child.i + 1 < len(doc) and child.nbor(1).ent_type_ == "PERSON":
                continue
            if any(other.dep_ == "appos" and other.ent_type_ == "PERSON" for other in rights_of(child)):
                # The next in a list: "Ana Ruiz, the president, Bo-ra Lim".
                continue
            _add(roles, doc, child.left_edge.i, _end_of_role(child))
    verb = name.root.head
    if (
        name.root.dep_ == "nsubj"
        and verb.lemma_ == "be"
        and not any(child.dep_ in ("neg", "aux") for child in children_of(verb))
    ):
        for child in rights_of(verb):
            if child.dep_ == "attr" and noun_class(child.lemma_) == "person" and child.tag_ == "NN":
                _add(roles, doc, child.left_edge.i, _end_of_role(child))
    return roles


def state_of_phrase(head: Token, state_at: Mapping[int, str], depth: int = 0) -> str | None:
    """Return the ISO code of the state that the phrase of this head acts for or belongs to, as its modifiers tell.

    `state_at` maps tokens that name a state, its people or a body of it to the state's code.
    """
    found: str | None = None
    last = -1
    for index in range(head.left_edge.i, head.i):
        if index not in state_at:
            continue
        is_listed = found not in (None, state_at[index]) and any(
            between.dep_ == "cc" or between.text in HYPHENS for between in tokens_between(head.doc, last + 1, index)
        )
        if is_listed:
            # "Norwegian and Peruvian officials" act for two states.
            return None
        if not (index + 1 < head.i and head.doc[index + 1].text == "-"):
            found = state_at[index]
        last = index
    if found is not None or depth >= MAX_DEPTH:
        return found
    for child in rights_of(head):
        if child.dep_ == "prep" and child.lower_ in _OWNING_PREPOSITIONS:
            for owner in rights_of(child):
                if owner.dep_ == "pobj":
                    if any(
                        state_at.get(other.i, state_at.get(owner.i)) != state_at.get(owner.i)
                        for other in owner.conjuncts
                    ):
                        # "the presidents of Kenya and Uganda" act for two states.
                        return None
                    return state_at.get(owner.i) or state_of_phrase(owner, state_at, depth + 1)
    return None


def _end_of_role(head: Token) -> int:
    end = head.i + 1
    for child in rights_of(head):
        if child.dep_ != "prep":
            break
        end = child.right_edge.i + 1
    return end


def _add(roles: list[str], doc: Doc, start: int, end: int) -> None:
    while start < end and (doc[start].pos_ in ("DET", "PUNCT", "PRON", "SPACE", "CCONJ", "ADV") or doc[start].is_space):
        start += 1
    end = min(end, start + MAX_ROLE_TOKENS)
    while end > start and (doc[end - 1].pos_ in ("PUNCT", "SPACE", "CCONJ", "ADP", "DET") or doc[end - 1].is_space):
        end -= 1
    tokens = tokens_between(doc, start, end)
    # A possessor alone ("Norway's") is no role.
    if not tokens or tokens[-1].tag_ == "POS":
        return
    if not any(is_office_word(token) or token.pos_ in ("NOUN", "PROPN") for token in tokens):
        return
    text = " ".join(text_between(doc, start, end).split()).strip(_PUNCTUATION)
    if text.lower().rstrip(".") not in COURTESY_TITLES and text and text not in roles:
        roles.append(text)
