"""The full texts, cut where evidence begins and ends, so that every item can lead to its characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.model import Span
from rashomon.report.highlight import Segment, cut
from rashomon.report.view.index import AccountView, Index
from rashomon.report.view.origins import Copy
from rashomon.report.view.points import PointView

__all__ = ["Marker", "Run", "TextView", "build_texts"]

_ANCHOR, _COPIED = "@", "="


@dataclass(frozen=True)
class Marker:
    """A point that begins here."""

    number: int
    status: str


@dataclass(frozen=True)
class Run:
    """A segment of the text: the status of what is told in it, its points, those that begin, whether it is copied."""

    segment: Segment
    status: str | None
    points: tuple[int, ...]
    markers: tuple[Marker, ...]
    copied: bool
    copies: tuple[str, ...]
    """The runs that stand in another account too, as number of the copy and of the run ("2.1")."""


@dataclass(frozen=True)
class TextView:
    """An account's whole text as runs; joined together they are the text."""

    account: AccountView
    runs: tuple[Run, ...]


def build_texts(index: Index, points: tuple[PointView, ...], copies: tuple[Copy, ...]) -> tuple[TextView, ...]:
    """Cut every text at the edges of its points, and at each offset that a quotation leads to."""
    marks: list[list[tuple[Span, str]]] = [[] for _ in index.accounts]
    begins: list[dict[int, list[Marker]]] = [{} for _ in index.accounts]
    statuses: dict[str, str] = {}
    for view in points:
        statuses[str(view.number)] = view.point.status
        for telling in view.point.tellings:
            number = index.account(telling.article).number
            marks[number] += [(span, str(view.number)) for span in telling.spans]
            if telling.spans and view.point.status != "single":
                start = min(span.start for span in telling.spans)
                begins[number].setdefault(start, []).append(Marker(view.number, view.point.status))
    for origin in index.comparison.origins:
        for account in origin.accounts:
            if account.basis == "copied text":
                marks[index.account(account.article).number].append((account.span, _COPIED))
    for copy in copies:
        for place, run in enumerate(copy.runs):
            for quote in run:
                marks[quote.account.number] += [(span, f"{_COPIED}{copy.number}.{place}") for span in quote.spans]
    for quote in index.quoted:
        for span in quote.spans:
            marks[quote.account.number].append((span, _ANCHOR))
    return tuple(
        TextView(account, tuple(_runs(account, marks[account.number], begins[account.number], statuses)))
        for account in index.accounts
    )


def _runs(
    account: AccountView,
    marks: list[tuple[Span, str]],
    begins: dict[int, list[Marker]],
    statuses: dict[str, str],
) -> Iterable[Run]:
    text = account.article.text
    for segment in cut(text, Span(0, len(text)), marks):
        keys = sorted((key for key in segment.keys if key[0] not in (_ANCHOR, _COPIED)), key=int)
        copied = [key for key in segment.keys if key[0] == _COPIED]
        told = {statuses[key] for key in keys}
        # Where points overlap, the one that tells the reader most decides the look: a difference, then agreement.
        status = next((status for status in ("differs", "shared", "single") if status in told), None)
        markers = tuple(begins.get(segment.start, ()))
        runs = tuple(key[1:] for key in copied if key != _COPIED)
        yield Run(segment, status, tuple(int(key) for key in keys), markers, bool(copied), runs)
