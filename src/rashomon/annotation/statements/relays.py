"""Through which outlet words came to the report: who was told them, who carried them, who was cited for them.

An outlet that only hands on what another says is no speaker: "Ruiz said X, the agency reported" is a statement of
Ruiz, relayed by the agency. Where an outlet reports in its own name, it is both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import children_of, lefts_of, rights_of
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.statements.reader import Candidate
from rashomon.annotation.statements.trailing_frames import TrailingFrame
from rashomon.annotation.token_ranges import Range, edges, sentence_of, text_of
from rashomon.knowledge import Knowledge
from rashomon.knowledge.media_words import medium_called_at, state_media_sort

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Relayed", "Relays"]

COVERED = 0.8
"""Share of what an outlet reports from which it is nothing but another's statement."""
MAX_NAMINGS = 20
"""Mentions of a name around which words are looked for that call its bearer an outlet."""
MAX_TO_CITING = 16
"""Tokens between a verb of reporting and "citing"."""

_GIVEN_TO = frozenset(("tell", "inform", "assure", "remind"))
_GIVEN_IN = frozenset(("on", "in", "by", "with", "to", "for", "via", "through", "from"))
_HOLDERS = frozenset(
    (
        "interview", "statement", "remark", "comment", "briefing", "dispatch", "report", "programme", "program", "show",
        "commentary", "article", "editorial", "message", "address", "speech", "footage", "question",
    )
)  # fmt: skip
_CARRYING = frozenset(
    ("carry", "publish", "broadcast", "air", "release", "cite", "quote", "distribute", "post", "relay", "report", "run")
)
_REPORTING = frozenset(("report", "say", "write", "accord", "according", "add"))
_CITING = frozenset(("citing", "quoting"))
_PAPERS = frozenset(
    ("report", "statement", "document", "record", "study", "letter", "memo", "data", "figure", "filing")
)
_OUTLET_NOUNS = frozenset(("newspaper", "paper", "daily", "broadcaster", "tabloid", "magazine", "channel"))
_NAMED_BEHIND = _OUTLET_NOUNS | {"agency", "network", "site", "station", "website"}
_CITING_OUTLETS = frozenset(("agency", "network", "station", "website", "outlet", "radio"))
"""Nouns for outlets and for others; who cites somebody for what is reported is an outlet."""
_SPEAKING_NOUNS = frozenset(
    (
        "adviser", "agency", "aide", "ambassador", "analyst", "army", "authority", "commander", "diplomat",
        "director", "doctor", "government", "governor", "insider", "lawyer", "mayor", "military", "minister",
        "ministry", "officer", "official", "people", "person", "police", "president", "prosecutor", "resident",
        "source", "spokesman", "spokesperson", "spokeswoman", "witness",
    )
)  # fmt: skip
"""Whom a report cites for words; "citing concerns" cites no speaker."""


class Relayed(NamedTuple):
    """A statement with the entity of the outlet it came through."""

    candidate: Candidate
    relay: str | None


class _Report(NamedTuple):
    """What an outlet reports."""

    content: Sequence[Range]
    head: int
    outlet: str


