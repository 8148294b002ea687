"""Train the place-name models: `python scripts/train_toponyms.py GOLD.jsonl...`; writes annotation/places/data/toponyms.json.

Each line of a gold file is `{"id", "text", "places": [{"start", "end", "lat", "lon"}]}`; the name of the corpus is the file's.
Three log-linear models with a Gaussian prior, in the order that `annotation.places` uses them: is it a place name; which
place is it (conditional, over the places of the name; the likelihood sums over all places within reach of the gold point);
is it a place name, given the place. Prints the end-to-end scores of a five-fold cross-validation by article, then trains on
everything.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from rashomon.annotation.parse import parse_articles
from rashomon.annotation.places.finding import acceptance_features
from rashomon.annotation.places.resolution import (
    NameInText,
    PlaceContext,
    gather_names,
    keys_of,
    resolution_features,
    resolve_names,
    weigh,
)
from rashomon.annotation.places.toponym_model import MODEL_FILE, ToponymModel
from rashomon.annotation.places.toponyms import Toponym, find_candidates
from rashomon.knowledge import load_knowledge
from rashomon.knowledge.gazetteer import GazetteerEntry, load_gazetteer
from rashomon.model import Article

REACH_KM = 161.0
"""A hundred miles: nearer than this counts as the same place, as is usual since Leidner (2007)."""
PRIOR = 1.0
RESOLUTION_PRIOR = 0.5
FOLDS = 5
THRESHOLD = 0.35
"""Where the F1 of the three corpora is highest in cross-validation; the curve is flat from 0.3 to 0.4."""
CARD = (
    "Log-linear weights of annotation/places/toponyms.py and resolution.py, trained by scripts/train_toponyms.py on "
    "the annotated articles of LGL (Lieberman, Samet and Sankaranarayanan 2010), TR-News (Kamalloo and Rafiei 2018) and "
    "GeoWebNews (Gritta, Pilehvar and Collier 2020), development halves. The articles are their publishers'; the weights "
    "hold no words of them. The repository of TR-News is under the MIT licence; no licence of LGL's and GeoWebNews' "
    "annotations is known to us. The cross-validation holds articles out of the weights, not of the gazetteer: the list of "
    "large regions and sites in centroids.json, and the threshold, were drawn up with the development halves in sight."
)


class Example(NamedTuple):
    """An article's candidates, with the gold place that each overlaps, if any."""

    corpus: str
    id: str
    candidates: list[Toponym]
    gold: list[dict[str, Any] | None]
    total: int

    @property
    def fold(self) -> int:
        """The part of the cross-validation it is held out in."""
        return int(hashlib.md5(self.id.encode()).hexdigest(), 16) % FOLDS


