"""Where the content of a statement ends: which phrases at its end are the reporter's, not the speaker's.

The parse hangs "when he ran", ", who is 70" or "and left the room" to whatever stands before it. Each phrase along the
right edge of a content is a place where it may end, judged by a logistic model from the first to the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import lefts_of, rights_of
from rashomon.annotation.token_ranges import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Cut", "cuts_of"]

MAX_DEPTH = 12
"""Phrases within phrases looked at along the right edge: beyond this, sentences are lists or broken parses."""
MIN_LENGTH = 1
"""Tokens that stay before a cut."""


class Cut(NamedTuple):
    """A place where content may end, with what the model judges it by."""

    position: int
    """The first token that would no longer be content."""
    features: tuple[str, ...]


def cuts_of(doc: Doc, content: Range, head: int, construct: str, saying_class: str | None) -> Iterator[Cut]:
    """Yield the places along the right edge of the content, from left to right.

    Args:
        doc: the parsed article.
        content: the last part of the content, after its cue.
        head: the token of the cue.
        construct: the reading of the cue.
        saying_class: what the lexicon of verbs of saying knows of the cue.
    """
    roots = [
        token
        for token in doc[content.start : content.end]
        if not content.start <= token.head.i < content.end or token.head is token
    ]
    seen = content.start + MIN_LENGTH - 1
    cue = doc[head]
    level = [token for token in roots if not token.is_punct and not token.is_space]
    depth = 0
    while level and depth < MAX_DEPTH:
        for phrase in level:
            start = phrase.left_edge.i
            if depth == 0 and phrase is level[0]:
                continue
            if (
                phrase.dep_ in ("punct", "cc", "aux", "neg", "prt", "case", "poss", "det", "compound")
                or start >= content.end
            ):
                continue
            position = start
            if start - 1 > content.start and doc[start - 1].dep_ == "cc":
                position -= 1
            if position > seen:
                seen = position
                yield Cut(
                    position, tuple(_features(doc, phrase, position, content, cue, depth, construct, saying_class))
                )
        last = level[-1]
        level = [
            child for child in rights_of(last) if child.i < content.end and not child.is_punct and not child.is_space
        ]
        depth += 1


def _features(
    doc: Doc,
    phrase: Token,
    position: int,
    content: Range,
    cue: Token,
    depth: int,
    construct: str,
    saying_class: str | None,
) -> Iterator[str]:
    before = doc[position - 1]
    mark = (
        ","
        if before.text == ","
        else "-"
        if before.is_punct and before.text[:1] in "-–—"
        else "q"
        if before.is_quote
        else "."
        if before.is_punct
        else ""
    )
    first = doc[position]
    dep = phrase.dep_
    broad = construct.partition(":")[0]
    level = "cue" if phrase.head is cue else str(min(depth, 3))
    opening = first.lower_ if first.pos_ in ("SCONJ", "ADP", "PRON", "CCONJ", "ADV", "PART", "DET") else first.tag_
    lemma = cue.lemma_.lower()
    yield f"x:d={dep}&m={mark}"
    yield f"x:d={dep}&m={mark}&v={level}"
    yield f"x:d={dep}&m={mark}&b={broad}"
    yield f"x:d={dep}&b={broad}&v={level}"
    yield f"x:w={opening}&m={mark}"
    yield f"x:w={opening}&m={mark}&b={broad}"
    yield f"x:w={opening}&d={dep}&v={level}"
    yield f"x:t={phrase.tag_}&d={dep}&m={mark}"
    yield f"x:p={phrase.head.pos_}&d={dep}&m={mark}"
    yield f"x:l={lemma}&d={dep}"
    yield f"x:l={lemma}&m={mark}&v={level}"
    yield f"x:s={saying_class}&d={dep}&m={mark}"
    yield f"x:pl={phrase.lemma_.lower()}&d={dep}"
    yield f"x:e={phrase.ent_type_}&d={dep}&m={mark}"
    yield f"x:n={min((position - content.start) // 4, 6)}&b={broad}"
    yield f"x:r={min((content.end - position) // 4, 6)}&d={dep}&m={mark}"
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in lefts_of(phrase)):
        yield f"x:subject&d={dep}&m={mark}"
        yield f"x:subject&d={dep}&b={broad}"
    if any(child.dep_ == "mark" and child.lower_ == "that" for child in lefts_of(phrase)):
        yield "x:that"
    yield f"x:ends={'quote' if doc[content.end - 1].is_quote else ''}&d={dep}"
