"""Train the weights by which a reading of a cue counts as an attribution.

    python scripts/train_attribution.py POLNEAR_TRAIN.jsonl [--output src/rashomon/annotation/statements/data/attribution.json]

Each line of the input is {"id", "text", "attributions": [{"source", "cue", "content"}]} with spans in code points. A
reading is right where at least 80 % of its words are those of an attribution and its source has the same head (what
the PolNeAR evaluation counts). The model is a logistic regression with L2 regularisation, fitted by L-BFGS; lemmas
and features that are too rare to say anything are dropped first. The threshold is where F1 is best in
cross-validation over articles. Needs scipy beside the project's own dependencies.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from rashomon.annotation.parse import Parse, parse_articles
from rashomon.annotation.statements.attribution import AttributionModel
from rashomon.annotation.statements.choosing import SAME_CONTENT, Choice
from rashomon.annotation.statements.content_edges import Cut
from rashomon.annotation.statements.reader import Candidate, StatementReader
from rashomon.annotation.token_ranges import Range, shared_part
from rashomon.knowledge import load_knowledge
from rashomon.model import Article

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|[$€£%&@#]")
HEAD_ENDS = re.compile(r"[,;:(\[—–]|\s--?\s")
AFTER_HEAD = frozenset(
    "of in from for at with on by to who which that whose whom where as and or but nor about among during after before "
    "under against within near behind representing including is was are were has have had".split()
)
MIN_LEMMA_RIGHT = 3
MIN_LEMMA_SHARE = 0.03
MIN_FEATURE_COUNT = 4
PENALTY = 4.0
EDGE_PENALTY = 3.0
SMALLEST_WEIGHT = 0.02
FOLDS = 4
SOURCE = (
    "Weights fitted on the training part of PolNeAR (Newell, Margolin and Ruths, LREC 2018) "
    "by scripts/train_attribution.py."
)


class Row(NamedTuple):
    """One reading with its label."""

    article: int
    lemma: str
    candidate: Candidate
    gold: int
    """The attribution that it matches, numbered within its article; -1 where it is wrong."""
    edges: tuple[tuple[Cut, bool], ...]
    """For a right reading: each place where its content may end, and whether the attribution has ended there."""

    @property
    def head(self) -> int:
        """The token by which the cue is looked up."""
        return self.candidate.head

    @property
    def features(self) -> tuple[str, ...]:
        """What the model judges the reading by."""
        return self.candidate.features


class AnyLemma(frozenset[str]):
    """Takes every lemma for a cue: training must see what is none."""

    def __contains__(self, item: object) -> bool:
        return True


class Words:
    """The words of a text by their characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = [match.span() for match in WORD.finditer(text)]
        self.by_character = {c: i for i, (start, end) in enumerate(self.at) for c in range(start, end)}

    def of(self, spans: Sequence[Sequence[int]]) -> list[int]:
        """Return the numbers of the words in the spans, in order."""
        return sorted(
            {self.by_character[c] for start, end in spans for c in range(start, end) if c in self.by_character}
        )

    def head(self, words: list[int]) -> int | None:
        """Return the head of a source: its last word before a comma, a bracket, a preposition or a relative word."""
        if not words:
            return None
        last = words[0]
        for a, b in pairwise(words):
            gap = self.text[self.at[a][1] : self.at[b][0]]
            if self.text[slice(*self.at[b])].lower() in AFTER_HEAD or HEAD_ENDS.search(gap) or b != a + 1:
                break
            last = b
        return last


def spans_of(parse: Parse, ranges: Sequence[Range]) -> list[tuple[int, int]]:
    """Return the characters of the ranges."""
    doc = parse.doc
    return [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in ranges]


class Gold(NamedTuple):
    """An attribution in words."""

    content: frozenset[int]
    source: list[int]


class Labeller:
    """Says which attribution of an article a candidate matches."""

    def __init__(self, parse: Parse, attributions: list[dict[str, Any]]) -> None:
        self.parse = parse
        self.words = Words(parse.article.text)
        self.gold = [
            Gold(frozenset(self.words.of(each["content"])), self.words.of(each["source"])) for each in attributions
        ]
        self.starts: dict[int, list[int]] = defaultdict(list)
        for index, each in enumerate(self.gold):
            if each.content:
                self.starts[min(each.content)].append(index)

    def match(self, candidate: Candidate) -> int:
        """Return the number of the attribution with this content and source; -1 where there is none."""
        content = frozenset(self.words.of(spans_of(self.parse, candidate.content)))
        if not content:
            return -1
        first = min(content)
        for start in (first, first - 1, first + 1, first - 2, first + 2, first - 3, first + 3):
            for index in self.starts.get(start, ()):
                other = self.gold[index]
                same = len(content & other.content) >= SAME_CONTENT * max(len(content), len(other.content))
                if same and self._agrees(candidate, other):
                    return index
        return -1

    def _agrees(self, candidate: Candidate, other: Gold) -> bool:
        source = self.words.of(spans_of(self.parse, [candidate.source])) if candidate.source is not None else []
        if not source or not other.source:
            return not source and not other.source
        return self.words.head(source) in other.source and self.words.head(other.source) in source

    def may_match(self, candidate: Candidate) -> bool:
        """Say whether an attribution begins where the candidate does."""
        first = self.words.of(spans_of(self.parse, candidate.content[:1]))
        return bool(first) and any(self.starts.get(first[0] + shift) for shift in range(-3, 4))

    def ended(self, index: int, position: int) -> bool:
        """Say whether the attribution has no word from the token on."""
        offset = self.parse.doc[position].idx
        return all(self.words.at[word][0] < offset for word in self.gold[index].content)


