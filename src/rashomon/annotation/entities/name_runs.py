"""Runs of tokens that are one name though the recogniser cut them: around "of", at a number, behind a given name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.entities.nouns import SURNAMES_FIRST, is_given_name, noun_class
from rashomon.annotation.entities.titles import HYPHENS, is_office_word
from rashomon.annotation.token_ranges import tokens_between

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "PAST_RULES",
    "POSSESSIVE_IN_NAMES",
    "SHIPS",
    "SHIP_NOUNS",
    "Run",
    "behind_verb",
    "joined_by_of",
    "joined_neighbours",
    "split_at_brackets",
    "split_at_office",
    "split_at_possessive",
    "with_numbers",
]

Run = tuple[int, int, str]
"""First token, the one behind the last, and the recogniser's label."""
_PARTICLES = frozenset("von van der den de del della di da dos du la le ten ter zu bin ibn al el y e".split())
"""Words inside family names, in lower case or not."""
MAX_SYLLABLE = 5
"""Letters of the second part of a Korean or Chinese given name."""
SHIPS = frozenset({"uss", "hms", "hmcs", "hmas", "ins", "hnoms", "jds", "roks", "usns", "mv", "rms"})
"""Words before the names of ships."""
SHIP_NOUNS = frozenset(
    "ship vessel boat ferry tanker destroyer frigate corvette submarine cruiser trawler freighter yacht tug tugboat warship "
    "battleship icebreaker liner".split()
)
"""What a ship is called before its name ("the ferry Norland Star")."""
_INSTRUMENTS = frozenset({"Treaty", "Convention", "Protocol", "Declaration", "Charter", "Pact", "Accord", "Accords"})
_LABELS_OF_TITLES = frozenset({"", "LAW", "WORK_OF_ART"})
PAST_RULES = frozenset({"Nazi", "Imperial", "Tsarist", "Czarist", "Weimar", "Fascist", "Vichy", "Ottoman", "Qing"})
"""Words before a state's name that make it one of the past."""
POSSESSIVE_IN_NAMES = frozenset({"people", "women", "workers", "children", "nation", "peoples", "farmers", "veterans"})
"""Possessors inside the names of bodies ("People's Party")."""
_CLOSING = frozenset({"”", '"', "’", "'", "''"})
_APOSTROPHES = frozenset({"'", "’"})
_NUMBERED_BODIES = frozenset({"group"})


