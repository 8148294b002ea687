"""Direct speech: quotations with the frame that gives them to somebody.

A frame stands after its quotation ("...," said X), before it (X said: "..."), or between its parts; a quotation
without a frame of its own that makes whole sentences goes on with the statement before it, in the same paragraph or
from the one above. Quotation marks around a name, a title or a term have no frame and are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotation.quotations import Quotation
from rashomon.annotation.statements.credits import DASHES, Frame, credit_below
from rashomon.annotation.statements.frames import (
    frame_above,
    frame_after,
    frame_before,
    goes_on,
    has_frame,
)
from rashomon.annotation.statements.quoted_words import (
    MAX_FREE_WORDS,
    SENTENCE_ENDS,
    count_words,
    is_exclaimed,
    is_sentence,
    is_title,
    is_unfinished,
)
from rashomon.annotation.token_ranges import Range, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["DirectSpeech", "find_direct_speech"]

MAX_ASIDE = 10
"""Tokens of what a reporter puts between dashes within a quotation."""
MAX_CONJUNCTION = 5
"""Tokens of ", and still" between a frame and the quotation that its sentence goes on with."""
MAX_TERMS = 8
"""Quoted terms of one sentence that are looked past for its frame."""


@dataclass
class DirectSpeech:
    """Quotations that are one utterance, with their frame."""

    content: list[Range]
    frame: Frame
    mixed: bool = False
    last_paragraph: int = 0
    joins: bool = False
    """Whether it goes on with what the sentence above gives to the same speaker in the reporter's words."""

    @property
    def end(self) -> int:
        """The token after its quotations and its frame."""
        return max(self.content[-1].end, self.frame.tokens.end)


def find_direct_speech(
    doc: Doc,
    paragraphs: Sequence[Range],
    quotations: Iterable[tuple[Range, Quotation]],
    separate: Container[int],
    is_saying: Callable[[Token], bool],
) -> list[DirectSpeech]:
    """Return the direct speech of the paragraphs in the order of its content.

    Args:
        doc: the parsed article.
        paragraphs: their tokens, in order.
        quotations: the quotations with their tokens, in order.
        separate: where the paragraphs begin that go on with nothing above them.
        is_saying: whether a token can be the verb of a frame.
    """
    pending = [pair for pair in quotations if pair[0].start < pair[0].end]
    found: list[DirectSpeech] = []
    waiting: list[tuple[int, Range]] = []
    cursor = 0
    for number, paragraph in enumerate(paragraphs):
        while cursor < len(pending) and pending[cursor][0].start < paragraph.start:
            cursor += 1
        own: list[tuple[Range, Quotation]] = []
        while cursor < len(pending) and pending[cursor][0].start < paragraph.end:
            own.append(pending[cursor])
            cursor += 1
        if own:
            floor = paragraph.start if paragraph.start in separate else 0
            below = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            _read_paragraph(doc, paragraph, floor, below, number, own, is_saying, found, waiting)
    while waiting:
        # Speech by its custom, though nothing says whose.
        number = waiting[-1][0]
        content = _waiting_above(doc, waiting, waiting[-1][1], number + 1)
        if len(content) > 1:
            found.append(DirectSpeech(content, Frame(None, None, Range(0, 0)), False, number))
    return found


