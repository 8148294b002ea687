"""Direct speech: quotations with the frame that gives them to somebody.

A frame stands after its quotation ("...," said X), before it (X said: "..."), or between its parts; a quotation
without a frame of its own that makes whole sentences goes on with the statement before it, in the same paragraph or
from the one above. Quotation marks around a name, a title or a term have no frame and are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotation.cues import Range, edges, source_of, trimmed
from rashomon.annotation.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["DirectSpeech", "find_direct_speech"]

MAX_FRAME = 45
"""Tokens looked at on either side of a quotation for its frame: a long apposition after "said" fits."""
MAX_FREE_WORDS = 3
"""A quotation of at most so many words without a frame is a name, a title or a term."""

_ENDS = frozenset((".", "?", "!"))
_DASHES = frozenset(("—", "–", "-", "--", "―"))
_NAME_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "WP"))


@dataclass
class Frame:
    """The cue and the source that go with a quotation."""

    cue: Range | None
    source: Range | None
    tokens: Range


@dataclass
class DirectSpeech:
    """Quotations that are one utterance, with their frame."""

    content: list[Range]
    frame: Frame
    mixed: bool = False
    last_paragraph: int = 0
    joins: bool = False
    """Whether it goes on with what the sentence above gives to the same speaker in the reporter's words."""


def find_direct_speech(
    doc: Doc, paragraphs: Iterable[Range], quotations: Iterable[Quotation], is_saying: Callable[[Token], bool]
) -> list[DirectSpeech]:
    """Return the direct speech of the paragraphs (token ranges, in order) in the order of its content."""
    pending = list(_as_tokens(doc, quotations))
    found: list[DirectSpeech] = []
    cursor = 0
    for number, paragraph in enumerate(paragraphs):
        while cursor < len(pending) and pending[cursor][0].start < paragraph.start:
            cursor += 1
        own: list[tuple[Range, Quotation]] = []
        while cursor < len(pending) and pending[cursor][0].start < paragraph.end:
            own.append(pending[cursor])
            cursor += 1
        if own:
            _read_paragraph(doc, paragraph, number, own, is_saying, found)
    return found


def _as_tokens(doc: Doc, quotations: Iterable[Quotation]) -> Iterable[tuple[Range, Quotation]]:
    position = 0
    for quotation in quotations:
        while position < len(doc) and doc[position].idx + len(doc[position]) <= quotation.span.start:
            position += 1
        end = position
        while end < len(doc) and doc[end].idx < quotation.span.end:
            end += 1
        if position < end:
            yield Range(position, end), quotation


def _read_paragraph(
    doc: Doc,
    paragraph: Range,
    number: int,
    quotations: list[tuple[Range, Quotation]],
    is_saying: Callable[[Token], bool],
    found: list[DirectSpeech],
) -> None:
    taken: Frame | None = None
    for index, (tokens, quotation) in enumerate(quotations):
        previous_end = quotations[index - 1][0].end if index else paragraph.start
        next_start = quotations[index + 1][0].start if index + 1 < len(quotations) else paragraph.end
        last = found[-1] if found and found[-1].last_paragraph >= number - 1 else None
        before_start = max(previous_end, taken.tokens.end if taken is not None else paragraph.start)
        sentence_start, opens = _sentence_start(doc, Range(before_start, tokens.start), paragraph)
        after = _frame_after(doc, tokens, Range(tokens.end, next_start), paragraph, is_saying)
        if after is not None and _words(doc, tokens) >= 2:
            start = tokens.start
            prefix = trimmed(doc, Range(sentence_start, tokens.start))
            earlier = _earlier_in_sentence(doc, quotations, index, paragraph, taken)
            if earlier is not None:
                prefix = trimmed(doc, Range(earlier, tokens.start))
            is_mixed = prefix is not None and not _has_frame(doc, prefix, is_saying)
            if is_mixed and prefix is not None:
                start = prefix.start
            content = [Range(start, tokens.end)]
            speech = DirectSpeech(content, after, is_mixed, number)
            if quotation.reopens and last is not None and not is_mixed and last.last_paragraph == number - 1:
                last.content.extend(content)
                last.last_paragraph = number
                taken = after
                continue
            found.append(speech)
            taken = after
            continue
        frame = _frame_before(doc, tokens, Range(before_start, tokens.start), sentence_start, is_saying)
        if frame is not None and _words(doc, tokens) >= 2:
            found.append(DirectSpeech([tokens], frame, False, number))
            taken = frame
            continue
        if last is not None and _continues(doc, tokens, last, taken, opens, quotation, number):
            last.content.append(tokens)
            last.last_paragraph = number
            continue
        if opens and _is_sentence(doc, tokens):
            above = _frame_above(doc, sentence_start, is_saying)
            if above is not None:
                found.append(DirectSpeech([tokens], above, False, number, joins=above.cue is not None))
                taken = None


