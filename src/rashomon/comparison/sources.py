"""Who a source is: the names by which the accounts call one body, agency or document, joined under one key.

"State media" and KCNA, "the ministry" and "Russia's defence ministry" are one source each. Where it cannot be told which of
several is meant, the two stay apart and are marked as overlapping, so that they are not counted as independent. Officials
without a name are never the same officials in two accounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from rashomon.comparison.actors import ActorIndex, fold, is_named
from rashomon.comparison.source_words import (
    SINGLE_DOCUMENTS,
    document_of,
    is_executive,
    is_official,
    is_unnamed_medium,
    medium_named_in,
    office_of,
    spoken_for,
    state_media_of,
    without_article,
)
from rashomon.knowledge import Knowledge, Outlet
from rashomon.knowledge.media_words import medium_called_at
from rashomon.model import Actor, Annotation, Span

__all__ = ["Source", "SourceIndex", "SourceKind"]

SourceKind = Literal["agency", "state media", "official", "outlet", "person", "document"]

MAX_STATE_WORDS = 4
"""Words of a state's name that are looked up together ("Democratic Republic of Congo")."""


class Source(NamedTuple):
    """A source under the key that joins its names.

    `state` is the ISO code of the state that it belongs to or speaks for. Who is `nameless` ("officials", "a report") is known
    in one account only.
    """

    key: str
    name: str
    kind: SourceKind
    state: str | None = None
    nameless: bool = False


