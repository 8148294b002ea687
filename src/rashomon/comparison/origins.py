"""Origins: whose word each telling rests on, with the evidence for it.

An origin is read from what the account states ("told the Associated Press", "according to the ministry", a dateline with an
agency's name, a byline) or from text that two accounts have word for word; else it is the account's own reporting. A
relay that is not stated is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rashomon.annotation.layout import find_zones
from rashomon.comparison.actors import ActorIndex, fold, is_named
from rashomon.comparison.copying import CopiedRuns
from rashomon.comparison.units import Unit
from rashomon.comparison.words import plain_words
from rashomon.knowledge import Knowledge, Outlet
from rashomon.model import Account, Actor, Annotation, Article, Origin, Span

__all__ = ["OriginRegister", "independent_origins", "outlet_name"]

_OFFICIAL = re.compile(
    r"\b(?:president|minister|minist(?:er|ry)|spokes\w+|secretary|official|ambassador|governor|senator|congress\w+|mayor|"
    r"chancellor|king|queen|general|commander|police|prosecutor|judge|lawmaker|leader|envoy|diplomat|director|commissioner|"
    r"representative|sen\.|rep\.|attorney)\b",
    re.IGNORECASE,
)
_STATE_MEDIA = re.compile(
    r"\b(?:state|official|state-run|government)[- ](?:news )?(?:media|television|tv|radio|agency|broadcaster)\b", re.I
)
_CREDIT_PARENTHESIS = re.compile(r"\(([^()]{2,40})\)")


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
    copied: CopiedRuns
    units: Sequence[Unit]
    _names: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _accounts: dict[str, list[Account]] = field(default_factory=dict)
    _credits: dict[str, list[tuple[Outlet, Span]]] = field(default_factory=dict)

    def of(self, unit: Unit) -> tuple[str, ...]:
        """Return the ids of the origins of one claim, the nearest to the event first."""
        found = [*self._stated_in_words(unit)]
        if not found:
            found = [*self._credited(unit.article)]
        if not found:
            found = [*self._copied_text(unit)]
        if not found:
            found = [self._own_reporting(unit.article, unit.claim.span)]
        return tuple(dict.fromkeys(found))

    def origins(self) -> tuple[Origin, ...]:
        """Return every origin that was found, with the accounts that rest on it."""
        return tuple(
            Origin(id=origin_id, name=name, kind=kind, accounts=tuple(dict.fromkeys(self._accounts[key])))  # type: ignore[arg-type]
            for key, (origin_id, name, kind) in self._names.items()
        )

    def _stated_in_words(self, unit: Unit) -> list[str]:
        """Speaker and relay of the statement that the claim stands in."""
        statement = unit.statement
        if statement is None:
            return []
        article = unit.article
        found: list[str] = []
        evidence = statement.source or statement.cue
        speaker = self.actors.by_id.get(unit.speaker) if unit.speaker else None
        if speaker is not None and not self._is_account_itself(speaker, article):
            found.append(self._origin_of_actor(speaker, article, evidence or unit.claim.span))
        elif statement.source is not None and speaker is None:
            found.append(self._unnamed(article, statement.source))
        relay = self.actors.by_id.get(self.actors.of(article.id, statement.relayed_by) or "")
        if relay is not None and not self._is_account_itself(relay, article):
            found.append(self._origin_of_actor(relay, article, evidence or unit.claim.span))
        return found

    def _credited(self, article: Article) -> list[str]:
        """An agency that the dateline or the byline credits with the report."""
        if article.id not in self._credits:
            self._credits[article.id] = [*self._credits_of(article)]
        return [
            self._register(outlet.id, outlet.name, outlet.kind, article, span, "stated")
            for outlet, span in self._credits[article.id]
        ]

    def _credits_of(self, article: Article) -> Iterator[tuple[Outlet, Span]]:
        in_dateline = False
        for zone in find_zones(article.text, article.title):
            for match in _CREDIT_PARENTHESIS.finditer(zone.span.of(article.text)) if zone.kind == "dateline" else ():
                outlet = self.knowledge.source_outlet(match.group(1).strip())
                if outlet is not None:
                    in_dateline = True
                    yield outlet, Span(zone.span.start + match.start(1), zone.span.start + match.end(1))
        if not in_dateline and article.byline:
            outlet = self.knowledge.source_outlet(article.byline.strip())
            at = article.text.find(article.byline)
            if outlet is not None and at >= 0:
                yield outlet, Span(at, at + len(article.byline))

    def _copied_text(self, unit: Unit) -> list[str]:
        """What the account rests on that had the same words first, where the claim lies in a copied run.

        Words inside quotation marks are the speaker's, whoever prints them first.
        """
        if unit.quoted:
            return []
        run = self.copied.holding(unit.account, unit.claim.span)
        if run is None:
            return []
        first = run.source
        source = next(
            (other for other in self.units if other.account == first.article.id and _same_words(other, unit)), None
        )
        found = self.of(source) if source else (self._own_reporting(first.article, first.span),)
        for key, (origin_id, _, _) in self._names.items():
            if origin_id in found:
                self._accounts[key].append(Account(unit.account, unit.claim.span, "copied text"))
        return list(found)

    def _own_reporting(self, article: Article, span: Span) -> str:
        known = self.knowledge.source_outlet(article.outlet) if article.outlet else None
        kind = known.kind if known else "outlet"
        # The account names no source here: that it is its own reporting is a reading, and is marked as one.
        key = self._own_key(article)
        if key in self._names and any(account.article == article.id for account in self._accounts[key]):
            return self._names[key][0]
        return self._register(key, outlet_name(article), kind, article, span, "inferred")

    def _own_key(self, article: Article) -> str:
        known = self.knowledge.source_outlet(article.outlet) if article.outlet else None
        return known.id if known else f"own:{fold(article.outlet) if article.outlet else article.id}"

    def _is_account_itself(self, actor: Actor, article: Article) -> bool:
        return bool(article.outlet) and fold(actor.name) == fold(article.outlet or "")

    def _origin_of_actor(self, actor: Actor, article: Article, span: Span) -> str:
        outlet = self.knowledge.source_outlet(actor.name) if actor.kind in ("organization", "other") else None
        if outlet is not None:
            return self._register(outlet.id, outlet.name, outlet.kind, article, span, "stated")
        # Officials without a name are not the same officials in two accounts.
        named = actor.kind in ("person", "state") or actor.links.wikidata or self._is_named(actor)
        key = actor.id if named else f"{actor.id}:{article.id}"
        return self._register(key, actor.name, _kind_of(actor), article, span, "stated")

    def _is_named(self, actor: Actor) -> bool:
        return any(
            is_named(entity)
            for annotation in self.annotations
            for entity in annotation.entities
            if entity.id in actor.entities.get(annotation.article.id, ())
        )

    def _unnamed(self, article: Article, source: Span) -> str:
        name = source.of(article.text)
        outlet = self.knowledge.source_outlet(name)
        if outlet is not None:
            return self._register(outlet.id, outlet.name, outlet.kind, article, source, "stated")
        kind = "state media" if _STATE_MEDIA.search(name) else "official" if _OFFICIAL.search(name) else "person"
        return self._register(f"{article.id}:{fold(name)}", name, kind, article, source, "stated")

    def _register(self, key: str, name: str, kind: str, article: Article, span: Span, basis: str) -> str:
        if key not in self._names:
            self._names[key] = (f"o{len(self._names) + 1}", name, kind)
            self._accounts[key] = []
        self._accounts[key].append(Account(article.id, span, basis))  # type: ignore[arg-type]
        return self._names[key][0]


def _same_words(one: Unit, other: Unit) -> bool:
    """Say whether two claims are one run of words, with a word or two more at an edge."""
    mine, theirs = " ".join(plain_words(one.text)), " ".join(plain_words(other.text))
    return mine in theirs or theirs in mine


def _kind_of(actor: Actor) -> str:
    roles = " ".join(role for found in actor.roles.values() for role in found)
    if actor.kind in ("state", "organization"):
        return "official"
    if actor.kind == "group":
        return "official" if actor.links.iso3 or _OFFICIAL.search(actor.name) else "person"
    return "official" if _OFFICIAL.search(roles) else "person"


def independent_origins(tellings: Sequence[Sequence[str]]) -> int:
    """Count the independent origins of a point: tellings that share any origin count once."""
    groups: list[set[str]] = []
    for origins in tellings:
        touching = [group for group in groups if group & set(origins)]
        joined = set(origins).union(*touching)
        groups = [group for group in groups if group not in touching] + [joined]
    return len(groups)
