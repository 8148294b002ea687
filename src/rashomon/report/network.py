"""The network of who did what to whom, as inline SVG: the busiest actors on a circle."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup, escape

from rashomon.report.display import visible
from rashomon.report.view.index import Quote
from rashomon.report.view.ledger import Relation

__all__ = ["draw_network"]

MAX_ACTORS = 12
"""Actors drawn; beyond a dozen the names run into each other, and the ledger below has them all."""
WIDTH, RADIUS = 820, 140
MARGIN = 34
"""Room above and below the circle for a name."""
_NAME_LENGTH = 26


def draw_network(relations: Sequence[Relation]) -> Markup | None:
    """Draw an arrow from actor to recipient for each pair; None where no event has both.

    A whole line means that at least one of the events has happened or is under way; a dashed one that all are
    planned, possible or denied.
    """
    pairs: dict[tuple[str, str], list[Relation]] = {}
    for relation in relations:
        for actor in relation.actors:
            for recipient in relation.recipients:
                if actor != recipient:
                    pairs.setdefault((actor, recipient), []).append(relation)
    if not pairs:
        return None
    names = _busiest(pairs)
    angles = {name: 2 * math.pi * place / len(names) - math.pi for place, name in enumerate(names)}
    # Few actors make a flat figure: the heights are measured from the highest of them, not from the circle.
    top = min(RADIUS * math.sin(angle) for angle in angles.values()) - MARGIN
    height = max(RADIUS * math.sin(angle) for angle in angles.values()) + MARGIN - top
    spots = {
        name: (WIDTH / 2 + 1.35 * RADIUS * math.cos(angle), RADIUS * math.sin(angle) - top)
        for name, angle in angles.items()
    }
    parts = [
        f'<svg class="net" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-labelledby="net-title">'
        f'<title id="net-title">Who does what to whom, between {len(names)} actors; the ledger follows</title>'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>'
    ]
    for (actor, recipient), events in sorted(pairs.items()):
        if actor in spots and recipient in spots:
            parts.append(_linked(events[0].quotes[0], _arrow(spots[actor], spots[recipient], events)))
    evidence = {
        name: events[0].quotes[0]
        for pair, events in sorted(pairs.items(), reverse=True)
        for name in pair
        if name in spots
    }
    parts += [_linked(evidence[name], _node(visible(name), *spots[name], angles[name])) for name in names]
    parts.append("</svg>")
    return Markup("".join(parts))


def _busiest(pairs: dict[tuple[str, str], list[Relation]]) -> list[str]:
    """Return the names of the pairs with most events, so that everybody drawn has an arrow."""
    names: dict[str, None] = {}
    for pair in sorted(pairs, key=lambda pair: (-len(pairs[pair]), pair)):
        if len(names.keys() | set(pair)) <= MAX_ACTORS:
            names.update(dict.fromkeys(pair))
    return list(names)


def _linked(quote: Quote, drawn: str) -> str:
    # The ledger has the same links as text, so that the keyboard need not pass here.
    return f'<a href="#{quote.anchor}" data-end="{quote.end}" tabindex="-1">{drawn}</a>'


def _arrow(start: tuple[float, float], end: tuple[float, float], events: list[Relation]) -> str:
    real = any(event.status in ("happened", "ongoing") for event in events)
    # Bent to its left, so that the arrow back has a way of its own; cut short of the dots.
    x1, y1 = start
    x2, y2 = end
    length = math.hypot(x2 - x1, y2 - y1)
    across, down = (x2 - x1) / length, (y2 - y1) / length
    x1, y1, x2, y2 = x1 + 9 * across, y1 + 9 * down, x2 - 9 * across, y2 - 9 * down
    bend_x, bend_y = (x1 + x2) / 2 - 0.14 * length * down, (y1 + y2) / 2 + 0.14 * length * across
    kinds = ", ".join(sorted({f"{event.type} ({event.status_words})" for event in events}))
    width = min(1 + 0.5 * len(events), 4)
    return (
        f'<path class="{"edge" if real else "edge unreal"}" stroke-width="{width:g}" marker-end="url(#tip)" '
        f'd="M{x1:.1f} {y1:.1f}Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}"><title>{escape(kinds)}</title></path>'
    )


def _node(name: str, x: float, y: float, angle: float) -> str:
    side = math.cos(angle)
    short = name if len(name) <= _NAME_LENGTH else name[: _NAME_LENGTH - 1] + "…"
    anchor = "middle" if abs(side) < 0.3 else "start" if side > 0 else "end"
    shift = 0 if anchor == "middle" else 12 if side > 0 else -12
    lift = (-14 if math.sin(angle) < 0 else 22) if anchor == "middle" else 4
    return (
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        f'<text class="name" text-anchor="{anchor}" x="{x + shift:.1f}" y="{y + lift:.1f}">{escape(short)}</text>'
    )
