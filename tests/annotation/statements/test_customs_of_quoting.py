"""Customs of quoting: several paragraphs, marks that are never closed, who is cited, where nothing is said."""

from __future__ import annotations

import pytest

from rashomon.annotation import annotate
from rashomon.model import Annotation, Article


def read(text: str) -> Annotation:
    (annotation,) = annotate([Article(id="a", text=text, sha256="")])
    return annotation


def said(text: str) -> list[tuple[str, ...]]:
    """Return of each statement its source, then the pieces of its content."""
    return [
        (each.source.of(text) if each.source else "", *(span.of(text) for span in each.content))
        for each in read(text).statements
    ]


def test_the_frame_behind_the_last_paragraph_is_that_of_all() -> None:
    text = 'The harbour is cold.\n\n"We stand firm.\n\n"Nobody will move us from here.\n\n"We will not go," Ruiz said on Monday.'
    assert said(text) == [("Ruiz", '"We stand firm.', '"Nobody will move us from here.', '"We will not go,"')]


def test_paragraphs_with_frames_of_their_own_are_told_once_each() -> None:
    text = '"We will not close it," Ruiz told reporters. "It is ours.\n\n"It is our home," Ruiz added.'
    assert said(text) == [("Ruiz", '"We will not close it,"', '"It is ours.'), ("Ruiz", '"It is our home,"')]


def test_speech_over_paragraphs_that_nobody_is_given_has_no_source() -> None:
    text = 'The harbour is cold.\n\n"We stand firm.\n\n"Nobody will move us from here.'
    assert said(text) == [("", '"We stand firm.', '"Nobody will move us from here.')]


def test_a_mark_of_another_shape_opens_another_quotation() -> None:
    text = '"The hall was cold and nobody had slept.\n\n“I never slept,” Ruiz said.'
    assert said(text) == [("Ruiz", "“I never slept,”")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It was a mistake, Ms Ruiz told AP on Tuesday. The army moved.', ("Ms Ruiz", '"It was a mistake,')),
        ('"Nothing will change. The law is the law, Brandt said.', ("Brandt", '"Nothing will change. The law is the law,')),
    ],
)  # fmt: skip
def test_a_quotation_that_is_never_closed_ends_before_its_frame(text: str, expected: tuple[str, ...]) -> None:
    assert said(text) == [expected]
    assert said(f'{text}\n\n"The harbour is open," Lund said.')[0] == expected


@pytest.mark.parametrize(
    ("text", "source", "relay"),
    [
        ("The agency reported, citing the ministry, that the bridge was closed.", "the ministry", "agency"),
        (
            "The Norland News Agency said, citing the port authority, that four ships had sunk.",
            "the port authority",
            "Norland News Agency",
        ),
    ],
)  # fmt: skip
def test_who_is_cited_before_the_clause_speaks(text: str, source: str, relay: str) -> None:
    annotation = read(text)
    (statement,) = annotation.statements
    assert statement.source is not None
    assert statement.source.of(text) == source
    assert [each.name for each in annotation.entities if each.id == statement.relayed_by] == [relay]


def test_a_paper_that_is_cited_is_no_statement_of_its_own() -> None:
    assert said("Ruiz, citing a police report, said the driver was drunk.") == [("Ruiz", "the driver was drunk")]


@pytest.mark.parametrize("text", ["Ruiz said nothing.", "Ruiz said little more about the bridge on Monday."])
def test_to_say_nothing_is_no_statement(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"She is a mother of three," said another friend, Mariam Emara.', "another friend, Mariam Emara"),
        ('"It is over," said Debora Tamar, the chairwoman of the board.', "Debora Tamar, the chairwoman of the board"),
        ('Prices fell again - Ana Ruiz and Leo Brandt: "Nobody had expected it so soon."', "Ana Ruiz and Leo Brandt"),
    ],
)  # fmt: skip
def test_the_source_is_whole(text: str, source: str) -> None:
    assert [each[0] for each in said(text)] == [source]


def test_who_goes_on_by_adding_is_the_speaker_of_both() -> None:
    text = 'Ruiz claimed that the ministry "had a crazy plan," adding, "They lost all of our votes in the north."'
    assert said(text) == [
        ("Ruiz", 'that the ministry "had a crazy plan,"'),
        ("Ruiz", '"They lost all of our votes in the north."'),
    ]


