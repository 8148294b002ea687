"""The model files that the package ships: read, checked against their pinned hash, and made ready to run."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from rashomon.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["DIGESTS", "load_session", "load_tokenizer"]

DIGESTS = {
    "model.onnx": "220b6b78f160c0047cc99215d4717e49d3af891bfa982d4fb6977a18c9920cb9",
    "matcher.onnx": "bc44e0f3d4df1eb5f54ac3d3a9a669312aa5b2ec88ada1a0d22d8a81c25d3838",
    "tagger.onnx": "1adf622bb35e3238df924bb85e1638c39628f264720d9a584e6938311e6fc49b",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""SHA-256 of each file that the figures were measured with."""


def _checked(name: str) -> bytes:
    """Return the contents of a model file. Raises ModelError where it is missing or not the pinned one."""
    path = files("rashomon.encoder") / "data" / name
    contents = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(contents).hexdigest() != DIGESTS[name]:
        raise ModelError(
            f"the model file {name} is missing or damaged; "
            "install the package again with `pip install --force-reinstall --no-deps rashomon`"
        )
    return contents


@lru_cache
def load_tokenizer(max_pieces: int) -> Tokenizer:
    """Return a tokenizer into word pieces that reads so many of a text, [CLS] and [SEP] among them."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(_checked("tokenizer.json"))
    tokenizer.enable_truncation(max_length=max_pieces)
    tokenizer.no_padding()
    return tokenizer


@lru_cache
def load_session(name: str, *, threads: int = 0) -> Any:
    """Return a session of onnxruntime over a model file, on so many threads (0: one a core)."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads
    # Threads that wait by turning in circles take the processor from the processes that annotate: 19 ms of it for an opening
    # of 100 pieces, against 9 ms without, and no sooner done.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(_checked(name), options, providers=["CPUExecutionProvider"])
