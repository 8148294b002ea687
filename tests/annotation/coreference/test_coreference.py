"""Descriptions and pronouns of short invented reports."""

from functools import lru_cache

import pytest

from rashomon.annotation.coreference.resolving import resolve_coreference
from rashomon.annotation.entities.finding import find_entities
from rashomon.annotation.parse import parse_articles
from rashomon.knowledge import load_knowledge
from rashomon.model import Article


@lru_cache
def entities(text):
    parse = next(parse_articles([Article(id="a", text=text, sha256="0")]))
    known = load_knowledge()
    return resolve_coreference(parse, find_entities(parse, known), known)


def chain_of(text, words, occurrence=1):
    """Return the mentions of the entity that the n-th occurrence of the words is a mention of."""
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    for entity in entities(text):
        found = [text[mention.start : mention.end] for mention in entity.mentions]
        if any((mention.start, mention.end) == (start, start + len(words)) for mention in entity.mentions):
            return found
    return []


def test_she_agrees_with_the_gender_of_the_name():
    text = "Maria Ruiz met Peter Lim in Oslo. She said the talks were useful."
    assert "Maria Ruiz" in chain_of(text, "She")


def test_he_agrees_with_the_gender_of_the_name():
    text = "Maria Ruiz met Peter Lim in Oslo. He said the talks were useful."
    assert "Peter Lim" in chain_of(text, "He")


def test_it_is_the_body_that_speaks():
    text = "The ministry of transport closed the bridge. It said the bridge was unsafe."
    assert "The ministry of transport" in chain_of(text, "It")


def test_empty_it_refers_to_nothing():
    text = "The ministry closed the bridge. It is clear that the work will take years."
    assert chain_of(text, "It") == []


def test_i_is_the_speaker_of_the_quotation():
    text = 'Ana Ruiz met Peter Lim. "I will sign the treaty," Ruiz said.'
    assert "Ana Ruiz" in chain_of(text, "I")


def test_we_is_the_body_of_the_speaker():
    text = (
        'Nordbank director Ana Ruiz spoke on Monday. "We will open a new branch," Ruiz said. Nordbank has two branches.'
    )
    assert any("Nordbank" in mention for mention in chain_of(text, "We"))


def test_a_speaker_is_no_he_in_his_own_words():
    text = 'Peter Lim criticised John Berg on Monday. "He has lost," Lim said.'
    assert "John Berg" in chain_of(text, "He")


def test_same_head_takes_up_a_description():
    text = "A former analyst at a bank in Lima warned of losses. The analyst gave no figures."
    assert len(chain_of(text, "The analyst")) == 2


def test_a_new_modifier_brings_in_somebody_new():
    text = "The old bridge was closed. The new bridge stayed open."
    assert chain_of(text, "The new bridge") == []


def test_the_country_is_the_last_state():
    text = "Norway closed its border on Monday. The country has been at peace for years."
    assert {"Norway", "its"} <= set(chain_of(text, "The country"))


def test_capital_is_found_by_its_state():
    text = "The leaders met in Oslo. The Norwegian capital was quiet."
    assert "Oslo" in chain_of(text, "The Norwegian capital")


def test_leader_is_found_by_state_and_office():
    text = "Norwegian leader Ana Ruiz arrived on Monday. Reporters waited. The Norwegian leader said nothing."
    assert "Norwegian leader Ana Ruiz" in chain_of(text, "The Norwegian leader")


def test_the_event_takes_up_the_occasion():
    text = "Norway will hold a military parade on Friday. Twelve leaders will attend the event."
    assert "a military parade" in chain_of(text, "the event")


def test_they_takes_up_a_plural():
    text = "Three hikers were rescued on Sunday. They had lost their way."
    assert {"Three hikers", "their"} <= set(chain_of(text, "They"))


def test_both_leaders_are_the_two_that_were_named():
    text = "Ana Ruiz and Peter Lim met in Oslo. Both leaders spoke of peace."
    assert "Ana Ruiz and Peter Lim" in chain_of(text, "Both leaders")


def test_possessive_needs_the_same_possessor():
    text = "Ana Ruiz praised her spokesman. Peter Lim praised his spokesman."
    assert "her spokesman" not in chain_of(text, "his spokesman")


def test_of_two_presidents_the_one_called_so_is_the_president():
    text = (
        "President Maria Ruiz will meet President Peter Lim of Norland. Ruiz arrived on Monday. The president was met by "
        "Ruiz's sister. Lim arrived later."
    )
    assert "President Maria Ruiz" in chain_of(text, "The president")


def test_a_statement_is_spoken_by_its_possessor():
    text = 'Ana Ruiz resigned on Monday. "I have done my duty," Ruiz\'s statement said.'
    assert "Ana Ruiz" in chain_of(text, "I")


def test_he_after_a_quotation_is_nobody_of_whom_it_speaks():
    text = 'Peter Lim spoke on Monday. "John Berg has lost," he said.'
    assert "Peter Lim" in chain_of(text, "he")


def test_troops_of_a_state_act_for_it():
    text = "Norway sent a ship. Its troops will stay for a year. The troops are trained."
    found = next(entity for entity in entities(text) if "troops" in entity.name)
    assert found.links.iso3 == "NOR"


def test_nothing_is_a_mention_twice():
    text = "Ana Ruiz met Peter Lim in Oslo. She praised his plan. Lim thanked Ruiz. The two leaders left. They smiled."
    spans = [(mention.start, mention.end) for entity in entities(text) for mention in entity.mentions]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize("text", ["", "He said it.", '"', '"I', "“We” ”", "they them their it its"])
def test_odd_texts_do_not_fail(text):
    assert all(text[mention.start : mention.end] for entity in entities(text) for mention in entity.mentions)


def test_time_grows_with_the_length_of_the_text():
    from time import process_time

    piece = "Ana Ruiz met Peter Lim in Oslo. She said that he had asked the ministry for its report. The ministry denied it.\n\n"
    known = load_knowledge()
    took = []
    for times in (40, 160):
        parse = next(parse_articles([Article(id="a", text=piece * times, sha256="0")]))
        started = process_time()
        resolve_coreference(parse, find_entities(parse, known), known)
        took.append(process_time() - started)
    assert took[1] < 10 * took[0]
