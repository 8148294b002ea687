"""Quotation marks and who speaks between them, as pronouns need it: "I" is the speaker, "he" is not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import children_of, rights_of
from rashomon.annotation.quotations import find_quotations as find_marked
from rashomon.annotation.token_ranges import all_tokens, tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.annotation.parse import Parse
    from rashomon.knowledge import Knowledge

__all__ = ["Quotation", "find_quotations", "is_source"]

MAX_QUOTATION_TOKENS = 300
"""A mark that is not closed for longer than this was never an opening one."""
MAX_CUE_DISTANCE = 40
"""Tokens between a quotation and the verb of saying that introduces or follows it."""

MAX_TERM_WORDS = 3
"""Words in single marks that are a term rather than speech."""

_SINGLE = "‘'’`"
_OPEN = frozenset({"“", "«"})
_CLOSE = frozenset({"”", "»"})
_EITHER = frozenset({'"', "''", "``"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens ``[start, end)`` between quotation marks, and the head of the phrase that names the speaker."""

    start: int
    end: int
    speaker: Token | None


def find_quotations(parse: Parse, knowledge: Knowledge) -> list[Quotation]:
    """Return the quotations of the article in order, with their speakers where a verb of saying is near."""
    doc = parse.doc
    spans = sorted([*_quoted_spans(doc), *_spoken_in_single_marks(parse)])
    inside = [False] * len(doc)
    for start, end in spans:
        inside[start:end] = [True] * (end - start)
    cues = _cues(doc, inside, knowledge)
    sentences = [sentence.start for sentence in doc.sents]
    quotations: list[Quotation] = []
    first = 0
    for start, end in spans:
        while first < len(cues) and cues[first][0] < start - MAX_CUE_DISTANCE:
            first += 1
        best: tuple[int, Token] | None = None
        for cue, subject in cues[first:]:
            if cue > end + MAX_CUE_DISTANCE:
                break
            distance = start - cue if cue < start else cue - end
            # A cue in another sentence counts only where no cue is in the same one.
            own = (bisect_right(sentences, start), bisect_right(sentences, end - 1))
            if bisect_right(sentences, cue) not in own:
                distance += MAX_CUE_DISTANCE
            if best is None or distance < best[0]:
                best = (distance, subject)
        speaker = best[1] if best else None
        if speaker is None and quotations and start - quotations[-1].end < MAX_CUE_DISTANCE:
            speaker = quotations[-1].speaker
        quotations.append(Quotation(start, end, speaker))
    return quotations


def is_source(noun: Token, knowledge: Knowledge) -> bool:
    """Say whether words are given to the noun: as the subject or agent of a verb of saying, or behind "according to"."""
    above = noun.head
    if noun.dep_ == "pobj":
        return above.head.lower_ == "according" or (above.dep_ == "agent" and _says(above.head, knowledge))
    if noun.dep_ != "nsubj":
        return False
    # "A jury indicted the officers, accusing them of ...": the participle has the same subject.
    return _says(above, knowledge) or any(
        child.tag_ == "VBG" and child.dep_ == "advcl" and _says(child, knowledge) for child in rights_of(above)
    )


def _says(verb: Token, knowledge: Knowledge) -> bool:
    return verb.pos_ == "VERB" and knowledge.saying(verb.lemma_) is not None


def _quoted_spans(doc: Doc) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for token in all_tokens(doc):
        text = token.text
        if start is not None and (token.i - start > MAX_QUOTATION_TOKENS or (token.is_space and "\n\n" in text)):
            if token.is_space:
                spans.append((start, token.i))
            start = None
        elif text in _OPEN or (text in _EITHER and start is None):
            start = token.i + 1
        elif (text in _CLOSE or text in _EITHER) and start is not None:
            if token.i > start:
                spans.append((start, token.i))
            start = None
    return spans


def _spoken_in_single_marks(parse: Parse) -> Iterator[tuple[int, int]]:
    """Yield the tokens of speech in single marks, as British papers print it; of a few words they are mostly terms."""
    text = parse.article.text
    offsets: list[int] = parse.doc.to_array("IDX").tolist()
    for quotation in find_marked(text, [zone.span for zone in parse.zones if zone.kind == "body"]):
        inner = quotation.inner(text)
        if quotation.closed and text[quotation.span.start] in _SINGLE and len(inner.of(text).split()) > MAX_TERM_WORDS:
            yield tokens_of(offsets, inner)


def _cues(doc: Doc, inside: list[bool], knowledge: Knowledge) -> list[tuple[int, Token]]:
    """Return the verbs of saying outside quotation marks, with the heads of their subjects."""
    cues: list[tuple[int, Token]] = []
    for token in all_tokens(doc):
        if inside[token.i]:
            continue
        if _says(token, knowledge):
            subject = _subject(token, inside)
            if subject is not None:
                cues.append((token.i, subject))
        elif token.lower_ == "according":
            for child in rights_of(token):
                if child.lower_ == "to":
                    cues.extend((token.i, named) for named in rights_of(child) if named.dep_ == "pobj")
    return cues


def _subject(verb: Token, inside: list[bool]) -> Token | None:
    current = verb
    for _ in range(3):
        for child in children_of(current):
            if child.dep_ == "nsubj" and not inside[child.i] and child.lower_ not in ("who", "which", "that", "it"):
                return child
        if current.dep_ not in ("conj", "xcomp", "advcl"):
            return None
        current = current.head
    return None
