"""Frames that end a sentence: "..., the ministry said on Monday", "..., according to the agency".

Everything before such a frame is what it gives to its source, whatever the parse makes of it, and nothing that another
speaker tells goes on beyond it. The frame is read from the order of its words: a comma, a noun phrase, a verb of
saying in a finite form, and nothing after it but when, where and to whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.statements.sources import quoted_after
from rashomon.annotation.token_ranges import Range, abbreviated_ends, all_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["TrailingFrame", "trailing_frames"]

MAX_TAIL = 45
"""Tokens from the comma to the end of the sentence: a speaker with a long apposition fits."""
MAX_APPOSITION = 24
"""Tokens between the commas of "Ruiz, a member of the committee, said"."""

_SENTENCE_ENDS = frozenset((".", "?", "!"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_PAST_OR_PRESENT = frozenset(("VBD", "VBZ", "VBP"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP"))
_NO_SUBJECT = frozenset(("IN", "CC", "WDT", "WP", "WRB", "TO", "VB", "VBG", "MD", "EX", "RB"))
"""Tags that no speaker's phrase begins with."""
_AFTER_VERB = frozenset(
    (
        "on", "in", "at", "to", "during", "late", "early", "earlier", "later", "last", "this", "from", "through", "via",
        "yesterday", "today", "without", "over", "before", "after", "when",
    )
)  # fmt: skip
"""Words that open what may stand between the verb and the end of the sentence."""
_GIVEN_TO = frozenset(("tell", "inform"))
_SUBORDINATE = frozenset(
    ("when", "as", "while", "after", "before", "asked", "although", "though", "speaking", "if", "once", "and", "but")
)
"""Words that open a clause in which the speaker speaks, where no other clause stands beside it."""


class TrailingFrame(NamedTuple):
    """A frame at the end of a sentence, in tokens."""

    content: Range
    """From the beginning of the sentence to the comma of the frame."""
    cue: Range
    head: int
    source: Range
    end: int


def trailing_frames(doc: Doc, paragraph: Range, is_telling: Callable[[Token], bool]) -> Iterator[TrailingFrame]:
    """Yield the frames that end the sentences of a paragraph.

    Args:
        doc: the parsed article.
        paragraph: its tokens.
        is_telling: whether a token is a verb by which words are told ("said", "reported", "estimated").
    """
    start = paragraph.start
    tokens = all_tokens(doc)
    abbreviated = abbreviated_ends(doc)
    for i in range(paragraph.start, paragraph.end):
        ends = tokens[i].text in _SENTENCE_ENDS
        if ends or i == paragraph.end - 1 or i in abbreviated:
            end = i if ends else i + 1
            frame = _frame_of(doc, Range(start, end), is_telling)
            if frame is not None:
                yield frame
            start = i + 1


def _frame_of(doc: Doc, sentence: Range, is_telling: Callable[[Token], bool]) -> TrailingFrame | None:
    start = sentence.start
    while start < sentence.end and (doc[start].is_space or doc[start].is_quote):
        start += 1
    for comma in range(sentence.end - 2, max(start, sentence.end - MAX_TAIL), -1):
        if doc[comma].text != ",":
            continue
        tail = Range(comma + 1, _end_of_tail(doc, Range(comma + 1, sentence.end)))
        while tail.start < tail.end and doc[tail.start].is_quote:
            tail = Range(tail.start + 1, tail.end)
        read = _according(doc, tail) or _subject_and_verb(doc, tail, is_telling) or _verb_first(doc, tail, is_telling)
        if read is not None:
            content = Range(start, comma)
            return TrailingFrame(content, *read, tail.end) if _is_clause(doc, content) else None
    return None


def _end_of_tail(doc: Doc, tail: Range) -> int:
    """Return where ", adding that ...", ", citing ..." or ", without elaborating" begins, else the end."""
    for i in range(tail.start + 2, tail.end - 1):
        if doc[i].text == "," and (doc[i + 1].tag_ == "VBG" or doc[i + 1].lower_ == "without"):
            return i
    return tail.end


def _is_clause(doc: Doc, content: Range) -> bool:
    """Say whether the words can stand as a sentence of their own."""
    if not any(token.tag_ in _FINITE for token in doc[content.start : content.end]):
        return False
    opens_below = doc[content.start].lower_ in _SUBORDINATE
    return not opens_below or any(token.text == "," for token in doc[content.start : content.end])


