import pytest

from rashomon.annotation import parse
from rashomon.errors import ModelError


@pytest.fixture
def fresh_loading():
    parse.load_pipeline.cache_clear()
    yield
    parse.load_pipeline.cache_clear()


def test_a_pipeline_that_is_not_installed_is_named_with_what_to_do(fresh_loading):
    with pytest.raises(ModelError, match="'no_such_pipeline' is not installed"):
        parse.load_pipeline("no_such_pipeline")


def test_a_pipeline_with_other_files_than_the_pinned_ones_is_refused(fresh_loading, monkeypatch):
    monkeypatch.setattr(parse, "DEFAULT_PIPELINE_DIGEST", "0" * 64)
    with pytest.raises(ModelError, match="force-reinstall"):
        parse.load_pipeline()


def test_each_paragraph_begins_a_sentence_and_so_does_the_text_behind_a_dateline():
    doc = parse.load_pipeline()("OSLO, Norway — The harbour reopened\n\nShips sailed on Monday")
    assert [sentence.text.strip() for sentence in doc.sents][-2:] == ["The harbour reopened", "Ships sailed on Monday"]
