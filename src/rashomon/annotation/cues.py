"""Possible attributions in the parse: a cue, what may be its content, and whose it would be.

Each verb, noun, adjective or adverb that can give words or thoughts to somebody is offered with every reading of its
complements (the clause, the object, the object with its prepositional phrase, what follows to the end ...). Which
reading holds, if any, is for the weights of `attribution` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Range", "Reading", "edges", "readings_of", "source_of", "trimmed"]

_SUBJECTS = frozenset(("nsubj", "csubj"))
_PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
_SKIPPED = frozenset(
    ("punct", "cc", "conj", "aux", "auxpass", "neg", "nsubj", "nsubjpass", "expl", "mark", "intj", "meta")
)
_CLAUSES = frozenset(
    (
        "ccomp",
        "xcomp",
        "acomp",
        "attr",
        "oprd",
        "dobj",
        "prep",
        "advcl",
        "dative",
        "pcomp",
        "acl",
        "relcl",
        "npadvmod",
        "agent",
        "prt",
        "advmod",
    )
)
_SPEECH_PARTICLES = frozenset(("prt",))
_EDGE_PUNCT = frozenset((",", ";", ":", "-", "--", "–", "—", ".", "...", "…", "?", "!", "and", "but"))


class Range(NamedTuple):
    """Tokens ``[start, end)``."""

    start: int
    end: int


class Reading(NamedTuple):
    """One way to read one cue."""

    cue: Range
    head: int
    """The token that the cue is looked up by."""
    construct: str
    """Which complements make the content, as relations of the parse ("ccomp", "dobj+prep", "subject+xcomp")."""
    content: tuple[Range, ...]
    source: Range | None


def edges(token: Token) -> Range:
    """Return the tokens from the first to the last below the token."""
    return Range(token.left_edge.i, token.right_edge.i + 1)


def trimmed(doc: Doc, tokens: Range, *, conjunctions: bool = True) -> Range | None:
    """Drop white space, commas, stops and dashes from both ends; None where nothing is left."""
    start, end = tokens
    while start < end and (
        doc[start].is_space or (doc[start].text in _EDGE_PUNCT and (conjunctions or doc[start].is_punct))
    ):
        if doc[start].text in ("and", "but"):
            break
        start += 1
    while end > start and (doc[end - 1].is_space or (doc[end - 1].text in _EDGE_PUNCT)):
        end -= 1
    return Range(start, end) if start < end else None


def readings_of(token: Token) -> Iterator[Reading]:
    """Yield every reading of the token as a cue; none for most tokens."""
    if token.lower_ == "according":
        yield from _of_according(token)
    elif token.pos_ in ("VERB", "AUX"):
        yield from _of_verb(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _of_noun(token)
    elif token.pos_ == "ADJ":
        yield from _of_adjective(token)
    elif token.pos_ == "ADV":
        yield from _of_adverb(token)


def source_of(verb: Token, depth: int = 0) -> Range | None:
    """Return whose words a verb gives: its subject, its agent, or the subject that it shares with the verb above."""
    passive = any(child.dep_ in _PASSIVE_SUBJECTS or child.dep_ == "auxpass" for child in verb.lefts)
    if passive:
        for child in verb.rights:
            if child.dep_ == "agent":
                for inner in child.rights:
                    if inner.dep_ == "pobj":
                        return edges(inner)
        return None
    for child in verb.children:
        if child.dep_ == "nsubj" and child.lower_ not in _EMPTY:
            return edges(child)
        if child.dep_ == "nsubj" and child.lower_ == "it" and verb.lemma_ not in _IMPERSONAL:
            return edges(child)
    if depth >= 4 or any(child.dep_ in _SUBJECTS for child in verb.children):
        return None
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return (
            Range(head.left_edge.i, min(verb.left_edge.i, head.right_edge.i + 1))
            if verb.tag_ in ("VBG", "TO") or _is_infinitive(verb)
            else None
        )
    if head is verb:
        return None
    if head.pos_ in ("VERB", "AUX") and verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "parataxis"):
        if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and _is_infinitive(verb)):
            for child in head.rights:
                if child.dep_ == "dobj" and child.i < verb.i:
                    return edges(child)
        if verb.dep_ == "ccomp" and not _is_infinitive(verb) and verb.tag_ != "VBG":
            return None
        return _shared(head, depth)
    if head.dep_ in ("prep", "agent", "mark") or head.pos_ in ("ADP", "SCONJ", "ADJ"):
        above = head.head
        if above.pos_ in ("VERB", "AUX"):
            return _shared(above, depth)
        if above.pos_ in ("NOUN", "PROPN"):
            return _holder(above)
    return None


_EMPTY = frozenset(("it", "there", "what"))
_IMPERSONAL = frozenset(("seem", "appear", "be", "expect"))


def _shared(verb: Token, depth: int) -> Range | None:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return edges(child)
    return source_of(verb, depth + 1)


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.lefts)


def _holder(noun: Token) -> Range | None:
    """Return whose claim, plan or belief a noun is: its possessor, or the subject of the verb it is the object of."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            last = child.right_edge.i + 1
            if noun.doc[last - 1].tag_ == "POS":
                last -= 1
            return Range(child.left_edge.i, last)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    return edges(inner)
    head = noun.head
    if noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX"):
        head = head.head
        return _shared(head, 2)
    if noun.dep_ in ("dobj", "attr") and head.pos_ in ("VERB", "AUX"):
        return _shared(head, 2)
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod") and child.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
            return edges(child)
    return None


