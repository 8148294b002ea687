"""rashomon: one event, many accounts.

    import rashomon

    reports = rashomon.read("examples/reports.jsonl")
    comparison = rashomon.compare(reports)

The functions of `rashomon.api` are at hand here. They load what they need when they are first used, so that
`import rashomon` costs nothing; in a notebook the import also tells IPython how a comparison is shown.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.api import annotate, article, compare, group, read, to_html, to_json, to_markdown

__all__ = [
    "__version__",
    "annotate",
    "article",
    "compare",
    "group",
    "read",
    "to_html",
    "to_json",
    "to_markdown",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("rashomon.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if "IPython" in sys.modules:
    from rashomon.notebook import show_in_notebooks

    show_in_notebooks()