def split_at_possessive(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """Cut "Norway's Ana Ruiz" in two; "the People's Party" stays whole."""
    pieces: list[tuple[int, int]] = []
    if doc[start].lower_ in ("st.", "saint"):
        return [(start, end)]
    for index in range(start, end):
        is_possessive = doc[index].tag_ == "POS" or _ends_plural_possessor(doc, index)
        if is_possessive and index > start and doc[index - 1].lower_ not in POSSESSIVE_IN_NAMES:
            pieces.append((start, index))
            start = index + 1
    if start < end:
        pieces.append((start, end))
    return pieces


def _ends_plural_possessor(doc: Doc, index: int) -> bool:
    """Say whether the mark is the possessive one of "Nordbank News’ Ana Ruiz", however it was tagged."""
    is_apostrophe = doc[index].text in _APOSTROPHES and index > 0 and not doc[index - 1].whitespace_
    return is_apostrophe and bool(doc[index].whitespace_) and doc[index - 1].text.endswith("s")


def behind_verb(doc: Doc, start: int, end: int) -> int:
    """Return where the name of an occasion begins whose whole clause was taken for it ("Norport marks *Harvest Day*")."""
    verbs = (i for i in range(start + 1, end - 1) if doc[i].is_lower and doc[i].tag_ in ("VBZ", "VBD", "VBP"))
    verb = next(verbs, None)
    return start if verb is None else verb + 1


def split_at_brackets(doc: Doc, runs: list[Run]) -> list[Run]:
    """Part a name from its acronym in brackets ("the Norland Health Union (NHU)"), which is another name of the same body."""
    parted: list[Run] = []
    for start, end, label in runs:
        opening = next((i for i in range(start + 1, end) if doc[i].text == "("), end)
        parted.append((start, opening, label))
        if opening + 1 < end and doc[opening + 1].text.isupper():
            parted.append((opening + 1, opening + 2, label))
    return parted


def joined_by_of(doc: Doc, runs: list[Run]) -> list[Run]:
    """Make one name of "University of Norland", "Treaty of Norport" or "HMS Norland", where the recogniser saw only parts."""
    joined: list[Run] = []
    for start, end, label in runs:
        if joined and start - joined[-1][1] <= 2:
            before_start, before_end, before_label = joined[-1]
            gap = [token.lower_ for token in tokens_between(doc, before_end, start)]
            is_body = noun_class(doc[before_end - 1].lower_) in ("organization", "place", "state")
            is_quoted = (
                gap == ["of"]
                and before_start > 0
                and doc[before_start - 1].is_quote
                and doc[end : end + 1].text in _CLOSING
            )
            is_title = is_quoted or (
                gap == ["of"]
                and before_label in _LABELS_OF_TITLES
                and label in _LABELS_OF_TITLES
                and before_end - before_start > 1
                and not is_office_word(doc[before_end - 1])
            )
            is_body = is_body and before_label in ("ORG", "", "FAC")
            is_body = is_body and (gap in (["of"], ["of", "the"]) or (gap == ["for"] and label in ("", "ORG")))
            is_instrument = doc[before_end - 1].text in _INSTRUMENTS and gap in (["of"], ["of", "the"], ["on"])
            if is_instrument and label != "PERSON":
                joined[-1] = (before_start, end, "LAW")
                continue
            if is_title or (is_body and label != "PERSON"):
                joined[-1] = (before_start, end, before_label if is_title else before_label or "ORG")
                continue
            if gap == [] and before_end - before_start == 1 and doc[before_start].lower_ in SHIPS:
                joined[-1] = (before_start, end, "PRODUCT")
                continue
        joined.append((start, end, label))
    return joined


def joined_neighbours(doc: Doc, runs: list[Run]) -> list[Run]:
    """Make one name of a given name and the surname right behind it that the recogniser saw as two, or cut off."""
    joined: list[Run] = []
    for start, end, label in runs:
        if joined and _is_rest_of_person(doc, joined[-1], start, label):
            joined[-1] = (joined[-1][0], end, "PERSON")
        elif joined and joined[-1][1] == start == joined[-1][0] + 1 and doc[start - 1].text in PAST_RULES:
            joined[-1] = (start - 1, end, label)
        else:
            joined.append((start, end, label))
    return joined


def _is_rest_of_person(doc: Doc, before: Run, start: int, label: str) -> bool:
    first, end, before_label = before
    if (
        start < end
        or label not in ("PERSON", "GPE", "WORK_OF_ART", "")
        or doc[end - 1].pos_ == "SPACE"
        or is_office_word(doc[start])
    ):
        return False
    if before_label == "PERSON" and start == end == first + 2 and _is_second_syllable(doc, first, start):
        return True
    if before_label == "PERSON" and all(token.lower_ in _PARTICLES for token in doc[end:start]):
        # "Ursula von der" + "Leyen": the particles are on either side of the cut.
        if start > end or doc[end - 1].lower_ in _PARTICLES or (label != "GPE" and end - first == 1):
            return True
        is_bound = doc[start].i in (doc[end - 1].head.i, doc[end - 1].head.head.i) or doc[start].head.i == end - 1
        return label in ("PERSON", "") and end - first == 2 and is_bound and doc[start].dep_ != "appos"
    is_given = end - first == 1 and is_given_name(doc[first].text)
    return start == end and is_given and label != "GPE" and noun_class(doc[start].lower_) is None


def _is_second_syllable(doc: Doc, surname: int, index: int) -> bool:
    """Say whether the word ends a Korean or Chinese name that the recogniser cut ("Lim Bo" + "Ra")."""
    word = doc[index]
    return (
        doc[surname].lower_ in SURNAMES_FIRST and word.is_title and word.pos_ == "PROPN" and len(word) <= MAX_SYLLABLE
    )


def with_numbers(doc: Doc, runs: list[Run]) -> list[Run]:
    """Give "the Group of 20" its number, which the recogniser takes for an amount."""
    whole: list[Run] = []
    for start, end, label in runs:
        last = end - 1 if doc[end - 1].lower_ != "of" else end - 2
        of = last + 1
        is_numbered = (
            last >= start
            and doc[last].text[0].isupper()
            and doc[last].lower_ in _NUMBERED_BODIES
            and of + 1 < len(doc)
            and doc[of].lower_ == "of"
            and (doc[of + 1].like_num or doc[of + 1].pos_ == "NUM")
        )
        whole.append((start, max(end, of + 2), "ORG") if is_numbered else (start, end, label))
    return whole


def split_at_office(doc: Doc, runs: list[Run]) -> list[Run]:
    """Cut "National Assembly Speaker Bo-ra Lim" behind the office; the first part keeps it, to be taken off there."""
    pieces: list[Run] = []
    for start, end, label in runs:
        cut = _behind_last_office(doc, start, end) if label in ("ORG", "FAC", "") else start
        if cut > start + 1:
            pieces += [(start, cut, label), (cut, end, "PERSON")]
        else:
            pieces.append((start, end, label))
    return pieces


def _behind_last_office(doc: Doc, start: int, end: int) -> int:
    if noun_class(doc[end - 1].lower_) is not None:
        return start
    for index in range(end - 2, start, -1):
        following = doc[index:end]
        is_part = index + 1 < end and doc[index + 1].text in HYPHENS
        if (
            is_office_word(doc[index])
            and not is_part
            and len(following) > 2
            and all(token.pos_ != "ADP" for token in following)
        ):
            return index + 1
        if doc[index].pos_ == "ADP":
            break
    return start
