"""Which verbs and nouns of a report code a PLOVER event, with its type and mode.

A rule of the lexicon is matched against the frame of the verb. Then intent is coded as PLOVER has it: saying that one will
help, meet or yield is AGREE, saying that one will do harm is THREATEN, not wanting to is REJECT, and telling somebody
else what to do is REQUEST.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import children_of
from rashomon.annotation.events.clause_frame import Frame
from rashomon.annotation.events.status import is_negated, status_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.knowledge.plover import EventRule, PloverLexicon

__all__ = ["Trigger", "TriggerFinder"]

_AGREEING = frozenset("agree consent offer accept approve".split())
_PROMISING = frozenset("promise pledge vow commit undertake swear".split())
_PLANNING = frozenset("plan intend decide expect schedule set prepare announce aim".split())
_REFUSING = frozenset("refuse decline fail reject oppose renege balk".split())
_ABSTAINING = frozenset("refrain abstain avoid".split())
_WILLING = frozenset("ready willing prepared due set likely".split())
_UNWILLING = frozenset("unwilling reluctant opposed".split())
_SAYING = frozenset("say declare announce tell add insist state stress conclude argue warn assert".split())
_LISTENERS = frozenset("reporter journalist press newspaper correspondent audience interviewer".split())
"""Who is told something and asked for nothing: "told reporters to wait"."""
_REQUESTING_MODALS = frozenset("must should".split())
_GATHERING_MODES = ("attend", "visit", "send", "host")
_CONSENTING_TYPES = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"))
_VIOLENT_TYPES = ("ASSAULT", "COERCE")
_HAZARDS = frozenset(
    """quake earthquake aftershock tremor storm hurricane typhoon cyclone tornado flood flooding tsunami landslide mudslide
    avalanche eruption volcano wildfire blaze drought heatwave lightning rain wind accident crash collision derailment disease
    virus outbreak epidemic pandemic ebola cholera malaria measles flu famine wave heat wreck stampede""".split()
)
"""What strikes and kills without anybody's will."""
_TIMES = ("DATE", "TIME")
_HARMFUL_TYPES = frozenset(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "THREATEN", "REJECT"))


class Trigger(NamedTuple):
    """A word that codes an event: its frame, and the frame of what is agreed to, refused or asked for."""

    token: Token
    type: str
    mode: str | None
    roles: tuple[str, ...]
    frame: Frame | None
    inner: Trigger | None = None
    requested_of: Token | None = None


