"""Events of invented sentences about real states."""

from __future__ import annotations

import hashlib
import sys
from typing import NamedTuple

import pytest

from rashomon.annotation.coreference.resolving import resolve_coreference
from rashomon.annotation.entities.finding import find_entities
from rashomon.annotation.entities.located import locate_entities
from rashomon.annotation.events.finding import find_events
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.parse import parse_articles
from rashomon.annotation.places.finding import find_places
from rashomon.annotation.times.finding import find_times
from rashomon.knowledge import load_knowledge
from rashomon.model import Article, Entity, Event, Span, Statement


class Read(NamedTuple):
    text: str
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]


def annotated(text: str, statements: tuple[Statement, ...] = ()) -> Read:
    article = Article(id="a", text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    knowledge = load_knowledge()
    parse = next(iter(parse_articles([article])))
    entities = resolve_coreference(parse, find_entities(parse, knowledge), knowledge)
    places = find_places(parse, MentionIndex(parse.doc, entities), knowledge)
    entities = locate_entities(entities, places)
    mentions = MentionIndex(parse.doc, entities)
    events = find_events(parse, mentions, find_times(parse), places, statements, knowledge)
    return Read(text, entities, events)


def coded(text: str) -> list[tuple[str, str | None, str, set[str], set[str]]]:
    annotation = annotated(text)
    iso3 = {entity.id: entity.links.iso3 for entity in annotation.entities}

    def states(ids: tuple[str, ...]) -> set[str]:
        return {code for entity_id in ids if (code := iso3[entity_id])}

    return [(e.type, e.mode, e.status, states(e.actors), states(e.recipients)) for e in annotation.events]


def first(text: str) -> tuple[str, str | None, str, set[str], set[str]]:
    return coded(text)[0]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Egypt suspended aid to Sudan.", "SANCTION", {"EGY"}, {"SDN"}),
        ("Brazil sent food to Haiti.", "AID", {"BRA"}, {"HTI"}),
        ("Syria expelled the ambassador of Turkey.", "SANCTION", {"SYR"}, {"TUR"}),
        ("Norway condemned Sweden over the new tax.", "ACCUSE", {"NOR"}, {"SWE"}),
        ("Spain paid a visit to Portugal.", "CONSULT", {"ESP"}, {"PRT"}),
        ("Peru apologised to Chile.", "SUPPORT", {"PER"}, {"CHL"}),
        ("Kenya was attacked by Somalia.", "ASSAULT", {"SOM"}, {"KEN"}),
        ("Brazil said Argentina must return the ship.", "REQUEST", {"BRA"}, {"ARG"}),
        ("Belgium called on Hungary to release the journalist.", "REQUEST", {"BEL"}, {"HUN"}),
        ("Peru refused to extradite the former minister to Chile.", "REJECT", {"PER"}, {"CHL"}),
        ("Denmark threatened to impose sanctions on Iran.", "THREATEN", {"DNK"}, {"IRN"}),
        ("Italy will send food to Libya.", "AGREE", {"ITA"}, {"LBY"}),
        ("Italy withdrew its troops from Libya.", "RETREAT", {"ITA"}, {"LBY"}),
        ("Italy deployed troops to Libya.", "MOBILIZE", {"ITA"}, {"LBY"}),
        ("Norway joined Sweden in imposing sanctions on Belarus.", "SANCTION", {"NOR", "SWE"}, {"BLR"}),
    ],
)
def test_type_and_roles(text: str, type_: str, actors: set[str], recipients: set[str]) -> None:
    found = first(text)
    assert (found[0], found[3], found[4]) == (type_, actors, recipients)


def test_all_sides_of_talks_take_part() -> None:
    for text in ("France and Germany signed a treaty in Berlin.", "Talks between France and Germany ended."):
        found = first(text)
        assert found[3] | found[4] == {"FRA", "DEU"}


