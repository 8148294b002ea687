"""Which of the possible statements hold, and where their content begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import lefts_of
from rashomon.annotation.entities.titles import is_office_word
from rashomon.annotation.statements.attribution import AttributionModel
from rashomon.annotation.statements.content_edges import Cut, cuts_of
from rashomon.annotation.statements.content_trims import (
    addressee_end,
    finite_start,
    goes_on_after,
    occasion_start,
    time_end,
)
from rashomon.annotation.statements.reader import TELLING, TRAILING, Candidate, StatementReader
from rashomon.annotation.statements.second_reading import DOUBT, EDGE_DOUBT, THRESHOLD, SecondReading
from rashomon.annotation.statements.sources import QUOTING, cue_taken_up
from rashomon.annotation.token_ranges import Range, shared_part, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["SAME_CONTENT", "Choice"]

_CERTAIN = ("headline:last", "headline:to", "put-it:sentence")
"""Constructs that say what they are by their form, rare as they are in the training reports."""
_BY_FORM = ("headline", "around", "before")
"""Constructs that are known by their form, too rare in the training reports for the tagger to judge them."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NAMED_CLAIM_PROBABILITY = 0.5
"""For a noun of speech with whose it is and what is said: "the army's claim that ...", rare in the training reports."""
SAID_PROBABILITY = 0.45
"""For "X said Y was so", where the weights doubt it for the words in it; not enough for a statement in a statement."""
TAKEN_UP = 0.5
"""What is added to the readings of a verb by which the speaker of the sentence goes on; the likeliest is taken."""
TRAILING_PROBABILITY = 0.5
"""Where no reading of the parse is more probable than that, a frame at the end of a sentence is read by its words."""
NESTED_THRESHOLD = 0.5
"""Probability from which a statement inside a statement counts: most such clauses are what the speaker tells."""
SAME_CONTENT = 0.8
"""Share of tokens from which two contents are one and the same (the measure of the PolNeAR evaluation)."""


