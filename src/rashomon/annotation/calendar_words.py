"""Names of days and months, by their first three letters."""

from __future__ import annotations

__all__ = ["MONTHS", "WEEKDAYS"]

MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))
"""The first three letters of a month, with its number."""
WEEKDAYS = dict(zip("mon tue wed thu fri sat sun".split(), range(7), strict=True))
"""The first three letters of a weekday; Monday is 0."""
