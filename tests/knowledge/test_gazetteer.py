"""The gazetteer: folding, look-up, and the facts that places rest on."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.knowledge.gazetteer import Gazetteer, GazetteerEntry, fold_place_name, load_gazetteer


def kinds(name: str) -> set[str]:
    return {entry.kind for entry in load_gazetteer().find(name)}


def largest(name: str) -> GazetteerEntry:
    return max(load_gazetteer().find(name), key=lambda entry: entry.population)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Louis", "Saint-Louis"),
        ("U.S.", "US"),
        ("Coeur d'Alene", "Coeur d’Alene"),
        ("São Paulo", "SAO PAULO"),
        ("Fort Worth", "Ft. Worth"),
        ("Łódź", "Lodz"),
    ],
)
def test_folding_joins_spellings(one: str, other: str) -> None:
    assert fold_place_name(one) == fold_place_name(other)


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    folded = fold_place_name(name)
    assert fold_place_name(folded) == folded
    assert load_gazetteer().find(name) == load_gazetteer().find(folded)


def test_unknown_and_empty_names_mean_no_place() -> None:
    assert load_gazetteer().find("Xyzzyville-on-Sea") == ()
    assert load_gazetteer().find("") == ()
    assert "Xyzzyville-on-Sea" not in load_gazetteer()
    assert "Nairobi" in load_gazetteer()


def test_kinds() -> None:
    assert kinds("Kenya") == {"country"}
    assert {"country", "state"} <= kinds("Georgia")
    assert kinds("Licking County") == {"county"}
    assert "region" in kinds("Black Sea")
    assert "state" in kinds("Queensland")
    assert "country" in kinds("USA")
    assert "state" in kinds("N.J.")


def test_entries_carry_their_country_point_and_id() -> None:
    nairobi = largest("Nairobi")
    assert nairobi.country == "KEN"
    assert (nairobi.latitude, nairobi.longitude) == pytest.approx((-1.28, 36.82), abs=0.1)
    assert 1853909 in {entry.geonames for entry in load_gazetteer().find("Osaka")}
    assert any(entry.is_capital for entry in load_gazetteer().find("Moscow"))
    assert not any(entry.is_capital for entry in load_gazetteer().find("Osaka"))


def test_other_names_are_marked() -> None:
    assert [entry.name for entry in load_gazetteer().find("Kiev")] == ["Kyiv"]
    assert [entry.name for entry in load_gazetteer().find("European")] == ["Europe"]
    assert load_gazetteer().find("European")[0].is_alias


def test_countries_by_code() -> None:
    brazil = load_gazetteer().country("BRA")
    assert brazil is not None
    assert brazil.name == "Brazil"
    assert load_gazetteer().country("XXX") is None


def test_every_point_is_on_the_globe() -> None:
    gazetteer = load_gazetteer()
    for name in ("San José", "Springfield", "Victoria", "Pacific Ocean", "Fiji"):
        for entry in gazetteer.find(name):
            assert -90 <= entry.latitude <= 90
            assert -180 <= entry.longitude <= 180


def test_loading_is_quick() -> None:
    started = time.process_time()
    Gazetteer().find("Nairobi")
    assert time.process_time() - started < 1.0
