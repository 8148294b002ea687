"""The sentence encoder: all-MiniLM-L6-v2 as int8 ONNX, shipped with the package (see data/CARD.md)."""

from rashomon.encoder.encoder import ENCODER_NAME, encode

__all__ = ["ENCODER_NAME", "encode"]
