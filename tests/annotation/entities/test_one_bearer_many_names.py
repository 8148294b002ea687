"""One bearer under several names: occasions, bodies with acronyms, ships, treaties, heads of bodies, former holders."""

from __future__ import annotations

import pytest

from rashomon.annotation import annotate
from rashomon.model import Article, Entity


def entities_of(text: str, title: str | None = None, day: str | None = None) -> list[Entity]:
    article = Article(id="a", text=text, sha256="", title=title, published=day)
    (annotation,) = annotate([article])
    return list(annotation.entities)


def mentions(entity: Entity, text: str) -> list[str]:
    return [text[each.start : each.end] for each in entity.mentions]


def bearer(text: str, mention: str, title: str | None = None, day: str | None = None) -> Entity:
    """Return the one entity that is mentioned in these words."""
    (found,) = [each for each in entities_of(text, title, day) if mention in mentions(each, text)]
    return found


def test_a_commemoration_is_one_occasion_under_all_its_names() -> None:
    title = "Crowds gather for parade"
    text = (
        f"{title}\n\nNORPORT - Norland held its annual Harvest Day parade on Friday. The parade drew two dozen leaders. "
        "Reporters called the event a success. The commemoration marks the end of the famine. Nobody worked on Harvest Day."
    )
    occasion = bearer(text, "its annual Harvest Day parade", title)
    told = mentions(occasion, text)
    assert {"parade", "The parade", "the event", "The commemoration", "Harvest Day"} <= set(told)
    assert occasion.kind == "occasion"


def test_the_commemorations_and_the_celebrations_of_a_day_are_the_same() -> None:
    text = "Ruiz spoke at the Harvest Day commemorations. The Harvest Day celebrations end on Sunday."
    assert "The Harvest Day celebrations" in mentions(bearer(text, "the Harvest Day commemorations"), text)


def test_a_clause_is_not_taken_for_the_occasion_it_is_about() -> None:
    text = "Moscow marks Victory Day with parade\n\nRussia held a parade."
    assert "Victory Day" in {each for entity in entities_of(text) for each in mentions(entity, text)}


def test_an_acronym_in_brackets_is_another_name_of_the_body() -> None:
    text = "The spokesman said the World Health Organization (WHO) was ready. The WHO said supplies were on the way."
    body = bearer(text, "The WHO")
    assert body.name == "World Health Organization"
    assert body.links.wikidata is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HMS Richmond followed the tanker through the strait.", "HMS Richmond"),
        ("The Treaty of Tlatelolco bans nuclear arms.", "Treaty of Tlatelolco"),
    ],
)
def test_ships_and_treaties_are_whole_and_neither_places_nor_bodies(text: str, name: str) -> None:
    assert {each.name: each.kind for each in entities_of(text)}.get(name) == "other"


def test_the_head_of_a_body_in_the_headline_is_the_one_the_text_names() -> None:
    title = "UN chief urges calm"
    text = f"{title}\n\nUnited Nations Secretary-General Antonio Guterres urged both sides to wait. The UN chief said he was sad."
    assert {"UN chief", "The UN chief"} <= set(mentions(bearer(text, "The UN chief", title), text))
    assert bearer(text, "UN chief", title).name == "Antonio Guterres"


def test_whoever_is_in_office_is_not_the_former_holder() -> None:
    text = "Donald Trump praised the troops on Sunday. Barack Obama was at a dinner. {} said he was glad."
    now, former = text.format("The president"), text.format("The former president")
    assert bearer(now, "The president", day="2025-05-02").name == "Donald Trump"
    assert bearer(former, "The former president", day="2025-05-02").name == "Barack Obama"
    assert bearer(now, "The president", day="2011-05-02").name == "Barack Obama"


def test_a_surname_alone_is_nobody_known_where_the_state_is_not_spoken_of() -> None:
    assert bearer("Kato said the harbour would stay open.", "Kato").links.wikidata is None
    assert bearer("Kato said the harbour would stay open.", "Kato").name == "Kato"
    assert bearer("Kato said that Japan would keep the harbour open.", "Kato").name == "Katsunobu Kato"
    assert bearer("Putin said the harbour would stay open.", "Putin").name == "Vladimir Putin"


