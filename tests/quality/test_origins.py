"""The origins of two invented stories do not get worse: floors just below what is reached."""

import json
from pathlib import Path

import pytest

from rashomon.annotation import annotate
from rashomon.comparison import compare
from rashomon.model import Article

STORIES = json.loads((Path(__file__).parent / "origins.json").read_text(encoding="utf-8"))["stories"]

MIN_WHOLE = 28
"""Claims, of 36, whose origins are those of the gold standard and no other ones."""
MIN_PRECISION = 0.83
MIN_RECALL = 0.89


@pytest.fixture(scope="module")
def annotated():
    return [list(annotate([Article(sha256="", language="en", **text) for text in story["texts"]])) for story in STORIES]


def telling_at(comparison, account, offset):
    """The shortest telling of an account that has the offset in its words."""
    found = [
        (span.end - span.start, telling.origins, point)
        for point in comparison.points
        for telling in point.tellings
        if telling.article == account
        for span in telling.spans
        if span.start <= offset < span.end
    ]
    return min(found, key=lambda each: each[0])[1:]


def test_claims_have_the_origins_that_a_reader_gives_them(annotated):
    whole = right = found = gold = 0
    wrong = []
    for story, annotations in zip(STORIES, annotated, strict=True):
        comparison = compare(annotations)
        texts = {annotation.article.id: annotation.article.text for annotation in annotations}
        names = {origin.id: {origin.name, *origin.names} for origin in comparison.origins}
        for claim in story["claims"]:
            text = texts[claim["text"]]
            origins, _ = telling_at(comparison, claim["text"], text.index(claim["at"]))
            hits = sum(any(name in names[origin] for origin in origins) for name in claim["origins"])
            right, found, gold = right + hits, found + len(origins), gold + len(claim["origins"])
            whole += hits == len(origins) == len(claim["origins"])
            if not hits == len(origins) == len(claim["origins"]):
                wrong.append((claim["at"], sorted(names[origin] for origin in origins)))
    assert whole >= MIN_WHOLE, wrong
    assert right / found >= MIN_PRECISION, wrong
    assert right / gold >= MIN_RECALL, wrong


@pytest.mark.parametrize(
    ("number", "place"), [(n, p) for n, story in enumerate(STORIES) for p in range(len(story["independent"]))]
)
def test_independent_origins_are_counted_as_a_reader_counts_them(annotated, number, place):
    gold = STORIES[number]["independent"][place]
    accounts = [annotation for annotation in annotated[number] if annotation.article.id in gold["at"]]
    comparison = compare(accounts)
    points = [
        telling_at(comparison, each.article.id, each.article.text.index(gold["at"][each.article.id]))[1]
        for each in accounts
    ]
    assert {point.id for point in points} == {points[0].id}
    assert points[0].independent == gold["origins"]
