"""What accounts share, what one alone tells, and silence."""

import pytest

FLOOD = (
    "The river Alba flooded the town of Merrin on Monday. Mayor Ida Lund ordered the evacuation of the old quarter. "
    "A stone bridge collapsed."
)
FLOOD_TOO = (
    "The town of Merrin was flooded by the river Alba on Monday. Schools in the valley will stay closed until Friday. "
    "A stone bridge collapsed."
)


@pytest.fixture(scope="module")
def flood(compared):
    return compared(FLOOD, FLOOD_TOO)


def test_what_two_accounts_tell_alike_is_shared(flood):
    point = flood.point("A stone bridge collapsed")
    assert point.status == "shared"
    assert flood.accounts(point) == ["a", "b"]


def test_a_point_says_what_linked_it(flood):
    assert any("rare words" in reason for reason in flood.point("A stone bridge collapsed").linked_by)


def test_what_one_account_tells_is_single_and_names_no_other(flood):
    point = flood.point("ordered the evacuation")
    assert point.status == "single"
    assert flood.accounts(point) == ["a"]
    assert point.differences == ()
    assert point.linked_by == ()


def test_silence_is_not_denial(flood):
    silent = flood.point("Schools in the valley")
    assert flood.accounts(silent) == ["b"]
    assert not any(d.kind in ("polarity", "set") for point in flood.comparison.points for d in point.differences)


def test_every_claim_answers_for_at_most_one_point(flood):
    claims = [(t.article, claim) for p in flood.comparison.points for t in p.tellings for claim in t.claims]
    assert len(claims) == len(set(claims))


def test_one_clause_answers_for_one_point(compared):
    told = compared(
        "Minister Ada Roe opened the new harbour of Merrin on Monday.",
        "Minister Ada Roe opened the harbour of Merrin. The new harbour of Merrin was opened by the minister on Monday.",
    )
    shared = [point for point in told.comparison.points if len(point.tellings) > 1]
    assert len(shared) == 1


def test_the_text_of_a_point_is_a_span_of_an_account(flood):
    for point in flood.comparison.points:
        assert any(point.text in text for text in flood.texts.values())


def test_points_that_most_accounts_tell_come_first(flood):
    widths = [len(point.tellings) for point in flood.comparison.points]
    assert widths == sorted(widths, reverse=True)


def test_the_timeline_holds_past_and_planned_days(flood):
    days = [(entry.start, entry.status) for entry in flood.comparison.timeline]
    assert ("2024-05-06", "happened") in days
    assert ("2024-05-10", "planned") in days
    assert days == sorted(days)
    assert {
        t.article for entry in flood.comparison.timeline for t in entry.tellings if entry.start == "2024-05-06"
    } == {
        "a",
        "b",
    }


def test_the_story_has_its_day(flood):
    assert flood.comparison.story.when.start == "2024-05-06"
