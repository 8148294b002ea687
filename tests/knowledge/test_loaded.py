"""Loaded words: found in a text with their reason, and left alone where they judge nothing."""

import pytest

from rashomon.knowledge import load_knowledge
from rashomon.knowledge.loaded import LoadedWords
from rashomon.knowledge.records import LoadedGroup

LOADED = load_knowledge().loaded_words


def found(text):
    return [text[match.start : match.end] for match in LOADED.find(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Marrow regime closed the border.", ["regime"]),
        ("Two regimes and their strongmen-to-be met.", ["regimes"]),
        ("She is slamming the plan.", ["slamming"]),
        ("A terrorist group said so.", ["terrorist group"]),
        ("The rogue state's so-called parliament met.", ["rogue state", "so-called"]),
        ("The government closed the border.", []),
    ],
)
def test_loaded_words_are_found_the_longest_phrase_first(text, words):
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Nazi Germany surrendered.",
        "The Communist Party met.",
        "Nobody claimed responsibility.",
        "Regime change failed.",
    ],
)
def test_names_and_set_phrases_judge_nothing(text):
    assert found(text) == []


def test_every_word_has_a_reason_and_its_sources():
    for phrase in LOADED.phrases:
        entry = LOADED.of(phrase)
        assert entry.plain
        assert entry.reason
        assert entry.sources


def test_a_later_file_wins():
    words = LoadedWords(
        [LoadedGroup("one reason", ("A",), {"junket": "visit"}), LoadedGroup("another", ("B",), {"junket": "trip"})], ()
    )
    assert words.of("junket")[1:] == ("trip", "another", ("B",))
