"""Matching: each piece of a claim looks for its like in another claim."""

import numpy as np
import pytest

from rashomon.comparison.actors import join_actors
from rashomon.comparison.matching import ReadClaims, _best_within, match, read_claims
from rashomon.comparison.units import read_units

ONE = "The dam at Orsk broke on Friday. Twelve people drowned in the valley."
OTHER = "In Orsk a dam burst on Friday. A dozen people lost their lives. Schools in the town stay closed."


@pytest.fixture
def read(compared):
    annotations = compared(ONE, OTHER).comparison.articles
    units = read_units(annotations, join_actors(annotations))
    return units, read_claims(units)


def test_claims_of_one_thing_match_better_than_claims_of_two(read):
    units, claims = read
    found = match(claims["a"], claims["b"])
    rows, columns = ([unit.text for unit in units if unit.account == account] for account in "ab")
    row = next(place for place, text in enumerate(rows) if text.startswith("Twelve people drowned"))
    died, closed = (
        columns.index(text) for text in ("A dozen people lost their lives", "Schools in the town stay closed")
    )
    for values in found:
        assert values.shape == (len(rows), len(columns))
        assert values[row, died] > values[row, closed]


def test_a_claim_matches_itself_wholly(read):
    _, claims = read
    for values in match(claims["a"], claims["a"]):
        assert np.allclose(np.diag(values), 1, atol=1e-5)


def test_matching_is_the_same_both_ways(read):
    _, claims = read
    for there, back in zip(match(claims["a"], claims["b"]), match(claims["b"], claims["a"]), strict=True):
        assert np.allclose(there, back.T, atol=1e-5)


def test_the_lesser_way_is_never_more_than_the_mean(read):
    _, claims = read
    found = match(claims["a"], claims["b"])
    assert (found.less <= found.pieces + 1e-6).all()


def test_long_accounts_are_matched_in_blocks(read, monkeypatch):
    _, claims = read
    whole = match(claims["a"], claims["b"])
    monkeypatch.setattr("rashomon.comparison.matching.PIECES_AT_ONCE", 3)
    for one, other in zip(whole, match(claims["a"], claims["b"]), strict=True):
        assert np.allclose(one, other, atol=1e-6)


@pytest.mark.parametrize(
    "text", ["\x01 \x02 \x03 \x04 \x05 \x06 \x07", "\ufffd \ufffd \ufffd \ufffd \ufffd \ufffd \ufffd."]
)
def test_a_text_of_which_nothing_can_be_read_is_like_no_other(compared, text):
    told = compared(text, ONE)
    assert told.comparison.articles[0].claims
    assert all(point.status == "single" for point in told.comparison.points)


def test_a_piece_is_looked_for_within_each_claim_alone():
    pieces = np.eye(3, dtype=np.float32)
    other = ReadClaims(pieces, np.array([[0, 1], [0, 3], [2, 3]]), None, None)
    assert _best_within(pieces, other).tolist() == [[1, 1, 0], [0, 1, 0], [0, 1, 1]]
