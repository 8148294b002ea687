"""Whose words a statement gives: the entity that its source names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.dependents import children_of, rights_of
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.token_ranges import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.knowledge import Knowledge

__all__ = ["speaker_of"]

_FROM = frozenset(("by", "from", "of"))
_RELATIVES = frozenset(("who", "which", "that", "whom"))


def speaker_of(doc: Doc, source: Range | None, mentions: MentionIndex, knowledge: Knowledge) -> str | None:
    """Return the entity that the source names; a relative pronoun stands for the noun before it, words for their author."""
    if source is None:
        return None
    head = doc[source.start : source.end].root
    if head.lower_ in _RELATIVES and head.head.dep_ == "relcl":
        head = head.head.head
    if _is_utterance(head, knowledge) and (author := _author_of(head, mentions)):
        return author
    found = mentions.headed_by(head) or mentions.at(head)
    if found is not None and mentions.entities[found].kind == "person":
        return found
    return _named_at_end(doc, source, head, mentions) or found


def _is_utterance(noun: Token, knowledge: Knowledge) -> bool:
    """Say whether the noun is for words that somebody utters ("response"); a report or poll is a source of its own."""
    return noun.pos_ == "NOUN" and knowledge.saying_nouns.get(noun.lemma_.lower(), "report") != "report"


def _author_of(noun: Token, mentions: MentionIndex) -> str | None:
    """Return whose words the noun is for ("*her* statement", "a response from *the ministry*")."""
    for child in children_of(noun):
        if child.dep_ == "poss":
            return mentions.headed_by(child) or mentions.at(child)
        if child.dep_ == "prep" and child.lower_ in _FROM:
            for giver in rights_of(child):
                if giver.dep_ == "pobj":
                    return mentions.headed_by(giver) or mentions.at(giver)
    return None


def _named_at_end(doc: Doc, source: Range, head: Token, mentions: MentionIndex) -> str | None:
    """Return the person in "Institute for Strategy analyst Ana Ruiz": the name that follows what the person is.

    The name of "a spokesman for Ana Ruiz" follows a preposition, and is not the speaker's.
    """
    end = next((i for i in range(source.start, source.end) if doc[i].text == ","), source.end)
    person = mentions.at(doc[end - 1])
    if person is None or mentions.entities[person].kind != "person":
        return None
    first = end
    while first > source.start and (doc[first - 1].pos_ == "PROPN" or doc[first - 1].text == "-"):
        first -= 1
    if not source.start < first < end:
        return None
    title = doc[first - 1]
    return person if title.pos_ == "NOUN" and (head.pos_ == "PROPN" or head.i == title.i) else None
