"""The small networks that the package ships, as int8 ONNX (see data/CARD.md): vectors of sentences, and tags of words."""

from rashomon.encoder.encoder import ENCODER_NAME, encode
from rashomon.encoder.tagger import TAGGER_NAME, PieceTags, tag

__all__ = ["ENCODER_NAME", "TAGGER_NAME", "PieceTags", "encode", "tag"]
