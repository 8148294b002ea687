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
