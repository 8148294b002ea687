"""Fit the weights of likeness: how probable it is that two claims speak to the same thing.

    python scripts/train_likeness.py STORY... [--output src/rashomon/comparison/data/likeness.json]

STORY is a story annotated point by point: a JSON file as those of tests/quality/stories (only those marked "tune": the matcher
was trained on those marked "train", and those marked "measure" are for measuring), or a folder with meta.json, gold.json and
the texts. A pair of claims is positive where both overlap with the tellings of one point (character F1 of OVERLAP or more).
Each story counts the same, whatever its length. The two thresholds are chosen by mean link F1 where each story is weighed by
what was fitted on all the others; that figure is printed, story by story. Needs nothing beside the project's own dependencies.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from scipy.optimize import minimize

from rashomon.annotation import annotate
from rashomon.comparison.actors import join_actors
from rashomon.comparison.alignment import join_claims
from rashomon.comparison.likeness import UNWEIGHED, Features, LikenessModel
from rashomon.comparison.units import Unit, read_units
from rashomon.model import Article, Span

OVERLAP = 0.4
PENALTY = 20.0
"""Of the squared weights, against 1,000 positive pairs in all: flat from 5 to 80."""
LINK_AT = np.arange(-2.5, 1.01, 0.25)
KEPT_BELOW = (1.0, 1.5, 2.0)
"""How far below the first threshold the second one lies."""
FLAT = 0.5
"""Points of F1 that are no difference. More would be noise on so few stories too, but costs long ones their recall."""
TOWARDS_ONE = 1e-9


class Story(NamedTuple):
    """A story with its claims, and for all pairs of two accounts their features and whether they are of one point."""

    name: str
    units: list[Unit]
    gold: list[tuple[str, list[Span], str, list[Span]]]
    rows: np.ndarray
    columns: np.ndarray
    values: np.ndarray
    right: np.ndarray


def articles_and_points(path: Path, use: str = "tune") -> tuple[str, list[Article], list[dict[str, list[Span]]]]:
    """Read a story in either form: its name, its articles, and of each point the spans by account; none kept for another use."""
    if path.is_dir():
        about = json.loads((path / "meta.json").read_text(encoding="utf-8"))
        records = [
            {"id": name, "text": (path / each.get("file", f"{name}.txt")).read_text(encoding="utf-8"), **each}
            for name, each in about.items()
        ]
        points = [
            {told["article"]: [Span(*span) for span in told["spans"]] for told in point["tellings"]}
            for point in json.loads((path / "gold.json").read_text(encoding="utf-8"))["points"]
        ]
        return path.name, [_article(record) for record in records], points
    story = json.loads(path.read_text(encoding="utf-8"))
    if story["use"] != use:
        raise SystemExit(f"{path} is marked for another use ({story['use']}); name only stories marked “{use}”")
    texts = {record["id"]: record["text"] for record in story["texts"]}
    points = [
        {account: [_find(texts[account], words) for words in told] for account, told in point["tellings"].items()}
        for point in story["points"]
    ]
    return story["id"], [_article(record) for record in story["texts"]], points


def _article(record: dict[str, Any]) -> Article:
    text = record["text"]
    return Article(
        id=record["id"],
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        outlet=record["outlet"],
        title=record.get("title"),
        published=record["published"],
    )


def _find(text: str, words: str) -> Span:
    plain, _, number = words.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(plain, start + 1)
    return Span(start, start + len(plain))


def overlap(one: Span, other: Span) -> float:
    """Return the character F1 of two spans."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common / (one.end - one.start + other.end - other.start) if common > 0 else 0.0


