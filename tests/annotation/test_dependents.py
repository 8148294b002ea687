"""Dependents are those that spaCy finds, gathered once."""

from rashomon.annotation.dependents import children_of, lefts_of, rights_of
from rashomon.annotation.parse import load_pipeline

TEXT = (
    'Mayor Ana Ruiz, who met Tomas Kato of Alba on Monday, told reporters that the old bridge "will not open".\n\n'
    "He left. The U.N. sent two of its envoys, and they stayed"
)


def test_dependents_are_those_of_the_parse() -> None:
    doc = load_pipeline()(TEXT)
    for token in doc:
        assert [each.i for each in lefts_of(token)] == [each.i for each in token.lefts]
        assert [each.i for each in rights_of(token)] == [each.i for each in token.rights]
        assert [each.i for each in children_of(token)] == [each.i for each in token.children]


def test_a_token_without_dependents_has_none() -> None:
    (token,) = load_pipeline()("Quiet")
    assert not children_of(token)
    assert not lefts_of(token)
    assert not rights_of(token)
