"""Events: who did what to whom, coded in PLOVER, from the parse and the layers before it.

See docs/plover.md for the types and modes, and for what is coded and what is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import children_of
from rashomon.annotation.events.clause_frame import is_clipped, is_cut_off
from rashomon.annotation.events.contexts import ContextFinder
from rashomon.annotation.events.roles import RoleFinder, Roles, deeds_of
from rashomon.annotation.events.status import Status, status_of
from rashomon.annotation.events.triggers import Trigger, TriggerFinder
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.parse import Parse, span_of
from rashomon.annotation.token_ranges import MAX_DEPTH, Range
from rashomon.knowledge import Knowledge
from rashomon.knowledge.plover import load_plover
from rashomon.model import Event, Place, Statement, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

__all__ = ["PARTICIPATION_MODES", "find_events"]

PARTICIPATION_MODES = ("attend", "invite", "expect", "send", "decline", "dissuade")
"""Modes that tell who takes part in an occasion; docs/plover.md says how to read them."""

_LEVEL = ("ccomp", "parataxis", "xcomp", "aux", "auxpass")
_HANGING = ("advcl", "parataxis", "conj", "mark", "relcl")
_ABOUT_OTHERS = ("ACCUSE", "REQUEST", "REJECT", "THREATEN")
_ABOUT_DEEDS = ("SUPPORT", "ACCUSE", "REJECT")
"""Types whose object is somebody's deed, an event of its own where both sides are named: "welcomed Japan's visit to Chad"."""
_LOCATIVE = ("in", "at", "near", "outside", "inside", "around", "across", "throughout")


class _Found(NamedTuple):
    depth: int
    trigger: Trigger
    roles: Roles


def find_events(
    parse: Parse,
    mentions: MentionIndex,
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    statements: Sequence[Statement],
    knowledge: Knowledge,
) -> tuple[Event, ...]:
    """Return the events of an article: by sentence, main clauses before those that hang on them."""
    finder = TriggerFinder(load_plover(knowledge.lexica))
    roles = RoleFinder(mentions, parse.is_told)
    setting = _Setting(parse, mentions, times, places, statements)
    events: list[Event] = []
    for sentence in parse.doc.sents:
        found = _in_sentence(parse, sentence, finder, roles)
        for _, trigger, who in sorted(found, key=lambda each: (each.depth, each.trigger.token.i)):
            events.append(setting.event(f"v{len(events) + 1}", trigger, who))
    return tuple(events)


def _in_sentence(parse: Parse, sentence: SpacySpan, finder: TriggerFinder, roles: RoleFinder) -> Iterator[_Found]:
    """Yield the events of a sentence; what is agreed to, refused or asked for is part of the agreeing, refusing, asking."""
    triggers: list[Trigger] = []
    taken: set[int] = set()
    told = [token for token in sentence if token.pos_ in ("VERB", "AUX", "NOUN") and parse.is_told(token)]
    for token in told:
        if token.pos_ == "NOUN":
            continue
        trigger = finder.of_verb(token)
        if trigger is not None:
            triggers.append(trigger)
            taken.update(_tokens_of(trigger))
    # The strike in which they were killed is no event beside the killing.
    taken.update(deed.i for trigger in triggers for deed in deeds_of(trigger))
    consumed = {inner for trigger in triggers for inner in _consumed(trigger)}
    for trigger in triggers:
        if trigger.token.i in consumed:
            continue
        who = roles.of(trigger)
        depth = _depth(trigger.token)
        if _is_told_in_full(trigger, who, depth):
            yield _Found(depth, trigger, who)
    for token in told:
        if token.pos_ != "NOUN" or token.i in taken:
            continue
        nominal = finder.of_noun(token)
        if nominal is not None:
            who = roles.of(nominal)
            if who.actors and who.recipients:
                yield _Found(_depth(token) + 1, nominal, who)


def _is_told_in_full(trigger: Trigger, who: Roles, depth: int) -> bool:
    """Keep main clauses that name somebody, and other clauses that name both sides."""
    if "pool" in trigger.roles and trigger.mode is None and not who.recipients:
        return bool(who.actors) and (_is_collective(trigger) or (depth == 0 and trigger.type != "CONSULT"))
    if depth == 0 or trigger.mode in PARTICIPATION_MODES:
        return bool(who.actors or who.recipients)
    return bool(who.actors and who.recipients)


def _is_collective(trigger: Trigger) -> bool:
    """Say whether several meet or sign together under one name: "the ministers met"."""
    subjects = trigger.frame.subjects if trigger.frame is not None else []
    return any(subject.tag_ in ("NNS", "NNPS") or subject.lower_ == "they" for subject in subjects)


def _tokens_of(trigger: Trigger) -> Iterator[int]:
    """Yield the tokens whose meaning the trigger has taken up: itself and the noun that a light verb carries."""
    yield trigger.token.i
    if trigger.frame is not None and trigger.type not in _ABOUT_DEEDS:
        yield from (token.i for token in trigger.frame.objects)


def _consumed(trigger: Trigger) -> Iterator[int]:
    inner = trigger.inner
    while inner is not None:
        if inner.token.i != trigger.token.i:
            yield inner.token.i
        inner = inner.inner
    if trigger.requested_of is not None:
        yield trigger.requested_of.head.i


