"""Sentences are cut into clauses that say one thing each."""

import pytest
from spacy.tokens import Doc

from rashomon.annotation.claims.clauses import clauses_of, counts_of
from rashomon.annotation.numbers import find_numbers
from rashomon.annotation.parse import load_pipeline


def cut(text):
    return [clause.span.of(text) for clause in clauses_of(load_pipeline()(text))]


def test_a_simple_sentence_is_one_clause():
    assert cut("The river flooded the old town.") == ["The river flooded the old town"]


def test_two_main_clauses_are_two():
    assert cut("The river flooded the old town, and a stone bridge collapsed.") == [
        "The river flooded the old town",
        "a stone bridge collapsed",
    ]


def test_reported_speech_is_parted_from_who_reports():
    assert "the river had flooded the town" in cut("The mayor said that the river had flooded the town.")


def test_a_verb_without_its_own_subject_is_a_clause_too():
    assert cut("The minister left the town and flew to the northern coast by helicopter.") == [
        "The minister left the town",
        "flew to the northern coast by helicopter",
    ]


def test_a_participle_is_a_clause_and_stays_in_its_own():
    text = "The storm crossed the coast, destroying three old wooden bridges."
    assert cut(text) == [text.rstrip("."), "destroying three old wooden bridges"]


def test_an_apposition_says_who_somebody_is():
    assert "The mayor, Ida Lund" in cut("The mayor, Ida Lund, opened the bridge.")


@pytest.mark.parametrize("text", ["", "\n", "?!", "“”"])
def test_nothing_is_no_clause(text):
    assert cut(text) == []


def test_a_clause_has_no_quotation_mark_or_comma_at_its_edges():
    for span in cut('"We will rebuild the bridge," the mayor said, "and the road will follow."'):
        assert span[0].isalnum()
        assert span[-1].isalnum()


def counted(text):
    doc = load_pipeline()(text)
    return [clause.span.of(text) for clause in counts_of(doc, find_numbers(doc))]


def test_how_many_of_what_is_a_unit():
    assert counted("The 14 visiting ministers of trade watched the opening.") == ["The 14 visiting ministers of trade"]


@pytest.mark.parametrize("text", ["It took two days.", "It cost 5 million euros.", "Prices rose 15 percent."])
def test_a_bare_count_is_none(text):
    assert counted(text) == []


def test_an_apposition_beyond_another_clause_is_a_fault_of_the_parse():
    words = ["The", "visit", ",", "where", "she", "met", "guards", ",", "Ana", "Ruiz", "opened"]
    heads = [1, 10, 1, 5, 5, 1, 5, 1, 9, 1, 10]
    deps = "det nsubj punct advmod nsubj relcl dobj punct compound appos ROOT".split()
    tags = ["DT", "NN", ",", "WRB", "PRP", "VBD", "NNS", ",", "NNP", "NNP", "VBD"]
    pos = ["DET", "NOUN", "PUNCT", "SCONJ", "PRON", "VERB", "NOUN", "PUNCT", "PROPN", "PROPN", "VERB"]
    doc = Doc(load_pipeline().vocab, words, heads=heads, deps=deps, tags=tags, pos=pos)
    assert not [clause for clause in clauses_of(doc) if clause.is_phrase]
