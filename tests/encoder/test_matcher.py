import numpy as np
import pytest

from rashomon.encoder import piece_vectors
from rashomon.model import Span

TEXT = "The dam burst. It drowned twelve people."
SENTENCES = [Span(0, 14), Span(15, 40)]


def test_each_piece_stands_where_its_characters_do():
    read = piece_vectors(TEXT, SENTENCES)
    assert [TEXT[start:end] for start, end in zip(read.starts, read.ends, strict=True)] == (
        "The dam burst . It drowned twelve people .".split()
    )
    assert len(read.vectors) == len(read.weights) == 9
    assert (read.weights > 0).all()


def test_what_names_a_thing_counts_more_than_an_article():
    read = piece_vectors(TEXT, SENTENCES)
    assert read.weights[read.within(Span(4, 7))] > read.weights[read.within(Span(0, 3))]


@pytest.mark.parametrize(
    ("span", "pieces"),
    [(Span(15, 40), slice(4, 9)), (Span(4, 9), slice(1, 3)), (Span(14, 15), slice(4, 5)), (Span(40, 40), slice(8, 9))],
)
def test_a_span_has_the_pieces_that_lie_in_it_and_at_least_one(span, pieces):
    assert piece_vectors(TEXT, SENTENCES).within(span) == pieces


def test_a_piece_is_read_in_its_context():
    river, money = (
        piece_vectors(text, [Span(0, len(text))])
        for text in ("The bank of the river gave way.", "The bank raised its rates.")
    )
    assert not np.allclose(river.vectors[1], money.vectors[1])


def test_a_sentence_that_does_not_fit_with_the_others_is_read_apart():
    long = "stone " * 100
    text = long + "\nThe dam burst."
    apart = piece_vectors("The dam burst.", [Span(0, 14)])
    read = piece_vectors(text, [Span(0, len(long) - 1), Span(len(long) + 1, len(text))])
    assert len(read.vectors) == 104
    longer = piece_vectors("stone " * 125 + "\nThe dam burst.", [Span(0, 749), Span(751, 765)])
    assert np.array_equal(longer.vectors[-4:], apart.vectors)


def test_a_sentence_is_read_as_far_as_the_model_goes_and_no_text_has_no_pieces():
    assert len(piece_vectors("stone " * 1000, [Span(0, 6000)]).vectors) == 126
    assert len(piece_vectors("", []).weights) == 0
