"""The frame of a verb: subjects, objects, particles and prepositions, as active voice would have them.

Passives are turned round, shared and controlled subjects are filled in ("joined X in imposing", "began to attack"), and a
prepositional phrase that hangs on the object counts as the verb's ("imposed sanctions on X").
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from rashomon.annotation.clause_tense import in_headline
from rashomon.annotation.dependents import MAX_DEPENDENTS, children_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

__all__ = ["Frame", "conjuncts", "is_clipped", "is_cut_off", "is_passive"]

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_OBJECTS = ("dobj", "obj", "oprd", "attr")
_RELATIVES = frozenset(("who", "which", "that", "whom"))
_PARTICLES = frozenset("down out back off up away over".split())
_STATES = frozenset("opposed engaged involved committed prepared determined".split())
"""Participles that say what their subject does, not what is done to it: "is opposed to"."""

_TOGETHER = ("together", "along")
_NAMES = ("GPE", "PERSON", "ORG", "NORP")

MAX_CLIMB = 8
"""Clauses climbed to find the subject of a verb without one."""


MAX_CONJUNCTS = 50
"""Nouns of one list: a declaration has fewer signatories, and a broken text is one list from end to end."""


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield the token and what is co-ordinated with it."""
    return islice(_joined(token), MAX_CONJUNCTS)


def _joined(token: Token) -> Iterator[Token]:
    yield token
    for child in children_of(token):
        if child.dep_ == "conj" and child.pos_ not in ("VERB", "AUX"):
            yield from _joined(child)
        elif child.dep_ == "prep" and (company := _company_of(child)) is not None:
            yield from _joined(company)
        else:
            yield from _named_before(child)


def _company_of(preposition: Token) -> Token | None:
    """Return B of "A, together with B" and "A, along with B"."""
    below = preposition
    if preposition.lower_ == "along":
        below = next((child for child in children_of(preposition) if child.lower_ == "with"), preposition)
    elif preposition.lower_ != "with" or not any(child.lower_ in _TOGETHER for child in children_of(preposition)):
        return None
    return next((child for child in children_of(below) if child.dep_ == "pobj"), None)


def _named_before(token: Token) -> Iterator[Token]:
    """Yield A of "President A and Prime Minister B", where the parse takes A for a part of B's title."""
    if token.dep_ == "nmod" and token.pos_ == "PROPN" and any(child.dep_ == "cc" for child in children_of(token)):
        yield token
    elif token.dep_ == "compound":
        for child in children_of(token):
            yield from _named_before(child)


def is_passive(verb: Token) -> bool:
    """Say whether the verb is passive, in full or as a reduced relative ("the man arrested by police")."""
    if verb.tag_ != "VBN":
        return verb.tag_ == "VBD" and is_clipped(verb)
    if verb.lower_ in _STATES and not any(child.dep_ == "agent" for child in children_of(verb)):
        return False
    if is_cut_off(verb):
        return False
    auxiliaries = [child for child in children_of(verb) if child.dep_ in ("aux", "auxpass")]
    if any(child.dep_ == "auxpass" for child in auxiliaries):
        return True
    if any(child.dep_ in _PASSIVE_SUBJECTS for child in children_of(verb)):
        return True
    if is_clipped(verb):
        return True
    return not auxiliaries and verb.dep_ in ("acl", "advcl") and not any(c.dep_ in _OBJECTS for c in children_of(verb))


_SUFFERED = frozenset(
    "kill wound injure hurt arrest detain jail imprison sentence evacuate rescue shoot release".split()
)
"""Verbs whose subject, without an object, suffers them in a headline."""


def is_clipped(verb: Token) -> bool:
    """Say whether a headline left out the auxiliary of a passive: "Ten soldiers killed in clash"."""
    if verb.lemma_ not in _SUFFERED or any(
        child.dep_ in (*_OBJECTS, "aux", "auxpass", "prt") for child in children_of(verb)
    ):
        return False
    return in_headline(verb)


def is_cut_off(verb: Token) -> bool:
    """Say whether a main verb was parsed as a participle of its own subject: "Youths *resorted* to ..., officials said"."""
    subject = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or subject.dep_ != "nsubj":
        return False
    return any(child.dep_ == "nsubj" and child.i > verb.i for child in children_of(subject.head))


