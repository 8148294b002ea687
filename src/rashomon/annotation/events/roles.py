"""Who does it and to whom: the entities in the actor and recipient slots of an event.

A slot names an entity by its head; where the head names none with a state ("rebels in the north of ..."), the nearest entity
inside the phrase that has one stands for it, as event coding by state needs it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import MAX_DEPENDENTS, children_of
from rashomon.annotation.events.clause_frame import conjuncts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Token

    from rashomon.annotation.events.clause_frame import Frame
    from rashomon.annotation.events.triggers import Trigger
    from rashomon.annotation.mentions import MentionIndex

__all__ = ["RoleFinder", "Roles", "deeds_of"]

_USUAL_ORDER = (
    "dat", "with", "against", "on", "upon", "to", "toward", "towards", "at", "over", "into", "for", "from", "of", "between",
    "obj", "in", "near", "about", "by",
)  # fmt: skip
_MANNERS = ("pool", "only", "doer", "turned")
"""Words among the roles that name no slot; the head of plover.tsv explains them."""
_ADDRESSEES = ("obj", "on", "upon", "to")
_OTHERS = frozenset("others everyone everybody anyone anybody all".split())
_PRONOUNS = frozenset("it he she they we i".split())
_SKIPPED = ("relcl", "acl", "advcl", "punct", "cc", "aux", "det")
_OCCASION_MODES = ("attend", "invite", "expect", "decline", "dissuade")
"""Modes whose recipient may be an occasion, which belongs to no state."""

_BEYOND_DEEDS = ("on", "in", "at", "near", "outside", "against")
_DEEDS = frozenset(
    """strike airstrike attack raid bomb bombing blast explosion shelling shooting bombardment assault ambush rocket missile
    drone grenade mine protest clash fighting""".split()
)
_TOGETHER = ("along_with", "together_with", "alongside")
_PLACES_OF_MEETING = ("in", "near", "at")
_COMPANY = ("with", "between", "among")
_AUTHORITY_MODES = ("arrest", "investigate")
_NOUN_ORDER = ("to", "with", "against", "on")
MAX_DEPTH = 6
"""Steps down into a phrase in search of an entity with a state."""
MAX_WIDTH = 30
"""Tokens looked at on each step, and in each list on it: sentences have no more, and broken texts are one phrase."""


class Roles(NamedTuple):
    """Entity ids, in the order of the text."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]


