"""Amounts of two tellings: which answer each other, and whether both can hold."""

import pytest


@pytest.mark.parametrize(
    ("one", "other", "values", "compatible"),
    [
        ("{} people were aboard the ferry when it sank.", ("41", "44"), ("41", "44"), False),
        ("The strike at the port of Merrin went on for {}.", ("19 hours", "two days"), ("19 hours", "two days"), False),
        ("The strike at the port went on for {}.", ("three weeks", "more than ten days"), None, True),
        (
            "The fire burned {} of pine forest near Merrin.",
            ("4,900 acres", "1,800 hectares"),
            ("4,900", "1,800"),
            False,
        ),
        ("Shares in the shipyard of Merrin fell by {}.", ("6 percent", "4 percent"), ("6 percent", "4 percent"), False),
        ("Shares in the shipyard of Merrin fell by {}.", ("a fifth", "21 percent"), ("a fifth", "21 percent"), True),
        (
            "The bridge of Merrin will cost {}.",
            ("$1.9 billion", "£1.5 billion"),
            ("$1.9 billion", "£1.5 billion"),
            None,
        ),
        ("The senate passed the harbour law {}.", ("31-28", "31 to 27"), ("31-28", "31 to 27"), False),
        ("The captain, Olga Marrow, {}, was arrested in Merrin.", ("41", "43"), ("41", "43"), False),
        ("It was the {} launch of the year from the island of Tarn.", ("fifth", "sixth"), ("fifth", "sixth"), False),
        ("{} people marched through Merrin on Monday.", ("Several", "40"), ("Several", "40"), True),
        (
            "{} signed the fishing treaty in Merrin.",
            ("194 states", "Nearly 200 countries"),
            ("194", "Nearly 200"),
            True,
        ),
    ],
)
def test_amounts_that_differ(compared, one, other, values, compatible):
    told = compared(*(one.format(amount) for amount in other))
    assert told.difference("number").compatible is compatible
    if values:
        assert tuple(told.values("number").values()) == values


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("The harbour of Merrin was closed for {}.", ("three months", "90 days")),
        ("The fire burned {} of forest near Merrin.", ("4,900 acres", "1,980 hectares")),
        ("The pirates may be jailed for {}.", ("up to 15 years", "15 years")),
        ("{} fishermen were rescued off Cape Tarn on Monday.", ("A dozen", "About 12")),
        ("The senate passed the harbour law {}.", ("by 31 votes to 28", "31-28")),
        ("Turnout in Merrin was {} on Sunday.", ("82 percent", "82")),
        ("The envoy and {} were killed in Merrin.", ("four others", "4 others")),
    ],
)
def test_one_amount_in_two_forms_is_no_difference(compared, text, amounts):
    told = compared(*(text.format(amount) for amount in amounts))
    assert told.differences("number") == []


def test_people_under_two_names_are_one_count(compared):
    told = compared(
        "31 passengers of the ferry were missing on Monday after it sank off Cape Tarn.",
        "28 people of the ferry were missing on Monday after it sank off Cape Tarn.",
    )
    assert told.values("number") == {"a": "31", "b": "28"}


def test_a_total_and_its_parts_are_compatible(compared):
    told = compared(
        "The ferry sank off Cape Tarn on Monday with 231 people on board.",
        "The ferry sank off Cape Tarn on Monday with 219 passengers and 12 sailors on board.",
    )
    assert told.values("number") == {"a": "231", "b": "219 passengers and 12"}
    assert told.difference("number").compatible is True
    assert "add up" in told.difference("number").note


def test_figures_of_different_things_in_one_clause_are_not_compared(compared):
    told = compared(
        "Duties of 25 percent on steel and 10 percent on copper were imposed by Velmar.",
        "Duties of 25 percent on steel were imposed by Velmar, which sells 60 percent of its copper.",
    )
    assert told.differences("number") == []


def test_a_change_is_no_level(compared):
    told = compared(
        "The bank of Velmar raised its rate to 4 percent on Monday.",
        "The bank of Velmar raised its rate by 0.5 percent on Monday.",
    )
    assert told.differences("number") == []


def test_people_and_things_are_not_compared(compared):
    told = compared(
        "The navy of Velmar seized 12 rifles on the ferry to Tarn on Monday.",
        "The navy of Velmar seized 8 soldiers on the ferry to Tarn on Monday.",
    )
    assert told.differences("number") == []
