"""Annotation: from an article to everything that can be read from it, over a single parse."""

from rashomon.annotation.pipeline import annotate

__all__ = ["annotate"]
