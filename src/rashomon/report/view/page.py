"""The whole page: every section of a comparison, ready to be written in any form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from rashomon.model import Comparison, Problem
from rashomon.report.current import current_method
from rashomon.report.display import count, period
from rashomon.report.method import Method
from rashomon.report.view.actors import ActorGroup, build_actors
from rashomon.report.view.index import AccountView, Index, Quote
from rashomon.report.view.ledger import Ledger, build_ledger
from rashomon.report.view.origins import Copy, Lane, build_copies, build_lanes
from rashomon.report.view.participants import PartView, build_participants
from rashomon.report.view.points import DifferenceView, PointView, build_points
from rashomon.report.view.speech import SpeakerView, build_speakers
from rashomon.report.view.texts import TextView, build_texts
from rashomon.report.view.timeline import Moment, PlaceView, build_places, build_timeline
from rashomon.report.view.wording import HeadlineView, WordingRow, build_headlines, build_wording

__all__ = ["Head", "Page", "build_page"]


@dataclass(frozen=True)
class Head:
    """What the story is: its title as a quotation, when, where, on what occasion."""

    title: Quote | None
    when: str | None
    where: str | None
    occasion: str | None
    moment: int | None = None
    """The moment of the timeline that has the same time."""
    named: Mapping[str, Quote] = field(default_factory=dict)
    """A mention of the place and of the occasion, by their names."""

    @property
    def words(self) -> str:
        """The title in an account's own words."""
        return " ".join(self.title.words.split()) if self.title else "Untitled comparison"


@dataclass(frozen=True)
class Page:
    """The sections of the story page, in its order."""

    head: Head
    accounts: tuple[AccountView, ...]
    unread: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    points: tuple[PointView, ...]
    speakers: tuple[SpeakerView, ...]
    lanes: tuple[Lane, ...]
    copies: tuple[Copy, ...]
    participants: tuple[PartView, ...]
    wording: tuple[WordingRow, ...]
    headlines: tuple[HeadlineView, ...]
    timeline: tuple[Moment, ...]
    places: tuple[PlaceView, ...]
    actors: tuple[ActorGroup, ...]
    ledger: Ledger
    texts: tuple[TextView, ...]
    method: Method

    @cached_property
    def shared(self) -> tuple[PointView, ...]:
        """The points on which several accounts agree."""
        return self.told("shared")

    @cached_property
    def differing(self) -> tuple[PointView, ...]:
        """The points that the accounts tell differently."""
        return self.told("differs")

    @cached_property
    def single(self) -> tuple[PointView, ...]:
        """The points that one account alone tells."""
        return self.told("single")

    @cached_property
    def joined(self) -> tuple[PointView, ...]:
        """The points that several accounts tell, whether they agree or not."""
        return tuple(view for view in self.points if view.point.status != "single")

    def told(self, status: str) -> tuple[PointView, ...]:
        """Return the points with a status, in their order."""
        return tuple(view for view in self.points if view.point.status == status)

    def only(self, account: AccountView) -> tuple[PointView, ...]:
        """Return the points that this account alone tells."""
        return tuple(view for view in self.single if view.accounts[0] is account)

    @cached_property
    def differences(self) -> tuple[DifferenceView, ...]:
        """Every difference: those that do not go together first, those of wording after those of substance."""
        found = [difference for view in self.points for difference in view.differences]
        return tuple(sorted(found, key=lambda found: (_OPEN[found.compatible], found.kind == "wording", found.number)))

    @cached_property
    def of_substance(self) -> tuple[DifferenceView, ...]:
        """The differences in what is told."""
        return tuple(difference for difference in self.differences if difference.kind != "wording")

    @cached_property
    def of_words(self) -> tuple[DifferenceView, ...]:
        """The differences in the words alone."""
        return tuple(difference for difference in self.differences if difference.kind == "wording")

    @cached_property
    def quoted_by_several(self) -> tuple[SpeakerView, ...]:
        """The speakers of whom several accounts carry one utterance."""
        return tuple(speaker for speaker in self.speakers if speaker.joined)

    @cached_property
    def quoted_apart(self) -> tuple[SpeakerView, ...]:
        """The speakers of whom no utterance is in more than one account."""
        return tuple(speaker for speaker in self.speakers if not speaker.joined)

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that are named, in the order of the accounts."""
        return tuple(dict.fromkeys(account.outlet for account in self.accounts if account.outlet))

    @cached_property
    def parts(self) -> tuple[tuple[str | None, tuple[PartView, ...]], ...]:
        """The occasions, each with the parts in it."""
        grouped = groupby(self.participants, key=lambda part: part.occasion)
        return tuple((occasion, tuple(parts)) for occasion, parts in grouped)

    @property
    def numbers(self) -> str:
        """How many reports, outlets and origins there are, in words."""
        parts = [
            count(len(self.accounts), "report"),
            count(len(self.outlets), "outlet") if self.outlets else None,
            count(len(self.lanes), "origin"),
        ]
        return " · ".join(part for part in parts if part)

    @property
    def unread_kinds(self) -> str:
        """The kinds of the problems that kept reports from being read, counted."""
        kinds = Counter(problem.kind for problem in self.unread if problem.kind not in ("unread", "failed"))
        return ", ".join(f"{kind} {times}" for kind, times in sorted(kinds.items()))


_NOTICES = frozenset({"ignored", "doubt", "renamed", "copy", "cut", "single account", "unrelated"})
_OPEN = {False: 0, None: 1, True: 2}


def build_page(comparison: Comparison, method: Method | None = None) -> Page:
    """Work out everything that a comparison shows."""
    index = Index(comparison)
    points = build_points(index)
    unread, notices = _problems(index)
    timeline = build_timeline(index)
    copies = build_copies(index)
    return Page(
        head=_head(index, timeline),
        accounts=index.accounts,
        unread=unread,
        notices=notices,
        points=points,
        speakers=build_speakers(index),
        lanes=build_lanes(index, points),
        copies=copies,
        participants=build_participants(index),
        wording=build_wording(index, points),
        headlines=build_headlines(index),
        timeline=timeline,
        places=build_places(index),
        actors=build_actors(index),
        ledger=build_ledger(index),
        # Last, when everything has been quoted: the texts carry an anchor for each quotation.
        texts=build_texts(index, points, copies),
        method=method or current_method(),
    )


def _head(index: Index, timeline: tuple[Moment, ...]) -> Head:
    story = index.comparison.story
    if story is None:
        return Head(None, None, None, None)
    when = None
    if story.when is not None and (story.when.start or story.when.end):
        when = period(story.when.start, story.when.end)
    named = {
        actor.name: mention
        for actor in (index.actor(story.where), index.actor(story.occasion))
        if actor is not None and (mention := index.mention(actor, story.title.article)) is not None
    }
    return Head(
        title=index.quote_of(story.title),
        when=when,
        where=index.actor_name(story.where),
        occasion=index.actor_name(story.occasion),
        moment=next((moment.number for moment in timeline if moment.when == when), None),
        named=named,
    )


def _problems(index: Index) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return what kept reports from being read, and what else a reader should know of the reports."""
    of_accounts = [problem for account in index.accounts for problem in account.annotation.problems]
    problems = tuple(dict.fromkeys([*index.comparison.problems, *of_accounts]))
    notices = tuple(problem for problem in problems if problem.kind in _NOTICES)
    return tuple(problem for problem in problems if problem not in notices), notices