def _read_paragraph(
    doc: Doc,
    paragraph: Range,
    floor: int,
    below: Range | None,
    number: int,
    quotations: list[tuple[Range, Quotation]],
    is_saying: Callable[[Token], bool],
    found: list[DirectSpeech],
    waiting: list[tuple[int, Range]],
) -> None:
    """Read the quotations of one paragraph; nothing before the floor is theirs.

    Those that stay open at its end wait, with its number, for the frame behind a later paragraph that goes on with them.
    """
    taken: Frame | None = None
    for index, (tokens, quotation) in enumerate(quotations):
        if is_title(doc, tokens, paragraph):
            continue
        previous_end = quotations[index - 1][0].end if index else paragraph.start
        next_start = next(
            (later.start for later, _ in quotations[index + 1 : index + 1 + MAX_TERMS] if count_words(doc, later) > 2),
            paragraph.end,
        )
        last = found[-1] if found and found[-1].last_paragraph >= number - (floor == 0) else None
        before_start = max(previous_end, taken.tokens.end if taken is not None else paragraph.start)
        sentence_start, opens = _sentence_start(doc, Range(before_start, tokens.start), paragraph)
        after = frame_after(doc, tokens, Range(tokens.end, next_start), paragraph, is_saying)
        if after is None and index == len(quotations) - 1:
            after = credit_below(doc, tokens, paragraph, below)
        if after is not None and (count_words(doc, tokens) >= 2 or (opens and is_exclaimed(doc, tokens))):
            start = tokens.start
            prefix = trimmed(doc, Range(sentence_start, tokens.start))
            earlier = _earlier_in_sentence(doc, quotations, index, paragraph, taken)
            if earlier is not None:
                prefix = trimmed(doc, Range(earlier, tokens.start))
            is_mixed = prefix is not None and not (
                doc[tokens.start - 1].text in (",", ":") and has_frame(doc, prefix, is_saying)
            )
            if is_mixed and prefix is not None:
                start = prefix.start
            content = [Range(start, tokens.end)]
            if quotation.reopens and not is_mixed:
                content = [*_waiting_above(doc, waiting, tokens, number), *content]
            speech = DirectSpeech(content, after, is_mixed, number)
            goes_on_from_above = (
                quotation.reopens and not is_mixed and last is not None and last.last_paragraph == number - 1
            )
            if goes_on_from_above and last is not None and (last.frame.cue is None or last.joins):
                # The frame behind the last paragraph is that of them all.
                last.content.extend(content)
                last.last_paragraph = number
                last.frame, last.joins = after, False
                taken = after
                continue
            found.append(speech)
            taken = after
            continue
        frame = frame_before(doc, tokens, Range(before_start, tokens.start), sentence_start, is_saying)
        if frame is not None and (count_words(doc, tokens) >= 2 or is_exclaimed(doc, tokens)):
            found.append(
                DirectSpeech(
                    [*_opening_of(doc, tokens, frame, sentence_start), tokens], frame, False, number, frame.tells
                )
            )
            taken = frame
            continue
        starts = quotation.reopens or trimmed(doc, Range(paragraph.start, tokens.start)) is None
        # What stands above a paragraph that goes on with a quotation is speech, and names no speaker.
        follows_speech = quotation.reopens and bool(waiting) and waiting[-1][0] == number - 1
        above = None
        if opens and not follows_speech and is_sentence(doc, tokens):
            above = frame_above(doc, Range(floor, sentence_start), is_saying)
        passed = above is not None and last is not None and above.cue is not None and above.tokens.start > last.end
        if last is not None and not passed and _continues(doc, tokens, last, taken, opens, starts, number):
            last.content.append(_with_conjunction(doc, tokens, taken) or tokens)
            last.last_paragraph = number
            continue
        if above is not None:
            found.append(DirectSpeech([tokens], above, False, number, above.cue is not None))
            taken = None
        elif not quotation.closed and starts:
            waiting.append((number, tokens))


def _waiting_above(doc: Doc, waiting: list[tuple[int, Range]], tokens: Range, number: int) -> list[Range]:
    """Return the quotations right above, with the same marks, that have waited for a frame, in order."""
    found: list[Range] = []
    mark = doc[tokens.start].text
    while waiting and waiting[-1][0] == number - 1 - len(found) and doc[waiting[-1][1].start].text == mark:
        found.insert(0, waiting.pop()[1])
    return found


def _sentence_start(doc: Doc, before: Range, paragraph: Range) -> tuple[int, bool]:
    """Return where the sentence with the quotation begins, and whether the quotation opens it."""
    start = before.start
    for i in range(before.end - 1, before.start - 1, -1):
        if doc[i].text in SENTENCE_ENDS:
            start = i + 1
            break
    opens = trimmed(doc, Range(start, before.end)) is None and (
        start == paragraph.start or doc[start - 1].text in SENTENCE_ENDS or _ends_sentence(doc, start)
    )
    return start, opens


def _ends_sentence(doc: Doc, position: int) -> bool:
    """Say whether the tokens right before the position are a sentence's end inside closing marks."""
    for i in range(position - 1, max(position - 4, -1), -1):
        if doc[i].text[-1:] in SENTENCE_ENDS:
            return True
        if not (doc[i].is_quote or doc[i].is_space or doc[i].text in ("''", "'", "’")):
            return False
    return False


