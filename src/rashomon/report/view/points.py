"""Points: who tells them, how, on whose word, and what differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rashomon.model import Difference, Point, Telling, Value
from rashomon.report.display import count, day
from rashomon.report.view.index import AccountView, Index, Quote, count_outlets, first_to_tell

__all__ = ["Cell", "DifferenceView", "PointView", "TellingGroup", "TellingView", "ValueView", "build_points"]

CellKind = Literal["tells", "differs", "silent"]
SLOTS = {
    "number": "How many",
    "date": "When",
    "name": "Which name",
    "set": "Which ones",
    "polarity": "Whether it is so",
    "status": "Whether it has happened",
    "attribution": "According to whom",
    "wording": "In which words",
}
IN_WORDS = "in other words"
RECONCILED = {
    True: "Compatible",
    False: "Not compatible as told",
    None: "Compatible or not: not known",
}


@dataclass(frozen=True)
class Cell:
    """What one account does with one point; `value` is what it tells differently, where that has a value."""

    account: AccountView
    kind: CellKind
    words: str
    value: str = ""


@dataclass(frozen=True)
class TellingView:
    """One wording of a point, with every account that has it; the first one's sentence is shown."""

    quotes: tuple[Quote, ...]
    chains: tuple[tuple[str, ...], ...]
    """Each leads from the source nearest to the event to the relay nearest to the account."""

    @property
    def quote(self) -> Quote:
        """The telling of the first account."""
        return self.quotes[0]


@dataclass(frozen=True)
class TellingGroup:
    """The tellings that rest on the same origins; no origin means that none is stated."""

    origins: tuple[str, ...]
    tellings: tuple[TellingView, ...]


@dataclass(frozen=True)
class ValueView:
    """One value of a slot, with the sentences it was read from."""

    value: str
    quotes: tuple[Quote, ...]

    @property
    def is_words(self) -> bool:
        """Say whether the value is nothing but the words that are marked in the sentence anyway."""
        return " ".join(self.value.split()) == " ".join(self.quotes[0].words.split())


@dataclass(frozen=True)
class DifferenceView:
    """A difference as a card: the slot, each value with its sentences, and whether they go together."""

    number: int
    point: int
    kind: str
    slot: str
    values: tuple[ValueView, ...]
    compatible: bool | None
    verdict: str
    note: str

    @property
    def is_in_the_words(self) -> bool:
        """Say whether the words that are marked in the sentences are the values themselves."""
        return all(value.is_words for value in self.values)

    @property
    def letters(self) -> tuple[str, ...]:
        """The accounts, so that each value comes before a second account of one of them."""
        ranked = [(place, quote.account.letter) for value in self.values for place, quote in enumerate(value.quotes)]
        return tuple(dict.fromkeys(letter for _, letter in sorted(ranked, key=lambda pair: pair[0])))


@dataclass(frozen=True)
class PointView:
    """A point with its evidence; `number` is its place on the page."""

    number: int
    point: Point
    cells: tuple[Cell, ...]
    groups: tuple[TellingGroup, ...]
    origins: tuple[str, ...]
    outlets: str
    first: str | None
    """Which account told it first, or on which day, as far as the dates of the reports say."""
    differences: tuple[DifferenceView, ...]

    @property
    def independent(self) -> str:
        """How many independent origins carry the point, of how many that are named."""
        words = count(self.point.independent, "origin")
        if not self.origins:
            return "origin not stated"
        if self.point.independent == len(self.origins):
            return words
        return f"{count(self.point.independent, 'independent origin')} of {len(self.origins)}"

    @property
    def in_words_alone(self) -> bool:
        """Say whether the accounts differ in nothing but the words they choose."""
        return bool(self.differences) and all(difference.kind == "wording" for difference in self.differences)

    @property
    def accounts(self) -> tuple[AccountView, ...]:
        """The accounts that tell the point, in the order of the accounts."""
        return tuple(cell.account for cell in self.cells if cell.kind != "silent")

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """One quotation an account, in the order of the accounts."""
        found = [quote for group in self.groups for telling in group.tellings for quote in telling.quotes]
        return tuple(sorted(found, key=lambda quote: (quote.account.number, quote.spans)))


