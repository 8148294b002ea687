"""Alignment: which claims of different accounts speak to the same thing.

Every pair of claims of two accounts has a likeness (`likeness.py`). Claims are joined from the likeliest pair down, so that
each claim answers for one point, and an account stands in a point once, however often it says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rashomon.comparison.actors import ActorIndex
from rashomon.comparison.likeness import LikenessModel, chance, load_likeness, log_odds, same_number
from rashomon.comparison.units import DAY_MARK, Unit
from rashomon.comparison.words import Rarity, content_stems, plain_words

__all__ = ["REPEAT_ABOVE", "AlignedPoint", "align", "join_claims"]

Scores = npt.NDArray[np.float32]

REPEAT_ABOVE = 1.0
"""Log odds by which two claims of one account must be likelier than two of different accounts, for the points that hold them to
be one point told twice (a headline and its first sentence). Less joined what two sources say alike, and mixed their origins."""

ALONE_ABOVE = 2.0
"""The same, where no other account tells one of the two: an account seldom says a thing twice. Chosen among 1, 2 and 3 on the
stories for tuning."""


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
    model = load_likeness()
    likeness = log_odds(units, related, model)
    clusters = join_claims(units, likeness, model.link_at, model.keep_at)
    clusters = _with_repeats(units, likeness, clusters, model)
    rarity = Rarity([unit.stems for unit in units])
    points = [tuple(units[number] for number in sorted(cluster)) for cluster in clusters]
    return [
        AlignedPoint(members, _reasons(members, likeness, actors, rarity))
        for members in sorted(points, key=lambda members: members[0].number)
    ]


def join_claims(units: Sequence[Unit], likeness: Scores, link_at: float, keep_at: float) -> list[set[int]]:
    """Join claims of different accounts from the likeliest pair down, one claim an account.

    `likeness` holds the log odds of all pairs. Two claims are joined from `link_at` on, and every pair of a point must have
    `keep_at`: two accounts that a third one links must still be alike.
    """
    rows, columns = np.nonzero(np.triu(likeness >= link_at, k=1))
    pairs = sorted(
        (-float(likeness[row, column]), row, column)
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
        if float(likeness[np.ix_(sorted(one), sorted(other))].min()) < keep_at:
            continue
        joined = one | other
        for number in joined:
            cluster_of[number] = joined
    return list({id(cluster): cluster for cluster in cluster_of.values()}.values())


def _with_repeats(
    units: Sequence[Unit], likeness: Scores, clusters: list[set[int]], model: LikenessModel
) -> list[set[int]]:
    """Join what one account tells twice, in two sentences: a headline and its first sentence, with all that answers either."""
    cluster_of = {number: cluster for cluster in clusters for number in cluster}
    by_account: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        by_account[unit.account].append(unit.number)
    pairs = sorted(
        (-float(likeness[one, other]), one, other)
        for told in by_account.values()
        for one, other in _likely_within(likeness, told, model.link_at + REPEAT_ABOVE)
        if units[one].sentence != units[other].sentence
    )
    for below, row, column in pairs:
        one, other = cluster_of[row], cluster_of[column]
        if one is other or not _tell_one_thing(units, likeness, one, other, model.keep_at):
            continue
        alone = any(len({units[number].account for number in cluster}) == 1 for cluster in (one, other))
        if alone and -below < model.link_at + ALONE_ABOVE:
            continue
        joined = one | other
        for number in joined:
            cluster_of[number] = joined
    return list({id(cluster): cluster for cluster in cluster_of.values()}.values())


def _likely_within(likeness: Scores, told: Sequence[int], least: float) -> Iterator[tuple[int, int]]:
    """Yield the pairs among the claims of one account, which follow each other, that reach the least likeness."""
    own = slice(told[0], told[-1] + 1)
    rows, columns = np.nonzero(np.triu(likeness[own, own] >= least, k=1))
    yield from zip((rows + told[0]).tolist(), (columns + told[0]).tolist(), strict=True)


def _tell_one_thing(units: Sequence[Unit], likeness: Scores, one: set[int], other: set[int], keep_at: float) -> bool:
    """Say whether each claim of one point may stay beside some claim of every other account in the other point."""
    for mine, theirs in ((one, other), (other, one)):
        for number in mine:
            by_account: dict[str, float] = {}
            for there in theirs:
                account = units[there].account
                if account != units[number].account:
                    by_account[account] = max(float(likeness[number, there]), by_account.get(account, keep_at - 1))
            if any(best < keep_at for best in by_account.values()):
                return False
    return True


def _reasons(members: Sequence[Unit], likeness: Scores, actors: ActorIndex, rarity: Rarity) -> tuple[str, ...]:
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
    rarest = sorted((stem for stem in stems if stem[0].isalnum()), key=lambda stem: (-rarity.of(stem), stem))
    if rarest:
        reasons.append(f"same rare words: {', '.join(_written(stem, members[0].resolved) for stem in rarest[:3])}")
    if days := sorted(stem.removeprefix(DAY_MARK) for stem in stems if stem.startswith(DAY_MARK)):
        reasons.append(f"same time: {', '.join(days)}")
    if any(same_number(one, other) for one in members for other in members if one.account < other.account):
        reasons.append("numbers that can be one quantity")
    pairs = [
        chance(float(likeness[one.number, other.number]))
        for one in members
        for other in members
        if one.account < other.account
    ]
    reasons.append(
        f"likeness {min(pairs):.2f}" if len(pairs) == 1 else f"likeness {min(pairs):.2f} to {max(pairs):.2f}"
    )
    return tuple(reasons)


def _written(stem: str, text: str) -> str:
    """Return a word of the text with this stem, as readers know no stems."""
    return next((word for word in plain_words(text) if stem in content_stems(word)), stem)