def _of_verb(verb: Token) -> Iterator[Reading]:
    rights = [child for child in verb.rights if child.dep_ not in _SKIPPED and not child.is_space]
    source = source_of(verb)
    cue_end = verb.i + 1
    if rights and rights[0].dep_ == "prt":
        cue_end = rights[0].i + 1
        rights = rights[1:]
    cue = Range(verb.i, cue_end)
    last = _last_complement(verb, rights)
    sentence_end = verb.sent.end
    for position, child in enumerate(rights):
        name = _name(child)
        if child.dep_ in ("npadvmod", "advmod", "agent", "relcl") or child.dep_ not in _CLAUSES:
            continue
        own = edges(child)
        yield Reading(cue, verb.i, name, (own,), source)
        if last > own.end:
            yield Reading(cue, verb.i, f"{name}>end", (Range(own.start, last),), source)
        if child.dep_ == "ccomp" and max(last, own.end) < sentence_end:
            yield Reading(cue, verb.i, f"{name}>sentence", (Range(own.start, sentence_end),), source)
        if child.dep_ == "prep":
            for inner in child.rights:
                if inner.dep_ in ("pobj", "pcomp"):
                    wide = Range(verb.i, child.i + 1) if child.i - cue_end <= 1 else cue
                    yield Reading(wide, verb.i, f"{name}/{inner.dep_}", (edges(inner),), source)
                    if last > own.end:
                        yield Reading(
                            wide, verb.i, f"{name}/{inner.dep_}>end", (Range(inner.left_edge.i, last),), source
                        )
        if position >= 3:
            break
    for child in verb.lefts:
        if child.dep_ in ("ccomp", "dobj", "advcl"):
            yield from _before(verb, child, cue, source)
        if child.dep_ in ("nsubj", "nsubjpass"):
            subject = edges(child)
            passive = child.dep_ == "nsubjpass"
            yield Reading(cue, verb.i, f"{child.dep_}", (subject,), source if passive else None)
            for right in rights[:3]:
                if right.dep_ in ("xcomp", "oprd", "acomp", "ccomp", "prep", "attr"):
                    yield Reading(
                        cue,
                        verb.i,
                        f"{child.dep_}+{_name(right)}",
                        (subject, Range(right.left_edge.i, last)),
                        source if passive else None,
                    )
    if verb.dep_ == "relcl" and verb.head.i < verb.i:
        noun = verb.head
        antecedent = Range(noun.left_edge.i, verb.left_edge.i)
        if antecedent.start < antecedent.end:
            yield Reading(cue, verb.i, "antecedent", (antecedent,), source)
            for right in rights[:3]:
                if right.dep_ in ("xcomp", "ccomp"):
                    yield Reading(cue, verb.i, f"antecedent+{right.dep_}", (antecedent, edges(right)), source)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.i < verb.i:
        antecedent = Range(verb.head.left_edge.i, verb.left_edge.i)
        if antecedent.start < antecedent.end:
            yield Reading(cue, verb.i, "participle", (antecedent,), source)
    yield from _parenthetical(verb, cue, source)


