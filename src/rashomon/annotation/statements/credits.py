"""Names below and beside a quotation that say whose it is: "― Ruiz", "That was how Ruiz put it", "So said Ruiz"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import lefts_of, rights_of
from rashomon.annotation.token_ranges import Range, edges, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["DASHES", "MAX_NAME", "NAME_TAGS", "Frame", "credit_at", "credit_below"]

MAX_NAME = 14
"""Tokens of "Representative Ana Ruiz, a member of the committee" where no verb makes it a frame."""

DASHES = frozenset(("—", "–", "-", "--", "―"))
NAME_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "WP"))
_POINTING = frozenset(("that", "this", "those", "these", "such", "so", "thus"))
"""Words by which a sentence points back at the quotation above it."""
_WORDS = frozenset(
    ("word", "view", "verdict", "message", "assessment", "conclusion", "warning", "reaction", "response", "account")
)
MAX_POINTING = 8
"""Tokens from "That was how" to the verb or noun that says what the quotation is."""


@dataclass
class Frame:
    """The cue and the source that go with a quotation."""

    cue: Range | None
    source: Range | None
    tokens: Range
    tells: bool = False
    """Whether it has content in the reporter's words beside the quotation."""


def credit_below(doc: Doc, tokens: Range, paragraph: Range, below: Range | None) -> Frame | None:
    """Read who is given a quotation that opens its paragraph by what stands below it.

    That is a dash and a name on the line below, where the quotation fills its own, or a sentence that points back at it.
    """
    if trimmed(doc, Range(paragraph.start, tokens.start)) is not None:
        return None
    if trimmed(doc, Range(tokens.end, paragraph.end)) is not None:
        return _pointed_at(doc, Range(tokens.end, paragraph.end))
    if below is None:
        return None
    return credit_at(doc, below.start + 1, below) if doc[below.start].text in DASHES else _pointed_at(doc, below)


def _pointed_at(doc: Doc, sentence: Range) -> Frame | None:
    """Read a sentence behind a quotation that says whose it was ("That was how Ruiz put it", "Those were the words of Ruiz")."""
    start = sentence.start
    while start < sentence.end and doc[start].is_space:
        start += 1
    if start >= sentence.end or doc[start].lower_ not in _POINTING:
        return None
    for token in doc[start + 1 : min(sentence.end, start + MAX_POINTING)]:
        if token.lower_ == "how" and token.head.pos_ == "VERB" and token.head.i > token.i:
            return _given_to(token.head, next((child for child in lefts_of(token.head) if child.dep_ == "nsubj"), None))
        if token.lemma_.lower() in _WORDS and token.nbor(1).lower_ == "of":
            behind = (inner for child in rights_of(token) if child.lower_ == "of" for inner in rights_of(child))
            return _given_to(token, next((inner for inner in behind if inner.dep_ == "pobj"), None))
    verb = doc[start + 1]
    if doc[start].lower_ in ("so", "thus") and verb.lower_ in ("said", "spoke", "says"):
        return _given_to(
            verb, next((child for child in rights_of(verb) if child.pos_ in ("NOUN", "PROPN", "PRON")), None)
        )
    return None


def _given_to(cue: Token, speaker: Token | None) -> Frame | None:
    if speaker is None:
        return None
    source = trimmed(cue.doc, edges(speaker)) or edges(speaker)
    return Frame(Range(cue.i, cue.i + 1), source, Range(min(cue.i, source.start), max(cue.i + 1, source.end)))


def credit_at(doc: Doc, start: int, paragraph: Range) -> Frame | None:
    """Read the name that a dash gives a quotation to, at the end of its line."""
    stop = min(paragraph.end, start + 2 * MAX_NAME)
    line = next((i for i in range(start, stop) if doc[i].is_space and "\n" in doc[i].text), stop)
    name = trimmed(doc, Range(start, line))
    if name is None or name.end - name.start > MAX_NAME or doc[name.start].tag_ not in NAME_TAGS | {"DT"}:
        return None
    if any(
        token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl") for token in doc[name.start : name.end]
    ):
        return None
    named = next((token.i for token in doc[name.start : name.end] if token.pos_ == "PROPN"), name.end)
    if any(token.dep_ in ("relcl", "acl") for token in doc[name.start : named]):
        return None
    return Frame(Range(start - 1, start), name, Range(start - 1, name.end))
