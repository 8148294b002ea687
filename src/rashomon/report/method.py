"""What a reader must know of how a comparison was made."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon import __version__

__all__ = ["KNOWN_LIMITS", "Figure", "Method", "Model", "Threshold"]

KNOWN_LIMITS = (
    "Silence is not denial. An account that does not speak to a point may have left it out, or the program may have "
    "failed to see it there.",
    "Points are joined by how alike two clauses are. Some tellings of one thing stay apart, and some that are "
    "joined speak of two; each point says why its tellings were linked.",
    "An origin is what a report credits (dateline, byline, “told …”, “according to …”) or what copied text shows. A "
    "relay that no report states is not counted, so independence may be smaller than it looks.",
    "Where neither a credit nor a date tells which of two accounts had common words first, the first by its id stands for both.",
    "Reports are read in English. Headlines, captions and very short clauses are read less surely than running text.",
    "The figures were measured on texts that rules, word lists and thresholds were made on; new text does somewhat less well.",
    "Nothing here is a verdict. A difference may be an error, a later version, or two true things.",
)
"""Limits that hold for every comparison, whatever the models."""


@dataclass(frozen=True)
class Model:
    """A model that took part: its name, version and licence, what it was used for, and the hash of its weights."""

    name: str
    version: str
    use: str
    licence: str | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class Threshold:
    """A number that decided something, and what it decides."""

    name: str
    value: str
    meaning: str


@dataclass(frozen=True)
class Figure:
    """How well a layer does: the measure with its value, and the texts that it was measured on."""

    layer: str
    measure: str
    value: str
    measured_on: str


@dataclass(frozen=True)
class Method:
    """How a comparison was made. What is left empty is shown as not stated; the section itself is never empty."""

    version: str = __version__
    models: tuple[Model, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    figures: tuple[Figure, ...] = ()
    limits: tuple[str, ...] = KNOWN_LIMITS
