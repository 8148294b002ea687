"""Possible attributions in the parse: a cue, what may be its content, and whose it would be.

Each verb, noun, adjective or adverb that can give words or thoughts to somebody is offered with every reading of its
complements (the clause, the object, the object with its prepositional phrase, what follows to the end ...). Which
reading holds, if any, is for the weights of `attribution` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import lefts_of, rights_of
from rashomon.annotation.entities.titles import is_office_word
from rashomon.annotation.statements.sources import QUOTING, holder_of, shared_subject, source_of
from rashomon.annotation.token_ranges import Range, edges, sentence_of, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Reading", "headlines_of", "readings_of"]

_ADJUNCTS = frozenset(("npadvmod", "advmod", "agent", "prt", "attr"))
_COMPLEMENTS = _ADJUNCTS | {"ccomp", "xcomp", "acomp", "oprd", "dobj", "prep", "advcl", "dative"}
_BEFORE = frozenset(("ccomp", "dobj", "advcl", "nsubj", "nsubjpass"))
_PREPOSITIONS_KEPT = frozenset(("as", "of", "for", "by", "on", "against", "over", "to"))
"""Prepositions that may open content ("criticised X for ...", "described it as ..."); after others it begins later."""
_NOUN_PREPOSITIONS = frozenset(("of", "for", "on", "to", "about", "against", "over", "that"))
MAX_FRAME_PHRASE = 12
"""Tokens of "on Monday in a speech" that still belong to a frame between commas."""
MAX_HEADLINE_NAME = 9
"""Tokens before the colon of a headline that can be a source ("The president of the bank:")."""
MAX_HEADLINE = 30
"""Tokens of a headline: a longer paragraph with a colon is running text."""
MAX_COMPLEMENTS = 3
"""Complements of one verb that content may begin with: a verb has two, an adjunct may stand before them."""


class Reading(NamedTuple):
    """One way to read one cue."""

    cue: Range
    head: int
    """The token that the cue is looked up by."""
    construct: str
    """Which complements make the content, as relations of the parse ("ccomp", "dobj+prep", "subject+xcomp")."""
    content: tuple[Range, ...]
    source: Range | None


def readings_of(token: Token) -> Iterator[Reading]:
    """Yield every reading of the token as a cue; none for most tokens."""
    if token.lower_ == "according":
        yield from _of_according(token)
    elif token.pos_ in ("VERB", "AUX"):
        if not _quotes_somebody(token) and not _reads_aloud(token):
            yield from _of_verb(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _of_noun(token)
    elif token.pos_ == "ADJ":
        yield from _of_adjective(token)
    elif token.pos_ == "ADV":
        yield from _of_adverb(token)


def _quotes_somebody(verb: Token) -> bool:
    """Say whether a verb only hands on what another is said to say ("quoted an official as saying")."""
    return verb.lemma_ in QUOTING and any(
        child.lower_ == "as" and any(inner.tag_ == "VBG" for inner in rights_of(child)) for child in rights_of(verb)
    )


def _reads_aloud(verb: Token) -> bool:
    """Say whether somebody reads: a sign reads "Keep out", a person reads "War and Peace"."""
    return verb.lemma_ == "read" and any(
        child.dep_ == "nsubj" and (child.pos_ == "PRON" or child.ent_type_ == "PERSON") for child in lefts_of(verb)
    )


def headlines_of(doc: Doc, paragraph: Range, is_saying: Callable[[Token], bool]) -> Iterator[Reading]:
    """Read a paragraph by the customs of headlines: "Name: what it says" and "What is said, says Name"."""
    opening = _name_and_colon(doc, paragraph)
    if opening is not None:
        yield opening
    if paragraph.end - paragraph.start > MAX_HEADLINE:
        return
    for i in range(paragraph.end - 2, max(paragraph.end - MAX_HEADLINE_NAME, paragraph.start + 2), -1):
        verb = doc[i]
        if verb.tag_ in ("VBZ", "VBP", "VBD") and doc[i - 1].text == "," and is_saying(verb):
            name = trimmed(doc, Range(i + 1, paragraph.end))
            if name is not None and not any(word.pos_ == "VERB" for word in doc[name.start : name.end]):
                yield Reading(Range(i, i + 1), i, "headline:last", (Range(paragraph.start, i),), name)
            return


def _name_and_colon(doc: Doc, paragraph: Range) -> Reading | None:
    for i in range(paragraph.start + 1, min(paragraph.start + MAX_HEADLINE_NAME, paragraph.end - 2)):
        token = doc[i]
        if token.text == ":":
            words = doc[paragraph.start : i]
            if not any(word.pos_ in ("NOUN", "PROPN") for word in words) or any(word.tag_ == "VBD" for word in words):
                return None
            kind = "one" if paragraph.end - i < MAX_HEADLINE else "long"
            # "Ruiz to Kato: no deal" is what Ruiz says; "Oslo to Bergen: a journey" is a way.
            name = next((word.i for word in words[1:] if word.lower_ == "to" and doc[word.i + 1].text[0].isupper()), i)
            if name < i and _names_person(doc, Range(paragraph.start, name)):
                kind = "to"
            return Reading(
                Range(i, i + 1), i, f"headline:{kind}", (Range(i + 1, paragraph.end),), Range(paragraph.start, name)
            )
        if token.text in (".", "?", "!", ";"):
            return None
    return None


def _names_person(doc: Doc, tokens: Range) -> bool:
    """Say whether the tokens end in a person's name, or hold an office before it ("Former President Ruiz")."""
    return doc[tokens.end - 1].ent_type_ == "PERSON" or any(
        is_office_word(word) for word in doc[tokens.start : tokens.end]
    )


