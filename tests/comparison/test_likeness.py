"""Likeness: what is weighed of two claims, and what it leads to."""

import numpy as np
import pytest

from rashomon.comparison.actors import join_actors
from rashomon.comparison.likeness import MANY_WORDS, UNWEIGHED, Features, _in_common, chance, load_likeness, log_odds
from rashomon.comparison.units import read_units

ONE = "The dam at Orsk broke on Friday. Twelve people drowned, Governor Olga Lind said."
OTHER = "On Friday a dam burst in Orsk. A dozen people died. Schools in the town stay closed."
THIRD = "Farmers sold melons in the rain. The dam at Orsk broke on Friday."


@pytest.fixture
def units(compared):
    annotations = compared(ONE, OTHER, THIRD).comparison.articles
    return read_units(annotations, join_actors(annotations))


def weighed(units):
    return log_odds(units, [sorted({unit.account for unit in units})], load_likeness())


def number(units, words, account):
    return next(unit.number for unit in units if unit.account == account and words in unit.text)


def test_claims_of_one_thing_are_likelier_than_claims_of_two(units):
    likeness = weighed(units)
    dam = number(units, "dam", "a")
    assert likeness[dam, number(units, "burst", "b")] > likeness[dam, number(units, "Schools", "b")]


def test_numbers_of_one_quantity_speak_for_one_thing(units):
    features = dict(Features(units).between("a", "b"))
    rows = [unit.text for unit in units if unit.account == "a"]
    columns = [unit.text for unit in units if unit.account == "b"]
    row = next(place for place, text in enumerate(rows) if text.startswith("Twelve people drowned"))
    column = next(place for place, text in enumerate(columns) if text.startswith("A dozen people died"))
    assert features["numbers"][row, column] == 1
    assert not features["numbers"][:, columns.index("Schools in the town stay closed")].any()


def test_the_weights_are_those_of_the_features(units):
    assert {name for name, _ in Features(units).between("a", "b")} == set(load_likeness().weights)


def test_likeness_is_the_same_both_ways(units):
    likeness = weighed(units)
    assert np.allclose(likeness, likeness.T)


def test_another_account_changes_nothing_between_two(units):
    two = [unit for unit in units if unit.account != "c"]
    size = len(two)
    assert np.allclose(weighed(units)[:size, :size], weighed(two), atol=1e-5)


def test_accounts_of_two_events_are_not_weighed(units):
    likeness = log_odds(units, [["a", "b"], ["c"]], load_likeness())
    mine, theirs = number(units, "dam", "a"), number(units, "dam", "c")
    assert likeness[mine, theirs] == np.float32(UNWEIGHED)


def test_two_people_who_say_alike_things_are_two_points(compared):
    told = compared(
        "“The new bridge is a gift to the whole valley,” said Olga Lind, the governor of the valley.",
        "“The bridge is a great gift to our valley, at last,” said Ivan Moss, the mayor of the town.",
    )
    annotations = told.comparison.articles
    units = read_units(annotations, join_actors(annotations))
    assert weighed(units)[number(units, "gift", "a"), number(units, "gift", "b")] == np.float32(UNWEIGHED)


def test_what_two_endless_claims_have_in_common_is_counted_up_to_the_most():
    things = [[str(number) for number in range(256)], [str(number) for number in range(300)], ["0"]]
    assert _in_common(things, MANY_WORDS).tolist() == [[255, 255, 1], [255, 255, 1], [1, 1, 1]]


def test_chance_is_the_probability_of_log_odds():
    assert chance(0) == 0.5
    assert chance(-0.75) == pytest.approx(0.32, abs=0.01)


def test_the_reason_of_a_link_is_given_in_words_and_not_in_stems(compared):
    told = compared(
        "The military parade in Orsk was cancelled on Friday because of the flooding.",
        "Because of flooding, a military parade in Orsk was cancelled on Friday.",
    )
    reasons = told.point("parade").linked_by
    assert any("military" in reason or "flooding" in reason or "cancelled" in reason for reason in reasons)
    assert not any("militari" in reason or "cancel," in reason for reason in reasons)
