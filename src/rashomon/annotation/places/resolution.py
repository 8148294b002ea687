"""Decide which place each name of an article means.

One sense a name in an article, unless what follows tells two apart ("Cambridge, England"). A log-linear model
(data/toponyms.json) weighs every place of the name twice: first by itself (population, kind, "City, State"), then among
the places that the first round found (the states and countries they lie in, what is named outright, how near they are).
What few places, close together, explain best is chosen.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from rashomon.knowledge.gazetteer import fold_place_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rashomon.annotation.places.toponyms import Toponym
    from rashomon.knowledge.gazetteer import Gazetteer, GazetteerEntry

__all__ = [
    "Choice",
    "NameInText",
    "PlaceContext",
    "gather_names",
    "keys_of",
    "resolution_features",
    "resolve_names",
    "weigh",
]

MAX_ENTRIES = 40
"""Places weighed for one name, the largest first: "San José" has hundreds, most of them hamlets."""
MAX_NEIGHBOURS = 80
"""Other places that one is held against, the most frequent first; keeps the work linear in the text."""
EARTH_RADIUS_KM = 6371.0
NEAR_KM = 60.0
"""About a county and its neighbours."""
FAR_KM = 300.0
"""About a state."""
MAX_CHOICES = 5
"""Places of one name that count towards the others, the likeliest first."""
CHIEF_TOWN_SHARE = 0.15
"""A town with this share of its division's people is what the bare name means: Osaka is, Quebec City is not."""
LOCAL = ("city", "county")
"""Kinds of places that are small enough for nearness to mean something."""


@dataclass
class NameInText:
    """One name of an article: its places, how often it stands there, and the larger places named right behind it."""

    key: str
    entries: tuple[GazetteerEntry, ...]
    weight: float = 0.0
    """How many times it names a place, expected: the sum of the recogniser's probabilities."""
    behind: list[tuple[GazetteerEntry, ...]] = field(default_factory=list)
    is_dateline: bool = False
    """Whether the report was filed from it: then it is a town."""
    is_called_state: bool = False
    """Whether "state", "province" or the like follows it somewhere."""

    @property
    def share(self) -> float:
        """Return how surely it names a place at all, from 0 to 1."""
        return min(1.0, self.weight)


class Choice(NamedTuple):
    """A place that a name may mean, and how likely among the places of that name."""

    entry: GazetteerEntry
    probability: float


class _Neighbour(NamedTuple):
    key: str
    latitude: float
    longitude: float
    share: float


class PlaceContext:
    """What the places weighed in one round say together: each counts by its probability."""

    def __init__(
        self, names: Sequence[NameInText], choices: Mapping[str, Sequence[Choice]], home: str | None = None
    ) -> None:
        """Sum the names up; `home` is the country (ISO 3166 alpha-3) of the outlet, which counts as named once."""
        self._choices = choices
        self.named: dict[str, float] = defaultdict(float)
        self._states: dict[str, float] = defaultdict(float)
        self._countries: dict[str, float] = defaultdict(float)
        neighbours = []
        if home:
            self.named[home] += 1.0
        for name in names:
            for entry, probability in choices[name.key]:
                share = name.share * probability
                if entry.kind == "country" and entry.country:
                    self.named[entry.country] += name.weight * probability
                elif entry.kind == "state":
                    self.named[entry.state] += name.weight * probability
                if entry.kind in LOCAL:
                    self._states[entry.state] += share
                    neighbours.append(_Neighbour(name.key, entry.latitude, entry.longitude, share))
                self._countries[entry.country or ""] += share
        self._neighbours = sorted(neighbours, key=lambda neighbour: -neighbour.share)[:MAX_NEIGHBOURS]
        self._shares = np.array([each.share for each in self._neighbours])
        self._vectors = _unit_vectors([(each.latitude, each.longitude) for each in self._neighbours])
        self._nearness: dict[str, dict[int, tuple[float, float]]] = {}
        self.total = sum(self._countries.values())

    def in_state(self, name: NameInText, entry: GazetteerEntry) -> float:
        """Return how many other names lie in the entry's state."""
        own = sum([p for other, p in self._choices[name.key] if other.state == entry.state and other.kind in LOCAL])
        return max(0.0, self._states[entry.state] - name.share * own)

    def in_country(self, name: NameInText, entry: GazetteerEntry) -> float:
        """Return how many other names lie in the entry's country."""
        own = sum([p for other, p in self._choices[name.key] if other.country == entry.country])
        return max(0.0, self._countries[entry.country or ""] - name.share * own)

    def nearness(self, name: NameInText) -> dict[int, tuple[float, float]]:
        """Return by entry (its row) how many other towns and counties lie near it, and how many not far from it."""
        if name.key not in self._nearness:
            others = np.array([neighbour.key != name.key for neighbour in self._neighbours], dtype=bool)
            shares = self._shares[others]
            here = _unit_vectors([(entry.latitude, entry.longitude) for entry in name.entries])
            distances = EARTH_RADIUS_KM * np.arccos(np.clip(here @ self._vectors[others].T, -1.0, 1.0))
            near, not_far = np.exp(-distances / NEAR_KM) @ shares, np.exp(-distances / FAR_KM) @ shares
            rows = [entry.row for entry in name.entries]
            self._nearness[name.key] = dict(zip(rows, zip(near.tolist(), not_far.tolist(), strict=True), strict=True))
        return self._nearness[name.key]


