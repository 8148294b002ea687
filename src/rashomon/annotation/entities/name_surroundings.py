"""The surroundings of a name: the phrase it heads, the words of office before it, and the state they tell of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import rights_of
from rashomon.annotation.entities.nouns import noun_class
from rashomon.annotation.entities.roles import state_of_phrase
from rashomon.annotation.entities.titles import is_office_word, start_of_description
from rashomon.annotation.token_ranges import tokens_between
from rashomon.model import EntityKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.annotation.entities.names import Name
    from rashomon.annotation.entities.phrases import Phrase

__all__ = ["NameSurroundings"]

_CLASS_OF_KIND: dict[EntityKind, tuple[str, ...]] = {
    "person": ("person",),
    "organization": ("organization",),
    "place": ("place", "state"),
    "state": ("state", "place"),
    "occasion": ("occasion",),
    "group": ("people", "organization"),
    "other": (),
}
_GENERIC_HEADS = frozenset(
    "agency group party company newspaper network militia movement daily magazine broadcaster website".split()
)
_CONJUNCTIONS = frozenset({"and", "or"})


class NameSurroundings:
    """What stands around the names of one document."""

    def __init__(
        self,
        doc: Doc,
        name_ending_at: Mapping[int, Name],
        in_name: Collection[int],
        phrase_of: Mapping[int, Phrase],
        state_at: Mapping[int, str],
    ) -> None:
        """Take what has been found in the document; all but the document may still grow.

        Args:
            doc: the document.
            name_ending_at: its names by the token behind their last.
            in_name: the tokens of the names that are no mere demonyms.
            phrase_of: the noun phrases by their heads.
            state_at: tokens that name a state, its people or a body of it.
        """
        self._doc = doc
        self._name_ending_at = name_ending_at
        self._in_name = in_name
        self._phrase_of = phrase_of
        self._state_at = state_at

    def phrases(self, name: Name, kind: EntityKind) -> tuple[Phrase | None, Phrase | None]:
        """Return the phrase that the name heads, and the one that it stands in apposition to."""
        root = name.root
        if name.stands_alone:
            return None, None
        phrase = self._phrase_of.get(root.i)
        if phrase is not None and (phrase.start > name.start or phrase.end < name.end):
            phrase = None
        if phrase is not None and kind == "place" and self._holds_others(name, phrase):
            phrase = None
        if phrase is not None and kind == "organization" and self._runs_into_another(name, phrase):
            phrase = None
        described = self._described_by(name, kind)
        if root.dep_ == "appos" and described.i not in self._in_name and described.i in self._phrase_of:
            lead = self._phrase_of[described.i]
            # "Minister Ana Ruiz and Secretary Bo-ra Lim" may be parsed as one phrase of the first office.
            is_of_both = kind == "person" and lead.end > name.end and self._doc[name.end].lower_ in _CONJUNCTIONS
            if is_of_both:
                return phrase, None
            if noun_class(described.lemma_) in _CLASS_OF_KIND[kind] and not lead.is_plural and lead.end >= name.end:
                return phrase, lead
        if root.dep_ == "compound" and root.head.lemma_.lower() in _GENERIC_HEADS and kind == "organization":
            return self._phrase_of.get(root.head.i), None
        return phrase, None

    @staticmethod
    def _described_by(name: Name, kind: EntityKind) -> Token:
        """Return the noun that the name is in apposition to.

        Behind an office with a complement the parse takes the nearest noun ("director for the East, Ana Ruiz").
        """
        head = name.root.head
        if kind == "person" and head.dep_ == "pobj" and noun_class(head.lemma_) != "person":
            above = head.head.head
            if noun_class(above.lemma_) == "person" and above.tag_ == "NN":
                return above
        return head

    def _holds_others(self, name: Name, phrase: Phrase) -> bool:
        """Say whether a person or body was taken for a description of the place ("off Marat, Norland's Coast Guard")."""
        others = (self._name_ending_at.get(index) for index in range(name.end + 1, phrase.end + 1))
        follows = phrase.head.i + 1
        return (
            follows < len(self._doc)
            and self._doc[follows].text == ","
            and any(other is not None and other.label in ("PERSON", "ORG") for other in others)
        )

    def _runs_into_another(self, name: Name, phrase: Phrase) -> bool:
        """Say whether an office or occasion follows within the phrase ("the Norland Institute *analyst* Ana Ruiz")."""
        if name.end >= phrase.end:
            return False
        following = self._doc[name.end]
        return is_office_word(following) or (following.pos_ == "NOUN" and noun_class(following.lemma_) == "occasion")

    def own_span(self, name: Name) -> Span:
        """Return the name itself, with the 's of a possessor."""
        end = name.end
        if name.root.dep_ == "poss" and end < len(self._doc) and self._doc[end].tag_ == "POS":
            end += 1
        last = self._doc[end - 1]
        return Span(self._doc[name.start].idx, last.idx + len(last))

    def with_titles(self, name: Name, span: Span) -> Span:
        """Take in the words of office before the name, where the parse has lost them or joined somebody else to them."""
        described = start_of_description(self._doc, name, self._name_ending_at, self._state_at)
        start = self.start_of(name, span)
        before = tokens_between(self._doc, start, name.start)
        if any(token.tag_ == "NNS" and token.nbor(1).tag_ != "POS" for token in before):
            # "politicians Ana Ruiz and Bo-ra Lim": the plural describes both.
            start = name.start
        elif start >= described or any(self._is_other(token) for token in tokens_between(self._doc, start, described)):
            start = described
        end = span.end
        if name.end < len(self._doc) and self._doc[name.end].lower_ in _CONJUNCTIONS:
            last = self._doc[name.end - 1]
            end = min(end, last.idx + len(last))
        return Span(self._doc[start].idx, end)

    def _is_other(self, token: Token) -> bool:
        """Say whether the token is of somebody else in a list ("Commissioner *Ana Ruiz* and Minister Bo-ra Lim")."""
        name = self._name_ending_at.get(token.i + 1)
        return name is not None and name.label == "PERSON" and token.nbor(1).tag_ != "POS"

    @staticmethod
    def describes_person(name: Name) -> bool:
        """Say whether the name says what somebody is ("Ana Ruiz, *Democrat* of ...")."""
        return name.root.dep_ == "appos" and name.label == "NORP" and name.root.head.ent_type_ == "PERSON"

    def start_of(self, name: Name, span: Span) -> int:
        """Return the first token of the span that ends in or behind the name."""
        start = name.start
        while start and self._doc[start - 1].idx >= span.start:
            start -= 1
        return start

    def state(self, name: Name, start: int, lead: Phrase | None) -> str | None:
        """Return the ISO code of the state that the bearer of the name acts for, as the words around it tell.

        Args:
            name: the name.
            start: the first token of its mention.
            lead: the phrase that it stands in apposition to, if any.
        """
        if lead is not None and (iso3 := state_of_phrase(lead.head, self._state_at)):
            return iso3
        for index in range(name.start - 1, start - 1, -1):
            if index in self._state_at:
                return self._state_at[index]
        if name.start >= 2 and self._doc[name.start - 1].tag_ == "POS" and name.start - 2 in self._state_at:
            # "Norway's Labour Party leader": the possessor may be parsed as the leader's.
            return self._state_at[name.start - 2]
        if iso3 := state_of_phrase(name.root, self._state_at):
            return iso3
        for child in rights_of(name.root):
            if child.dep_ == "appos" and noun_class(child.lemma_) in ("person", "organization"):
                return state_of_phrase(child, self._state_at)
        return None