def build_points(index: Index) -> tuple[PointView, ...]:
    """Order the points (more independent origins first, those that only one account tells last) and number them."""
    found = [point for point in index.comparison.points if point.tellings]
    ordered = sorted(found, key=lambda point: _rank(index, point))
    views: list[PointView] = []
    cards = 0
    for number, point in enumerate(ordered, 1):
        view = _point(index, point, number, cards)
        cards += len(view.differences)
        views.append(view)
    return tuple(views)


def _rank(index: Index, point: Point) -> tuple[bool, int, int, int, int]:
    tellings = [(index.account(telling.article).number, _start(telling)) for telling in point.tellings]
    single = point.status == "single"
    first = min(tellings)
    return (single, 0 if single else -point.independent, -len({number for number, _ in tellings}), *first)


def _start(telling: Telling) -> int:
    return min((span.start for span in telling.spans), default=0)


def _point(index: Index, point: Point, number: int, cards: int) -> PointView:
    told = {telling.article for telling in point.tellings}
    accounts = [account for account in index.accounts if account.article.id in told]
    return PointView(
        number=number,
        point=point,
        cells=tuple(_cells(index, point)),
        groups=tuple(_groups(index, point)),
        origins=index.origin_names(point.origins),
        outlets=count_outlets(accounts),
        first=first_to_tell(accounts),
        differences=tuple(
            _difference(index, difference, number, cards + place)
            for place, difference in enumerate(point.differences, 1)
        ),
    )


def _cells(index: Index, point: Point) -> Iterable[Cell]:
    told = {telling.article for telling in point.tellings}
    apart: dict[str, list[str]] = {}
    if point.status == "differs":
        # What goes together is no reason to mark a telling, unless nothing else made the point differ.
        open_ones = [difference for difference in point.differences if difference.compatible is not True]
        for difference in open_ones or point.differences:
            for value in difference.values:
                values = apart.setdefault(value.article, [])
                # Wordings are whole phrases, which the evidence shows better than a cell could.
                values.append(IN_WORDS if difference.kind == "wording" else _value(difference, value))
    for account in index.accounts:
        article = account.article.id
        if article not in told:
            yield Cell(account, "silent", "does not speak of it")
        elif article in apart:
            told_apart = dict.fromkeys(apart[article])
            values = [value for value in told_apart if value != IN_WORDS] or [*told_apart]
            yield Cell(account, "differs", f"tells it differently: {', '.join(values)}", ", ".join(values))
        else:
            yield Cell(account, "tells", "tells it")


def _groups(index: Index, point: Point) -> Iterable[TellingGroup]:
    grouped: dict[tuple[str, ...], dict[tuple[str, tuple[tuple[str, ...], ...]], list[Quote]]] = {}
    for telling in sorted(point.tellings, key=lambda telling: (index.account(telling.article).number, _start(telling))):
        if not telling.spans:
            continue
        quote = index.quote(telling.article, telling.spans)
        # Copies of one wording are one line with several outlets; the chains up to the outlet must be the same too.
        wording = (" ".join(quote.sentence.split()), _chains(index, telling))
        origins = index.origin_names(telling.origins)
        grouped.setdefault(origins, {}).setdefault(wording, []).append(quote)
    for origins, wordings in grouped.items():
        yield TellingGroup(
            origins, tuple(TellingView(tuple(quotes), chains) for (_, chains), quotes in wordings.items())
        )


def _chains(index: Index, telling: Telling) -> tuple[tuple[str, ...], ...]:
    """Return whose word it is, from the source nearest to the event to the relays; the outlet itself comes after."""
    outlet = index.account(telling.article).label
    linked = [[link.origin for link in chain] for chain in telling.chains] or [[origin] for origin in telling.origins]
    chains = (tuple(name for name in index.origin_names(chain) if name != outlet) for chain in linked)
    return tuple(dict.fromkeys(chain for chain in chains if chain))


def _value(difference: Difference, value: Value) -> str:
    return day(value.value) if difference.kind == "date" else value.value


def _difference(index: Index, difference: Difference, point: int, number: int) -> DifferenceView:
    values: dict[str, list[Quote]] = {}
    for value in difference.values:
        values.setdefault(_value(difference, value), []).append(index.quote(value.article, (value.span,)))
    return DifferenceView(
        number=number,
        point=point,
        kind=difference.kind,
        slot=SLOTS[difference.kind],
        values=tuple(ValueView(value, tuple(quotes)) for value, quotes in values.items()),
        compatible=difference.compatible,
        verdict=RECONCILED[difference.compatible],
        note=difference.note,
    )