def _of_verb(verb: Token) -> Iterator[Reading]:
    rights = [child for child in rights_of(verb) if child.dep_ in _COMPLEMENTS]
    lefts = [child for child in lefts_of(verb) if child.dep_ in _BEFORE]
    source = source_of(verb)
    cue_end = verb.i + 1
    if rights and rights[0].dep_ == "prt":
        cue_end = rights[0].i + 1
        rights = rights[1:]
    cue = Range(verb.i, cue_end)
    last = rights[-1].right_edge.i + 1 if rights else cue_end
    for child in [child for child in rights if child.dep_ not in _ADJUNCTS][:MAX_COMPLEMENTS]:
        yield from _after(verb, child, cue, source, last)
    for child in rights:
        if child.dep_ == "advcl" and child.lower_ in ("citing", "quoting"):
            # "reported, citing the ministry, that ...": the parse hangs the clause to the nearer verb.
            for clause in rights_of(child):
                if clause.dep_ == "ccomp" and verb.doc[clause.left_edge.i].lower_ == "that":
                    yield Reading(cue, verb.i, "ccomp:that", (edges(clause),), source)
    for child in lefts:
        if child.dep_ in ("ccomp", "dobj", "advcl"):
            yield from _before(verb, child, cue, source)
        else:
            yield from _with_subject(verb, child, rights, last, cue, source)
    if verb.dep_ == "relcl" and verb.head.i < verb.i:
        antecedent = Range(verb.head.left_edge.i, verb.left_edge.i)
        for right in rights:
            if right.dep_ in ("xcomp", "ccomp") and antecedent.start < antecedent.end:
                yield Reading(cue, verb.i, f"antecedent+{right.dep_}", (antecedent, edges(right)), source)
    if source is not None:
        yield from _parenthetical(verb, cue, source)
        if verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "as" for child in lefts_of(verb)):
            puts_it = verb.lemma_ == "put" and any(child.lower_ == "it" for child in rights_of(verb))
            yield from _around(verb, edges(verb), cue, source, "put-it" if puts_it else "as")