class Frame:
    """One verb and what stands around it; everything is read once, on first use."""

    def __init__(self, verb: Token) -> None:
        self.verb = verb
        self.is_passive = is_passive(verb)
        self.particles: list[str] = []
        self.objects: list[Token] = []
        self.datives: list[Token] = []
        self.complement: Token | None = None
        self._agents: list[Token] = []
        self._own_subjects: list[Token] = []
        self.prepositions: dict[str, list[list[Token]]] = {}
        """Nouns by preposition, one list for each phrase."""
        for child in children_of(verb):
            self._take(child)
        if self.is_passive and verb.dep_ == "acl":
            self.objects.insert(0, verb.head)
        for thing in list(self.objects):
            for child in children_of(thing)[:MAX_DEPENDENTS]:
                if child.dep_ == "prep":
                    self._take_preposition(child)
                elif self.complement is None and _is_infinitive(child):
                    self.complement = child

    def _take(self, child: Token) -> None:
        dep = child.dep_
        if dep == "prt":
            counted = [p for c in children_of(child) if c.lower_ == "to" for p in children_of(c) if p.dep_ == "pobj"]
            if counted:
                # "kidnapped up to sixteen workers": no particle, but part of the number.
                self.objects.extend(counted)
            else:
                self.particles.append(child.lower_)
                self.objects.extend(p for p in children_of(child) if p.dep_ == "pobj")
        elif dep == "advmod" and child.lower_ in _PARTICLES:
            self.particles.append(child.lower_)
            self._take_prepositions_of(child)
        elif dep in _SUBJECTS and self.is_passive and is_clipped(self.verb):
            self.objects.extend(conjuncts(self._resolved(child)))
        elif dep in _SUBJECTS or (dep in _PASSIVE_SUBJECTS and not self.is_passive):
            subject = self._resolved(child)
            self._own_subjects.extend(conjuncts(subject))
            if subject is not child:
                self._own_subjects.extend(_equals(subject))
        elif dep in _PASSIVE_SUBJECTS or dep in _OBJECTS or (dep == "npadvmod" and _is_name_behind(child)):
            self.objects.extend(conjuncts(self._resolved(child)))
        elif dep == "dative":
            if child.pos_ == "ADP":
                self._take_preposition(child)
            else:
                self.datives.extend(conjuncts(child))
        elif dep == "agent":
            self._agents.extend(p for c in children_of(child) if c.dep_ == "pobj" for p in conjuncts(c))
        elif dep == "acomp" and child.lower_ in ("absent", "present"):
            self._take_prepositions_of(child)
        elif dep == "prep" and child.i < self.verb.i and (company := _company_of(child)) is not None:
            # "France, along with Spain, sent ..."
            (self.objects if self.is_passive else self._own_subjects).extend(conjuncts(company))
        elif dep == "prep":
            self._take_preposition(child)
        elif dep in ("xcomp", "ccomp"):
            self.complement = self.complement or child
        elif dep == "advcl" and child.tag_ == "VB" and self.complement is None:
            self.complement = child

    def _take_prepositions_of(self, word: Token) -> None:
        for child in children_of(word):
            if child.dep_ == "prep":
                self._take_preposition(child)

    def _take_preposition(self, preposition: Token, outer: str = "") -> None:
        name = preposition.lower_
        if outer == "out":
            # "walked out of the talks": the outer preposition is the verb's particle.
            self.particles.append(outer)
        elif outer:
            name = f"{outer}_{name}"
        for child in children_of(preposition):
            if child.dep_ == "pobj":
                self.prepositions.setdefault(name, []).append(list(conjuncts(child)))
                for inner in children_of(child):
                    if inner.dep_ == "prep" and inner.lower_ not in ("of",):
                        self._take_preposition(inner)
            elif child.dep_ == "prep":
                self._take_preposition(child, preposition.lower_)
            elif child.dep_ == "pcomp" and self.complement is None:
                self.complement = child

    def _resolved(self, token: Token) -> Token:
        """Put the noun that a relative pronoun stands for in its place."""
        if token.lower_ in _RELATIVES and self.verb.dep_ == "relcl":
            return self.verb.head
        return token

    @cached_property
    def subjects(self) -> list[Token]:
        """Who does it: the subject, the agent of a passive, or the subject shared with a governing verb."""
        if self.is_passive:
            return self._agents
        return self._own_subjects or _shared_subjects(self.verb)

    def words(self, slot: str) -> Iterator[Token]:
        """Yield the nouns of a slot with what narrows them: compounds, adjectives, "series of *bombs*"."""
        if slot == "obj":
            heads = self.objects
        elif slot == "subj":
            heads = self.subjects
        else:
            heads = [head for phrase in self.prepositions.get(slot, ()) for head in phrase]
        for head in heads:
            yield head
            for child in children_of(head):
                if child.dep_ in ("compound", "amod", "nmod"):
                    yield child
                elif child.dep_ == "prep" and child.lower_ == "of":
                    yield from (inner for inner in children_of(child) if inner.dep_ == "pobj")


