"""The small networks that the package ships, as int8 ONNX (see data/): vectors of reports and word pieces, tags of words."""

from rashomon.encoder.encoder import ENCODER_NAME, encode
from rashomon.encoder.matcher import MATCHER_DIMENSIONS, MATCHER_NAME, PieceVectors, piece_vectors
from rashomon.encoder.tagger import TAGGER_NAME, PieceTags, tag

__all__ = [
    "ENCODER_NAME",
    "MATCHER_DIMENSIONS",
    "MATCHER_NAME",
    "TAGGER_NAME",
    "PieceTags",
    "PieceVectors",
    "encode",
    "piece_vectors",
    "tag",
]
