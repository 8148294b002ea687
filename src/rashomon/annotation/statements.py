"""Statements: words and thoughts that a report gives to somebody.

Direct speech is read from its quotation marks and their frame, everything else from the parse: each possible cue with
the most probable reading of its complements. Content, cue and source are spans of the text, the speaker is an entity
of it; what the report does not say is None.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from rashomon.annotation.attribution import AttributionModel, features_of, load_attribution_model
from rashomon.annotation.content_edges import Cut, cuts_of
from rashomon.annotation.cues import Range, Reading, readings_of, trimmed
from rashomon.annotation.direct_speech import find_direct_speech
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.parse import Parse
from rashomon.annotation.quotations import QuotationIndex, find_quotations
from rashomon.annotation.speakers import relay_of, speaker_of
from rashomon.knowledge import Knowledge
from rashomon.model import Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Candidate", "StatementReader", "find_statements", "shared_part"]

_SILENT = frozenset((None, "support", "oppose", "plan", "want", "negotiate"))
"""Classes of attribution that put no words into quotation marks."""

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


def find_statements(parse: Parse, mentions: MentionIndex, knowledge: Knowledge) -> tuple[Statement, ...]:
    """Find the statements of one article, in the order of their content."""
    reader = StatementReader(parse, load_attribution_model(), knowledge)
    direct = reader.direct()
    kept = direct + reader.chosen(reader.indirect(direct), direct)
    kept.sort(key=lambda each: (each.content[0].start, -each.content[-1].end, each.head))
    return tuple(
        _statement(parse.doc, reader.quotations, mentions, knowledge, f"s{number}", each)
        for number, each in enumerate(kept, start=1)
    )


class StatementReader:
    """The candidates of one article."""

    def __init__(self, parse: Parse, model: AttributionModel, knowledge: Knowledge) -> None:
        self.doc = parse.doc
        self.model = model
        self.knowledge = knowledge
        told = [zone.span for zone in parse.zones if zone.kind in ("body", "title")]
        self.paragraphs = _as_ranges(parse.doc, told)
        self.quotations = QuotationIndex(find_quotations(parse.doc.text, told))
        self._joining: dict[int, Candidate] = {}

    def direct(self) -> list[Candidate]:
        """Return the direct speech of the article that stands on its own.

        A quotation that goes on with what a sentence above tells in the reporter's words is kept for `indirect`.
        """
        own: list[Candidate] = []
        for each in find_direct_speech(self.doc, self.paragraphs, self.quotations.quotations, self._speaks):
            cue = each.frame.cue
            candidate = Candidate(tuple(each.content), cue, each.frame.source, cue.start if cue is not None else -1)
            if each.joins:
                self._joining.setdefault(candidate.head, candidate)
            else:
                own.append(candidate)
        return own

    def indirect(self, direct: list[Candidate]) -> list[Candidate]:
        """Return every reading of every cue that is not the frame of direct speech."""
        taken = {each.head for each in direct}
        found: list[Candidate] = []
        for paragraph in self.paragraphs:
            for token in self.doc[paragraph.start : paragraph.end]:
                if token.i in taken or not self._may_be_cue(token):
                    continue
                for reading in readings_of(token):
                    settled = self._settled(reading, paragraph)
                    if settled is not None:
                        found.append(settled)
        return found

    def chosen(self, candidates: list[Candidate], direct: list[Candidate]) -> list[Candidate]:
        """Return the most probable reading of each cue where it is probable enough, without those told twice."""
        best: dict[int, tuple[float, Candidate]] = {}
        for candidate in candidates:
            probability = self.model.probability(candidate.features)
            if probability >= self.model.threshold and probability > best.get(candidate.head, (0.0,))[0]:
                best[candidate.head] = (probability, candidate)
        by_start: dict[int, list[Candidate]] = {}
        kept: list[Candidate] = []
        for each in direct:
            by_start.setdefault(each.content[0].start, []).append(each)
        for _, candidate in sorted(best.values(), key=lambda pair: (-pair[0], pair[1].head)):
            ended = self.joined(self.ended(candidate))
            start = ended.content[0].start
            near = [other for i in range(start - 3, start + 4) for other in by_start.get(i, ())]
            if not any(shared_part(ended.content, other.content) >= SAME_CONTENT for other in near):
                kept.append(ended)
                by_start.setdefault(start, []).append(ended)
        heads = {each.head for each in kept}
        return kept + [each for head, each in sorted(self._joining.items()) if head not in heads]

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

    def cuts(self, candidate: Candidate) -> Iterator[Cut]:
        """Yield the places where the content of a candidate after its cue may end, none of them in a quotation."""
        last = candidate.content[-1]
        if last.start < candidate.head:
            return
        own = self.quotations.at(self.doc[candidate.head].idx)
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

    def _saying(self, token: Token) -> str | None:
        lemma = token.lemma_.lower()
        return self.knowledge.saying_nouns.get(lemma) if token.pos_ == "NOUN" else self.knowledge.saying(lemma)

    def _speaks(self, token: Token) -> bool:
        """Say whether a token can be the verb of a frame."""
        return token.tag_[:2] == "VB" and self._saying(token) not in _SILENT

    def _settled(self, reading: Reading, paragraph: Range) -> Candidate | None:
        """Cut a reading to what can be content: told text, whole quotations, no punctuation at the edges."""
        content: list[Range] = []
        outer = self.quotations.at(self.doc[reading.head].idx)
        for part in reading.content:
            start, end = max(part.start, paragraph.start), min(part.end, paragraph.end)
            clipped = trimmed(self.doc, Range(start, end)) if start < end else None
            if clipped is None:
                continue
            fitted = self._fitted(clipped, outer.span if outer is not None else None, paragraph)
            if fitted is not None:
                content.append(fitted)
        if not content or any(each.start <= reading.head < each.end for each in content):
            return None
        source = _clip(reading.source, paragraph)
        if source is not None:
            source = trimmed(self.doc, source)
        features = tuple(
            features_of(
                self.doc,
                reading._replace(content=tuple(content), source=source),
                self._is_quoted,
                self._saying(self.doc[reading.head]),
            )
        )
        return Candidate(tuple(content), reading.cue, source, reading.head, reading.construct, features)

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

    def _is_quoted(self, token: Token) -> bool:
        return self.quotations.at(token.idx) is not None


def _as_ranges(doc: Doc, spans: list[Span]) -> list[Range]:
    """Return the tokens of spans that are in order."""
    ranges: list[Range] = []
    position = 0
    for span in spans:
        while position < len(doc) and doc[position].idx < span.start:
            position += 1
        start = position
        while position < len(doc) and doc[position].idx < span.end:
            position += 1
        if start < position:
            ranges.append(Range(start, position))
    return ranges


def _clip(tokens: Range | None, limits: Range) -> Range | None:
    if tokens is None:
        return None
    start, end = max(tokens.start, limits.start), min(tokens.end, limits.end)
    return Range(start, end) if start < end else None


def shared_part(a: tuple[Range, ...], b: tuple[Range, ...]) -> float:
    """Return the tokens that two contents share, as a part of the longer one."""
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return shared / max(sum(x.end - x.start for x in a), sum(y.end - y.start for y in b))


def _span(doc: Doc, tokens: Range) -> Span:
    last = doc[tokens.end - 1]
    return Span(doc[tokens.start].idx, last.idx + len(last))


def _statement(
    doc: Doc, quotations: QuotationIndex, mentions: MentionIndex, knowledge: Knowledge, name: str, each: Candidate
) -> Statement:
    content = tuple(_span(doc, part) for part in each.content)
    outer = quotations.at(doc[each.head].idx) if each.head >= 0 else None
    return Statement(
        id=name,
        content=content,
        cue=_span(doc, each.cue) if each.cue is not None else None,
        source=_span(doc, each.source) if each.source is not None else None,
        speaker=speaker_of(doc, each.source, mentions),
        form=_form(doc.text, content, quotations, outer.span if outer is not None else None),
        relayed_by=relay_of(doc, each.head, each.source, mentions, knowledge),
    )


def _form(
    text: str, content: tuple[Span, ...], quotations: QuotationIndex, outer: Span | None
) -> Literal["direct", "indirect", "mixed"]:
    """Say whether content stands in quotation marks, in full or in part; the marks around its cue are another's."""
    quoted = 0
    words = 0
    for part in content:
        words += len(part.of(text).strip())
        for quotation in quotations.within(part):
            if quotation.span != outer:
                quoted += min(part.end, quotation.span.end) - max(part.start, quotation.span.start)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= words else "mixed"
