"""Claims: what is checkable, whose it is, and whether it has happened."""

import pytest


@pytest.fixture
def claims(annotate_text):
    def claims(text, **about):
        annotation = annotate_text(text, **{"published": "2024-05-07", **about})
        return {claim.span.of(text): claim for claim in annotation.claims}

    return claims


def one(found, words):
    (claim,) = (claim for told, claim in found.items() if words in told)
    return claim


def test_a_clause_is_a_claim(claims):
    assert list(claims("The river Alba flooded the town of Merrin.")) == ["The river Alba flooded the town of Merrin"]


@pytest.mark.parametrize("text", ["Who flooded the old town?", "Yes.", "He said.", "Merrin"])
def test_a_question_and_a_fragment_claim_nothing(claims, text):
    assert claims(text) == {}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The river flooded the town.", "happened"),
        ("The river will flood the town on Friday.", "planned"),
        ("The river may flood the town on Friday.", "possible"),
        ("Workers are building a dam on the river.", "ongoing"),
    ],
)
def test_what_has_not_happened_is_no_claim_that_it_did(claims, text, status):
    (claim,) = claims(text).values()
    assert claim.status == status


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The mayor visited the town.", "affirmed"),
        ("The mayor did not visit the town.", "denied"),
        ("The mayor never visited the town.", "denied"),
    ],
)
def test_polarity(claims, text, polarity):
    (claim,) = claims(text).values()
    assert claim.polarity == polarity


def test_a_claim_inside_a_statement_belongs_to_it(claims):
    found = claims("Mayor Ida Lund said that the old bridge had collapsed. The road is closed to traffic.")
    assert one(found, "bridge").statement == "s1"
    assert one(found, "road").statement is None


def test_a_claim_has_its_numbers_and_times(claims):
    (claim,) = claims("Twelve ships left the port on Monday.").values()
    assert [(number.low, number.unit) for number in claim.numbers] == [(12, "ship")]
    assert len(claim.times) == 1


def test_who_speaks_alone_is_no_claim(claims):
    found = claims('"The bridge has collapsed," Mayor Ida Lund told reporters.')
    assert not any("told reporters" in words for words in found)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: The mayor opened the bridge",
        "Tags: the mayor opened the bridge",
        "Mayor Ida Lund, pictured in May, opened a bridge.",
    ],
)
def test_captions_credits_and_remains_of_the_page_claim_nothing(claims, line):
    found = claims(f"{line}\n\nThe river Alba flooded the town of Merrin.")
    assert list(found) == ["The river Alba flooded the town of Merrin"]