def gather_names(toponyms: Sequence[Toponym], probabilities: Sequence[float], gazetteer: Gazetteer) -> list[NameInText]:
    """Return the names of an article, each once, in order of first mention."""
    names: dict[str, NameInText] = {}
    for key, toponym, probability in zip(keys_of(toponyms, gazetteer), toponyms, probabilities, strict=True):
        if key not in names:
            names[key] = NameInText(key, _weighed(toponym.entries))
        names[key].weight += probability
        names[key].is_dateline |= toponym.is_dateline
        names[key].is_called_state |= _is_called_state(toponym)
        if behind := _behind(toponym, gazetteer):
            names[key].behind.append(behind)
    return list(names.values())


def _weighed(entries: Sequence[GazetteerEntry]) -> tuple[GazetteerEntry, ...]:
    """Return the entries to weigh, the largest first.

    A lesser name of a city yields to a country ("Mexico"), and a division without an id of its own to the chief town that it
    is named after ("Osaka").
    """
    if any(entry.kind == "country" for entry in entries):
        entries = [entry for entry in entries if not entry.is_alias]
    towns: dict[str, int] = defaultdict(int)
    for entry in entries:
        if entry.kind == "city" and not entry.is_alias:
            towns[entry.state] = max(towns[entry.state], entry.population)
    kept = [
        entry
        for entry in entries
        if entry.kind not in ("state", "county")
        or entry.geonames
        or towns.get(entry.state, 0) < CHIEF_TOWN_SHARE * max(1, entry.population)
    ]
    return tuple(sorted(kept, key=lambda entry: (-entry.population, entry.row))[:MAX_ENTRIES])


def resolve_names(
    names: Sequence[NameInText], weights: Mapping[str, Mapping[str, float]], home: str | None = None
) -> tuple[dict[str, Choice], PlaceContext]:
    """Choose a place for each name, by its key, and return with it what it was judged against.

    `home` is the country (ISO 3166 alpha-3) of the outlet where it is known.
    """
    first = {name.key: weigh(name, None, weights["alone"]) for name in names}
    second = {
        name.key: weigh(name, context, weights["together"])
        for context in [PlaceContext(names, first, home)]
        for name in names
    }
    context = PlaceContext(names, second, home)
    return {name.key: weigh(name, context, weights["together"])[0] for name in names}, context


