"""Who is named with an office of which body: "Nordbank chief Ana Ruiz", then "the bank's chief"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import lefts_of
from rashomon.annotation.entities.nouns import OFFICE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from rashomon.annotation.coreference.chains import Chain
    from rashomon.annotation.entities.phrases import Phrase

__all__ = ["Officers"]

_HEADS = frozenset({"chief", "head", "leader"})
"""Words for whoever heads a body, whatever the office is called."""


class Officers:
    """The persons of one article by the body that is named in the words of office before their names."""

    def __init__(self, doc: Doc, chains: Iterable[Chain], named: Mapping[int, Chain]) -> None:
        """Note the officers of each body.

        Args:
            doc: the document.
            chains: the chains of its entities.
            named: the entity that each token heads a mention of.
        """
        self._named = named
        self._of_body: dict[int, list[Chain]] = {}
        for chain in chains:
            for mention in chain.entity.mentions if chain.entity and chain.kind == "person" else ():
                span = doc.char_span(mention.start, mention.end) if mention.form == "name" else None
                for token in span or ():
                    self.note(named.get(token.i), chain)

    def note(self, body: Chain | None, officer: Chain) -> None:
        """Note somebody as one who holds an office of the body; whatever is no body has no officers."""
        if body is not None and body.kind == "organization":
            officers = self._of_body.setdefault(id(body), [])
            if officer not in officers:
                officers.append(officer)

    def holder(self, phrase: Phrase, possessor: Chain | None) -> Chain | None:
        """Return the one person named with an office of the body ("the *Nordbank* chief", "the bank's chairman")."""
        word = phrase.head.lemma_.lower()
        if word not in OFFICE_NOUNS or phrase.is_plural or phrase.determiner not in ("the", "poss", "none"):
            return None
        inner = [self._named[child.i] for child in lefts_of(phrase.head) if child.i in self._named]
        body = possessor or (inner[-1] if inner else None)
        if body is None or body.kind != "organization":
            return None
        holders = [
            chain
            for chain in self._of_body.get(id(body), ())
            if chain.mentions and (word in _HEADS or word in " ".join(chain.roles))
        ]
        return holders[0] if len(holders) == 1 else None