def test_accusation_comes_first_and_its_content_is_not_told_as_fact() -> None:
    events = coded("Ukraine accused Russia of bombing a hospital.")
    assert events[0][0] == "ACCUSE"
    assert all(event[2] == "possible" for event in events[1:])


@pytest.mark.parametrize(
    ("text", "mode", "status"),
    [
        ("The president of France will attend the summit in Madrid.", "attend", "planned"),
        ("The president of France attended the summit in Madrid.", "attend", "happened"),
        ("Spain invited the president of France to the summit.", "invite", "happened"),
        ("The president of France is expected to attend the summit.", "expect", "planned"),
        ("Spain declined an invitation to the summit.", "decline", "happened"),
        ("Spain will not attend the summit in Minsk.", "decline", "happened"),
        ("Spain urged France not to attend the summit in Minsk.", "dissuade", "happened"),
        ("Spain asked France to refrain from attending the summit.", "dissuade", "happened"),
        ("India sent its foreign minister to the summit in Madrid.", "send", "happened"),
    ],
)
def test_modes_of_participation(text: str, mode: str, status: str) -> None:
    assert first(text)[1:3] == (mode, status)


def test_who_takes_part_is_found_in_lists_and_beside() -> None:
    listed = first("Leaders attending the summit will include Spain, Peru and Chad.")
    assert (listed[1], listed[2], listed[3]) == ("attend", "planned", {"ESP", "PER", "TCD"})
    beside = first("Spain invited France to the summit, along with Peru.")
    assert (beside[1], beside[4]) == ("invite", {"FRA", "PER"})


def test_mere_saying_is_no_event() -> None:
    assert coded("The president of Peru said that the weather is fine.") == []


def test_captions_and_credits_hold_no_events() -> None:
    text = "Egypt suspended aid to Sudan.\n\nRelated: Kenya attacks Somalia\n"
    assert [event[0] for event in coded(text)] == ["SANCTION"]


def test_spans_place_time_and_statement() -> None:
    text = 'Egypt suspended aid to Sudan on 3 May 2021. "Peru attacked Chile in Lima," the president of Brazil said.'
    said = Span(text.index("Peru"), text.index(',"'))
    statement = Statement("s1", (said,), None, None, None, "direct", None)
    annotation = annotated(text, (statement,))
    events: dict[str, Event] = {event.type: event for event in annotation.events}
    sanction, assault = events["SANCTION"], events["ASSAULT"]
    assert sanction.trigger.of(text) == "suspended"
    assert sanction.span.of(text).startswith("Egypt suspended aid")
    assert sanction.time is not None
    assert assault.place is not None
    assert (sanction.statement, assault.statement) == (None, "s1")
    assert [event.id for event in annotation.events] == ["v1", "v2"]


def test_the_same_text_gives_the_same_events() -> None:
    text = "Egypt and Sudan held talks in Cairo. Kenya, Chad and Niger condemned the talks."
    assert annotated(text).events == annotated(text).events


@pytest.mark.parametrize(
    ("text", "mode", "status", "actors"),
    [
        ("Japan was represented by its ambassador at the ceremony.", "send", "happened", {"JPN"}),
        ("Japan will be represented by its ambassador at the ceremony.", "send", "planned", {"JPN"}),
        ("Japan was not represented at the ceremony.", "send", "denied", {"JPN"}),
        ("Japan sent its ambassador.", "send", "happened", {"JPN"}),
        ("France did not attend the summit.", "attend", "denied", {"FRA"}),
        ("France will not attend the summit.", "decline", "happened", {"FRA"}),
        ("France accepted the invitation.", "attend", "planned", {"FRA"}),
        ("France was absent from the ceremony.", "attend", "denied", {"FRA"}),
        ("France stayed away from the ceremony.", "decline", "happened", {"FRA"}),
        ("France will skip the summit.", "decline", "happened", {"FRA"}),
        ("France did not send anyone to the summit.", "send", "denied", {"FRA"}),
        ("France pulled out of the conference.", "decline", "happened", {"FRA"}),
        ("The Czech president opened the ceremony.", "attend", "happened", {"CZE"}),
        ("Nigeria hosted the talks in May.", "host", "happened", {"NGA"}),
    ],
)
def test_who_comes_is_sent_or_stays_away(text: str, mode: str, status: str, actors: set[str]) -> None:
    coding = first(text)
    assert (coding[1], coding[2], coding[3]) == (mode, status, actors)


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake killed 12 people in Pakistan.",
        "A typhoon destroyed houses in Japan.",
        "France told its partners that it will pay its share.",
    ],
)
def test_mishaps_and_tellings_are_no_events(text: str) -> None:
    assert coded(text) == []