def _before(verb: Token, child: Token, cue: Range, source: Range | None) -> Iterator[Reading]:
    """A complement that stands before its verb, whole or around it: "X, he said", "X, he said, Y"."""
    own = edges(child)
    frame = _frame(verb, source, cue)
    first = Range(own.start, min(own.end, frame.start))
    if own.end > frame.end:
        yield Reading(cue, verb.i, f"{child.dep_}-around", (first, Range(frame.end, own.end)), source)
    elif first.start < first.end:
        yield Reading(cue, verb.i, f"{child.dep_}-before", (first,), source)
        start = verb.sent.start
        if start < first.start:
            yield Reading(cue, verb.i, f"{child.dep_}-sentence", (Range(start, frame.start),), source)


def _parenthetical(verb: Token, cue: Range, source: Range | None) -> Iterator[Reading]:
    """A frame set off by commas in the middle or at the end of its own content."""
    doc = verb.doc
    if source is None:
        return
    frame = _frame(verb, source, cue)
    sentence = verb.sent
    before = doc[frame.start - 1].text if frame.start > sentence.start else ""
    after = doc[frame.end].text if frame.end < sentence.end else ""
    if before in (",", "—", "–", "--", "-") and after in (",", ".", "—", "–", "--", "-", ";", ""):
        start = sentence.start
        end = sentence.end
        if after in (",", "—", "–", "--", "-"):
            yield Reading(cue, verb.i, "around", (Range(start, frame.start), Range(frame.end, end)), source)
            clause = edges(verb.head) if verb.dep_ in ("parataxis", "ccomp", "advcl") else None
            if (
                clause is not None
                and clause.start < frame.start
                and frame.end < clause.end
                and (clause.start > start or clause.end < end)
            ):
                yield Reading(
                    cue,
                    verb.i,
                    "around-clause",
                    (Range(clause.start, frame.start), Range(frame.end, clause.end)),
                    source,
                )
        yield Reading(
            cue, verb.i, "before" if after in (".", ";", "") else "before,", (Range(start, frame.start),), source
        )


def _frame(verb: Token, source: Range | None, cue: Range) -> Range:
    """Return the tokens of "he said", "said Ms Ruiz, a teacher", "he told the paper on Monday"."""
    doc = verb.doc
    start, end = cue
    if source is not None and source.end <= verb.i and verb.i - source.end <= 4:
        start = min(start, source.start)
    elif source is not None and source.start > verb.i and source.start - verb.i <= 3:
        end = max(end, source.end)
    for child in verb.lefts:
        if child.dep_ in ("aux", "neg", "advmod", "auxpass") and child.i < start and start - child.i <= 2:
            start = child.i
    limit = min(verb.sent.end, end + 12)
    for child in verb.rights:
        if (
            child.dep_ in ("npadvmod", "prep", "dative", "dobj", "advmod")
            and child.i >= end
            and child.left_edge.i == end
            and child.right_edge.i < limit
        ):
            end = child.right_edge.i + 1
    while end < verb.sent.end and doc[end].is_space:
        end += 1
    return Range(start, end)


def _last_complement(verb: Token, rights: list[Token]) -> int:
    return rights[-1].right_edge.i + 1 if rights else verb.i + 1