def _shared_subjects(verb: Token) -> list[Token]:
    current = verb
    for _ in range(MAX_CLIMB):
        dep, head = current.dep_, current.head
        if head.i == current.i:
            return []
        if dep == "acl" and (current.tag_ == "VBG" or is_cut_off(current)):
            # "a declaration demanding ..." is its issuer's; "a party demanding ..." is the party's.
            return [*conjuncts(head), *_issuers(head)]
        if dep in ("acl", "relcl") and current.tag_ == "VB" and head.dep_ == "attr":
            # "X is the only leader to attend"
            return _equals(head)
        if dep not in ("conj", "xcomp", "advcl", "pcomp", "prep", "acl", "ccomp"):
            return []
        if dep == "ccomp" and current.tag_ not in ("VB", "VBG"):
            return []
        if dep == "acl" and current.tag_ == "VB" and head.lemma_ in _WILLS:
            return _owners(head)
        if head.pos_ in ("VERB", "AUX"):
            own = _direct_subjects(head, controls_object=dep in ("xcomp", "ccomp"))
            if own:
                return own
        current = head
    return []


def _is_name_behind(child: Token) -> bool:
    """Say whether a name right behind its verb was taken for an adverbial: "Greece, as well as Cyprus, criticised *Turkey*"."""
    return child.ent_type_ in _NAMES and child.pos_ == "PROPN" and child.left_edge.i == child.head.i + 1


def _is_infinitive(clause: Token) -> bool:
    """Say whether the clause of a noun is an infinitive: "an offer *to mediate*"."""
    if clause.dep_ not in ("acl", "relcl") or clause.tag_ != "VB":
        return False
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in children_of(clause))


def _issuers(noun: Token) -> list[Token]:
    """Return who stands behind a noun: who issues it, or who it is."""
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return _direct_subjects(noun.head, controls_object=False)
    return _equals(noun)


def _equals(noun: Token) -> list[Token]:
    """Return who a noun is said to be: "*X* is the only leader attending", "*X* was among the leaders who attended"."""
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "include":
        return [t for c in children_of(noun.head) if c.dep_ == "dobj" for t in conjuncts(c)]
    if noun.dep_ == "attr":
        return _direct_subjects(noun.head, controls_object=False)
    if noun.dep_ == "pobj" and noun.head.lower_ == "among" and noun.head.head.lemma_ == "be":
        return [t for c in children_of(noun.head.head) if c.dep_ in ("nsubj", "attr") for t in conjuncts(c)]
    return []


_WILLS = frozenset(
    "refusal decision plan push bid offer promise pledge vow threat intention agreement commitment drive".split()
)
"""Nouns whose infinitive tells what their owner will do, or will not: "Oslo's refusal *to extradite* them"."""
_HOLDING = frozenset("have make announce unveil take issue repeat renew reiterate confirm abandon drop shelve".split())
"""Verbs whose subject owns the will that is their object: "has no plans", "made an offer"."""


def _owners(will: Token) -> list[Token]:
    """Return whose will a noun names: its possessor, else the subject of the verb that holds it."""
    possessors = [child for child in children_of(will) if child.dep_ == "poss"]
    if possessors:
        return list(conjuncts(possessors[0]))
    if will.dep_ == "dobj" and will.head.lemma_ in _HOLDING:
        return _direct_subjects(will.head, controls_object=False)
    return []


def _joined_by(verb: Token) -> list[Token]:
    """Return whom the subject of "join" joins: "joined X in imposing", "joined with X to expel"."""
    partners = [child for child in children_of(verb) if child.dep_ == "prep" and child.lower_ == "with"]
    things = [child for child in children_of(verb) if child.dep_ == "dobj"]
    return things + [noun for partner in partners for noun in children_of(partner) if noun.dep_ == "pobj"]


_OBJECT_CONTROL = frozenset(
    "ask urge tell order force allow permit help persuade convince press pressure invite encourage warn call let make "
    "instruct enable advise require authorize authorise expect want".split()
)


def _direct_subjects(verb: Token, *, controls_object: bool) -> list[Token]:
    if controls_object and verb.lemma_ in _OBJECT_CONTROL:
        things = [c for c in children_of(verb) if c.dep_ in ("dobj", "obj", "nsubjpass")]
        if things:
            return list(conjuncts(things[0]))
    for child in children_of(verb):
        if child.dep_ in (*_SUBJECTS, *_PASSIVE_SUBJECTS):
            joined = _joined_by(verb) if verb.lemma_ == "join" else []
            subject = verb.head if child.lower_ in _RELATIVES and verb.dep_ == "relcl" else child
            return [token for one in (subject, *joined) for token in conjuncts(one)]
    return []