@dataclass
class SourceIndex:
    """The sources that the accounts of a story can mean."""

    annotations: Sequence[Annotation]
    actors: ActorIndex
    knowledge: Knowledge
    _known: dict[str, Source] = field(default_factory=dict)
    _names: dict[str, list[str]] = field(default_factory=dict)
    _speaks_for: dict[str, str] = field(default_factory=dict)
    _media: dict[str, SourceKind | None] = field(default_factory=dict)

    def of_outlet(self, outlet: Outlet) -> Source:
        """Return a known agency or outlet as a source."""
        return self.kept(Source(outlet.id, outlet.name, outlet.kind, outlet.iso3))

    def read(self, article: str, actor: Actor | None, span: Span) -> Source:
        """Return who is meant by the characters of a source, with the actor that they name, if any."""
        text = " ".join(span.of(self._texts[article]).split())
        medium = self._medium(article, actor, text)
        if medium is not None:
            kept = self.kept(medium)
            if self.knowledge.source_outlet(text) is not None or state_media_of(text) is not None:
                self.kept(medium._replace(name=without_article(text)))
            return kept
        if actor is None or actor.kind != "person":
            document = self._document(article, actor, text)
            if document is not None:
                return self.kept(document)
        return self.kept(self._speaker(article, actor, text, span))

    def issuer(self, article: str, span: Span) -> tuple[Actor, Span] | None:
        """Return who published the document that the characters name ("a report by the ministry"), and where that stands."""
        text = span.of(self._texts[article])
        if document_of(text) is None:
            return None
        found = [
            (mention_span, actor)
            for mention_span, actor in self._named_in(article, span)
            if actor.kind in ("organization", "state", "person", "group")
            and mention_span != span
            and text[mention_span.end - span.start :][:1]
            not in ("'", "’")  # "the engineers' union" is not the engineers
        ]
        return (found[0][1], found[0][0]) if found else None

    def may_be_one(self, one: str, other: str) -> bool:
        """Say whether two sources, by their keys, may be the same, so that they are not independent of each other."""
        return self._covers(one, other) or self._covers(other, one)

    def _covers(self, wide: str, narrow: str) -> bool:
        if self._speaks_for.get(narrow) == wide:
            return True
        source, other = self._known.get(wide), self._known.get(narrow)
        if source is None or other is None:
            return False
        if wide.startswith("state media:"):
            return other.kind == "state media" and source.state is not None and source.state == other.state
        # A government, a capital that stands for it, and its ministries and ministers cannot be told apart from outside.
        return wide.startswith("state:") and other.kind == "official" and other.state == source.state

    def _medium(self, article: str, actor: Actor | None, text: str) -> Source | None:
        """A known outlet by name, or state media that are not named."""
        names = [text, without_article(text), medium_named_in(text) or text]
        if actor is not None and actor.kind in ("organization", "other"):
            names.append(actor.name)
        for name in names:
            outlet = self.knowledge.source_outlet(name)
            if outlet is not None:
                return self.of_outlet(outlet)
        sort = state_media_of(text)
        if sort is None:
            return Source(f"{article}:{fold(text)}", text, "outlet", nameless=True) if is_unnamed_medium(text) else None
        state = self._state_in(text) or (actor.links.iso3 if actor else None)
        fitting = [
            outlet
            for outlet in self._state_outlets.get(article, ())
            if state in (None, outlet.iso3) and outlet.id.startswith(sort)
        ]
        if not fitting:
            # Where the account names none, it means those of the state whose media the story is about.
            everywhere = {outlet.id: outlet for found in self._state_outlets.values() for outlet in found}
            fitting = [o for o in everywhere.values() if state in (None, o.iso3) and o.id.startswith(sort)]
        if len(fitting) == 1:
            return self.of_outlet(fitting[0])
        states = {outlet.iso3 for outlet in fitting}
        state = state or (states.pop() if len(states) == 1 else None)
        key = f"state media:{state or article}"
        return Source(key, without_article(text), "state media", state, nameless=state is None)

    def _document(self, article: str, actor: Actor | None, text: str) -> Source | None:
        noun = document_of(text)
        if noun is None:
            return None
        outlet = next(
            (found for word in text.split() if (found := self.knowledge.source_outlet(word.strip(",")))), None
        )
        if outlet is not None and not outlet.plain_word:
            return self.of_outlet(outlet)  # "a Reuters report"
        name = actor.name if actor is not None and document_of(actor.name) else text
        if noun in SINGLE_DOCUMENTS:
            return Source(f"document:{noun}", without_article(name), "document")
        key = f"document:{article}:{actor.id if actor else fold(text)}"
        return Source(key, without_article(name), "document", nameless=True)

    def _speaker(self, article: str, actor: Actor | None, text: str, span: Span) -> Source:
        body = self._body(article, actor, text, span)
        if body is not None:
            return body
        if actor is None:
            kind: SourceKind = "official" if is_official(text) or self._only_states(text) else "person"
            return Source(f"{article}:{fold(text)}", without_article(text), kind, nameless=True)
        if actor.kind == "state":
            return Source(f"state:{actor.links.iso3 or actor.id}", actor.name, "official", actor.links.iso3)
        roles = [role for found in actor.roles.values() for role in found]
        kind = self._kind(actor, [*roles, text])
        named = actor.links.wikidata is not None or actor.id in self._named
        key = actor.id if named else f"{actor.id}:{article}"
        if actor.kind == "person" and named:
            self._note_body(key, roles, actor.links.iso3)
        state = (
            actor.links.iso3
            if kind == "official" and (actor.kind != "person" or is_executive(" ".join(roles)))
            else None
        )
        return Source(key, actor.name, kind, state, nameless=not named)

    def _body(self, article: str, actor: Actor | None, text: str, span: Span) -> Source | None:
        """A ministry or other body of a state, also where its spokesman has no name."""
        whole = self._body_of(None, text)
        if whole is not None or (actor is not None and actor.kind == "person" and self._has_own_name(actor)):
            return whole
        asked = spoken_for(text)
        if asked is not None:
            # "A spokesman for the ministry": what the ministry is stands in the text, or is known of the one named there.
            for mention_span, other in self._named_in(article, span):
                if actor is None or other.id != actor.id:
                    found = self._body_of(other, mention_span.of(self._texts[article]))
                    if found is not None:
                        return found
                    if other.kind == "person":
                        key = f"spokesman:{other.id}"
                        self._speaks_for[key] = other.id
                        return Source(key, f"spokesperson of {other.name}", "official")
                    if other.kind in ("organization", "state"):
                        return self.read(article, other, mention_span)
            text = asked
        return self._body_of(actor, text)

    def _body_of(self, actor: Actor | None, text: str) -> Source | None:
        state, office = self._state_in(text), office_of(self._without_states(text))
        name = without_article(text)
        if actor is not None and (state is None or office is None):
            named = office_of(self._without_states(actor.name))
            if office is None or (named is not None and named.endswith(office)):
                office, name = named, actor.name
            state = state or actor.links.iso3
        if office is None or state is None:
            return None
        if office == "government":
            return Source(f"state:{state}", self.knowledge.state(state).name, "official", state)
        return Source(f"body:{state}:{office}", name, "official", state)

    def _has_own_name(self, actor: Actor) -> bool:
        return actor.id in self._named and spoken_for(actor.name) is None

    def _note_body(self, key: str, roles: Sequence[str], state: str | None) -> None:
        """Whoever speaks for a ministry is no second source beside it."""
        for role in roles:
            body = spoken_for(role)
            office = office_of(self._without_states(body)) if body else None
            of = self._state_in(role) or state
            if office is not None and of is not None:
                self._speaks_for[key] = f"state:{of}" if office == "government" else f"body:{of}:{office}"

    def _kind(self, actor: Actor, titles: Sequence[str]) -> SourceKind:
        if actor.kind in ("organization", "other") and (called := self._called(actor)) is not None:
            return called
        if actor.kind == "organization":
            return "official"
        is_public = any(is_official(title) for title in (*titles, actor.name)) or self._only_states(actor.name)
        return "official" if is_public else "person"

    def _called(self, actor: Actor) -> SourceKind | None:
        """Return what kind of medium an account calls one that no file lists ("the news agency Norpress")."""
        if actor.id not in self._media:
            self._media[actor.id] = self._medium_called(actor)
        return self._media[actor.id]

    def _medium_called(self, actor: Actor) -> SourceKind | None:
        for article in actor.entities:
            for span in self.mentions_of(article, actor):
                if (called := medium_called_at(self._texts[article], span.start, span.end)) is not None:
                    return called
        return None

    def kept(self, source: Source) -> Source:
        """Keep a source under its key; of several names of one source the first stands, and all are kept."""
        names = self._names.setdefault(source.key, [])
        if source.name not in names:
            names.append(source.name)
        return self._known.setdefault(source.key, source)

    def names_of(self, key: str) -> tuple[str, ...]:
        """Return the names by which the accounts call a source, its own name first."""
        return tuple(self._names[key])

    def mentions_of(self, article: str, actor: Actor) -> list[Span]:
        """Return where an account speaks of an actor."""
        return [span for span, other in self._mentions[article] if other == actor.id]

    def named_at(self, article: str, offset: int) -> tuple[Actor, Span] | None:
        """Return the actor whose mention begins at the offset, or an article before it."""
        found = [
            (span, actor)
            for span, actor in self._mentions[article]
            if offset - len("the ") <= span.start <= offset < span.end
        ]
        if not found:
            return None
        span, actor = max(found, key=lambda each: each[0].end)  # "China's foreign ministry", and not "China's"
        return self.actors.by_id[actor], span

    def _named_in(self, article: str, span: Span) -> Iterator[tuple[Span, Actor]]:
        for mention_span, actor in self._mentions[article]:
            if span.covers(mention_span):
                yield mention_span, self.actors.by_id[actor]

    def _state_in(self, text: str) -> str | None:
        return next((state for _, state in self._states_in(text)), None)

    def _states_in(self, text: str) -> Iterator[tuple[str, str]]:
        words = re.findall(r"[^\s,;()]+", text)
        at = 0
        while at < len(words):
            for length in range(min(MAX_STATE_WORDS, len(words) - at), 0, -1):
                name = re.sub(r"[’']s?$", "", " ".join(words[at : at + length]))
                state = self.knowledge.demonym(name) if name[:1].isupper() else None
                if state is None and name[:1].isupper():
                    state = next((a.iso3 for a in self.knowledge.actors(name) if a.kind == "state"), None)
                if state is not None:
                    yield " ".join(words[at : at + length]), state
                    at += length - 1
                    break
            at += 1

    def _without_states(self, text: str) -> str:
        for words, _ in self._states_in(text):
            text = text.replace(words, " ", 1)
        return text

    def _only_states(self, text: str) -> bool:
        rest = self._without_states(text)
        return rest != text and not re.sub(r"\b(?:and|the)\b|[,&]", "", rest).strip()

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {annotation.article.id: annotation.article.text for annotation in self.annotations}

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(
            actor
            for annotation in self.annotations
            for entity in annotation.entities
            if is_named(entity) and (actor := self.actors.of(annotation.article.id, entity.id)) is not None
        )

    @cached_property
    def _mentions(self) -> dict[str, list[tuple[Span, str]]]:
        """The mentions of each account in the order of its text, with their actors."""
        return {
            annotation.article.id: sorted(
                (mention.span, actor)
                for entity in annotation.entities
                if (actor := self.actors.of(annotation.article.id, entity.id)) is not None
                for mention in entity.mentions
            )
            for annotation in self.annotations
        }

    @cached_property
    def _state_outlets(self) -> dict[str, list[Outlet]]:
        """The state media that each account names."""
        return {
            annotation.article.id: list(
                {
                    outlet.id: outlet
                    for entity in annotation.entities
                    if (outlet := self.knowledge.source_outlet(entity.name)) is not None
                    and outlet.kind == "state media"
                }.values()
            )
            for annotation in self.annotations
        }
