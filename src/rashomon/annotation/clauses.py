"""Cutting sentences into clauses: the units that say one thing each.

A sentence of news says several things: a main clause, what is reported in it, relative and adverbial clauses, appositions
that say who somebody is. Each becomes a unit of its own (the elementary discourse units of Carlson and Marcu 2001, and
the sub-predicates of PropSegmEnt, Chen et al. 2023), so that a point is about one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Clause", "clauses_of"]

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_SUBORDINATE = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj"})
_EDGE_WORDS = frozenset({"that", "and", "but", "or", "which", "while", "as", "though", "although", "because", "so"})

MIN_CONTENT_WORDS = 2
"""Content words of a subordinate clause that stands alone; a shorter one ("as he said") stays with its governor."""

MIN_PARTICIPLE_WORDS = 4
"""Content words of a participial clause ("accusing the ministry of delay") that stands alone."""

MIN_APPOSITION_WORDS = 2
"""Content words of an apposition that says who somebody is."""


class Clause(NamedTuple):
    """A unit: its head, the tokens that belong to it, and its characters without edges such as "that" or a comma."""

    head: Token
    tokens: tuple[Token, ...]
    span: Span
    is_apposition: bool


def clauses_of(doc: Doc) -> Iterator[Clause]:
    """Cut each sentence of the doc into clauses, in the order of their heads."""
    for sentence in doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        if not tokens:
            continue
        heads = {token.i for token in tokens if token.i == sentence.root.i or _heads_clause(token)}
        owned: dict[int, list[Token]] = {head: [] for head in sorted(heads)}
        owner: dict[int, int] = {}
        for token in tokens:
            owned[_owner_of(token, heads, owner, sentence.root.i)].append(token)
        for head, mine in owned.items():
            clause = _clause(doc[head], mine, is_apposition=False)
            if clause is not None:
                yield clause
        for token in tokens:
            if token.dep_ == "appos" and _content_words(token.subtree) >= MIN_APPOSITION_WORDS:
                apposition = _apposition(token)
                if apposition is not None:
                    yield apposition


def _heads_clause(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        return False
    if token.dep_ in _SUBORDINATE:
        if _has_subject(token) or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return _content_words(_own_tokens(token)) >= MIN_CONTENT_WORDS
        return _content_words(token.subtree) >= MIN_PARTICIPLE_WORDS
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        enough = MIN_CONTENT_WORDS if _has_subject(token) else MIN_PARTICIPLE_WORDS - 1
        return _content_words(token.subtree) >= enough
    if token.dep_ in ("acl", "pcomp"):
        return _content_words(token.subtree) >= MIN_PARTICIPLE_WORDS and token.tag_ in ("VBG", "VBN")
    return False


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in token.children)


def _own_tokens(token: Token) -> Iterator[Token]:
    """The token and what hangs on it, down to the next verb of a clause."""
    yield token
    for child in token.children:
        if child.dep_ not in _SUBORDINATE:
            yield from child.subtree


def _owner_of(token: Token, heads: set[int], owner: dict[int, int], root: int) -> int:
    """Return the nearest clause head above the token, remembering the way."""
    path: list[int] = []
    here = token
    while here.i not in heads and here.i not in owner:
        path.append(here.i)
        if here.head.i == here.i:
            break
        here = here.head
    found = owner.get(here.i, here.i if here.i in heads else root)
    for step in path:
        owner[step] = found
    return found


def _clause(head: Token, tokens: list[Token], *, is_apposition: bool) -> Clause | None:
    """Trim what belongs to no clause: punctuation, quotation marks, a conjunction at the edge."""
    kept = list(tokens)
    while kept and (kept[0].is_punct or kept[0].is_quote or kept[0].lower_ in _EDGE_WORDS and kept[0].i != head.i):
        kept.pop(0)
    while kept and (kept[-1].is_punct or kept[-1].is_quote or kept[-1].lower_ in ("and", "but", "or")):
        kept.pop()
    if not kept or not _content_words(kept):
        return None
    kept = _longest_run(head, kept)
    return Clause(head, tuple(kept), Span(kept[0].idx, kept[-1].idx + len(kept[-1])), is_apposition)


def _longest_run(head: Token, tokens: list[Token]) -> list[Token]:
    """Drop a stray word that the parser left far from the clause, beyond another clause longer than this one."""
    pieces: list[list[Token]] = [[tokens[0]]]
    for before, token in zip(tokens, tokens[1:], strict=False):
        if token.i - before.i > 1 + len(tokens):
            pieces.append([])
        pieces[-1].append(token)
    return next(piece for piece in pieces if any(token.i == head.i for token in piece)) if len(pieces) > 1 else tokens


def _apposition(token: Token) -> Clause | None:
    """A name and who that is: "his successor, Ana Ruiz"."""
    named = token.head
    left = min(named.left_edge.i, token.left_edge.i)
    right = max(token.right_edge.i, named.i)
    return _clause(token, list(token.doc[left : right + 1]), is_apposition=True)


def _content_words(tokens: object) -> int:
    return sum(token.pos_ in _CONTENT and not token.is_stop for token in tokens)  # type: ignore[attr-defined]
