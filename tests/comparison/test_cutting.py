"""Very long accounts are compared as far as the bound goes, and that is said."""

import sys

from rashomon.comparison.cutting import first_claims

LONG = "The bridge in Varna closed on Monday. The mayor opened a school on Tuesday. A storm sank three boats on Friday."
SHORT = "The bridge in Varna was closed on Monday. Three boats sank in a storm on Friday."


def test_beyond_the_bound_nothing_is_kept_but_the_entities(annotate_text):
    whole = annotate_text(LONG, published="2024-05-07")
    part = first_claims(whole, 1)
    assert part.claims == whole.claims[:1]
    assert [time.start for time in part.times] == [LONG.index("Monday")]
    assert all(event.trigger.start < part.claims[0].span.end for event in part.events)
    assert part.entities == whole.entities


def test_an_account_within_the_bound_stays_as_it_is(annotate_text):
    whole = annotate_text(LONG, published="2024-05-07")
    assert first_claims(whole, len(whole.claims)) is whole


def test_a_cut_account_is_named_and_its_whole_annotation_is_written(compared, monkeypatch):
    monkeypatch.setattr(sys.modules["rashomon.comparison.compare"], "MAX_COMPARED_CLAIMS", 4)
    found = compared(LONG, SHORT).comparison
    assert [(problem.kind, problem.where) for problem in found.problems] == [("cut", "Outlet A")]
    assert len(found.articles[0].claims) > 2
    assert all(
        number in ("c1", "c2") for point in found.points for telling in point.tellings for number in telling.claims
    )
