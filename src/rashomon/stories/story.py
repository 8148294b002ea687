"""A story as a stream remembers it, and the rules by which reports and stories belong together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.stories.copies import Shingles
from rashomon.stories.similarity import NEARNESS_UNIT, Similarity, Steps, Traits
from rashomon.stories.story_index import Days

__all__ = ["FADE_PER_DAY", "JOIN_AT", "MERGE_AT", "Report", "Story", "mean_nearness", "near"]

JOIN_AT = 0.35
"""Mean nearness to a story's reports from which a report joins it. Chosen on the development halves of BASIL, ECB+ and
AllSides together, where B-cubed F1 moves by two points at most from 0.33 to 0.37. A story whose halves are less near than
this falls apart."""

MERGE_AT = 0.45
"""Mean nearness of the reports of two stories from which the two become one. Well above JOIN_AT, as in ECB+ (development
half) stories of two like events lie up to 0.4 near; on the development halves nothing is joined from 0.42 up."""

FADE_PER_DAY = 0.015
"""Nearness lost for each day after the first between two reports: news of one event comes within a day or two."""

SPEAKERS = 25
"""So many first and so many latest reports speak for a story. The first keep it from drifting to another event, and its
cost stays the same however large it grows."""

EVERY = 8
"""A story of so many reports or more is looked at for halves at every so many more of them: each look weighs all pairs."""

MIN_HALF = 2
"""Reports of each half from which a story may split: one that does not fit is a doubt about itself, not about the story."""

_PASSES = 5
"""Times that the reports of a story choose anew between its halves; on the development halves two suffice."""


class Report:
    """What a stream remembers of an article."""

    __slots__ = ("address", "arrival", "day", "id", "shingles", "story", "text_of", "traits")

    def __init__(
        self, *, key: str, arrival: int, day: int | None, address: str | None, shingles: Shingles | None
    ) -> None:
        self.id = key
        self.arrival = arrival
        self.day = day
        self.address = address
        self.shingles = shingles
        """None once the report is older than the window."""
        self.text_of = key
        """The first report with its text."""
        self.story = key
        self.traits: Traits | None = None
        """None where the text is not new: one text counts once in its story."""


class Story:
    """The remembered reports of a story, in the order in which they came."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.reports: dict[str, Report] = {}
        self._originals: list[Report] | None = []

    def originals(self) -> list[Report]:
        """Return the reports whose text is new."""
        if self._originals is None:
            self._originals = [report for report in self.reports.values() if report.traits is not None]
        return self._originals

    def speakers(self) -> list[Report]:
        """Return the originals that speak for the story."""
        originals = self.originals()
        return originals if len(originals) <= 2 * SPEAKERS else originals[:SPEAKERS] + originals[-SPEAKERS:]

    def days(self) -> Days:
        """Return the first and the last day of its reports."""
        days = [report.day for report in self.reports.values() if report.day is not None]
        return Days(min(days), max(days)) if days else Days()

    def began(self) -> int:
        """Return when its first remembered report came."""
        return next(iter(self.reports.values())).arrival

    def add(self, report: Report) -> None:
        """Take in a report that came after all others."""
        self.reports[report.id] = report
        report.story = self.label
        if self._originals is not None and report.traits is not None:
            self._originals.append(report)

    def remove(self, report: Report) -> None:
        """Let a report go."""
        del self.reports[report.id]
        self._originals = None

    def take_in(self, other: Story) -> None:
        """Take in all reports of another story."""
        reports = [*self.reports.values(), *other.reports.values()]
        self.reports = {report.id: report for report in sorted(reports, key=lambda report: report.arrival)}
        for report in other.reports.values():
            report.story = self.label
        self._originals = None

    def nearness_to(self, other: Story, similarity: Similarity) -> float:
        """Return the mean nearness of its reports to another story's, -1 to 1."""
        speakers = other.speakers()
        pairs = [near(report, speakers, similarity) for report in self.speakers()]
        return float(np.mean(pairs)) / NEARNESS_UNIT

    def halves(self, similarity: Similarity) -> tuple[list[Report], list[Report]] | None:
        """Return the originals in two parts that are less near than JOIN_AT, the first report's first; None where none are.

        The two reports that are furthest apart gather the others around them.
        """
        originals = self.originals()
        if len(originals) < 2 * MIN_HALF or (len(originals) > EVERY and len(originals) % EVERY):
            return None
        speakers = self.speakers()
        pairs = np.stack([near(report, speakers, similarity) for report in speakers])
        second = _second_half(pairs)
        if second is None or pairs[np.ix_(~second, second)].mean() >= JOIN_AT * NEARNESS_UNIT:
            return None
        parts: tuple[list[Report], list[Report]] = ([], [])
        sides = dict(zip((report.id for report in speakers), second.tolist(), strict=True))
        for report in originals:
            side = sides.get(report.id)
            if side is None:
                nearness = near(report, speakers, similarity)
                side = bool(nearness[second].mean() > nearness[~second].mean())
            parts[side].append(report)
        return parts


def mean_nearness(
    report: Report, stories: Sequence[Story], similarity: Similarity, *, fading: bool = True
) -> list[float]:
    """Return the mean nearness of a report to the reports of each story, -1 to 1."""
    if not stories:
        return []
    speakers = [story.speakers() for story in stories]
    nearness = near(report, [one for several in speakers for one in several], similarity, fading=fading)
    sizes = np.array([len(several) for several in speakers])
    totals = np.add.reduceat(nearness, np.cumsum([0, *sizes[:-1]]))
    means: list[float] = (totals / sizes / NEARNESS_UNIT).tolist()
    return means


def near(report: Report, others: Sequence[Report], similarity: Similarity, *, fading: bool = True) -> Steps:
    """Return how near a report is to others in steps of 1 / NEARNESS_UNIT, less what the days between them take away."""
    assert report.traits is not None
    nearness = similarity.between(report.traits, [other.traits for other in others if other.traits is not None])
    if not fading or report.day is None:
        return nearness
    day = report.day
    gaps = np.array([abs(day - other.day) if other.day is not None else 0 for other in others], dtype=np.int64)
    faded: Steps = nearness - np.maximum(gaps - 1, 0) * round(FADE_PER_DAY * NEARNESS_UNIT)
    return faded


def _second_half(pairs: Steps) -> npt.NDArray[np.bool_] | None:
    """Say of each report whether it lies in the half without the first, given how near all pairs are."""
    one, other = np.unravel_index(np.argmin(pairs), pairs.shape)
    second = pairs[other] > pairs[one]
    for _ in range(_PASSES):
        if second.all() or not second.any():
            return None
        chosen = pairs[:, second].mean(axis=1) > pairs[:, ~second].mean(axis=1)
        if (chosen == second).all():
            break
        second = chosen
    if second[0]:
        second = ~second
    return second if min(int(second.sum()), int((~second).sum())) >= MIN_HALF else None
