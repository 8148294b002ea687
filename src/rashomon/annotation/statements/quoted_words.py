"""What stands between quotation marks: a sentence, a word that is one ("No."), a title or a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.token_ranges import Range, tokens_between

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "MAX_FREE_WORDS",
    "SENTENCE_ENDS",
    "count_words",
    "inner_end",
    "is_exclaimed",
    "is_sentence",
    "is_title",
    "is_unfinished",
]

MAX_TITLE_WORDS = 8
"""Words of the name of a programme, film or book."""
MAX_FREE_WORDS = 3
"""A quotation of at most so many words without a frame is a name, a title or a term."""

SENTENCE_ENDS = frozenset((".", "?", "!"))


def count_words(doc: Doc, tokens: Range) -> int:
    """Return how many words and numbers there are among the tokens."""
    return sum([token.is_alpha or token.like_num for token in tokens_between(doc, *tokens)])


def inner_end(doc: Doc, tokens: Range) -> str:
    """Return the last token before the closing mark."""
    for i in range(tokens.end - 1, tokens.start, -1):
        if not doc[i].is_quote and not doc[i].is_space and doc[i].text not in ("''", "'", "’"):
            return doc[i].text
    return ""


def is_exclaimed(doc: Doc, tokens: Range) -> bool:
    """Say whether a single word is an utterance ("No," ... "Never!") and no term."""
    first = next((token for token in doc[tokens.start : tokens.end] if token.is_alpha), None)
    return first is not None and first.text[0].isupper() and not is_unfinished(doc, tokens)


def is_unfinished(doc: Doc, tokens: Range) -> bool:
    """Say whether no mark before the closing one ends a sentence or a clause."""
    return inner_end(doc, tokens)[-1:] not in (".", "?", "!", "…", ",")


def is_title(doc: Doc, tokens: Range, paragraph: Range) -> bool:
    """Say whether a quotation is the name of a programme or work in a phrase of the reporter's ("on the show “Face It,”")."""
    before = tokens.start - 1
    if before < paragraph.start or (doc[before].pos_ not in ("ADP", "NOUN", "PROPN") and doc[before].tag_ != "POS"):
        return False
    words = [token for token in doc[tokens.start : tokens.end] if token.is_alpha]
    if not 2 <= len(words) <= MAX_TITLE_WORDS or inner_end(doc, tokens)[-1:] in SENTENCE_ENDS:
        return False
    return all(word.text[0].isupper() or word.is_stop for word in words) and words[-1].text[0].isupper()


def is_sentence(doc: Doc, tokens: Range) -> bool:
    """Say whether a quotation makes a sentence of its own rather than a phrase in another's sentence."""
    ends = inner_end(doc, tokens)
    first = next((token for token in doc[tokens.start : tokens.end] if token.is_alpha), None)
    return (
        ends[-1:] in (".", "?", "!", "…", ",")
        and first is not None
        and (first.text[0].isupper())
        and count_words(doc, tokens) > MAX_FREE_WORDS
    )
