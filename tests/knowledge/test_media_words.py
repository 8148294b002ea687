"""What reports call a news medium that no file lists, and state media without a name."""

import pytest

from rashomon.knowledge.media_words import medium_called_at, state_media_sort


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("the news agency Norpress reported", "Norpress", "agency"),
        ("told the Norpress news agency that", "Norpress", "agency"),
        ("told the Norpress news agency that", "the Norpress news agency", "agency"),
        ("the daily Tidende wrote", "Tidende", "outlet"),
        ("the daily Tidende wrote", "the daily Tidende", "outlet"),
        ("Fjord News Agency said", "Fjord News Agency", "agency"),
        ("Fjord Television said", "Fjord Television", "outlet"),
        ("NORPORT (Norpress) — The ferry sank.", "Norpress", "agency"),
        ("NORPORT, 2 Sept (AFP, Norpress) - The ferry sank.", "Norpress", "agency"),
        ("the space agency Norspace said", "Norspace", None),
        ("The union (NHU) — the largest of all — said. (Norpress) — no", "Norpress", None),
        ("television", "television", None),
    ],
)
def test_what_a_name_is_called(text, name, kind):
    start = text.index(name)
    assert medium_called_at(text, start, start + len(name)) == kind


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("state media", "media"),
        ("the official news agency", "agency"),
        ("state-run television", "television"),
        ("government newspapers", "newspapers"),
        ("national television", None),
        ("the state", None),
    ],
)
def test_state_media_without_a_name(text, sort):
    assert state_media_sort(text) == sort
