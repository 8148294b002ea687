"""Quotation marks of every house, paired within their paragraphs."""

from __future__ import annotations

import pytest

from rashomon.annotation.layout import paragraphs
from rashomon.annotation.quotations import QuotationIndex, find_quotations
from rashomon.model import Span


def quoted(text: str) -> list[str]:
    return [each.span.of(text) for each in find_quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will attend," said Ruiz. "It is late."', ['"We will attend,"', '"It is late."']),
        ("“We will attend,” said Ruiz.", ["“We will attend,”"]),
        ("‘We will attend’, said Ruiz.", ["‘We will attend’"]),
        ("'We will attend,' said Ruiz. 'It isn't late.'", ["'We will attend,'", "'It isn't late.'"]),
        ("''We will attend,'' Ruiz said.", ["''We will attend,''"]),
        ("``We will attend,'' Ruiz said.", ["``We will attend,''"]),
        ("«We will attend», said Ruiz.", ["«We will attend»"]),
        ("He called it ‘a farce’ and “the workers’ own”.", ["‘a farce’", "“the workers’ own”"]),
        ("\"He told me 'never' twice,\" she said.", ["\"He told me 'never' twice,\""]),
        ('"We lost,” Ruiz said. “So be it."', ['"We lost,”', '“So be it."']),
        ("”We lost,“ Ruiz said.", ["”We lost,“"]),
    ],
)
def test_each_house_style_is_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the miners' fault, and the 1990s' too.",
        "Rock 'n' roll in the '90s.",
        "A 5' 10\" tall man.",
        "Nothing here.",
    ],
)
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert all(len(piece) < 12 for piece in quoted(text))


def test_a_possessive_does_not_close_a_single_quotation() -> None:
    assert quoted("'We heard the ministers' plan,' he said.") == ["'We heard the ministers' plan,'"]


def test_a_quotation_goes_on_in_the_paragraph_that_opens_with_a_mark() -> None:
    text = "“The road is long.\n\n“It is also steep,” she said."
    first, second = find_quotations(text, paragraphs(text))
    assert not first.closed
    assert second.reopens
    assert first.span.of(text) == "“The road is long."


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'He said "never again.\n\nThe next day was calm. It "rained" a little.\n\nThe end.'
    assert quoted(text) == ['"never again.', '"rained"']
    assert not find_quotations(text, paragraphs(text))[1].reopens


def test_the_index_answers_by_offset() -> None:
    text = 'A "b c" d "e".'
    index = QuotationIndex(find_quotations(text, paragraphs(text)))
    assert index.at(text.index("b")) == index.quotations[0]
    assert index.at(text.index("d")) is None
    assert index.within(Span(0, len(text))) == list(index.quotations)
    assert index.within(Span(text.index("d"), len(text))) == [index.quotations[1]]


def test_many_marks_are_read_in_linear_time() -> None:
    text = "\"a\" 'b' ‘c’ " * 20_000
    assert len(find_quotations(text, [Span(0, len(text))])) == 60_000
