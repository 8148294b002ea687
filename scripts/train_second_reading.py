"""Fit how the second reading of a doubtful statement is weighed with the first, and add it to the attribution weights.

    python scripts/train_attribution.py POLNEAR_TRAIN.jsonl
    python scripts/train_tagger.py POLNEAR_TRAIN.jsonl          # in its own environment
    python scripts/train_second_reading.py POLNEAR_TRAIN.jsonl

The reports are those of `train_attribution.py`; fitted is on the ones that `train_tagger.py` has held out, with first
probabilities from weights fitted on all the others, so that both readings are as on new reports. Only what is read twice
at run time counts: the readings of doubtful cues, and the doubtful ends of contents. It prints where F1 would be
best in cross-validation over these reports. Needs scipy beside the project's own dependencies.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from train_attribution import (
    EDGE_PENALTY,
    FOLDS,
    PENALTY,
    Row,
    Weights,
    best_threshold,
    fitted,
    known_lemmas,
    read,
    rows_of,
    train,
    worth_reading,
)

from rashomon.annotation.parse import Parse
from rashomon.annotation.statements.second_reading import DOUBT, EDGE_DOUBT, SecondReading, TagWeights

HELD_OUT_EVERY = 7
"""As in `train_tagger.py`."""
SECOND_PENALTY = 2.0

Example = tuple[int, dict[str, float], bool]
"""An article, what is weighed, and whether it is right."""


def candidates_of(parse: Parse, rows: Sequence[Row], first: Sequence[float]) -> Iterator[tuple[int, dict[str, float]]]:
    """Yield the number and the features of each row that would be read twice."""
    reading = SecondReading(parse.doc)
    surest: dict[int, float] = {}
    for row, probability in zip(rows, first, strict=True):
        surest[row.head] = max(probability, surest.get(row.head, 0.0))
    for number, (row, probability) in enumerate(zip(rows, first, strict=True)):
        if DOUBT[0] < surest[row.head] < DOUBT[1]:
            each = row.candidate
            yield number, reading.of_candidate(probability, each.content, each.cue, each.source)


def ends_of(parse: Parse, rows: Sequence[Row], ends: Weights) -> Iterator[Example]:
    """Yield the doubtful ends of the right rows."""
    reading = SecondReading(parse.doc)
    edges = [(row.article, *edge) for row in rows for edge in row.edges]
    for (article, cut, ended), first in zip(edges, ends.scores([cut.features for _, cut, _ in edges]), strict=True):
        if EDGE_DOUBT[0] < first < EDGE_DOUBT[1]:
            yield article, reading.of_cut(float(first), cut.position), ended


def fit(examples: Sequence[Example]) -> tuple[dict[str, float], float]:
    """Return the weights and the bias of a logistic regression over numbers, which are scaled for its penalty."""
    names = sorted(examples[0][1])
    values = np.array([[features[name] for name in names] for _, features, _ in examples])
    scale = values.std(0) + 1e-9
    weights, bias = fitted(
        csr_matrix(values / scale), np.array([right for *_, right in examples], float), SECOND_PENALTY
    )
    return {name: round(float(each), 4) for name, each in zip(names, weights / scale, strict=True)}, round(bias, 4)


def probability(weights: tuple[dict[str, float], float], features: dict[str, float]) -> float:
    """Return the probability of one example."""
    return TagWeights(*weights).probability(features)


def cross_validated(examples: Sequence[Example]) -> list[float]:
    """Return the probability of each example by weights fitted on the articles of the other folds."""
    models = [fit([each for each in examples if each[0] % FOLDS != fold]) for fold in range(FOLDS)]
    return [probability(models[article % FOLDS], features) for article, features, _ in examples]


def main() -> None:
    """Read, fit, and add the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument(
        "--weights", type=Path, default=Path("src/rashomon/annotation/statements/data/attribution.json")
    )
    given = parser.parse_args()

    others: list[Row] = []
    held: list[tuple[Parse, list[Row]]] = []
    attributions = direct = direct_right = 0
    for number, (parse, gold) in enumerate(read(given.input)):
        rows, n_direct, n_right = rows_of(number, parse, gold)
        if number % HELD_OUT_EVERY:
            others.extend(rows)
            continue
        # Numbered anew, so that the folds are of equal size.
        held.append((parse, [row._replace(article=len(held)) for row in rows]))
        attributions += len(gold)
        direct += n_direct
        direct_right += n_right
    lemmas = known_lemmas(others)
    others = worth_reading(others, lemmas)
    held = [(parse, worth_reading(rows, lemmas)) for parse, rows in held]
    first = train([row.features for row in others], [row.gold >= 0 for row in others], PENALTY)

    edges = [edge for row in others for edge in row.edges]
    ends = train([cut.features for cut, _ in edges], [ended for _, ended in edges], EDGE_PENALTY)
    all_rows: list[Row] = []
    scores: list[float] = []
    doubtful: list[int] = []
    examples: list[Example] = []
    end_examples: list[Example] = []
    for parse, rows in held:
        own = [float(score) for score in first.scores([row.features for row in rows])]
        for number, features in candidates_of(parse, rows, own):
            doubtful.append(len(all_rows) + number)
            examples.append((rows[number].article, features, rows[number].gold >= 0))
        end_examples.extend(ends_of(parse, rows, ends))
        all_rows.extend(rows)
        scores.extend(own)
    once = best_threshold(all_rows, np.array(scores), attributions, direct, direct_right)
    for number, second in zip(doubtful, cross_validated(examples), strict=True):
        scores[number] = second
    twice = best_threshold(all_rows, np.array(scores), attributions, direct, direct_right)
    print(f"{len(examples)} of {len(all_rows)} readings are read twice")
    print(f"F1 with the best edges: read once {once[1]:.3f}, twice {twice[1]:.3f} (threshold {twice[0]:.3f})")
    right_once = np.mean([(features["first"] > 0) == ended for _, features, ended in end_examples])
    right_twice = np.mean(
        [(p > 0.5) == each[2] for p, each in zip(cross_validated(end_examples), end_examples, strict=True)]
    )
    print(f"{len(end_examples)} doubtful ends: read once {right_once:.3f} right, twice {right_twice:.3f}")

    stored: dict[str, Any] = json.loads(given.weights.read_text(encoding="utf-8"))
    parts = {"candidates": fit(examples), "ends": fit(end_examples)}
    stored["second"] = {name: {"weights": weights, "bias": bias} for name, (weights, bias) in parts.items()}
    given.weights.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
