"""Transcripts and interviews: the turns of people who speak under their labels ("Q: ...", "ANA RUIZ, HOST: ...").

The layout says which paragraphs are led by a speaker's label; here a turn gets its further paragraphs, and its label the
entity that it names: a surname stands for the person with that name, "A" for the one whom the report interviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rashomon.annotation.labels import is_talk
from rashomon.annotation.layout import Zone
from rashomon.annotation.quotations import Quotation
from rashomon.model import Entity, Span

__all__ = ["TURN", "Turn", "as_quotations", "find_turns", "speakers_of"]

TURN = "turn"
"""The construct of a statement that is a turn."""
MAX_HEADING_WORDS = 10
"""Words of a line without a sentence's end that is a heading between two turns."""
DENSE = 1 / 3
"""Share of the paragraphs of a transcript that have a label from which those between them go on with a turn; where labels
are rarer, a report quotes from an interview and tells of its own in between."""
MAX_CUE_CHARS = 80
"""Characters between "spoke to" and the name: an office fits ("spoke to the head of the harbour office, Ana Ruiz")."""

_MARK = re.compile(r"[:—–-]+[*_]*$")
_SENTENCE_END = re.compile(r"""[.!?…:;—–-]["'”’»)\]]*$""")
_DIRECTION = re.compile(r"[(\[][^()\[\]]{1,200}[)\]]\.?")
_ANSWER = frozenset(("a", "answer"))
_QUESTION = frozenset(("q", "question"))
_IS_ASKED = re.compile(
    r"""\b(?:interview(?:s|ed|ing)?(?:\ with|\ of)?|conversation\ with|questions?\ (?:to|for)|asks?|asked
        |(?:spoke|speaks?|speaking|talk(?:s|ed|ing)?|sat\ down|sits\ down|caught\ up|met)\ (?:to|with))\b[^.!?\n]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_ANSWERS = re.compile(
    r"""[^.!?\n]{0,60}\b(?:spoke|speaks|talk(?:s|ed)|sat\ down|sits\ down|answers|answered
        |(?:is|was)\ (?:interviewed|asked))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_IS_AUTHOR = re.compile(r"\b[Bb]y (?:[a-z'’]+ ){0,4}$")
"""Before whom a report is by, or an interview: not the one who is asked."""


class Turn(NamedTuple):
    """What one speaker says until the next one does."""

    label: Span
    """The name as it stands, with the office and without the mark behind it."""
    mark: Span | None
    """The colon or dash between the label and the words."""
    content: tuple[Span, ...]
    """The words, a span a paragraph."""


def find_turns(text: str, zones: Sequence[Zone]) -> tuple[Turn, ...]:
    """Return the turns of a report in order; none where its layout has no speakers' labels."""
    leads = [index for index, zone in enumerate(zones) if zone.kind == "speaker"]
    if not leads:
        return ()
    within = sum(zone.kind == "body" for zone in zones[leads[0] : leads[-1]])
    is_dense = len(leads) - 1 >= DENSE * within
    found: list[Turn] = []
    for lead, following in zip(leads, [*leads[1:], None], strict=True):
        told = _told(text, zones[lead + 1 : following], goes_on=is_dense and following is not None)
        if told:
            found.append(Turn(*_label_and_mark(text, zones[lead].span), tuple(told)))
    return tuple(found)


def _told(text: str, zones: Iterable[Zone], *, goes_on: bool) -> list[Span]:
    """Return the paragraphs of a turn: the first behind its label, and those that go on with it."""
    told: list[Span] = []
    for zone in zones:
        if zone.kind != "body":
            if zone.kind == "entry":
                break
            continue
        words = zone.span.of(text)
        if _DIRECTION.fullmatch(words):
            continue
        is_heading = (
            not _SENTENCE_END.search(words[-8:]) and len(words.split(None, MAX_HEADING_WORDS)) <= MAX_HEADING_WORDS
        )
        if told and (is_heading or not (goes_on or is_talk(words))):
            break
        told.append(zone.span)
    return told


def _label_and_mark(text: str, span: Span) -> tuple[Span, Span | None]:
    words = span.of(text)
    mark = _MARK.search(words)
    name = words[: mark.start()] if mark else words
    start = len(name) - len(name.lstrip("*_"))
    label = Span(span.start + start, span.start + len(name.rstrip("*_. ")))
    return label, Span(span.start + mark.start(), span.start + mark.start() + 1) if mark else None


def as_quotations(turns: Iterable[Turn]) -> list[Quotation]:
    """Return the paragraphs of the turns as what they are: quotations without marks."""
    return [Quotation(span, False, number > 0) for turn in turns for number, span in enumerate(turn.content)]


def speakers_of(text: str, turns: Sequence[Turn], entities: Iterable[Entity]) -> dict[int, str]:
    """Return the entity that each label names, by where the label begins; labels that name none are left out."""
    if not turns:
        return {}
    names = _Names(text, entities)
    by_label: dict[str, str | None] = {}
    for turn in turns:
        label = _name_in(turn.label.of(text))
        if label not in by_label:
            by_label[label] = names.asked_above(turns[0].label.start) if label in _ANSWER else names.named(label)
    named = ((turn.label.start, by_label[_name_in(turn.label.of(text))]) for turn in turns)
    return {start: speaker for start, speaker in named if speaker is not None}


def _name_in(label: str) -> str:
    """Return the name of a label without the office, in small letters."""
    return re.split(r"[,(]", label, maxsplit=1)[0].strip().lower()


class _Person(NamedTuple):
    """A person and all words of the names that the report has for them."""

    words: frozenset[str]
    entity: str


class _Names:
    """The names of the people and the bodies of one report."""

    def __init__(self, text: str, entities: Iterable[Entity]) -> None:
        self._text = text
        self._entities = list(entities)
        self._by_surname: dict[str, list[_Person]] = {}
        self._by_initials: dict[str, list[_Person]] = {}
        self._by_name: dict[str, set[str]] = {}
        for entity in self._entities:
            names = {_name_in(text[each.start : each.end]) for each in entity.mentions if each.form == "name"} - {""}
            if entity.kind == "person":
                person = _Person(frozenset(word for name in names for word in name.split()), entity.id)
                for surname in {name.split()[-1] for name in names}:
                    self._by_surname.setdefault(surname, []).append(person)
                for initials in {"".join(word[0] for word in name.split()) for name in names if " " in name}:
                    self._by_initials.setdefault(initials, []).append(person)
            elif entity.kind in ("organization", "group"):
                for name in names:
                    self._by_name.setdefault(name.removeprefix("the "), set()).add(entity.id)

    def named(self, label: str) -> str | None:
        """Return the one person with the label's last word as surname or with its initials, else the one body that it names."""
        own = label.split()
        people = self._by_surname.get(own[-1], []) if own and label not in _QUESTION else []
        if not people and len(own) == 1 and len(label) > 1:
            people = self._by_initials.get(label, [])
        if not people:
            bodies = self._by_name.get(label.removeprefix("the "), set())
            return next(iter(bodies)) if len(bodies) == 1 else None
        most = max(len(person.words.intersection(own)) for person in people)
        best = [person for person in people if len(person.words.intersection(own)) == most]
        # A label may be an entity of its own to the recogniser: the person who has a first name too is meant.
        best = [person for person in best if len(person.words) > 1] or best
        return best[0].entity if len(best) == 1 else None

    def asked_above(self, end: int) -> str | None:
        """Return whom the words before an offset tell of being asked, or the only person named there."""
        people: set[str] = set()
        asked: set[str] = set()
        for entity in self._entities:
            named = [each for each in entity.mentions if each.form == "name" and each.end <= end]
            above = [self._text[max(0, each.start - MAX_CUE_CHARS) : each.start] for each in named]
            if entity.kind != "person" or not named or any(map(_IS_AUTHOR.search, above)):
                continue
            people.add(entity.id)
            below = [self._text[each.end : each.end + MAX_CUE_CHARS] for each in named]
            if any(map(_IS_ASKED.search, above)) or any(map(_ANSWERS.match, below)):
                asked.add(entity.id)
        return next((next(iter(meant)) for meant in (asked, people) if len(meant) == 1), None)
