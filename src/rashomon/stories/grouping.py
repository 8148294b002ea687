"""Grouping the reports of a pile into stories."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model import Article, Grouping
from rashomon.stories.similarity import NEARNESS_UNIT, Similarity
from rashomon.stories.stream import DEFAULT_WINDOW_DAYS, place_pile

__all__ = ["group", "related"]

RELATED_AT = 0.2
"""Nearness from which two reports that somebody set side by side are taken to tell of one event. Lower than JOIN_AT, as
they were chosen: 99 of 100 pairs of one event in the development halves lie above it, 8 to 9 of 10 others below."""


def group(articles: Sequence[Article], *, window_days: int = DEFAULT_WINDOW_DAYS) -> tuple[Grouping, ...]:
    """Give each report, in the order given, its story and the report that it copies.

    A story is labelled with the id of its first report. Reports are read in the order of time, and those of one moment in
    the order given; reports without a date are read last and may join any story.
    """
    placements = place_pile(articles, window_days=window_days)
    ids = {placement.id: article.id for placement, article in zip(placements, articles, strict=True)}
    stories = {placement.id: placement.story for placement in placements}
    chapters = {
        placement.story: stories[placement.chapter_of] for placement in placements if placement.chapter_of is not None
    }

    def named(key: str | None) -> str | None:
        return None if key is None else ids[key]

    return tuple(
        Grouping(
            id=article.id,
            path=article.path,
            story=ids[placement.story],
            copy_of=named(placement.copy_of),
            version_of=named(placement.version_of),
            chapter_of=named(chapters.get(placement.story)),
        )
        for article, placement in zip(articles, placements, strict=True)
    )


def related(articles: Sequence[Article]) -> list[list[int]]:
    """Split reports that were given as one story into sets that can be of one event; indices, in order.

    A set is what hangs together by pairs at least RELATED_AT near.
    """
    similarity = Similarity()
    for article in articles:
        similarity.count(similarity.words(article)[0])
    traits = [similarity.read(article) for article in articles]
    sets: list[list[int]] = []
    for number, one in enumerate(traits):
        touching = [
            reports
            for reports in sets
            if similarity.between(one, [traits[report] for report in reports]).max() >= RELATED_AT * NEARNESS_UNIT
        ]
        joined = sorted([number, *(report for reports in touching for report in reports)])
        sets = [reports for reports in sets if reports not in touching] + [joined]
    return sorted(sets)
