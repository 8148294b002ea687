"""Knowledge files: what a user's file adds, and how a malformed one is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from rashomon.errors import KnowledgeError
from rashomon.knowledge import load_knowledge
from rashomon.knowledge.files import OWN_FILES, read_file

EXAMPLE = Path(__file__).parents[2] / "docs" / "knowledge.md"


def write(folder: Path, content: Any) -> Path:
    path = folder / "mine.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_users_file_adds_to_each_kind(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {
            "source": "test",
            "states": [{"iso3": "QQQ", "name": "Norland", "demonyms": ["Norlandic"], "seats": ["Nordholm"]}],
            "bodies": [{"id": "org:polar-bank", "name": "Polar Bank", "aliases": ["PBK"], "iso3": "QQQ"}],
            "people": [
                {
                    "id": "person:ada-berg",
                    "name": "Ada Berg",
                    "iso3": "QQQ",
                    "terms": [
                        {"office": "president", "start": "2019", "end": "2021-05"},
                        {"office": "governor", "start": "2022-01-01", "of": "org:polar-bank"},
                    ],
                }
            ],
            "outlets": [
                {"id": "outlet:nordpost", "name": "Nordpost", "kind": "outlet", "domains": ["nordpost.example"]}
            ],
            "saying": {"opine": ["bloviate"], "say": ["slam"]},
            "saying_nouns": {"say": ["soundbite"]},
            "loaded": {"junket": "visit"},
            "aliases": {"state:PRK": ["Northern Neighbour"], "person:ada-berg": ["A. Berg"]},
        },
    )
    knowledge = load_knowledge([path])
    assert knowledge.actors("Norland")[0].id == "state:QQQ"
    assert knowledge.demonym("Norlandic") == knowledge.capital_of("Nordholm") == "QQQ"
    assert knowledge.actors("PBK")[0].id == "org:polar-bank"
    assert [leader.actor.id for leader in knowledge.holders("QQQ")] == ["person:ada-berg"]
    assert knowledge.holders("org:polar-bank")[0].body == "org:polar-bank"
    assert knowledge.actors("A. Berg") == knowledge.with_surname("Berg")
    outlet = knowledge.source_outlet("www.nordpost.example")
    assert outlet is not None
    assert outlet.name == "Nordpost"
    assert knowledge.saying("bloviate") == "opine"
    assert knowledge.saying("slam") == "say", "a user's class wins"
    assert knowledge.saying_nouns["soundbite"] == "say"
    assert knowledge.loaded("junket") == "visit"
    assert knowledge.actors("Northern Neighbour")[0].id == "state:PRK"
    assert load_knowledge().actors("Norland") == (), "the file adds to its own load only"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", ["not valid JSON"]),
        ({"states": []}, ["source"]),
        ({"source": "s", "nations": []}, ["nations"]),
        ({"source": "s", "bodies": [{"id": "org:x", "name": "X", "iso3": "xx"}]}, ["bodies[0]", "org:x"]),
        ({"source": "s", "outlets": [{"id": "outlet:x", "name": "X", "kind": "blog"}]}, ["outlets[0]", "outlet:x"]),
        ({"source": "s", "outlets": ["X"]}, ["outlets[0]"]),
        ({"source": "s", "bodies": [{"id": "org:un", "name": "UN"}]}, ["org:un", "bodies.json", "'aliases'"]),
        ({"source": "s", "aliases": {"org:nothing": ["N"]}}, ["org:nothing"]),
        (
            {"source": "s", "people": [{"id": "person:x", "name": "X", "terms": [{"office": "mayor", "of": "Q1"}]}]},
            ["person:x", "mayor", "Q1"],
        ),
        (
            {
                "source": "s",
                "people": [
                    {
                        "id": "person:x",
                        "name": "X",
                        "iso3": "FRA",
                        "terms": [{"office": "mayor", "start": "2020-05", "end": "2019"}],
                    }
                ],
            },
            ["person:x", "2019", "2020-05"],
        ),
    ],
)
def test_a_malformed_file_is_refused_with_file_entry_and_remedy(tmp_path: Path, content: Any, told: list[str]) -> None:
    path = write(tmp_path, content)
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge([path])
    for part in (str(path), *told):
        assert part in str(caught.value)
    assert re.search("correct|check|list them|docs/knowledge.md", str(caught.value))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"absent\.json: cannot be read"):
        load_knowledge([tmp_path / "absent.json"])


def test_the_example_on_the_page_loads(tmp_path: Path) -> None:
    example = re.search(r"```json\n(.*?)```", EXAMPLE.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    load_knowledge([write(tmp_path, example[1])])


def test_own_files_state_their_source() -> None:
    for path in OWN_FILES:
        assert len(read_file(path).source) > 80
