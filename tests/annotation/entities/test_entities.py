"""Entities of short invented reports: names mended and joined, states, metonyms, groups, occasions."""

from functools import lru_cache

import pytest

from rashomon.annotation.entities.finding import find_entities
from rashomon.annotation.parse import parse_articles
from rashomon.knowledge import load_knowledge
from rashomon.model import Article


@lru_cache
def entities(text):
    parse = next(parse_articles([Article(id="a", text=text, sha256="0")]))
    return find_entities(parse, load_knowledge())


def texts(text, entity):
    return [text[mention.start : mention.end] for mention in entity.mentions]


def named(text, name):
    return next(entity for entity in entities(text) if entity.name == name)


MEETING = (
    "President Ana Ruiz met Prime Minister Bo-ra Lim in Oslo on Tuesday. Ruiz said the talks were useful. "
    "Norwegian officials welcomed the visit. Norway said it would send an envoy."
)


def test_name_is_whole_across_its_hyphen():
    assert "Prime Minister Bo-ra Lim" in texts(MEETING, named(MEETING, "Bo-ra Lim"))


def test_surname_joins_the_full_name():
    ruiz = named(MEETING, "Ana Ruiz")
    assert (ruiz.kind, len(ruiz.mentions)) == ("person", 2)


def test_title_is_a_role_and_no_part_of_the_name():
    assert named(MEETING, "Ana Ruiz").roles == ("President",)


def test_demonym_adjective_is_a_mention_of_the_state():
    norway = named(MEETING, "Norway")
    assert (norway.kind, norway.links.iso3) == ("state", "NOR")
    assert [mention.form for mention in norway.mentions] == ["adjective", "name"]


def test_group_modified_by_a_demonym_acts_for_the_state():
    group = named(MEETING, "Norwegian officials")
    assert (group.kind, group.links.iso3) == ("group", "NOR")


def test_capital_as_a_location_stays_a_place():
    assert named(MEETING, "Oslo").kind == "place"
    assert not any(mention.metonym for entity in entities(MEETING) for mention in entity.mentions)


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Oslo said it would not sign the treaty.", "NOR"),
        ("Diplomats criticised Lima's push for a new treaty.", "PER"),
        ("Talks between Oslo and the rebels failed.", "NOR"),
        ("The envoy accused Lima of breaking the truce.", "PER"),
    ],
)
def test_capital_as_government(text, iso3):
    state = next(entity for entity in entities(text) if entity.links.iso3 == iso3)
    assert state.kind == "state"
    assert [mention.metonym for mention in state.mentions] == [True]


@pytest.mark.parametrize(
    "text", ["She arrived in Lima on Monday.", "The envoy visited Oslo.", "Lima's airport was closed."]
)
def test_capital_as_place(text):
    assert not any(mention.metonym for entity in entities(text) for mention in entity.mentions)


def test_acronym_joins_the_full_name():
    text = "The Northern Fisheries Organization (NFO) met on Friday. NFO members voted. The NFO said so."
    organization = named(text, "Northern Fisheries Organization")
    assert organization.kind == "organization"
    assert len(organization.mentions) == 3


def test_relatives_of_one_surname_stay_apart():
    text = "Joan Ruiz resigned on Monday. Her brother, Pablo Ruiz, kept his seat. Pablo Ruiz said he was sorry. Joan Ruiz left."
    assert [len(named(text, name).mentions) for name in ("Joan Ruiz", "Pablo Ruiz")] == [2, 2]


def test_half_of_a_divided_country_is_the_state():
    text = "South Korea fired a warning shot. The South said it had been provoked."
    assert "The South" in texts(text, named(text, "South Korea"))


def test_university_named_after_a_state_does_not_act_for_it():
    text = "Ana Ruiz, a professor at the University of Norway, said so."
    assert named(text, "Ana Ruiz").links.iso3 is None


def test_former_official_no_longer_acts_for_the_state():
    text = "Former Norwegian minister Ana Ruiz said so."
    assert next(entity for entity in entities(text) if "Ruiz" in entity.name).links.iso3 is None


def test_apposition_is_a_role():
    text = "Ana Ruiz, a spokeswoman for the ministry, denied the report."
    assert "spokeswoman for the ministry" in named(text, "Ana Ruiz").roles


def test_occasion_is_an_entity():
    text = "Twelve leaders will attend the 60th anniversary of the treaty."
    assert any(entity.kind == "occasion" and "60th anniversary" in entity.name for entity in entities(text))


def test_nameless_groups_are_actors():
    text = "Police arrested protesters in the square."
    assert {entity.name for entity in entities(text) if entity.kind == "group"} == {"Police", "protesters"}


def test_headline_in_title_case_takes_names_that_come_again():
    text = "Ministers Urge Ruiz To Cancel Planned Summit\n\nMinisters urged President Ana Ruiz to cancel a summit on Monday."
    assert [texts(text, entity) for entity in entities(text) if entity.kind == "person"] == [
        ["Ruiz", "President Ana Ruiz"]
    ]


def test_dateline_is_a_place_and_no_part_of_the_text():
    text = "LIMA (Andean Wire) — Peruvian minister Carlos Vega resigned on Monday. He gave no reason."
    assert "Peruvian minister Carlos Vega" in texts(text, named(text, "Carlos Vega"))


def test_ids_follow_the_first_mentions():
    found = entities(MEETING)
    assert [entity.id for entity in found] == [f"e{number}" for number in range(1, len(found) + 1)]
    starts = [entity.mentions[0].start for entity in found]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["", "\n\n", "— * …", "\u202e\u200d", "the the the", "A" * 300])
def test_odd_texts_do_not_fail(text):
    assert all(text[mention.start : mention.end] for entity in entities(text) for mention in entity.mentions)
