"""From sentences to unit vectors, offline and on the CPU."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rashomon.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["DIMENSIONS", "ENCODER_NAME", "encode"]

ENCODER_NAME = "all-MiniLM-L6-v2 (int8)"
DIMENSIONS = 384
MAX_TOKENS = 128
"""Word pieces of a text that are read: the model was trained on 128, and clauses are far shorter."""

DIGESTS = {
    "model.onnx": "220b6b78f160c0047cc99215d4717e49d3af891bfa982d4fb6977a18c9920cb9",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

Vectors = npt.NDArray[np.float32]


@lru_cache(maxsize=1)
def _load() -> tuple[Tokenizer, Any]:
    import onnxruntime
    from tokenizers import Tokenizer

    data = files("rashomon.encoder") / "data"
    contents = {}
    for name, digest in DIGESTS.items():
        path = data / name
        contents[name] = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(contents[name]).hexdigest() != digest:
            raise ModelError(
                f"the sentence encoder's {name} is missing or damaged; "
                "install the package again with `pip install --force-reinstall --no-deps rashomon`"
            )
    tokenizer = Tokenizer.from_buffer(contents["tokenizer.json"])
    tokenizer.enable_truncation(max_length=MAX_TOKENS)
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(contents["model.onnx"], options, providers=["CPUExecutionProvider"])
    return tokenizer, session


def encode(texts: Sequence[str]) -> Vectors:
    """Return one unit vector a text, shape (len(texts), 384).

    Texts are encoded one by one: int8 scales are taken over the whole batch, so that in a batch the vector of a text
    would depend on its neighbours. Raises ModelError where the model files are missing or damaged.
    """
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    if not texts:
        return vectors
    tokenizer, session = _load()
    known: dict[str, int] = {}
    for row, text in enumerate(texts):
        if text in known:
            vectors[row] = vectors[known[text]]
            continue
        known[text] = row
        encoding = tokenizer.encode(text)
        inputs = {
            "input_ids": np.asarray([encoding.ids], dtype=np.int64),
            "attention_mask": np.asarray([encoding.attention_mask], dtype=np.int64),
        }
        vectors[row] = session.run(None, inputs)[0][0]
    return vectors
