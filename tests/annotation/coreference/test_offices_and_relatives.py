"""Offices that a report puts no name to, by its day; relatives who share a surname; who speaks for whom."""

from __future__ import annotations

import pytest

from rashomon.annotation import annotate
from rashomon.model import Article, Entity


def entities_of(text: str, day: str | None, outlet: str | None = None) -> list[Entity]:
    (annotation,) = annotate([Article(id="a", text=text, sha256="", published=day, outlet=outlet)])
    return list(annotation.entities)


def bearer(text: str, mention: str, day: str | None = None, outlet: str | None = None) -> Entity:
    """Return the one entity that is mentioned in these words."""
    (found,) = [
        each
        for each in entities_of(text, day, outlet)
        if mention in [text[found.start : found.end] for found in each.mentions]
    ]
    return found


@pytest.mark.parametrize(
    ("words", "day", "name", "by"),
    [
        ("The French president", "2025-09-02", "Emmanuel Macron", "president of France on 2025-09-02"),
        ("The French president", "2011-09-02", "Nicolas Sarkozy", "president of France on 2011-09-02"),
        ("The president of Peru", "2024-09-02", "Dina Boluarte", "president of Peru on 2024-09-02"),
        ("The Chinese premier", "2011-09-02", "Wen Jiabao", "premier of China on 2011-09-02"),
        ("The US defence secretary", "2012-09-02", "Leon Panetta", "secretary of defense of United States on 2012-09-02"),
        ("The U.N. secretary general", "2011-09-02", "Ban Ki-moon", "secretary-general of United Nations on 2011-09-02"),
        ("The pope", "2012-09-02", "Benedict XVI", "pope of Vatican City on 2012-09-02"),
    ],
)  # fmt: skip
def test_an_office_changes_hands_with_the_day_of_the_report(words: str, day: str, name: str, by: str) -> None:
    entity = bearer(f"{words} said on Tuesday that the talks would go on.", words, day)
    assert (entity.name, entity.linked, entity.unlinked) == (name, by, None)


@pytest.mark.parametrize(
    ("text", "mention", "day", "why"),
    [
        ("The U.S. president waved.", "The U.S. president", "2025-01-20", "several were president of United States"),
        ("The French president left.", "The French president", None, "no day by which to tell"),
        ("In 2011 the French president left.", "the French president", "2025-09-02", "speaks of 2011"),
        ("WASHINGTON (AP) — The president left.", "The president", "2011-09-02", "on 2011-09-02 was Barack Obama"),
        ("WASHINGTON (AP) — The president left.", "The president", "2025-09-02", "on 2025-09-02 was Donald Trump"),
    ],
)
def test_where_it_cannot_be_told_nobody_is_linked_and_the_reason_stands(
    text: str, mention: str, day: str | None, why: str
) -> None:
    text = f"{text} Nobody else spoke."
    entity = bearer(text.replace("left", "said it was over"), mention, day)
    assert entity.unlinked is not None
    assert why in entity.unlinked
    assert (entity.links.wikidata, entity.linked) == (None, None)


def test_the_state_of_the_outlet_is_a_hint_and_no_more() -> None:
    entity = bearer("The president said it was over.", "The president", "2025-09-02", "The Washington Post")
    assert entity.unlinked is not None
    assert "the outlet is of United States" in entity.unlinked


@pytest.mark.parametrize("words", ["The former French president", "The president of Norport University", "The mayor"])
def test_other_offices_are_left_alone(words: str) -> None:
    entity = bearer(f"{words} said it was over.", words, "2025-09-02")
    assert (entity.linked, entity.unlinked, entity.links.wikidata) == (None, None, None)


def test_whoever_is_named_later_is_the_one_described_before() -> None:
    text = "The French president said he was glad. Emmanuel Macron will travel to Oslo on Friday."
    entity = bearer(text, "The French president", "2025-09-02")
    assert "Emmanuel Macron" in [text[each.start : each.end] for each in entity.mentions]
    assert entity.linked is None


def test_a_surname_with_an_office_is_that_of_the_holder_on_the_day() -> None:
    text = "President Bush said the war would go on."
    assert bearer(text, "President Bush", "2003-04-02").name == "George W. Bush"
    assert bearer(text, "President Bush", "1990-04-02").name == "George H. W. Bush"


FAMILY = (
    "Alan Smith, the mayor of Velm, said the bridge would be repaired by May. His brother John Smith, who owns the quarry, "
    'said he had not been asked.\n\n"We were never told," John Smith said. Mayor Smith denied that his brother had been left '
    "out.\n\nAsked about the quarry, Smith said it would stay open."
)


def test_the_surname_alone_is_that_of_the_one_whom_the_report_is_about() -> None:
    mayor = [FAMILY[each.start : each.end] for each in bearer(FAMILY, "Mayor Smith").mentions]
    assert {"Alan Smith, the mayor of Velm", "Smith"} <= set(mayor)
    assert "John Smith" not in mayor


def test_his_brother_is_the_brother_who_was_named() -> None:
    brother = [FAMILY[each.start : each.end] for each in bearer(FAMILY, "John Smith").mentions]
    assert "his brother" in brother


def test_a_mayor_is_of_a_place() -> None:
    assert bearer(FAMILY, "Velm").kind == "place"


def test_father_and_son_who_are_both_known_stay_two() -> None:
    text = "George Bush, the son of former president George H.W. Bush, spoke on Monday."
    names = {entity.name for entity in entities_of(text, "2010-01-01") if entity.kind == "person"}
    assert names == {"George W. Bush", "George H. W. Bush"}


def test_the_spokesman_is_the_one_who_was_named_as_such() -> None:
    text = (
        "Guterres' spokesman Leo Brandt said the talks would go on. The spokesman said nobody had been invited. Guterres "
        "himself will travel on Monday, his spokesman said."
    )
    entity = bearer(text, "Guterres' spokesman Leo Brandt", "2025-09-02")
    assert {"The spokesman", "his spokesman"} <= {text[each.start : each.end] for each in entity.mentions}


def test_the_state_in_an_office_is_nobody() -> None:
    text = "The secretary of state said the talks had gone well."
    assert [entity.name for entity in entities_of(text, None)] == ["secretary of state"]


def test_the_chief_of_a_body_may_be_named_by_what_the_body_is() -> None:
    text = (
        "The Norland Health Agency met. The agency's chief, Rafael Lund, spoke. The Norland Health Agency chief left."
    )
    entity = bearer(text, "The Norland Health Agency chief")
    assert "The agency's chief, Rafael Lund" in [text[each.start : each.end] for each in entity.mentions]


def test_a_counterpart_is_the_one_named_for_that_state() -> None:
    text = "Norwegian minister Leo Lund met Peruvian minister Ana Ruiz. Lund said he was glad. His Peruvian counterpart agreed."
    entity = bearer(text, "His Peruvian counterpart")
    assert "Peruvian minister Ana Ruiz" in [text[each.start : each.end] for each in entity.mentions]


def test_a_speaker_whose_name_ends_behind_a_hyphen_is_one() -> None:
    text = "South Korea’s presidential chief of staff Kang Bo-mi confirmed on Thursday that she had been asked."
    people = [entity.name for entity in entities_of(text, None) if entity.kind not in ("state", "place")]
    assert people == ["Kang Bo-mi"]


def test_a_headline_without_a_name_means_the_one_of_whom_the_text_says_it() -> None:
    text = "Former Norwegian President: bridge will fall\n\nFormer Norwegian President Leo Lund says that it is old."
    entity = bearer(text, "Former Norwegian President")
    assert entity.name == "Leo Lund"
