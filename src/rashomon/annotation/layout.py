"""The layout of a report: paragraphs, and which of them are no running text.

News text reaches us with remains of its page: a caption, a photo credit, a trailing "Tags" or "Read more", a stray
"date 2025-08-28" before the first word. They are kept in the text (it is immutable) and marked as zones, so that no
claim is read from them. So are the labels that lead the paragraphs of a transcript or a live blog.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from rashomon.annotation.labels import labels_of
from rashomon.model import Span
from rashomon.reading.datelines import dateline_at

__all__ = ["Zone", "find_zones", "headline_of", "paragraphs", "separate_paragraphs"]

ZoneKind = Literal["title", "body", "dateline", "speaker", "entry", "item", "caption", "credit", "boilerplate"]

_TERMINAL = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_STRAY_PREFIX = re.compile(
    r"(?:date|published|updated|posted)?[ :]*\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?\s+", re.IGNORECASE
)
_AGENCIES = r"AP|AFP|Reuters|REUTERS|Getty(?:\ Images)?|EPA|EFE|Xinhua|Bloomberg|KCNA|Yonhap|TASS|ANSA|dpa|DPA|PA"
_CREDIT = re.compile(
    rf"""(?i:(?:photo(?:graph)?|image|picture|video|credit|illustration)s?
            (?:\s+(?:by|credit|courtesy(?:\s+of)?))?)\s*[:/].{{0,120}}
      |(?:[A-Z][\w.'’-]+\s+){{0,4}}(?:[A-Z][\w.'’-]+)?\s*[/|]\s*(?:{_AGENCIES})\b.{{0,60}}
      |(?:{_AGENCIES}|Handout|AFP\ via\ Getty\ Images)
      |(?:©|\(c\)|Copyright).{{0,160}}""",
    re.VERBOSE,
)
_BOILERPLATE = re.compile(
    r"""(?:tags?|topics?|related(?:\ (?:stories|topics|articles|content))?|read\ (?:more|also|next)|see\ also
      |more\ (?:on|from)\b.{0,60}|share(?:\ this)?(?:\ (?:article|story|on\ \w+))?|advertisement|sponsored
      |most\ (?:read|popular)|comments?|newsletter|sign\ up\b.{0,160}|subscribe\b.{0,160}
      |follow\ (?:us|me|@?\w+)\b.{0,80}|click\ here\b.{0,120}|watch(?:\ (?:now|live))?|listen|print|email|copy\ link
      |all\ rights\ reserved\.?.{0,80}|home|menu|skip\ to\ .{0,40}|image\ source.{0,80}|getty\ images|loading.{0,10}
      |this\ is\ a\ (?:breaking|developing).{0,160}|.{0,40}\bcontributed\ to\ this\ (?:report|article|story)\.?
      |(?:report|writ|edit)ing\ by\ .{1,160}|advertise\ with\ us|cookie.{0,40}|privacy\ policy)\s*:?(?:\s*[|>»].*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_TAG_LIST = re.compile(r"(?:tags?|topics?|filed\ under|related|keywords)\s*:\s*.{1,300}", re.IGNORECASE)
_NAVIGATION = re.compile(r"(?:[\w&' -]{1,30}\s*[|>»›·•/]\s*){2,}[\w&' -]{0,40}")
_CAPTION_CUE = re.compile(
    r"\b(?:file (?:photo|picture|image)|pictured|in this (?:file )?(?:photo|image|picture)|photo taken|undated photo|"
    r"\((?:left|right|center|centre|l|r|c)\)|(?:photo|image) (?:released|provided|supplied)|shakes? hands|"
    r"from left|walks? past|poses? for)\b|\[(?:[^\]]*(?:AP|AFP|Reuters|Getty|EPA|File)[^\]]*)\]\s*$",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'’-]+"
_BYLINE = re.compile(rf"(?i:by|from)\s+{_NAME}(?:[ ,]+(?:and\s+)?{_NAME}){{0,7}}(?:\s*[|,·-].{{0,60}})?")

_BULLET = re.compile(r"(?:[•▪◦‣*·]|\(?\d{1,2}[.)])(?=\s)")
_DASH_ITEM = re.compile(r"[–—-]\s")

MAX_HEADLINE_CHARS = 200
"""A longer first line is a paragraph that lacks its full stop."""
MAX_CREDIT_CHARS = 160
"""A credit, tag line or caption fragment is short; a longer line is a paragraph, whatever it opens with."""


class Zone(NamedTuple):
    """A stretch of the text and what it is."""

    kind: ZoneKind
    span: Span


def paragraphs(text: str) -> list[Span]:
    """Split the text into paragraphs, without their surrounding white space.

    A line end closes a paragraph, unless the text is wrapped by hand: then only a blank line does. Text counts as
    wrapped where most line ends fall in the middle of a sentence.
    """
    lines = [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    inner = [(a, b) for a, b in pairwise(lines) if b.start - a.end == 1]
    broken = [a for a, b in inner if not _TERMINAL.search(a.of(text).rstrip()) and b.of(text).lstrip()[:1].islower()]
    wrapped = len(inner) >= 3 and len(broken) >= len(inner) / 3
    merged: list[Span] = []
    for line in lines:
        if wrapped and merged and line.start - merged[-1].end == 1:
            merged[-1] = Span(merged[-1].start, line.end)
        else:
            merged.append(line)
    return [_stripped(text, span) for span in merged]


def find_zones(text: str, title: str | None = None) -> tuple[Zone, ...]:
    """Mark each paragraph of the text; the zones are in order and do not overlap."""
    spans = paragraphs(text)
    lines = [span.of(text) for span in spans]
    labels = labels_of(lines)
    zones: list[Zone] = []
    is_early = True
    for index, (span, line) in enumerate(zip(spans, lines, strict=True)):
        if index == 0 and title and line == title.strip():
            zones.append(Zone("title", span))
            continue
        label = labels.get(index)
        if index == 0 and (stray := _STRAY_PREFIX.match(line)):
            zones.append(Zone("boilerplate", Span(span.start, span.start + len(stray.group().rstrip()))))
            span = _stripped(text, Span(span.start + stray.end(), span.end))
            line = span.of(text)
        elif label is not None:
            zones.append(Zone(label.kind, Span(span.start, span.start + label.length)))
            span = _stripped(text, Span(span.start + label.length, span.end))
        kind = "body" if label is not None else _kind_of(line, is_early=is_early)
        if kind == "body" and label is None and (bullet := _BULLET.match(line)):
            zones.append(Zone("item", Span(span.start, span.start + bullet.end())))
            span = _stripped(text, Span(span.start + bullet.end(), span.end))
        elif kind == "body" and label is None and (dateline := dateline_at(line)):
            cut = span.start + len(dateline.group().rstrip())
            zones.append(Zone("dateline", Span(span.start, cut)))
            span = _stripped(text, Span(cut, span.end))
        if span.start < span.end:
            zones.append(Zone(kind, span))
            is_early = is_early and kind != "body"
    return tuple(_with_captions(text, _with_tail(text, zones)))


def headline_of(text: str, zones: Sequence[Zone]) -> Span | None:
    """Return the characters of the headline: the title, else a first line that ends no sentence and has a text below it."""
    if not zones or zones[0].kind == "title":
        return zones[0].span if zones else None
    first = zones[0]
    is_alone = first.kind == "body" and any(zone.kind == "body" for zone in zones[1:])
    line = first.span.of(text)
    if not is_alone or len(line) > MAX_HEADLINE_CHARS or _TERMINAL.search(line) or "\n" in line:
        return None
    return first.span


def separate_paragraphs(text: str, zones: Iterable[Zone]) -> list[Span]:
    """Return the paragraphs that go on with nothing above them: a live blog's entries, turns, the items of a list.

    A list that is led by a colon ("Lund told the court:") goes on with what leads it.
    """
    found: list[Span] = []
    above: Zone | None = None
    last: Zone | None = None
    is_led = False
    for zone in zones:
        if zone.kind == "body":
            is_item = (above is not None and above.kind == "item") or _DASH_ITEM.match(
                text, zone.span.start
            ) is not None
            is_led = is_item and (is_led or (last is not None and text[last.span.end - 1] == ":"))
            if (is_item and not is_led) or (above is not None and above.kind in ("entry", "speaker")):
                found.append(zone.span)
            last = zone
        above = zone
    return found


def _kind_of(line: str, *, is_early: bool) -> ZoneKind:
    if len(line) <= MAX_CREDIT_CHARS * 2 and _TAG_LIST.fullmatch(line):
        return "boilerplate"
    if len(line) <= MAX_CREDIT_CHARS:
        if _CREDIT.fullmatch(line):
            return "credit"
        if _BOILERPLATE.fullmatch(line) or _NAVIGATION.fullmatch(line):
            return "boilerplate"
        if is_early and _BYLINE.fullmatch(line):
            return "credit"
    if len(line) <= MAX_CREDIT_CHARS * 3 and _CAPTION_CUE.search(line) and is_early:
        return "caption"
    return "body"


def _with_captions(text: str, zones: list[Zone]) -> list[Zone]:
    """A paragraph right above a photo credit, before the report begins, is its caption."""
    first = next((index for index, zone in enumerate(zones) if zone.kind == "body"), len(zones))
    if (
        first + 1 >= len(zones)
        or (below := zones[first + 1]).kind != "credit"
        or _BYLINE.fullmatch(below.span.of(text))
    ):
        return zones
    return [*zones[:first], Zone("caption", zones[first].span), *zones[first + 1 :]]


def _with_tail(text: str, zones: list[Zone]) -> list[Zone]:
    """After a closing "Tags" or "Related", short lines without a sentence are boilerplate too."""
    tail = next((i for i, zone in enumerate(zones) if zone.kind == "boilerplate" and i > len(zones) / 2), None)
    if tail is None:
        return zones
    return [
        Zone("boilerplate", zone.span)
        if i > tail and zone.kind == "body" and not _TERMINAL.search(zone.span.of(text))
        else zone
        for i, zone in enumerate(zones)
    ]


def _stripped(text: str, span: Span) -> Span:
    piece = span.of(text)
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))
