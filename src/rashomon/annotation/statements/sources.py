"""Whose words or thoughts a cue gives: the source of a statement, read from the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.dependents import children_of, lefts_of, rights_of
from rashomon.annotation.entities.nouns import noun_class
from rashomon.annotation.token_ranges import Range, edges

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["QUOTING", "cue_taken_up", "holder_of", "quoted_after", "shared_subject", "source_of"]

QUOTING = frozenset(("quote", "cite"))
"""Verbs that hand on what another says: "quoted an official as saying"."""
_GOING_ON = frozenset(
    ("accuse", "add", "argue", "blame", "call", "cite", "describe", "insist", "note", "say", "stress", "urge", "warn")
)
"""Verbs by which a speaker goes on in a participle: "denied that its troops had fired, calling the report baseless"."""
_COMING = frozenset(("come", "emerge", "arrive"))
"""Verbs by which words have a source ("the warning came from the ministry")."""
MAX_QUOTED = 16
"""Tokens of the one who is quoted, with the office."""
MAX_CLIMB = 4
"""Verbs climbed to find a shared subject: beyond "is said to have begun trying to ..." it is another's."""

_SPEAKERS = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_SUBJECTS = frozenset(("nsubj", "csubj"))
_PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
_EMPTY = frozenset(("it", "there", "what"))
_IMPERSONAL = frozenset(("seem", "appear", "be", "expect"))


def source_of(verb: Token, depth: int = 0) -> Range | None:
    """Return whose words a verb gives: its subject, its agent, or the subject that it shares with the verb above."""
    if (outer := cue_taken_up(verb)) is not None:
        return source_of(outer, depth + 1)
    if _is_passive(verb):
        for child in rights_of(verb):
            if child.dep_ == "agent":
                for inner in rights_of(child):
                    if inner.dep_ == "pobj":
                        return edges(inner)
        return None
    subject = _subject(verb)
    if subject is not None and (
        subject.lower_ not in _EMPTY or (subject.lower_ == "it" and verb.lemma_ not in _IMPERSONAL)
    ):
        return _named(subject)
    if depth >= MAX_CLIMB or any(child.dep_ in _SUBJECTS for child in children_of(verb)):
        return None
    head = verb.head
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return (
            Range(head.left_edge.i, min(verb.left_edge.i, head.right_edge.i + 1))
            if verb.tag_ in ("VBG", "TO") or _is_infinitive(verb)
            else None
        )
    if head.i == verb.i:
        return _stranded(verb)
    if head.pos_ in ("VERB", "AUX") and verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "parataxis"):
        if verb.dep_ == "xcomp" or (verb.dep_ == "ccomp" and _is_infinitive(verb)):
            for child in rights_of(head):
                if child.dep_ == "dobj" and child.i < verb.i:
                    return edges(child)
        if _comments(verb) and head.dep_ == "ccomp" and head.head.i < head.i:
            return shared_subject(head.head, depth)
        if verb.dep_ == "ccomp" and not _is_infinitive(verb) and verb.tag_ != "VBG":
            return None
        return shared_subject(head, depth)
    if head.lower_ == "as" and head.head.lemma_ in QUOTING:
        quoted = next((child for child in rights_of(head.head) if child.dep_ == "dobj"), None)
        return edges(quoted) if quoted is not None else shared_subject(head.head, depth)
    if head.dep_ in ("prep", "agent", "mark") or head.pos_ in ("ADP", "SCONJ", "ADJ"):
        above = head.head
        if above.pos_ in ("VERB", "AUX"):
            return shared_subject(above, depth)
        if above.pos_ in ("NOUN", "PROPN"):
            return holder_of(above)
    return None


def cue_taken_up(verb: Token) -> Token | None:
    """Return "said" in "said the bridge was closed and *urged* drivers to wait": a bridge urges nobody, the speaker goes on.

    The parse hangs the second verb to what is told. Where the clause is about somebody who could speak, it stays there,
    unless it is about the speaker ("the ministry said *it* was ready and warned ...").
    """
    told = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or verb.i == 0:
        return None
    if any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "expl") for child in lefts_of(verb)):
        return None
    cue = told.head
    if told.dep_ != "ccomp" or cue.i >= told.i or cue.tag_ != verb.tag_ or verb.nbor(-1).pos_ != "CCONJ":
        return None
    subject = next((child for child in lefts_of(told) if child.dep_ in ("nsubj", "nsubjpass")), None)
    speaker = _subject(cue)
    if subject is None or speaker is None:
        return None
    if subject.pos_ == "PRON":
        is_thing = speaker.pos_ != "PRON" and speaker.ent_type_ != "PERSON"
        return cue if subject.lower_ == speaker.lower_ or (subject.lower_ == "it" and is_thing) else None
    could_speak = subject.ent_type_ in _SPEAKERS or noun_class(subject.lemma_) in (
        "person",
        "people",
        "organization",
        "state",
    )
    return None if could_speak or subject.pos_ != "NOUN" else cue


