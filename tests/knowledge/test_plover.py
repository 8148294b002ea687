from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import KnowledgeError
from rashomon.knowledge.plover import load_plover


def test_sixteen_types_and_every_rule_of_one_of_them() -> None:
    lexicon = load_plover()
    assert len(lexicon.types) == 16
    used = {rule.type for rules in lexicon.verbs.values() for rule in rules}
    used |= {rule.type for rules in lexicon.nouns.values() for rule in rules}
    assert used == set(lexicon.types)


def test_stance_of_types() -> None:
    types = load_plover().types
    assert types["AID"].is_cooperative
    assert not types["ASSAULT"].is_cooperative


def test_rules_keep_the_order_of_the_file() -> None:
    rules = load_plover().verbs["send"]
    assert rules[0].conditions
    assert {rule.type for rule in rules} >= {"AID", "MOBILIZE", "CONSULT"}


def test_particle_verbs_have_their_own_entry() -> None:
    assert load_plover().verbs["call_off"]


def test_a_users_file_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("@MOON\tmoon\nverb\tCOOPERATE\t-\tsend moonwalk\tobj=MOON\tto\n", encoding="utf-8")
    lexicon = load_plover((own,))
    assert lexicon.verbs["moonwalk"][0].type == "COOPERATE"
    assert lexicon.verbs["send"][0].conditions[0].words == {"moon"}


@pytest.mark.parametrize(
    "line", ["verb\tAID\t-\tgive\n", "adverb\tAID\t-\tgive\t-\t-\n", "verb\tAID\t-\tgive\tobj=NOSUCH\tto\n"]
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("# a remark\n" + line, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2"):
        load_plover((own,))
