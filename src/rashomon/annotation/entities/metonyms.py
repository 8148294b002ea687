"""Capitals and seats that stand for their government: "Beijing said", "between Moscow and Kyiv".

Syntax decides: who acts, speaks, owns a policy or is spoken to is a government; where somebody is, goes or comes from
is a place. The rules follow the analysis of location names in Markert and Nissim (2002).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.dependents import rights_of
from rashomon.annotation.entities.nouns import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.knowledge import Knowledge

__all__ = ["stands_for_government"]

_LOCATIVE_VERBS = frozenset(
    "be lie host become remain sit sprawl boast house see wake grow have feature contain experience stand swelter "
    "shake flood".split()
)
_PLACE_HEADS = frozenset(
    "resident mayor street suburb outskirt airport metro weather university hotel zoo stadium museum skyline "
    "downtown center centre district square embassy hospital school bureau correspondent population park station "
    "traffic city time area".split()
)
_ADDRESSING_PREPOSITIONS = frozenset({"between", "with", "against", "by", "toward", "towards", "despite", "versus"})
_ADDRESSED_NOUNS = frozenset(
    "message warning letter call appeal response tie relation relationship support aid concession threat pressure "
    "sanction dependence loyalty demand request proposal offer criticism rebuke challenge blow ally hostility "
    "opposition".split()
)
_ADDRESSING_VERBS = frozenset(
    "accuse urge warn press ask blame criticize criticise condemn tell thank support pressure sanction provoke "
    "anger irk defy challenge alarm worry please persuade convince force compel push antagonize isolate back "
    "engage embarrass help".split()
)
_STATES_OF_MIND = frozenset(
    "ready willing determined keen wary worried concerned confident eager reluctant unhappy furious angry prepared open "
    "committed aware cautious opposed unwilling afraid adamant optimistic pessimistic sceptical skeptical hopeful "
    "responsible guilty right wrong silent serious".split()
)
_DEALINGS = frozenset({"talk", "talks", "contact", "favor", "favour", "negotiation", "negotiations"})


def stands_for_government(root: Token, knowledge: Knowledge) -> bool:
    """Say whether the capital or seat whose name has this root is used for its government."""
    head, relation = root.head, root.dep_
    while relation == "conj":
        head, relation = head.head, head.dep_
    if relation == "nsubj" and head.lemma_.lower() == "be":
        return any(_is_of_the_mind(child) for child in rights_of(head))
    if relation in ("nsubj", "nsubjpass"):
        return head.lemma_.lower() not in _LOCATIVE_VERBS and relation == "nsubj"
    if relation == "poss":
        return head.lemma_.lower() not in _PLACE_HEADS and noun_class(head.lemma_) not in ("place",)
    if relation == "pobj":
        return _is_addressed(head)
    if relation in ("dobj", "dative"):
        lemma = head.lemma_.lower()
        return lemma in _ADDRESSING_VERBS or knowledge.saying(lemma) is not None
    # "pro-Moscow", "anti-Beijing"
    return root.i >= 2 and root.nbor(-1).text == "-" and root.nbor(-2).lower_ in ("pro", "anti")


def _is_of_the_mind(complement: Token) -> bool:
    """Say whether what comes after "be" is said of somebody who acts ("ready to listen", "in talks")."""
    if complement.dep_ == "acomp":
        return complement.lemma_.lower() in _STATES_OF_MIND
    if complement.dep_ == "prep" and complement.lower_ == "in":
        return any(child.lemma_.lower() in _DEALINGS for child in rights_of(complement))
    return False


def _is_addressed(preposition: Token) -> bool:
    word = preposition.lower_
    if word in _ADDRESSING_PREPOSITIONS:
        return True
    return word in ("to", "for", "on", "from") and preposition.head.lemma_.lower() in _ADDRESSED_NOUNS
