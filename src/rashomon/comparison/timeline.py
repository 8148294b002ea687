"""The timeline: what the accounts place on which days, past, present and planned."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.comparison.calendar import days_of
from rashomon.model import Annotation, Claim, SpanOf, TimelineEntry

__all__ = ["build_timeline"]

MAX_DAYS = 366
"""Days of an entry: a decade or a century is background and no moment of the story."""


def build_timeline(annotations: Sequence[Annotation]) -> tuple[TimelineEntry, ...]:
    """Return one entry a stretch of days and status, in the order of time, with the claims that speak of it.

    A claim inside a longer one adds nothing; negated claims stand under "denied".
    """
    entries: dict[tuple[str, str, str], list[SpanOf]] = {}
    for annotation in annotations:
        times = {time.id: time for time in annotation.times}
        for claim in annotation.claims:
            for time_id in claim.times:
                time = times[time_id]
                days = days_of(time.value) if time.kind in ("DATE", "TIME") else None
                if (
                    days is None
                    or (days.last - days.first).days > MAX_DAYS
                    or not _is_shortest(claim, time_id, annotation)
                ):
                    continue
                key = (days.first.isoformat(), days.last.isoformat(), claim.status)
                told = SpanOf(annotation.article.id, claim.span)
                if told not in entries.setdefault(key, []):
                    entries[key].append(told)
    return tuple(
        TimelineEntry(start=start, end=end, status=status, tellings=tuple(tellings))  # type: ignore[arg-type]
        for (start, end, status), tellings in sorted(entries.items())
    )


def _is_shortest(claim: Claim, time_id: str, annotation: Annotation) -> bool:
    """Say whether no shorter claim holds the same time expression."""
    length = claim.span.end - claim.span.start
    return not any(time_id in other.times and other.span.end - other.span.start < length for other in annotation.claims)