class TriggerFinder:
    """Codes the verbs and nouns of one doc; each is coded once."""

    def __init__(self, lexicon: PloverLexicon) -> None:
        self._lexicon = lexicon
        self._frames: dict[int, Frame] = {}
        self._coded: dict[int, Trigger | None] = {}

    def frame(self, verb: Token) -> Frame:
        """Return the frame of a verb."""
        frame = self._frames.get(verb.i)
        if frame is None:
            frame = self._frames[verb.i] = Frame(verb)
        return frame

    def of_verb(self, verb: Token) -> Trigger | None:
        """Return what the verb codes; None for most verbs."""
        chain = []
        below: Token | None = verb
        while below is not None and below.i not in self._coded:
            self._coded[below.i] = None
            chain.append(below)
            below = self.frame(below).complement or _clause_of_adjective(below)
        # From the innermost clause up: what a verb codes rests on its clause, and sentences nest without end.
        for each in reversed(chain):
            self._coded[each.i] = self._code(each)
        return self._coded[verb.i]

    def of_noun(self, noun: Token) -> Trigger | None:
        """Return what a noun codes by itself: "the invitation", "talks between"."""
        rule = self._rule_of_noun(noun)
        return Trigger(noun, rule.type, rule.mode, rule.roles, None) if rule else None

    def _rule_of_noun(self, noun: Token) -> EventRule | None:
        for rule in self._lexicon.nouns.get(noun.lemma_.lower(), ()):
            if all(_stands_beside(noun, slot, words) for slot, words in rule.conditions):
                return rule
        return None

    def _code(self, verb: Token) -> Trigger | None:
        lemma = self._lemma(verb)
        frame = self.frame(verb)
        inner = self.of_verb(frame.complement) if frame.complement is not None else None
        willed = self._requested(verb, frame) or self._operator(verb, lemma, frame, inner)
        if willed:
            return willed
        rule = self._matching(lemma, frame)
        plain = (
            Trigger(verb, rule.type, rule.mode, rule.roles, frame, inner) if rule else self._light(verb, lemma, frame)
        )
        if plain is None or (plain.type in _VIOLENT_TYPES and _is_mishap(frame)):
            return None
        if lemma == "tell" and any(thing.lemma_ in _LISTENERS for thing in frame.objects):
            return None
        return self._with_intent(plain, verb)

    def _lemma(self, verb: Token) -> str:
        """Return the lemma; the parser's lemmatiser takes the "e" off some ("raped" from "rap", "staged" from "stag")."""
        lemma: str = verb.lemma_.lower()
        longer = f"{lemma}e"
        return longer if lemma not in self._lexicon.verbs and longer in self._lexicon.verbs else lemma

    def _matching(self, lemma: str, frame: Frame) -> EventRule | None:
        verbs = self._lexicon.verbs
        keys = [f"{lemma}_{particle}" for particle in frame.particles]
        keys += [f"{lemma}_{name.split('_')[0]}" for name in frame.prepositions]
        for key in (*keys, lemma):
            for rule in verbs.get(key, ()):
                if all(_holds(frame, slot, words) for slot, words in rule.conditions):
                    return rule
        return None

    def _light(self, verb: Token, lemma: str, frame: Frame) -> Trigger | None:
        if lemma not in self._lexicon.light_verbs:
            return None
        for thing in frame.objects:
            rule = self._rule_of_noun(thing)
            if rule:
                return Trigger(verb, rule.type, rule.mode, rule.roles, frame)
        return None

    def _operator(self, verb: Token, lemma: str, frame: Frame, inner: Trigger | None) -> Trigger | None:
        """Code a verb of will by what is willed."""
        if lemma in ("be", "remain", "seem"):
            return self._willing(verb, frame)
        complement = frame.complement
        if complement is None or complement.dep_ == "advcl":
            return None
        # "accepted demands to resign": the infinitive hangs on the object, and says nothing of the subject's will.
        infinitive = complement.tag_ in ("VB", "VBG") and complement.dep_ in ("xcomp", "ccomp", "pcomp")
        if lemma in _REFUSING and infinitive:
            if lemma == "fail" and inner is not None and inner.type in _HARMFUL_TYPES:
                return None
            return Trigger(
                verb, "REJECT", _gathering_mode(inner, "decline"), ("obj", "comp", "of", "from"), frame, inner
            )
        if lemma in _ABSTAINING and inner is not None and inner.mode in _GATHERING_MODES:
            return Trigger(verb, "REJECT", "decline", ("comp",), frame, inner)
        if lemma in _AGREEING and infinitive:
            return Trigger(verb, "AGREE", _gathering_mode(inner, None), ("comp", "to", "with"), frame, inner)
        if lemma in _PROMISING and (infinitive or inner is not None):
            harms = inner is not None and inner.type in _HARMFUL_TYPES
            refrains = any(child.dep_ == "neg" for child in children_of(complement))
            if refrains and inner is not None and not harms:
                # "vowed not to withdraw"
                return Trigger(verb, "REJECT", _gathering_mode(inner, "decline"), ("comp",), frame, inner)
            type_ = "THREATEN" if harms and not refrains else "AGREE"
            return Trigger(verb, type_, _gathering_mode(inner, None), ("dat", "comp", "to"), frame, inner)
        if lemma == "threaten" and infinitive:
            return Trigger(verb, "THREATEN", None, ("comp", "obj", "with", "against"), frame, inner)
        if lemma in _PLANNING and infinitive and inner is not None:
            if lemma == "decide" and inner.type in _CONSENTING_TYPES:
                return None
            return self._intended(inner, verb, frame, "expect" if lemma == "expect" else None)
        return None

    def _willing(self, verb: Token, frame: Frame) -> Trigger | None:
        for child in children_of(verb):
            if child.dep_ not in ("acomp", "attr", "oprd"):
                continue
            word = child.lower_
            below = _clause_below(child)
            inner = self.of_verb(below) if below is not None else None
            if word in _UNWILLING:
                things = Trigger(
                    child, "REJECT", _gathering_mode(inner, "decline"), ("to", "comp"), self.frame(child), inner
                )
                return things._replace(frame=_merged(frame, self.frame(child)))
            if word in _WILLING and below is not None and below.tag_ == "VB" and inner is not None:
                return self._intended(inner, child, _merged(frame, self.frame(child)), None)
        return None

    def _intended(self, inner: Trigger, verb: Token, frame: Frame, mode: str | None) -> Trigger | None:
        """Code a plan by what is planned; "is expected to" says nothing of who expects."""
        roles: tuple[str, ...] = ("comp",)
        if frame.is_passive and inner.frame is not None:
            frame, roles = inner.frame, inner.roles
        if inner.type == "AGREE" or inner.type in _CONSENTING_TYPES:
            return Trigger(verb, "AGREE", _gathering_mode(inner, mode), roles, frame, inner)
        if inner.type in _HARMFUL_TYPES and inner.type != "REJECT":
            return Trigger(verb, "THREATEN", inner.mode, roles, frame, inner)
        return None

    def _requested(self, verb: Token, frame: Frame) -> Trigger | None:
        """Code "A says that B must ..." as A's request to B."""
        if verb.dep_ not in ("ccomp", "ROOT", "conj"):
            return None
        if not any(c.dep_ == "aux" and c.lower_ in _REQUESTING_MODALS for c in children_of(verb)):
            return None
        if any(c.dep_ == "neg" for c in children_of(verb)):
            return None
        saying = verb.head if verb.dep_ == "ccomp" else None
        if saying is None or saying.lemma_ not in _SAYING or not frame.subjects:
            return None
        if frame.subjects[0].lower_ in ("we", "i"):
            return None
        return Trigger(saying, "REQUEST", None, ("comp",), self.frame(saying), None, frame.subjects[0])

    def _with_intent(self, plain: Trigger, verb: Token) -> Trigger:
        """Turn what will be done into the intent to do it, and what will not be done into its refusal."""
        if plain.type == "REQUEST":
            return self._invited(plain)
        status = status_of(verb)
        if (status == "planned" and not _is_decided(verb)) or _is_mulled(verb):
            if plain.type in _CONSENTING_TYPES:
                return plain._replace(type="AGREE")
            if plain.type in ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"):
                return plain._replace(type="THREATEN")
        if status == "denied" and plain.type in _CONSENTING_TYPES and is_negated(verb):
            if plain.type != "CONCEDE" and not _has_will(verb) and not _is_refusal(verb):
                return plain
            return plain._replace(type="REJECT", mode=_gathering_mode(plain, "decline"), inner=plain)
        return plain

    def _invited(self, request: Trigger) -> Trigger:
        inner = request.inner
        if inner is None or inner.mode not in (*_GATHERING_MODES, "decline") or request.mode:
            return request
        negated = inner.mode == "decline" or any(c.dep_ == "neg" for c in children_of(inner.token))
        return request._replace(mode="dissuade" if negated else "invite")


