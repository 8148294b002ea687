"""Whether what a verb or an event noun speaks of happened, goes on, is planned, is possible, or is denied.

A small calculus over the dependency parse, after the annotation of factuality (FactBank, Saurí and Pustejovsky 2009):
the token's own tense, modal and negation give a first value; then each governor on the way up ("refused to ...",
"plans to ...", "called for ...", "no ... was planned") changes it. A verb of saying changes nothing: whose word it is
belongs to the statement, not to the status.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["Status", "is_negated", "status_of"]

Status = Literal["happened", "ongoing", "planned", "possible", "denied"]

MAX_GOVERNORS = 12
"""Governors looked at above a token; deeper nesting is a fault of the parse."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a governor says of its complement, by lemma (verbs, adjectives and nouns alike).
_PLANNING = _words(
    """plan intend expect schedule set due agree pledge vow promise decide prepare commit arrange slate
    undertake announce ready willing poise poised going destine resolve opt choose aim await anticipate prepared
    determined plans intention promise decision commitment agreement preparation arrangement readiness
    willingness"""
)
_OPENING = _words(
    """want wish hope seek try attempt urge ask call demand request threaten consider offer invite propose
    suggest advise encourage press pressure appeal beg require need prefer strive struggle mull recommend allege
    suspect fear believe think doubt wonder accuse guess assume imagine rumor rumour seem appear speculate
    likely unlikely able unable possible eager keen free afraid supposed inclined incline ought push lobby campaign authorize
    authorise entitle persuade convince discuss debate envisage envision contemplate favor favour oppose support
    advocate warn blame invitation proposal threat bid effort desire chance opportunity possibility prospect
    risk allegation accusation suspicion speculation suggestion idea belief option right ability ultimatum
    warning condition potential"""
)
_DENYING = _words(
    """deny refuse decline reject fail cancel postpone avoid prevent refrain neglect forget forgo scrap shelve
    abandon skip snub boycott bar ban block forbid prohibit dissuade discourage discard preclude miss lack
    thwart foil avert shun dismiss refute rebut dispute abort veto refusal denial rejection failure cancellation
    postponement absence inability unwilling reluctant"""
)

_STATIVE = _words(
    """support oppose back want need remain hold have be live own control occupy face include consist belong
    rule lead maintain possess know believe think hope keep enjoy seek demand insist claim deny favor favour
    govern host stand"""
)
_PLANNED_ADJECTIVES = _words(
    "planned upcoming scheduled forthcoming coming proposed future next expected pending intended prospective"
)
_OPEN_ADJECTIVES = _words(
    """possible potential alleged threatened likely suspected supposed hypothetical rumored rumoured would-be
    attempted imminent"""
)
_DENIED_ADJECTIVES = _words("cancelled canceled aborted failed foiled postponed averted")
_ONGOING_ADJECTIVES = _words("ongoing current continuing continued")
_OPEN_ADVERBS = _words("possibly perhaps maybe allegedly probably potentially presumably supposedly likely purportedly")
_FUTURE_ADVERBS = _words("tomorrow soon shortly")
_CONDITIONAL = _words("if unless whether lest")
_OPEN_MODALS = _words("may might could can should must ought ca")
_FUTURE_MODALS = _words("will shall 'll ’ll wo sha")
_NEGATIVE_WORDS = _words("no neither nor none nobody nothing")
_NEGATIVE_SUBJECTS = _words("nobody none nothing neither no-one")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_DENYING_PREPOSITIONS = _words("without instead")
_INHERITING_PREPOSITIONS = _words("during at in for on to with before into by of about")
"""Prepositions under which a noun shares the status of its verb: "will speak at the summit", not "against the invasion"."""

_CLAUSAL = ("ccomp", "xcomp")
_WEIGHTY = _OPENING | _PLANNING | _DENYING


class _Value(NamedTuple):
    status: Status
    negated: bool


def status_of(token: Token) -> Status:
    """Return the status of what a verb or noun speaks of, as its clause and its governors tell it.

    Whether somebody only says so is not asked here: the status is that within the statement.
    """
    return _value(token).status


def is_negated(token: Token) -> bool:
    """Say whether the token is negated: by "not", "no", "without", or by a governor such as "refused to"."""
    return _value(token).negated


def _value(token: Token) -> _Value:
    value = _own_value(token)
    for governor, relation in _governors(token):
        value = _under(value, governor, relation)
    return value


