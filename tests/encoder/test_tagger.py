import pytest

from rashomon.encoder import PieceTags, loading, tag
from rashomon.errors import ModelError

SENTENCE = "The minister said the bridge would reopen on Monday."


def at(word: str, sentence: str = SENTENCE) -> PieceTags:
    return next(each for each in tag(sentence) if each.start == sentence.index(word))


def test_the_parts_of_a_statement_are_told_apart():
    assert at("bridge").content > 0.5 > at("said").content
    assert at("said").cue > 0.5 > at("bridge").cue
    assert at("minister").source > 0.5 > at("said").source


def test_the_edges_of_a_content_are_seen():
    assert at("the bridge").begins > 0.5 > at("reopen").begins
    assert at("Monday").ends > at("bridge").ends


def test_what_nobody_says_has_no_content():
    assert all(each.content < 0.5 for each in tag("Rain fell on the hills until the river rose."))


def test_no_text_has_no_tags_and_a_long_one_is_read_as_far_as_the_model_goes():
    assert tag("") == []
    assert len(tag("stone " * 1000)) == 254


def test_a_damaged_model_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setitem(loading.DIGESTS, "tagger.onnx", "0" * 64)
    loading.load_session.cache_clear()
    with pytest.raises(ModelError, match=r"tagger\.onnx .*install the package again"):
        tag(SENTENCE)