def _words(doc: Doc, tokens: Range) -> int:
    return sum(1 for token in doc[tokens.start : tokens.end] if token.is_alpha or token.like_num)


def _inner_end(doc: Doc, tokens: Range) -> str:
    """Return the last token before the closing mark."""
    for i in range(tokens.end - 1, tokens.start, -1):
        if not doc[i].is_quote and not doc[i].is_space and doc[i].text not in ("''", "'", "’"):
            return doc[i].text
    return ""


def _is_sentence(doc: Doc, tokens: Range) -> bool:
    """Say whether a quotation makes a sentence of its own rather than a phrase in another's sentence."""
    ends = _inner_end(doc, tokens)
    first = next((token for token in doc[tokens.start : tokens.end] if token.is_alpha), None)
    return (
        ends[-1:] in (".", "?", "!", "…", ",")
        and first is not None
        and (first.text[0].isupper())
        and _words(doc, tokens) > MAX_FREE_WORDS
    )


def _sentence_start(doc: Doc, before: Range, paragraph: Range) -> tuple[int, bool]:
    """Return where the sentence with the quotation begins, and whether the quotation opens it."""
    start = before.start
    for i in range(before.end - 1, before.start - 1, -1):
        if doc[i].text in _ENDS:
            start = i + 1
            break
    opens = trimmed(doc, Range(start, before.end)) is None and (
        start == paragraph.start or doc[start - 1].text in _ENDS or _closed_sentence(doc, start)
    )
    return start, opens


def _closed_sentence(doc: Doc, position: int) -> bool:
    """Say whether the tokens right before the position are a sentence's end inside closing marks."""
    for i in range(position - 1, max(position - 4, -1), -1):
        if doc[i].text[-1:] in _ENDS:
            return True
        if not (doc[i].is_quote or doc[i].is_space or doc[i].text in ("''", "'", "’")):
            return False
    return False


def _earlier_in_sentence(
    doc: Doc, quotations: list[tuple[Range, Quotation]], index: int, paragraph: Range, taken: Frame | None
) -> int | None:
    """Return the start of the sentence when an earlier, frameless quotation stands in the same sentence."""
    start: int | None = None
    for back in range(index - 1, -1, -1):
        earlier = quotations[back][0]
        gap = Range(earlier.end, quotations[back + 1][0].start)
        if taken is not None and taken.tokens.end > earlier.start:
            break
        if any(token.text in _ENDS for token in doc[gap.start : gap.end]) or _closed_sentence(doc, gap.start):
            break
        floor = quotations[back - 1][0].end if back else paragraph.start
        if taken is not None:
            floor = max(floor, taken.tokens.end)
        start = earlier.start
        for i in range(earlier.start - 1, floor - 1, -1):
            if doc[i].text in _ENDS:
                break
            start = i
    return start


def _frame_after(
    doc: Doc, tokens: Range, gap: Range, paragraph: Range, is_saying: Callable[[Token], bool]
) -> Frame | None:
    ends = _inner_end(doc, tokens)
    start = gap.start
    comma = start < gap.end and doc[start].text == ","
    if comma:
        start += 1
    while start < gap.end and (doc[start].is_space or doc[start].text in _DASHES):
        start += 1
    stop = min(gap.end, start + MAX_FRAME)
    for i in range(start, stop):
        if doc[i].text in _ENDS or doc[i].text == ";":
            stop = i
            break
    if start >= stop:
        return None
    if start > gap.start and doc[start - 1].text in _DASHES and (credit := _credit(doc, start, paragraph)) is not None:
        return credit
    if ends[-1:] == "." and doc[start].text[0].isupper() and not comma:
        return None
    if (
        not comma
        and ends[-1:] not in (",", "?", "!", ".", "…", "—", "–", "-")
        and not (is_saying(doc[start]) and doc[start].tag_ in ("VBD", "VBZ"))
    ):
        return None
    return _frame_in(doc, Range(start, stop), is_saying)


def _credit(doc: Doc, start: int, paragraph: Range) -> Frame | None:
    """Read the name that a dash gives a quotation to, at the end of its paragraph."""
    name = trimmed(doc, Range(start, paragraph.end))
    if name is None or name.end - name.start > 14 or doc[name.start].tag_ not in _NAME_TAGS | {"DT"}:
        return None
    if any(
        token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl") for token in doc[name.start : name.end]
    ):
        return None
    return Frame(Range(start - 1, start), name, Range(start - 1, name.end))