def read_examples(paths: Iterable[Path]) -> list[Example]:
    """Parse the gold articles and find their candidates."""
    gazetteer, knowledge = load_gazetteer(), load_knowledge()
    examples = []
    for path in paths:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        articles = [Article(id=record["id"], text=record["text"], sha256="") for record in records]
        for record, parse in zip(records, parse_articles(articles), strict=True):
            candidates = find_candidates(parse, gazetteer, knowledge)
            places = [place for place in record["places"] if place["lat"] is not None]
            gold = [
                next(
                    (
                        place
                        for place in places
                        if place["start"] < candidate.span.end_char and candidate.span.start_char < place["end"]
                    ),
                    None,
                )
                for candidate in candidates
            ]
            examples.append(Example(path.stem, record["id"], candidates, gold, len(places)))
    return examples


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the distance of two points in degrees by the haversine formula."""
    north, east = math.radians(other_latitude - latitude), math.radians(other_longitude - longitude)
    cosines = math.cos(math.radians(latitude)) * math.cos(math.radians(other_latitude))
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(math.sin(north / 2) ** 2 + cosines * math.sin(east / 2) ** 2)))


def is_right(entry: GazetteerEntry, gold: Mapping[str, Any] | None) -> bool:
    """Say whether a place lies within reach of the gold point."""
    return gold is not None and kilometres(entry.latitude, entry.longitude, gold["lat"], gold["lon"]) <= REACH_KM


def fit_logistic(rows: Sequence[tuple[Mapping[str, float], bool, float]]) -> dict[str, float]:
    """Fit a logistic model to (features, label, weight)."""
    names = sorted({name for features, _, _ in rows for name in features})
    column = {name: index for index, name in enumerate(names)}
    matrix = csr_matrix(
        (
            [value for features, _, _ in rows for value in features.values()],
            (
                [row for row, (features, _, _) in enumerate(rows) for _ in features],
                [column[name] for features, _, _ in rows for name in features],
            ),
        ),
        shape=(len(rows), len(names)),
    )
    labels = np.array([label for _, label, _ in rows], dtype=float)
    importance = np.array([weight for _, _, weight in rows])

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        probabilities = 1 / (1 + np.exp(-(matrix @ weights)))
        likelihood = labels * np.log(probabilities + 1e-12) + (1 - labels) * np.log(1 - probabilities + 1e-12)
        gradient = matrix.T @ (importance * (probabilities - labels)) + PRIOR * weights
        return float(-(importance * likelihood).sum() + PRIOR * (weights @ weights) / 2), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(found[column[name]]), 3) for name in names}


def fit_choice(rows: Sequence[tuple[list[dict[str, float]], np.ndarray[Any, Any], float]]) -> dict[str, float]:
    """Fit a conditional model to (features of each place, which of them are right, weight)."""
    names = sorted({name for options, _, _ in rows for features in options for name in features})
    column = {name: index for index, name in enumerate(names)}
    matrices = []
    for options, _, _ in rows:
        matrix = np.zeros((len(options), len(names)))
        for index, features in enumerate(options):
            for name, value in features.items():
                matrix[index, column[name]] = value
        matrices.append(matrix)

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        total, gradient = RESOLUTION_PRIOR * (weights @ weights) / 2, RESOLUTION_PRIOR * weights
        for matrix, (_, right, importance) in zip(matrices, rows, strict=True):
            scores = matrix @ weights
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            mass = (odds * right).sum() + 1e-12
            total -= importance * np.log(mass)
            gradient = gradient - importance * (matrix.T @ (odds * right / mass - odds))
        return float(total), gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(found[column[name]]), 3) for name in names}


def choice_rows(
    examples: Sequence[Example],
    names: Sequence[list[NameInText]],
    contexts: Sequence[PlaceContext | None],
    size: Mapping[str, float],
) -> list[tuple[list[dict[str, float]], np.ndarray[Any, Any], float]]:
    """Return the training rows of the resolver: the names that have a right and a wrong place."""
    rows = []
    for example, found, context in zip(examples, names, contexts, strict=True):
        gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for key, place in zip(keys_of(example.candidates, load_gazetteer()), example.gold, strict=True):
            if place is not None:
                gold[key].append(place)
        for name in found:
            places = gold.get(name.key, [])
            right = np.array(
                [float(2 * sum(is_right(entry, p) for p in places) > len(places)) for entry in name.entries]
            )
            if places and len(name.entries) > 1 and right.max() > 0:
                options = [resolution_features(name, entry, context) for entry in name.entries]
                rows.append((options, right, size[example.corpus] * min(3, len(places)) ** 0.5))
    return rows


def train(examples: Sequence[Example]) -> ToponymModel:
    """Train the three models, each on the output of those before it."""
    gazetteer = load_gazetteer()
    counts: dict[str, int] = defaultdict(int)
    for example in examples:
        counts[example.corpus] += example.total
    # The corpora count by the square root of their size, so that the largest does not decide alone.
    size = {corpus: (max(counts.values()) / count) ** 0.5 for corpus, count in counts.items()}
    recognise = fit_logistic(
        [
            (
                dict.fromkeys(candidate.features, 1.0),
                any(is_right(entry, gold) for entry in candidate.entries),
                size[e.corpus],
            )
            for e in examples
            for candidate, gold in zip(e.candidates, e.gold, strict=True)
        ]
    )
    names = [gather_names(e.candidates, first_probabilities(e, recognise), gazetteer) for e in examples]
    alone = fit_choice(choice_rows(examples, names, [None] * len(examples), size))
    contexts = [PlaceContext(found, {name.key: weigh(name, None, alone) for name in found}) for found in names]
    resolve = {"alone": alone, "together": fit_choice(choice_rows(examples, names, contexts, size))}
    model = ToponymModel(recognise, resolve, {}, THRESHOLD)
    rows = [
        (features, is_right(entry, gold), size[example.corpus])
        for example in examples
        for _, gold, entry, features in judged(example, model)
    ]
    return ToponymModel(recognise, resolve, fit_logistic(rows), THRESHOLD)


def first_probabilities(example: Example, recognise: Mapping[str, float]) -> list[float]:
    """Return how likely each candidate is a place name, before any is resolved."""
    return [ToponymModel.probability(dict.fromkeys(c.features, 1.0), recognise) for c in example.candidates]


def judged(
    example: Example, model: ToponymModel
) -> list[tuple[Toponym, dict[str, Any] | None, GazetteerEntry, dict[str, float]]]:
    """Return each candidate with its gold place, the place chosen for it, and the features of both."""
    gazetteer = load_gazetteer()
    names = gather_names(example.candidates, first_probabilities(example, model.recognise), gazetteer)
    chosen, context = resolve_names(names, model.resolve)
    by_key = {name.key: name for name in names}
    return [
        (c, gold, chosen[key].entry, acceptance_features(c, by_key[key], chosen[key].entry, context))
        for key, c, gold in zip(keys_of(example.candidates, gazetteer), example.candidates, example.gold, strict=True)
    ]


def cross_validate(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Return end-to-end precision, recall and F1 by corpus, each article read by models that have not seen it."""
    predicted: dict[str, int] = defaultdict(int)
    right: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for fold in range(FOLDS):
        model = train([example for example in examples if example.fold != fold])
        for example in (example for example in examples if example.fold == fold):
            for _, gold, entry, features in judged(example, model):
                if model.probability(features, model.accept) >= model.threshold:
                    predicted[example.corpus] += 1
                    if gold is not None and is_right(entry, gold):
                        right[example.corpus].add((example.id, gold["start"]))
    scores = {}
    for corpus, found in sorted(predicted.items()):
        precision = len(right[corpus]) / found
        recall = len(right[corpus]) / sum(example.total for example in examples if example.corpus == corpus)
        values = {"precision": precision, "recall": recall, "F1": 2 * precision * recall / (precision + recall)}
        scores[corpus] = {name: round(100 * value, 1) for name, value in values.items()}
    return scores


def main(paths: Sequence[Path]) -> None:
    """Cross-validate, train on everything, write."""
    examples = read_examples(paths)
    scores = cross_validate(examples)
    print(json.dumps(scores, indent=1), file=sys.stderr)
    model = train(examples)
    content = {
        "card": CARD,
        "cross-validated, end to end within 161 km": scores,
        "threshold": model.threshold,
        "recognise": model.recognise,
        "resolve": model.resolve,
        "accept": model.accept,
    }
    MODEL_FILE.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
