"""What the reporter puts around the content of a statement: the day, the occasion, whom it was said to.

"said on Monday the dam was safe", "urged calm at a press briefing", "told them to leave", "without elaborating": these
belong to the frame wherever the parse hangs them. Each function takes tokens that are the content of a cue before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.dependents import lefts_of, rights_of
from rashomon.annotation.token_ranges import Range, edges

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["addressee_end", "finite_start", "goes_on_after", "occasion_start", "time_end"]

MAX_TIME = 8
"""Tokens of "late on Monday, 3 November" between a verb and its clause."""
MAX_OCCASION = 20
"""Tokens of "in a statement posted on its website late on Monday"."""

_TIME_OPENERS = frozenset(("on", "late", "early", "earlier", "last", "this", "in", "at"))
_PART_OF_DAY = frozenset(("morning", "afternoon", "evening", "night", "week", "month", "year"))
_DAYS = frozenset(
    (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    )
)  # fmt: skip
_OCCASIONS = frozenset(
    (
        "address", "briefing", "call", "comment", "communique", "communiqué", "conference", "editorial", "interview",
        "letter", "message", "news", "post", "posting", "remark", "speech", "statement", "tweet", "video",
    )
)  # fmt: skip
_WITHOUT = frozenset(
    ("elaborate", "explain", "give", "provide", "offer", "name", "specify", "identify", "cite", "mention", "say", "add")
)
_CIRCUMSTANCES = frozenset(("despite", "amid", "as", "while", "even", "though", "although"))
"""Words by which the reporter sets something beside a clause that is told."""
_UNITS = frozenset(("minute", "hour", "day", "week", "month", "year", "decade"))
MAX_LAPSE = 6
"""Tokens of "just over three weeks after"."""
_ASIDES = frozenset(("move", "step", "shift", "reversal", "sign", "blow"))
"""What the reporter calls a statement as a whole: ", in a move that critics ..."."""
_ADDRESSING = frozenset(("tell", "inform", "address", "brief", "notify", "remind", "assure"))
_TELLABLE = frozenset(("truth", "story", "lie", "tale", "joke", "news", "fact", "all", "everything", "nothing", "what"))


def time_end(doc: Doc, content: Range) -> int:
    """Return where the content begins after the day that its verb carries ("on Monday the dam was safe").

    A day that is itself the subject ("Monday was a holiday") or is said of something ("Monday's march") stays.
    """
    i = content.start
    limit = min(content.end - 1, i + MAX_TIME)
    while i < limit and doc[i].lower_ in _TIME_OPENERS:
        i += 1
    if i >= limit or doc[i].lower_ not in _DAYS:
        return content.start
    i += 1
    while i < limit and (doc[i].lower_ in _PART_OF_DAY or doc[i].text == ","):
        i += 1
    opens = doc[i].pos_ in ("PRON", "DET", "NOUN", "PROPN", "ADJ", "NUM", "SCONJ") and doc[i].tag_ != "POS"
    has_verb = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in doc[i : content.end])
    return i if opens and has_verb else content.start


def occasion_start(doc: Doc, content: Range) -> int:
    """Return where the content ends before "in a statement", "at a press briefing", "without elaborating"."""
    for i in range(content.end - 1, max(content.start, content.end - MAX_OCCASION), -1):
        token = doc[i]
        if token.lower_ not in ("in", "at", "during", "without") or token.dep_ not in ("prep", "mark"):
            continue
        if token.right_edge.i < content.end - 1 and not doc[token.right_edge.i + 1].is_quote:
            continue
        noun = next((child for child in rights_of(token) if child.dep_ in ("pobj", "pcomp")), None)
        if noun is None:
            continue
        if noun.lemma_ in _ASIDES and token.lower_ == "in" and doc[i - 1].text == ",":
            return i
        is_frame = noun.lemma_ in _WITHOUT if token.lower_ == "without" else _is_occasion(noun)
        if is_frame and i - content.start >= 2:
            return i
    return content.end


def _is_occasion(noun: Token) -> bool:
    """Say whether a phrase names an occasion of speech that the report has not named before."""
    first = next((child for child in lefts_of(noun) if child.dep_ in ("det", "poss")), None)
    known = first is not None and first.lower_ in ("the", "that", "this", "those", "these")
    if noun.lemma_ in ("conference", "call") and not any(
        child.lower_ in ("news", "press", "phone", "telephone", "conference", "video") for child in lefts_of(noun)
    ):
        return False
    return noun.lemma_ in _OCCASIONS and not known


def finite_start(doc: Doc, content: Range) -> int:
    """Return where an infinitive ends before what its speaker did next ("to move quickly and urged ...")."""
    if doc[content.start].tag_ != "TO" and doc[min(content.start + 1, content.end - 1)].tag_ != "TO":
        return content.end
    for token in doc[content.start : content.end]:
        if (
            token.dep_ == "conj"
            and token.tag_ in ("VBD", "VBZ")
            and token.head.tag_ == "VB"
            and content.start <= token.head.i
            and not any(child.dep_ in ("nsubj", "nsubjpass") for child in lefts_of(token))
        ):
            start = token.left_edge.i
            while start - 1 > content.start and doc[start - 1].dep_ in ("cc", "punct"):
                start -= 1
            return start
    return content.end


def addressee_end(doc: Doc, content: Range, verb: Token, *, asks: bool) -> int:
    """Return where the content begins after the one it is said to; the end of the content where nothing is told.

    Args:
        doc: the parsed article.
        content: the content, which begins with a complement of the verb.
        verb: the verb of the cue.
        asks: whether the verb asks for something ("urged them to leave").
    """
    first = doc[content.start]
    if asks or verb.lemma_ in _ADDRESSING:
        after = doc[content.start + 1] if content.start + 1 < content.end else None
        if first.tag_ == "PRP" and after is not None and after.tag_ == "TO":
            return content.start + 1
    if verb.lemma_ not in _ADDRESSING:
        return content.start
    addressee = _addressee(verb, content)
    if addressee is None or addressee.lemma_.lower() in _TELLABLE:
        return content.start
    if any(token.tag_ == "TO" for token in doc[addressee.i + 1 : addressee.i + 2]):
        return content.start
    start = min(edges(addressee).end, content.end)
    while start < content.end and (doc[start].pos_ == "ADV" or doc[start].is_punct) and not doc[start].is_quote:
        start += 1
    rest = doc[start : content.end]
    told = any(token.dep_ in ("nsubj", "nsubjpass", "expl") or token.is_quote for token in rest)
    return start if told else content.end


def _addressee(verb: Token, content: Range) -> Token | None:
    """Return the one who is told, with whom the content begins; the parse may take them for the subject of a clause."""
    candidates = [child for child in rights_of(verb) if child.dep_ in ("dobj", "dative")]
    if not candidates and verb.lemma_ == "tell":
        clauses = [child for child in rights_of(verb) if child.dep_ == "ccomp"]
        candidates = [child for clause in clauses[:1] for child in lefts_of(clause) if child.dep_ == "nsubj"]
    return next((each for each in candidates if each.left_edge.i <= content.start <= each.i), None)


def goes_on_after(doc: Doc, first: Range, second: Range) -> bool:
    """Say whether content goes on after a frame in its middle: "..., he said, adding that ..." does not.

    Args:
        doc: the parsed article.
        first: the content before the frame.
        second: what stands after it in the sentence.
    """
    opening = doc[second.start]
    dated = any(
        token.lower_ in ("after", "before") and doc[token.i - 1].lemma_ in _UNITS
        for token in doc[second.start + 1 : min(second.end, second.start + MAX_LAPSE)]
    )
    is_aside = opening.tag_ == "VBG" or opening.lower_ in _CIRCUMSTANCES or dated
    is_whole = any(
        token.dep_ in ("nsubj", "nsubjpass", "expl") and token.head.tag_ in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG")
        for token in doc[first.start : first.end]
        if first.start <= token.head.i < first.end
    )
    return not (is_aside and is_whole)
