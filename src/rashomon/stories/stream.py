"""Articles as they come: each gets its story, and stories join, split and end."""

from __future__ import annotations

import datetime
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from rashomon.encoder import encode
from rashomon.limits import MAX_UNDATED_REPORTS
from rashomon.model import Article, Moved, Placement
from rashomon.stories.addresses import canonical_address
from rashomon.stories.copies import CopyIndex, Match, compared, shingles
from rashomon.stories.publication import publication
from rashomon.stories.similarity import Encode, Similarity, Vector
from rashomon.stories.story import JOIN_AT, MERGE_AT, Report, Story, mean_nearness
from rashomon.stories.story_index import EVER, StoryIndex

__all__ = ["DEFAULT_WINDOW_DAYS", "STORYLINE_DAYS", "Stream"]

DEFAULT_WINDOW_DAYS = 4
"""Days between a report and the newest one of a story that it may still join."""

STORYLINE_DAYS = 28
"""Days for which a stream remembers a report, so that a later chapter finds the one before it."""

CANDIDATES = 32
"""Stories of the nearest meaning that a report is held against word by word. On the development halves the right one is
always among them."""

SHARE_TOLD = 0.1
"""Share of a text that stands in another from which the other is named as a source: less is a shared quotation."""


def place_pile(
    articles: Sequence[Article], *, window_days: int = DEFAULT_WINDOW_DAYS, encoder: Encode = encode
) -> list[Placement]:
    """Place articles that are all at hand, as a stream would that they came to in the order of time.

    Returns placements in the order given; an article's id in them is its number in that order. Other than a stream, a pile
    knows from the start how rare each word is in it, and articles without a date are read last and may join any story.
    """
    stream = Stream(window_days=window_days, encoder=encoder)
    stream.memory_days = None
    stream.count_words(articles)
    placements: dict[int, Placement] = {}
    moments = [publication(article) for article in articles]
    dated = sorted((moment, number) for number, moment in enumerate(moments) if moment is not None)
    undated = [number for number, moment in enumerate(moments) if moment is None]
    for moment, number in dated:
        placements[number] = stream._place(articles[number], str(number), moment.toordinal())
    if dated and undated:
        stream._open_all()
    for number in undated:
        placements[number] = stream._place(articles[number], str(number), None)
    return [
        msgspec.structs.replace(placements[number], story=stream._reports[str(number)].story, moved=())
        for number in range(len(articles))
    ]


