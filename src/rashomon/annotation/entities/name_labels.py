"""What kind of thing a name is for: the recogniser's label, mended where the words around the name say otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import lefts_of, rights_of
from rashomon.annotation.entities.name_runs import SHIP_NOUNS, SHIPS
from rashomon.annotation.entities.nouns import SURNAMES_FIRST, is_given_name, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["mended_label"]

_GIVEN_IN_PARTS = re.compile(r"[A-Z][a-z]+[-‐‑][A-Za-z][a-z]*")
_DOUBTFUL_LABELS = frozenset({"", "ORG", "GPE", "PRODUCT", "WORK_OF_ART"})
_PUT_IN = frozenset(
    "share stake invest investment interest investor role holding believe confidence trust faith job position".split()
)
_HAVE_PLACES = frozenset(
    "city town village port district region province island islands county suburb peninsula municipality mayor governor "
    "residents inhabitants outskirts suburbs streets".split()
)
"""What is followed by "of" and the name of a place."""


def mended_label(span: Span, label: str, titles: Sequence[str]) -> str:
    """Return the recogniser's label of a name, mended by its first word, the words around it and the titles before it."""
    if (span[0].lower_ in SHIPS and len(span) > 1) or _is_ship(span):
        return "PRODUCT"
    if label in _DOUBTFUL_LABELS and _is_eastern_name(span):
        return "PERSON"
    if label in ("PERSON", "ORG", "") and _is_named_place(span.root):
        return "GPE"
    if label in ("ORG", "") and len(span) == 1 and not span.text.isupper() and _is_inside(span.root):
        return "GPE"
    if label in _DOUBTFUL_LABELS and (titles or _reads_as_person(span, label)):
        return "PERSON"
    return label


def _is_ship(span: Span) -> bool:
    """Say whether a name follows the noun for what kind of ship it is ("the ferry *Norland Star*")."""
    return (
        span.start > 1
        and span.doc[span.start - 1].lower_ in SHIP_NOUNS
        and span.doc[span.start - 2].pos_ in ("DET", "ADJ")
    )


def _is_eastern_name(span: Span) -> bool:
    """Say whether a given name of two parts stands beside a surname that often stands first ("Lim Bo-ra", "Bo-ra Lim")."""
    words = span.text.split()
    if len(words) != 2:
        return False
    given, surname = words if _GIVEN_IN_PARTS.fullmatch(words[0]) else words[::-1]
    return surname.lower() in SURNAMES_FIRST and _GIVEN_IN_PARTS.fullmatch(given) is not None


def _is_inside(root: Token) -> bool:
    """Say whether something happens or lies in what is named ("in Marat"), unless money or trust is put in it."""
    if root.dep_ != "pobj" or root.head.lower_ != "in" or root.nbor(-1).i != root.head.i:
        return False
    return root.head.head.lemma_.lower() not in _PUT_IN


def _is_named_place(root: Token) -> bool:
    """Say whether the name is that of a place named as such ("the southern city of Marat", "the mayor of Marat")."""
    if root.dep_ != "pobj" or root.head.lower_ != "of":
        return False
    return root.head.head.lower_ in _HAVE_PLACES and root.head.head.i == root.head.i - 1


def _reads_as_person(span: Span, label: str) -> bool:
    """Say whether a description as a person follows, or two words open with a given name and no label says otherwise."""
    if len(span) == 1 and any(_is_who_clause(child) for child in rights_of(span.root)):
        return label != "PRODUCT"
    is_described = any(child.dep_ == "appos" and noun_class(child.lemma_) == "person" for child in rights_of(span.root))
    if (
        is_described
        and (label in ("", "PRODUCT", "WORK_OF_ART") or (label == "GPE" and len(span) == 2))
        and noun_class(span[-1].lower_) is None
    ):
        return True
    longest = 2 if label in ("ORG", "GPE") else 3
    if not 2 <= len(span) <= longest or not is_given_name(span[0].text):
        return False
    if any(noun_class(token.lower_) is not None or not token.text[0].isupper() for token in span[1:]):
        return False
    return label in ("", "WORK_OF_ART", "PRODUCT") or is_described


def _is_who_clause(child: Token) -> bool:
    """Say whether a clause with "who" follows: its bearer is a person, or a people."""
    return child.dep_ == "relcl" and any(token.lower_ == "who" and token.dep_ == "nsubj" for token in lefts_of(child))
