"""Whose words a statement gives: the entity that its source names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.token_ranges import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["speaker_of"]

_RELATIVES = frozenset(("who", "which", "that", "whom"))


def speaker_of(doc: Doc, source: Range | None, mentions: MentionIndex) -> str | None:
    """Return the entity that the source names; a relative pronoun stands for the noun before it."""
    if source is None:
        return None
    head = doc[source.start : source.end].root
    if head.lower_ in _RELATIVES and head.head.dep_ == "relcl":
        head = head.head.head
    found = mentions.headed_by(head) or mentions.at(head)
    if found is not None and mentions.entities[found].kind == "person":
        return found
    return _named_at_end(doc, source, head, mentions) or found


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
