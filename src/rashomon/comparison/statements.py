"""Who says what: the statements of all accounts, with the same utterance joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from rashomon.comparison.actors import ActorIndex
from rashomon.comparison.words import content_stems, plain_words, words_in_common
from rashomon.encoder import encode
from rashomon.model import Annotation, JoinedStatement, Span, Statement, StatementTelling

__all__ = ["join_statements"]

JOIN_AT = 0.5
"""Weight (half encoder, half rare words) from which two statements of one speaker are one utterance. Stricter than for
claims, since a speaker says several things on one subject."""


class _Said(NamedTuple):
    article: str
    statement: Statement
    speaker: str | None
    text: str


def join_statements(annotations: Sequence[Annotation], actors: ActorIndex) -> tuple[JoinedStatement, ...]:
    """Join the statements of one speaker that give one utterance; speakers in the order of their first statement."""
    said = [
        _Said(
            annotation.article.id,
            statement,
            actors.of(annotation.article.id, statement.speaker),
            _content(annotation.article.text, statement.content),
        )
        for annotation in annotations
        for statement in annotation.statements
    ]
    weights = _weights([one.text for one in said])
    groups: list[list[int]] = []
    for number, one in enumerate(said):
        best: tuple[float, int] | None = None
        for position, group in enumerate(groups):
            if said[group[0]].speaker != one.speaker or one.speaker is None:
                continue
            if any(said[other].article == one.article for other in group):
                continue
            weight = float(np.mean([weights[number, other] for other in group]))
            if weight >= JOIN_AT and (best is None or weight > best[0]):
                best = (weight, position)
        if best is None:
            groups.append([number])
        else:
            groups[best[1]].append(number)
    order = list(dict.fromkeys(said[group[0]].speaker for group in groups))
    groups.sort(key=lambda group: (order.index(said[group[0]].speaker), group[0]))
    return tuple(
        JoinedStatement(
            speaker=said[group[0]].speaker,
            tellings=tuple(StatementTelling(said[number].article, said[number].statement.id) for number in group),
            match=_match([said[number].text for number in group]),
        )
        for group in groups
    )


def _content(text: str, pieces: Sequence[Span]) -> str:
    return " ".join(piece.of(text) for piece in pieces)


def _weights(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Weigh each pair by its wording, as claims are."""
    vectors = encode(texts)
    stems = [content_stems(text) for text in texts]
    weights = (vectors @ vectors.T + words_in_common(stems, stems)) / 2
    return weights.astype(np.float32)


def _match(texts: Sequence[str]) -> Literal["same words", "cut", "paraphrase", "single"]:
    if len(texts) < 2:
        return "single"
    words = [plain_words(text) for text in texts]
    if all(found == words[0] for found in words):
        return "same words"
    longest = max(words, key=len)
    if all(_is_cut_of(found, longest) for found in words):
        return "cut"
    return "paraphrase"


def _is_cut_of(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Say whether `part` is what is left of `whole` after leaving words out, in order."""
    rest = iter(whole)
    return all(word in rest for word in part)
