"""Origins: whose word each telling rests on, with the evidence for it.

An origin is read from what the account states ("told the Associated Press", "according to the ministry", the credit of a
dateline or byline) or from text that two accounts have word for word; else it is the account's own reporting. A relay that
is not stated is not guessed. What was found for a claim is a chain, from the source nearest to the event to the account.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from msgspec.structs import replace

from rashomon.comparison.actors import ActorIndex, fold
from rashomon.comparison.copying import CopiedRuns
from rashomon.comparison.credits import Credit
from rashomon.comparison.sources import Source, SourceIndex
from rashomon.comparison.units import ACTOR_MARK, Unit
from rashomon.comparison.words import plain_words
from rashomon.knowledge import Knowledge
from rashomon.model import Account, Actor, Annotation, Article, Link, Origin, Span

__all__ = ["Chain", "OriginRegister", "outlet_name"]

Basis = Literal["stated", "copied text", "inferred"]
Chain = tuple[Link, ...]

HEADLINE_SHARE = 0.5
"""Share of a headline's words from which a claim of the report's body is what it sums up."""

_SELF = re.compile(r"(?:this|our)\b", re.IGNORECASE)
"""What an account calls itself: "told this newspaper"."""
_ACTS = frozenset({"asks", "supports", "opposes"})
"""Kinds of statements that are acts done in public: their content is what was asked, the act itself is not said by anybody."""

_CONFIRMED_BY = re.compile(
    r"\s*,?\s*(?:(?:as|which\s+(?:was|were)|first)\s+)?(?:announced|compiled|confirmed|counted|estimated|given|listed|named|"
    r"provided|published|released|reported)\s+by\s+(?:the\s+)?"
)
"""What ties a phrase to its source: "the 26 leaders confirmed by the ministry"."""


def outlet_name(article: Article) -> str:
    """Name the account by its outlet, or by its file or id where the outlet is not known."""
    if article.outlet:
        return article.outlet
    if article.path and article.path != "-":
        return re.split(r"[\\/]", article.path)[-1].split("#")[0]
    return article.id


@dataclass
class OriginRegister:
    """The origins found in a story; ids are given in the order in which they are found."""

    annotations: Sequence[Annotation]
    actors: ActorIndex
    knowledge: Knowledge
    credits: dict[str, tuple[Credit, ...]]
    """The credits of each account, by its id."""
    copied: CopiedRuns
    units: Sequence[Unit]
    _ids: dict[str, str] = field(default_factory=dict)
    _by_id: dict[str, Source] = field(default_factory=dict)
    _accounts: dict[str, list[Account]] = field(default_factory=dict)
    _chains: dict[int, Chain] = field(default_factory=dict)
    _words: dict[int, str] = field(default_factory=dict)
    _first_own: dict[str, Span] = field(default_factory=dict)
    """For each account the first claim that rests on its own reporting: one stands for all."""

    def chain(self, unit: Unit) -> Chain:
        """Return the chain by which a claim came to its account, the source nearest to the event first."""
        if unit.number not in self._chains:
            self._chains[unit.number] = self._read(unit)
        return self._chains[unit.number]

    def origins(self) -> tuple[Origin, ...]:
        """Return every origin that was found, with the accounts that rest on it."""
        return tuple(
            Origin(
                id=origin_id,
                name=source.name,
                kind=source.kind,
                accounts=tuple(dict.fromkeys(self._accounts[origin_id])),
                names=self._sources.names_of(source.key),
                overlaps=tuple(
                    other_id
                    for other_id, other in self._by_id.items()
                    if other_id != origin_id and self._sources.may_be_one(source.key, other.key)
                ),
            )
            for origin_id, source in self._by_id.items()
        )

    def independent(self, tellings: Sequence[Sequence[str]]) -> int:
        """Count the independent origins of a point: tellings whose origins are, or may be, the same count once."""
        groups: list[set[str]] = []
        for origins in tellings:
            touching = [group for group in groups if self._touch(group, origins)]
            groups = [group for group in groups if group not in touching] + [set(origins).union(*touching)]
        return len(groups)

    def _touch(self, group: set[str], origins: Sequence[str]) -> bool:
        return any(
            one == other or self._sources.may_be_one(self._by_id[one].key, self._by_id[other].key)
            for one in group
            for other in origins
        )

    def _read(self, unit: Unit) -> Chain:
        spoken, credited = self._spoken(unit), self._credited(unit)
        is_nameless = bool(spoken) and self._by_id[spoken[0].origin].nameless
        if is_nameless and (copied := self._copied_text(unit)):
            return copied  # officials without a name are the same ones where the words are the same
        if credited:
            return (*spoken, *credited)
        if is_nameless and len(spoken) == 1:
            return (*spoken, *self._contributed(unit.article, unit.claim.span))
        if spoken:
            return (*spoken, *self._copied_text(unit, besides={link.origin for link in spoken}))
        return self._copied_text(unit) or self._summed_up(unit) or self._own_reporting(unit.article, unit.claim.span)

    def _spoken(self, unit: Unit) -> Chain:
        """Who says the claim, and through whom it came: the speaker and the relay of its statement."""
        statement, article = unit.statement, unit.article
        if statement is None or (statement.source is None and statement.speaker is None):
            return self._confirmed(unit)
        found: list[Link] = []
        evidence = statement.source or statement.cue or unit.claim.span
        speaker = self.actors.by_id.get(unit.speaker) if unit.speaker else None
        if (speaker is not None or statement.source is not None) and not _is_public_act(unit):
            issuer = self._sources.issuer(article.id, evidence)
            if issuer is not None and not self._is_account_itself(issuer[0].name, article):
                found.append(self._link(self._sources.read(article.id, *issuer), article, issuer[1], "stated"))
            source = self._sources.read(article.id, speaker, evidence)
            if not self._is_account_itself(source.name, article):
                found.append(self._link(source, article, evidence, "stated"))
        relay = self.actors.by_id.get(self.actors.of(article.id, statement.relayed_by) or "")
        if relay is not None and relay != speaker:
            at = self._nearest_mention(article.id, relay, statement.cue or evidence) or evidence
            source = self._sources.read(article.id, relay, at)
            is_own = _SELF.match(at.of(article.text)) is not None or self._is_account_itself(source.name, article)
            if not is_own:
                found.append(self._link(source, article, at, "stated"))
        return tuple({link.origin: link for link in found}.values())

    def _confirmed(self, unit: Unit) -> Chain:
        """Who stands behind a phrase that no statement holds: "the 26 leaders confirmed by the ministry"."""
        text, span = unit.article.text, unit.claim.span
        tied = _CONFIRMED_BY.match(text, span.end) or (
            _CONFIRMED_BY.search(text, span.start, span.end) if unit.claim.phrase else None
        )
        if tied is None:
            return ()
        named = self._sources.named_at(unit.article.id, tied.end())
        if named is None or self._is_account_itself(named[0].name, unit.article):
            return ()
        return (self._link(self._sources.read(unit.article.id, *named), unit.article, named[1], "stated"),)

    def _credited(self, unit: Unit) -> Chain:
        """The agencies that the report says its words come from; an agency's own report is its own word."""
        article = unit.article
        found = [
            self._credit_link(credit, unit, "stated")
            for credit in self.credits[article.id]
            if credit.whole and credit.covers.covers(unit.claim.span)
        ]
        own = self.knowledge.source_outlet(article.outlet) if article.outlet else None
        if not found and own is not None and own.kind in ("agency", "state media"):
            return self._own_reporting(article, unit.claim.span)
        return tuple(found)

    def _credit_link(self, credit: Credit, unit: Unit, basis: Basis) -> Link:
        source = self._sources.of_outlet(credit.outlet)
        return self._link(source, unit.article, credit.span or unit.claim.span, basis, credit.field)

    def _copied_text(self, unit: Unit, besides: Collection[str] = ()) -> Chain:
        """What the account rests on that the words are likely to come from, where the claim lies in a copied run.

        Words inside quotation marks are the speaker's, whoever prints them first.
        """
        if unit.quoted:
            return ()
        run = self.copied.holding(unit.account, unit.claim.span)
        if run is None:
            return ()
        source = next((other for other in self._units_of[run.source.article.id] if self._same_words(other, unit)), None)
        chain = self.chain(source) if source else self._own_reporting(run.source.article, run.source.span)
        return tuple(
            self._link(self._by_id[link.origin], unit.article, unit.claim.span, "copied text")
            for link in chain
            if link.origin not in besides
        )

    def _summed_up(self, unit: Unit) -> Chain:
        """A headline rests on what its report's body rests on, where the body tells the same."""
        if not unit.in_title:
            return ()
        # Names and offices say of whom both speak, and not yet that they say the same.
        told = {stem for stem in unit.stems - unit.offices if not stem.startswith(ACTOR_MARK)}
        nearest = max(
            (other for other in self._units_of[unit.account] if not other.in_title and told & other.stems),
            key=lambda other: (len(other.stems & unit.stems), -other.number),
            default=None,
        )
        if nearest is None or len(nearest.stems & unit.stems) < HEADLINE_SHARE * len(unit.stems):
            return ()
        return tuple(
            self._link(self._by_id[link.origin], unit.article, link.span, "inferred") for link in self.chain(nearest)
        )

    def _own_reporting(self, article: Article, span: Span) -> Chain:
        """The account names no source here: that it is its own reporting is a reading, and is marked as one."""
        known = self.knowledge.source_outlet(article.outlet) if article.outlet else None
        if known is not None:
            source = self._sources.of_outlet(known)
        else:
            key = f"own:{fold(article.outlet) if article.outlet else article.id}"
            source = self._sources.kept(Source(key, outlet_name(article), "outlet"))
        first = self._first_own.setdefault(article.id, span)
        contributed = self._contributed(article, span)
        return (*contributed, replace(self._link(source, article, first, "inferred"), span=span))

    def _contributed(self, article: Article, span: Span) -> Chain:
        """The agencies that the report credits with a part of it: where nobody is named, this may be that part."""
        return tuple(
            self._link(self._sources.of_outlet(credit.outlet), article, credit.span or span, "inferred", credit.field)
            for credit in self.credits[article.id]
            if not credit.whole and not self._is_account_itself(credit.outlet.name, article)
        )

    def _is_account_itself(self, name: str, article: Article) -> bool:
        if not article.outlet:
            return False
        known, own = self.knowledge.source_outlet(name), self.knowledge.source_outlet(article.outlet)
        if known is not None and own is not None:
            return known is own
        short, words = set(fold(name).split()) - {"the"}, fold(article.outlet).split()
        # "The Herald" is the Luzon Herald to itself; "Luzon said" is not the paper's word, but Luzon's.
        return words[-1:] != [] and words[-1] in short and short <= set(words)

    def _nearest_mention(self, article: str, actor: Actor, near: Span) -> Span | None:
        found = self._sources.mentions_of(article, actor)
        return min(found, key=lambda span: (_distance(span, near), span), default=None)

    def _link(
        self, source: Source, article: Article, span: Span, basis: Basis, field: Literal["byline"] | None = None
    ) -> Link:
        if source.key not in self._ids:
            self._ids[source.key] = origin_id = f"o{len(self._ids) + 1}"
            self._by_id[origin_id], self._accounts[origin_id] = source, []
        origin_id = self._ids[source.key]
        self._accounts[origin_id].append(Account(article.id, span, basis, field))
        return Link(origin_id, span, basis)

    def _same_words(self, one: Unit, other: Unit) -> bool:
        """Say whether two claims are one run of words, with a word or two more at an edge."""
        mine, theirs = self._plain(one), self._plain(other)
        return mine in theirs or theirs in mine

    def _plain(self, unit: Unit) -> str:
        if unit.number not in self._words:
            self._words[unit.number] = f" {' '.join(plain_words(unit.text))} "
        return self._words[unit.number]

    @cached_property
    def _sources(self) -> SourceIndex:
        return SourceIndex(self.annotations, self.actors, self.knowledge)

    @cached_property
    def _units_of(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {annotation.article.id: [] for annotation in self.annotations}
        for unit in self.units:
            found[unit.account].append(unit)
        return found


def _is_public_act(unit: Unit) -> bool:
    """Say whether a claim tells that somebody asked, agreed or refused: that it was done is the word of who tells it."""
    statement, head = unit.statement, unit.claim.head
    return (
        statement is not None
        and statement.kind in _ACTS
        and statement.cue is not None
        and head is not None
        and head.overlaps(statement.cue)
    )


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