def test_headline_leaves_out_the_auxiliary() -> None:
    coding = first("Twenty Indian soldiers killed in clash")
    assert (coding[0], coding[3], coding[4]) == ("ASSAULT", set(), {"IND"})


def test_a_dateline_takes_no_part() -> None:
    coding = first("OSLO, Norway (AP) - Sweden accused Russia of spying on its fleet on Monday, an official said.")
    assert (coding[0], coding[3], coding[4]) == ("ACCUSE", {"SWE"}, {"RUS"})


def test_time_and_place_of_a_clause_beside_are_not_those_of_the_event() -> None:
    read = annotated("The French president, who arrived in Cuba on Saturday, met the king of Spain in Lima on Monday.")
    met = next(event for event in read.events if read.text[event.trigger.start : event.trigger.end] == "met")
    names = {entity.id: entity.name for entity in read.entities}
    assert met.place is not None
    assert names[met.place] == "Lima"
    assert met.time == "t2"


def test_where_parties_sign_is_no_party() -> None:
    assert first("Japan and India signed a treaty in Switzerland.")[3:] == ({"JPN", "IND"}, {"JPN", "IND"})
    assert first("Japan signed a treaty in Switzerland.")[3:] == ({"JPN"}, set())


def test_two_with_their_titles_act_together() -> None:
    assert first("President Donald Trump and Norwegian Prime Minister Erna Solberg signed a joint document.")[3] == {
        "USA",
        "NOR",
    }


def test_several_under_one_name_meet() -> None:
    assert first("French and German ministers met in Lima.")[0] == "CONSULT"
    assert coded("The French minister met in Lima.") == []


def test_a_strike_is_not_by_its_scene() -> None:
    assert first("An air strike on a market in Ethiopia killed nine soldiers.")[3] == set()
    assert first("A Russian air strike on a market in Ukraine killed nine soldiers.")[3] == {"RUS"}


def test_a_vow_not_to_is_a_refusal() -> None:
    assert first("France vowed not to withdraw its troops.")[0] == "REJECT"


def test_the_beginning_of_a_span_is_not_the_time_of_the_event() -> None:
    assert annotated("France has sanctioned Russia since 2014.").events[0].time is None