def _is_passive(verb: Token) -> bool:
    """Say whether a verb tells what is done to its subject; "asked if ..., Ruiz said" asks Ruiz."""
    if any(child.dep_ in _PASSIVE_SUBJECTS or child.dep_ == "auxpass" for child in lefts_of(verb)):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ == "advcl"
        and not any(child.dep_ in ("aux", "nsubj") for child in lefts_of(verb))
    )


def _stranded(verb: Token) -> Range | None:
    """Return the name right before a verb of which the parse has made a sentence of its own ("Ruiz | said ...")."""
    start = verb.sent.start
    if start != verb.i or start == 0:
        return None
    before = verb.doc[start - 1].sent
    if any(token.tag_ not in ("NNP", "NNPS") for token in before) or before.end != start:
        return None
    return Range(before.start, before.end)


def _named(subject: Token) -> Range:
    """Return the tokens of a subject without the circumstances behind it: "Ruiz, when asked about the mine, said"."""
    start, end = edges(subject)
    for child in rights_of(subject):
        first = child.left_edge.i
        if child.dep_ == "advcl" and subject.doc[first - 1].text == ",":
            return Range(start, first - 1)
    return Range(start, end)


def _comments(verb: Token) -> bool:
    """Say whether a participle after a comma tells what the speaker of the clause before it goes on to say."""
    before = verb.left_edge.i - 1
    while before > 0 and verb.doc[before].is_quote:
        before -= 1
    return (
        verb.tag_ == "VBG"
        and verb.dep_ == "advcl"
        and verb.lemma_ in _GOING_ON
        and before >= 0
        and verb.doc[before].text == ","
    )


def _subject(verb: Token) -> Token | None:
    """Return the subject that stands nearest to its verb: what stands farther off is a dateline or a headline."""
    nearest = None
    for child in children_of(verb):
        if child.dep_ == "nsubj":
            if child.i > verb.i:
                return nearest or child
            nearest = child
    return nearest


def shared_subject(verb: Token, depth: int = 0) -> Range | None:
    """Return the subject of a verb that others share with it, active or passive."""
    for child in children_of(verb):
        if child.dep_ in ("nsubj", "nsubjpass"):
            return _named(child)
    return source_of(verb, depth + 1)


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in lefts_of(verb))


def holder_of(noun: Token) -> Range | None:
    """Return whose claim, plan or belief a noun is: its possessor, or the subject of the verb it is the object of."""
    for child in lefts_of(noun):
        if child.dep_ == "poss":
            last = child.right_edge.i + 1
            if noun.doc[last - 1].tag_ == "POS":
                last -= 1
            return Range(child.left_edge.i, last)
    for child in rights_of(noun):
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            for inner in rights_of(child):
                if inner.dep_ == "pobj":
                    return edges(inner)
    head = noun.head
    if noun.dep_ == "nsubj" and head.lemma_ in _COMING:
        for child in rights_of(head):
            if child.dep_ == "prep" and child.lower_ == "from":
                return next((edges(inner) for inner in rights_of(child) if inner.dep_ == "pobj"), None)
    if noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX"):
        head = head.head
        return shared_subject(head, MAX_CLIMB - 2)
    if noun.dep_ in ("dobj", "attr") and head.pos_ in ("VERB", "AUX"):
        return shared_subject(head, MAX_CLIMB - 2)
    for child in lefts_of(noun):
        if child.dep_ in ("compound", "amod") and child.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
            return edges(child)
    return None


def quoted_after(doc: Doc, tokens: Range) -> tuple[Range, Range] | None:
    """Read "quoted Ruiz as saying" where the tokens begin with the verb: the participle is the cue, Ruiz the source."""
    if tokens.start >= tokens.end or doc[tokens.start].lemma_ not in QUOTING:
        return None
    for i in range(tokens.start + 2, min(tokens.end - 1, tokens.start + MAX_QUOTED)):
        if doc[i].lower_ == "as" and doc[i + 1].tag_ == "VBG":
            return Range(i + 1, i + 2), Range(tokens.start + 1, i)
        if doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
    return None