class RoleFinder:
    """Fills the roles of the triggers of one article."""

    def __init__(self, mentions: MentionIndex, is_told: Callable[[Token], bool]) -> None:
        self._mentions = mentions
        self._is_told = is_told
        self._places: dict[str, bool] = {}

    def of(self, trigger: Trigger) -> Roles:
        """Return the actors and recipients of a trigger."""
        if trigger.frame is None:
            return self._of_noun(trigger.token, trigger.roles)
        frame = trigger.frame
        actors = self._subjects_of(frame)
        if "turned" in trigger.roles:
            return Roles(self._recipients(trigger, actors), actors)
        if len(actors) > 1 and _is_mutual(frame):
            return Roles(actors, actors)
        if (done := self._in_deed(trigger, actors)) is not None:
            return done
        if trigger.mode == "send" and frame.is_passive and frame.verb.lemma_ == "represent":
            # "was represented by its envoy": the one represented sends.
            actors = self.named_by(frame.objects)
        if trigger.requested_of is not None:
            return Roles(actors, self._without(self.named_by([trigger.requested_of]), actors))
        if "pool" in trigger.roles and len(actors) > 1 and not any(slot in frame.prepositions for slot in _COMPANY):
            return Roles(actors, actors)
        if not actors and frame.is_passive and trigger.mode in _AUTHORITY_MODES:
            # "was arrested in X": by the authorities of the place, who go without saying.
            actors = self._slot(trigger, frame, "in", ())
        recipients = self._recipients(trigger, actors)
        if "pool" in trigger.roles and not actors and len(recipients) > 1:
            # "a treaty between A and B was signed"
            return Roles(recipients, recipients)
        company = self._company(trigger, (*actors, *recipients))
        if trigger.mode in ("invite", "dissuade"):
            return Roles(actors, (*recipients, *company))
        if trigger.mode in ("attend", "visit", "expect"):
            return Roles((*actors, *company), self._without(recipients, company))
        return Roles(actors, recipients)

    def _in_deed(self, trigger: Trigger, actors: tuple[str, ...]) -> Roles | None:
        """Read "were killed in a Syldavian strike on Borduria", "a strike on Borduria killed ten": who strikes, and whom."""
        for head in deeds_of(trigger):
            done = self._of_noun(head, _BEYOND_DEEDS)
            if done.actors:
                struck = self._without(self.named_by(trigger.frame.objects if trigger.frame else ()), done.actors)
                more = () if self._have_state(struck) else self._without(done.recipients, struck)
                return Roles(actors or done.actors, (*struck, *more))
        return None

    def _company(self, trigger: Trigger, known: tuple[str, ...]) -> tuple[str, ...]:
        """Return who else is told of beside: "invited A, along with B"."""
        frames = [each.frame for each in (trigger, trigger.inner) if each is not None and each.frame is not None]
        phrases = [p for frame in frames for slot in _TOGETHER for p in frame.prepositions.get(slot, ())]
        return self._without(self.named_by(token for phrase in phrases for token in phrase), known)

    def named_by(self, heads: Iterable[Token], beyond: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the entities that the phrases with these heads speak of.

        `beyond` are prepositions behind which a deed names its target or scene: "a strike on a market in Borduria".
        """
        found: dict[str, None] = {}
        for head in heads:
            for entity in self._of_phrase(head, beyond if head.lemma_.lower() in _DEEDS else ()):
                found[entity] = None
        return tuple(found)

    def _subjects_of(self, frame: Frame) -> tuple[str, ...]:
        found = self.named_by(frame.subjects, _BEYOND_DEEDS)
        if found or not all(subject.lower_ in _PRONOUNS for subject in frame.subjects):
            return found
        speaker = _speaker(frame.verb)
        return self.named_by(speaker) if frame.subjects and speaker else ()

    def _recipients(self, trigger: Trigger, actors: tuple[str, ...]) -> tuple[str, ...]:
        frame = trigger.frame
        assert frame is not None
        seen: tuple[str, ...] = ()
        roles = [role for role in trigger.roles if role not in _MANNERS]
        rest = (
            []
            if "only" in trigger.roles
            else [role for role in _USUAL_ORDER if role not in roles and (role != "in" or "comp" not in roles)]
        )
        if "pool" in trigger.roles:
            # "signed a pact in Geneva": the place is no party.
            rest = [role for role in rest if role not in _PLACES_OF_MEETING]
            if "obj" not in roles and not any(self._headed_by(thing) for thing in frame.objects):
                # "talks in Lima" name a place, "officials of Peru" a party.
                rest = [role for role in rest if role != "obj" or frame.verb.lemma_ == "meet"]
        for slot in (*roles, *rest):
            if slot in _ADDRESSEES and trigger.type == "REQUEST" and self._is_asked_of_others(frame, slot):
                return ()
            found = self._without(self._slot(trigger, frame, slot, actors), actors)
            if found and (self._have_state(found) or (trigger.mode in _OCCASION_MODES and slot in roles)):
                return found
            seen = seen or found
        if "comp" not in roles and rest and "pool" not in trigger.roles:
            found = self._of_complement(trigger, frame, actors)
            return found if self._have_state(found) or not seen else seen
        return seen

    def _is_asked_of_others(self, frame: Frame, slot: str) -> bool:
        """Say whether those who are asked are not named: "called on others to stay away" asks nothing of the host."""
        phrases = [frame.objects] if slot == "obj" else frame.prepositions.get(slot, [])
        return any(head.lower_ in _OTHERS for phrase in phrases for head in phrase)

    def _slot(self, trigger: Trigger, frame: Frame, slot: str, actors: tuple[str, ...]) -> tuple[str, ...]:
        if slot == "obj":
            return self.named_by(frame.objects)
        if slot == "dat":
            return self.named_by(frame.datives)
        if slot == "comp":
            return self._of_complement(trigger, frame, actors)
        for phrase in frame.prepositions.get(slot, ()):
            found = self._without(self.named_by(phrase), actors)
            if found:
                return found
        return ()

    def _of_complement(self, trigger: Trigger, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Look into what is agreed to, refused or asked for: its recipient, else its subject, else whoever is named in it."""
        if trigger.inner is not None and trigger.inner.frame is not None:
            inner = trigger.inner
            assert inner.frame is not None
            if trigger.type == "REQUEST":
                asked = self._without(self.named_by(inner.frame.subjects), actors)
                if asked:
                    return asked
            found = self._recipients(inner, actors)
            if found or "only" in inner.roles:
                return found
        if frame.complement is None:
            return ()
        subjects = [t for c in children_of(frame.complement) if c.dep_ in ("nsubj", "nsubjpass") for t in conjuncts(c)]
        found = self._without(self.named_by(subjects), actors)
        return found or self._without(self._inside(frame.complement), actors)

    def _of_noun(self, noun: Token, roles: tuple[str, ...]) -> Roles:
        """Read "A's visit to B", "talks between A and B", "an attack by A on B", "the Syldavian attack on B"."""
        actors: list[Token] = []
        by_preposition: dict[str, list[Token]] = {}
        for child in children_of(noun):
            if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and self._names(child)):
                actors.append(child)
            elif child.dep_ == "prep":
                things = [t for c in children_of(child) if c.dep_ == "pobj" for t in conjuncts(c)]
                by_preposition.setdefault(child.lower_, []).extend(things)
        actors += by_preposition.get("by", [])
        if not actors and "doer" in roles:
            actors = by_preposition.get("of", [])
        between = self.named_by(by_preposition.get("between", by_preposition.get("among", [])))
        if between:
            return Roles(between, between)
        who = self.named_by(actors)
        for slot in (*roles, *_NOUN_ORDER):
            found = self._without(self.named_by(by_preposition.get(slot, ())), who)
            if found:
                return Roles(who, found)
        return Roles(who, ())

    def _names(self, token: Token) -> bool:
        return self._headed_by(token) is not None

    def _of_phrase(self, head: Token, beyond: tuple[str, ...] = ()) -> tuple[str, ...]:
        own = self._headed_by(head) or (
            self._mentions.at(head) if head.pos_ in ("PROPN", "PRON") and self._is_told(head) else None
        )
        if own is not None and self._has_state(own):
            return (own,)
        inside = self._inside(head, beyond)
        if inside and self._have_state(inside):
            return inside if own is None else (own, *inside)
        return (own,) if own is not None else inside

    def _inside(self, head: Token, beyond: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the nearest entities below a head; those with a state first, and all that are co-ordinated."""
        below = children_of(head)[:MAX_DEPENDENTS]
        level = [child for child in below if child.dep_ not in _SKIPPED and child.lower_ not in beyond]
        # "the bombing of Borduria by Syldavia" is Syldavia's
        level.sort(key=lambda child: child.lower_ != "by")
        without_state: tuple[str, ...] = ()
        for _ in range(MAX_DEPTH):
            if not level:
                break
            for token in level[:MAX_WIDTH]:
                group = list(islice(_same_group(token), MAX_WIDTH))
                found = tuple(dict.fromkeys(e for t in group if (e := self._headed_by(t)) is not None))
                if found and self._have_state(found):
                    return tuple(e for e in found if self._has_state(e))
                without_state = without_state or found
            level = [child for token in level[:MAX_WIDTH] for child in children_of(token) if child.dep_ not in _SKIPPED]
        return without_state

    def _headed_by(self, token: Token) -> str | None:
        """Return the entity that the token names; the place of a dateline, even where joined to a subject, takes no part."""
        return self._mentions.headed_by(token) if self._is_told(token) else None

    def _has_state(self, entity_id: str) -> bool:
        return self._mentions.entities[entity_id].links.iso3 is not None

    def _have_state(self, ids: tuple[str, ...]) -> bool:
        return any(self._has_state(entity_id) for entity_id in ids)

    def _without(self, ids: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(entity_id for entity_id in ids if entity_id not in others)


def deeds_of(trigger: Trigger) -> list[Token]:
    """Return the nouns of violence that the verb tells the outcome of: "killed in a *strike*", "the *strike* killed ten"."""
    frame = trigger.frame
    if frame is None or trigger.type != "ASSAULT":
        return []
    behind = [] if frame.subjects else [head for phrase in frame.prepositions.get("in", ()) for head in phrase]
    return [head for head in (*frame.subjects, *behind) if head.pos_ == "NOUN" and head.lemma_.lower() in _DEEDS]


def _is_mutual(frame: Frame) -> bool:
    """Say whether they do it to each other."""
    things = [
        *frame.objects,
        *(head for phrases in frame.prepositions.values() for phrase in phrases for head in phrase),
    ]
    return any(
        (thing.lower_, child.lower_) in (("other", "each"), ("another", "one"))
        for thing in things
        for child in children_of(thing)
    )


def _same_group(token: Token) -> Iterator[Token]:
    yield token
    for child in children_of(token):
        if child.dep_ == "conj":
            yield from _same_group(child)


def _speaker(verb: Token) -> list[Token]:
    """Return the subject of the verb of saying above: who "it" is in "Borduria said it will ..."."""
    current = verb
    for _ in range(MAX_DEPTH):
        if current.head.i == current.i:
            return []
        if current.dep_ in ("ccomp", "parataxis"):
            return [t for c in children_of(current.head) if c.dep_ == "nsubj" for t in conjuncts(c)]
        current = current.head
    return []