def _according(doc: Doc, tail: Range) -> tuple[Range, int, Range] | None:
    if tail.end - tail.start < 3 or doc[tail.start].lower_ != "according" or doc[tail.start + 1].lower_ != "to":
        return None
    end = next((i for i in range(tail.start + 2, tail.end) if doc[i].text == ","), tail.end)
    return Range(tail.start, tail.start + 2), tail.start, Range(tail.start + 2, end)


def _subject_and_verb(doc: Doc, tail: Range, is_telling: Callable[[Token], bool]) -> tuple[Range, int, Range] | None:
    if tail.start >= tail.end or doc[tail.start].tag_ in _NO_SUBJECT:
        return None
    verb = _first_finite(doc, tail)
    if verb is None or verb == tail.start:
        return None
    subject = _subject(doc, Range(tail.start, verb))
    if subject is None:
        return None
    if (quoted := quoted_after(doc, Range(verb, tail.end))) is not None:
        return quoted[0], quoted[0].start, quoted[1]
    if not is_telling(doc[verb]) or not _is_adverbial(doc, Range(verb + 1, tail.end), doc[verb].lemma_):
        return None
    return Range(verb, verb + 1), verb, subject


def _first_finite(doc: Doc, tail: Range) -> int | None:
    """Return the first finite verb that is not in an apposition between commas."""
    i = tail.start
    while i < tail.end:
        if doc[i].text == ",":
            close = next((j for j in range(i + 1, min(tail.end, i + MAX_APPOSITION)) if doc[j].text == ","), None)
            if close is None:
                return None
            i = close + 1
            continue
        if doc[i].tag_ in _PAST_OR_PRESENT and doc[i].pos_ in ("VERB", "AUX"):
            return i
        i += 1
    return None


def _subject(doc: Doc, tokens: Range) -> Range | None:
    """Return the words as a speaker: a noun phrase, with its apposition, that no clause is hidden in."""
    end = next((i for i in range(tokens.start, tokens.end) if doc[i].text == ","), tokens.end)
    name = doc[tokens.start : end]
    if not any(token.tag_ in _NOUNS for token in name) or any(token.tag_ in ("WDT", "WRB", "TO") for token in name):
        return None
    if doc[end - 1].tag_ not in _NOUNS and doc[end - 1].tag_ not in ("DT", "JJ", "CD", "-RRB-"):
        return None
    last = tokens.end
    while last > tokens.start and (doc[last - 1].text == "," or doc[last - 1].tag_ == "RB"):
        last -= 1
    return Range(tokens.start, last) if last > tokens.start else None


def _is_adverbial(doc: Doc, tokens: Range, lemma: str) -> bool:
    """Say whether nothing follows the verb but when, where and to whom."""
    if tokens.start >= tokens.end:
        return True
    first = doc[tokens.start]
    opens = (
        first.lower_ in _AFTER_VERB
        or first.ent_type_ in ("DATE", "TIME")
        or (lemma in _GIVEN_TO and first.tag_ in (*_NOUNS, "DT", "PRP$"))
    )
    return opens and not any(
        token.tag_ in _FINITE or token.lower_ == "that" or token.is_quote for token in doc[tokens.start : tokens.end]
    )


def _verb_first(doc: Doc, tail: Range, is_telling: Callable[[Token], bool]) -> tuple[Range, int, Range] | None:
    """Read "said the minister, who ..."."""
    if tail.end - tail.start < 2:
        return None
    verb = doc[tail.start]
    if verb.tag_ not in ("VBD", "VBZ") or not is_telling(verb) or verb.lemma_ in _GIVEN_TO:
        return None
    end = next((i for i in range(tail.start + 1, tail.end) if doc[i].text == ","), tail.end)
    subject = _subject(doc, Range(tail.start + 1, end))
    if subject is None or doc[subject.start].tag_ in _NO_SUBJECT:
        return None
    if any(token.tag_ in _FINITE for token in doc[subject.start : subject.end]):
        return None
    return Range(tail.start, tail.start + 1), tail.start, Range(tail.start + 1, tail.end)
