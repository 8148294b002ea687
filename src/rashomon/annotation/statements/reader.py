"""The possible statements of an article, and which of them hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.layout import separate_paragraphs
from rashomon.annotation.parse import Parse
from rashomon.annotation.quotations import Quotation, QuotationIndex, find_quotations
from rashomon.annotation.statements.attribution import AttributionModel, features_of
from rashomon.annotation.statements.content_edges import Cut, cuts_of
from rashomon.annotation.statements.content_trims import (
    addressee_end,
    finite_start,
    goes_on_after,
    occasion_start,
    time_end,
)
from rashomon.annotation.statements.cues import Reading, headlines_of, readings_of
from rashomon.annotation.statements.direct_speech import find_direct_speech
from rashomon.annotation.statements.no_comment import says_nothing
from rashomon.annotation.statements.sources import QUOTING
from rashomon.annotation.statements.trailing_frames import TrailingFrame, trailing_frames
from rashomon.annotation.statements.transcripts import TURN, as_quotations, find_turns
from rashomon.annotation.token_ranges import Range, clipped, ends_abbreviated, shared_part, tokens_of, trimmed
from rashomon.knowledge import Knowledge
from rashomon.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["SAME_CONTENT", "Candidate", "StatementReader"]

_CERTAIN = ("headline:last", "put-it:sentence")
"""Constructs that say what they are by their form, rare as they are in the training reports."""
_SILENT = frozenset((None, "support", "oppose", "plan", "want", "negotiate"))
"""Classes of attribution that put no words into quotation marks."""

_TELLING = frozenset(("say", "report", "announce", "claim", "confirm", "explain", "add", "warn", "predict", "suggest"))
"""Classes of the verbs by which a frame at the end of a sentence tells all of it."""
NAMED_CLAIM_PROBABILITY = 0.5
"""For a noun of speech with whose it is and what is said: "the army's claim that ...", rare in the training reports."""
SAID_PROBABILITY = 0.45
"""For "X said Y was so", where the weights doubt it for the words in it; not enough for a statement in a statement."""
TRAILING = "trailing"
TRAILING_PROBABILITY = 0.5
"""Where no reading of the parse is more probable than that, a frame at the end of a sentence is read by its words."""
_OUTSIDE_SOURCE = frozenset(("in", "at", "on", "during"))
"""Words that begin an occasion ("said in a statement"), never a speaker."""
_PEOPLE = frozenset(("him", "her", "them", "us", "me", "you", "himself", "herself", "themselves"))
NESTED_THRESHOLD = 0.5
"""Probability from which a statement inside a statement counts: most such clauses are what the speaker tells."""
MAX_TERM_WORDS = 3
"""Words in marks that are a name, a title or a term rather than speech."""
MAX_TERM_CHARS = 120
"""Characters of a quotation in which its first words are counted, each time that a word in it is looked at."""
MAX_CONTENT = 300
"""Tokens of one stretch of indirect speech: no sentence is longer, and each of its readings is looked through."""
MAX_CITATION = 16
"""Tokens of "citing the ministry's spokesman" between a report's verb and its clause."""
SAME_CONTENT = 0.8
"""Share of tokens from which two contents are one and the same (the measure of the PolNeAR evaluation)."""


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
        told = [zone.span for zone in parse.zones if zone.kind in ("body", "title")]
        self.offsets: list[int] = parse.doc.to_array("IDX").tolist()
        self.paragraphs = [tokens for span in told if (tokens := tokens_of(self.offsets, span)).start < tokens.end]
        self.turns = find_turns(self.text, parse.zones)
        spoken = as_quotations(self.turns)
        turned = {each.span for each in spoken}
        self._marked = find_quotations(self.text, [span for span in told if span not in turned])
        self.quotations = QuotationIndex(tuple(sorted([*self._marked, *spoken])))
        self._separate = {tokens_of(self.offsets, span).start for span in separate_paragraphs(self.text, parse.zones)}
        self._joining: dict[int, Candidate] = {}
        self._trailing = [list(self._frames_of(paragraph)) for paragraph in self.paragraphs]

    def direct(self) -> list[Candidate]:
        """Return the direct speech of the article that stands on its own.

        A quotation that goes on with what a sentence above tells in the reporter's words is kept for `indirect`.
        """
        own = list(self._turns())
        quoted = [(tokens_of(self.offsets, each.span), each) for each in self._marked]
        for each in find_direct_speech(self.doc, self.paragraphs, quoted, self._separate, self._speaks):
            cue = each.frame.cue
            candidate = Candidate(tuple(each.content), cue, each.frame.source, cue.start if cue is not None else -1)
            if each.joins:
                self._joining.setdefault(candidate.head, candidate)
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
        for frame in trailing_frames(self.doc, paragraph, self._tells):
            if self.speech_at(self.doc[frame.head]) is None:
                yield frame

    def _readings(self, paragraph: Range, taken: set[int]) -> Iterator[Reading]:
        for reading in headlines_of(self.doc, paragraph, self._speaks):
            if reading.head not in taken:
                yield reading
        for token in self.doc[paragraph.start : paragraph.end]:
            if token.i not in taken and self._may_be_cue(token):
                yield from readings_of(token)

    def chosen(self, candidates: list[Candidate], direct: list[Candidate]) -> list[Candidate]:
        """Return the most probable reading of each cue where it is probable enough, without those told twice.

        What the training reports leave out is added: within a statement, what is told by another speaker who is named
        there ("Lund said that Kato had told the court ...").
        """
        others = {each.head: each for each in candidates if self._is_anothers(each)}
        best: dict[int, tuple[float, Candidate]] = {}
        for candidate in candidates:
            certain = candidate.construct.startswith(_CERTAIN)
            probability = 1.0 if certain else self.model.probability(candidate.features)
            if candidate.construct == TRAILING:
                probability = TRAILING_PROBABILITY
            elif self._is_named_claim(candidate):
                probability = max(probability, NAMED_CLAIM_PROBABILITY)
            if probability > best.get(candidate.head, (0.0,))[0]:
                best[candidate.head] = (probability, candidate)
        for candidate in candidates:
            doubted = best[candidate.head][0] < self.model.threshold
            if doubted and candidate.construct in ("ccomp", "ccomp:that") and self._says_so(candidate):
                best[candidate.head] = (SAID_PROBABILITY, candidate)
        kept: list[Candidate] = []
        seen: dict[int, list[Candidate]] = {}
        for each in direct:
            seen.setdefault(each.content[0].start, []).append(each)
        told_in = bytearray(len(self.doc))
        handed_on = bytearray(len(self.doc))
        for probability, likeliest in sorted(best.values(), key=lambda pair: (-pair[0], pair[1].head)):
            candidate = likeliest
            is_nested = told_in[candidate.head] and not handed_on[candidate.head]
            if probability < (NESTED_THRESHOLD if is_nested else self.model.threshold):
                if not told_in[candidate.head] or candidate.head not in others:
                    continue
                candidate = others[candidate.head]
            ended = self.joined(self.trimmed(self.ended(candidate)))
            start = ended.content[0].start
            near = [other for i in range(start - 3, start + 4) for other in seen.get(i, ())]
            if not any(shared_part(ended.content, other.content) >= SAME_CONTENT for other in near):
                kept.append(ended)
                seen.setdefault(start, []).append(ended)
                hands_on = self.doc[ended.head].lemma_ in QUOTING or self.doc[ended.head].lemma_ == "report"
                for part in ended.content:
                    told_in[part.start : part.end] = b"\1" * (part.end - part.start)
                    if hands_on:
                        handed_on[part.start : part.end] = b"\1" * (part.end - part.start)
        heads = {each.head for each in kept}
        return kept + [each for head, each in sorted(self._joining.items()) if head not in heads]

    def _says_so(self, candidate: Candidate) -> bool:
        """Say whether somebody "says" or "said" a clause with a subject, which is a statement whatever else it is."""
        verb = self.doc[candidate.head]
        source = candidate.source
        if verb.lemma_ != "say" or verb.tag_ not in ("VBD", "VBZ", "VBP") or source is None or source.end > verb.i:
            return False
        if self.speech_at(verb) is not None:
            return False
        clause = self.doc[candidate.content[0].start : candidate.content[0].end].root
        return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in clause.lefts)

    def _is_named_claim(self, candidate: Candidate) -> bool:
        """Say whether a noun of speech has both its holder and a clause that it introduces with "that"."""
        noun = self.doc[candidate.head]
        if noun.pos_ != "NOUN" or candidate.source is None or self._saying(noun) not in _TELLING | {"deny", "promise"}:
            return False
        first = self.doc[candidate.content[0].start]
        return candidate.construct.startswith("n:") and first.lower_ == "that" and first.dep_ == "mark"

    def _is_anothers(self, candidate: Candidate) -> bool:
        """Say whether a reading is a clause told by a noun or name of its own, whatever statement it stands in."""
        if not candidate.construct.startswith("ccomp") or ">" in candidate.construct or candidate.source is None:
            return False
        speaker = self.doc[candidate.source.start : candidate.source.end].root
        verb = self.doc[candidate.head]
        return (
            verb.lemma_ in ("say", "tell")
            and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN")
            and speaker.pos_ in ("NOUN", "PROPN")
            and speaker.head.i == candidate.head
        )

    def joined(self, candidate: Candidate) -> Candidate:
        """Add the quotation that goes on with the candidate in the next sentence, where there is one."""
        quotation = self._joining.get(candidate.head)
        if quotation is None or quotation.content[0].start < candidate.content[-1].end:
            return candidate
        return candidate._replace(content=candidate.content + quotation.content)

    def ended(self, candidate: Candidate) -> Candidate:
        """Cut the content where the first phrase begins that is more probably the reporter's."""
        for cut in self.cuts(candidate):
            if self.model.ends(cut.features):
                return self.cut_at(candidate, cut)
        return candidate

    def trimmed(self, candidate: Candidate) -> Candidate:
        """Drop what of the content after its cue is the reporter's: the day, the occasion, whom it was said to."""
        part = candidate.content[-1]
        verb = self.doc[candidate.head]
        if len(candidate.content) == 2 and candidate.content[0].end <= candidate.head < part.start:
            quoted = self.quotations.at(self.doc[part.start].idx)
            if quoted is None and not goes_on_after(self.doc, candidate.content[0], part):
                return candidate._replace(content=candidate.content[:1])
        if part.start < candidate.head or verb.pos_ not in ("VERB", "AUX"):
            return candidate
        start, end = part
        if candidate.cue is not None and start == candidate.cue.end:
            start = time_end(self.doc, part)
            start = max(start, addressee_end(self.doc, part, verb, asks=self._saying(verb) == "urge"))
        if start + 1 < end and self.doc[start].pos_ == "ADV" and self.doc[start + 1].lower_ == "that":
            start += 1
        end = self._others_start(Range(start, end))
        for edge in (finite_start, occasion_start):
            position = edge(self.doc, Range(start, end)) if start < end else end
            if self.quotations.at(self.doc[min(position, end - 1)].idx) is None:
                end = position
        kept = trimmed(self.doc, Range(start, end)) if start < end else None
        return candidate if kept is None else candidate._replace(content=(*candidate.content[:-1], kept))

    def _others_start(self, content: Range) -> int:
        """Return where the content ends before ", while the bank said ...": what another speaker tells in a clause."""
        for token in self.doc[content.start : content.end]:
            if token.dep_ == "advcl" and self._tells(token) and any(c.lower_ == "while" for c in token.lefts):
                start = token.left_edge.i
                own = any(c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN") for c in token.lefts)
                if own and start - 1 > content.start and self.doc[start - 1].text == ",":
                    return start - 1
        return content.end

    def cuts(self, candidate: Candidate) -> Iterator[Cut]:
        """Yield the places where the content of a candidate after its cue may end, none of them in a quotation."""
        last = candidate.content[-1]
        if last.start < candidate.head:
            return
        own = self.speech_at(self.doc[candidate.head])
        saying = self._saying(self.doc[candidate.head])
        for cut in cuts_of(self.doc, last, candidate.head, candidate.construct, saying):
            offset = self.doc[cut.position].idx
            quotation = self.quotations.at(offset)
            if quotation is None or quotation == own or quotation.span.start == offset:
                yield cut

    def cut_at(self, candidate: Candidate, cut: Cut) -> Candidate:
        """Return the candidate with its content ending at the cut."""
        last = trimmed(self.doc, Range(candidate.content[-1].start, cut.position))
        return candidate if last is None else candidate._replace(content=(*candidate.content[:-1], last))

    def _may_be_cue(self, token: Token) -> bool:
        return token.lemma_.lower() in self.model.lemmas or self._saying(token) is not None

    def speech_at(self, token: Token) -> Quotation | None:
        """Return the quotation that a token is spoken in; marks around a word or two are no speech."""
        quotation = self.quotations.at(token.idx)
        if quotation is None:
            return None
        opening = self.text[quotation.span.start : min(quotation.span.end, quotation.span.start + MAX_TERM_CHARS)]
        return quotation if len(opening.split()) > MAX_TERM_WORDS else None

    def _saying(self, token: Token) -> str | None:
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN":
            return self.knowledge.saying_nouns.get(lemma)
        if token.i + 1 < len(self.doc) and (after := self.doc[token.i + 1]).dep_ in ("prt", "prep"):
            return self.knowledge.saying(f"{lemma} {after.lower_}") or self.knowledge.saying(lemma)
        return self.knowledge.saying(lemma)

    def _speaks(self, token: Token) -> bool:
        """Say whether a token can be the verb of a frame."""
        return token.tag_[:2] == "VB" and self._saying(token) not in _SILENT

    def _tells(self, token: Token) -> bool:
        """Say whether a token can be the verb of a frame at the end of a sentence."""
        return self._saying(token) in _TELLING

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
            if fitted is not None:
                content.append(fitted)
        if not content or any(each.start <= reading.head < each.end for each in content):
            return None
        verb = self.doc[reading.head]
        if says_nothing(verb, self._saying(verb)):
            return None
        if len(content) == 1 and self._is_somebody(content[0]):
            return None
        if content[0].start > verb.i and addressee_end(self.doc, content[0], verb, asks=False) == content[0].end:
            return None
        source = clipped(reading.source, paragraph)
        if source is not None:
            source = trimmed(self.doc, source)
        if source is not None and self.doc[source.start].lower_ in _OUTSIDE_SOURCE:
            return None
        fixed = reading._replace(content=tuple(content), source=source)
        saying = self._saying(self.doc[reading.head])
        features = tuple(features_of(self.doc, fixed, self.speech_at, saying))
        return Candidate(tuple(content), reading.cue, source, reading.head, reading.construct, features)

    def _within_sentence(self, head: int, start: int, end: int) -> tuple[int, int]:
        """Bound content by sentence ends that the parse has missed; those in quotations are the speaker's own."""
        for i in range(start, min(end, start + MAX_CONTENT)):
            if ends_abbreviated(self.doc[i]) and self.speech_at(self.doc[i]) is None:
                if i < head:
                    start = i + 1
                elif i + 1 < end and head < start:
                    return start, i + 1
        return start, end

    def _is_somebody(self, content: Range) -> bool:
        """Say whether nothing is told but a person, by a pronoun ("congratulated him")."""
        return content.end - content.start == 1 and self.doc[content.start].lower_ in _PEOPLE

    def _fitted(self, part: Range, outer: Span | None, paragraph: Range) -> Range | None:
        """Let a part end where the quotation ends that it runs into; keep a part within the quotation of its cue."""
        start, end = part
        doc = self.doc
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
