"""The weights of the two log-linear models that read places, with their card (data/toponyms.json)."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MODEL_FILE", "ToponymModel", "load_toponym_model"]

MODEL_FILE = Path(__file__).parent / "data" / "toponyms.json"


@dataclass(frozen=True)
class ToponymModel:
    """Weights by feature: is it a place name, which place is it, and is it a place name now that the place is known."""

    recognise: Mapping[str, float]
    resolve: Mapping[str, Mapping[str, float]]
    accept: Mapping[str, float]
    threshold: float

    @staticmethod
    def probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
        """Return the probability that a logistic model gives to features."""
        score = sum(weights.get(feature, 0.0) * value for feature, value in features.items())
        return 1.0 / (1.0 + math.exp(-score))


@lru_cache(maxsize=1)
def load_toponym_model() -> ToponymModel:
    """Load the weights that scripts/train_toponyms.py wrote."""
    content = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    return ToponymModel(content["recognise"], content["resolve"], content["accept"], content["threshold"])
