"""Pronouns and what they refer to: agreement first, then prominence in the clause and recency.

The weights follow the idea of Lappin and Leass (1994): a subject is more prominent than an object, an object than a
possessor, and each sentence in between halves the prominence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from rashomon.annotation.coreference.chains import Chain, Discourse, Spoken
from rashomon.annotation.coreference.quoting import Quotation
from rashomon.annotation.dependents import children_of, rights_of
from rashomon.annotation.entities.nouns import noun_class

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.knowledge import Knowledge

__all__ = ["FIRST_PERSON", "antecedent_of_pronoun", "is_resolvable", "prominence"]

PRONOUN_WINDOW = 3
"""Sentences before its own that a pronoun looks back over."""
DECAY = 0.5
"""What is left of the prominence of a mention after each sentence."""
COLLECTIVE_WEIGHT = 0.5
"""How readily "they" takes a body or state, against a plural."""
SPEECHLESS_WEIGHT = 0.25
"""What is left for a thing, a place or an occasion where the pronoun says something."""
SPOKEN_OF_WEIGHT = 0.3
COMMANDING_WEIGHT = 1.25
"""The subject of a clause that the pronoun's clause hangs on is likelier ("the ministry said *it* ...")."""
MISREAD_PERSON_WEIGHT = 0.3
"""How readily "it" takes somebody of whom only the recogniser says that it is a person."""
UNREAD_PERSON_WEIGHT = 0.5
"""How readily "he" takes a speaker of one name of whom the recogniser does not say what it is."""
SINGULAR_THEY_WEIGHT = 0.25

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_NEUTRAL = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST_PERSON = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "singular"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "plural"),
}
_PROMINENCE = {
    "nsubj": 1.0,
    "nsubjpass": 0.95,
    "ROOT": 0.8,
    "dobj": 0.7,
    "attr": 0.55,
    "dative": 0.6,
    "appos": 0.6,
    "agent": 0.5,
    "pobj": 0.5,
    "poss": 0.5,
    "conj": 0.5,
    "compound": 0.3,
    "amod": 0.1,
}
_SPEECHLESS = frozenset({"other", "place", "occasion"})
_SUBORDINATE = frozenset({"relcl", "advcl", "acl", "ccomp"})
_SEEMING = frozenset({"seem", "appear", "happen", "turn", "rain", "snow", "take", "cost"})
_DEPTH_WEIGHT = 0.8
_MAX_CLIMB = 6
_MAX_ARGUMENTS = 50
"""Words that hang on one verb of a sentence; in a text without sentences all of them do, and say nothing of each other."""


def is_resolvable(token: Token) -> bool:
    """Say whether the token is a third-person pronoun that may refer back; an empty "it" does not."""
    word = token.lower_
    return word in _MALE or word in _FEMALE or word in _PLURAL or (word in _NEUTRAL and not _is_empty(token))


def prominence(head: Token) -> float:
    """Return how prominent a mention with this head is in its sentence, 0 to 1."""
    token, weight = head, 1.0
    while token.dep_ == "conj" and token.head.i != token.i and weight > 0.5:
        token, weight = token.head, weight * _DEPTH_WEIGHT
    weight *= _PROMINENCE.get(token.dep_, 0.4)
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in _SUBORDINATE:
        weight *= _DEPTH_WEIGHT
    return weight


