"""Ranges of tokens, and where they begin and end in the parse and in the text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "Range",
    "abbreviated_ends",
    "all_tokens",
    "clipped",
    "edges",
    "sentence_of",
    "shared_part",
    "span_of_range",
    "text_between",
    "text_of",
    "tokens_between",
    "tokens_of",
    "trimmed",
]

MAX_DEPTH = 60
"""Heads climbed to the root: twice what the longest sentences of news need, so that broken text stays linear."""
_TOKENS = "rashomon tokens"
_TEXT = "rashomon text"
_ABBREVIATED = "rashomon abbreviated ends"
_EDGE_PUNCT = frozenset((",", ";", ":", "-", "--", "–", "—", "―", ".", "...", "…", "?", "!"))
_TRAILING = _EDGE_PUNCT | {"and", "but"}


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


def text_of(doc: Doc) -> str:
    """Return the text of the doc, made once: spaCy joins all tokens each time that `doc.text` is asked for."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


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


def abbreviated_ends(doc: Doc) -> frozenset[int]:
    """Return the tokens that end a sentence with an abbreviation, whose point they keep: "... by the U.N. In a statement".

    They are looked for once in a doc. The next word has a capital and is one that has none within a sentence.
    """
    found: frozenset[int] | None = doc.user_data.get(_ABBREVIATED)
    if found is None:
        tokens = all_tokens(doc)
        found = doc.user_data[_ABBREVIATED] = frozenset(
            number
            for number, token in enumerate(tokens[:-1])
            if (text := token.text)[-1:] == "." and len(text) > 1 and _begins_sentence(token, text)
        )
    return found


def _begins_sentence(token: Token, text: str) -> bool:
    """Say whether the word behind an abbreviation has a capital that it has for the sentence it begins."""
    after = token.nbor(1)
    site = text == "X." and token.i > 0 and token.nbor(-1).lower_ in ("on", "to", "via")
    return after.is_title and (site or after.pos_ in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV"))


def trimmed(doc: Doc, tokens: Range) -> Range | None:
    """Drop white space, commas, stops, dashes and a trailing "and" from the ends; None where nothing is left."""
    start, end = tokens
    each = all_tokens(doc)
    while start < end and (each[start].text in _EDGE_PUNCT or each[start].is_space):
        start += 1
    while end > start and (each[end - 1].text in _TRAILING or each[end - 1].is_space):
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
