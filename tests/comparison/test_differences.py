"""Differences are typed, show their values, and say whether both can hold."""

import pytest


def test_a_dozen_and_12_are_no_difference(compared):
    told = compared(
        "A dozen fishermen were rescued off Cape Tarn on Monday.", "12 fishermen were rescued off Cape Tarn on Monday."
    )
    assert told.point("fishermen").status == "shared"
    assert told.differences("number") == []


def test_two_dozen_and_26_differ_but_can_be_one_number(compared):
    told = compared(
        "Two dozen delegations will attend the harbour conference in Merrin.",
        "26 delegations will attend the harbour conference in Merrin.",
    )
    assert told.values("number") == {"a": "Two dozen", "b": "26"}
    assert told.difference("number").compatible is True


def test_12_and_40_do_not_overlap(compared):
    told = compared(
        "12 people were injured when the bridge of Merrin collapsed.",
        "40 people were injured when the bridge of Merrin collapsed.",
    )
    assert told.values("number") == {"a": "12", "b": "40"}
    assert told.difference("number").compatible is False


def test_numbers_of_different_things_are_not_compared(compared):
    told = compared(
        "The bridge of Merrin collapsed under 3 trucks on Monday.",
        "The bridge of Merrin collapsed after 40 years on Monday.",
    )
    assert told.differences("number") == []


def test_two_days_for_one_thing_are_a_difference_of_date(compared):
    told = compared(
        "The trial of the banker Otto Brand will begin in Merrin on 3 June.",
        "The trial of the banker Otto Brand will begin in Merrin on 10 June.",
    )
    assert told.values("date") == {"a": "2024-06-03", "b": "2024-06-10"}


def test_a_month_and_a_day_in_it_are_no_difference(compared):
    told = compared(
        "The trial of the banker Otto Brand will begin in Merrin in June.",
        "The trial of the banker Otto Brand will begin in Merrin on 10 June.",
    )
    assert told.point("trial").status == "shared"
    assert told.differences("date") == []


def test_a_name_may_be_spelled_in_two_ways(compared):
    told = compared(
        "Governor Sergei Malenko resigned on Monday after the strike at the port of Tarn.",
        "Governor Sergey Malenko resigned on Monday after the strike at the port of Tarn.",
    )
    assert [value.value.split()[-2:] for value in told.difference("name").values] == [
        ["Sergei", "Malenko"],
        ["Sergey", "Malenko"],
    ]
    assert told.difference("name").compatible is True


def test_a_title_in_another_form_is_no_other_spelling(compared):
    told = compared(
        "Kenyan President Barasa Kilonzi opened the harbour of Merrin on Monday.",
        "Kenya's President Barasa Kilonzi opened the harbour of Merrin on Monday.",
    )
    assert told.differences("name") == []


def test_lists_of_which_one_is_longer_differ_as_sets(compared):
    told = compared(
        "The presidents of Chile, Peru and Bolivia signed the fishing treaty on Monday.",
        "The presidents of Chile and Peru signed the fishing treaty on Monday.",
    )
    assert told.values("set") == {"a": "Chile, Peru, Bolivia", "b": "Chile, Peru"}
    assert told.difference("set").compatible is True


def test_not_in_one_account_is_a_difference_of_polarity(compared):
    told = compared(
        "The union of dockers accepted the offer of the port of Tarn on Monday.",
        "The union of dockers did not accept the offer of the port of Tarn on Monday.",
    )
    assert told.values("polarity") == {"a": "affirmed", "b": "denied"}
    assert told.difference("polarity").compatible is None


def test_planned_in_one_account_and_done_in_the_other_is_a_difference_of_status(compared):
    told = compared(
        "President Ilse Marrow opened the new hospital in Merrin.",
        "President Ilse Marrow will open the new hospital in Merrin.",
    )
    assert told.values("status") == {"a": "happened", "b": "planned"}
    assert told.difference("status").compatible is None


def test_one_claim_in_two_mouths_is_a_difference_of_attribution(compared):
    told = compared(
        "The old bridge of Merrin must be closed for repairs, Mayor Ida Lund said.",
        "The old bridge of Merrin must be closed for repairs, engineer Paul Okoro said.",
    )
    assert told.values("attribution") == {"a": "Ida Lund", "b": "Paul Okoro"}


def test_two_wordings_of_one_quotation_are_a_difference_of_wording(compared):
    told = compared(
        'Mayor Ida Lund spoke in Merrin. "We will rebuild the bridge before the winter comes," Lund said.',
        'Mayor Ida Lund spoke in Merrin. "We shall rebuild this bridge before winter," Lund said.',
    )
    difference = next(d for d in told.differences("wording") if all("rebuild" in value.value for value in d.values))
    assert difference.compatible is True
    assert "quote" in difference.note


def test_equal_quotations_do_not_differ(compared):
    text = 'Mayor Ida Lund spoke in Merrin. "We will rebuild the bridge before the winter comes," Lund {}.'
    told = compared(text.format("said"), text.format("told reporters"))
    assert told.differences("wording") == []


def test_a_loaded_word_is_a_difference_of_wording(compared):
    told = compared(
        "The regime of Velmar closed the border with Sundria on Monday.",
        "The government of Velmar closed the border with Sundria on Monday.",
    )
    assert any("regime" in value.value for value in told.difference("wording").values)
    assert "judgement" in told.difference("wording").note


def test_three_accounts_show_the_values_of_all(compared):
    told = compared(
        "12 people were injured when the bridge of Merrin collapsed.",
        "40 people were injured when the bridge of Merrin collapsed.",
        "15 people were injured when the bridge of Merrin collapsed.",
    )
    assert told.values("number") == {"a": "12", "b": "40", "c": "15"}


@pytest.mark.parametrize("word", ["contradict", "false", "lie", "wrong"])
def test_notes_are_calm(compared, word):
    told = compared(
        "12 people were injured when the bridge of Merrin collapsed.",
        "40 people were injured when the bridge of Merrin collapsed.",
    )
    assert word not in told.difference("number").note.lower()
