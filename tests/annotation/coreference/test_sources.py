"""Whoever words are given to is somebody, named or not, and one person has one name in the whole report."""

import hashlib

import pytest

from rashomon.annotation import annotate
from rashomon.model import Article


def read(text, **details):
    digest = hashlib.sha256(text.encode()).hexdigest()
    return next(iter(annotate([Article(id="x", text=text, sha256=digest, **details)])))


def speakers(text, **details):
    annotation = read(text, **details)
    names = {entity.id: (entity.name, entity.kind) for entity in annotation.entities}
    return [names.get(statement.speaker) for statement in annotation.statements]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A senior official told reporters that the road was closed.", "senior official", "person"),
        ("Some on the Harbour Committee said the bridge was safe.", "Some on the Harbour Committee", "group"),
        ("Many of his supporters said the bridge was safe.", "Many of his supporters", "group"),
        ("A spokeswoman for Tora Lund said the mayor would resign.", "spokeswoman for Tora Lund", "person"),
        ("A jury indicted the two men, accusing them of theft.", "jury", "other"),
        ("A new poll said that the bridge was popular.", "new poll", "other"),
    ],
)
def test_a_source_without_a_name_is_an_entity_named_by_its_words(text, name, kind):
    assert speakers(text) == [(name, kind)]


def test_who_is_mentioned_once_and_says_nothing_is_no_entity():
    assert [entity.name for entity in read("A senior clerk slept.").entities] == []


def test_words_from_a_body_are_the_words_of_the_body():
    text = "The Nordbank Fund stayed calm. A terse response from the Nordbank Fund said that all was well."
    assert speakers(text) == [("Nordbank Fund", "organization")]


def test_people_of_a_party_are_not_the_party():
    kinds = {entity.name: entity.kind for entity in read("Democrats said the Democratic Party had lost.").entities}
    assert kinds == {"Democrats": "group", "Democratic Party": "organization"}


def test_an_office_with_a_complement_is_held_by_whoever_is_named_behind_it():
    text = (
        "Senator Tora Lund, the chairman of the Port Committee, left early.\n\n"
        "The chairman of the House Harbour Committee, Representative Ana Ruiz, Republican of Ohio, said she would go."
    )
    assert speakers(text) == [("Ana Ruiz", "person")]


def test_a_bare_title_is_meant_by_the_bare_office():
    text = (
        "President Ana Ruiz met Peruvian President Juan Ortega in Lima. Ortega smiled, and Ortega waved. "
        "The president has said that the talks went well."
    )
    assert speakers(text)[-1] == ("Ana Ruiz", "person")


@pytest.mark.parametrize(("day", "name"), [("2011-05-02", "Barack Obama"), ("2018-05-02", "Donald Trump")])
def test_an_office_is_held_by_whoever_held_it_on_the_day(day, name):
    text = "Obama and Trump spoke by telephone on Tuesday. The president said that the talk was short."
    assert speakers(text, published=day)[-1] == (name, "person")


def test_a_speaker_of_two_quotations_is_nobody_he_speaks_of():
    text = (
        "Juan Ortega left the hall, but he said the minister should wait.\n\n"
        "“I would not trust the minister with the keys,” he said. “The minister is young.”"
    )
    assert set(speakers(text)) == {("Juan Ortega", "person")}


def test_an_office_alone_in_a_headline_is_held_by_whoever_the_text_says_so_of():
    title = "Former Norwegian Minister: 'The Bridge Is Safe'"
    text = f"{title}\n\nOSLO - Former Norwegian Minister Ana Ruiz spoke on Monday. Juan Ortega listened."
    person = next(entity for entity in read(text, title=title).entities if entity.name == "Ana Ruiz")
    assert text[person.mentions[0].start : person.mentions[0].end] == "Former Norwegian Minister"
