"""Alignment: which claims of different accounts speak to the same thing.

Every pair of claims of two accounts is weighed by the nearness of its wording: half the cosine of the sentence encoder,
half the rare words in common. The mean of the two parts pairs that say the same from others better than either alone on
SuperPAL (area under the curve 0.95, against 0.94 and 0.93) and MSRP (0.76, against 0.73 and 0.75), and as well as the
encoder alone on ECB+ (0.84). Speaker, people, numbers and "not" then raise or lower it. Claims are joined from the surest pair
down, so that each claim answers for one point, and an account stands in a point once, however often it says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rashomon.comparison.actors import ActorIndex
from rashomon.comparison.quantities import can_both_hold, measure_one_thing
from rashomon.comparison.units import ACTOR_MARK, DAY_MARK, Unit
from rashomon.comparison.words import Rarity, words_in_common
from rashomon.encoder import encode

__all__ = ["AlignedPoint", "align"]

Scores = npt.NDArray[np.float32]

LINK_AT = 0.41
"""Weight from which two claims are one point. On the two development stories, on which it was set, link F1 moves by three
points from 0.38 to 0.47; a higher value gives fewer and surer links."""

KEEP_AT = 0.3
"""Weight that every pair of a point must have: two accounts that a third one links must still be near each other."""

REPEAT_AT = 0.55
"""Weight from which a second claim of one account repeats the first: stricter, as an account seldom says a thing twice."""

MEANING_ALONE = 0.65
LITTLE_IN_COMMON = -0.15
"""Cosine from which meaning alone may link; below it, a single word in common ("day") makes short clauses look near."""

WORTH_A_LOOK = 0.1
"""Weight of the wording from which speakers, actors and numbers are looked at: with all that they add, a pair below it stays
below KEEP_AT."""

SAME_SPEAKER = 0.05
OTHER_SPEAKER = -0.16
SAME_NUMBER = 0.1
SAME_ACTORS = 0.05
OTHER_PEOPLE = -0.08
OTHER_POLARITY = -0.10
"""What the same speaker, another speaker and so on add to the weight of a pair. They decide between near pairs and never make a
link alone; another speaker weighs most, as two people say alike things of one matter, each for himself."""


class AlignedPoint(NamedTuple):
    """Claims of one or more accounts that speak to one thing, with the reasons why they were joined."""

    units: tuple[Unit, ...]
    linked_by: tuple[str, ...]


def align(units: Sequence[Unit], actors: ActorIndex, related: Sequence[Sequence[str]]) -> list[AlignedPoint]:
    """Join the claims of the accounts into points, in the order in which the first account tells them.

    `related` holds the sets of accounts that can be of one event; claims of different sets are never joined.
    """
    if not units:
        return []
    rarity = Rarity([unit.stems for unit in units])
    weights = _weigh(units, rarity, related)
    clusters = _join(units, weights)
    clusters = _with_repeats(units, weights, clusters)
    points = [tuple(units[number] for number in sorted(cluster)) for cluster in clusters]
    return [
        AlignedPoint(members, _reasons(members, weights, actors, rarity))
        for members in sorted(points, key=lambda members: members[0].number)
    ]


def _weigh(units: Sequence[Unit], rarity: Rarity, related: Sequence[Sequence[str]]) -> Scores:
    """Return the weights of all pairs, shape (claims, claims); -1 where two accounts are of different events."""
    vectors = encode([unit.text for unit in units])
    nearness: Scores = vectors @ vectors.T
    weights = ((nearness + words_in_common([unit.stems for unit in units], rarity)) / 2).astype(np.float32)
    event_of = {article: number for number, articles in enumerate(related) for article in articles}
    events = np.array([event_of[unit.account] for unit in units])
    weights[events[:, None] != events[None, :]] = -1.0
    for row, column in zip(
        *(found.tolist() for found in np.nonzero(np.triu(weights >= WORTH_A_LOOK, k=1))), strict=True
    ):
        one, other = units[row], units[column]
        weight = float(weights[row, column]) + _context(one, other)
        if nearness[row, column] < MEANING_ALONE and not _says_the_same_of_them(one.stems & other.stems, one, other):
            weight += LITTLE_IN_COMMON
        weights[row, column] = weights[column, row] = weight
    return weights


def _context(one: Unit, other: Unit) -> float:
    weight = 0.0
    if one.speaker and one.speaker == other.speaker:
        weight += SAME_SPEAKER
    elif one.speaker and other.speaker and not _can_speak_for_each_other(one, other):
        weight += OTHER_SPEAKER
    if _same_number(one, other):
        weight += SAME_NUMBER
    if len(set(one.actors) & set(other.actors)) >= 2:
        weight += SAME_ACTORS
    if one.claim.polarity != other.claim.polarity and one.predicate & other.predicate:
        weight += OTHER_POLARITY
    if one.people and other.people and not one.people & other.people:
        weight += OTHER_PEOPLE
    return weight


def _says_the_same_of_them(shared: frozenset[str], one: Unit, other: Unit) -> bool:
    """Say whether two claims have more in common than one word, or than whom they speak of; an equal number is more."""
    said = {stem for stem in shared if not stem.startswith(ACTOR_MARK)} - one.offices - other.offices
    return (len(shared) >= 2 and bool(said)) or _same_number(one, other)


def _can_speak_for_each_other(one: Unit, other: Unit) -> bool:
    """Say whether a body speaks in one account and somebody of the same state in the other: a ministry and its minister."""
    return (
        one.speaks_for is not None
        and one.speaks_for == other.speaks_for
        and not (one.person_speaks and other.person_speaks)
    )


def _same_number(one: Unit, other: Unit) -> bool:
    return any(
        measure_one_thing(mine, theirs) and can_both_hold(mine, theirs)
        for mine in one.claim.numbers
        for theirs in other.claim.numbers
    )


def _join(units: Sequence[Unit], weights: Scores) -> list[set[int]]:
    """Join claims of different accounts from the surest pair down, one claim an account."""
    rows, columns = np.nonzero(np.triu(weights >= LINK_AT, k=1))
    pairs = sorted(
        (-float(weights[row, column]), row, column)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if units[row].account != units[column].account
    )
    # Phrases come after clauses: "212 people on board" must not part "all 212 people on board were rescued" from its like.
    pairs.sort(key=lambda pair: units[pair[1]].claim.phrase or units[pair[2]].claim.phrase)
    cluster_of = {unit.number: {unit.number} for unit in units}
    for _, row, column in pairs:
        one, other = cluster_of[row], cluster_of[column]
        if one is other or {units[i].account for i in one} & {units[i].account for i in other}:
            continue
        between = weights[np.ix_(sorted(one), sorted(other))]
        if float(between.min()) < KEEP_AT:
            continue
        joined = one | other
        for number in joined:
            cluster_of[number] = joined
    return list({id(cluster): cluster for cluster in cluster_of.values()}.values())


def _with_repeats(units: Sequence[Unit], weights: Scores, clusters: list[set[int]]) -> list[set[int]]:
    """Let a claim that no other account tells join the point that its own account already tells."""
    cluster_of = {number: cluster for cluster in clusters for number in cluster}
    by_account: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        by_account[unit.account].append(unit.number)
    for unit in units:
        if len(cluster_of[unit.number]) > 1:
            continue
        others = [
            number
            for number in by_account[unit.account]
            if number != unit.number and not units[number].claim.span.overlaps(unit.claim.span)
        ]
        best = max(others, key=lambda number: (float(weights[unit.number, number]), -number), default=None)
        if best is None or weights[unit.number, best] < REPEAT_AT or cluster_of[best] is cluster_of[unit.number]:
            continue
        elsewhere = [number for number in sorted(cluster_of[best]) if units[number].account != unit.account]
        if elsewhere and float(weights[unit.number, elsewhere].max()) < KEEP_AT:
            continue
        cluster_of[best].add(unit.number)
        cluster_of[unit.number] = cluster_of[best]
    return list({id(cluster): cluster for cluster in cluster_of.values()}.values())


def _reasons(members: Sequence[Unit], weights: Scores, actors: ActorIndex, rarity: Rarity) -> tuple[str, ...]:
    """Say what joined the claims of a point, in words for the reader."""
    if len({unit.account for unit in members}) < 2:
        return ()
    reasons: list[str] = []
    common_actors = set.intersection(*(set(unit.actors) for unit in members))
    named = [actor.name for actor in actors.actors if actor.id in common_actors]
    if named:
        reasons.append(f"same actors: {', '.join(named[:3])}")
    speakers = {unit.speaker for unit in members}
    if len(speakers) == 1 and (speaker := speakers.pop()):
        reasons.append(f"same speaker: {actors.by_id[speaker].name}")
    stems = set.intersection(*(set(unit.stems) for unit in members))
    words = sorted((stem for stem in stems if stem[0].isalnum()), key=lambda stem: (-rarity.of(stem), stem))
    if words:
        reasons.append(f"same rare words: {', '.join(words[:3])}")
    if days := sorted(stem.removeprefix(DAY_MARK) for stem in stems if stem.startswith(DAY_MARK)):
        reasons.append(f"same time: {', '.join(days)}")
    if any(_same_number(one, other) for one in members for other in members if one.account < other.account):
        reasons.append("numbers that can be one quantity")
    pairs = [
        float(weights[one.number, other.number]) for one in members for other in members if one.account < other.account
    ]
    reasons.append(
        f"nearness {min(pairs):.2f}" if len(pairs) == 1 else f"nearness {min(pairs):.2f} to {max(pairs):.2f}"
    )
    return tuple(reasons)