def _frame_in(doc: Doc, tail: Range, is_saying: Callable[[Token], bool]) -> Frame | None:
    """Read "said X", "X said", "X, who ..., told Y" at the beginning of the tokens."""
    first = doc[tail.start]
    if first.lower_ == "according" and tail.start + 1 < tail.end and doc[tail.start + 1].lower_ == "to":
        pobj = next((each for each in doc[tail.start + 1].rights if each.dep_ == "pobj"), None)
        source = _clipped(edges(pobj), tail) if pobj is not None else Range(tail.start + 2, tail.end)
        return Frame(Range(tail.start, tail.start + 2), source, Range(tail.start, source.end if source else tail.end))
    if (
        first.pos_ in ("SCONJ", "CCONJ", "ADP")
        or first.dep_ in ("mark", "relcl")
        or first.tag_ in ("WDT", "WP", "WRB", "TO")
    ):
        return None
    verbs = [token for token in doc[tail.start : tail.end] if token.pos_ in ("VERB", "AUX") or is_saying(token)]
    for verb in verbs:
        if not is_saying(verb) or verb.dep_ in ("relcl", "acl") or verb.tag_ in ("VB", "NN", "NNS"):
            continue
        if verb.tag_ == "VBG":
            continue
        subject = next(
            (each for each in verb.children if each.dep_ == "nsubj" and tail.start <= each.i < tail.end), None
        )
        if subject is not None:
            source: Range | None = _clipped(edges(subject), tail)
        elif verb.i - tail.start <= 2 and all(doc[i].pos_ in ("ADV", "AUX") for i in range(tail.start, verb.i)):
            source = _phrase_after(doc, Range(verb.i + 1, tail.end))
        elif verb.i > tail.start:
            source = _phrase_before(doc, Range(tail.start, verb.i))
            if source is None:
                continue
        else:
            continue
        if source is not None and source.start <= verb.i < source.end:
            source = Range(source.start, verb.i) if source.start < verb.i else Range(verb.i + 1, source.end)
        end = max(verb.i + 1, source.end if source else 0)
        for child in verb.rights:
            if (
                child.dep_ in ("npadvmod", "prep", "dative", "dobj", "advmod")
                and end <= child.left_edge.i + 1
                and child.right_edge.i < tail.end
            ):
                end = max(end, child.right_edge.i + 1)
        return Frame(Range(verb.i, verb.i + 1), source, Range(tail.start, end))
    return None


def _is_close(verb: Token, subject: Token | None, tail: Range) -> bool:
    """Say whether any verb reads as one of saying where it stands: a person and the verb fill the frame ("he sang")."""
    if subject is None or verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ"):
        return False
    person = subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she", "they")
    begins = min(subject.left_edge.i, verb.i) == tail.start and abs(subject.i - verb.i) <= 3
    return person and begins and not any(child.dep_ in ("dobj", "ccomp", "attr", "acomp") for child in verb.rights)


def _clipped(tokens: Range, limits: Range) -> Range | None:
    start, end = max(tokens.start, limits.start), min(tokens.end, limits.end)
    return Range(start, end) if start < end else None


def _phrase_after(doc: Doc, tokens: Range) -> Range | None:
    """Return the noun phrase that the tokens open with, with its apposition."""
    for i in range(tokens.start, min(tokens.end, tokens.start + 12)):
        if doc[i].tag_ in _NAME_TAGS:
            head = doc[i]
            while (
                head.head.i < tokens.end
                and head.head.i > head.i
                and head.dep_ in ("compound", "amod", "poss", "nmod", "det")
            ):
                head = head.head
            whole = _clipped(edges(head), tokens)
            return whole if whole is not None and whole.start <= tokens.start + 1 else Range(tokens.start, head.i + 1)
        if doc[i].pos_ not in ("DET", "ADJ", "NUM", "ADV", "PROPN", "NOUN", "PRON", "PUNCT", "PART", "ADP"):
            return None
    return None


def _phrase_before(doc: Doc, tokens: Range) -> Range | None:
    for i in range(tokens.start, tokens.end):
        if doc[i].tag_ in _NAME_TAGS:
            return trimmed(doc, tokens)
        if doc[i].pos_ not in ("DET", "ADJ", "NUM", "PROPN", "NOUN", "PRON"):
            return None
    return None