@pytest.mark.parametrize(
    ("text", "type_", "status", "actors", "recipients"),
    [
        # passives
        ("Sanctions were imposed on Belarus by Norway.", "SANCTION", "happened", {"NOR"}, {"BLR"}),
        ("Iran was accused by Iraq of smuggling weapons.", "ACCUSE", "happened", {"IRQ"}, {"IRN"}),
        ("Two Peruvian diplomats have been expelled from Chile.", "SANCTION", "happened", set(), {"PER"}),
        # nouns, with their possessor, "by" or "of"
        ("Jordan's invitation to the king of Morocco came late.", "CONSULT", "happened", {"JOR"}, {"MAR"}),
        ("The withdrawal of Italian troops from Libya began.", "RETREAT", "happened", {"ITA"}, {"LBY"}),
        ("The visit of the king of Spain to Peru ended.", "CONSULT", "happened", {"ESP"}, {"PER"}),
        # nouns of will, with what is willed
        ("Hanoi's push to repatriate Laotian workers continued.", "RETREAT", "possible", {"VNM"}, {"LAO"}),
        ("Kenya's decision to expel the Somali ambassador is final.", "SANCTION", "planned", {"KEN"}, {"SOM"}),
        ("Norway's refusal to extradite the banker to Iceland stands.", "REJECT", "happened", {"NOR"}, {"ISL"}),
        # light verbs
        ("Portugal paid a visit to Brazil.", "CONSULT", "happened", {"PRT"}, {"BRA"}),
        ("Uganda issued a warning to Rwanda.", "THREATEN", "happened", {"UGA"}, {"RWA"}),
        # several together
        ("Chile, Peru and Bolivia condemned Argentina.", "ACCUSE", "happened", {"CHL", "PER", "BOL"}, {"ARG"}),
        ("Latvia joined with Estonia to expel Russian diplomats.", "SANCTION", "happened", {"LVA", "EST"}, {"RUS"}),
        ("The presidents of Kenya and Uganda met in Kampala.", "CONSULT", "happened", {"KEN", "UGA"}, {"KEN", "UGA"}),
        ("Kenya and Uganda exchanged fire across the border.", "ASSAULT", "happened", {"KEN", "UGA"}, {"KEN", "UGA"}),
        ("Kenyan and Somali soldiers clashed on Monday.", "ASSAULT", "happened", {"KEN", "SOM"}, {"KEN", "SOM"}),
        # negation
        ("Turkey never sent weapons to Libya.", "AID", "denied", {"TUR"}, {"LBY"}),
        ("No Russian soldiers attacked Georgia.", "ASSAULT", "denied", {"RUS"}, {"GEO"}),
        ("Spain has no plans to recognise Kosovo.", "SUPPORT", "denied", {"ESP"}, {"XKX"}),
        # prepositions
        ("France sent troops to Mali.", "MOBILIZE", "happened", {"FRA"}, {"MLI"}),
        ("France sent troops against rebels in Mali.", "MOBILIZE", "happened", {"FRA"}, {"MLI"}),
        ("France sent troops to help Mali.", "AID", "happened", {"FRA"}, {"MLI"}),
        ("France withdrew troops from Mali to Niger.", "RETREAT", "happened", {"FRA"}, {"MLI"}),
        # what one sends or recalls is no recipient
        ("Belarus recalled its ambassador.", "SANCTION", "happened", {"BLR"}, set()),
        ("Denmark will not send its Danish troops.", "MOBILIZE", "denied", {"DNK"}, set()),
    ],
)
def test_forms_in_which_an_event_is_told(
    text: str, type_: str, status: str, actors: set[str], recipients: set[str]
) -> None:
    found = first(text)
    assert (found[0], found[2], found[3], found[4]) == (type_, status, actors, recipients)


def test_who_is_said_to_be_the_one_who_does_it_does_it() -> None:
    attends = first("Mongolia's president was among the leaders who attended the parade in Hanoi.")
    assert (attends[1], attends[3]) == ("attend", {"MNG"})
    assert first("Chad was the only state that condemned Niger.")[3:] == ({"TCD"}, {"NER"})
    others = coded("Chad met the ministers who attended the parade.")
    assert [event[3] for event in others if event[1] == "attend"] == [set()]


def test_the_means_of_a_threat_are_no_recipient() -> None:
    assert first("If Egypt sends troops to Libya, Turkey will respond with force.")[3:] == ({"TUR"}, set())


def test_who_is_not_named_is_asked_and_not_the_host() -> None:
    (request,) = coded("Canada called on others not to attend the summit in Minsk.")
    assert request == ("REQUEST", "dissuade", "happened", {"CAN"}, set())


@pytest.mark.parametrize(
    "text",
    [
        "The Danish president told reporters to wait outside.",
        "There are no such plans, France said.",
    ],
)
def test_what_is_no_request_and_no_plan_is_no_event(text: str) -> None:
    assert coded(text) == []