def antecedent_of_pronoun(
    token: Token,
    sentence: int,
    discourse: Discourse,
    speaker: Chain | None,
    own_words: Sequence[Quotation],
    knowledge: Knowledge,
) -> Chain | None:
    """Return the chain that the pronoun most probably belongs to, None where none agrees.

    Args:
        token: the pronoun.
        sentence: the number of its sentence.
        discourse: what has been mentioned before it.
        speaker: who speaks the pronoun, inside quotation marks; a speaker is no "he" in his own words.
        own_words: the quotations whose speaker the pronoun is; who is spoken of there is hardly the speaker.
        knowledge: the verbs of saying, whose subjects are people and bodies.
    """
    excluded = _arguments_of_same_verb(token)
    above = {ancestor.i for ancestor in islice(token.ancestors, _MAX_CLIMB)}
    is_subject_of_speech = token.dep_ == "nsubj" and knowledge.saying(token.head.lemma_) is not None
    spoken_of: set[int] = set()
    scores: dict[int, float] = {}
    chains: dict[int, Chain] = {}
    for spoken in reversed(discourse.recent):
        if sentence - spoken.sentence > PRONOUN_WINDOW:
            break
        chain = spoken.chain
        if any(quotation.start <= spoken.head.i < quotation.end for quotation in own_words):
            spoken_of.add(id(chain))
            continue
        fit = _agreement(token.lower_, chain)
        if not fit or chain is speaker or _is_barred(spoken, token, excluded) or _is_own_relation(token, chain):
            continue
        key = id(chain)
        score = fit * spoken.weight * DECAY ** (sentence - spoken.sentence)
        if id(chain) in spoken_of:
            score *= SPOKEN_OF_WEIGHT
        if is_subject_of_speech and chain.kind in _SPEECHLESS:
            score *= SPEECHLESS_WEIGHT
        if spoken.head.head.i in above and spoken.head.dep_ in ("nsubj", "nsubjpass"):
            score *= COMMANDING_WEIGHT
        chains.setdefault(key, chain)
        scores[key] = max(scores.get(key, 0.0), score)
    # Chains were met from the last back, so that of equals the nearest wins.
    return chains[max(scores, key=lambda key: scores[key])] if scores else None


def _agreement(word: str, chain: Chain) -> float:
    if word in _MALE or word in _FEMALE:
        wanted = "male" if word in _MALE else "female"
        if chain.may_be_person:
            return UNREAD_PERSON_WEIGHT
        if not chain.is_animate or chain.number == "plural" or chain.gender not in (None, wanted):
            return 0.0
        return 1.0 if chain.gender == wanted else 0.9
    if word in _NEUTRAL:
        if chain.kind == "person" and chain.is_named and chain.gender is None and not chain.is_certain:
            return MISREAD_PERSON_WEIGHT
        if (
            chain.is_animate
            or chain.kind == "group"
            or chain.number == "plural"
            or chain.noun_class in ("time", "amount")
        ):
            return 0.0
        return 1.0
    if chain.number == "plural" or chain.kind == "group":
        return 0.3 if chain.noun_class in ("time", "amount") else 1.0
    if chain.kind in ("organization", "state") or chain.noun_class in ("organization", "state"):
        return COLLECTIVE_WEIGHT
    if chain.kind == "person":
        return SINGULAR_THEY_WEIGHT
    return 0.0


def _is_barred(spoken: Spoken, token: Token, excluded: frozenset[int]) -> bool:
    if spoken.head.i in excluded:
        return True
    # A phrase does not refer to a part of itself.
    return spoken.start <= token.i < spoken.end


def _is_own_relation(token: Token, chain: Chain) -> bool:
    """Say whether the possessor would be what is possessed: whoever is a spokesman is not meant by "*his* spokesman"."""
    if token.dep_ != "poss" or noun_class(token.head.lemma_) != "person":
        return False
    word = token.head.lemma_.lower()
    return word in chain.described_as or any(word in role.split() for role in chain.roles)


def _arguments_of_same_verb(token: Token) -> frozenset[int]:
    """The other arguments of the pronoun's verb are somebody else, unless it is possessive or reflexive."""
    if token.dep_ == "poss" or token.lower_.endswith(("self", "selves")):
        return frozenset()
    verb = token.head
    climbed = 0
    while verb.pos_ == "ADP" and climbed < _MAX_CLIMB:
        verb = verb.head
        climbed += 1
    if verb.n_lefts + verb.n_rights > _MAX_ARGUMENTS:
        return frozenset()
    found = {child.i for child in children_of(verb) if child.dep_ in ("nsubj", "nsubjpass", "dobj", "dative")}
    return frozenset(found - {token.i})


def _is_empty(token: Token) -> bool:
    """Say whether "it" stands for nothing ("it is clear that", "it seems")."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX") or verb.n_rights > _MAX_ARGUMENTS:
        return False
    has_clause = any(
        child.dep_ in ("ccomp", "csubj") or (child.dep_ == "xcomp" and verb.lemma_ == "be") for child in rights_of(verb)
    )
    if verb.lemma_ in _SEEMING:
        return has_clause or verb.lemma_ in ("rain", "snow")
    if verb.lemma_ != "be":
        return token.dep_ == "nsubjpass" and has_clause
    complements = [child for child in rights_of(verb) if child.dep_ in ("acomp", "attr")]
    return bool(complements) and (
        has_clause
        or any(
            child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl")
            for part in complements
            for child in rights_of(part)
        )
    )