def _own_value(token: Token) -> _Value:
    """Read tense, modal and negation of the token itself."""
    if token.pos_ in ("VERB", "AUX"):
        return _verb_value(token)
    return _noun_value(token)


def _verb_value(token: Token) -> _Value:
    carrier = _carrier(token)
    modal = perfect = progressive = False
    status: Status = "happened"
    negated = False
    future = False
    open_ = False
    for child in token.children:
        dep = child.dep_
        if dep == "neg":
            negated = True
        elif dep == "mark" and (child.lower_ in _CONDITIONAL or (child.lower_ == "for" and token.tag_ == "VB")):
            # "it is rare for the king to attend" does not say that he does
            open_ = True
        elif dep == "advmod":
            if child.lower_ in _OPEN_ADVERBS:
                open_ = True
            elif child.lower_ in _FUTURE_ADVERBS:
                future = True
        elif dep in _SUBJECTS and (child.lower_ in _NEGATIVE_SUBJECTS or _has_no(child)):
            negated = True
        elif dep in ("npadvmod", "tmod") and any(c.lower_ == "next" for c in child.children):
            future = True
    if carrier.i != token.i:
        negated = negated or any(c.dep_ == "neg" and c.i < token.i for c in carrier.children)
    for child in carrier.children:
        if child.dep_ not in ("aux", "auxpass"):
            continue
        word = child.lower_
        if word in _FUTURE_MODALS:
            modal, future = True, True
        elif word in ("would", "'d", "’d"):
            modal = True
            future, open_ = (True, open_) if _is_reported(carrier) else (future, True)
        elif word in _OPEN_MODALS:
            modal, open_ = True, True
        elif child.lemma_ == "have":
            perfect = True
        elif child.lemma_ == "be" and child.tag_ in ("VBZ", "VBP") and token.tag_ == "VBG":
            progressive = True
    if token.tag_ == "VBG" and token.dep_ == "acl" and not (modal or perfect or progressive):
        return _participle_value(token, negated)
    present = carrier.tag_ in ("VBZ", "VBP")
    if open_:
        status = "possible"
    elif future and (modal or present or progressive or token.tag_ == "VB"):
        status = "planned"
    elif progressive or (present and not perfect and carrier.lemma_ in _STATIVE):
        status = "ongoing"
    elif _is_root_infinitive(token):
        # "Leader to visit neighbour": the future of headlines.
        status = "planned"
    if negated:
        status = "possible" if any(c.lower_ in ("may", "might") for c in carrier.children) else "denied"
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
    elif any(child.dep_ == "aux" and child.lower_ in _FUTURE_MODALS for child in verb.children):
        status = "planned"
    elif any(word.tag_ in ("VBZ", "VBP") for word in (verb, *verb.children) if word.dep_ != "relcl"):
        status = "ongoing"
    return _Value(status, negated)


def _carrier(token: Token) -> Token:
    """Return the verb whose auxiliaries the token shares: "will visit Rome and *meet* the Pope"."""
    carrier = token
    while (
        carrier.dep_ == "conj"
        and carrier.head.pos_ in ("VERB", "AUX")
        and carrier.tag_ in ("VB", "VBN", "VBG")
        and not any(child.dep_ in ("aux", "auxpass", *_SUBJECTS) for child in carrier.children)
    ):
        carrier = carrier.head
    return carrier


def _is_reported(verb: Token) -> bool:
    """Say whether the verb is in reported speech or thought: there "would" is the future of the past."""
    for _ in range(MAX_GOVERNORS):
        if verb.dep_ == "ccomp" or any(
            child.dep_ in ("ccomp", "parataxis") and child.i > verb.i for child in verb.children
        ):
            return True
        if verb.dep_ not in ("conj", "xcomp", "advcl", "relcl"):
            return False
        verb = verb.head
    return False


def _is_root_infinitive(token: Token) -> bool:
    return (
        token.tag_ == "VB"
        and token.dep_ == "ROOT"
        and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    )


def _noun_value(token: Token) -> _Value:
    status: Status = "happened"
    negated = False
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("det", "neg", "preconj") and (word in _NEGATIVE_WORDS or child.dep_ == "neg"):
            negated = True
        elif child.dep_ in ("amod", "compound", "nmod"):
            if word in _PLANNED_ADJECTIVES:
                status = "planned"
            elif word in _OPEN_ADJECTIVES:
                status = "possible"
            elif word in _DENIED_ADJECTIVES:
                status, negated = "denied", True
            elif word in _ONGOING_ADJECTIVES:
                status = "ongoing"
    return _Value("denied" if negated else status, negated)