class Relays:
    """The outlets of one article that hand on what others say."""

    def __init__(self, doc: Doc, mentions: MentionIndex, knowledge: Knowledge) -> None:
        self.doc = doc
        self.mentions = mentions
        self.knowledge = knowledge
        self._known: dict[str, bool] = {}

    def applied(self, kept: Sequence[Candidate], frames: Iterable[TrailingFrame]) -> list[Relayed]:
        """Return the statements with their relays, without those of outlets that only hand on another statement."""
        by_head: dict[int, list[int]] = {}
        for index, each in enumerate(kept):
            by_head.setdefault(each.head, []).append(index)
        handed_on: dict[int, str] = {}
        dropped: set[int] = set()
        for report in self._reports(kept, frames):
            inner = self._inner(report, kept, by_head)
            if inner is not None:
                handed_on[inner] = report.outlet
                dropped.update(by_head.get(report.head, ()))
        return [
            self._settled(each, handed_on.get(i))
            for i, each in enumerate(kept)
            if i not in dropped and not self._is_citation(each)
        ]

    def _reports(self, kept: Sequence[Candidate], frames: Iterable[TrailingFrame]) -> list[_Report]:
        found: dict[int, _Report] = {}
        stated = [(each.content, each.head, each.source) for each in kept]
        for content, head, source in [*(((f.content,), f.head, f.source) for f in frames), *stated]:
            if head < 0 or source is None or self.doc[head].lemma_.lower() not in _REPORTING:
                continue
            outlet = self._outlet_at(self.doc[source.start : source.end].root)
            if outlet is not None:
                found.setdefault(head, _Report(content, head, outlet))
        return [found[head] for head in sorted(found)]

    def _inner(self, report: _Report, kept: Sequence[Candidate], by_head: Mapping[int, list[int]]) -> int | None:
        """Return the statement that makes up what the outlet reports."""
        whole = {i for part in report.content for i in range(part.start, part.end) if not self.doc[i].is_punct}
        for index in [index for i in sorted(whole - {report.head}) for index in by_head.get(i, ())]:
            each = kept[index]
            parts = [*each.content, *(part for part in (each.cue, each.source) if part is not None)]
            covered = {i for part in parts for i in range(part.start, part.end)} & whole
            if len(covered) >= COVERED * len(whole):
                return index
        return None

    def _is_citation(self, each: Candidate) -> bool:
        """Say whether a "citing" only names who said, or which paper holds, what the sentence reports."""
        if each.head < 0 or self.doc[each.head].lower_ not in _CITING:
            return False
        papers = (noun.lemma_ in _PAPERS for noun in rights_of(self.doc[each.head]) if noun.dep_ == "dobj")
        return self._cited_by(self.doc[each.head]) is not None or any(papers)

    def _settled(self, each: Candidate, handed_on: str | None) -> Relayed:
        if each.source is not None and handed_on is None and each.head >= 0:
            teller = self.doc[each.source.start : each.source.end].root
            cited = self._cited_near(each) if self.doc[each.head].lemma_.lower() in _REPORTING else None
            own = self._outlet_at(teller)
            if own is None and cited is not None and teller.lemma_.lower() in _CITING_OUTLETS:
                own = self.mentions.headed_by(teller)
            if own is not None:
                return Relayed(each if cited is None else each._replace(source=cited), own)
        return Relayed(each, handed_on or self._relay_at(each))

    def _cited_near(self, each: Candidate) -> Range | None:
        """Return the speaker in "the agency reported, citing the ministry, ..."."""
        sentence = sentence_of(self.doc[each.head])
        first = max(sentence.start, each.head - MAX_TO_CITING)
        for i in range(first, min(sentence.end, each.content[-1].end + MAX_TO_CITING)):
            told = any(part.start <= i < part.end for part in each.content)
            if not told and self.doc[i].lower_ in _CITING and (cited := self._cited_by(self.doc[i])) is not None:
                return cited
        return None

    def _cited_by(self, citing: Token) -> Range | None:
        for noun in rights_of(citing):
            if noun.dep_ == "dobj":
                is_speaker = noun.lemma_.lower() in _SPEAKING_NOUNS or noun.ent_type_ in (
                    "PERSON",
                    "ORG",
                    "GPE",
                    "NORP",
                )
                own = edges(noun)
                end = next((i for i in range(noun.i + 1, own.end) if self.doc[i].lower_ in ("that", ",")), own.end)
                return Range(own.start, end) if is_speaker else None
        return None

    def _relay_at(self, each: Candidate) -> str | None:
        """Return the outlet that was told the words, carried them, or quotes who says them."""
        if each.head < 0:
            return None
        verb = self.doc[each.head]
        for child in children_of(verb):
            if child.dep_ in ("dobj", "dative") and verb.lemma_ in _GIVEN_TO and (found := self._outlet_at(child)):
                return found
            if (
                child.dep_ in ("prep", "dative", "agent")
                and child.lower_ in _GIVEN_IN
                and not any(part.start <= child.i < part.end for part in each.content)
                and (found := self._below(child))
            ):
                return found
        if found := self._beside(each):
            return found
        above = verb.head
        if verb.dep_ == "relcl" and above.dep_ == "dobj" and above.head.lemma_ in ("quote", "cite"):
            # "The agency quoted officials who said ..."
            for child in lefts_of(above.head):
                if child.dep_ == "nsubj" and (found := self._outlet_at(child)):
                    return found
        if verb.tag_ == "VBG" and above.lower_ == "as" and above.head.lemma_ in ("quote", "cite"):
            for child in children_of(above.head):
                if child.dep_ == "nsubj" and child.i < verb.i and (found := self._outlet_at(child)):
                    return found
                if child.dep_ == "agent" and (found := self._below(child)):
                    return found
        return None

    def _beside(self, each: Candidate) -> str | None:
        """Return the outlet in "the ministry, in comments carried by the agency, said"."""
        if each.source is None:
            return None
        for child in rights_of(self.doc[each.source.start : each.source.end].root):
            if child.dep_ == "prep" and child.lower_ == "in" and child.i < each.head and (found := self._below(child)):
                return found
        return None

    def _below(self, preposition: Token) -> str | None:
        """Return the outlet in "on the News Network", "in an interview with the paper", "in remarks carried by it"."""
        for noun in rights_of(preposition):
            if noun.dep_ != "pobj":
                continue
            if found := self._outlet_at(noun):
                return found
            if noun.lemma_ not in _HOLDERS:
                continue
            for child in rights_of(noun):
                if child.dep_ == "prep" and child.lower_ in _GIVEN_IN and (found := self._below(child)):
                    return found
                if child.dep_ == "acl" and child.lemma_ in _CARRYING:
                    for agent in rights_of(child):
                        if agent.dep_ in ("agent", "prep") and (found := self._below(agent)):
                            return found
        return None

    def _outlet_at(self, token: Token) -> str | None:
        entity_id = self.mentions.headed_by(token) or self.mentions.at(token)
        if entity_id is None:
            return None
        if token.lemma_.lower() in _NAMED_BEHIND and token.i + 1 < len(self.doc):
            # "The news agency Tass": the parser does not always see that it is one.
            named = self.mentions.at(self.doc[token.i + 1])
            if named is not None and named != entity_id and self._is_known(named):
                return named
        is_state_media = state_media_sort(self.mentions.entities[entity_id].name) is not None
        is_outlet = token.lemma_.lower() in _OUTLET_NOUNS or is_state_media
        return entity_id if is_outlet or self._is_known(entity_id) else None

    def _is_known(self, entity_id: str) -> bool:
        if entity_id not in self._known:
            self._known[entity_id] = self._is_called_outlet(entity_id)
        return self._known[entity_id]

    def _is_called_outlet(self, entity_id: str) -> bool:
        """Say whether an outlet of this name is listed, or the report itself says that it is one."""
        entity = self.mentions.entities[entity_id]
        proper = " ".join(dropwhile(str.islower, entity.name.split()))
        # "BBC Radio 4" is the BBC's.
        first = proper.partition(" ")[0]
        names = (entity.name, proper, first) if first.isupper() and len(first) > 1 else (entity.name, proper)
        if any(self.knowledge.source_outlet(each) is not None for each in names):
            return True
        if entity.kind not in ("organization", "other"):
            return False
        named = [mention for mention in entity.mentions if mention.form == "name"][:MAX_NAMINGS]
        return any(medium_called_at(text_of(self.doc), mention.start, mention.end) for mention in named)
