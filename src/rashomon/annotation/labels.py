"""The labels that lead paragraphs: who speaks in a transcript ("LUND: ..."), and when in a live blog ("10.42am").

A single word before a colon is as often a heading, a note or the item of a list. What makes a transcript is that its labels
come again and that what follows them is talk: people who speak to each other say "I", "we" and "you", and ask. What makes a
live blog is that its paragraphs begin with the time of day, again and again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

__all__ = ["Label", "is_talk", "labels_of"]

MAX_LABEL_CHARS = 100
"""Characters at the head of a paragraph in which a label can stand: "DR. JANE ROE, PROFESSOR OF LAW (via telephone):" fits."""
MIN_TURNS = 2
"""Paragraphs that each of two speakers leads before a text is a transcript."""
MIN_TALK_WORDS = 6
"""Words from which a turn shows whether it is talk: "No." does not."""
MIN_TALK_SHARE = 0.5
"""Share of the longer turns that are talk. Lists of facts, pros and cons have hardly any."""
MIN_ENTRIES = 3
"""Paragraphs that begin with a time of day before a text is a live blog or a timeline."""

_WORD = r"[A-Z][\w.'’&-]*"
_SPEAKER = re.compile(
    rf"""[*_]{{0,2}}
        (?P<name>{_WORD}(?:\ (?:{_WORD}|of|the|and|for|de|van|von|al|bin)){{0,5}})
        (?:,\ [\w.'’&/\ -]{{2,50}}){{0,2}}              # an office
        (?:\ \([^()\n]{{1,40}}\))?                      # how the voice is heard
        (?:[*_]{{0,2}}\s?:[*_]{{0,2}}(?=\s|$)|[*_]{{0,2}}\s+(?:[—–]|--?)\s+)""",
    re.VERBOSE,
)
_LEADS = re.compile(r"[*_]{0,2}[A-Z]")
_MARKS = (":", " -", "—", "–")
"""What no label is without but those of questions and answers, looked at first: most paragraphs have none."""
_QUESTION_OR_ANSWER = re.compile(r"[*_]{0,2}(?P<name>Q|A)(?:[*_]{0,2}[.:][*_]{0,2}(?=\s|$)|(?<=Q)\s+(?=[A-Z\"“‘']))")
_NO_SPEAKERS = frozenset(
    (
        "advertisement", "analysis", "answers", "background", "breaking", "caption", "claim", "comments", "contact",
        "context", "copyright", "correction", "credit", "date", "disclaimer", "email", "example", "fact", "facts",
        "graphic", "image", "interview", "live", "location", "more", "note", "notes", "photo", "photograph", "picture",
        "pictures", "questions", "read", "related", "source", "sources", "summary", "tags", "time", "topics", "transcript",
        "update", "updated", "verdict", "video", "warning", "watch", "where", "who", "why",
    )
)  # fmt: skip
"""Words before a colon that name a part of the page or of the report."""
_TALK = re.compile(r"\b(?:I|(?i:we|you|my|our|your|me|mine|ours|yours))\b|\?")

_NUMBER = re.compile(r"\D{0,30}\d")
"""What no time is without, looked at first: most paragraphs begin with no number."""
_CLOCK = r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\b\.?)?|(?:1[0-2]|[1-9])\s?[ap]\.?m\b\.?)"
_TIME = rf"{_CLOCK}(?:\s?(?:[A-Z]{{2,4}}\b|local\ time))?"
_DAY = r"(?:\w{3,9}\.?\ \d{1,2}(?:,?\ \d{4})?|\d{1,2}\ \w{3,9}(?:\ \d{4})?|today|yesterday|\w{3,6}day)"
_POSTED = r"(?:(?:last\ )?(?:posted|updated|published|filed)(?:\ (?:at|on))?:?\ )?"
_AGO = r"\d+\s?(?:m|h|min(?:ute)?s?|h(?:ou)?rs?)\ ago"
_ENTRY_LINE = re.compile(
    rf"[*_]{{0,2}}{_POSTED}(?:(?:{_DAY},?\ (?:at\ )?)?{_TIME}(?:,?\ {_DAY})?|{_AGO})[*_]{{0,2}}",
    re.VERBOSE | re.IGNORECASE,
)
_ENTRY_HEAD = re.compile(
    rf"[*_]{{0,2}}(?i:{_POSTED}){_TIME}[*_]{{0,2}}(?:\s*(?:[-–—|:,]|--)\s+|\s+)(?=[A-Z\"“‘'])", re.VERBOSE
)


class Label(NamedTuple):
    """What leads a paragraph: a speaker of a transcript, or the time of a live blog's entry."""

    kind: Literal["speaker", "entry"]
    length: int
    """Characters of the paragraph that it takes, its mark counted in and the white space behind it left out."""


class _Turn(NamedTuple):
    """A paragraph that may be led by its speaker."""

    speaker: str
    """What is the same when a label comes again in another form: "ANA RUIZ, HOST" is "RUIZ"."""
    length: int
    in_capitals: bool
    words: int
    is_talk: bool
    initials: str = ""
    """Of a name in several parts, in lower case."""


def is_talk(text: str) -> bool:
    """Say whether words are addressed to somebody: they say "I", "we" or "you", or ask."""
    return _TALK.search(text) is not None


def labels_of(paragraphs: Sequence[str]) -> dict[int, Label]:
    """Return the labels of the paragraphs of one report by the number of the paragraph; none in ordinary reports."""
    entries = {number: entry for number, line in enumerate(paragraphs) if (entry := _entry_of(line)) is not None}
    if len(entries) < MIN_ENTRIES:
        entries = {}
    turns = {
        number: turn
        for number, line in enumerate(paragraphs)
        if number not in entries and (turn := _turn_of(line)) is not None
    }
    return entries | {number: Label("speaker", turn.length) for number, turn in _spoken(turns).items()}


def _entry_of(line: str) -> Label | None:
    head = line[:MAX_LABEL_CHARS]
    if not _NUMBER.match(head):
        return None
    if len(line) <= MAX_LABEL_CHARS and _ENTRY_LINE.fullmatch(line):
        return Label("entry", len(line))
    match = _ENTRY_HEAD.match(head)
    return Label("entry", len(match.group().rstrip())) if match else None


def _turn_of(line: str) -> _Turn | None:
    head = line[:MAX_LABEL_CHARS]
    if not (_LEADS.match(head) and (head[:1] in "QA*_" or any(mark in head for mark in _MARKS))):
        return None
    match = _QUESTION_OR_ANSWER.match(head) or _SPEAKER.match(head)
    if match is None:
        return None
    name = match["name"]
    told = line[match.end() :].lstrip()
    # Words in quotation marks have their own reading; a label before them is the frame of direct speech.
    if told[:1] in ("'", '"', "“", "‘", "«", "„", "`") or name.split()[0].lower() in _NO_SPEAKERS:
        return None
    parts = name.split()
    speaker = parts[-1]
    words = len(told.split(None, MIN_TALK_WORDS))
    initials = "".join(part[0] for part in parts).lower() if len(parts) > 1 else ""
    return _Turn(speaker.lower(), len(match.group().rstrip()), speaker.isupper(), words, is_talk(told), initials)


def _spelled_out(turns: dict[int, _Turn]) -> dict[int, _Turn]:
    """Let "AR" be the speaker whom another label names in full ("Ana Ruiz")."""
    named: dict[str, set[str]] = {}
    for turn in turns.values():
        if turn.initials:
            named.setdefault(turn.initials, set()).add(turn.speaker)
    short = {initials: next(iter(speakers)) for initials, speakers in named.items() if len(speakers) == 1}
    in_capitals = {turn.speaker: turn.in_capitals for turn in turns.values() if turn.initials}
    return {
        number: turn._replace(speaker=short[turn.speaker], in_capitals=in_capitals[short[turn.speaker]])
        if turn.in_capitals and not turn.initials and turn.speaker in short
        else turn
        for number, turn in turns.items()
    }


def _spoken(turns: dict[int, _Turn]) -> dict[int, _Turn]:
    """Return the turns of a transcript; none where the labels do not come again, or lead no talk."""
    turns = _spelled_out(turns)
    times = Counter(turn.speaker for turn in turns.values())
    again = {speaker for speaker, count in times.items() if count >= MIN_TURNS} | ({"q", "a"} & set(times))
    longer = [turn for turn in turns.values() if turn.speaker in again and turn.words >= MIN_TALK_WORDS]
    is_talked = longer and sum(turn.is_talk for turn in longer) >= MIN_TALK_SHARE * len(longer)
    if not {"q", "a"} <= again and (len(again) < 2 or not is_talked):
        return {}
    in_capitals = all(turn.in_capitals for turn in turns.values() if turn.speaker in again)
    return {
        number: turn
        for number, turn in turns.items()
        if turn.speaker in again or (turn.is_talk and turn.in_capitals == in_capitals)
    }
