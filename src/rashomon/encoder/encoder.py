"""From sentences to unit vectors, offline and on the CPU."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.encoder.loading import load_session, load_tokenizer

__all__ = ["DIMENSIONS", "ENCODER_NAME", "encode"]

ENCODER_NAME = "all-MiniLM-L6-v2 (int8)"
DIMENSIONS = 384
MAX_PIECES = 128
"""Word pieces of a text that are read: the model was trained on 128, and clauses are far shorter."""

Vectors = npt.NDArray[np.float32]


def encode(texts: Sequence[str]) -> Vectors:
    """Return one unit vector a text, shape (len(texts), 384).

    Texts are encoded one by one: int8 scales are taken over the whole batch, so that in a batch the vector of a text
    would depend on its neighbours. Raises ModelError where the model files are missing or damaged.
    """
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    if not texts:
        return vectors
    tokenizer, session = load_tokenizer(MAX_PIECES), load_session("model.onnx")
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