def rows_of(number: int, parse: Parse, attributions: list[dict[str, Any]]) -> tuple[list[Row], int, int]:
    """Label the readings of an article.

    Beside them: how many statements of direct speech were found, and how many of these are right.
    """
    labeller = Labeller(parse, attributions)
    model = AttributionModel({}, 0.0, AnyLemma(), 0.5, {}, 0.0)
    reader = StatementReader(parse, model, load_knowledge())
    choice = Choice(reader, model)
    direct = reader.direct()
    found = {index for each in direct if (index := labeller.match(each)) >= 0}
    by_start: dict[int, list[Candidate]] = defaultdict(list)
    for each in direct:
        by_start[each.content[0].start].append(each)
    rows: list[Row] = []
    for each in reader.indirect(direct):
        start = each.content[0].start
        near = [other for i in range(start - 3, start + 4) for other in by_start.get(i, ())]
        if any(shared_part(each.content, other.content) >= SAME_CONTENT for other in near):
            continue
        gold, edges = -1, []
        if labeller.may_match(each):
            cuts = list(choice.cuts(each))
            for candidate in (each, *(choice.cut_at(each, cut) for cut in cuts)):
                if (gold := labeller.match(choice.joined(candidate))) >= 0:
                    break
            if gold >= 0:
                for cut in cuts:
                    edges.append((cut, labeller.ended(gold, cut.position)))
                    if edges[-1][1]:
                        break
        lemma = parse.doc[each.head].lemma_.lower()
        rows.append(Row(number, lemma, each, gold, tuple(edges)))
    return rows, len(direct), len(found)


def known_lemmas(rows: list[Row]) -> frozenset[str]:
    """Return the lemmas that are a cue often enough to be worth reading."""
    cues: dict[str, set[tuple[int, int]]] = defaultdict(set)
    right: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in rows:
        cues[row.lemma].add((row.article, row.head))
        if row.gold >= 0:
            right[row.lemma].add((row.article, row.head))
    return frozenset(
        lemma
        for lemma, heads in right.items()
        if len(heads) >= MIN_LEMMA_RIGHT and len(heads) / len(cues[lemma]) >= MIN_LEMMA_SHARE
    )


def worth_reading(rows: list[Row], lemmas: frozenset[str]) -> list[Row]:
    """Return the rows whose cue is among the lemmas or in the lexicon of verbs and nouns of saying."""
    saying = load_knowledge()
    return [row for row in rows if row.lemma in lemmas or saying.saying(row.lemma) or row.lemma in saying.saying_nouns]


def matrix_of(rows: Sequence[Sequence[str]], index: dict[str, int]) -> csr_matrix:
    """Return the rows as a sparse matrix of features that are there or not."""
    pointers, columns = [0], []
    for row in rows:
        columns.extend(sorted({index[feature] for feature in row if feature in index}))
        pointers.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(index)))


def fitted(matrix: csr_matrix, labels: np.ndarray, penalty: float) -> tuple[np.ndarray, float]:
    """Fit the logistic regression; the last parameter is the bias, which is not penalised."""

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = parameters[:-1], parameters[-1]
        scores = matrix @ weights + bias
        value = np.logaddexp(0.0, scores).sum() - scores @ labels + penalty / 2 * weights @ weights
        error = 1 / (1 + np.exp(-scores)) - labels
        return float(value), np.append(matrix.T @ error + penalty * weights, error.sum())

    result = minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return result.x[:-1], float(result.x[-1])


