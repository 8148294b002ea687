"""Actors: who is named, as what, and by which accounts."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Actor
from rashomon.report.view.index import Index, Quote

__all__ = ["ActorGroup", "ActorView", "build_actors"]

KINDS = {
    "person": "People",
    "state": "States",
    "organization": "Bodies",
    "group": "Groups",
    "occasion": "Occasions",
    "place": "Places",
    "other": "Others",
}


@dataclass(frozen=True)
class ActorView:
    """An actor: its roles, each with the first mention in every account that gives them.

    `mentions` counts the mentions in all accounts; an empty tuple of roles stands for accounts that give none.
    """

    name: str
    kind: str
    roles: tuple[tuple[tuple[str, ...], tuple[Quote, ...]], ...]
    mentions: int

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The first mention in each account."""
        return tuple(quote for _, quotes in self.roles for quote in quotes)


@dataclass(frozen=True)
class ActorGroup:
    """The actors of one kind."""

    name: str
    actors: tuple[ActorView, ...]


def build_actors(index: Index) -> tuple[ActorGroup, ...]:
    """Return the actors by kind, those that more accounts name first."""
    views = [_actor(index, actor) for actor in index.comparison.actors]
    groups: list[ActorGroup] = []
    for kind, name in KINDS.items():
        members = [view for view in views if view.kind == kind and view.roles]
        members.sort(key=lambda view: (-len(view.quotes), -view.mentions, view.name))
        if members:
            groups.append(ActorGroup(name, tuple(members)))
    return tuple(groups)


def _actor(index: Index, actor: Actor) -> ActorView:
    found: dict[tuple[str, ...], list[Quote]] = {}
    mentions = 0
    for account in index.accounts:
        wanted = actor.entities.get(account.article.id, ())
        entities = [entity for entity in account.annotation.entities if entity.id in wanted]
        spans = sorted(mention.span for entity in entities for mention in entity.mentions)
        if not spans:
            continue
        mentions += len(spans)
        roles = actor.roles.get(account.article.id) or tuple(role for entity in entities for role in entity.roles)
        found.setdefault(tuple(dict.fromkeys(roles)), []).append(index.quote(account.article.id, spans[:1]))
    given = sorted(found.items(), key=lambda item: not item[0])
    return ActorView(actor.name, actor.kind, tuple((roles, tuple(quotes)) for roles, quotes in given), mentions)
