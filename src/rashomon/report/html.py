"""A comparison as one HTML page that needs nothing else: style, script and evidence are in the file."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon.model import Comparison
from rashomon.report.display import count, visible
from rashomon.report.map import draw_map
from rashomon.report.method import Method
from rashomon.report.network import draw_network
from rashomon.report.view import Page, build_page

__all__ = ["to_html"]


def to_html(comparison: Comparison, *, method: Method | None = None) -> str:
    """Write a comparison as a page.

    The page reads without its script. Whatever comes from a report is escaped, controls that could reorder the
    text are made visible, links lead only to the web, and the policy in the page's head allows no other style or
    script than its own two, by their hashes.

    Args:
        comparison: The accounts of one story, side by side.
        method: How the comparison was made; without it, the method of this version.
    """
    page = build_page(comparison, method)
    style = _style(page)
    script = _resource("story.js")
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            page=page,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            map=draw_map(page.places),
            network=draw_network(page.ledger.relations),
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("rashomon.report", "templates"),
        autoescape=True,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["count"] = count
    return environment


def _shown(value: Any) -> Any:
    # Every value that a template writes passes here, so that none can be forgotten; what is Markup is our own.
    return visible(value) if type(value) is str else value


@lru_cache(maxsize=4)
def _resource(name: str) -> str:
    return (files("rashomon.report") / "static" / name).read_text(encoding="utf-8")


def _style(page: Page) -> str:
    # Which two texts stand side by side is chosen by radio buttons, so that it works without the script; style
    # sheets cannot count, so each account has its own pair of rules.
    rules = [
        _resource("story.css"),
        "@supports selector(:has(*)) {",
        "#texts .text { display: none }",
        "#texts .text:has(:target), #texts .text:target { display: block }",
    ]
    for account in page.accounts:
        letter = account.letter
        rules.append(f"#texts:has(#left-{letter}:checked) #text-{letter}{{ display: block; --area: 1/1 }}")
        rules.append(f"#texts:has(#right-{letter}:checked) #text-{letter}{{ display: block; --area: 1/3 }}")
    rules.append("}")
    return "\n".join(rules)


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