def best_threshold(
    rows: list[Row], scores: np.ndarray, attributions: int, direct: int, direct_right: int
) -> tuple[float, float]:
    """Return the threshold with the best joint F1, and that F1."""
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for row, score in zip(rows, scores, strict=True):
        key = (row.article, row.head)
        if key not in best or score > best[key][0]:
            best[key] = (float(score), row.gold)
    ranked = sorted(((score, key[0], gold) for key, (score, gold) in best.items()), reverse=True)
    seen: set[tuple[int, int]] = set()
    right = direct_right
    top = (0.5, 0.0)
    for count, (score, article, gold) in enumerate(ranked, start=1):
        if gold >= 0 and (article, gold) not in seen:
            seen.add((article, gold))
            right += 1
        f1 = 2 * right / (attributions + direct + count)
        if f1 > top[1]:
            top = (score, f1)
    return top


def read(path: Path) -> Iterator[tuple[Parse, list[dict[str, Any]]]]:
    """Yield each parsed report with its attributions."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = (Article(id=str(each["id"]), text=each["text"], sha256="") for each in records)
    for parse, record in zip(parse_articles(articles), records, strict=True):
        yield parse, record["attributions"]


class Weights(NamedTuple):
    """A fitted logistic regression."""

    columns: dict[str, int]
    weights: np.ndarray
    bias: float

    def scores(self, rows: Sequence[Sequence[str]]) -> np.ndarray:
        """Return the probabilities of the rows."""
        found: np.ndarray = 1 / (1 + np.exp(-(matrix_of(rows, self.columns) @ self.weights + self.bias)))
        return found

    def stored(self) -> dict[str, float]:
        """Return the weights that are large enough to matter."""
        kept = ((f, float(self.weights[i])) for f, i in self.columns.items())
        return {feature: round(weight, 2) for feature, weight in kept if abs(weight) >= SMALLEST_WEIGHT}


def train(rows: Sequence[Sequence[str]], labels: Sequence[bool], penalty: float) -> Weights:
    """Fit the weights of the features that are frequent enough."""
    counts = Counter(feature for row in rows for feature in row)
    index = {f: i for i, f in enumerate(sorted(f for f, count in counts.items() if count >= MIN_FEATURE_COUNT))}
    weights, bias = fitted(matrix_of(rows, index), np.array(labels, dtype=float), penalty)
    return Weights(index, weights, bias)


def main() -> None:
    """Read, train, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path)
    parser.add_argument("--output", type=Path, default=Path("src/rashomon/annotation/statements/data/attribution.json"))
    arguments = parser.parse_args()

    rows: list[Row] = []
    attributions = direct = direct_right = 0
    for number, (parse, gold) in enumerate(read(arguments.input)):
        found, n_direct, n_right = rows_of(number, parse, gold)
        rows.extend(found)
        attributions += len(gold)
        direct += n_direct
        direct_right += n_right
    reachable = len({(row.article, row.gold) for row in rows if row.gold >= 0})
    print(f"{attributions} attributions; direct speech: {direct_right} right of {direct}")
    print(f"{reachable} within reach of {len(rows)} readings")
    lemmas = known_lemmas(rows)
    rows = worth_reading(rows, lemmas)

    held_out = np.zeros(len(rows))
    folds = np.array([row.article % FOLDS for row in rows])
    for fold in range(FOLDS):
        others = [row for row, f in zip(rows, folds, strict=True) if f != fold]
        chosen = np.flatnonzero(folds == fold)
        model = train([row.features for row in others], [row.gold >= 0 for row in others], PENALTY)
        held_out[chosen] = model.scores([rows[i].features for i in chosen])
    threshold, f1 = best_threshold(rows, held_out, attributions, direct, direct_right)
    model = train([row.features for row in rows], [row.gold >= 0 for row in rows], PENALTY)

    edges = [(row.article, *edge) for row in rows for edge in row.edges]
    kept = [edge for edge in edges if edge[0] % FOLDS]
    edge_model = train([edge[1].features for edge in kept], [edge[2] for edge in kept], EDGE_PENALTY)
    tested = [edge for edge in edges if not edge[0] % FOLDS]
    right = (edge_model.scores([edge[1].features for edge in tested]) > 0.5) == np.array([edge[2] for edge in tested])
    edge_model = train([edge[1].features for edge in edges], [edge[2] for edge in edges], EDGE_PENALTY)
    stored: dict[str, Any] = {
        "source": SOURCE,
        "threshold": round(threshold, 3),
        "bias": round(model.bias, 3),
        "edge_bias": round(edge_model.bias, 3),
        "lemmas": sorted(lemmas),
        "weights": model.stored(),
        "edge_weights": edge_model.stored(),
    }
    print(f"{len(rows)} readings, {len(lemmas)} lemmas, {len(stored['weights'])} weights")
    print(f"threshold {threshold:.3f}, cross-validated F1 {f1:.3f} with the best edges")
    print(f"{len(edges)} edges, {len(stored['edge_weights'])} weights, held out right {right.mean():.3f}")
    print(f"of the edges, the content ends at {np.mean([edge[2] for edge in edges]):.3f}")
    arguments.output.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
