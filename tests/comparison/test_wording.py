"""Wording: what each account calls one thing, in the outlet's own voice, with the reason where a word is loaded."""

import pytest


def rows(told, key):
    return [wording for wording in told.comparison.wording if getattr(wording, key)]


def words(row):
    """The forms of a row by account."""
    found = {}
    for form in row.forms:
        found.setdefault(form.article, []).append(form.text)
    return found


def loaded(told):
    return {(form.article, form.text) for w in told.comparison.wording for form in w.forms if form.loaded}


def titled(title, text):
    return f"{title}\n\n{text}", {"title": title}


def test_headlines_stand_against_each_other(compared):
    told = compared(
        titled("Marrow closes border", "President Ilse Marrow closed the border on Monday."),
        titled("Strongman slams door on neighbours", "President Ilse Marrow closed the border on Monday."),
        titled("Border closed", "President Ilse Marrow closed the border on Monday."),
    )
    (row,) = rows(told, "headline")
    assert words(row) == {
        "a": ["Marrow closes border"],
        "b": ["Strongman slams door on neighbours"],
        "c": ["Border closed"],
    }
    assert [form.loaded for form in row.forms] == [False, True, False]
    assert "“strongman”" in row.forms[1].reason
    assert "leader" in row.forms[1].reason


def test_a_loaded_word_has_its_reason_and_its_sources(compared):
    told = compared("The Marrow regime closed the border.", "The Marrow government closed the border.")
    (form,) = [form for w in told.comparison.wording for form in w.forms if form.loaded]
    assert form.text == "The Marrow regime"
    assert "judges a government" in form.reason
    assert "government" in form.reason
    assert "Reuters" in form.reason


def test_words_of_a_speaker_are_not_the_outlets(compared):
    told = compared('"The regime will fall," said Ada Roe. She called them "terrorists".', "Ada Roe spoke on Monday.")
    assert loaded(told) == set()


def test_the_outlets_epithet_inside_reported_speech_is_its_own(compared):
    told = compared("Officials said that the dictator Ilse Marrow would travel to Poland.")
    assert [text for _, text in loaded(told)] == ["the dictator Ilse Marrow"]


def test_a_loaded_word_within_a_known_name_judges_nothing(compared):
    told = compared(
        "Nazi Germany surrendered to the Communist Party of China.", "The Liberation Army of Norland marched on."
    )
    assert loaded(told) == set()


def test_accounts_that_only_name_somebody_are_not_set_side_by_side(compared):
    told = compared("Mr. Berg met John Kerry in the United States.", "Berg met Kerry in the U.S. on Monday.")
    assert rows(told, "actor") == []


def test_two_descriptions_of_one_actor_are_set_side_by_side(compared):
    told = compared(
        "The reclusive President Ilse Marrow closed the border on Monday.",
        "President Ilse Marrow closed the border on Monday.",
        "The popular President Ilse Marrow closed the border on Monday.",
    )
    (row,) = rows(told, "actor")
    assert words(row)["a"] == ["The reclusive President Ilse Marrow"]
    assert words(row)["c"] == ["The popular President Ilse Marrow"]


def test_a_verb_of_saying_that_judges_is_shown_with_the_others(compared):
    told = compared(
        "Ada Roe said that the bridge was safe.",
        "Ada Roe claimed that the bridge was safe.",
        "Ada Roe told reporters that the bridge was safe.",
    )
    (row,) = rows(told, "saying")
    assert told.actors[row.saying].name == "Ada Roe"
    assert {form.article: form.loaded for form in row.forms} == {"a": False, "b": True, "c": False}


def test_verbs_of_saying_that_judge_nothing_are_left_out(compared):
    told = compared("Ada Roe said that the bridge was safe.", "Ada Roe told reporters that the bridge was safe.")
    assert rows(told, "saying") == []


def test_a_passive_that_drops_the_agent_is_marked(compared):
    told = compared(
        "Soldiers killed twelve farmers in the village of Merrin on Monday.",
        "Twelve farmers were killed in the village of Merrin on Monday.",
        "Twelve farmers were killed by soldiers in the village of Merrin on Monday.",
    )
    (row,) = rows(told, "act")
    assert {form.article: (form.text, form.note) for form in row.forms} == {
        "a": ("killed", "names who did it"),
        "b": ("were killed", "does not name who did it"),
        "c": ("were killed", "names who did it"),
    }


def test_a_day_is_no_agent(compared):
    told = compared(
        "Soldiers killed twelve farmers in the village of Merrin last week.",
        "Twelve farmers in the village of Merrin were killed by Monday.",
    )
    (row,) = rows(told, "act")
    assert {form.article: form.note for form in row.forms}["b"] == "does not name who did it"


def test_two_verbs_for_one_act_are_set_side_by_side(compared):
    told = compared(
        "The police arrested twelve protesters in Merrin on Monday.",
        "The police detained twelve protesters in Merrin on Monday.",
        "The police arrested twelve protesters in Merrin on Monday.",
    )
    (row,) = rows(told, "act")
    assert words(row) == {"a": ["arrested"], "b": ["detained"], "c": ["arrested"]}


def test_one_verb_for_one_act_is_left_out(compared):
    told = compared(
        "The police arrested twelve protesters in Merrin on Monday.",
        "On Monday the police arrested twelve protesters in Merrin.",
    )
    assert rows(told, "act") == []


def test_a_hedge_that_another_account_drops_is_shown(compared):
    told = compared(
        "Twelve officers allegedly hacked the servers of the party in May.",
        "Twelve officers hacked the servers of the party in May.",
    )
    (row,) = rows(told, "hedge")
    assert {form.article: (form.text, form.note) for form in row.forms} == {
        "a": ("allegedly hacked the servers", "hedges"),
        "b": ("hacked", "does not hedge"),
    }


@pytest.mark.parametrize(
    "other",
    [
        "Twelve officers reportedly hacked the servers of the party in May.",
        "Twelve officers hacked the servers of the party in May, prosecutors said.",
        "Twelve officers met at the seat of the party in May.",
    ],
)
def test_a_hedge_that_is_kept_or_said_by_a_speaker_or_of_something_else_is_not_dropped(compared, other):
    told = compared("Twelve officers allegedly hacked the servers of the party in May.", other)
    assert rows(told, "hedge") == []


def test_loaded_words_that_no_row_holds_are_listed(compared):
    told = compared("It was a brutal winter in Merrin.", "The winter was cold in Merrin.")
    (row,) = rows(told, "elsewhere")
    assert words(row) == {"a": ["brutal"]}


def test_every_form_is_what_its_spans_say(compared):
    told = compared(
        titled("Tyrant's regime allegedly kills twelve", "The so-called president allegedly killed twelve people."),
        titled("Twelve killed", "Twelve people were killed, the tyrant claimed."),
    )
    for wording in told.comparison.wording:
        for form in wording.forms:
            for span in form.spans:
                assert " ".join(span.of(told.texts[form.article]).split()).lower() == form.text.lower()
