"""The possible statements of an article: direct speech, and every reading of every possible cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import lefts_of
from rashomon.annotation.layout import separate_paragraphs
from rashomon.annotation.parse import Parse
from rashomon.annotation.quotations import Quotation, QuotationIndex, find_quotations
from rashomon.annotation.statements.attribution import AttributionModel, features_of
from rashomon.annotation.statements.content_trims import (
    addressee_end,
)
from rashomon.annotation.statements.cues import Reading, headlines_of, readings_of
from rashomon.annotation.statements.direct_speech import find_direct_speech
from rashomon.annotation.statements.no_comment import says_nothing
from rashomon.annotation.statements.quoted_words import count_words
from rashomon.annotation.statements.trailing_frames import TrailingFrame, trailing_frames
from rashomon.annotation.statements.transcripts import TURN, as_quotations, find_turns
from rashomon.annotation.token_ranges import (
    Range,
    abbreviated_ends,
    all_tokens,
    clipped,
    tokens_between,
    tokens_of,
    trimmed,
)
from rashomon.knowledge import Knowledge
from rashomon.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["TELLING", "TRAILING", "Candidate", "StatementReader"]

_SILENT = frozenset((None, "support", "oppose", "plan", "want", "negotiate"))
"""Classes of attribution that put no words into quotation marks."""

TELLING = frozenset(("say", "report", "announce", "claim", "confirm", "explain", "add", "warn", "predict", "suggest"))
"""Classes of the verbs by which a frame at the end of a sentence tells all of it."""
TRAILING = "trailing"
_OUTSIDE_SOURCE = frozenset(("in", "at", "on", "during"))
"""Words that begin an occasion ("said in a statement"), never a speaker."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_PEOPLE = frozenset(("him", "her", "them", "us", "me", "you", "himself", "herself", "themselves"))
MAX_TERM_WORDS = 3
"""Words in marks that are a name, a title or a term rather than speech."""
MAX_TERM_CHARS = 120
"""Characters of a quotation in which its first words are counted, each time that a word in it is looked at."""
MAX_CONTENT = 300
"""Tokens of one stretch of indirect speech: no sentence is longer, and each of its readings is looked through."""
MAX_CITATION = 16
"""Tokens of "citing the ministry's spokesman" between a report's verb and its clause."""


class Candidate(NamedTuple):
    """A possible statement in tokens, before its spans and its speaker are fixed."""

    content: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    head: int
    """The token by which the cue is looked up; -1 without a cue."""
    construct: str = "direct"
    features: tuple[str, ...] = ()
    """What the model judges it by; empty for direct speech, which needs no judging."""


