"""Frames of direct speech: the words that give a quotation to somebody.

A frame follows its quotation ("...," said X), opens it (X said: "..."), or is the sentence before a quotation that
stands alone. Each function looks at a bounded number of tokens around one quotation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import children_of, lefts_of, rights_of
from rashomon.annotation.statements.credits import DASHES, MAX_NAME, NAME_TAGS, Frame, credit_at
from rashomon.annotation.statements.no_comment import says_nothing
from rashomon.annotation.statements.quoted_words import (
    MAX_FREE_WORDS,
    SENTENCE_ENDS,
    count_words,
    inner_end,
    is_sentence,
)
from rashomon.annotation.statements.sources import QUOTING, quoted_after, source_of
from rashomon.annotation.token_ranges import MAX_DEPTH, Range, clipped, edges, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "Frame",
    "frame_above",
    "frame_after",
    "frame_before",
    "goes_on",
    "has_frame",
]

MAX_FRAME = 45
"""Tokens looked at on either side of a quotation for its frame: a long apposition after "said" fits."""

_SOMEBODY = frozenset(("another", "others", "some", "many", "one", "both", "all"))
"""Words that stand for a speaker without a noun ("asked another")."""
_OF_NAMES = frozenset(("NNP", "NNPS", "CC", ",", "DT", "NN", "HYPH", "POS"))
"""Tags of the words in a list of names with their offices."""


def frame_after(
    doc: Doc, tokens: Range, gap: Range, paragraph: Range, is_saying: Callable[[Token], bool]
) -> Frame | None:
    """Return the frame that follows a quotation ("...," said X); the gap is what stands before the next quotation."""
    ends = inner_end(doc, tokens)
    start = gap.start
    comma = start < gap.end and doc[start].text == ","
    if comma:
        start += 1
    while start < gap.end and (doc[start].is_space or doc[start].text in DASHES):
        start += 1
    stop = min(gap.end, start + MAX_FRAME)
    for i in range(start, stop):
        if doc[i].text in SENTENCE_ENDS or doc[i].text == ";":
            stop = i
            break
    if start >= stop:
        return None
    if start > gap.start and doc[start - 1].text in DASHES and (credit := credit_at(doc, start, paragraph)) is not None:
        return credit
    if ends[-1:] == "." and doc[start].text[0].isupper() and not comma:
        return None
    if (
        not comma
        and ends[-1:] not in (",", "?", "!", ".", "…", "—", "–", "-")
        and not (is_saying(doc[start]) and doc[start].tag_ in ("VBD", "VBZ"))
    ):
        return None
    return _frame_in(doc, Range(start, stop), is_saying)


def _frame_in(doc: Doc, tail: Range, is_saying: Callable[[Token], bool]) -> Frame | None:
    """Read "said X", "X said", "X, who ..., told Y" at the beginning of the tokens."""
    first = doc[tail.start]
    if first.lower_ == "according" and tail.start + 1 < tail.end and doc[tail.start + 1].lower_ == "to":
        pobj = next((each for each in rights_of(doc[tail.start + 1]) if each.dep_ == "pobj"), None)
        holder = clipped(edges(pobj), tail) if pobj is not None else Range(tail.start + 2, tail.end)
        return Frame(Range(tail.start, tail.start + 2), holder, Range(tail.start, holder.end if holder else tail.end))
    if (
        first.pos_ in ("SCONJ", "CCONJ", "ADP")
        or first.dep_ in ("mark", "relcl")
        or first.tag_ in ("WDT", "WP", "WRB", "TO")
    ):
        return None
    for verb in doc[tail.start : tail.end]:
        if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.dep_ in ("relcl", "acl"):
            continue
        subject = next(
            (each for each in children_of(verb) if each.dep_ == "nsubj" and tail.start <= each.i < tail.end), None
        )
        if not is_saying(verb) and not _is_close(verb, subject, tail):
            continue
        if (quoted := quoted_after(doc, Range(verb.i, tail.end))) is not None:
            return Frame(quoted[0], quoted[1], Range(tail.start, quoted[0].end))
        if (passive := _quoted_passive(doc, verb, tail)) is not None:
            return passive
        if subject is not None:
            source: Range | None = _with_apposed(doc, clipped(edges(subject), tail), tail, verb.i)
        elif verb.i - tail.start <= 2 and all(doc[i].pos_ in ("ADV", "AUX") for i in range(tail.start, verb.i)):
            source = _phrase_after(doc, Range(verb.i + 1, tail.end))
        elif verb.i > tail.start:
            source = _phrase_before(doc, Range(tail.start, verb.i))
            if source is None:
                continue
        else:
            continue
        if source is not None and source.start <= verb.i < source.end:
            source = Range(source.start, verb.i) if source.start < verb.i else Range(verb.i + 1, source.end)
        end = max(verb.i + 1, source.end if source else 0)
        for child in rights_of(verb):
            if (
                child.dep_ in ("npadvmod", "prep", "dative", "dobj", "advmod")
                and end <= child.left_edge.i + 1
                and child.right_edge.i < tail.end
            ):
                end = max(end, child.right_edge.i + 1)
        return Frame(Range(verb.i, verb.i + 1), source, Range(tail.start, end))
    return None


def _with_apposed(doc: Doc, source: Range | None, tail: Range, verb: int) -> Range | None:
    """Take in "a friend, " before a name and a name before ", the head of the port" where the parse has parted them."""
    if source is None:
        return None
    start = verb + 1 if source.start > verb else tail.start
    between = doc[start : source.start]
    if len(between) < 2 or between[-1].text != "," or between[0].tag_ not in NAME_TAGS | {"DT", "PRP$", "JJ"}:
        return source
    is_phrase = all(token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON") for token in between[:-1])
    return Range(start, source.end) if is_phrase else source


def _quoted_passive(doc: Doc, verb: Token, tail: Range) -> Frame | None:
    """Read "Ruiz was quoted as saying": the words are those of the one who is quoted."""
    saying = verb.i + 2
    if verb.lemma_ not in QUOTING or saying >= tail.end or doc[verb.i + 1].lower_ != "as" or doc[saying].tag_ != "VBG":
        return None
    aux = next((child.i for child in lefts_of(verb) if child.dep_ in ("aux", "auxpass")), verb.i)
    source = _phrase_before(doc, Range(tail.start, aux)) if aux > tail.start else None
    return Frame(Range(saying, saying + 1), source, Range(tail.start, saying + 1)) if source is not None else None


def _is_close(verb: Token, subject: Token | None, tail: Range) -> bool:
    """Say whether any verb reads as one of saying where it stands: a person and the verb fill the frame ("he sang")."""
    if subject is None or verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ"):
        return False
    person = subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she", "they")
    begins = min(subject.left_edge.i, verb.i) == tail.start and abs(subject.i - verb.i) <= 3
    return person and begins and not any(child.dep_ in ("dobj", "ccomp", "attr", "acomp") for child in rights_of(verb))


def _phrase_after(doc: Doc, tokens: Range) -> Range | None:
    """Return the noun phrase that the tokens open with, with its apposition."""
    for i in range(tokens.start, min(tokens.end, tokens.start + 12)):
        if doc[i].tag_ in NAME_TAGS:
            head = doc[i]
            while (
                head.head.i < tokens.end
                and head.head.i > head.i
                and head.dep_ in ("compound", "amod", "poss", "nmod", "det")
            ):
                head = head.head
            whole = clipped(edges(head), tokens)
            return whole if whole is not None and whole.start <= tokens.start + 1 else Range(tokens.start, head.i + 1)
        is_last = i + 1 >= tokens.end or doc[i + 1].is_space or doc[i + 1].is_punct
        if is_last and doc[i].lower_ in _SOMEBODY:
            return Range(i, i + 1)
        if doc[i].pos_ not in ("DET", "ADJ", "NUM", "ADV", "PROPN", "NOUN", "PRON", "PUNCT", "PART", "ADP"):
            return None
    return None


def _phrase_before(doc: Doc, tokens: Range) -> Range | None:
    """Return the tokens as a subject where they can be one, whatever the parse makes of them."""
    if tokens.end - tokens.start > MAX_NAME:
        return None
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD", "IN", "WDT") for token in doc[tokens.start : tokens.end]):
        return None
    named = any(token.tag_ in NAME_TAGS for token in doc[tokens.start : tokens.end])
    return trimmed(doc, tokens) if named else None


def frame_before(
    doc: Doc, tokens: Range, gap: Range, sentence_start: int, is_saying: Callable[[Token], bool]
) -> Frame | None:
    """Return the frame that opens a quotation (X said: "..."); the gap is what stands after the quotation before."""
    end = gap.end
    while end > gap.start and doc[end - 1].is_space:
        end -= 1
    if end <= gap.start:
        return None
    # ":" may be one token with the bracket before it ("Ruiz (in Velm):").
    mark = doc[end - 1].text[-1:]
    begin = max(sentence_start, gap.start, end - 2 * MAX_FRAME)
    if (
        mark in DASHES
        and is_sentence(doc, tokens)
        and (name := _name_before_dash(doc, Range(begin, end - 1))) is not None
    ):
        return Frame(Range(end - 1, end), name, Range(begin, end))
    if mark not in (":", ","):
        last = doc[end - 1]
        if is_saying(last) and last.pos_ == "VERB" and is_sentence(doc, tokens):
            return Frame(Range(last.i, last.i + 1), clipped(source_of(last), Range(0, last.i)), Range(begin, end))
        return None
    if mark == "," and goes_on(doc, tokens, Range(begin, end)) and is_saying(doc[end - 2]):
        verb = doc[end - 2]
        source = source_of(verb)
        if source is not None and begin < source.start < verb.i and doc[source.start - 1].text == ",":
            return Frame(Range(verb.i, verb.i + 1), source, Range(source.start, end))
    if mark == ":" and (author := _author_behind_heading(doc, Range(begin, end - 1))) is not None:
        return Frame(Range(end - 1, end), author, Range(author.start, end))
    if not is_sentence(doc, tokens) and not (
        mark == ":" and (count_words(doc, tokens) > MAX_FREE_WORDS or inner_end(doc, tokens)[-1:] in SENTENCE_ENDS)
    ):
        return None
    for i in range(end - 2, begin - 1, -1):
        verb = doc[i]
        if not is_saying(verb) or (verb.pos_ not in ("VERB", "AUX") and verb.tag_[:2] != "VB"):
            continue
        if mark == ":" and i >= _bracket_before(doc, Range(begin, end)):
            continue
        if mark == "," and end - i > 25:
            break
        if verb.dep_ in ("relcl", "acl") and verb.tag_ != "VBG":
            continue
        tells = _tells_between(doc, i, end)
        if tells and mark != ":":
            break
        source = source_of(verb)
        if source is None:
            subject = next((each for each in lefts_of(verb) if each.dep_ == "nsubj"), None)
            source = edges(subject) if subject is not None else _opening_name(doc, Range(begin, i))
        if source is None and mark == ",":
            continue
        return Frame(Range(i, i + 1), clipped(source, Range(0, end)), Range(begin, end), tells)
    if mark == ":":
        name = trimmed(doc, Range(begin, min(end - 1, _bracket_before(doc, Range(begin, end)))))
        if name is None:
            return None
        verbs = [
            token
            for token in doc[name.start : name.end]
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl")
        ]
        if not verbs and name.end - name.start <= MAX_NAME and name.start == sentence_start:
            return Frame(Range(end - 1, end), name, Range(begin, end))
        if verbs:
            main = verbs[0]
            return Frame(Range(main.i, main.i + 1), clipped(source_of(main), Range(0, end)), Range(begin, end))
    return None


def _name_before_dash(doc: Doc, before: Range) -> Range | None:
    """Read "Ana Ruiz, fisherwoman - " at the head of a line."""
    name = trimmed(doc, before)
    if name is None or name.end - name.start > MAX_NAME or doc[name.start].ent_type_ != "PERSON":
        return None
    opens = name.start == 0 or "\n" in doc[name.start - 1].text
    return name if opens and all(token.tag_ in _OF_NAMES for token in doc[name.start : name.end]) else None


def _bracket_before(doc: Doc, before: Range) -> int:
    """Return where a bracket opens that ends the words before a quotation, their end without one."""
    if not any(token.text[:1] == ")" for token in doc[max(before.start, before.end - 2) : before.end]):
        return before.end
    return next((i for i in range(before.end - 1, before.start, -1) if doc[i].text == "("), before.end)


def _author_behind_heading(doc: Doc, before: Range) -> Range | None:
    """Return the names in "Prices fell again - Ana Ruiz and Leo Brandt:": what a dash parts from the heading before them."""
    dash = next(
        (i for i in range(before.end - 2, before.start, -1) if doc[i].text in DASHES and doc[i - 1].whitespace_), None
    )
    if dash is None:
        return None
    names = doc[dash + 1 : before.end]
    if len(names) > MAX_NAME or any(token.tag_ not in _OF_NAMES for token in names):
        return None
    return Range(dash + 1, before.end) if any(token.tag_ == "NNP" for token in names) else None


def _opening_name(doc: Doc, before: Range) -> Range | None:
    """Return the speaker in "Ruiz, asked about the report, said:", where the parse has lost it."""
    opening = trimmed(doc, before)
    if opening is None or doc[before.end - 1].text != ",":
        return None
    comma = next((i for i in range(opening.start, before.end - 1) if doc[i].text == ","), None)
    return _phrase_before(doc, Range(opening.start, comma)) if comma is not None else None


def goes_on(doc: Doc, tokens: Range, before: Range) -> bool:
    """Say whether a quotation goes on with a sentence that began before its frame ("The plan, she said, "was ...")."""
    first = next((token for token in doc[tokens.start : tokens.end] if token.is_alpha), None)
    return first is not None and first.is_lower and before.end - before.start >= 4


def _tells_between(doc: Doc, verb: int, end: int) -> bool:
    """Say whether a clause of content stands between the verb and the quotation already."""
    return any(
        token.dep_ in ("nsubj", "nsubjpass")
        and token.head.i > verb
        and token.head.dep_ not in ("advcl", "relcl", "acl")
        for token in doc[verb + 1 : end]
    )


def has_frame(doc: Doc, tokens: Range, is_saying: Callable[[Token], bool]) -> bool:
    """Say whether the words before a quotation hold a finite verb of saying with its subject."""
    return any(
        is_saying(token)
        and token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG")
        and (token.tag_ == "VBG" or any(each.dep_ == "nsubj" for each in lefts_of(token)))
        for token in doc[tokens.start : tokens.end]
    )


def frame_above(doc: Doc, above: Range, is_saying: Callable[[Token], bool]) -> Frame | None:
    """Return the speaker named in the sentence that ends the tokens above a free-standing quotation."""
    end = above.end
    first = max(above.start, end - MAX_FRAME)
    while end > first and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    if end == first:
        return None
    root = doc[end - 1]
    for _ in range(MAX_DEPTH):
        root = root.head
    source = source_of(root)
    if source is None:
        return None
    head = doc[source.start : source.end].root
    if head.ent_type_ != "PERSON" and head.pos_ != "PRON" and not is_saying(root):
        return None
    if head.lower_ in ("it", "that", "this", "these", "those", "there", "which"):
        return None
    denied = any(child.dep_ == "neg" for child in lefts_of(root))
    if is_saying(root) and not denied and says_nothing(root, "say"):
        return None
    is_cue = is_saying(root) and not denied
    return Frame(Range(root.i, root.i + 1) if is_cue else None, source, Range(root.i, root.i + 1))
