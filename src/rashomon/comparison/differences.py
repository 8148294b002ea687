"""Differences between the tellings of one point: typed, explained, and calm.

Each slot is compared on its own. A difference carries the values with the characters they were read from, whether both can
hold (None where that cannot be known), and what would reconcile them. Silence is no difference: a slot that one
telling leaves empty is not compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import NamedTuple

from rashomon.comparison.actors import ActorIndex, fold, spelled_alike
from rashomon.comparison.amount_pairs import compare_amounts
from rashomon.comparison.amounts import Amount, read_amounts
from rashomon.comparison.contrasts import ContrastFinder
from rashomon.comparison.days import compare_days
from rashomon.comparison.lists import Listed, answering_lists, read_lists
from rashomon.comparison.origins import outlet_name
from rashomon.comparison.stance import Stances, much_in_common, one_utterance, same_predicate, told_apart
from rashomon.comparison.units import Unit
from rashomon.comparison.words import content_stems, plain_words
from rashomon.knowledge import Knowledge
from rashomon.model import Annotation, Difference, Entity, Span, TimeExpression, Value

__all__ = ["DifferenceFinder"]

BESIDE = 200
"""Characters on either side of a claim in which its account may quote the rest: where a clause ends, no quotation is cut."""

MIN_OWN_WORDS = 2
"""Content words that each of two tellings must have for itself, names aside, before their wording counts as different: one
word is a synonym."""

MAX_OWN_WORDS = 5
"""Words of its own that are named for an account; the sentences stand beside them."""

_OF_LISTS = "One names some whom the other does not; a full list would tell whether anybody was left out or added."


class _Slot(NamedTuple):
    """A value of a telling: how it compares, how it is shown, where it stands."""

    unit: Unit
    shown: str
    span: Span

    def value(self) -> Value:
        return Value(self.unit.account, self.shown, self.span)


class DifferenceFinder:
    """Compares the tellings of points, slot by slot."""

    def __init__(self, annotations: Sequence[Annotation], actors: ActorIndex, knowledge: Knowledge) -> None:
        self._actors = actors
        self._knowledge = knowledge
        self._stances = Stances(actors, ContrastFinder(knowledge))
        self._name_stems = frozenset(
            stem
            for actor in actors.actors
            if actor.kind != "other"
            for words in (actor.name, *(role for roles in actor.roles.values() for role in roles))
            for stem in content_stems(words)
        )
        self._entities: Mapping[str, Mapping[str, Entity]] = {
            annotation.article.id: {entity.id: entity for entity in annotation.entities} for annotation in annotations
        }
        self._times: Mapping[str, Mapping[str, TimeExpression]] = {
            annotation.article.id: {time.id: time for time in annotation.times} for annotation in annotations
        }
        self._amounts: dict[int, list[Amount]] = {}
        self._lists: dict[int, list[Listed]] = {}

    def between(self, members: Sequence[Unit]) -> tuple[Difference, ...]:
        """Return the differences between the accounts of a point, one of a kind."""
        slots: tuple[Callable[[Unit, Unit], Difference | None], ...] = (
            self._number,
            self._date,
            self._name,
            self._set,
            self._polarity,
            self._stances.status,
            self._attribution,
            self._wording,
            self._stances.contrast,
        )
        found: list[Difference] = []
        for mine, theirs in combinations(_by_account(members).values(), 2):
            for compare in slots:
                first = next(
                    (difference for one in mine for other in theirs if (difference := compare(one, other))), None
                )
                if first is not None:
                    found.append(first)
        if not any(difference.kind == "wording" for difference in found):
            found.extend(filter(None, [self._own_words(list(_by_account(members).values()))]))
        return tuple(_merged(found))

    def within(self, members: Sequence[Unit]) -> tuple[Difference, ...]:
        """Return the differences of one account with itself: the first of each kind, of number, day and "not"."""
        slots = (self._number, self._date, self._stances.denied)
        found = [
            next((seen for one, other in combinations(members, 2) if (seen := compare(one, other))), None)
            for compare in slots
        ]
        return tuple(difference for difference in found if difference is not None)

    def _number(self, one: Unit, other: Unit) -> Difference | None:
        return compare_amounts((one, other), (self._amounts_of(one), self._amounts_of(other)))

    def _amounts_of(self, unit: Unit) -> list[Amount]:
        if unit.number not in self._amounts:
            self._amounts[unit.number] = read_amounts(unit, self._times_of(unit))
        return self._amounts[unit.number]

    def _times_of(self, unit: Unit) -> list[TimeExpression]:
        return [self._times[unit.account][time_id] for time_id in unit.claim.times]

    def _date(self, one: Unit, other: Unit) -> Difference | None:
        times = (self._times_of(one), self._times_of(other))
        return compare_days((one, other), times, same_predicate(one, other))

    def _name(self, one: Unit, other: Unit) -> Difference | None:
        """The same actor under names that are spelled differently."""
        for actor in sorted(set(one.actors) & set(other.actors)):
            for mine in self._names(one, actor):
                for theirs in self._names(other, actor):
                    if spelled_alike(mine.shown, theirs.shown) and self._differ_in_name(
                        actor, mine.shown, theirs.shown
                    ):
                        return Difference(
                            "name", (mine.value(), theirs.value()), True, "The same name, spelled in two ways."
                        )
        return None

    def _differ_in_name(self, actor: str, one: str, other: str) -> bool:
        """Say whether two names differ in the actor's own: "Kenyan President Berg" and "Kenya's President Berg" do not."""
        changed = set(fold(one).split()) ^ set(fold(other).split())
        return bool(changed & set(fold(self._actors.by_id[actor].name).split()))

    def _names(self, unit: Unit, actor: str) -> list[_Slot]:
        return [
            _Slot(unit, mention.span.of(unit.article.text), mention.span)
            for entity_id in self._actors.by_id[actor].entities.get(unit.account, ())
            for mention in self._entities[unit.account][entity_id].mentions
            if mention.form == "name" and unit.claim.span.covers(mention.span)
        ]

    def _set(self, one: Unit, other: Unit) -> Difference | None:
        """Lists of which some members are in both and some in one alone."""
        pair = answering_lists(self._lists_of(one), self._lists_of(other))
        if pair is None:
            return self._one_of_many(one, other) or self._one_of_many(other, one)
        values = tuple(
            Value(
                unit.account,
                ", ".join(member.words for member in listed),
                Span(listed[0].span.start, listed[-1].span.end),
            )
            for unit, listed in zip((one, other), pair, strict=True)
        )
        return Difference("set", values, True, _OF_LISTS)

    def _one_of_many(self, one: Unit, other: Unit) -> Difference | None:
        """Several who do together what the other claim tells of one of them alone."""
        subject = self._subject(other)
        if subject is None or one.claim.head is None or one.claim.phrase or not much_in_common(one, other):
            return None
        for listed in self._lists_of(one):
            if listed[-1].span.end <= one.claim.head.start and subject[0] in {member.key for member in listed}:
                span = Span(listed[0].span.start, listed[-1].span.end)
                words = ", ".join(member.words for member in listed)
                values = (Value(one.account, words, span), Value(other.account, *subject[1:]))
                return Difference("set", values, True, _OF_LISTS)
        return None

    def _subject(self, unit: Unit) -> tuple[str, str, Span] | None:
        """Return the only actor named before the predicate of a claim, the name and its span."""
        head = unit.claim.head
        if head is None or unit.claim.phrase:
            return None
        found = {
            actor: mention.span
            for entity_id in unit.claim.entities
            for mention in self._entities[unit.account][entity_id].mentions
            if mention.form == "name" and unit.claim.span.start <= mention.start and mention.end <= head.start
            if (actor := self._actors.of(unit.account, entity_id))
        }
        if len(found) != 1:
            return None
        actor, span = found.popitem()
        return actor, span.of(unit.article.text), span

    def _lists_of(self, unit: Unit) -> list[Listed]:
        if unit.number not in self._lists:
            self._lists[unit.number] = read_lists(unit, partial(self._actor_at, unit))
        return self._lists[unit.number]

    def _actor_at(self, unit: Unit, span: Span) -> str | None:
        """Return the actor whose name covers a span."""
        for entity_id in unit.claim.entities:
            actor = self._actors.of(unit.account, entity_id)
            mentions = self._entities[unit.account][entity_id].mentions
            if actor and any(mention.form == "name" and mention.span.covers(span) for mention in mentions):
                return actor
        return None

    def _polarity(self, one: Unit, other: Unit) -> Difference | None:
        return self._stances.polarity(one, other, in_own_words=self._are_in_own_words(one, other))

    def _attribution(self, one: Unit, other: Unit) -> Difference | None:
        return self._stances.attribution(one, other, in_own_words=self._are_in_own_words(one, other))

    def _are_in_own_words(self, one: Unit, other: Unit) -> bool:
        return all(len(self._own(mine, [theirs])) >= MIN_OWN_WORDS for mine, theirs in ((one, other), (other, one)))

    def _wording(self, one: Unit, other: Unit) -> Difference | None:
        """One utterance in two wordings, or a word with a judgement where the other account has a plain one."""
        if one.quoted and other.quoted and one_utterance(one, other):
            if _says_more(one, other) or _says_more(other, one):
                values = tuple(Value(unit.account, unit.text, unit.claim.span) for unit in (one, other))
                return Difference(
                    "wording",
                    values,
                    True,
                    "Both quote directly, in different words; a recording or the original text would tell.",
                )
            return None
        return self._loaded(one, other) or self._loaded(other, one)

    def _own_words(self, accounts: Sequence[list[Unit]]) -> Difference | None:
        """Words with which an account, and no other, characterises the thing; names are no such words."""
        own: list[tuple[Unit, list[str]]] = []
        for units in accounts:
            others = [unit for theirs in accounts if theirs is not units for unit in theirs]
            words = self._own(units[0], others)
            if len(words) >= MIN_OWN_WORDS:
                own.append((units[0], words))
        if not any(told_apart(one, other) for (one, _), (other, _) in combinations(own, 2)):
            return None
        note = "; ".join(
            f"{outlet_name(unit.article)} alone says “{', '.join(words[:MAX_OWN_WORDS])}”" for unit, words in own
        )
        return Difference(
            "wording", tuple(Value(unit.account, unit.text, unit.claim.span) for unit, _ in own), True, f"{note}."
        )

    def _own(self, unit: Unit, others: Sequence[Unit]) -> list[str]:
        """Return the words that a telling, and none of the others, has for the thing, each once."""
        theirs = self._name_stems.union(*(content_stems(other.resolved) for other in others))
        return [word for word in dict.fromkeys(plain_words(unit.text)) if _characterises(word, theirs)]

    def _loaded(self, one: Unit, other: Unit) -> Difference | None:
        """A loaded word of the outlet's own, where the other account has the plain one."""
        if one.quoted or not much_in_common(one, other):
            return None
        theirs = content_stems(other.text)
        for found in self._knowledge.loaded_words.find(one.text):
            word = one.text[found.start : found.end]
            plain = content_stems(found.word.plain.partition(" (")[0])
            if not plain & theirs or content_stems(word) & theirs:
                continue
            span = Span(one.claim.span.start + found.start, one.claim.span.start + found.end)
            values = (Value(one.account, word, span), Value(other.account, other.text, other.claim.span))
            return Difference("wording", values, True, f"“{word}” carries a judgement ({found.word.plain}).")
        return None


