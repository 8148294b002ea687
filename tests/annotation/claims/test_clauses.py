"""Sentences are cut into clauses that say one thing each."""

import re

import pytest
from spacy.tokens import Doc

from rashomon.annotation.claims.clauses import clauses_of, counts_of, titled_names_of
from rashomon.annotation.numbers import find_numbers
from rashomon.annotation.parse import load_pipeline
from rashomon.model import Entity, Links, Mention


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


def test_a_participle_at_the_end_is_a_clause_and_cut_off_its_own():
    assert cut("The storm crossed the coast, destroying three old wooden bridges.") == [
        "The storm crossed the coast",
        "destroying three old wooden bridges",
    ]


def test_a_participle_before_the_verb_stays_in_its_clause_too():
    text = "Carrying three hundred young passengers, the ferry left the harbour."
    assert cut(text)[0] == text.rstrip(".")


def test_a_clause_keeps_its_participle_where_little_else_is_left():
    text = "She arrived, carrying three large wooden boxes."
    assert text.rstrip(".") in cut(text)


def titled(text):
    name, role = "Ana Ruiz", "Foreign Minister"
    doc = load_pipeline()(text)
    mentions = tuple(
        Mention(found.start(), found.end(), "name")
        for found in re.finditer(r"(?:the )?Foreign Minister Ana Ruiz|Ana Ruiz", text)
    )
    entity = Entity("e1", name, "person", Links(), (role,), mentions)
    return [clause.span.of(text) for clause in titled_names_of(doc, [entity])]


def test_a_name_behind_its_title_says_who_somebody_is_and_does_so_once():
    assert titled("Foreign Minister Ana Ruiz flew to Lund. Foreign Minister Ana Ruiz came back.") == [
        "Foreign Minister Ana Ruiz"
    ]


def test_a_bare_name_says_nothing_of_who_it_is():
    assert titled("Ana Ruiz flew to Lund.") == []


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


@pytest.mark.parametrize("phrase", ["The 14 visiting ministers of trade", "Some 3,000 soldiers"])
def test_how_many_of_what_is_a_unit(phrase):
    assert counted(f"{phrase} watched the opening.") == [phrase]


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
