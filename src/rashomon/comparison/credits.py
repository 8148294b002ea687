"""The credits of a report: which agency or outlet it says that it comes from, and where it says so.

A credit stands in a dateline ("PARIS (AFP) —"), in a byline, at the end ("AP contributed to this report", "Source: Xinhua")
or only in the byline that came with the report. Credits of photographs, captions and graphics credit no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rashomon.annotation.layout import Zone, find_zones
from rashomon.knowledge import Knowledge, Outlet
from rashomon.model import Article, Span

__all__ = ["Credit", "find_credits"]

MAX_OUTLET_WORDS = 6
"""Words of an outlet's name; the longest known have six."""
MAX_LEADING_LINES = 4
"""Paragraphs below the headline among which a byline stands."""
MAX_CLOSING_LINES = 5
"""Paragraphs at the end among which a credit stands; what follows are tags and links."""
MAX_CREDIT_CHARS = 240
"""Characters of a credit; a longer line is a paragraph of the report."""

MAX_LONE_CHARS = 80
"""Characters of a line that only names outlets: two or three long names."""

_IN_PARENTHESES = re.compile(r"\(([^()]{2,40})\)")
_LEADING_PARENTHESIS = re.compile(r"\s*\(([^()]{2,40})\)\s*(?:[—–:]|--?)\s")
_PICTURE = re.compile(
    r"\b(?:photo\w*|images?|pictures?|pictured|videos?|footage|getty|illustration|caption|graphics?|map|handout|pool|file)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|from)\s", re.IGNORECASE)
