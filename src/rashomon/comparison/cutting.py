"""Very long accounts, cut to the part that is compared."""

from __future__ import annotations

import msgspec

from rashomon.model import Annotation

__all__ = ["first_claims"]


def first_claims(annotation: Annotation, most: int) -> Annotation:
    """Return the annotation up to its claim number `most`: what begins beyond it is left out of every layer but the entities."""
    if len(annotation.claims) <= most:
        return annotation
    end = max((claim.span.end for claim in annotation.claims[:most]), default=0)
    statements = tuple(said for said in annotation.statements if said.content and said.content[0].start < end)
    events = tuple(event for event in annotation.events if event.trigger.start < end)
    return msgspec.structs.replace(
        annotation,
        times=tuple(time for time in annotation.times if time.start < end),
        places=tuple(place for place in annotation.places if place.start < end),
        statements=statements,
        events=events,
        claims=annotation.claims[:most],
    )
