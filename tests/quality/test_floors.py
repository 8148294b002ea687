"""Quality does not fall: floors a few points below what is reached on a small gold standard.

A floor is raised with the program and never lowered to let a change pass. Where the gold file is corrected or grows, its
fingerprint changes, and the floors are measured anew with `python benchmarks/quality.py`.
"""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
GOLD = Path(__file__).parent / "gold.json"

FINGERPRINT = "b56f7b06b16b06d6ae57b2e7f53b756a77cae4a58356bc1268953b4968d135c8"
STORIES = "c778852ab29d00d12a4f3ca68b121acf39e9ea48b7036e848326f56e28ce2542"

FLOORS = {
    "statements, content": 77,
    "statements, content and speaker": 74,
    "times, value": 94,
    "places, within 161 km": 85,
    "events, type": 72,
    "events, type and actors": 66,
    "people, mentions": 94,
    "points, links": 68,
    "points, differing links": 58,
    "points, single": 86,
    "stories, links": 45,
    "stories, differing links": 29,
    "stories, single": 84,
}


def load_scorer():
    spec = importlib.util.spec_from_file_location("quality", ROOT / "benchmarks" / "quality.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


quality = load_scorer()


@pytest.fixture(scope="module")
def scores():
    return quality.measure(quality.read_gold(GOLD)) | quality.measure_stories(quality.read_stories("measure"))


def test_the_gold_standard_is_the_one_that_the_floors_were_measured_on():
    assert quality.fingerprint(GOLD) == FINGERPRINT
    assert quality.fingerprint(quality.STORIES) == STORIES


@pytest.mark.parametrize("layer", FLOORS)
def test_a_layer_reaches_its_floor(scores, layer):
    score = scores[layer]
    assert score.f1 >= FLOORS[layer], f"{score.f1:.1f}; missed: {score.missed}; made up: {score.extra}"


def test_every_layer_has_a_floor(scores):
    assert set(scores) == set(FLOORS)


def test_f1_counts_both_sides():
    assert quality.Score(found=1, gold=2, right=1, predicted=1).f1 == pytest.approx(66.7, abs=0.1)
    assert quality.Score(0, 3, 0, 0).f1 == 0
    assert quality.NOTHING.f1 == 100


def test_a_prediction_answers_for_one_gold_item():
    score = quality._paired([1, 1], ["one", "other"], ["only"], lambda *_: True, set())
    assert (score.found, score.predicted, score.missed) == (1, 1, ("other",))


def test_a_prediction_that_matches_only_an_optional_item_counts_nowhere():
    score = quality._paired([], [], ["optional"], lambda *_: True, {0})
    assert score == quality.NOTHING


@pytest.mark.parametrize("words", ["", "no such words", "Split#9"])
def test_gold_words_must_stand_in_the_text(words):
    with pytest.raises(ValueError, match="not in the text"):
        quality.find("A ferry ran aground near Split.", words or "missing")
