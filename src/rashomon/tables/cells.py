"""Cells that a spreadsheet shows and never runs."""

from __future__ import annotations

__all__ = ["Cell", "written"]

Cell = str | int | float | None

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula (OWASP, "CSV Injection"); white space is gone by then."""

_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\N{REPLACEMENT CHARACTER}")


def written(cell: Cell) -> str:
    """Return the characters of a cell: numbers as they are, text on one line, behind an apostrophe where it could be a formula.

    Control characters are replaced, so that no reader of the file meets one.
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    line = " ".join(cell.split()).translate(_CONTROLS)
    return f"'{line}" if line.startswith(_FORMULA_STARTS) else line