def keys_of(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[str]:
    """Return for each toponym of an article the key under which `resolve_names` answers for it: its name.

    Where what follows tells two places of one name apart, each has a key; a mention without it means the last one told.
    """
    plain = [_folded(toponym) for toponym in toponyms]
    counts = Counter(plain)
    told = [
        _told_behind(toponym, gazetteer) if counts[key] > 1 else frozenset()
        for key, toponym in zip(plain, toponyms, strict=True)
    ]
    senses: dict[str, list[frozenset[int]]] = defaultdict(list)
    for key, rows in zip(plain, told, strict=True):
        if rows and not any(rows & sense for sense in senses[key]):
            senses[key].append(rows)
    last = dict.fromkeys(senses, 0)
    keys = []
    for key, rows in zip(plain, told, strict=True):
        if rows:
            last[key] = next(number for number, sense in enumerate(senses[key]) if rows & sense)
        keys.append(f"{key} ({last[key] + 1})" if len(senses[key]) > 1 else key)
    return keys


def _folded(toponym: Toponym) -> str:
    folded = fold_place_name(toponym.text)
    return f"{folded} (adjective)" if toponym.is_adjective else folded


def _told_behind(toponym: Toponym, gazetteer: Gazetteer) -> frozenset[int]:
    """Return the rows of the places of the name that lie in what follows it."""
    behind = _behind(toponym, gazetteer)
    return frozenset(e.row for e in toponym.entries if any(_contains(larger, e) for larger in behind))


def weigh(name: NameInText, context: PlaceContext | None, weights: Mapping[str, float]) -> list[Choice]:
    """Return the likeliest places of a name, the best first."""
    if len(name.entries) == 1:
        return [Choice(name.entries[0], 1.0)]
    scores = [
        sum([weights.get(each, 0.0) * value for each, value in resolution_features(name, entry, context).items()])
        for entry in name.entries
    ]
    best = max(scores)
    odds = [math.exp(score - best) for score in scores]
    total = sum(odds)
    # The sort is stable: equals stay in order of population and row.
    choices = sorted(zip(name.entries, odds, strict=True), key=lambda pair: -pair[1])[:MAX_CHOICES]
    return [Choice(entry, odd / total) for entry, odd in choices]


def _is_called_state(toponym: Toponym) -> bool:
    doc, end = toponym.span.doc, toponym.span.end
    return end < len(doc) and doc[end].lower_ in ("state", "province", "region", "oblast", "prefecture", "governorate")


def _behind(toponym: Toponym, gazetteer: Gazetteer) -> tuple[GazetteerEntry, ...]:
    """Return the states, counties and countries that follow, as in "Paris, Texas", "Cork (Ireland)" and "Bath in England"."""
    doc, end = toponym.span.doc, toponym.span.end
    if end + 1 >= len(doc) or doc[end].text not in (",", "(", "in") or not doc[end + 1].text[0].isupper():
        return ()
    for length in (3, 2, 1):
        entries = gazetteer.find(doc[end + 1 : end + 1 + length].text)
        larger = tuple(entry for entry in entries if entry.kind in ("state", "country", "county"))
        if larger and doc[end].text == "in" and not any(_contains(each, e) for each in larger for e in toponym.entries):
            # "people from Jordan in Turkey"
            return ()
        if larger:
            return larger
    return ()


def _contains(larger: GazetteerEntry, entry: GazetteerEntry) -> bool:
    if larger.kind == "country":
        return larger.country == entry.country and entry.kind != "country"
    return larger.state == entry.state and entry.kind in ("city", "county") and larger.row != entry.row


def resolution_features(name: NameInText, entry: GazetteerEntry, context: PlaceContext | None) -> dict[str, float]:
    """Return the features of one place of a name; without `context`, those of the place by itself."""
    features = {
        f"kind {entry.kind}": 1.0,
        "population": math.log10(entry.population + 1),
    }
    if entry.is_capital:
        features["capital"] = 1.0
    if entry.is_alias:
        features["alias"] = 1.0
    elif fold_place_name(entry.name) != name.key:
        features["other name"] = 1.0
    if name.is_dateline and entry.kind == "city":
        features["dateline"] = 1.0
    if name.is_called_state and entry.kind == "state":
        features["called a state"] = 1.0
    if name.behind:
        same = any(_contains(larger, entry) for entries in name.behind for larger in entries)
        features["behind it: the same" if same else "behind it: another"] = 1.0
    if context is None:
        return features
    if entry.kind != "country":
        features["country named"] = math.log1p(context.named[entry.country or ""])
    if entry.kind in LOCAL:
        features["state named"] = math.log1p(context.named[entry.state])
    others = max(1.0, context.total - name.share)
    in_country, in_state = context.in_country(name, entry), context.in_state(name, entry)
    features["country count"], features["country share"] = math.log1p(in_country), in_country / others
    if entry.kind in LOCAL:
        features["state count"], features["state share"] = math.log1p(in_state), in_state / others
        near, not_far = context.nearness(name)[entry.row]
        features["near"], features["not far"] = math.log1p(near), math.log1p(not_far)
    return features


def _unit_vectors(points: Sequence[tuple[float, float]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return points in degrees as vectors from the centre of the earth, a row each."""
    latitude, longitude = np.radians(np.array(points, dtype=np.float64).reshape(-1, 2)).T
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )
