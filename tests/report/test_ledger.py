"""The ledger of the page: who does what to whom, by pairs of actors, over time."""

from __future__ import annotations

import lxml.html as lxml_html
import msgspec
from tests.report.sample import sample

from rashomon.model import Actor, Comparison, EventTelling, JoinedEvent, Links, When
from rashomon.report import to_html
from rashomon.report.view.index import Index
from rashomon.report.view.ledger import MAX_PAIRS, Ledger, build_ledger

COURIER, WIRE = EventTelling("courier", "v1"), EventTelling("wire", "v1")
MINISTER = Actor("b1", "the Velmar minister", "person", Links(iso3="VLM"), {})
QUAY = Actor("b2", "the old quay", "place", Links(), {})
CROWD = tuple(Actor(f"c{number}", f"Envoy {number}", "person", Links(), {}) for number in range(4))


def event(
    number: int, actors: tuple[str, ...], others: tuple[str, ...], day: str | None, *tellings: EventTelling
) -> JoinedEvent:
    when = When(day, day) if day else None
    return JoinedEvent(f"y{number}", "CONSULT", "happened", actors, others, when, None, tellings or (COURIER,))


def ledger(*events: JoinedEvent) -> Ledger:
    return build_ledger(Index(given(*events)))


def given(*events: JoinedEvent) -> Comparison:
    comparison = sample()
    return msgspec.structs.replace(comparison, events=events, actors=(*comparison.actors, MINISTER, QUAY, *CROWD))


def test_events_stand_by_pairs_in_the_order_of_time() -> None:
    told = ledger(
        event(1, ("a3",), ("a1",), None),
        event(2, ("a1",), ("a3",), "2031-06-09"),
        event(3, ("a3",), ("a1",), "2031-06-03"),
        event(4, ("a5",), ("a3",), "2031-06-01"),
    )
    assert [pair.title for pair in told.pairs] == ["Oto Brandt and Velmar", "Oto Brandt and Pell Orrin"]
    assert [relation.when for relation in told.pairs[0].relations] == ["3 Jun 2031", "9 Jun 2031", None]


def test_who_acts_for_a_state_counts_as_that_state() -> None:
    (pair,) = ledger(event(1, ("b1",), ("a3",), None), event(2, ("a1",), ("a3",), None)).pairs
    assert pair.title == "Oto Brandt and Velmar"
    assert [relation.actors for relation in pair.relations] == [("the Velmar minister",), ("Velmar",)]
    (own,) = ledger(event(1, ("b1",), ("a1",), None)).pairs
    assert own.title == "Within Velmar"


def test_pairs_that_more_accounts_tell_of_come_first_and_one_side_alone_comes_last() -> None:
    told = ledger(
        event(1, ("a2",), (), None, COURIER, WIRE),
        event(2, ("a5",), ("a3",), None),
        event(3, ("a3",), ("a1",), None, COURIER, WIRE),
    )
    assert [(pair.title, pair.accounts) for pair in told.pairs] == [
        ("Oto Brandt and Velmar", 2),
        ("Oto Brandt and Pell Orrin", 1),
        ("Ilse Marrow alone", 2),
    ]


def test_what_two_do_with_each_other_is_one_relation() -> None:
    (pair,) = ledger(event(1, ("a1", "a3"), ("a1", "a3"), None)).pairs
    assert pair.title == "Oto Brandt and Velmar"
    assert pair.relations[0].is_mutual


def test_a_scene_is_no_side_where_somebody_is_named() -> None:
    (pair,) = ledger(event(1, ("a3",), ("a1", "b2"), None)).pairs
    assert pair.title == "Oto Brandt and Velmar"


def test_many_together_are_listed_once() -> None:
    crowd = tuple(actor.id for actor in CROWD)
    assert len(crowd) * (len(crowd) - 1) / 2 > MAX_PAIRS
    (pair,) = ledger(event(1, crowd, crowd, None)).pairs
    assert (pair.title, len(pair.relations)) == ("Many together", 1)


def test_the_page_shows_the_ledger_as_lists_that_open_without_a_script() -> None:
    page = lxml_html.fromstring(to_html(given(event(1, ("a3",), ("a1",), "2031-06-09"))))
    (pair,) = page.xpath("//div[@class='item pair']")
    assert pair.xpath("details/summary//bdi/text()") == ["Oto Brandt and Velmar"]
    (deed,) = pair.xpath(".//ol/li")
    words = " ".join(deed.text_content().split())
    assert words.startswith("9 Jun 2031 Oto Brandt → Velmar · consult")
    assert deed.xpath(".//a[@class='let']/text()") == ["A"]
    assert "meets, visits" in page.get_element_by_id("actors").text_content()