def _after(verb: Token, child: Token, cue: Range, source: Range | None, last: int) -> Iterator[Reading]:
    """A complement that stands after its verb, alone or with all that follows it."""
    name = _name(child)
    own = edges(child)
    if child.dep_ != "prep" or child.lower_ in _PREPOSITIONS_KEPT:
        yield Reading(cue, verb.i, name, (own,), source)
        if last > own.end:
            yield Reading(cue, verb.i, f"{name}>end", (Range(own.start, last),), source)
    if child.dep_ == "ccomp":
        sentence_end = sentence_of(verb).end
        if max(last, own.end) < sentence_end:
            yield Reading(cue, verb.i, f"{name}>sentence", (Range(own.start, sentence_end),), source)
    if child.dep_ == "prep":
        clause = _clause_below(child)
        if clause is not None:
            yield Reading(cue, verb.i, "ccomp:that", (Range(clause.left_edge.i, max(last, own.end)),), source)
        for inner in rights_of(child):
            if inner.dep_ in ("pobj", "pcomp"):
                wide = Range(verb.i, child.i + 1) if child.i - cue.end <= 1 else cue
                yield Reading(wide, verb.i, f"{name}/{inner.dep_}", (edges(inner),), source)
                if last > own.end:
                    following = Range(inner.left_edge.i, last)
                    yield Reading(wide, verb.i, f"{name}/{inner.dep_}>end", (following,), source)


def _clause_below(preposition: Token) -> Token | None:
    """Return the clause that the parse hangs to the last noun of "said in a briefing that ..."."""
    node = preposition
    for _ in range(MAX_COMPLEMENTS):
        node = next(
            (child for child in rights_of(node) if child.dep_ in ("pobj", "prep", "acl", "relcl", "ccomp")), node
        )
        if node.dep_ in ("acl", "relcl", "ccomp"):
            return node if node.doc[node.left_edge.i].lower_ == "that" else None
    return None


def _with_subject(
    verb: Token, subject: Token, rights: list[Token], last: int, cue: Range, source: Range | None
) -> Iterator[Reading]:
    """A subject that is part of what is thought or said: "X was criticised by Y", "X seems to ..."."""
    passive = subject.dep_ == "nsubjpass"
    whose = source if passive else None
    if passive:
        yield Reading(cue, verb.i, "nsubjpass", (edges(subject),), whose)
    for right in rights[:MAX_COMPLEMENTS]:
        if right.dep_ in ("xcomp", "oprd", "acomp") or (passive and right.dep_ in ("prep", "ccomp")):
            content = (edges(subject), Range(right.left_edge.i, last))
            yield Reading(cue, verb.i, f"{subject.dep_}+{_name(right)}", content, whose)


def _before(verb: Token, child: Token, cue: Range, source: Range | None) -> Iterator[Reading]:
    """A complement that stands before its verb, whole or around it: "X, he said", "X, he said, Y"."""
    own = edges(child)
    frame = _frame(verb, source, cue)
    first = Range(own.start, min(own.end, frame.start))
    if own.end > frame.end:
        yield Reading(cue, verb.i, f"{child.dep_}-around", (first, Range(frame.end, own.end)), source)
    elif first.start < first.end:
        yield Reading(cue, verb.i, f"{child.dep_}-before", (first,), source)
        start = sentence_of(verb).start
        if start < first.start:
            yield Reading(cue, verb.i, f"{child.dep_}-sentence", (Range(start, frame.start),), source)


def _parenthetical(verb: Token, cue: Range, source: Range) -> Iterator[Reading]:
    """A frame set off by commas in the middle or at the end of its own content."""
    doc = verb.doc
    frame = _frame(verb, source, cue)
    sentence = sentence_of(verb)
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
    for child in lefts_of(verb):
        if child.dep_ in ("aux", "neg", "advmod", "auxpass") and child.i < start and start - child.i <= 2:
            start = child.i
    sentence_end = sentence_of(verb).end
    limit = min(sentence_end, end + MAX_FRAME_PHRASE)
    for child in rights_of(verb):
        if (
            child.dep_ in ("npadvmod", "prep", "dative", "dobj", "advmod")
            and child.i >= end
            and child.left_edge.i == end
            and child.right_edge.i < limit
        ):
            end = child.right_edge.i + 1
    while end < sentence_end and doc[end].is_space:
        end += 1
    return Range(start, end)


