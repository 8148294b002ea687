"""Lists in two tellings: what their members are, and what they have in common."""

import pytest


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            "Velmar put duties on products as varied as bourbon and lawn mowers.",
            "Velmar put duties on bourbon, orange juice and riding mowers.",
            ("bourbon, lawn mowers", "bourbon, orange juice, riding mowers"),
        ),
        (
            "Senators Ida Lund, Otto Brand and Paul Okoro voted against the harbour law.",
            "Senators Ida Lund, Otto Brand, Olga Marrow and Paul Okoro voted against the harbour law.",
            ("Senators Ida Lund, Otto Brand, Paul Okoro", "Senators Ida Lund, Otto Brand, Olga Marrow, Paul Okoro"),
        ),
        (
            "Nine leaders have accepted, including those of Chile, Peru and Bolivia.",
            "Nine leaders have accepted, among them those of Ecuador, Peru, Chile and Bolivia.",
            ("Chile, Peru, Bolivia", "Ecuador, Peru, Chile, Bolivia"),
        ),
    ],
)
def test_lists_of_which_one_has_more_differ(compared, one, other, values):
    told = compared(one, other)
    assert tuple(told.values("set").values()) == values
    assert told.difference("set").compatible is True


def test_one_who_does_alone_what_several_do_in_the_other_account(compared):
    told = compared(
        "President Ida Lund and President Otto Brand signed the fishing treaty in Merrin.",
        "President Ida Lund signed the fishing treaty in Merrin.",
    )
    assert told.values("set") == {"a": "President Ida Lund, President Otto Brand", "b": "President Ida Lund"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chile, Peru and Bolivia signed the fishing treaty.", "Bolivia, Chile and Peru signed the fishing treaty."),
        (
            "The mayor lost two seats, on the Harbour and Roads committees, on Monday.",
            "The mayor lost his seats on two committees, Harbour and Roads, on Monday.",
        ),
        (
            "Ida Lund, a former judge and mayor of Merrin, resigned on Monday.",
            "Ida Lund, a former senator and banker, resigned on Monday.",
        ),
        (
            "The minister of roads, ports and bridges opened the harbour of Merrin.",
            "The minister opened the harbour of Merrin.",
        ),
    ],
)
def test_what_is_one_list_or_none_is_no_difference(compared, one, other):
    assert compared(one, other).differences("set") == []
