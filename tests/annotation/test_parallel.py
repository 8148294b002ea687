"""Annotation on several processes gives what one process gives, and goes on where one of them is lost."""

import hashlib
import importlib
import sys

import msgspec
import pytest

from rashomon.annotation import parallel
from rashomon.errors import KnowledgeError
from rashomon.model import Article

TEXTS = [
    'The ministers of Lumen and Arcadia met on Monday. "We are near an end," Minister Ada Roe said.',
    "Arcadia signed the agreement in Paris on 3 May 2024.",
    "The talks were put off until the end of the week, officials said.",
]


def articles():
    for number, text in enumerate(TEXTS):
        yield Article(f"a{number}", text, hashlib.sha256(text.encode()).hexdigest(), published="2024-05-07")


def annotated(**options):
    return msgspec.json.encode(list(parallel.annotate_in_parallel(list(articles()), **options)))


def test_the_output_does_not_depend_on_the_number_of_processes(monkeypatch):
    alone = annotated(workers=1)
    monkeypatch.setattr(parallel, "MIN_WORDS_PER_WORKER", 1)
    monkeypatch.setattr(parallel, "BATCH_SIZE", 2)
    assert annotated(workers=2) == alone


def test_few_words_start_no_process(monkeypatch):
    def refuse(*_arguments, **_options):
        raise AssertionError("a process was started")

    monkeypatch.setattr(parallel, "ProcessPoolExecutor", refuse)
    annotated(workers=8)


def test_the_chunks_are_the_batches_of_one_process(monkeypatch):
    monkeypatch.setattr(parallel, "BATCH_SIZE", 2)
    chunks = [[article.id for article in chunk] for chunk in parallel._chunks(articles())]
    assert chunks == [["a0", "a1"], ["a2"]]


DEADLY = """
import os, pathlib, signal
from rashomon.model import Annotation

NOTHING = dict.fromkeys(("entities", "times", "places", "statements", "events", "claims"), ())

def annotate(chunk):
    for article in chunk:
        if article.text == "always":
            os.kill(os.getpid(), signal.SIGKILL)
        if article.text == "once" and not pathlib.Path(article.path).exists():
            pathlib.Path(article.path).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return [Annotation(article=article, **NOTHING) for article in chunk]

def annotate_nothing(chunk):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def workers(tmp_path, monkeypatch):
    """Worker processes that end themselves at some articles, and the articles: `texts` are theirs."""
    (tmp_path / "deadly.py").write_text(DEADLY)
    monkeypatch.syspath_prepend(str(tmp_path))
    deadly = importlib.import_module("deadly")
    monkeypatch.setattr(parallel, "_annotate_chunk", deadly.annotate)
    monkeypatch.setattr(parallel, "MIN_WORDS_PER_WORKER", 1)
    monkeypatch.setattr(parallel, "BATCH_SIZE", 4)
    monkeypatch.setattr(parallel, "load_knowledge", lambda _: None)

    def run(texts):
        many = [Article(f"a{n}", text, "", path=str(tmp_path / f"mark{n}")) for n, text in enumerate(texts)]
        return list(parallel.annotate_in_parallel(many, workers=2))

    yield run, deadly, monkeypatch
    sys.modules.pop("deadly", None)


def test_what_a_lost_process_was_to_do_is_done_again(workers):
    run, *_ = workers
    texts = ["fine"] * 20
    texts[9] = "once"
    found = run(texts)
    assert [annotation.article.id for annotation in found] == [f"a{n}" for n in range(20)]
    assert not any(annotation.problems for annotation in found)


def test_an_article_that_no_process_survives_is_marked_and_costs_no_other(workers):
    run, *_ = workers
    texts = ["fine"] * 12
    texts[0] = texts[6] = "always"
    found = run(texts)
    assert [annotation.article.id for annotation in found] == [f"a{n}" for n in range(12)]
    assert [annotation.article.id for annotation in found if annotation.problems] == ["a0", "a6"]
    (problem,) = found[6].problems
    assert problem.kind == "failed"
    assert "lack of memory" in problem.what


def test_where_no_process_lives_the_run_ends_with_a_word(workers):
    run, deadly, monkeypatch = workers
    monkeypatch.setattr(parallel, "_annotate_chunk", deadly.annotate_nothing)
    with pytest.raises(parallel.WorkerError, match="--workers 1"):
        run(["fine"] * 8)


def test_a_knowledge_file_that_a_process_cannot_read_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(parallel, "MIN_WORDS_PER_WORKER", 1)
    monkeypatch.setattr(parallel, "BATCH_SIZE", 1)
    with pytest.raises(KnowledgeError, match=r"missing\.json"):
        list(parallel.annotate_in_parallel(list(articles()), workers=2, knowledge_files=[tmp_path / "missing.json"]))