def test_a_dash_and_a_name_credit_each_of_several_lines() -> None:
    text = (
        "Readers wrote about the harbour.\n\n“It was bad.” ― Veronica Lund\n“I’d rather live in what he calls “hell” than in a "
        "town where he is mayor.” ― Adriana Voss\n“The mayor is clueless.”― Stephanie Kato\n“He is not,”—Edwin Lund.\n"
        "”Most of us agree with both of them.” ― Nell Gray"
    )
    sources = [source for source, *_ in said(text)[-5:]]
    assert sources == ["Veronica Lund", "Adriana Voss", "Stephanie Kato", "Edwin Lund", "Nell Gray"]
    assert said(text)[-4][1].endswith("he is mayor.”")
    assert said(text)[-3][1] == "“The mayor is clueless.”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Asked whether she would resign, Ruiz said: "No."', ("Ruiz", '"No."')),
        ('"Never!" Ruiz shouted.', ("Ruiz", '"Never!"')),
        ('"Yes," Kato said.', ("Kato", '"Yes,"')),
        ('"That," he added, "promises to make life harder."', ("he", '"That,"', '"promises to make life harder."')),
        ('Ruiz (speaking in Velm): "I have nothing to hide."', ("Ruiz", '"I have nothing to hide."')),
        (
            'The guards "got a deal," Lund said, and still "got to sit in on the hearing."',
            ("Lund", 'The guards "got a deal,"', 'and still "got to sit in on the hearing."'),
        ),
        (
            '"We were never asked."\n\nThat was how Leo Brandt, a fisherman, put it on Monday.',
            ("Leo Brandt, a fisherman", '"We were never asked."'),
        ),
        ('"The bridge is dead."\n\nThose were the words of Ana Ruiz.', ("Ana Ruiz", '"The bridge is dead."')),
        ('"It is a scandal." So said Leo Lund, a shopkeeper.', ("Leo Lund, a shopkeeper", '"It is a scandal."')),
    ],
)  # fmt: skip
def test_short_and_odd_frames(text: str, expected: tuple[str, ...]) -> None:
    assert expected in said(f"The town met on Monday.\n\n{text}")


def test_whoever_said_nothing_is_not_the_speaker_of_what_follows() -> None:
    assert said('The lawyers said nothing.\n\n"We were never asked about it."') == []


def test_the_name_of_a_programme_is_no_speech() -> None:
    text = 'In an interview on the show "Face the Harbour," Leo Brandt said the bridge was safe.'
    assert said(text) == [("Leo Brandt", "the bridge was safe")]


def test_the_reporter_goes_on_with_a_quotation_of_half_a_sentence() -> None:
    text = "“It isn’t right,” Lund said. “You squeezed workers to the breaking point” to drive up the price, she said."
    assert said(text) == [
        ("Lund", "“It isn’t right,”"),
        ("she", "“You squeezed workers to the breaking point” to drive up the price"),
    ]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Ruiz said the bridge was closed and urged drivers to stay away.",
            ("Ruiz", "the bridge was closed"),
            ("Ruiz", "drivers to stay away"),
        ),
        (
            "The ministry said it was ready and warned Norland to refrain from more tests.",
            ("The ministry", "it was ready"),
            ("The ministry", "Norland to refrain from more tests"),
        ),
    ],
)  # fmt: skip
def test_the_speaker_goes_on_in_a_second_verb(text: str, first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert said(text) == [first, second]


def test_somebody_in_the_clause_may_be_the_one_who_goes_on() -> None:
    told = [("She", "he had lied and denied it")]
    assert said("She said he had lied and denied it.") == told


def test_what_others_said_is_read_within_quotations_and_turns() -> None:
    quoted = said('"The ministry said it was safe," Ruiz told AP.')
    assert ("The ministry", "it was safe") in quoted
    turn = said(
        "LUND: You say it will fall?\n\nBRANDT: I do. Kato told me that it would.\n\nLUND: Why?\n\nBRANDT: We are late."
    )
    assert ("Kato", "that it would") in turn


def test_a_headline_gives_a_clause_to_a_person() -> None:
    assert said("Xi: bridge will be built\n\nNobody was there.")[0] == ("Xi", "bridge will be built")


def test_according_to_somebody_whom_the_parse_runs_into_what_is_told() -> None:
    assert said("According to radio host Leo Brandt, the move reeks of fear and desperation.") == [
        ("radio host Leo Brandt", "the move reeks of fear and desperation")
    ]


def test_the_headline_of_one_person_to_another_is_the_firsts() -> None:
    text = "Former Norland President Lund to Voss: We won't pay for that old wall\n\nNobody was surprised."
    assert said(text)[0] == ("Former Norland President Lund", "We won't pay for that old wall")


def test_an_aside_between_dashes_does_not_end_a_quotation() -> None:
    text = "'We will rebuild,' Ana Ruiz told the crowd. 'The town' – she paused – 'has been through a lot.'"
    assert said(text) == [("Ana Ruiz", "'We will rebuild,'", "'The town'", "'has been through a lot.'")]


def test_another_is_a_speaker_and_a_question_who_said_what_is_no_statement() -> None:
    assert said("Who said what:\n\n'Is it not?' asked another.") == [("another", "'Is it not?'")]
