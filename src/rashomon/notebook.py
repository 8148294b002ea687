"""A comparison in a notebook: its page, and on a plain IPython terminal what the command prints.

The nouns know nothing of screens, so the display is not a method of `Comparison`: it is registered with IPython, which
asks for a type by its name and therefore costs nothing until a comparison is shown.
"""

from __future__ import annotations

import base64
import io
import sys
from typing import TYPE_CHECKING, Any

from rashomon.limits import MAX_NOTEBOOK_PAGE_BYTES

if TYPE_CHECKING:
    from rashomon.model import Comparison

__all__ = ["comparison_as_html", "comparison_as_text", "show_in_notebooks"]

HEIGHT = 760
"""Pixels of the page in a notebook: most of a laptop's screen, so that it scrolls by itself."""
WIDTH = 88
"""Characters of a line where only text can be shown."""


def show_in_notebooks() -> None:
    """Tell the running IPython, if there is one, how a comparison is shown."""
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        return
    formatters = shell.display_formatter.formatters
    formatters["text/html"].for_type_by_name("rashomon.model.comparison", "Comparison", comparison_as_html)
    formatters["text/plain"].for_type_by_name("rashomon.model.comparison", "Comparison", _print_text)


def comparison_as_html(comparison: Comparison) -> str:
    """Return the page in a frame of its own.

    The frame's address holds the page itself. So it has an origin of its own, from which neither it nor anything that
    a report brought can reach the notebook, its style touches no other cell, and its inner links stay inside it
    (in a frame with `srcdoc` they would lead to the notebook's address).
    """
    from rashomon.report import to_html

    page = to_html(comparison).encode()
    if len(page) > MAX_NOTEBOOK_PAGE_BYTES:
        return (
            f"<p>The page of this comparison has {len(page):,} bytes, more than a notebook shows "
            f"({MAX_NOTEBOOK_PAGE_BYTES:,}). Write it to a file: "
            "<code>pathlib.Path('report.html').write_text(rashomon.to_html(comparison), encoding='utf-8')</code></p>"
        )
    address = f"data:text/html;charset=utf-8;base64,{base64.b64encode(page).decode()}"
    return (
        f'<iframe src="{address}" title="rashomon: the accounts side by side" '
        'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
        f'style="width:100%;height:{HEIGHT}px;border:1px solid #8888;border-radius:4px"></iframe>'
    )


def comparison_as_text(comparison: Comparison) -> str:
    """Return what the command prints, without colours."""
    from rich.console import Console

    from rashomon.report import to_terminal

    stream = io.StringIO()
    to_terminal(comparison, Console(file=stream, width=WIDTH, color_system=None))
    return stream.getvalue()


def _print_text(comparison: Comparison, printer: Any, cycle: bool) -> None:
    printer.text("…" if cycle else comparison_as_text(comparison).rstrip("\n"))
