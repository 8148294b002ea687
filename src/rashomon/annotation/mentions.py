"""Which entity a token speaks of: the look-up that the later layers share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING

from rashomon.model import Entity, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["MentionIndex"]


class MentionIndex:
    """Entities of one article by token.

    A token is looked up as the head of a phrase first ("the *leader* of North Korea" is the leader, and "Korea"
    is the state), then as part of the shortest mention that holds it.
    """

    def __init__(self, doc: Doc, entities: Iterable[Entity]) -> None:
        self.entities = {entity.id: entity for entity in entities}
        self._in_order = sorted(
            (mention.start, mention.end, entity.id) for entity in self.entities.values() for mention in entity.mentions
        )
        self._starts = [start for start, _, _ in self._in_order]
        self._by_head: dict[int, tuple[int, str, Mention]] = {}
        self._by_token: dict[int, tuple[int, str, Mention]] = {}
        for entity in self.entities.values():
            for mention in entity.mentions:
                span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
                if span is None:
                    continue
                length = mention.end - mention.start
                entry = (length, entity.id, mention)
                head = span.root.i
                # The longest phrase with this head is the whole noun phrase; a shorter one is a part of it.
                if head not in self._by_head or length > self._by_head[head][0]:
                    self._by_head[head] = entry
                for token in span:
                    if token.i not in self._by_token or length < self._by_token[token.i][0]:
                        self._by_token[token.i] = entry

    def relinked(self, entities: Iterable[Entity]) -> MentionIndex:
        """Return the index over the same mentions of entities whose links have become known since."""
        other = copy(self)
        other.entities = {entity.id: entity for entity in entities}
        return other

    def headed_by(self, token: Token) -> str | None:
        """Return the id of the entity whose mention has this token as its syntactic head."""
        entry = self._by_head.get(token.i)
        return entry[1] if entry else None

    def at(self, token: Token) -> str | None:
        """Return the id of the entity that the token speaks of, as head or as part of a mention."""
        entry = self._by_head.get(token.i) or self._by_token.get(token.i)
        return entry[1] if entry else None

    def within(self, span: Span) -> list[str]:
        """Return the ids of the entities mentioned inside the span, in order of their first mention there."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return list(dict.fromkeys(entity for _, end, entity in self._in_order[first:last] if end <= span.end))