class Choice:
    """Decides between the candidates of one article."""

    def __init__(self, reader: StatementReader, model: AttributionModel) -> None:
        self.reader = reader
        self.doc = reader.doc
        self.model = model
        self.threshold = model.threshold if model.second is None else THRESHOLD
        self.second = SecondReading(reader.doc)

    def chosen(self, candidates: list[Candidate], direct: list[Candidate]) -> list[Candidate]:
        """Return the most probable reading of each cue where it is probable enough, without those told twice.

        What the training reports leave out is added: within a statement, what is told by another speaker who is named
        there ("Lund said that Kato had told the court ...").
        """
        others = {each.head: each for each in candidates if self._is_anothers(each)}
        kept: list[Candidate] = []
        seen: dict[int, list[Candidate]] = {}
        for each in direct:
            seen.setdefault(each.content[0].start, []).append(each)
        told_in = bytearray(len(self.doc))
        handed_on = bytearray(len(self.doc))
        for each in direct:
            for part in each.content:
                told_in[part.start : part.end] = b"\1" * (part.end - part.start)
        for probability, likeliest in self._by_probability(candidates):
            candidate = likeliest
            is_nested = told_in[candidate.head] and not handed_on[candidate.head]
            if probability < (NESTED_THRESHOLD if is_nested else self.threshold):
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
        return kept + [each for head, each in sorted(self.reader.joining.items()) if head not in heads]

    def _by_probability(self, candidates: list[Candidate]) -> list[tuple[float, Candidate]]:
        """Return the most probable reading of each cue with its probability, the surest first."""
        best: dict[int, tuple[float, Candidate]] = {}
        for probability, candidate in zip(self.probabilities(candidates), candidates, strict=True):
            if candidate.construct.startswith(_CERTAIN) or (
                candidate.construct == "headline:one" and self._is_persons_headline(candidate)
            ):
                probability = 1.0
            elif candidate.construct == TRAILING:
                probability = TRAILING_PROBABILITY
            elif self._is_named_claim(candidate):
                probability = max(probability, NAMED_CLAIM_PROBABILITY)
            elif self.goes_on_telling(self.doc[candidate.head]):
                # What the weights know of it is that it hangs in another's words.
                probability += TAKEN_UP
            if probability > best.get(candidate.head, (0.0,))[0]:
                best[candidate.head] = (probability, candidate)
        for candidate in candidates:
            doubted = best[candidate.head][0] < self.threshold
            if doubted and candidate.construct in ("ccomp", "ccomp:that") and self._says_so(candidate):
                best[candidate.head] = (SAID_PROBABILITY, candidate)
        return sorted(best.values(), key=lambda pair: (-pair[0], pair[1].head))

    def probabilities(self, candidates: list[Candidate]) -> list[float]:
        """Return the probability of each candidate: the readings of a doubtful cue are all read again."""
        first = [self.model.probability(each.features) for each in candidates]
        if self.model.second is None:
            return first
        weights = self.model.second.candidates
        surest: dict[int, tuple[float, Candidate]] = {}
        for probability, each in zip(first, candidates, strict=True):
            if probability > surest.get(each.head, (0.0,))[0]:
                surest[each.head] = (probability, each)
        low, high = DOUBT
        doubtful = {
            head
            for head, (probability, each) in surest.items()
            if low < probability < high and not each.construct.startswith(_BY_FORM)
        }
        probabilities = []
        for probability, each in zip(first, candidates, strict=True):
            if each.head in doubtful:
                features = self.second.of_candidate(probability, each.content, each.cue, each.source)
                again = weights.probability(features)
                # A clause told by a verb of saying was doubted for its words, which is not to be counted twice.
                tells = each.construct.startswith("ccomp") and self.reader.tells(self.doc[each.head])
                probability = max(probability, again) if tells else again
            probabilities.append(probability)
        return probabilities

    def goes_on_telling(self, verb: Token) -> bool:
        """Say whether the speaker goes on in a second verb of the sentence ("said the bridge was closed and *urged* ...")."""
        return self.reader.speaks(verb) and self.reader.speech_at(verb) is None and cue_taken_up(verb) is not None

    def _says_so(self, candidate: Candidate) -> bool:
        """Say whether somebody "says" or "said" a clause with a subject, which is a statement whatever else it is."""
        verb = self.doc[candidate.head]
        source = candidate.source
        if verb.lemma_ != "say" or verb.tag_ not in ("VBD", "VBZ", "VBP") or source is None or source.end > verb.i:
            return False
        if self.reader.speech_at(verb) is not None:
            return False
        clause = self.doc[candidate.content[0].start : candidate.content[0].end].root
        return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in lefts_of(clause))

    def _is_persons_headline(self, candidate: Candidate) -> bool:
        """Say whether a line gives a clause to a person by name alone ("Ruiz: bridge will be built")."""
        if candidate.source is None:
            return False
        name = self.doc[candidate.source.start : candidate.source.end]
        is_person = any(token.ent_type_ == "PERSON" or is_office_word(token) for token in name) or any(
            actor.kind == "person" for actor in self.reader.knowledge.actors(name.text)
        )
        told = self.doc[candidate.content[0].start : candidate.content[0].end]
        return is_person and all(token.is_title for token in name) and any(token.tag_ in _FINITE for token in told)

    def _is_named_claim(self, candidate: Candidate) -> bool:
        """Say whether a noun of speech has both its holder and a clause that it introduces with "that"."""
        noun = self.doc[candidate.head]
        if (
            noun.pos_ != "NOUN"
            or candidate.source is None
            or self.reader.saying(noun) not in TELLING | {"deny", "promise"}
        ):
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
        quotation = self.reader.joining.get(candidate.head)
        if quotation is None or quotation.content[0].start < candidate.content[-1].end:
            return candidate
        return candidate._replace(content=candidate.content + quotation.content)

    def ended(self, candidate: Candidate) -> Candidate:
        """Cut the content where the first phrase begins that is more probably the reporter's."""
        for cut in self.cuts(candidate):
            if self.end_probability(cut) > 0.5:
                return self.cut_at(candidate, cut)
        return candidate

    def end_probability(self, cut: Cut) -> float:
        """Return how probably the content has ended where a phrase begins."""
        first = self.model.end_probability(cut.features)
        low, high = EDGE_DOUBT
        if self.model.second is None or not low < first < high:
            return first
        return self.model.second.ends.probability(self.second.of_cut(first, cut.position))

    def trimmed(self, candidate: Candidate) -> Candidate:
        """Drop what of the content after its cue is the reporter's: the day, the occasion, whom it was said to."""
        part = candidate.content[-1]
        verb = self.doc[candidate.head]
        if len(candidate.content) == 2 and candidate.content[0].end <= candidate.head < part.start:
            quoted = self.reader.quotations.at(self.doc[part.start].idx)
            if quoted is None and not goes_on_after(self.doc, candidate.content[0], part):
                return candidate._replace(content=candidate.content[:1])
        if part.start < candidate.head or verb.pos_ not in ("VERB", "AUX"):
            return candidate
        start, end = part
        if candidate.cue is not None and start == candidate.cue.end:
            start = time_end(self.doc, part)
            start = max(start, addressee_end(self.doc, part, verb, asks=self.reader.saying(verb) == "urge"))
        if start + 1 < end and self.doc[start].pos_ == "ADV" and self.doc[start + 1].lower_ == "that":
            start += 1
        end = self._others_start(Range(start, end))
        for edge in (finite_start, occasion_start):
            position = edge(self.doc, Range(start, end)) if start < end else end
            if self.reader.quotations.at(self.doc[min(position, end - 1)].idx) is None:
                end = position
        kept = trimmed(self.doc, Range(start, end)) if start < end else None
        return candidate if kept is None else candidate._replace(content=(*candidate.content[:-1], kept))

    def _others_start(self, content: Range) -> int:
        """Return where the content ends before ", while the bank said ...", what another speaker tells, or ", adding ..."."""
        for token in self.doc[content.start + 1 : content.end]:
            if self.goes_on_telling(token):
                return token.i - 1
            if token.lower_ == "adding" and token.dep_ == "advcl" and self.reader.speech_at(token) is None:
                before = self.doc[token.i - 1]
                if before.text == "," or before.is_quote:
                    return token.i
            if token.dep_ == "advcl" and self.reader.tells(token) and any(c.lower_ == "while" for c in lefts_of(token)):
                start = token.left_edge.i
                own = any(c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN") for c in lefts_of(token))
                if own and start - 1 > content.start and self.doc[start - 1].text == ",":
                    return start - 1
        return content.end

    def cuts(self, candidate: Candidate) -> Iterator[Cut]:
        """Yield the places where the content of a candidate after its cue may end, none of them in a quotation."""
        last = candidate.content[-1]
        if last.start < candidate.head:
            return
        own = self.reader.speech_at(self.doc[candidate.head])
        saying = self.reader.saying(self.doc[candidate.head])
        for cut in cuts_of(self.doc, last, candidate.head, candidate.construct, saying):
            offset = self.doc[cut.position].idx
            quotation = self.reader.quotations.at(offset)
            if quotation is None or quotation == own or quotation.span.start == offset:
                yield cut

    def cut_at(self, candidate: Candidate, cut: Cut) -> Candidate:
        """Return the candidate with its content ending at the cut."""
        last = trimmed(self.doc, Range(candidate.content[-1].start, cut.position))
        return candidate if last is None else candidate._replace(content=(*candidate.content[:-1], last))