def _name(child: Token) -> str:
    if child.dep_ == "prep":
        return f"prep:{child.lower_}"
    if child.dep_ in ("ccomp", "advcl"):
        mark = next((each.lower_ for each in child.lefts if each.dep_ == "mark"), "")
        return f"{child.dep_}:{mark}" if mark in ("that", "if", "whether", "as", "for") else child.dep_
    return child.dep_


def _of_noun(noun: Token) -> Iterator[Reading]:
    rights = [child for child in noun.rights if child.dep_ in ("acl", "relcl", "prep", "ccomp", "appos")]
    if not rights:
        return
    source = _holder(noun)
    cue = Range(noun.i, noun.i + 1)
    for child in rights[:3]:
        own = edges(child)
        if child.dep_ == "prep":
            for inner in child.rights:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield Reading(cue, noun.i, f"n:prep:{child.lower_}", (Range(inner.left_edge.i, own.end),), source)
        elif child.dep_ in ("acl", "ccomp", "relcl"):
            first = noun.doc[own.start].lower_
            kind = first if first in ("that", "to") else child.tag_
            yield Reading(cue, noun.i, f"n:{child.dep_}:{kind}", (own,), source)


def _of_adjective(adjective: Token) -> Iterator[Reading]:
    rights = [child for child in adjective.rights if child.dep_ in ("ccomp", "xcomp", "prep")]
    head = adjective.head
    source = (
        _shared(head, 2)
        if head.pos_ in ("VERB", "AUX")
        else edges(head)
        if adjective.dep_ in ("amod", "acl") and head.pos_ in ("NOUN", "PROPN") and head.i < adjective.i
        else None
    )
    if source is not None and source.start <= adjective.i < source.end:
        source = Range(source.start, adjective.i)
    cue = Range(adjective.i, adjective.i + 1)
    for child in rights[:2]:
        if child.dep_ == "prep":
            for inner in child.rights:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield Reading(cue, adjective.i, f"a:prep:{child.lower_}", (edges(inner),), source)
        else:
            yield Reading(cue, adjective.i, f"a:{_name(child)}", (edges(child),), source)


def _of_according(token: Token) -> Iterator[Reading]:
    to = next((child for child in token.rights if child.lower_ == "to"), None)
    holder = to if to is not None else token
    pobj = next((child for child in holder.rights if child.dep_ == "pobj"), None)
    if pobj is not None:
        source = edges(pobj)
        yield from _around(token, Range(token.i, source.end), Range(token.i, holder.i + 1), source, "according")


def _of_adverb(token: Token) -> Iterator[Reading]:
    """ "reportedly", "allegedly": somebody says so, and the report does not say who."""
    if token.dep_ == "advmod" and token.head.pos_ in ("VERB", "AUX"):
        clause = edges(token.head)
        cue = Range(token.i, token.i + 1)
        if clause.start < token.i:
            yield Reading(cue, token.i, "adverb", (Range(clause.start, token.i), Range(token.i + 1, clause.end)), None)
        yield Reading(cue, token.i, "adverb-rest", (Range(token.i + 1, clause.end),), None)


def _around(token: Token, phrase: Range, cue: Range, source: Range, name: str) -> Iterator[Reading]:
    sentence = token.sent
    for label, whole in (("sentence", Range(sentence.start, sentence.end)), ("clause", edges(token.head))):
        before = Range(whole.start, min(phrase.start, whole.end))
        after = Range(phrase.end, max(whole.end, phrase.end))
        has_before = trimmed(token.doc, before) is not None
        has_after = trimmed(token.doc, after) is not None
        if has_before and has_after:
            yield Reading(cue, token.i, f"{name}:{label}", (before, after), source)
            yield Reading(cue, token.i, f"{name}:{label}:before", (before,), source)
            yield Reading(cue, token.i, f"{name}:{label}:after", (after,), source)
        elif has_before:
            yield Reading(cue, token.i, f"{name}:{label}:before", (before,), source)
        elif has_after:
            yield Reading(cue, token.i, f"{name}:{label}:after", (after,), source)
