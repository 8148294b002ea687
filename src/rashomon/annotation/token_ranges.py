"""Ranges of tokens, and where they begin and end in the parse and in the text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "Range",
    "all_tokens",
    "clipped",
    "edges",
    "ends_abbreviated",
    "sentence_of",
    "shared_part",
    "span_of_range",
    "text_between",
    "tokens_between",
    "tokens_of",
    "trimmed",
]

MAX_DEPTH = 60
"""Heads climbed to the root: twice what the longest sentences of news need, so that broken text stays linear."""
_TOKENS = "rashomon tokens"
_EDGE_PUNCT = frozenset((",", ";", ":", "-", "--", "–", "—", "―", ".", "...", "…", "?", "!"))


class Range(NamedTuple):
    """Tokens ``[start, end)``."""

    start: int
    end: int


def all_tokens(doc: Doc) -> list[Token]:
    """Return the tokens of the doc, made once: spaCy makes a new object each time that a token is asked for."""
    tokens: list[Token] | None = doc.user_data.get(_TOKENS)
    if tokens is None:
        tokens = doc.user_data[_TOKENS] = list(doc)
    return tokens


def tokens_between(doc: Doc, start: int, end: int) -> list[Token]:
    """Return the tokens ``[start, end)``, as ``doc[start:end]`` does, whose span alone costs as much as twenty tokens."""
    return all_tokens(doc)[start:end]


def text_between(doc: Doc, start: int, end: int) -> str:
    """Return the text of the tokens ``[start, end)``, without the white space behind them."""
    if start >= end:
        return ""
    tokens = all_tokens(doc)
    return "".join([token.text_with_ws for token in tokens[start : end - 1]]) + tokens[end - 1].text


def edges(token: Token) -> Range:
    """Return the tokens from the first to the last below the token."""
    return Range(token.left_edge.i, token.right_edge.i + 1)


def sentence_of(token: Token) -> Range:
    """Return the tokens of the token's sentence, by climbing the parse (`token.sent` walks the whole article)."""
    for _ in range(MAX_DEPTH):
        head = token.head
        if head.i == token.i:
            break
        token = head
    return edges(token)


def ends_abbreviated(token: Token) -> bool:
    """Say whether a sentence ends with an abbreviation, whose point the tokens keep: "... by the U.N. In a statement".

    The next word has a capital and is one that has none within a sentence.
    """
    text = token.text
    if len(text) < 2 or not text.endswith(".") or token.i + 1 >= len(token.doc):
        return False
    after = token.nbor(1)
    site = text == "X." and token.i > 0 and token.nbor(-1).lower_ in ("on", "to", "via")
    return after.is_title and (site or after.pos_ in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV"))


def trimmed(doc: Doc, tokens: Range) -> Range | None:
    """Drop white space, commas, stops, dashes and a trailing "and" from the ends; None where nothing is left."""
    start, end = tokens
    while start < end and (doc[start].is_space or doc[start].text in _EDGE_PUNCT):
        start += 1
    while end > start and (
        doc[end - 1].is_space or doc[end - 1].text in _EDGE_PUNCT or doc[end - 1].text in ("and", "but")
    ):
        end -= 1
    return Range(start, end) if start < end else None


def clipped(tokens: Range | None, limits: Range) -> Range | None:
    """Return what of the tokens lies within the limits; None where nothing does."""
    if tokens is None:
        return None
    start, end = max(tokens.start, limits.start), min(tokens.end, limits.end)
    return Range(start, end) if start < end else None


def tokens_of(offsets: list[int], span: Span) -> Range:
    """Return the tokens that begin in the span, given where each token begins."""
    return Range(bisect_left(offsets, span.start), bisect_left(offsets, span.end))


def shared_part(a: tuple[Range, ...], b: tuple[Range, ...]) -> float:
    """Return the tokens that two contents share, as a part of the longer one."""
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return shared / max(sum(x.end - x.start for x in a), sum(y.end - y.start for y in b))


def span_of_range(doc: Doc, tokens: Range) -> Span:
    """Return the characters of the tokens."""
    last = doc[tokens.end - 1]
    return Span(doc[tokens.start].idx, last.idx + len(last))