def test_a_deed_that_is_welcomed_is_an_event_too() -> None:
    welcome, visit = coded("Kenya welcomed Japan's visit to Chad.")
    assert (welcome[0], welcome[3], welcome[4]) == ("SUPPORT", {"KEN"}, {"JPN"})
    assert (visit[0], visit[1], visit[3], visit[4]) == ("CONSULT", "visit", {"JPN"}, {"TCD"})


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # Who gives and who gets, turned round by the verb
        ("The plan drew criticism from Chile.", [("ACCUSE", {"CHL"}, set())]),
        ("Peru's plan drew criticism from Chile.", [("ACCUSE", {"CHL"}, {"PER"})]),
        ("Sweden received aid from Norway.", [("AID", {"NOR"}, {"SWE"})]),
        ("Bolivia won support from Peru.", [("SUPPORT", {"PER"}, {"BOL"})]),
        # A preposition turns the role: troops to, troops against
        ("Chad sent troops to Niger to fight against Mali.", [("MOBILIZE", {"TCD"}, {"MLI"})]),
        ("Chad sent troops to Niger to help it fight Mali.", [("AID", {"TCD"}, {"NER"})]),
        ("Niger used Chadian troops against Mali.", [("ASSAULT", {"NER"}, {"MLI"})]),
        ("Chilean warships sailed into the strait near Peru.", [("MOBILIZE", {"CHL"}, {"PER"})]),
        # The doer of a deed, wherever it stands
        (
            "Denmark condemned the bombing of Kenya by Somalia.",
            [("ACCUSE", {"DNK"}, {"SOM"}), ("ASSAULT", {"SOM"}, {"KEN"})],
        ),
        # A strike and those who were killed in it are one event
        ("Ten people were killed in a Syrian strike on Lebanon.", [("ASSAULT", {"SYR"}, {"LBN"})]),
        ("Syrian strikes on Lebanon killed ten people.", [("ASSAULT", {"SYR"}, {"LBN"})]),
        ("Teachers in Peru began a strike on Monday.", [("PROTEST", {"PER"}, set())]),
        # All do it to all
        ("Peru and Chile accused each other of spying.", [("ACCUSE", {"PER", "CHL"}, {"PER", "CHL"})]),
        ("Peru and Chile exchanged prisoners.", [("RETREAT", {"PER", "CHL"}, {"PER", "CHL"})]),
        ("A treaty between Peru and Chile was signed in Lima.", [("SUPPORT", {"PER", "CHL"}, {"PER", "CHL"})]),
        # Several together
        ("Spain, together with Portugal, imposed sanctions on Iran.", [("SANCTION", {"ESP", "PRT"}, {"IRN"})]),
        ("France, along with Spain, sent weapons to Chad.", [("AID", {"FRA", "ESP"}, {"TCD"})]),
        ("Greece, as well as Cyprus, criticised Turkey.", [("ACCUSE", {"GRC", "CYP"}, {"TUR"})]),
        # What nobody plans is no event
        ("Peru has no such plans, its foreign ministry said.", []),
        ("Turkey blocked Sweden's bid to join the alliance.", [("REJECT", {"TUR"}, {"SWE"})]),
        ("Turkey dropped its veto on the membership of Sweden.", [("CONCEDE", {"TUR"}, {"SWE"})]),
        ("Iran vowed revenge on Israel.", [("THREATEN", {"IRN"}, {"ISR"})]),
        ("Japan sent rescuers to Nepal.", [("AID", {"JPN"}, {"NPL"})]),
        ("France will send instructors to Chad.", [("AGREE", {"FRA"}, {"TCD"})]),
        ("The premier of Japan had a phone call with the king of Spain.", [("CONSULT", {"JPN"}, {"ESP"})]),
    ],
)
def test_who_does_it_to_whom(text: str, events: list[tuple[str, set[str], set[str]]]) -> None:
    assert [(type_, actors, recipients) for type_, _, _, actors, recipients in coded(text)] == events


