"""Who speaks a quotation, and who "I" and "we" are in it: the speaker, the speaker's body, or their own side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rashomon.annotation.coreference.chains import Chain
from rashomon.annotation.coreference.pronouns import FIRST_PERSON
from rashomon.annotation.dependents import lefts_of
from rashomon.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from rashomon.annotation.coreference.quoting import Quotation
    from rashomon.annotation.entities.phrases import Phrase
    from rashomon.knowledge import Knowledge

__all__ = ["Speakers"]

MAX_INNER_MENTIONS = 20
"""Mentions of a speaker that are searched for the body whose "we" is spoken."""


class Speakers:
    """The speakers of one article."""

    def __init__(
        self,
        doc: Doc,
        chains: list[Chain],
        named: Mapping[int, Chain],
        chain_of_head: Mapping[int, Chain],
        knowledge: Knowledge,
    ) -> None:
        """Take what is read of the article; a side that speaks as "we" is added to the chains.

        Args:
            doc: the document.
            chains: everybody and everything in it.
            named: the entity that each token heads a mention of, from the beginning.
            chain_of_head: the chain of each head that has been read; it grows while the article is.
            knowledge: the nouns of saying.
        """
        self._doc = doc
        self._chains = chains
        self._named = named
        self._chain_of_head = chain_of_head
        self._knowledge = knowledge

    def read_first_person(self, phrase: Phrase, quotation: Quotation | None) -> None:
        """Give "I" to the speaker of its quotation, and "we" to a speaking body or to the speaker's own side."""
        token = phrase.head
        speaker = self.of(quotation)
        if speaker is None:
            return
        chain: Chain | None = speaker
        if FIRST_PERSON[token.lower_] == "plural" and speaker.kind == "person":
            chain = self._body_of(speaker) or self._side(speaker)
        if chain is not None:
            chain.mentions.append(Mention(phrase.span.start, phrase.span.end, "pronoun"))

    def of(self, quotation: Quotation | None) -> Chain | None:
        """Return who speaks the quotation; a name may come after it."""
        if quotation is None or quotation.speaker is None:
            return None
        head = quotation.speaker.i
        if quotation.speaker.lemma_.lower() in self._knowledge.saying_nouns:
            # "Ruiz's statement read": the statement is hers.
            head = next((child.i for child in lefts_of(quotation.speaker) if child.dep_ == "poss"), head)
        return self._chain_of_head.get(head) or self._named.get(head)

    def _body_of(self, speaker: Chain) -> Chain | None:
        """Return the body or state that the mentions of the speaker name ("*Nordbank* director Ana Ruiz")."""
        for mention in speaker.mentions[:MAX_INNER_MENTIONS]:
            span = self._doc.char_span(mention.start, mention.end) if mention.form == "name" else None
            for token in span or ():
                inner = self._chain_of_head.get(token.i)
                if inner is not None and inner.kind in ("organization", "state"):
                    return inner
        return None

    def _side(self, speaker: Chain) -> Chain:
        for chain in self._chains:
            if chain.possessor is speaker and chain.name == "we":
                return chain
        side = Chain("group", "plural", iso3=speaker.iso3, name="we", possessor=speaker)
        self._chains.append(side)
        return side
