"""Whose words a statement gives, and through which outlet they came, as far as the report says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.token_ranges import Range
from rashomon.knowledge import Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["relay_of", "speaker_of"]

_RELATIVES = frozenset(("who", "which", "that", "whom"))
_GIVEN_TO = frozenset(("tell", "inform", "assure", "remind"))
_GIVEN_IN = frozenset(("on", "in", "by", "with", "to", "for", "via", "through"))
_HOLDERS = frozenset(
    ("interview", "statement", "remark", "comment", "briefing", "dispatch", "report", "programme", "program", "show")
)


def speaker_of(doc: Doc, source: Range | None, mentions: MentionIndex) -> str | None:
    """Return the entity that the source names; a relative pronoun stands for the noun before it."""
    if source is None:
        return None
    head = doc[source.start : source.end].root
    if head.lower_ in _RELATIVES and head.head.dep_ == "relcl":
        head = head.head.head
    return mentions.headed_by(head) or mentions.at(head)


def relay_of(doc: Doc, cue: int, source: Range | None, mentions: MentionIndex, knowledge: Knowledge) -> str | None:
    """Return the outlet through which the words came: told it, quoted by it, or reported by it in its own name."""
    if source is not None and (own := _outlet_at(doc[source.start : source.end].root, mentions, knowledge)):
        return own
    if cue < 0:
        return None
    verb = doc[cue]
    for child in verb.rights:
        if (
            child.dep_ in ("dobj", "dative")
            and verb.lemma_ in _GIVEN_TO
            and (found := _outlet_at(child, mentions, knowledge))
        ):
            return found
        if (
            child.dep_ in ("prep", "dative", "agent")
            and child.lower_ in _GIVEN_IN
            and (found := _below(child, mentions, knowledge))
        ):
            return found
    above = verb.head
    if verb.tag_ == "VBG" and above.lower_ == "as" and above.head.lemma_ in ("quote", "cite"):
        for child in above.head.lefts:
            if child.dep_ == "nsubj" and (found := _outlet_at(child, mentions, knowledge)):
                return found
        for child in above.head.rights:
            if child.dep_ == "agent" and (found := _below(child, mentions, knowledge)):
                return found
    return None


def _below(preposition: Token, mentions: MentionIndex, knowledge: Knowledge) -> str | None:
    """Return the outlet in "on the News Network", "in an interview with the paper"."""
    for noun in preposition.rights:
        if noun.dep_ != "pobj":
            continue
        if found := _outlet_at(noun, mentions, knowledge):
            return found
        if noun.lemma_ in _HOLDERS:
            for child in noun.rights:
                if child.dep_ == "prep" and child.lower_ in _GIVEN_IN and (found := _below(child, mentions, knowledge)):
                    return found
    return None


def _outlet_at(token: Token, mentions: MentionIndex, knowledge: Knowledge) -> str | None:
    entity_id = mentions.headed_by(token) or mentions.at(token)
    if entity_id is None:
        return None
    entity = mentions.entities[entity_id]
    return entity_id if knowledge.source_outlet(entity.name) is not None else None
