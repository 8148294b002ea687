"""Days of remembrance and what is held on them: reports use the name of the one for the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rashomon.annotation.coreference.nominals import COMMEMORATED
from rashomon.annotation.dependents import lefts_of, rights_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.annotation.coreference.chains import Chain

__all__ = ["join_days"]

_MARKING = frozenset({"mark", "celebrate", "observe", "commemorate", "honor", "honour"})


def join_days(doc: Doc, chains: Sequence[Chain], chain_of_head: Mapping[int, Chain]) -> None:
    """Join the name of a day with the one commemoration that bears it, or by which it is said to be marked.

    "Harvest Day" is that of "the Harvest Day parade", of "a parade marking Harvest Day", and of what "marks Harvest Day with
    a parade".
    """
    held = [chain for chain in chains if chain.mentions and chain.head_words & COMMEMORATED]
    heads: dict[int, list[int]] = {}
    for head, chain in chain_of_head.items() if held else ():
        heads.setdefault(id(chain), []).append(head)
    for day in chains if held else ():
        words = day.name.lower().split()
        if day.entity is None or day.kind not in ("occasion", "other") or len(words) < 2 or words[-1] != "day":
            continue
        bearers = [chain for chain in held if chain is not day and chain.modifiers.issuperset(words)]
        if not bearers:
            marked = [_marking(doc[head], chain_of_head) for head in heads.get(id(day), ())]
            bearers = list({id(chain): chain for chain in marked if chain is not None and chain is not day}.values())
        if len(bearers) == 1:
            bearers[0].mentions.extend(day.mentions)
            day.mentions = []


def _marking(day: Token, chain_of_head: Mapping[int, Chain]) -> Chain | None:
    """Return by what the day is marked in its sentence."""
    verb = day.head
    if day.dep_ != "dobj" or verb.lemma_ not in _MARKING:
        return None
    if verb.dep_ in ("acl", "relcl"):
        held = chain_of_head.get(verb.head.i)
        return held if held is not None and held.head_words & COMMEMORATED else None
    with_ = (
        inner
        for child in rights_of(verb)
        if child.lower_ == "with"
        for inner in rights_of(child)
        if inner.dep_ == "pobj"
    )
    subject = (child for child in lefts_of(verb) if child.dep_ == "nsubj")
    found = (chain_of_head.get(token.i) for token in (*with_, *subject))
    return next((chain for chain in found if chain is not None and chain.head_words & COMMEMORATED), None)
