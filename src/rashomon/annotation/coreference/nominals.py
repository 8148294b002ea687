"""Descriptions and what they refer back to: "the ministry", "the Norwegian capital", "the former analyst", "the event".

Strict rules before loose ones (Lee et al. 2013): the same words, the same head with no new modifier, a role stated of a
person, and last the kind of thing alone ("the country", "the city").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rashomon.annotation.coreference.chains import Chain, Discourse
from rashomon.annotation.entities.nouns import OFFICE_NOUNS, gender_of_noun
from rashomon.annotation.entities.roles import FORMERLY

if TYPE_CHECKING:
    from rashomon.annotation.entities.phrases import Phrase
    from rashomon.knowledge import Knowledge

__all__ = ["COMMEMORATED", "antecedent_of_nominal"]

SAME_HEAD_WINDOW = 30
"""Sentences over which "the ship" may take up a ship."""
KIND_WINDOW = 3
"""Sentences over which "the company" may take up a body that was never called one."""
STATE_WINDOW = 4

_PEOPLE_WORDS = frozenset({"man", "woman", "boy", "girl"})
_GENERIC_BODIES = frozenset(
    {"company", "firm", "group", "organization", "organisation", "body", "agency", "party", "team", "side", "bloc"}
)
_CITY_WORDS = frozenset(
    {"city", "town", "village", "island", "territory", "region", "province", "enclave", "metropolis"}
)
_GATHERINGS = frozenset(
    "summit parade conference ceremony commemoration celebration festivity festival forum congress olympics games tournament "
    "funeral inauguration coronation expo championship rally gathering meeting talk reception banquet match game concert "
    "fair".split()
)
"""What "the event" may take up: people come to it at one time; a war or an anniversary has no guests."""
_COMMEMORATIONS = frozenset({"commemoration", "celebration", "festivity"})
"""What a report calls a day of remembrance as a whole, whatever it has called it before: a parade, a ceremony."""
COMMEMORATED = _COMMEMORATIONS | {"parade", "ceremony", "anniversary"}
_GENERIC_OCCASIONS = frozenset({"event", "gathering", "occasion"})
_LEADERS = OFFICE_NOUNS - frozenset(
    "ambassador envoy senator congressman congresswoman lawmaker commissioner mayor governor general admiral commander "
    "judge justice prosecutor attorney counsel deputy adviser advisor aide spokesman spokeswoman spokesperson".split()
)
"""Words for somebody of a state who need not have been called so; an ambassador or a judge has been."""
_STATE_WORDS = frozenset({"country", "nation", "republic", "kingdom"})
_RELATIONAL = frozenset(
    "end beginning start number part rest top bottom lot amount majority way time hundred thousand dozen million use lack "
    "history conclusion matter fact reason result case kind sort form face side hand home lead".split()
)
"""Nouns that say nothing without what they are of; "the end" takes up an end only with the same complement."""
_EMPTY_MODIFIERS = frozenset({"same", "whole", "entire", "very", "late", "former", "current", "new", "main", "own"})
_OTHERS = frozenset(
    {"other", "another", "next", "second", "third", "last", "previous", "different", "new", "further", "separate"}
)


def antecedent_of_nominal(
    phrase: Phrase, sentence: int, iso3: str | None, possessor: Chain | None, discourse: Discourse, knowledge: Knowledge
) -> Chain | None:
    """Return the chain that the phrase takes up, None where it brings in something new.

    Args:
        phrase: a nameless noun phrase.
        sentence: the number of its sentence.
        iso3: the state that its modifiers name, if any.
        possessor: the chain of its possessor ("*her* visit"), if it has one.
        discourse: what has been mentioned before it.
        knowledge: capitals of states.
    """
    if phrase.is_plural and _is_pair(phrase):
        return _list(phrase, sentence, discourse)
    if phrase.noun_class == "occasion" and (announced := _announced(phrase, discourse)) is not None:
        return announced
    if phrase.determiner in ("a", "other", "none"):
        return None
    exact_only = phrase.determiner != "this" and bool(phrase.modifiers & _OTHERS)
    same = _same_head(phrase, sentence, iso3, possessor, discourse, exact_only=exact_only)
    if same is not None or exact_only:
        return same
    if phrase.determiner == "poss":
        return _counterpart(phrase, sentence, iso3, possessor, discourse)
    return _by_kind(phrase, sentence, iso3, discourse, knowledge)


def _announced(phrase: Phrase, discourse: Discourse) -> Chain | None:
    """Return the occasion that a headline has called by its bare noun ("Parade draws leaders"; "its annual parade").

    The first commemoration of the text is the one of the headline, whatever each of them calls it ("celebration", "parade").
    """
    if phrase.head.lemma_.lower() in COMMEMORATED and (chain := _only_in_headline(discourse)) is not None:
        return chain
    for chain in discourse.called(phrase.head.lemma_.lower()):
        if chain.in_title and chain.kind == "occasion" and len(chain.mentions) == 1 and not chain.modifiers:
            return chain if (chain.number == "plural") == phrase.is_plural else None
    return None


def _only_in_headline(discourse: Discourse) -> Chain | None:
    """Return the one commemoration of a headline, as long as the text has spoken of none."""
    found = {id(chain): chain for word in COMMEMORATED for chain in discourse.called(word) if chain.kind == "occasion"}
    chains = list(found.values())
    return chains[0] if len(chains) == 1 and chains[0].in_title and len(chains[0].mentions) == 1 else None


def _same_head(
    phrase: Phrase, sentence: int, iso3: str | None, possessor: Chain | None, discourse: Discourse, *, exact_only: bool
) -> Chain | None:
    modifiers = phrase.modifiers - _EMPTY_MODIFIERS
    best: Chain | None = None
    word = phrase.head.lemma_.lower()
    is_office = word in OFFICE_NOUNS and phrase.determiner == "the" and not modifiers
    is_former = is_office and "former" in phrase.modifiers
    holders: list[Chain] = []
    for chain in discourse.called(word):
        if sentence - chain.last_sentence > SAME_HEAD_WINDOW or not _agrees(phrase, chain, iso3):
            continue
        if phrase.determiner == "poss" and chain.possessor is not possessor:
            continue
        if phrase.start <= chain.last_token < phrase.end:
            continue
        if chain.modifiers == phrase.modifiers and not is_office and (phrase.modifiers or word not in _RELATIONAL):
            return chain
        if is_former and not any(FORMERLY & set(role.split()) for role in chain.roles):
            # Whoever is in office is not the former holder.
            continue
        # A state holds one parade at a time, however the report describes it.
        is_held_by_same = phrase.determiner == "poss" and chain.kind == "occasion" and word in _GATHERINGS
        fits = modifiers <= chain.modifiers or (is_held_by_same and not _is_dated(modifiers))
        if is_office and modifiers <= chain.modifiers:
            holders.append(chain)
        elif best is None and word not in _RELATIONAL and not exact_only and fits:
            best = chain
    return max(holders, key=lambda chain: _fit_of_holder(word, chain)) if holders else best


def _is_dated(modifiers: Iterable[str]) -> bool:
    """Say whether one of several is meant by its number or year ("China's 2015 parade")."""
    return any(any(map(str.isdigit, word)) for word in modifiers)


def _fit_of_holder(word: str, chain: Chain) -> tuple[bool, bool, bool, int]:
    """Rank the holders of an office: who has been called by it, who holds it still, who bears the bare title, the main one."""
    has_bare_title = chain.entity is not None and any(role.lower() == word for role in chain.entity.roles)
    holds = any(word in role.split() and not FORMERLY & set(role.split()) for role in chain.roles)
    return word in chain.described_as, holds, has_bare_title, len(chain.mentions)


def _agrees(phrase: Phrase, chain: Chain, iso3: str | None) -> bool:
    if iso3 is not None and chain.iso3 is not None and iso3 != chain.iso3:
        return False
    plural = phrase.is_plural or phrase.noun_class == "people"
    if chain.number is not None and (chain.number == "plural") != plural:
        return False
    if phrase.noun_class == "person" and not plural and chain.kind != "person":
        return False
    if phrase.noun_class == "organization" and chain.kind == "person":
        # A body that the office of a person names.
        return False
    gender = gender_of_noun(phrase.head.lemma_) if phrase.noun_class == "person" else None
    return gender is None or chain.gender in (None, gender)


def _by_kind(
    phrase: Phrase, sentence: int, iso3: str | None, discourse: Discourse, knowledge: Knowledge
) -> Chain | None:
    word = phrase.head.lemma_.lower()
    modifiers = phrase.modifiers - _EMPTY_MODIFIERS
    if word in _COMMEMORATIONS and phrase.determiner in ("the", "this"):
        return _last(
            sentence,
            SAME_HEAD_WINDOW,
            discourse,
            lambda chain: bool(chain.head_words & COMMEMORATED) and modifiers <= chain.modifiers,
        )
    if phrase.is_plural:
        return None
    if word == "capital" and iso3 is not None:
        return _capital(iso3, discourse, knowledge)
    if phrase.noun_class == "person":
        return _person(phrase, sentence, iso3, discourse)
    if modifiers:
        if word in _GENERIC_BODIES and _is_only_described(phrase):
            return _last(sentence, 1, discourse, lambda chain: chain.kind == "organization" and chain.is_named)
        return None
    if word in _STATE_WORDS:
        return _last(
            sentence, STATE_WINDOW, discourse, lambda chain: chain.kind == "state" and chain.last_token < phrase.start
        )
    if word in _CITY_WORDS:
        return _last(sentence, KIND_WINDOW, discourse, lambda chain: chain.kind == "place" and chain.is_named)
    if phrase.noun_class == "organization" and (bearer := _named_so(word, sentence, discourse)):
        return bearer
    if word in _GENERIC_BODIES:
        return _last(sentence, KIND_WINDOW, discourse, lambda chain: chain.kind == "organization" and chain.is_named)
    if word in _GENERIC_OCCASIONS:
        return _last(sentence, SAME_HEAD_WINDOW, discourse, lambda chain: bool(chain.head_words & _GATHERINGS))
    return None


def _named_so(word: str, sentence: int, discourse: Discourse) -> Chain | None:
    """Return the last body whose name ends in the word ("Nordbank", the bank)."""
    return _last(
        sentence,
        KIND_WINDOW,
        discourse,
        lambda chain: chain.kind == "organization" and chain.is_named and chain.name.lower().endswith(word),
    )


def _is_only_described(phrase: Phrase) -> bool:
    """Say whether only adjectives stand before the noun ("the Islamist group"), no name of another body."""
    return all(token.pos_ in ("ADJ", "DET") for token in phrase.head.doc[phrase.start : phrase.head.i])


def _capital(iso3: str, discourse: Discourse, knowledge: Knowledge) -> Chain | None:
    name = knowledge.state(iso3).capital
    for chain in discourse.called(name.lower()) if name else ():
        if chain.kind == "place":
            return chain
    return None


def _is_pair(phrase: Phrase) -> bool:
    """Say whether the phrase speaks of two that were named ("both sides", "the two leaders")."""
    first = phrase.head.doc[phrase.start].lower_
    return first == "both" or (first in ("the", "these") and "two" in phrase.modifiers)


def _list(phrase: Phrase, sentence: int, discourse: Discourse) -> Chain | None:
    is_state = phrase.noun_class == "state" or phrase.head.lemma_.lower() in (
        "side",
        "government",
        "neighbor",
        "neighbour",
    )
    wanted = ("state",) if is_state else ("person", "group")
    if not is_state and phrase.noun_class != "person":
        return None
    return _last(sentence, KIND_WINDOW, discourse, lambda chain: chain.list_of in wanted)


def _person(phrase: Phrase, sentence: int, iso3: str | None, discourse: Discourse) -> Chain | None:
    """Take a person by state and office ("the Norwegian leader"), or the last man or woman by nothing else."""
    word = phrase.head.lemma_.lower()
    if iso3 is not None and word in _LEADERS:
        return _last(
            sentence,
            SAME_HEAD_WINDOW,
            discourse,
            lambda chain: (
                chain.kind == "person" and chain.iso3 == iso3 and chain.is_named and _agrees(phrase, chain, iso3)
            ),
        )
    if word in _PEOPLE_WORDS and not phrase.modifiers:
        return _last(
            sentence, KIND_WINDOW, discourse, lambda chain: _agrees(phrase, chain, iso3) and chain.kind == "person"
        )
    return None


def _counterpart(
    phrase: Phrase, sentence: int, iso3: str | None, possessor: Chain | None, discourse: Discourse
) -> Chain | None:
    """Take "his Norwegian counterpart" for the last one named who acts for that state."""
    if phrase.head.lemma_.lower() != "counterpart" or phrase.is_plural or iso3 is None:
        return None
    return _last(
        sentence,
        KIND_WINDOW,
        discourse,
        lambda chain: chain.kind == "person" and chain.is_named and chain.iso3 == iso3 and chain is not possessor,
    )


def _last(sentence: int, window: int, discourse: Discourse, fits: Callable[[Chain], bool]) -> Chain | None:
    return next((chain for chain in discourse.chains_back(sentence, window) if fits(chain)), None)
