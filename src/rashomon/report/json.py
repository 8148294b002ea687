"""A comparison as JSON, in the keys that the nouns of `rashomon.model` fix."""

from __future__ import annotations

import msgspec

from rashomon.model import Comparison

__all__ = ["to_json"]


def to_json(comparison: Comparison) -> bytes:
    """Return the comparison as UTF-8, indented by two spaces, with a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(comparison), indent=2) + b"\n"
