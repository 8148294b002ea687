"""Annotation on several processes gives what one process gives."""

import hashlib

import msgspec

from rashomon.annotation import parallel
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
