"""Sectors of PLOVER, from words and from known bodies."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from rashomon.knowledge import load_knowledge
from rashomon.tables.sectors import sector_of, sectors_of_bodies

DATA = Path(__file__).parents[2] / "src/rashomon/tables/data/sectors.toml"
RULES = tomllib.loads(DATA.read_text(encoding="utf-8"))["rule"]


@pytest.mark.parametrize(("sector", "example"), [(rule["sector"], each) for rule in RULES for each in rule["examples"]])
def test_the_examples_beside_the_words_are_of_their_sector(sector: str, example: str) -> None:
    found = sector_of(example)
    assert found is not None
    assert (found.code, found.needs_state) == (sector, False)


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("defence minister", "GOV"),
        ("army spokesman", "MIL"),
        ("president of the supreme court", "JUD"),
        ("former army chief", "ELI"),
        ("leader of the rebels", "REB"),
        ("hospital workers", "LAB"),
        ("chairwoman of the shipping company", "BUS"),
        ("journalists from the capital", "JRN"),
        ("police forces", "COP"),
        ("security forces", "COP"),
    ],
)
def test_the_head_of_a_phrase_decides_and_what_it_heads_where_it_tells_nothing(phrase: str, sector: str) -> None:
    found = sector_of(phrase)
    assert found is not None
    assert found.code == sector


def test_an_office_is_of_the_government_only_of_a_state() -> None:
    leader = sector_of("Norwegian leader")
    assert leader is not None
    assert leader.needs_state
    assert sector_of("winner of the race") is None
    assert sector_of("") is None


def test_every_listed_body_is_known() -> None:
    ids = {actor.id for actor in load_knowledge().all_actors}
    assert set(sectors_of_bodies()) <= ids