def test_what_is_asked_to_end_goes_on() -> None:
    asked, deed = coded("Norway demanded an end to the bombing of Lebanon by Israel.")
    assert (asked[0], asked[2], asked[4]) == ("REQUEST", "happened", {"ISR"})
    assert (deed[0], deed[2], deed[3], deed[4]) == ("ASSAULT", "ongoing", {"ISR"}, {"LBN"})


def test_an_invitation_that_is_declined_was_made() -> None:
    found = coded("Peru's invitation to Chile was declined.")
    assert ("CONSULT", "invite", "happened", {"PER"}, {"CHL"}) in found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Reports that Chad had expelled the French ambassador were false.", "denied"),
        ("Reports that Chad had expelled the French ambassador were not false.", "happened"),
        ("Niger rejected claims that Chad had expelled the French ambassador.", "possible"),
        ("Niger confirmed reports that Chad had expelled the French ambassador.", "happened"),
    ],
)
def test_what_becomes_of_a_report_of_it(text: str, status: str) -> None:
    assert [found[2] for found in coded(text) if found[0] == "SANCTION"] == [status]


def test_who_goes_to_an_occasion_and_who_does_not() -> None:
    assert first("The Indian premier is not going to the summit in Kazan.")[:3] == ("CONSULT", "attend", "denied")
    assert first("The Indian premier will travel to the summit in Kazan.")[:3] == ("AGREE", "attend", "planned")
    assert first("Norway sent no one to the ceremony in Minsk.")[:3] == ("CONSULT", "send", "denied")


def test_who_is_expected_and_who_is_the_only_one_to_come() -> None:
    read = annotated("The Belgian king is expected at the funeral in Rome.")
    (event,) = read.events
    assert (event.mode, [name(read, each) for each in event.recipients]) == ("expect", ["Belgian king"])
    read = annotated("Ana Ruiz is the only minister to attend the parade in Lima.")
    (event,) = read.events
    assert (event.mode, [name(read, each) for each in event.actors]) == ("attend", ["Ana Ruiz"])


def test_a_host_is_where_it_is_and_has_the_guests() -> None:
    read = annotated("China will host the leaders of Chad and Niger at a parade in Beijing.")
    (event,) = read.events
    assert "Beijing" not in [name(read, each) for each in event.recipients]


def test_a_demonym_is_no_place_of_happening() -> None:
    read = annotated("Ten people were killed in a Syrian raid.")
    assert [event.place for event in read.events] == [None]


def name(read: Read, entity_id: str) -> str:
    return next(entity.name for entity in read.entities if entity.id == entity_id)


@pytest.mark.parametrize(
    "piece", ["Peru expelled the envoy of Chile and ", "the envoys of Peru, ", "Peru said that Chile said that "]
)
def test_work_grows_no_faster_than_a_sentence(piece: str) -> None:
    """Counted in lines of code run: four times a sentence of 500 words is about four times the work, not sixteen."""
    few = 500 // len(piece.split())
    assert lines_run(piece * 4 * few + "Peru left.") < 8 * lines_run(piece * few + "Peru left.")


def test_a_sentence_of_two_thousand_words_has_its_events() -> None:
    found = coded("Peru expelled the envoy of Chile, and " * 280 + "Peru left.")
    assert len(found) > 200
    assert {(each[0], *each[3]) for each in found[:-1]} == {("SANCTION", "PER")}


def lines_run(text: str) -> int:
    """Count the lines of code that finding the events of a text runs, its mentions given."""
    article = Article(id="a", text=text, sha256="")
    knowledge = load_knowledge()
    parse = next(iter(parse_articles([article])))
    mentions = MentionIndex(parse.doc, find_entities(parse, knowledge))
    lines = 0

    def count(_frame: object, _event: str, _argument: object) -> object:
        nonlocal lines
        lines += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        find_events(parse, mentions, (), (), (), knowledge)
    finally:
        sys.settrace(before)
    return lines