def meets(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Say whether a span of the one and a span of the other are one telling."""
    return any(overlap(one, other) >= OVERLAP for one in spans for other in others)


def read_story(path: Path) -> Story:
    """Annotate a story and weigh its pairs."""
    name, articles, points = articles_and_points(path)
    annotations = list(annotate(articles))
    units = read_units(annotations, join_actors(annotations))
    gold = [(one, point[one], other, point[other]) for point in points for one, other in combinations(sorted(point), 2)]
    features = Features(units)
    rows: list[int] = []
    columns: list[int] = []
    values: list[np.ndarray] = []
    for one, other in combinations(sorted(features.claims_of), 2):
        mine, theirs = (np.arange(len(units))[features.claims_of[account]] for account in (one, other))
        values.append(np.stack([matrix.ravel() for _, matrix in features.between(one, other)], axis=1))
        rows += np.repeat(mine, len(theirs)).tolist()
        columns += np.tile(theirs, len(mine)).tolist()
    spans = [unit.claim.span for unit in units]
    told: dict[tuple[str, int], set[int]] = {}
    for number, (one, mine_told, other, theirs_told) in enumerate(gold):
        for account, pieces in ((one, mine_told), (other, theirs_told)):
            for claim in range(len(units))[features.claims_of[account]]:
                if meets([spans[claim]], pieces):
                    told.setdefault((account, claim), set()).add(number)
    right = np.array(
        [
            bool(told.get((units[a].account, a), set()) & told.get((units[b].account, b), set()))
            for a, b in zip(rows, columns, strict=True)
        ]
    )
    return Story(name, units, gold, np.array(rows), np.array(columns), np.concatenate(values), right)


def fit(stories: Sequence[Story]) -> tuple[np.ndarray, float]:
    """Return the weights of a logistic regression and its bias, each story's positive pairs weighing the same."""
    values = np.concatenate([story.values for story in stories]).astype(float)
    labels = np.concatenate([story.right for story in stories]).astype(float)
    counts = np.concatenate([np.full(len(story.right), 1000 / len(stories) / story.right.sum()) for story in stories])
    middle, scale = values.mean(0), values.std(0) + TOWARDS_ONE
    scaled = (values - middle) / scale

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights = parameters[:-1]
        scores = scaled @ weights + parameters[-1]
        value = (counts * (np.logaddexp(0.0, scores) - scores * labels)).sum() + PENALTY / 2 * weights @ weights
        error = counts * (1 / (1 + np.exp(-scores)) - labels)
        return float(value), np.append(scaled.T @ error + PENALTY * weights, error.sum())

    found = minimize(loss, np.zeros(values.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights = found[:-1] / scale
    return weights, float(found[-1] - weights @ middle)


def link_f1(story: Story, scores: np.ndarray, link_at: float, keep_at: float) -> float:
    """Return F1 of the links between two accounts, as the points would give them."""
    weights = np.full((len(story.units), len(story.units)), UNWEIGHED, dtype=np.float32)
    weights[story.rows, story.columns] = weights[story.columns, story.rows] = scores
    predicted: list[tuple[str, list[Span], str, list[Span]]] = []
    for cluster in join_claims(story.units, weights, link_at, keep_at):
        members = sorted((story.units[number].account, story.units[number].claim.span) for number in cluster)
        predicted += [(a, [one], b, [other]) for (a, one), (b, other) in combinations(members, 2)]

    def same(one: tuple[str, list[Span], str, list[Span]], other: tuple[str, list[Span], str, list[Span]]) -> bool:
        return (one[0], one[2]) == (other[0], other[2]) and meets(one[1], other[1]) and meets(one[3], other[3])

    found = sum(any(same(link, other) for other in predicted) for link in story.gold)
    true = sum(any(same(link, other) for other in story.gold) for link in predicted)
    recall, precision = found / len(story.gold), true / max(1, len(predicted))
    return 200 * recall * precision / (recall + precision) if found and true else 0.0


def best_thresholds(
    stories: Sequence[Story], scored: Sequence[np.ndarray], say: Callable[[str], None]
) -> tuple[float, float]:
    """Return the thresholds with the fewest links whose mean F1 over the stories is within FLAT of the best.

    A reader loses more by a wrong link than by one that is missing.
    """
    found: list[tuple[float, float, float]] = []
    for link_at in LINK_AT:
        for below in KEPT_BELOW:
            each = [
                link_f1(story, scores, link_at, link_at - below) for story, scores in zip(stories, scored, strict=True)
            ]
            found.append((float(link_at), float(np.mean(each)), float(link_at - below)))
            say(
                f"link at {link_at:5.2f}, keep {below} below: {np.mean(each):.1f}  {' '.join(f'{f1:.0f}' for f1 in each)}"
            )
    best = max(mean for _, mean, _ in found)
    link_at, mean, keep_at = max(each for each in found if each[1] >= best - FLAT)
    say(f"best {best:.1f}, taken {mean:.1f}")
    return link_at, keep_at


def main() -> None:
    """Read, fit, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=Path("src/rashomon/comparison/data/likeness.json"))
    given = parser.parse_args()
    stories = [read_story(path) for path in given.stories]
    print(" ".join(f"{story.name} {len(story.gold)} links, {story.right.sum()} pairs;" for story in stories))
    scored: list[np.ndarray] = []
    for story in stories:
        weights, bias = fit([other for other in stories if other is not story])
        scored.append(story.values @ weights + bias)
    link_at, keep_at = best_thresholds(stories, scored, print)
    weights, bias = fit(stories)
    features = Features(stories[0].units)
    one = next(iter(features.claims_of))
    names = [name for name, _ in features.between(one, one)]
    model = LikenessModel(
        weights={name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)},
        bias=round(bias, 3),
        link_at=link_at,
        keep_at=keep_at,
    )
    given.output.parent.mkdir(exist_ok=True)
    given.output.write_bytes(msgspec.json.format(msgspec.json.encode(model)) + b"\n")


if __name__ == "__main__":
    main()
