"""A dot map of the places, as inline SVG: no tiles, nothing fetched."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup, escape

from rashomon.report.display import visible
from rashomon.report.view.timeline import PlaceView

__all__ = ["draw_map"]

WIDTH = 960
MIN_HEIGHT, MAX_HEIGHT = 220, 420
MIN_SPAN = 4.0
"""Degrees shown at least, so that one town is not blown up to a street plan without streets."""
MAX_LABELS = 14
"""Names written on the map; every place is in the list below it."""
_STEPS = (0.5, 1, 2, 5, 10, 15, 30, 60)
_LABEL_HEIGHT, _LETTER_WIDTH = 14, 6.6


def draw_map(places: Sequence[PlaceView]) -> Markup | None:
    """Draw the places on an equirectangular grid true to scale at its middle; None where there is no place.

    The graticule carries its degrees. Places that more accounts name have larger dots; the first ones, as far as
    there is room, have their names.
    """
    if not places:
        return None
    west, east = _bounds([place.longitude for place in places], 180)
    south, north = _bounds([place.latitude for place in places], 90)
    stretch = 1 / max(0.2, math.cos(math.radians((south + north) / 2)))
    height = WIDTH * (north - south) / (east - west) * stretch
    if height < MIN_HEIGHT:
        south, north = _widen(south, north, MIN_HEIGHT / height, 90)
        height = MIN_HEIGHT
    elif height > MAX_HEIGHT:
        west, east = _widen(west, east, height / MAX_HEIGHT, 180)
        height = MAX_HEIGHT
    parts = [
        f'<svg class="map" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-labelledby="map-title">'
        f'<title id="map-title">Map of {len(places)} places named in the reports; the list follows</title>'
        f'<rect class="sea" width="{WIDTH}" height="{height:.0f}"/>'
    ]

    def across(longitude: float) -> float:
        return (longitude - west) / (east - west) * WIDTH

    def down(latitude: float) -> float:
        return (north - latitude) / (north - south) * height

    step = next((step for step in _STEPS if (east - west) / step <= 8), 60)
    for degree in _lines(west, east, step):
        x = across(degree)
        parts.append(f'<path class="grat" d="M{x:.1f} 0V{height:.0f}"/>')
        parts.append(f'<text class="deg" x="{x + 3:.1f}" y="{height - 5:.0f}">{_degrees(degree, "E", "W")}</text>')
    for degree in _lines(south, north, step):
        y = down(degree)
        parts.append(f'<path class="grat" d="M0 {y:.1f}H{WIDTH}"/>')
        parts.append(f'<text class="deg" x="4" y="{y - 4:.1f}">{_degrees(degree, "N", "S")}</text>')
    taken: list[tuple[float, float, float]] = []
    for place in reversed(places):
        x, y = across(place.longitude), down(place.latitude)
        radius = 3.5 + 1.5 * min(len(place.quotes), 5)
        # The list below has the same links as text, so that the keyboard need not pass here.
        parts.append(
            f'<a href="#{place.quotes[0].anchor}" data-end="{place.quotes[0].end}" tabindex="-1">'
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
            f"<title>{escape(visible(place.name))}</title></circle></a>"
        )
    for place in places:
        x, y = across(place.longitude), down(place.latitude)
        label = _place_label(visible(place.name), x, y, taken)
        if label is not None and len(taken) <= MAX_LABELS:
            parts.append(label)
    parts.append("</svg>")
    return Markup("".join(parts))


def _bounds(values: list[float], limit: float) -> tuple[float, float]:
    low, high = min(values), max(values)
    pad = max((high - low) * 0.12, (MIN_SPAN - (high - low)) / 2)
    return max(-limit, low - pad), min(limit, high + pad)


def _widen(low: float, high: float, factor: float, limit: float) -> tuple[float, float]:
    middle, half = (low + high) / 2, (high - low) / 2 * factor
    half = min(half, limit)
    middle = max(-limit + half, min(limit - half, middle))
    return middle - half, middle + half


def _lines(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [number * step for number in range(first, math.floor(high / step) + 1)]


def _degrees(degree: float, positive: str, negative: str) -> str:
    letter = "" if degree == 0 else positive if degree > 0 else negative
    return f"{abs(degree):g}°{letter}"


def _place_label(name: str, x: float, y: float, taken: list[tuple[float, float, float]]) -> str | None:
    width = len(name) * _LETTER_WIDTH
    start = x + 13 if x + 13 + width < WIDTH else x - 13 - width
    for left, right, line in taken:
        if start < right and left < start + width and abs(line - y) < _LABEL_HEIGHT:
            return None
    taken.append((start, start + width, y))
    return f'<text class="name" x="{start:.1f}" y="{y + 4:.1f}">{escape(name)}</text>'
