"""Claims: clauses that say something checkable, in the outlet's voice or inside a statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rashomon.annotation.clauses import Clause, clauses_of, counts_of
from rashomon.annotation.event_status import is_negated, status_of
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.numbers import find_numbers
from rashomon.annotation.parse import Parse
from rashomon.model import Claim, Event, Number, Span, Statement, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_claims"]

MIN_CLAIM_TOKENS = 3
"""Tokens of a claim: fewer are a fragment ("He said", "Yes")."""

MIN_VERBLESS_TOKENS = 6
"""Tokens of a claim without a verb: headlines leave it out, and shorter ones are a name or a cry."""

MIN_FRAME_WORDS = 2
"""Content words that the frame of a statement must have beyond source and cue to say something itself: "told reporters in
Oslo on Friday" does, "she said" does not."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def find_claims(
    parse: Parse,
    mentions: MentionIndex,
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    events: Sequence[Event],
) -> tuple[Claim, ...]:
    """Return the claims of an article in the order of the text.

    A question, an order and a fragment claim nothing; text that is not part of the report (caption, credit, boilerplate)
    is not read.
    """
    numbers = find_numbers(parse.doc, times)
    kept = [
        clause
        for clause in (*clauses_of(parse.doc), *counts_of(parse.doc, numbers))
        if len(clause.tokens) >= (MIN_CLAIM_TOKENS if _predicates(clause) else MIN_VERBLESS_TOKENS)
        and all(parse.is_told(token) for token in (clause.tokens[0], clause.head, clause.tokens[-1]))
        and not _is_question(clause)
        and not _is_bare_frame(clause, statements)
    ]
    claims: list[Claim] = []
    for clause in sorted(_distinct(kept), key=lambda clause: (clause.span.start, clause.span.end)):
        claims.append(_claim(f"c{len(claims) + 1}", clause, mentions, times, statements, events, numbers))
    return tuple(claims)


def _claim(
    claim_id: str,
    clause: Clause,
    mentions: MentionIndex,
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    events: Sequence[Event],
    numbers: Sequence[Number],
) -> Claim:
    span = clause.span
    own = {token.idx for token in clause.tokens}
    verb = clause.head
    negated = not clause.is_phrase and is_negated(verb)
    return Claim(
        id=claim_id,
        span=span,
        statement=_statement_of(span, statements),
        events=tuple(event.id for event in events if event.trigger.start in own),
        entities=tuple(mentions.within(span)),
        times=tuple(time.id for time in times if span.covers(Span(time.start, time.end))),
        numbers=tuple(number for number in numbers if span.covers(Span(number.start, number.end))),
        polarity="denied" if negated else "affirmed",
        status="happened" if clause.is_phrase else status_of(verb),
        head=_span(verb),
    )


def _distinct(clauses: list[Clause]) -> Iterator[Clause]:
    seen: set[Span] = set()
    for clause in clauses:
        if clause.span not in seen:
            seen.add(clause.span)
            yield clause


def _statement_of(span: Span, statements: Sequence[Statement]) -> str | None:
    """Return the innermost statement whose content holds at least half of the claim."""
    found: list[tuple[int, str]] = []
    for statement in statements:
        inside = sum(max(0, min(piece.end, span.end) - max(piece.start, span.start)) for piece in statement.content)
        if 2 * inside >= span.end - span.start:
            found.append((sum(piece.end - piece.start for piece in statement.content), statement.id))
    return min(found)[1] if found else None


def _predicates(clause: Clause) -> bool:
    return clause.is_phrase or any(token.pos_ in ("VERB", "AUX") for token in clause.tokens)


def _is_question(clause: Clause) -> bool:
    if clause.head.sent.root.i != clause.head.i:
        return False
    ending = next((token for token in reversed(clause.head.sent) if not token.is_space and not token.is_quote), None)
    return ending is not None and ending.text == "?"


def _is_bare_frame(clause: Clause, statements: Sequence[Statement]) -> bool:
    """Say whether the clause only says who speaks: "Ruiz told reporters", without a when, a where or an occasion."""
    for statement in statements:
        if statement.cue is None or not statement.cue.covers(_span(clause.head)):
            continue
        if any(piece.covers(_span(token)) for token in clause.tokens for piece in statement.content):
            return False  # the content is a phrase of this very clause: "voiced doubt about the figures"
        outside = [
            token
            for token in clause.tokens
            if token.pos_ in _CONTENT
            and not token.is_stop
            and not statement.cue.covers(_span(token))
            and not (statement.source is not None and statement.source.covers(_span(token)))
        ]
        return len(outside) < MIN_FRAME_WORDS
    return False


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))