def _name(child: Token) -> str:
    if child.dep_ == "prep":
        return f"prep:{child.lower_}"
    if child.dep_ in ("ccomp", "advcl"):
        mark = next((each.lower_ for each in lefts_of(child) if each.dep_ == "mark"), "")
        return f"{child.dep_}:{mark}" if mark in ("that", "if", "whether", "as", "for") else child.dep_
    return child.dep_


def _of_noun(noun: Token) -> Iterator[Reading]:
    rights = [
        child
        for child in rights_of(noun)
        if child.dep_ in ("acl", "ccomp", "relcl") or (child.dep_ == "prep" and child.lower_ in _NOUN_PREPOSITIONS)
    ]
    if not rights:
        return
    source = holder_of(noun)
    cue = Range(noun.i, noun.i + 1)
    for child in rights[:MAX_COMPLEMENTS]:
        own = edges(child)
        if child.dep_ == "prep":
            inner = next((each for each in rights_of(child) if each.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                yield Reading(cue, noun.i, f"n:prep:{child.lower_}", (Range(inner.left_edge.i, own.end),), source)
        else:
            first = noun.doc[own.start].lower_
            if first in ("that", "to") or child.dep_ == "acl":
                kind = first if first in ("that", "to") else child.tag_
                yield Reading(cue, noun.i, f"n:{child.dep_}:{kind}", (own,), source)


def _of_adjective(adjective: Token) -> Iterator[Reading]:
    rights = [child for child in rights_of(adjective) if child.dep_ in ("ccomp", "xcomp", "prep")]
    head = adjective.head
    source = (
        shared_subject(head, 2)
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
            for inner in rights_of(child):
                if inner.dep_ in ("pobj", "pcomp"):
                    yield Reading(cue, adjective.i, f"a:prep:{child.lower_}", (edges(inner),), source)
        else:
            yield Reading(cue, adjective.i, f"a:{_name(child)}", (edges(child),), source)


def _of_according(token: Token) -> Iterator[Reading]:
    to = next((child for child in rights_of(token) if child.lower_ == "to"), None)
    holder = to if to is not None else token
    pobj = next((child for child in rights_of(holder) if child.dep_ == "pobj"), None)
    if pobj is not None:
        source = _before_told(token, edges(pobj))
        yield from _around(token, Range(token.i, source.end), Range(token.i, holder.i + 1), source, "according")


def _before_told(according: Token, source: Range) -> Range:
    """End the source at the first comma where the parse has taken the whole sentence for it ("According to X, Y fell")."""
    sentence = sentence_of(according)
    rest = trimmed(according.doc, Range(source.end, sentence.end)) if source.end < sentence.end else None
    if rest is not None or trimmed(according.doc, Range(sentence.start, according.i + 1)) != (
        according.i,
        according.i + 1,
    ):
        return source
    comma = next((i for i in range(source.start + 1, source.end) if according.doc[i].text == ","), source.end)
    return Range(source.start, comma)


def _of_adverb(token: Token) -> Iterator[Reading]:
    """Read "reportedly", "allegedly": somebody says so, and the report does not say who."""
    if token.dep_ == "advmod" and token.head.pos_ in ("VERB", "AUX"):
        clause = edges(token.head)
        cue = Range(token.i, token.i + 1)
        if clause.start < token.i:
            yield Reading(cue, token.i, "adverb", (Range(clause.start, token.i), Range(token.i + 1, clause.end)), None)
        yield Reading(cue, token.i, "adverb-rest", (Range(token.i + 1, clause.end),), None)


def _around(token: Token, phrase: Range, cue: Range, source: Range, name: str) -> Iterator[Reading]:
    sentence = sentence_of(token)
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
