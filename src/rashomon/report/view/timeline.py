"""Timeline and places: when the accounts put things, and where."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Span, TimelineEntry
from rashomon.report.display import day
from rashomon.report.view.index import AccountView, Index, Quote

__all__ = ["EntryView", "Moment", "PlaceView", "build_places", "build_timeline"]

STATUSES = {
    "happened": "happened",
    "ongoing": "under way",
    "planned": "planned",
    "possible": "possible",
    "denied": "denied",
}


@dataclass(frozen=True)
class EntryView:
    """What the accounts put at one time, with one status."""

    status: str
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Moment:
    """A day or a stretch of days with its entries."""

    when: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True)
class PlaceView:
    """A place with its coordinates (degrees, WGS 84) and every mention of it."""

    name: str
    latitude: float
    longitude: float
    quotes: tuple[Quote, ...]

    @property
    def accounts(self) -> tuple[AccountView, ...]:
        """The accounts that name the place, in their order."""
        return tuple({quote.account.letter: quote.account for quote in self.quotes}.values())


def build_timeline(index: Index) -> tuple[Moment, ...]:
    """Return the moments in order of time."""
    moments: dict[tuple[str, str], list[EntryView]] = {}
    for entry in sorted(index.comparison.timeline, key=lambda entry: (entry.start, entry.end)):
        if entry.tellings:
            moments.setdefault((entry.start, entry.end), []).append(_entry(index, entry))
    return tuple(
        Moment(day(start) if start == end else f"{day(start)} – {day(end)}", tuple(entries))
        for (start, end), entries in moments.items()
    )


def _entry(index: Index, entry: TimelineEntry) -> EntryView:
    quotes = sorted(
        (index.quote_of(telling) for telling in entry.tellings), key=lambda quote: (quote.account.number, quote.spans)
    )
    return EntryView(entry.status, STATUSES[entry.status], tuple(quotes))


def build_places(index: Index) -> tuple[PlaceView, ...]:
    """Return the places that have coordinates, those that more accounts name first."""
    names: dict[tuple[float, float], str] = {}
    found: dict[tuple[float, float], list[Quote]] = {}
    for account in index.accounts:
        for place in account.annotation.places:
            if place.latitude is None or place.longitude is None:
                continue
            # Two gazetteer entries of one city lie within a hundredth of a degree (about 1 km).
            key = (round(place.latitude, 2), round(place.longitude, 2))
            names.setdefault(key, place.name)
            found.setdefault(key, []).append(index.quote(account.article.id, (Span(place.start, place.end),)))
    places = [PlaceView(names[key], *key, tuple(quotes)) for key, quotes in found.items()]
    return tuple(sorted(places, key=lambda place: (-len(place.accounts), -len(place.quotes), place.name)))