def _characterises(word: str, known: frozenset[str]) -> bool:
    """Say whether a word says something of the thing that the words known already do not."""
    stems = content_stems(word)
    return len(word) > 1 and not word.isdigit() and bool(stems) and not stems & known


def _by_account(members: Sequence[Unit]) -> dict[str, list[Unit]]:
    by_account: dict[str, list[Unit]] = {}
    for unit in members:
        by_account.setdefault(unit.account, []).append(unit)
    return by_account


def _merged(differences: Sequence[Difference]) -> Iterator[Difference]:
    """Join the differences of one kind over all pairs of accounts, each value and each note once."""
    grouped: dict[str, list[Difference]] = {}
    for difference in differences:
        grouped.setdefault(difference.kind, []).append(difference)
    for kind, found in grouped.items():
        values = dict.fromkeys(value for difference in found for value in difference.values)
        notes = dict.fromkeys(difference.note for difference in found)
        verdicts = {difference.compatible for difference in found}
        compatible = False if False in verdicts else None if None in verdicts else True
        yield Difference(kind, tuple(values), compatible, " ".join(notes))  # type: ignore[arg-type]


def _says_more(one: Unit, other: Unit) -> bool:
    """Say whether a quotation has words that the other account does not quote, in the claim or right beside it."""
    text, span = other.article.text, other.claim.span
    around = text[max(0, span.start - BESIDE) : span.end + BESIDE]
    return bool(set(plain_words(one.text)) - set(plain_words(around)))