class Stream:
    """Gives each article its story as it comes, and forgets what is older than its memory.

    What it decides depends only on the articles that it remembers, their placements, and the order in which they came: a
    stream that was restored from them goes on exactly as the one that was broken off. Articles should come in the order of
    time; one that is older than the newest by more than `memory_days` gets a story of its own, and is not remembered.

    `encoder` turns openings into unit vectors of 384 numbers; the package's own by default.
    """

    def __init__(self, *, window_days: int = DEFAULT_WINDOW_DAYS, encoder: Encode = encode) -> None:
        self.window_days = window_days
        self.memory_days: int | None = max(window_days, STORYLINE_DAYS)
        """Days before the newest article of which articles are remembered, and must be handed in to restore it; None
        where nothing is forgotten."""
        self._window = window_days
        self._similarity = Similarity(encoder)
        self._counts_words = True
        self._newest: int | None = None
        self._arrivals = 0
        self._reports: dict[str, Report] = {}
        self._by_day: defaultdict[int, list[str]] = defaultdict(list)
        self._undated: deque[str] = deque()
        self._at_address: defaultdict[str, list[str]] = defaultdict(list)
        self._telling: defaultdict[str, list[str]] = defaultdict(list)
        self._copies = CopyIndex()
        self._found_by: dict[str, str] = {}
        self._stories: dict[str, Story] = {}
        self._open = StoryIndex()
        self._ended = StoryIndex()

    @classmethod
    def restore(
        cls,
        remembered: Iterable[tuple[Article, Placement]],
        *,
        window_days: int = DEFAULT_WINDOW_DAYS,
        encoder: Encode = encode,
    ) -> Stream:
        """Return the stream as it was after these articles.

        Give them in the order in which they came, at least those of the last `memory_days`, each placement with the story
        that its article belongs to now. A placement without its vector costs reading the article again.
        """
        stream = cls(window_days=window_days, encoder=encoder)
        for article, placement in remembered:
            day = _day_number(placement.day)
            stream._advance(day)
            if stream._remembers(day):
                report = stream._report(article, article.id, day)
                report.text_of = placement.text_of
                if placement.text_of == article.id:
                    vector = np.frombuffer(placement.vector, dtype=np.int8)
                    stream._read(report, article, vector if len(vector) else None)
                stream._keep(report, stream._stories.setdefault(placement.story, Story(placement.story)))
        for story in list(stream._stories.values()):
            stream._refresh(story)
        return stream

    def add(self, article: Article) -> Placement:
        """Place an article. Raises ValueError where its id is remembered already."""
        if article.id in self._reports:
            raise ValueError(f"an article with the id {article.id!r} was added before; give each its own id")
        day = _day(article)
        return self._place(article, article.id, self._newest if day is None else day)

    def size(self) -> tuple[int, int]:
        """Return how many reports and stories are remembered."""
        return len(self._reports), len(self._stories)

    def count_words(self, articles: Sequence[Article]) -> None:
        """Take the rarity of words from these articles, and no more from those that are added."""
        self._counts_words = False
        for article in articles:
            self._similarity.count(self._similarity.words(article)[0])

    def _place(self, article: Article, key: str, day: int | None) -> Placement:
        self._advance(day)
        if not self._remembers(day):
            return Placement(id=key, story=key, day=_iso(day), text_of=key)
        report = self._report(article, key, day)
        version = self._latest_at(report.address)
        match = self._match(report, version)
        source = self._reports[match.key] if match is not None else None
        before: dict[str, str] = {}
        chapter = None
        if match is not None and source is not None and match.is_copy:
            report.text_of = source.text_of
            self._keep(report, self._stories[source.story])
        else:
            self._read(report, article)
            ranked = self._ranked(report)
            if not ranked:
                chapter = self._earlier_chapter(report)
            self._keep(report, ranked[0][1] if ranked else self._stories.setdefault(key, Story(key)))
            self._join(report, [story for nearness, story in ranked[1:] if nearness >= MERGE_AT], before)
            self._split(report, before)
        self._refresh(self._stories[report.story])
        return self._placement(report, version, match, chapter, before)

    def _report(self, article: Article, key: str, day: int | None) -> Report:
        self._arrivals += 1
        text = shingles(article) if self._in_window(day) else None
        return Report(key=key, arrival=self._arrivals, day=day, address=canonical_address(article.url), shingles=text)

    def _read(self, report: Report, article: Article, vector: Vector | None = None) -> None:
        """Read what a report with a new text is compared by."""
        report.traits = self._similarity.read(article, vector)
        if self._counts_words:
            self._similarity.count(report.traits.words)

    def _keep(self, report: Report, story: Story) -> None:
        """Remember a report as one of a story."""
        self._reports[report.id] = report
        story.add(report)
        self._stories[story.label] = story
        if report.day is not None:
            self._by_day[report.day].append(report.id)
        else:
            self._undated.append(report.id)
            if self.memory_days is not None and len(self._undated) > MAX_UNDATED_REPORTS:
                self._forget([self._undated.popleft()])
        if report.address is not None:
            self._at_address[report.address].append(report.id)
        self._telling[report.text_of].append(report.id)
        self._index_copy(report)

    # ---- copies and versions

    def _index_copy(self, report: Report) -> None:
        """Let copies be found by this report, where no earlier one with its text is in the window."""
        if report.shingles is not None and report.text_of not in self._found_by:
            self._copies.add(report.id, report.shingles, order=report.arrival)
            self._found_by[report.text_of] = report.id

    def _latest_at(self, address: str | None) -> Report | None:
        ids = self._at_address.get(address) if address is not None else None
        return self._reports[ids[-1]] if ids else None

    def _match(self, report: Report, version: Report | None) -> Match | None:
        text = report.shingles
        if text is None:  # too late to be a copy of anything in the window
            return None
        if version is not None and version.shingles is not None:
            match = compared(version.id, text, version.shingles)
            if match.is_copy:
                return match
        return self._copies.find(text)

    # ---- stories

    def _ranked(self, report: Report) -> list[tuple[float, Story]]:
        """Return the open stories that a report may join, the nearest first."""
        assert report.traits is not None
        labels = self._open.nearest(report.traits.vector, CANDIDATES, day=report.day, within=self._window)
        stories = [self._stories[label] for label in labels]
        return _by_nearness(stories, mean_nearness(report, stories, self._similarity))

    def _earlier_chapter(self, report: Report) -> str | None:
        """Return the ended story that a report would join but for the time between them, recent ones before others."""
        assert report.traits is not None
        labels = self._ended.nearest(report.traits.vector, CANDIDATES)
        stories = [self._stories[label] for label in labels]
        if report.day is not None:
            stories = [story for story in stories if story.days().last < report.day]
        near = mean_nearness(report, stories, self._similarity, fading=False)
        akin = [story for nearness, story in zip(near, stories, strict=True) if nearness >= JOIN_AT]
        faded = mean_nearness(report, akin, self._similarity)
        ranked = sorted(zip(faded, akin, strict=True), key=lambda pair: (-pair[0], pair[1].began()))
        return ranked[0][1].label if ranked else None

    def _join(self, report: Report, others: Sequence[Story], before: dict[str, str]) -> None:
        """Join the report's story with others that it is as near to, where their reports are too; the older label stays."""
        for other in others:
            story = self._stories[report.story]
            if story.nearness_to(other, self._similarity) < MERGE_AT:
                continue
            older, younger = (story, other) if story.began() < other.began() else (other, story)
            for moved in younger.reports.values():
                before.setdefault(moved.id, moved.story)
            older.take_in(younger)
            del self._stories[younger.label]
            self._drop_from_indices(younger.label)

    def _split(self, report: Report, before: dict[str, str]) -> None:
        """Part the report's story where its halves are too far apart; the half of its first report keeps the label."""
        story = self._stories[report.story]
        halves = story.halves(self._similarity)
        if halves is None:
            return
        texts = {original.id for original in halves[1]}
        leaving = [one for one in story.reports.values() if one.id in texts or one.text_of in texts]
        parted = self._stories[leaving[0].id] = Story(leaving[0].id)
        for one in leaving:
            before.setdefault(one.id, one.story)
            story.remove(one)
            parted.add(one)
        self._refresh(story)
        self._refresh(parted)

    def _refresh(self, story: Story) -> None:
        """Hold a story where it belongs by now: among the open ones, the ended ones, or nowhere."""
        self._drop_from_indices(story.label)
        if not story.reports:
            del self._stories[story.label]
            return
        speakers, days = story.speakers(), story.days()
        vectors = [speaker.traits.vector for speaker in speakers if speaker.traits is not None]
        if not vectors:
            return
        if self._in_window(days.last):
            self._open.put(story.label, vectors, days)
        elif len(vectors) > 1:  # a single report is no chapter
            self._ended.put(story.label, vectors, days)

    def _drop_from_indices(self, label: str) -> None:
        self._open.drop(label)
        self._ended.drop(label)

    # ---- memory

    def _open_all(self) -> None:
        """Let what comes now, which has no date, join any story and be a copy of any text."""
        self._window = EVER
        for report in self._reports.values():
            self._index_copy(report)
        for story in self._stories.values():
            self._refresh(story)

    def _remembers(self, day: int | None) -> bool:
        if day is None or self._newest is None or self.memory_days is None:
            return True
        return day >= self._newest - self.memory_days

    def _in_window(self, day: int | None) -> bool:
        return day is None or self._newest is None or day >= self._newest - self._window

    def _advance(self, day: int | None) -> None:
        """Move on to a day: end the stories that have left the window, and forget what has left the memory."""
        if day is None or (self._newest is not None and day <= self._newest):
            return
        days = sorted(earlier for earlier in self._by_day if self._in_window(earlier))
        self._newest = day
        for earlier in days:
            if not self._in_window(earlier):
                for key in self._by_day[earlier]:
                    self._leave_window(self._reports[key])
        for label in self._open.ended_before(day - self._window):
            self._refresh(self._stories[label])
        for earlier in [earlier for earlier in self._by_day if not self._remembers(earlier)]:
            self._forget(self._by_day.pop(earlier))

    def _leave_window(self, report: Report) -> None:
        """Find copies by a report no more, but by the next one with its text."""
        if self.memory_days is not None:
            report.shingles = None
        if self._found_by.get(report.text_of) == report.id:
            self._copies.remove(report.id)
            del self._found_by[report.text_of]
            for key in self._telling[report.text_of]:
                if self._in_window(self._reports[key].day):
                    self._index_copy(self._reports[key])

    def _forget(self, keys: Sequence[str]) -> None:
        touched = {}
        for key in keys:
            self._leave_window(self._reports[key])
            report = self._reports.pop(key)
            story = touched[report.story] = self._stories[report.story]
            story.remove(report)
            _remove(self._telling, report.text_of, key)
            if report.address is not None:
                _remove(self._at_address, report.address, key)
            if report.traits is not None:
                self._similarity.forget(report.traits.words)
        for story in touched.values():
            self._refresh(story)

    def _placement(
        self, report: Report, version: Report | None, match: Match | None, chapter: str | None, before: dict[str, str]
    ) -> Placement:
        before.pop(report.id, None)
        told = match is not None and (match.is_copy or match.share >= SHARE_TOLD)
        return Placement(
            id=report.id,
            story=report.story,
            day=_iso(report.day),
            text_of=report.text_of,
            copy_of=report.text_of if report.text_of != report.id and version is None else None,
            version_of=version.id if version is not None else None,
            copied_from=match.key if match is not None and told else None,
            share_copied=round(match.share, 3) if match is not None and told else 0.0,
            chapter_of=chapter,
            moved=tuple(
                Moved(key, self._reports[key].story)
                for key, story in sorted(before.items())
                if self._reports[key].story != story
            ),
            vector=report.traits.vector.tobytes() if report.traits is not None else b"",
        )


def _by_nearness(stories: Sequence[Story], nearness: Sequence[float]) -> list[tuple[float, Story]]:
    """Return the stories that are near enough to be joined, the nearest first and the older of equals."""
    ranked = sorted(zip(nearness, stories, strict=True), key=lambda pair: (-pair[0], pair[1].began()))
    return [(near, story) for near, story in ranked if near >= JOIN_AT]


def _remove(lists: defaultdict[str, list[str]], name: str, key: str) -> None:
    lists[name].remove(key)
    if not lists[name]:
        del lists[name]


def _day(article: Article) -> int | None:
    moment = publication(article)
    return None if moment is None else moment.toordinal()


def _day_number(day: str | None) -> int | None:
    return None if day is None else datetime.date.fromisoformat(day).toordinal()


def _iso(day: int | None) -> str | None:
    return None if day is None else datetime.date.fromordinal(day).isoformat()