def _frame_before(
    doc: Doc, tokens: Range, gap: Range, sentence_start: int, is_saying: Callable[[Token], bool]
) -> Frame | None:
    end = gap.end
    while end > gap.start and doc[end - 1].is_space:
        end -= 1
    if end <= gap.start:
        return None
    mark = doc[end - 1].text
    begin = max(sentence_start, gap.start, end - 2 * MAX_FRAME)
    if mark not in (":", ","):
        last = doc[end - 1]
        if is_saying(last) and last.pos_ == "VERB" and _is_sentence(doc, tokens):
            return Frame(Range(last.i, last.i + 1), _clipped_before(source_of(last), last.i), Range(begin, end))
        return None
    if not _is_sentence(doc, tokens) and not (mark == ":" and _words(doc, tokens) > MAX_FREE_WORDS):
        return None
    for i in range(end - 2, begin - 1, -1):
        verb = doc[i]
        if not is_saying(verb) or (verb.pos_ not in ("VERB", "AUX") and verb.tag_[:2] != "VB"):
            continue
        if mark == "," and end - i > 25:
            break
        if verb.dep_ in ("relcl", "acl") and verb.tag_ != "VBG":
            continue
        if _tells_between(doc, i, end):
            break
        source = source_of(verb)
        if source is None:
            subject = next((each for each in verb.lefts if each.dep_ == "nsubj"), None)
            source = edges(subject) if subject is not None else None
        if source is None and mark == ",":
            continue
        return Frame(Range(i, i + 1), _clipped_before(source, end), Range(begin, end))
    if mark == ":":
        name = trimmed(doc, Range(begin, end - 1))
        if name is None:
            return None
        verbs = [
            token
            for token in doc[name.start : name.end]
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl")
        ]
        if not verbs and name.end - name.start <= 14 and name.start == sentence_start:
            return Frame(Range(end - 1, end), name, Range(begin, end))
        if verbs:
            main = verbs[0]
            return Frame(Range(main.i, main.i + 1), _clipped_before(source_of(main), end), Range(begin, end))
    return None


def _tells_between(doc: Doc, verb: int, end: int) -> bool:
    """Say whether a clause of content stands between the verb and the quotation already."""
    return any(
        token.dep_ in ("nsubj", "nsubjpass")
        and token.head.i > verb
        and token.head.dep_ not in ("advcl", "relcl", "acl")
        for token in doc[verb + 1 : end]
    )


def _clipped_before(tokens: Range | None, end: int) -> Range | None:
    return None if tokens is None else _clipped(tokens, Range(0, end))


def _has_frame(doc: Doc, tokens: Range, is_saying: Callable[[Token], bool]) -> bool:
    """Say whether the words before a quotation hold a finite verb of saying with its subject."""
    return any(
        is_saying(token)
        and token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG")
        and (token.tag_ == "VBG" or any(each.dep_ == "nsubj" for each in token.lefts))
        for token in doc[tokens.start : tokens.end]
    )


def _continues(
    doc: Doc, tokens: Range, last: DirectSpeech, taken: Frame | None, opens: bool, quotation: Quotation, number: int
) -> bool:
    """Say whether a quotation without a frame goes on with the statement before it."""
    if last.last_paragraph == number - 1:
        return quotation.reopens or (opens and _is_sentence(doc, tokens) and _ends_paragraph(doc, last))
    if (
        taken is not None
        and last.frame is taken
        and len(last.content) >= 1
        and last.content[-1].end <= taken.tokens.start
    ):
        between = trimmed(doc, Range(taken.tokens.end, tokens.start))
        if between is None:
            return True
    return opens and _is_sentence(doc, tokens)


def _ends_paragraph(doc: Doc, last: DirectSpeech) -> bool:
    """Say whether nothing but the frame stands between the last quotation and the end of its paragraph."""
    end = max(last.content[-1].end, last.frame.tokens.end)
    for i in range(end, min(end + 3, len(doc))):
        if doc[i].is_space and "\n" in doc[i].text:
            return True
        if not doc[i].is_punct and not doc[i].is_space:
            return False
    return True


def _frame_above(doc: Doc, position: int, is_saying: Callable[[Token], bool]) -> Frame | None:
    """Return the speaker named in the sentence before a free-standing quotation."""
    end = position
    while end > 0 and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    if end == 0:
        return None
    sentence = doc[end - 1].sent
    root = sentence.root
    source = source_of(root)
    if source is None:
        return None
    head = doc[source.start : source.end].root
    if head.ent_type_ != "PERSON" and head.pos_ != "PRON" and not is_saying(root):
        return None
    if head.lower_ in ("it", "that", "this", "there", "which"):
        return None
    return Frame(Range(root.i, root.i + 1) if is_saying(root) else None, source, Range(position, position))
