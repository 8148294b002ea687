"""Days of remembrance and what is held on them: reports use the name of the one for the other."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.annotation.coreference.chains import Chain
from rashomon.annotation.coreference.nominals import COMMEMORATED

__all__ = ["join_days"]


def join_days(chains: Sequence[Chain]) -> None:
    """Join the name of a day with the one commemoration that bears it ("Harvest Day", "the Harvest Day parade")."""
    for day in chains:
        words = day.name.lower().split()
        if day.entity is None or day.kind not in ("occasion", "other") or len(words) < 2 or words[-1] != "day":
            continue
        held = [
            chain
            for chain in chains
            if chain is not day and chain.head_words & COMMEMORATED and chain.modifiers.issuperset(words)
        ]
        if len(held) == 1:
            held[0].mentions.extend(day.mentions)
            day.mentions = []
