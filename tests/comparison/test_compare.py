"""Odd sets of reports: one, none, the same twice, unrelated ones."""

import msgspec

from rashomon.comparison import compare
from rashomon.limits import MAX_ACCOUNTS

FIRE = (
    "A fire destroyed the covered market of Merrin on Monday night. Nobody was hurt. Mayor Ida Lund promised to "
    "rebuild the market within a year. The cause of the fire is not known."
)


def kinds(told):
    return [problem.kind for problem in told.comparison.problems]


def test_no_report_gives_an_empty_comparison():
    comparison = compare([])
    assert comparison.story is None
    assert comparison.points == comparison.actors == comparison.statements == comparison.events == ()


def test_one_report_stands_alone_and_says_so(compared):
    told = compared(FIRE)
    assert {point.status for point in told.comparison.points} == {"single"}
    assert kinds(told) == ["single account"]


def test_the_same_report_twice_is_one_origin(compared):
    told = compared(FIRE, FIRE)
    assert kinds(told) == ["copy"]
    assert {point.status for point in told.comparison.points} == {"shared"}
    assert {point.independent for point in told.comparison.points} == {1}


def test_unrelated_reports_are_not_forced_together(compared):
    told = compared(
        FIRE,
        "The central bank of Norway raised its interest rate by half a point on Monday. Analysts had expected a "
        "smaller step. The krone gained against the euro.",
    )
    assert kinds(told) == ["unrelated"]
    assert {point.status for point in told.comparison.points} == {"single"}


def test_a_report_without_words_costs_the_others_nothing(compared):
    told = compared(FIRE, "\n")
    assert {t.article for point in told.comparison.points for t in point.tellings} == {"a"}


def test_more_accounts_than_the_bound_are_named(annotate_text):
    one = annotate_text("A bell rang in Merrin.", id="a", published="2024-05-07")
    many = [
        msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, id=str(n)))
        for n in range(MAX_ACCOUNTS + 1)
    ]
    comparison = compare(many)
    assert len(comparison.articles) == MAX_ACCOUNTS
    assert [problem.limit for problem in comparison.problems if problem.kind == "left out"] == ["MAX_ACCOUNTS"]


def test_problems_of_reading_are_kept(compared, annotate_text):
    from rashomon.model import Problem

    problem = Problem(what="could not be read", where="b.txt")
    assert problem in compare([annotate_text(FIRE)], problems=[problem]).problems


def test_the_order_of_other_items_does_not_change_the_bytes(annotate_text):
    accounts = [annotate_text(FIRE, id="a"), annotate_text(FIRE.replace("Monday", "Sunday"), id="b")]
    assert msgspec.json.encode(compare(accounts)) == msgspec.json.encode(compare(accounts))