def _earlier_in_sentence(
    doc: Doc, quotations: list[tuple[Range, Quotation]], index: int, paragraph: Range, taken: Frame | None
) -> int | None:
    """Return the start of the sentence when an earlier, frameless quotation stands in the same sentence."""
    start: int | None = None
    for back in range(index - 1, max(index - 1 - MAX_TERMS, -1), -1):
        earlier = quotations[back][0]
        gap = Range(earlier.end, quotations[back + 1][0].start)
        if taken is not None and taken.tokens.end > earlier.start:
            break
        if any(token.text in SENTENCE_ENDS for token in doc[gap.start : gap.end]) or _ends_sentence(doc, gap.start):
            break
        floor = quotations[back - 1][0].end if back else paragraph.start
        if taken is not None:
            floor = max(floor, taken.tokens.end)
        start = earlier.start
        for i in range(earlier.start - 1, floor - 1, -1):
            if doc[i].text in SENTENCE_ENDS:
                break
            start = i
    return start


def _opening_of(doc: Doc, tokens: Range, frame: Frame, sentence_start: int) -> list[Range]:
    """Return the beginning of the sentence that a quotation after its frame ends."""
    if frame.tokens.start <= sentence_start or not goes_on(doc, tokens, Range(sentence_start, frame.tokens.end)):
        return []
    opening = trimmed(doc, Range(sentence_start, frame.tokens.start))
    return [opening] if opening is not None else []


def _continues(
    doc: Doc, tokens: Range, last: DirectSpeech, taken: Frame | None, opens: bool, starts: bool, number: int
) -> bool:
    """Say whether a quotation without a frame goes on with the statement before it."""
    if last.last_paragraph == number - 1:
        return starts and is_sentence(doc, tokens) and _ends_paragraph(doc, last)
    if last.last_paragraph == number and _is_aside(doc, Range(last.content[-1].end, tokens.start)):
        return True
    if taken is not None and last.frame is taken and last.content[-1].end <= taken.tokens.start:
        between = trimmed(doc, Range(taken.tokens.end, tokens.start))
        if between is None:
            return not _runs_on(doc, tokens)
        first = next((token for token in doc[tokens.start : tokens.end] if token.is_alpha), None)
        after_comma = doc[tokens.start - 1].text == "," and not any(
            token.text in SENTENCE_ENDS for token in doc[between.start : between.end]
        )
        after_comma = after_comma or _with_conjunction(doc, tokens, taken) is not None
        if after_comma and first is not None and first.is_lower and count_words(doc, tokens) > MAX_FREE_WORDS:
            return True
    return opens and is_sentence(doc, tokens)


def _is_aside(doc: Doc, gap: Range) -> bool:
    """Say whether the gap is an aside between dashes ("The town" - she paused - "has been through a lot")."""
    if not 3 <= gap.end - gap.start <= MAX_ASIDE:
        return False
    return doc[gap.start].text in DASHES and doc[gap.end - 1].text in DASHES


def _runs_on(doc: Doc, tokens: Range) -> bool:
    """Say whether the reporter's words go on with a quotation that ends no sentence ("You pressed us" to sell, she said.)."""
    if not is_unfinished(doc, tokens) or tokens.end >= len(doc):
        return False
    return doc[tokens.end].is_alpha and doc[tokens.end].is_lower


def _with_conjunction(doc: Doc, tokens: Range, frame: Frame | None) -> Range | None:
    """Return a quotation with the words that go on with its sentence behind the frame (Lund said, and still "got a deal")."""
    start = frame.tokens.end if frame is not None else tokens.start
    if not start < tokens.start <= start + MAX_CONJUNCTION or doc[start].text != "," or doc[start + 1].pos_ != "CCONJ":
        return None
    told = all(token.pos_ in ("CCONJ", "ADV", "PART") for token in doc[start + 1 : tokens.start])
    return Range(start + 1, tokens.end) if told else None


def _ends_paragraph(doc: Doc, last: DirectSpeech) -> bool:
    """Say whether nothing but the frame stands between the last quotation and the end of its paragraph."""
    end = last.end
    for i in range(end, min(end + 3, len(doc))):
        if doc[i].is_space and "\n" in doc[i].text:
            return True
        if not doc[i].is_punct and not doc[i].is_space:
            return False
    return True
