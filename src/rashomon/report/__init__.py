"""A comparison for people: on the terminal, as one self-contained HTML page, as Markdown, and as JSON for programs."""

from rashomon.report.article import article_to_terminal
from rashomon.report.html import to_html
from rashomon.report.json import to_json
from rashomon.report.markdown import to_markdown
from rashomon.report.method import Figure, Method, Model, Threshold
from rashomon.report.terminal import to_terminal

__all__ = [
    "Figure",
    "Method",
    "Model",
    "Threshold",
    "article_to_terminal",
    "to_html",
    "to_json",
    "to_markdown",
    "to_terminal",
]
