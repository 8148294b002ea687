"""Comparison: the accounts of one story, side by side, point by point."""

from rashomon.comparison.compare import compare

__all__ = ["compare"]
