"""Timeline and places: when the accounts put things, and where."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Place, Span, TimelineEntry
from rashomon.report.display import period
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

    number: int
    when: str
    entries: tuple[EntryView, ...]

    @property
    def accounts(self) -> int:
        """How many accounts tell something of it."""
        return len({quote.account.letter for entry in self.entries for quote in entry.quotes})


@dataclass(frozen=True)
class PlaceView:
    """A place with its coordinates (degrees, WGS 84) and the first mention of it in each account."""

    name: str
    latitude: float
    longitude: float
    quotes: tuple[Quote, ...]
    mentions: int


def build_timeline(index: Index) -> tuple[Moment, ...]:
    """Return the moments in order of time."""
    moments: dict[tuple[str, str], list[EntryView]] = {}
    for entry in sorted(index.comparison.timeline, key=lambda entry: (entry.start, entry.end)):
        if entry.tellings:
            moments.setdefault((entry.start, entry.end), []).append(_entry(index, entry))
    return tuple(
        Moment(number, period(start, end), tuple(entries))
        for number, ((start, end), entries) in enumerate(moments.items(), 1)
    )


def _entry(index: Index, entry: TimelineEntry) -> EntryView:
    quotes = sorted(
        (index.quote_of(telling) for telling in entry.tellings), key=lambda quote: (quote.account.number, quote.spans)
    )
    return EntryView(entry.status, STATUSES[entry.status], tuple(quotes))


def build_places(index: Index) -> tuple[PlaceView, ...]:
    """Return the places that have coordinates, those that more accounts name first."""
    found: dict[tuple[float, float], list[tuple[AccountView, Place]]] = {}
    for account in index.accounts:
        for place in sorted(account.annotation.places, key=lambda place: place.start):
            if place.latitude is not None and place.longitude is not None:
                # Two gazetteer entries of one city lie within a hundredth of a degree (about 1 km).
                key = (round(place.latitude, 2), round(place.longitude, 2))
                found.setdefault(key, []).append((account, place))
    places: list[PlaceView] = []
    for key, mentions in found.items():
        first: dict[str, Span] = {}
        for account, place in mentions:
            first.setdefault(account.article.id, Span(place.start, place.end))
        quotes = tuple(index.quote(article, (span,)) for article, span in first.items())
        places.append(PlaceView(mentions[0][1].name, *key, quotes, len(mentions)))
    return tuple(sorted(places, key=lambda place: (-len(place.quotes), -place.mentions, place.name)))
