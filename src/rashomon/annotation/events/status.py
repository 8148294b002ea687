"""Whether what a verb or an event noun speaks of happened, goes on, is planned, is possible, or is denied.

A small calculus over the dependency parse, after the annotation of factuality (FactBank, Saurí and Pustejovsky 2009):
the token's own tense, modal and negation give a first value; then each governor on the way up ("refused to ...",
"plans to ...", "called for ...", "no ... was planned") changes it. A verb of saying changes nothing: whose word it is
belongs to the statement, not to the status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.clause_tense import (
    in_headline,
    is_present,
    is_simple_present,
    names_coming_time,
    subordinator_of,
)
from rashomon.annotation.dependents import children_of
from rashomon.annotation.events import status_words as words
from rashomon.annotation.events.clause_status import (
    Status,
    foretells_in_headline,
    is_reported,
    predicated_status,
    status_of_simple_present,
    status_of_temporal_clause,
)
from rashomon.annotation.events.governors import MAX_GOVERNORS, governors_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Status", "is_negated", "status_and_negation", "status_of"]


_VALUES = "rashomon values"
_OWN_VALUES = "rashomon own values"


class _Value(NamedTuple):
    status: Status
    negated: bool


def status_and_negation(token: Token) -> tuple[Status, bool]:
    """Return both at once, as `status_of` and `is_negated` would."""
    value = _value(token)
    return value.status, value.negated


def status_of(token: Token) -> Status:
    """Return the status of what a verb or noun speaks of, as its clause and its governors tell it.

    Whether somebody only says so is not asked here: the status is that within the statement.
    """
    return _value(token).status


def is_negated(token: Token) -> bool:
    """Say whether the token is negated: by "not", "no", "without", or by a governor such as "refused to"."""
    return _value(token).negated


def _value(token: Token) -> _Value:
    """Return what the clause and the governors of a token make of it; events and claims ask for it, so it is kept."""
    known: dict[int, _Value] = token.doc.user_data.setdefault(_VALUES, {})
    if token.i not in known:
        known[token.i] = _governed_value(token)
    return known[token.i]


def _governed_value(token: Token) -> _Value:
    value = _own_value(token)
    if (doubted := _as_report(token)) is not None and not value.negated:
        return _Value(doubted, doubted == "denied")
    nouns = verbs = 0
    ends = False
    for governor, relation in governors_of(token):
        lemma = _lemma(governor)
        if lemma in words.DECLINING and token.lemma_.lower() in words.OFFERS:
            # What is declined was offered.
            return value
        if ends and lemma in words.OPENING and value.status in ("happened", "ongoing"):
            # "demanded an end to the shelling": it goes on.
            return _Value("ongoing", value.negated)
        ends = ends or lemma in words.ENDING
        if nouns and verbs and value.status in ("planned", "possible") and lemma in words.DENYING:
            # "failed to agree on a plan to relocate": what was planned is as open as before.
            return _Value("possible", value.negated)
        nouns += governor.pos_ == "NOUN"
        verbs += governor.pos_ == "VERB"
        value = _under(value, governor, relation)
    return value


def _as_report(token: Token) -> Status | None:
    """Read what becomes of a report of it: "reports that he *left* were false", "denied claims that he *left*"."""
    report = token.head
    if token.dep_ not in ("acl", "relcl", "ccomp") or report.lemma_.lower() not in words.REPORTS:
        return None
    if not any(child.dep_ == "mark" and child.lower_ == "that" for child in children_of(token)):
        return None
    above = report.head
    if report.dep_ in words.SUBJECTS and above.lemma_ == "be":
        said = [child.lower_ for child in children_of(above) if child.dep_ == "acomp"]
        return "denied" if words.FALSE.intersection(said) and not _is_not(above) else None
    return "possible" if report.dep_ in ("dobj", "nsubjpass") and _lemma(above) in words.DENYING else None


def _is_not(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in children_of(verb))


def _own_value(token: Token) -> _Value:
    """Read tense, modal and negation of the token itself, once: it may govern many others."""
    known: dict[int, _Value] = token.doc.user_data.setdefault(_OWN_VALUES, {})
    if token.i not in known:
        known[token.i] = _verb_value(token) if token.pos_ in ("VERB", "AUX") else _noun_value(token)
    return known[token.i]


def _verb_value(token: Token) -> _Value:
    carrier = _carrier(token)
    modal = perfect = progressive = False
    status: Status = "happened"
    negated = False
    future = False
    open_ = False
    for child in children_of(token):
        dep = child.dep_
        if dep == "neg" or (dep == "acomp" and child.lower_ == "absent"):
            negated = not negated
        elif dep == "mark" and (child.lower_ in words.CONDITIONAL or (child.lower_ == "for" and token.tag_ == "VB")):
            # "it is rare for the king to attend" does not say that he does
            open_ = True
        elif dep == "advmod":
            if child.lower_ in words.OPEN_ADVERBS:
                open_ = True
            elif child.lower_ in words.FUTURE_ADVERBS:
                future = True
        elif dep in words.SUBJECTS and (child.lower_ in words.NEGATIVE_SUBJECTS or _has_no(child)):
            negated = True
        elif dep == "dobj" and carrier.lemma_ != "have" and (child.lower_ in words.NEGATIVE_SUBJECTS or _has_no(child)):
            # "sent nobody", "signed no treaty"
            negated = not negated
        elif dep in ("npadvmod", "tmod") and any(c.lower_ == "next" for c in children_of(child)):
            future = True
    if carrier.i != token.i:
        negated = negated or any(c.dep_ == "neg" and c.i < token.i for c in children_of(carrier))
    for child in children_of(carrier):
        if child.dep_ not in ("aux", "auxpass"):
            continue
        word = child.lower_
        if word in words.FUTURE_MODALS:
            modal, future = True, True
        elif word in ("would", "'d", "’d"):
            modal = True
            foretold = is_reported(carrier) or names_coming_time(token)
            future, open_ = (True, open_) if foretold else (future, True)
        elif word in words.OPEN_MODALS:
            modal, open_ = True, True
        elif child.lemma_ == "have":
            perfect = True
        elif child.lemma_ == "be" and child.tag_ in ("VBZ", "VBP") and token.tag_ == "VBG":
            progressive = True
    if token.tag_ == "VBG" and token.dep_ == "acl" and not (modal or perfect or progressive):
        return _participle_value(token, negated)
    present = is_present(carrier) and not perfect
    predicated = None if modal else predicated_status(token)
    if predicated == "denied":
        negated = not negated
    if open_:
        status = "possible"
    elif predicated is not None and predicated != "denied":
        status = predicated
    elif not modal and is_present(carrier) and subordinator_of(carrier) is not None:
        status = status_of_temporal_clause(token, carrier)
    elif future and (modal or present or progressive or token.tag_ == "VB"):
        status = "planned"
    elif progressive or (present and not perfect and carrier.lemma_ in words.STATIVE):
        if carrier.lemma_ in words.TELLING and in_headline(token):
            status = "happened"
        else:
            arranged = (
                (progressive or is_simple_present(carrier)) and carrier.lemma_ != "have" and names_coming_time(token)
            )
            status = "planned" if arranged else "ongoing"
    elif present and not perfect and is_simple_present(carrier):
        status = status_of_simple_present(token)
    elif foretells_in_headline(token):
        # "Leader to visit neighbour": the future of headlines.
        status = "planned"
    if negated:
        status = "possible" if any(c.lower_ in ("may", "might") for c in children_of(carrier)) else "denied"
    return _Value(status, negated)


def _participle_value(token: Token, negated: bool) -> _Value:
    """Give "the leaders *attending*" the time of the verb that the leaders belong to."""
    verb = token.head
    for _ in range(MAX_GOVERNORS):
        if verb.pos_ in ("VERB", "AUX") or verb.head.i == verb.i:
            break
        verb = verb.head
    status: Status = "happened"
    if negated:
        status = "denied"
    elif any(child.dep_ == "aux" and child.lower_ in words.FUTURE_MODALS for child in children_of(verb)):
        status = "planned"
    elif any(word.tag_ in ("VBZ", "VBP") for word in (verb, *children_of(verb)) if word.dep_ != "relcl"):
        status = "ongoing"
    return _Value(status, negated)


def _carrier(token: Token) -> Token:
    """Return the verb whose auxiliaries the token shares: "will visit Rome and *meet* the Pope"."""
    carrier = token
    while (
        carrier.dep_ == "conj"
        and carrier.head.pos_ in ("VERB", "AUX")
        and carrier.tag_ in ("VB", "VBN", "VBG")
        and not any(child.dep_ in ("aux", "auxpass", *words.SUBJECTS) for child in children_of(carrier))
    ):
        carrier = carrier.head
    return carrier


def _noun_value(token: Token) -> _Value:
    status: Status = "happened"
    negated = False
    for child in children_of(token):
        word = child.lower_
        if child.dep_ in ("relcl", "acl") and foretells_in_headline(child):
            status = "planned"
        if child.dep_ in ("det", "neg", "preconj") and (word in words.NEGATIVE_WORDS or child.dep_ == "neg"):
            negated = True
        elif child.dep_ in ("amod", "compound", "nmod"):
            if word in words.PLANNED_ADJECTIVES:
                status = "planned"
            elif word in words.OPEN_ADJECTIVES:
                status = "possible"
            elif word in words.DENIED_ADJECTIVES:
                status, negated = "denied", True
            elif word in words.ONGOING_ADJECTIVES:
                status = "ongoing"
    return _Value("denied" if negated else status, negated)


def _has_no(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in words.NEGATIVE_WORDS for child in children_of(token))


def _under(value: _Value, governor: Token, relation: str) -> _Value:
    """Return the value after the governor has had its say."""
    if relation == "without":
        return _Value("denied", True)
    if relation == "ahead":
        return _Value("planned", value.negated) if value.status == "happened" else value
    above = (
        _own_value(governor) if governor.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "ADV") else _Value("happened", False)
    )
    if relation == "adverbial":
        return _adverbial(value, _value(governor))
    if relation == "subject":
        return _as_subject(value, governor, above)
    if relation == "circumstance" and _lemma(governor) not in words.WEIGHTY:
        return value
    if relation == "prepositional" and _lemma(governor) not in words.WEIGHTY:
        return _inherited(value, above) if governor.pos_ in ("VERB", "AUX") and above.status == "planned" else value
    lemma = _lemma(governor)
    if governor.pos_ == "AUX" and lemma == "be" and relation == "clause" and value.status == "happened":
        # "is to visit"
        return _Value("denied" if above.negated else "planned", above.negated)
    if lemma in words.DENYING:
        return _denied(value, above)
    if lemma in words.PLANNING and (
        relation != "clause" or value.status != "happened" or _is_infinitive_below(governor)
    ):
        return _planned(value, above)
    if lemma in words.OPENING:
        negated = value.negated or (
            above.negated and lemma in ("likely", "able", "want", "wish", "seem", "appear", "expect")
        )
        return (
            _Value("denied" if negated and above.negated else "possible", negated)
            if value.status != "denied"
            else _Value("possible", True)
        )
    if relation == "clause" and any(
        child.dep_ == "mark" or child.tag_ in ("WP", "WRB") for child in children_of(governor)
    ):
        return value
    if relation == "clause" and not _is_infinitive_below(governor):
        # The complement of a verb of saying keeps its own status.
        return value
    return _inherited(value, above)


def _lemma(governor: Token) -> str:
    """Return the lemma, mended where the lemmatiser takes an "e" off ("hopes" from "hop")."""
    if governor.lower_ == "going":
        return "going"
    lemma: str = governor.lemma_.lower()
    longer = f"{lemma}e"
    return longer if longer in words.WEIGHTY and lemma not in words.WEIGHTY else lemma


def _is_infinitive_below(governor: Token) -> bool:
    return any(child.dep_ in ("xcomp", "acl", "dobj", "prep", "pcomp") for child in children_of(governor))


def _adverbial(value: _Value, above: _Value) -> _Value:
    """A participle beside its verb shares its status; a finite clause keeps its own."""
    return (
        value
        if value.status != "happened" or above.status in ("happened", "ongoing", "denied")
        else _Value(above.status, value.negated)
    )


def _as_subject(value: _Value, governor: Token, above: _Value) -> _Value:
    """Read the verb that an event noun is the subject of: "talks will begin", "no visit took place"."""
    if governor.pos_ not in ("VERB", "AUX"):
        return value
    return _inherited(value, above) if value.status in ("happened", "ongoing") else value


def _denied(value: _Value, above: _Value) -> _Value:
    if value.negated:
        return _Value("possible", False)
    if above.negated:
        return _Value("possible", False)
    if above.status == "possible":
        return _Value("possible", False)
    return _Value("denied", True)


def _planned(value: _Value, above: _Value) -> _Value:
    if value.status == "possible":
        # "has not decided whether to sign"
        return value
    if above.negated:
        return _Value("denied", True)
    if value.status == "denied":
        return value
    if above.status == "possible":
        return _Value("possible", value.negated)
    return _Value("planned", value.negated)


def _inherited(value: _Value, above: _Value) -> _Value:
    """A complement of a plain verb, or the object of a light one, shares the verb's status."""
    if above.negated:
        return _Value("possible" if value.negated else "denied", not value.negated)
    if value.status == "happened":
        return _Value(above.status, value.negated)
    return value