def _depth(token: Token) -> int:
    """Count the clauses above the token's own; what is reported, begun or tried stands as high as its verb."""
    depth = 0
    for _ in range(MAX_DEPTH):
        if token.head.i == token.i:
            break
        if (
            token.dep_ not in _LEVEL
            and not is_cut_off(token)
            and not (token.head.dep_ == "ROOT" and is_clipped(token))
            and token.head.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ")
        ):
            depth += 1
        token = token.head
    return depth


class _Setting:
    """When, where and in whose words: the layers that an event is placed in."""

    def __init__(
        self,
        parse: Parse,
        mentions: MentionIndex,
        times: Sequence[TimeExpression],
        places: Sequence[Place],
        statements: Sequence[Statement],
    ) -> None:
        self._parse = parse
        self._contexts = ContextFinder(parse.doc, mentions.entities)
        self._times = {time.start: time.id for time in times if time.kind in ("DATE", "TIME")}
        self._places = {place.start: place.entity for place in places if place.entity is not None}
        self._statements = sorted(
            ((piece, statement.id) for statement in statements for piece in statement.content),
            key=lambda pair: (pair[0].end - pair[0].start, pair[1]),
        )

    def event(self, event_id: str, trigger: Trigger, who: Roles) -> Event:
        """Assemble an event."""
        token = trigger.token
        tokens = [t for t in clause_tokens(token) if self._parse.is_told(t)] or [token]
        own = [
            t
            for t in clause_tokens(token, _tells_of_another)
            if self._parse.is_told(t) and not _is_of_another(t, trigger)
        ]
        where = span_of(token, token)
        return Event(
            id=event_id,
            type=trigger.type,
            mode=trigger.mode,
            status=_status(trigger),
            trigger=where,
            span=span_of(tokens[0], tokens[-1]),
            actors=who.actors,
            recipients=who.recipients,
            place=next((self._places[t.idx] for t in own if t.idx in self._places and _is_located(t, trigger)), None),
            time=next(
                (self._times[t.idx] for t in _outward(own, token) if t.idx in self._times and not _is_since(t)), None
            ),
            statement=next((sid for piece, sid in self._statements if piece.covers(where)), None),
            contexts=self._contexts.of(
                token.i, Range(tokens[0].i, tokens[-1].i + 1), trigger.type, (*who.actors, *who.recipients)
            ),
        )


def _status(trigger: Trigger) -> Status:
    """Return the status; an intent to act is a plan to act, so that its status is that of the act."""
    status = status_of(trigger.token)
    if trigger.type == "REJECT" and trigger.inner is not None and trigger.inner.token.i == trigger.token.i:
        # "will not attend" is a refusal, and the refusal stands.
        return "happened"
    if trigger.type == "AGREE" and trigger.mode == "attend" and status == "happened":
        # "accepted the invitation"
        return "planned"
    if trigger.mode == "decline" and status == "planned":
        # "will skip the summit" is one too
        return "happened"
    if trigger.type in ("AGREE", "THREATEN") and trigger.inner is not None and status in ("happened", "ongoing"):
        return "planned" if trigger.type == "AGREE" else "possible"
    return status


def clause_tokens(head: Token, apart: Callable[[Token], bool] | None = None) -> list[Token]:
    """Return the tokens of the clause or noun phrase of a trigger, in order, without clauses that merely hang on it.

    `apart` tells what else is left out, with all below it.
    """
    found: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(
            child
            for child in children_of(token)
            if child.dep_ not in ("punct", "cc")
            and not (token.i == head.i and child.dep_ in _HANGING)
            and not (apart is not None and apart(child))
        )
    return sorted((token for token in found if not token.is_space), key=lambda token: token.i)


def _tells_of_another(clause: Token) -> bool:
    """Say whether a clause beside a noun has a time and place of its own: "the king, who arrived on Monday, ..."."""
    return clause.dep_ == "relcl" or (
        clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBG", "VBD") and not is_cut_off(clause)
    )


def _is_of_another(token: Token, trigger: Trigger) -> bool:
    """Say whether the token stands in what is asked, refused or blamed: its time and place are not the event's."""
    frame = trigger.frame
    if frame is None or frame.complement is None or trigger.type == "AGREE":
        return False
    if trigger.type not in _ABOUT_OTHERS and frame.complement.dep_ != "xcomp":
        return False
    return frame.complement.is_ancestor(token) or frame.complement.i == token.i


def _is_since(token: Token) -> bool:
    """Say whether the time is only where a span of time begins."""
    return any(above.lower_ == "since" for above in (token.head, token.head.head))


def _outward(tokens: list[Token], middle: Token) -> list[Token]:
    return sorted(tokens, key=lambda token: (abs(token.i - middle.i), token.i))


def _is_located(token: Token, trigger: Trigger) -> bool:
    """Say whether the place name stands after "in", "at", "near": where it happens, not to whom; a visit is where it goes."""
    if token.pos_ == "ADJ":
        # "in a Syldavian raid" is not in Syldavia
        return False
    while token.dep_ in ("compound", "nmod", "amod") and token.head.i != token.i:
        token = token.head
    if trigger.mode == "visit" and (token.dep_ == "dobj" or (token.dep_ == "pobj" and token.head.lower_ == "to")):
        return token.head.i == trigger.token.i or token.head.head.i == trigger.token.i
    return token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE
