"""What it is to say a thing in these words: to say it, to ask for it, to believe, intend, support or oppose it.

The kind follows from the class of the cue in the lexicon of saying; the table below is the only place where classes
become kinds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import rights_of
from rashomon.knowledge import Knowledge
from rashomon.model import StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["kind_of"]

_KIND_OF_CLASS: dict[str, StatementKind] = {
    "agree": "supports",
    "ask": "asks",
    "believe": "believes",
    "disagree": "opposes",
    "fear": "believes",
    "hope": "intends",
    "know": "believes",
    "oppose": "opposes",
    "plan": "intends",
    "predict": "believes",
    "reject": "opposes",
    "support": "supports",
    "urge": "asks",
    "want": "intends",
}
"""Every class that is not here is speech: say, deny, announce, claim, warn, promise, threaten ..."""
_KIND_OF_ADJECTIVE: dict[str, StatementKind] = {
    "determined": "intends",
    "eager": "intends",
    "ready": "intends",
    "reluctant": "opposes",
    "unwilling": "opposes",
    "willing": "intends",
    "opposed": "opposes",
    "supportive": "supports",
}
"""Adjectives that are a cue; the others ("sure", "confident", "aware") say what somebody believes."""
_VERBS_OF_KIND: dict[StatementKind, frozenset[str]] = {
    "opposes": frozenset({"ban", "bar", "block", "forbid", "outlaw", "prohibit", "restrict"}),
    "supports": frozenset({"authorise", "authorize", "let", "permit"}),
    "believes": frozenset({"admire", "appear", "distrust", "enjoy", "hate", "like", "love", "seem", "trust", "value"}),
}
"""Verbs that give words or thoughts to somebody only in some readings, and are no entry of the lexicon for that."""
_CARRIERS = frozenset(("express", "voice", "reiterate", "show", "signal"))
"""Verbs that leave it to their object what is said: "expressed opposition to the plan"."""


def kind_of(cue: Token | None, content: Sequence[Token], knowledge: Knowledge) -> StatementKind:
    """Return the kind of a statement; words in quotation marks are the caller's to know, and always "says".

    Args:
        cue: the token by which the cue is looked up, None where the statement has none.
        content: the tokens of the content.
        knowledge: the lexicon of saying.
    """
    if cue is None or cue.lower_ == "according":
        return "says"
    lemma = cue.lemma_.lower()
    if cue.pos_ == "ADJ":
        return _KIND_OF_ADJECTIVE.get(lemma, "believes")
    if cue.pos_ in ("NOUN", "PROPN"):
        return _KIND_OF_CLASS.get(knowledge.saying_nouns.get(lemma, ""), "says")
    if lemma in _CARRIERS:
        noun = next((token for token in content if token.pos_ == "NOUN"), None)
        if noun is not None and (carried := knowledge.saying_nouns.get(noun.lemma_.lower())) is not None:
            return _KIND_OF_CLASS.get(carried, "says")
    particle = next(
        (child.lower_ for child in rights_of(cue) if child.dep_ in ("prt", "prep") and child.i == cue.i + 1), None
    )
    said = (
        (knowledge.saying(f"{lemma} {particle}") if particle is not None else None)
        or knowledge.saying(lemma)
        # The lemmatiser takes the "e" off some verbs ("hoped" from "hop").
        or knowledge.saying(f"{lemma}e")
    )
    return _KIND_OF_CLASS.get(said, "says") if said is not None else _kind_of_unknown(cue, content)


def _kind_of_unknown(cue: Token, content: Sequence[Token]) -> StatementKind:
    """Judge a verb that the lexicon lacks by what its content is ("tried to leave"); a deed that is told says what it does."""
    if cue.pos_ == "VERB" and content and content[0].tag_ == "TO":
        return "intends"
    return next((kind for kind, verbs in _VERBS_OF_KIND.items() if cue.lemma_.lower() in verbs), "says")