def _clause_of_adjective(verb: Token) -> Token | None:
    """Return the clause below what somebody is: "is ready *to go*"."""
    predicates = (child for child in children_of(verb) if child.dep_ in ("acomp", "attr", "oprd"))
    return next((below for child in predicates if (below := _clause_below(child)) is not None), None)


def _clause_below(word: Token) -> Token | None:
    return next((child for child in children_of(word) if child.dep_ in ("xcomp", "ccomp", "advcl")), None)


def _is_mishap(frame: Frame) -> bool:
    """Say whether nature or an accident does it: nobody attacks."""
    return any(subject.lemma_.lower() in _HAZARDS for subject in frame.subjects)


def _merged(outer: Frame, inner: Frame) -> Frame:
    """Give a predicate adjective the subject of its copula."""
    inner._own_subjects = outer._own_subjects
    inner.__dict__.pop("subjects", None)
    return inner


def _gathering_mode(inner: Trigger | None, mode: str | None) -> str | None:
    """Keep the mode of what is agreed to; a refusal to come, or an expectation of it, has its own."""
    if inner is None or inner.mode is None:
        return None
    if inner.mode in _GATHERING_MODES:
        return mode or inner.mode
    return inner.mode if mode is None else None


def _is_decided(verb: Token) -> bool:
    """Say whether the verb is what was decided: "decided to lift the ban" lifts it."""
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return verb.head.lemma_ in ("decision", "order", "vote")
    return verb.dep_ == "xcomp" and verb.head.lemma_ in ("decide", "order", "vote")


def _is_refusal(verb: Token) -> bool:
    """Say whether the verb is what a refusal refuses: "the refusal to extradite him"."""
    return verb.dep_ == "acl" and verb.head.lemma_ == "refusal"


def _is_mulled(verb: Token) -> bool:
    """Say whether somebody may do it, or considers doing it."""
    if any(child.dep_ == "aux" and child.lower_ in ("may", "might") for child in children_of(verb)):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in ("consider", "mull", "weigh", "contemplate")


def _has_will(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "wo", "'ll", "shall") for c in children_of(verb))


def _has_own_subject(complement: Token, *, bare: bool) -> bool:
    """Say whether somebody else is to act; `bare` asks for "that B leave", not "that B leaves" or "left"."""
    if bare and (
        complement.tag_ not in ("VB", "VBP") or any(c.dep_ in ("aux", "neg") for c in children_of(complement))
    ):
        return False
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in children_of(complement))


def _stands_beside(noun: Token, slot: str, words: frozenset[str] | None) -> bool:
    """Say whether the preposition stands behind the noun, and not before a time: "a strike on the port", not "on Monday"."""
    things = (
        t for child in children_of(noun) if child.dep_ == "prep" and child.lower_ == slot for t in children_of(child)
    )
    return any(
        thing.dep_ == "pobj" and thing.ent_type_ not in _TIMES and (words is None or thing.lemma_.lower() in words)
        for thing in things
    )


def _holds(frame: Frame, slot: str, words: frozenset[str] | None) -> bool:
    complement = frame.complement
    if slot == "comp":
        return complement is not None and (words is None or complement.lemma_ in words)
    if slot == "inf":
        return (
            complement is not None
            and complement.tag_ == "VB"
            and not any(c.tag_ == "MD" for c in children_of(complement))
        )
    if slot in ("other", "subjunctive"):
        return complement is not None and _has_own_subject(complement, bare=slot == "subjunctive")
    if slot == "noobj":
        return not frame.objects
    if slot == "passive":
        return frame.is_passive
    if words is None:
        return bool(frame.objects if slot == "obj" else frame.prepositions.get(slot))
    return any(token.lemma_.lower() in words or token.lower_ in words for token in frame.words(slot))
