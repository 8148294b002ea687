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
