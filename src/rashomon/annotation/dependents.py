"""The dependents of a token: what hangs on it directly, before and after it.

spaCy finds them by walking through all that lies between a token and its outermost descendant, each time anew: costly where a
layer asks again and again, and quadratic in a sentence without end. Here they are gathered once in an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.token_ranges import all_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["MAX_DEPENDENTS", "children_of", "lefts_of", "rights_of"]

MAX_DEPENDENTS = 100
"""Dependents looked through where many words ask for those of one: a word of news has a dozen, in broken text thousands."""
_DEPENDENTS = "rashomon dependents"


class _Dependents(NamedTuple):
    """For each token of a doc, its dependents in the order of the text."""

    lefts: list[Sequence[Token]]
    rights: list[Sequence[Token]]
    children: list[Sequence[Token]]


def children_of(token: Token) -> Sequence[Token]:
    """Return the dependents of a token in the order of the text, as `token.children` does."""
    return _dependents(token).children[token.i]


def lefts_of(token: Token) -> Sequence[Token]:
    """Return the dependents before a token in the order of the text, as `token.lefts` does."""
    return _dependents(token).lefts[token.i]


def rights_of(token: Token) -> Sequence[Token]:
    """Return the dependents after a token in the order of the text, as `token.rights` does."""
    return _dependents(token).rights[token.i]


def _dependents(token: Token) -> _Dependents:
    kept: dict[str, _Dependents] = token.doc.user_data
    return kept[_DEPENDENTS] if _DEPENDENTS in kept else kept.setdefault(_DEPENDENTS, _gathered(token.doc))


def _gathered(doc: Doc) -> _Dependents:
    # One empty sequence for the many tokens without dependents.
    none: Sequence[Token] = ()
    lefts: list[list[Token]] = [[] for _ in range(len(doc))]
    rights: list[list[Token]] = [[] for _ in range(len(doc))]
    for token, offset in zip(all_tokens(doc), doc.to_array("HEAD").astype("int64").tolist(), strict=True):
        if offset > 0:
            lefts[token.i + offset].append(token)
        elif offset < 0:
            rights[token.i + offset].append(token)
    return _Dependents(
        [each or none for each in lefts],
        [each or none for each in rights],
        [before + after or none for before, after in zip(lefts, rights, strict=True)],
    )