class StatementReader:
    """The candidates of one article."""

    def __init__(self, parse: Parse, model: AttributionModel, knowledge: Knowledge) -> None:
        self.doc = parse.doc
        self.text = parse.article.text
        self.model = model
        self.knowledge = knowledge
        self._classes: dict[int, str | None] = {}
        told = [zone.span for zone in parse.zones if zone.kind in ("body", "title")]
        self.offsets: list[int] = parse.doc.to_array("IDX").tolist()
        self.paragraphs = [tokens for span in told if (tokens := tokens_of(self.offsets, span)).start < tokens.end]
        self.turns = find_turns(self.text, parse.zones)
        spoken = as_quotations(self.turns)
        turned = {each.span for each in spoken}
        marked = find_quotations(self.text, [span for span in told if span not in turned])
        self._marked = list(self._ended_by_frames(marked))
        self.quotations = QuotationIndex(tuple(sorted([*self._marked, *spoken])))
        self._separate = {tokens_of(self.offsets, span).start for span in separate_paragraphs(self.text, parse.zones)}
        self.joining: dict[int, Candidate] = {}
        self._abbreviated = sorted(i for i in abbreviated_ends(self.doc) if self.speech_at(self.doc[i]) is None)
        self._trailing = [list(self._frames_of(paragraph)) for paragraph in self.paragraphs]

    def _ended_by_frames(self, marked: Iterable[Quotation]) -> Iterator[Quotation]:
        """Let a quotation whose closing mark is missing end where its frame begins ("It was a mistake, Ruiz said.)."""
        was_ended = False
        for quotation in marked:
            tokens = tokens_of(self.offsets, quotation.span)
            frames = iter(()) if quotation.closed else trailing_frames(self.doc, tokens, self.tells)
            frame = next((each for each in frames if not self._is_by_first_person(each)), None)
            if was_ended and quotation.reopens:
                quotation = quotation._replace(reopens=False)
            was_ended = frame is not None
            if frame is not None:
                comma = self.doc[frame.content.end]
                quotation = quotation._replace(span=Span(quotation.span.start, comma.idx + len(comma)))
            yield quotation

    def _is_by_first_person(self, frame: TrailingFrame) -> bool:
        """Say whether a speaker tells what they themselves have said, as a reporter does not."""
        return self.doc[frame.source.start].lower_ in ("i", "we")

    def direct(self) -> list[Candidate]:
        """Return the direct speech of the article that stands on its own.

        A quotation that goes on with what a sentence above tells in the reporter's words is kept for `indirect`.
        """
        own = list(self._turns())
        quoted = [(tokens_of(self.offsets, each.span), each) for each in self._marked]
        for each in find_direct_speech(self.doc, self.paragraphs, quoted, self._separate, self.speaks):
            cue = each.frame.cue
            candidate = Candidate(tuple(each.content), cue, each.frame.source, cue.start if cue is not None else -1)
            if each.joins:
                self.joining.setdefault(candidate.head, candidate)
            else:
                own.append(candidate)
        return own

    def _turns(self) -> Iterator[Candidate]:
        for turn in self.turns:
            content = tuple(
                tokens for span in turn.content if (tokens := tokens_of(self.offsets, span)).start < tokens.end
            )
            label = tokens_of(self.offsets, turn.label)
            mark = tokens_of(self.offsets, turn.mark) if turn.mark is not None else Range(0, 0)
            cue = mark if mark.start < mark.end else None
            if content:
                source = label if label.start < label.end else None
                yield Candidate(content, cue, source, cue.start if cue is not None else -1, TURN)

    def indirect(self, direct: list[Candidate]) -> list[Candidate]:
        """Return every reading of every cue that is not the frame of direct speech."""
        taken = {each.head for each in direct}
        found: list[Candidate] = []
        for paragraph, frames in zip(self.paragraphs, self._trailing, strict=True):
            for reading in self._readings(paragraph, taken):
                settled = self._settled(_told_before(reading, frames), paragraph)
                if settled is not None:
                    found.append(settled)
            for frame in frames:
                if frame.head not in taken:
                    reading = Reading(frame.cue, frame.head, TRAILING, (frame.content,), frame.source)
                    settled = self._settled(reading, paragraph)
                    if settled is not None:
                        found.append(settled)
        return found

    def trailing_frames(self) -> list[TrailingFrame]:
        """Return the frames that end the sentences of the article, in order."""
        return [frame for frames in self._trailing for frame in frames]

    def _frames_of(self, paragraph: Range) -> Iterator[TrailingFrame]:
        for frame in trailing_frames(self.doc, paragraph, self.tells):
            if self.speech_at(self.doc[frame.head]) is None:
                yield frame

    def _readings(self, paragraph: Range, taken: set[int]) -> Iterator[Reading]:
        for reading in headlines_of(self.doc, paragraph, self.speaks):
            if reading.head not in taken:
                yield reading
        for token in tokens_between(self.doc, *paragraph):
            if self._may_be_cue(token) and token.i not in taken:
                yield from readings_of(token)

    def _may_be_cue(self, token: Token) -> bool:
        return token.lemma_.lower() in self.model.lemmas or self.saying(token) is not None

    def speech_at(self, token: Token) -> Quotation | None:
        """Return the quotation that a token is spoken in; marks around a word or two are no speech."""
        quotation = self.quotations.at(token.idx)
        if quotation is None:
            return None
        opening = self.text[quotation.span.start : min(quotation.span.end, quotation.span.start + MAX_TERM_CHARS)]
        return quotation if len(opening.split()) > MAX_TERM_WORDS else None

    def saying(self, token: Token) -> str | None:
        """Return what class of attribution the lexicon has for a token, with the particle behind it."""
        if token.i not in self._classes:
            self._classes[token.i] = self._class_of(token)
        return self._classes[token.i]

    def _class_of(self, token: Token) -> str | None:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN":
            return self.knowledge.saying_nouns.get(lemma)
        if token.i + 1 < len(self.doc) and (after := self.doc[token.i + 1]).dep_ in ("prt", "prep"):
            return self.knowledge.saying(f"{lemma} {after.lower_}") or self.knowledge.saying(lemma)
        return self.knowledge.saying(lemma)

    def speaks(self, token: Token) -> bool:
        """Say whether a token can be the verb of a frame."""
        return token.tag_[:2] == "VB" and self.saying(token) not in _SILENT

    def tells(self, token: Token) -> bool:
        """Say whether a token can be the verb of a frame at the end of a sentence."""
        return self.saying(token) in TELLING

    def _settled(self, reading: Reading, paragraph: Range) -> Candidate | None:
        """Cut a reading to what can be content: told text, whole quotations, no punctuation at the edges."""
        content: list[Range] = []
        outer = self.speech_at(self.doc[reading.head])
        for part in reading.content:
            start, end = self._within_sentence(
                reading.head, max(part.start, paragraph.start), min(part.end, paragraph.end)
            )
            if end - start > MAX_CONTENT:
                return None
            told = trimmed(self.doc, Range(start, end)) if start < end else None
            if told is None:
                continue
            fitted = self._fitted(self._after_citation(told), outer.span if outer is not None else None, paragraph)
            if fitted is not None and count_words(self.doc, fitted):
                content.append(fitted)
        if not content or any(each.start <= reading.head < each.end for each in content):
            return None
        verb = self.doc[reading.head]
        if says_nothing(verb, self.saying(verb)):
            return None
        if len(content) == 1 and self._is_somebody(content[0]):
            return None
        if content[0].start > verb.i and addressee_end(self.doc, content[0], verb, asks=False) == content[0].end:
            return None
        source = clipped(reading.source, paragraph)
        if source is not None:
            source = trimmed(self.doc, source)
        if source is not None and (
            self.doc[source.start].lower_ in _OUTSIDE_SOURCE
            or (source.start > reading.head and self._is_clause(source))
        ):
            return None
        fixed = reading._replace(content=tuple(content), source=source)
        saying = self.saying(self.doc[reading.head])
        features = tuple(features_of(self.doc, fixed, self.speech_at, saying))
        return Candidate(tuple(content), reading.cue, source, reading.head, reading.construct, features)

    def _within_sentence(self, head: int, start: int, end: int) -> tuple[int, int]:
        """Bound content by sentence ends that the parse has missed; those in quotations are the speaker's own."""
        first = bisect_left(self._abbreviated, start)
        for i in self._abbreviated[first : bisect_left(self._abbreviated, min(end, start + MAX_CONTENT), first)]:
            if i < head:
                start = i + 1
            elif i + 1 < end and head < start:
                return start, i + 1
        return start, end

    def _is_clause(self, source: Range) -> bool:
        """Say whether a clause was taken for the subject of its verb ("said the driver was drunk")."""
        root = self.doc[source.start : source.end].root
        return root.tag_ in _FINITE and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in lefts_of(root))

    def _is_somebody(self, content: Range) -> bool:
        """Say whether nothing is told but a person, by a pronoun ("congratulated him"), or a question ("who said what")."""
        return content.end - content.start == 1 and self.doc[content.start].lower_ in _PEOPLE | {"what"}

    def _fitted(self, part: Range, outer: Span | None, paragraph: Range) -> Range | None:
        """Let a part end where the quotation ends that it runs into; keep a part within the quotation of its cue."""
        start, end = part
        doc = all_tokens(self.doc)
        if outer is not None:
            while start < end and doc[start].idx < outer.start:
                start += 1
            while end > start and doc[end - 1].idx >= outer.end:
                end -= 1
            while end > start and doc[end - 1].is_quote:
                end -= 1
            return Range(start, end) if start < end else None
        opened = self.quotations.at(doc[start].idx)
        while opened is not None and start > paragraph.start and doc[start - 1].idx >= opened.span.start:
            if not doc[start - 1].is_quote:
                break
            start -= 1
        running = self.quotations.at(doc[end - 1].idx)
        if running is not None and running.span.start >= doc[start].idx:
            while end < paragraph.end and doc[end].idx < running.span.end:
                end += 1
        return Range(start, end)

    def _after_citation(self, part: Range) -> Range:
        """Skip "citing the ministry, " before the clause that a report gives ("reported, citing ..., that ...")."""
        if self.doc[part.start].lower_ in ("citing", "quoting"):
            for i in range(part.start + 1, min(part.end - 2, part.start + MAX_CITATION)):
                if self.doc[i].text == "," and self.doc[i + 1].lower_ == "that":
                    return Range(i + 1, part.end)
        return part


def _told_before(reading: Reading, frames: list[TrailingFrame]) -> Reading:
    """End the content where the frame of another speaker begins that ends the sentence."""
    first = bisect_right(frames, reading.head, key=_told_end)
    last = bisect_left(frames, max(part.end for part in reading.content), key=_told_end)
    for frame in frames[first:last]:
        if any(part.start < frame.end and frame.content.end < part.end for part in reading.content):
            kept = tuple(
                Range(part.start, min(part.end, frame.content.end)) if part.start < frame.end else part
                for part in reading.content
                if not frame.content.end <= part.start < frame.end
            )
            reading = reading._replace(content=kept)
    return reading


def _told_end(frame: TrailingFrame) -> int:
    return frame.content.end
