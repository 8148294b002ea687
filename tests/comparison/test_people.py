"""Participants of an occasion, statements, actors and wording."""

import pytest

from rashomon.comparison.actors import _same_gathering


@pytest.fixture(scope="module")
def summit(compared):
    return compared(
        "The port summit in Merrin begins on Thursday. President Ilse Marrow will attend the summit. "
        "Prime Minister Oto Brandt is expected to attend the summit. Poland declined to attend the summit.",
        "The port summit opens in Merrin on Thursday. President Ilse Marrow will attend the summit. "
        "Velmar invited Norway to the summit. Sweden is sending its foreign minister to the summit. "
        "Germany urged Denmark not to attend the summit.",
    )


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Ilse Marrow", "attends"),
        ("Oto Brandt", "expected"),
        ("Poland", "declines"),
        ("Norway", "invited"),
        ("Sweden", "sends"),
        ("Germany", "urges-others-away"),
    ],
)
def test_who_takes_part_and_how(summit, name, status):
    assert (name, status) in summit.attendance()


def test_two_accounts_of_one_guest_are_one_participant(summit):
    assert summit.attendance()["Ilse Marrow", "attends"] == 2


def test_participants_name_their_occasion(summit):
    occasions = {participant.occasion for participant in summit.comparison.participants}
    assert {summit.actors[occasion].kind for occasion in occasions if occasion} == {"occasion"}


def test_who_is_not_mentioned_takes_no_part(summit):
    assert not any(name == "Velmar" and status == "invited" for name, status in summit.attendance())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the port summit in Merrin", "the port summit", True),
        ("the victory parade", "the Victory Day ceremony", True),
        ("the summit", "the port summit in Merrin", True),
        ("the parade in Merrin", "the parade in Tarn", False),
        ("the parade in Merrin", "the summit in Merrin", False),
        ("Merrin", "Merrin", False),
    ],
)
def test_two_names_of_a_gathering_can_be_one(one, other, same):
    assert _same_gathering(one, other) is same


def statements_of(told, name):
    return {
        frozenset(t.article for t in joined.tellings): joined.match
        for joined in told.comparison.statements
        if joined.speaker and told.actors[joined.speaker].name == name
    }


LUND = "Mayor Ida Lund spoke in Merrin on Monday. {}"


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        (
            '"We will rebuild the bridge before the winter comes," Lund said.',
            '"We will rebuild the bridge before the winter comes," Lund told reporters.',
            "same words",
        ),
        (
            '"We will rebuild the old bridge before the winter comes, whatever it costs," Lund said.',
            '"We will rebuild the old bridge before the winter comes," Lund said.',
            "cut",
        ),
        (
            '"We will rebuild the bridge before the winter comes," Lund said.',
            "Lund said that the bridge would be rebuilt before winter.",
            "paraphrase",
        ),
    ],
)
def test_one_utterance_in_two_accounts(compared, one, other, match):
    told = compared(LUND.format(one), LUND.format(other))
    assert statements_of(told, "Ida Lund") == {frozenset("ab"): match}


def test_two_utterances_of_one_speaker_stay_apart(compared):
    told = compared(
        LUND.format('"We will rebuild the bridge before the winter comes," Lund said.'),
        LUND.format('"My daughter plays the violin at home every evening," Lund said.'),
    )
    assert statements_of(told, "Ida Lund") == {frozenset("a"): "single", frozenset("b"): "single"}


def test_one_person_under_two_spellings_is_one_actor(compared):
    told = compared(
        "Governor Sergei Malenko resigned on Monday after the strike at the port of Tarn.",
        "Governor Sergey Malenko resigned on Monday after the strike at the port of Tarn.",
    )
    people = [actor for actor in told.comparison.actors if actor.kind == "person"]
    assert [set(actor.entities) for actor in people] == [{"a", "b"}]


def test_two_people_of_one_surname_are_two_actors(compared):
    told = compared(
        "Minister Anna Roe opened the harbour of Merrin on Monday.",
        "Minister Peter Roe opened the harbour of Merrin on Monday.",
    )
    people = {actor.name: set(actor.entities) for actor in told.comparison.actors if actor.kind == "person"}
    assert people == {"Anna Roe": {"a"}, "Peter Roe": {"b"}}


def test_a_state_and_its_adjective_are_one_actor(compared):
    told = compared(
        "Norway signed the fishing treaty in Merrin on Monday.",
        "The Norwegian government signed the fishing treaty in Merrin on Monday. Norway joined late.",
    )
    norway = [actor for actor in told.comparison.actors if actor.links.iso3 == "NOR" and actor.kind == "state"]
    assert [set(actor.entities) for actor in norway] == [{"a", "b"}]


def loaded_forms(told):
    return {(form.article, form.text) for w in told.comparison.wording for form in w.forms if form.loaded}


def test_loaded_words_of_the_account_are_marked(compared):
    told = compared(
        "The Marrow regime closed the border with Poland on Monday.",
        "The Marrow government closed the border with Poland on Monday.",
    )
    assert any("regime" in text for _, text in loaded_forms(told))
    assert not any(article == "b" for article, _ in loaded_forms(told))


def test_loaded_words_in_quotation_marks_are_the_speakers(compared):
    told = compared(
        'The border with Poland was closed on Monday. "The Marrow regime is afraid," Ada Roe said.',
        'The border with Poland was closed on Monday. "The regime is afraid," Roe said.',
    )
    assert loaded_forms(told) == set()


def test_a_middle_initial_or_generation_makes_no_other_person(compared):
    story = compared("Ana M. Ruiz Jr. left the port on Monday.", "Ana Ruiz left the port on Monday.")
    people = [actor for actor in story.actors.values() if actor.kind == "person"]
    assert len(people) == 1


def test_some_of_a_body_in_one_account_and_others_of_it_in_another_are_not_one_actor(compared):
    story = compared(
        "Some on the Harbour Committee said the bridge was safe.",
        "Twelve members of the Harbour Committee said the bridge was closed.",
    )
    groups = {actor.name for actor in story.actors.values() if actor.kind == "group"}
    assert groups == {"Some on the Harbour Committee", "Twelve members of the Harbour Committee"}


def test_accounts_that_name_and_that_describe_the_holder_speak_of_one(compared):
    told = compared(
        "The French president said on Tuesday that the bridge would be closed.",
        "Emmanuel Macron said on Tuesday that the bridge would be closed.",
    )
    assert {"a", "b"} <= told.actor("Emmanuel Macron").entities.keys()