_SHARED = re.compile(r"\b(?:and|with|additional|contribut\w+|inputs?|material|information)\b|&|\+", re.IGNORECASE)
"""What says in a byline or an end credit that the outlet is not the only one."""
_PART = re.compile(
    r"""contributed\s(?:to|reporting)|\bcontributed\b\W*$ | ^\W*(?:additional|with|includes?|some|information|material)\b
      | \b(?:inputs?|files|material|reporting|information)\s(?:from|by)\b | \bwas\sused\sin\sthis\b""",
    re.VERBOSE | re.IGNORECASE,
)
_WHOLE = re.compile(
    r"""^\W*(?:source|agency|via|credit|news\sagency)\s*: | ^\W*(?:©|\(c\)|copyright)
      | \b(?:story|article|report)\s(?:was|is)\s(?:\w+\s){0,2}(?:published|republished|produced|written|provided)\b
      | ^\W*(?:re)?published\s(?:from|by) | ^\W*(?:originally|first)\spublished""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKED_OFF = re.compile(r"(?:[—–-]{1,2}\s*|[(\[])([A-Za-z][\w .&/’'-]{1,60}?)[)\]]?[.]?$")
_AT_WORK = re.compile(
    r"(?:\s(?:staff|news agency|newswire|writers?|correspondents?|reporters?))?(?:\sin\s[A-Z][\w -]+)?\W*"
)
_WORD = re.compile(r"[^\W_][\w.’'&-]*(?:/[A-Z]\w+)?")


class Credit(NamedTuple):
    """An agency or outlet that a report credits, the characters that say so, and which part of the text it covers.

    A whole credit says that the words come from there; another one ("with inputs from") only that some do. `field` is set
    where the credit is not in the text but in that field of the article; the span then is None.
    """

    outlet: Outlet
    span: Span | None
    covers: Span
    whole: bool
    field: Literal["byline"] | None = None


def find_credits(article: Article, knowledge: Knowledge) -> tuple[Credit, ...]:
    """Return the credits of a report in the order of its text, each outlet once for what it covers."""
    zones = find_zones(article.text, article.title)
    found = [
        *_datelines(article.text, zones, knowledge),
        *_bylines(article, zones, knowledge),
        *_end_credits(article.text, zones, knowledge),
        *_known_byline(article, knowledge),
    ]
    first: dict[tuple[str, int], Credit] = {}
    # The surer credit of an outlet counts: a report "by AFP" that ends in "AFP contributed" is AFP's.
    for credit in sorted(found, key=lambda each: not each.whole):
        first.setdefault((credit.outlet.id, credit.covers.start), credit)
    return tuple(sorted(first.values(), key=lambda each: (each.span is None, each.span or Span(0, 0), each.outlet.id)))


def _datelines(text: str, zones: Sequence[Zone], knowledge: Knowledge) -> Iterator[Credit]:
    """A dateline's agency covers the text up to the next dateline."""
    datelines = [zone.span for zone in zones if zone.kind == "dateline"]
    for span, following in pairwise([*datelines, Span(len(text), len(text))]):
        for match in _IN_PARENTHESES.finditer(span.of(text)):
            for outlet, at in _outlets(match.group(1), knowledge):
                start = span.start + match.start(1)
                yield Credit(
                    outlet, Span(start + at.start, start + at.end), Span(_start(datelines, span), following.start), True
                )
    body = next((zone.span for zone in zones if zone.kind == "body"), None)
    if not datelines and body is not None and (leading := _LEADING_PARENTHESIS.match(body.of(text))):
        for outlet, at in _outlets(leading.group(1), knowledge):
            start = body.start + leading.start(1)
            yield Credit(outlet, Span(start + at.start, start + at.end), Span(0, len(text)), True)


def _start(datelines: Sequence[Span], span: Span) -> int:
    """The first dateline covers the headline as well."""
    return 0 if span == datelines[0] else span.start


def _bylines(article: Article, zones: Sequence[Zone], knowledge: Knowledge) -> Iterator[Credit]:
    """A line above the report: "By The Associated Press", "By Ana Roe, Reuters", "Agence France-Presse in Seoul"."""
    leading = [zone for zone in zones if zone.kind in ("credit", "body")][:MAX_LEADING_LINES]
    for zone in leading:
        line = zone.span.of(article.text)
        if len(line) > MAX_CREDIT_CHARS or _PICTURE.search(line):
            continue
        led = _BY.match(line)
        is_lone = zone.kind == "body" and " in " in line and _only_outlets(line, knowledge)
        if (led and zone.kind == "credit") or is_lone:
            yield from _credits_in(zone.span, article.text, knowledge, shared=led is not None)


def _end_credits(text: str, zones: Sequence[Zone], knowledge: Knowledge) -> Iterator[Credit]:
    """The lines after the report, and what its last paragraph ends in."""
    kept = [zone for zone in zones if zone.kind in ("body", "credit", "boilerplate", "item")]
    bodies = [number for number, zone in enumerate(kept) if zone.kind == "body"]
    for number, zone in list(enumerate(kept))[-MAX_CLOSING_LINES:]:
        line = zone.span.of(text)
        is_after = bool(bodies) and number > bodies[0]
        if not is_after or len(line) > MAX_CREDIT_CHARS or _PICTURE.search(line):
            continue
        is_last = number == len(kept) - 1 or all(later.kind == "boilerplate" for later in kept[number + 1 :])
        if _PART.search(line):
            for credit in _credits_in(zone.span, text, knowledge, shared=False):
                yield credit._replace(whole=False)
        elif _WHOLE.search(line) or (is_last and _only_outlets(line, knowledge)):
            yield from _credits_in(zone.span, text, knowledge, shared=False)
        elif re.match(r"\W*(?:report|writ)ing by\b", line, re.IGNORECASE):
            yield from _credits_in(zone.span, text, knowledge, shared=True)
    if bodies and (last := kept[bodies[-1]].span) and (match := _MARKED_OFF.search(last.of(text))):
        named = match.group(1)
        if _only_outlets(named, knowledge) and match.start():
            start = last.start + match.start(1)
            yield from _credits_in(Span(start, start + len(named)), text, knowledge, shared=False)


def _known_byline(article: Article, knowledge: Knowledge) -> Iterator[Credit]:
    """The byline that came with the report, where the text does not have it."""
    if not article.byline or article.byline in article.text:
        return
    is_shared = _SHARED.search(article.byline) is not None
    for outlet, _ in _outlets(article.byline, knowledge):
        yield Credit(outlet, None, Span(0, len(article.text)), not is_shared, "byline")


def _credits_in(line: Span, text: str, knowledge: Knowledge, *, shared: bool) -> Iterator[Credit]:
    is_shared = shared and _SHARED.search(line.of(text)) is not None
    for outlet, at in _outlets(line.of(text), knowledge):
        yield Credit(outlet, Span(line.start + at.start, line.start + at.end), Span(0, len(text)), not is_shared)


def _only_outlets(line: str, knowledge: Knowledge) -> bool:
    """Say whether a line names outlets and, but for where they are, nothing else."""
    if len(line) > MAX_LONE_CHARS:
        return False
    rest = line
    named = [at for _, at in _outlets(line, knowledge)]
    for at in reversed(named):
        rest = rest[: at.start] + rest[at.end :]
    return (
        bool(named) and _AT_WORK.fullmatch(re.sub(r"[/,|()\[\]—–-]|\band\b|\bthe\b", "", rest, flags=re.I)) is not None
    )


def _outlets(line: str, knowledge: Knowledge) -> Iterator[tuple[Outlet, Span]]:
    """The known outlets that a line names, the longest names first, without one that is an ordinary word."""
    words = list(_WORD.finditer(line))
    at = 0
    while at < len(words):
        for length in range(min(MAX_OUTLET_WORDS, len(words) - at), 0, -1):
            span = Span(words[at].start(), words[at + length - 1].end())
            name = span.of(line)
            name = (
                name[:-1] if name.endswith(".") and name.count(".") == 1 else name
            )  # "AFP." ends a line, "A.P." does not
            outlet = knowledge.source_outlet(name)
            if outlet is not None and not (outlet.plain_word and length == 1):
                yield outlet, Span(span.start, span.start + len(name))
                at += length
                break
        else:
            at += 1