def _has_no(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in _NEGATIVE_WORDS for child in token.children)


def _governors(token: Token) -> Iterator[tuple[Token, str]]:
    """Yield the governors whose meaning bears on the token, nearest first, each with the relation to it."""
    current = token
    for _ in range(MAX_GOVERNORS):
        dep, head = current.dep_, current.head
        if head.i == current.i:
            return
        if dep == "conj":
            if head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
                return
            current = head
            continue
        if dep in _CLAUSAL or dep == "pcomp":
            relation = "clause"
        elif dep == "acl":
            # "the plan to visit" is governed by its noun; "the man arrested" is not.
            if current.tag_ != "VB":
                return
            relation = "infinitive of noun"
        elif dep == "advcl":
            if any(c.dep_ in _SUBJECTS or (c.dep_ == "aux" and c.lower_ == "having") for c in current.children):
                # A clause with a subject of its own, and "having met", stand for themselves.
                return
            relation = "adverbial"
        elif dep in ("dobj", "obj", "pobj", "nsubjpass", "attr", "oprd", "dative"):
            relation = "object"
        elif dep in ("nsubj", "nmod", "compound", "poss"):
            relation = "subject"
        elif dep in ("prep", "agent"):
            current = _through_preposition(current)
            if current.lower_ in _DENYING_PREPOSITIONS:
                yield current, "without"
            relation = "object"
            head = current.head
        else:
            return
        if head.dep_ in ("prep", "agent") and relation in ("object", "clause"):
            preposition = head.lower_
            if head.lower_ in _DENYING_PREPOSITIONS:
                yield head, "without"
            elif head.lower_ == "of" and head.head.lower_ == "ahead":
                yield head.head, "ahead"
            head = head.head if head.head.pos_ != "ADP" else head.head.head
            relation = "prepositional" if preposition in _INHERITING_PREPOSITIONS else "circumstance"
        if head.pos_ in ("ADP", "SCONJ"):
            head = head.head
        yield head, relation
        if relation in ("adverbial", "subject", "circumstance") or (
            relation == "prepositional" and head.pos_ not in ("VERB", "ADJ", "AUX", "NOUN")
        ):
            return
        current = head


def _through_preposition(token: Token) -> Token:
    while token.head.dep_ == "prep" and token.head.i != token.i:
        token = token.head
    return token


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
        return _adverbial(value, above)
    if relation == "subject":
        return _as_subject(value, governor, above)
    if relation == "circumstance" and _lemma(governor) not in _WEIGHTY:
        return value
    if relation == "prepositional" and _lemma(governor) not in _WEIGHTY:
        return _inherited(value, above) if governor.pos_ in ("VERB", "AUX") and above.status == "planned" else value
    lemma = _lemma(governor)
    if governor.pos_ == "AUX" and lemma == "be" and relation == "clause" and value.status == "happened":
        # "is to visit"
        return _Value("denied" if above.negated else "planned", above.negated)
    if lemma in _DENYING:
        return _denied(value, above)
    if lemma in _PLANNING and (relation != "clause" or value.status != "happened" or _is_infinitive_below(governor)):
        return _planned(value, above)
    if lemma in _OPENING:
        negated = value.negated or (
            above.negated and lemma in ("likely", "able", "want", "wish", "seem", "appear", "expect")
        )
        return (
            _Value("denied" if negated and above.negated else "possible", negated)
            if value.status != "denied"
            else _Value("possible", True)
        )
    if relation == "clause" and any(child.dep_ == "mark" or child.tag_ in ("WP", "WRB") for child in governor.children):
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
    return longer if longer in _WEIGHTY and lemma not in _WEIGHTY else lemma


def _is_infinitive_below(governor: Token) -> bool:
    return any(child.dep_ in ("xcomp", "acl", "dobj", "prep", "pcomp") for child in governor.children)


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
    if above.negated:
        return _Value("denied", True)
    if value.status == "denied":
        return value
    if value.status == "possible" or above.status == "possible":
        return _Value("possible", value.negated)
    return _Value("planned", value.negated)


def _inherited(value: _Value, above: _Value) -> _Value:
    """A complement of a plain verb, or the object of a light one, shares the verb's status."""
    if above.negated:
        return _Value("possible" if value.negated else "denied", not value.negated)
    if value.status == "happened":
        return _Value(above.status, value.negated)
    return value