def test_they_inside_single_marks_are_not_the_speaker() -> None:
    text = "'We shall not leave,' the commander, Idris Kone, said. 'They asked us to go and we are staying here.'"
    assert "They" not in mentions(bearer(text, "the commander, Idris Kone"), text)


def test_a_ship_is_called_by_its_last_name_and_by_what_it_is() -> None:
    text = (
        "The USS Leo R. Lund passed the strait. The Lund was late. The tanker Norland Star sank. The Norland Star carried oil. "
        "The ship had left on Friday."
    )
    assert mentions(bearer(text, "The Lund"), text) == ["The USS Leo R. Lund", "The Lund"]
    tanker = bearer(text, "The Norland Star")
    assert tanker.kind == "other"
    assert mentions(tanker, text) == ["Norland Star", "The Norland Star", "The ship"]


def test_a_name_with_the_surname_last_is_that_with_the_surname_first() -> None:
    text = "Lim Bo-ra said that Choe Son-mi would come. Bo-ra Lim said she was glad."
    assert {"Lim Bo-ra", "Bo-ra Lim"} <= set(mentions(bearer(text, "Bo-ra Lim"), text))
    assert bearer(text, "Choe Son-mi").kind == "person"


def test_a_surname_is_not_that_of_somebody_of_long_ago() -> None:
    text = "Mr. Brandt said the bridge was safe."
    brandt = bearer(text, "Mr. Brandt", day="2025-03-10")
    assert (brandt.name, brandt.links.wikidata) == ("Brandt", None)
    assert brandt.unlinked is not None
    assert "Willy Brandt is known by this name" in brandt.unlinked
    assert bearer(text, "Mr. Brandt", day="1975-03-10").name == "Willy Brandt"


def test_he_makes_a_person_of_a_speaker_whom_nobody_knows() -> None:
    text = "Voss denied that the ship had sunk. He said it was late."
    assert mentions(bearer(text, "Voss"), text) == ["Voss", "He"]
    assert bearer(text, "Voss").kind == "person"


def test_tanks_are_no_body_and_a_think_tank_is() -> None:
    text = "The think tank said that the tanks had left."
    assert [each.name for each in entities_of(text)] == ["think tank"]


def test_a_day_is_what_it_is_marked_with() -> None:
    text = (
        "Norport will mark Victory Day on Friday with a military parade. Leaders of 26 countries will attend the event. Nobody "
        "works on Victory Day."
    )
    assert mentions(bearer(text, "a military parade"), text) == [
        "Victory Day",
        "a military parade",
        "the event",
        "Victory Day",
    ]


def test_the_headline_and_the_text_may_call_a_commemoration_by_two_names() -> None:
    title = "Ruiz to join victory celebration in Norland"
    text = f"{title}\n\nRuiz will attend a military parade marking Harvest Day, state media reported. The parade is on Friday."
    told = mentions(bearer(text, "The parade", title), text)
    assert told == [
        "victory celebration",
        "a military parade marking Harvest Day",
        "Harvest Day",
        "The parade",
    ]


def test_a_state_holds_one_parade_at_a_time() -> None:
    text = (
        "Peru’s victory parade will draw 20 leaders. All will attend Peru’s military parade on Friday. Peru’s 2015 parade "
        "was smaller."
    )
    assert mentions(bearer(text, "Peru’s victory parade"), text) == ["Peru’s victory parade", "Peru’s military parade"]


def test_the_body_that_holds_an_occasion_may_go_by_its_acronym() -> None:
    text = "The Norland Health Union (NHU) summit ends on Monday. The NHU summit drew leaders. The summit in Velm was large."
    assert {"The NHU summit", "The summit in Velm"} <= set(mentions(bearer(text, "The NHU summit"), text))
    assert len([each for each in entities_of(text) if each.kind == "occasion"]) == 1
