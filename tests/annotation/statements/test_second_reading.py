import pytest

from rashomon.annotation import annotate
from rashomon.annotation.statements import second_reading
from rashomon.annotation.statements.second_reading import log_odds, logistic
from rashomon.model import Article

DOUBTFUL = "Lund made clear that the mine would not reopen."
PLAIN = "Lund said that the mine would not reopen."


def contents(text: str, *, rules_only: bool = False) -> list[str]:
    (annotation,) = annotate([Article(id="a", text=text, sha256="")], rules_only=rules_only)
    return [" ".join(part.of(text) for part in each.content) for each in annotation.statements]


@pytest.fixture
def sentences_read(monkeypatch) -> list[str]:
    """Return the sentences that the tagger has been given, as it is given them."""
    read: list[str] = []

    def spying(sentence: str) -> list[second_reading.PieceTags]:
        read.append(sentence)
        return tag(sentence)

    tag = second_reading.tag
    monkeypatch.setattr(second_reading, "tag", spying)
    return read


def test_a_doubtful_statement_is_found_on_the_second_reading():
    (found,) = contents(DOUBTFUL)
    assert found.endswith("that the mine would not reopen")
    assert contents(DOUBTFUL, rules_only=True) == []


def test_only_the_sentences_of_doubtful_cues_are_read_again(sentences_read):
    contents(f"{PLAIN} {DOUBTFUL} Rain fell on the hills.")
    assert [each.strip() for each in sentences_read] == [DOUBTFUL]


def test_rules_alone_do_without_the_tagger(sentences_read):
    assert contents(PLAIN, rules_only=True) == ["that the mine would not reopen"]
    contents(DOUBTFUL, rules_only=True)
    assert sentences_read == []


def test_a_statement_in_a_sentence_longer_than_the_tagger_reads_keeps_its_spans():
    text = f"{'Stones, ' * 300}and then Lund made clear that the mine would not reopen."
    assert all(part in text for part in contents(text))


def test_log_odds_and_probabilities_undo_each_other():
    assert logistic(log_odds(0.3, 0.0)) == pytest.approx(0.3)
    assert -5 < log_odds(0.0) < 0 < log_odds(1.0) < 5
