"""What each word of a sentence is to an attribution: part of what is said, of its cue, of its source."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rashomon.encoder.loading import load_session, load_tokenizer

__all__ = ["TAGGER_NAME", "PieceTags", "tag"]

TAGGER_NAME = "attribution tagger on all-MiniLM-L6-v2 (int8)"
MAX_PIECES = 256
"""Word pieces of a sentence that are read, as in training; what stands behind them has no tags."""


class PieceTags(NamedTuple):
    """A word piece of a sentence with five probabilities, each for itself: an attribution may lie in another."""

    start: int
    """Its first character in the sentence."""
    content: float
    """That it lies in what somebody says, thinks, wants ..."""
    begins: float
    """That this content begins with it."""
    ends: float
    """That this content ends with it."""
    cue: float
    """That it lies in the words that attribute: "said", "according to"."""
    source: float
    """That it lies in the name or description of whose words or thoughts these are."""


def tag(sentence: str) -> list[PieceTags]:
    """Return the tags of the word pieces of one sentence, in order.

    Raises ModelError where the model files are missing or damaged.
    """
    encoding = load_tokenizer(MAX_PIECES).encode(sentence)
    inputs = {
        "input_ids": np.asarray([encoding.ids], dtype=np.int64),
        "attention_mask": np.asarray([encoding.attention_mask], dtype=np.int64),
    }
    # One thread: annotation already runs a process a core, and sentences are short.
    (probabilities,) = load_session("tagger.onnx", threads=1).run(None, inputs)[0]
    # The first and the last piece are [CLS] and [SEP].
    rows = probabilities[1:-1].tolist()
    return [PieceTags(start, *row) for (start, _), row in zip(encoding.offsets[1:-1], rows, strict=True)]
