"""Web pages: the main text of a report, its title, byline, outlet and date."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from rashomon import limits
from rashomon.errors import InputError
from rashomon.model import Problem
from rashomon.reading.decoding import decode_page
from rashomon.reading.drafts import Draft, first_date, host_of, is_web_address
from rashomon.reading.page_facts import PageFacts, page_facts
from rashomon.reading.walls import wall_on

__all__ = ["plain_page", "read_page", "visible_text"]

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>|<!--")
_HIDDEN = frozenset("script style template noscript svg head iframe select textarea".split())
_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol p pre section table td th tr ul".split()
)
_NO_DEPTH = frozenset(
    "area base br col embed hr img input link meta source track wbr"
    " p li dt dd tr td th thead tbody tfoot option html body".split()
)
"""Elements that hold nothing, or that the parser closes by itself."""


def read_page(
    data: bytes, where: str, *, url: str | None = None, charset: str | None = None, outlet: str | None = None
) -> Draft:
    """Read a report from a page; `charset` is the encoding that came with it over HTTP.

    The outlet is the one that the page states, else `outlet`. Dates are those that the page states for machines, else the
    day that its mark-up shows. A page beyond the bounds of extraction gives its visible text, with the doubt recorded.
    Raises InputError where no main text is found, or a wall stands in place of the report.
    """
    markup, problems = decode_page(data, where, charset)
    beyond = _bound_that_breaks(markup)
    if beyond:
        doubt = f"the page is too large or too nested to find its main text ({beyond}): all its visible text is taken"
        return plain_page(markup, where, Problem(doubt, where, "doubt", beyond), *problems, url=url, outlet=outlet)
    found, facts = _extract(markup, url)
    text = (found.text or "") if found else ""
    _refuse_wall(found.title if found else None, text.strip(), markup, facts, where)
    if found is None or len(text.strip()) < limits.MIN_MAIN_TEXT_CHARS:
        raise InputError(where, "no main text was found on the page; save the report's text as a .txt file")
    if facts.free is False:
        doubt = "the page says that it is not free to read: the text may be only a part of the report"
        problems = (*problems, Problem(doubt, where, kind="doubt"))
    published = first_date(facts.published, found.date)
    return Draft(
        text,
        where,
        url=url or _web_address(found.url),
        outlet=_stated_outlet(found.sitename, url) or facts.publisher or outlet,
        title=found.title,
        byline=found.author,
        published=published,
        updated=facts.updated if facts.updated != published else None,
        language=found.language,
        problems=problems,
        is_page=True,
    )


def plain_page(markup: str, where: str, *problems: Problem, url: str | None = None, outlet: str | None = None) -> Draft:
    """Return all text of a page that a reader sees, where its main text cannot be told from the rest; `problems` say why."""
    return Draft(visible_text(markup), where, url=url, outlet=outlet, problems=problems, is_page=True)


def _refuse_wall(title: str | None, text: str, markup: str, facts: PageFacts, where: str) -> None:
    if len(text) < limits.MAX_TEASER_CHARS or facts.free is False:
        wall = wall_on(title, text, visible_text(markup), facts)
        if wall:
            raise InputError(where, f"{wall}; open it in a browser, and save the report's text as a .txt file")


def visible_text(markup: str) -> str:
    """Return the text between the tags, a line a block, without scripts and styles; linear in the markup."""
    pieces: list[str] = []
    end = 0
    for start, next_end, name in _tags(markup):
        pieces.append(markup[end:start])
        if name in _BLOCKS:
            pieces.append("\n")
        end = next_end
    pieces.append(markup[end:])
    lines = (" ".join(line.split()) for line in html.unescape("".join(pieces)).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _tags(markup: str) -> Iterator[tuple[int, int, str]]:
    """Give start, end and lower-case name of each tag; a comment or a hidden element counts as one tag."""
    position = 0
    lowered = markup.lower()
    while tag := _TAG.search(markup, position):
        name = (tag[2] or "").lower()
        position = tag.end()
        if not name:
            close = markup.find("-->", position)
            position = close + 3 if close >= 0 else len(markup)
        elif name in _HIDDEN and not tag[1] and len(lowered) == len(markup):
            close = lowered.find(f"</{name}", position)
            position = (lowered.find(">", close) + 1 or len(markup)) if close >= 0 else len(markup)
        yield tag.start(), position, name


def _bound_that_breaks(markup: str) -> str | None:
    """Name the bound of extraction that the page breaks."""
    if len(markup) > limits.MAX_EXTRACT_CHARS:
        return "MAX_EXTRACT_CHARS"
    depth = count = 0
    for tag in _TAG.finditer(markup):
        count += 1
        if tag[2] and tag[2].lower() not in _NO_DEPTH:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > limits.MAX_PAGE_DEPTH:
                return "MAX_PAGE_DEPTH"
    return "MAX_PAGE_TAGS" if count > limits.MAX_PAGE_TAGS else None


def _extract(markup: str, url: str | None) -> tuple[Any, PageFacts]:
    """Return what the extractor found, None where it found nothing, and what the page states of itself."""
    import trafilatura

    facts = PageFacts()
    try:
        tree = trafilatura.load_html(markup)
        if tree is None:
            return None, facts
        # Before the extractor takes the tree apart.
        facts = page_facts(tree)
        found = trafilatura.bare_extraction(
            tree,
            url=url,
            include_comments=False,
            with_metadata=True,
            # A date is read where the page states it, never guessed from its text.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        # The extractor stumbles on some broken trees; for the reader that is a page without a main text.
        return None, facts
    return found, facts


def _stated_outlet(name: str | None, url: str | None) -> str | None:
    """Return the outlet's name, but not where the extractor only repeats the host."""
    return name if name and name.lower().removeprefix("www.") != host_of(url) else None


def _web_address(url: str | None) -> str | None:
    return url if url and is_web_address(url) else None
