"""Claims: clauses that say something checkable, in the outlet's voice or inside a statement."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

from rashomon.annotation.claims.clauses import Clause, clauses_of, counts_of, recut, titled_names_of
from rashomon.annotation.events.status import Status, status_and_negation
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.numbers import find_numbers
from rashomon.annotation.parse import Parse
from rashomon.annotation.token_ranges import all_tokens, sentence_of, tokens_between
from rashomon.model import Claim, Event, Span, Statement, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_claims"]

Item = TypeVar("Item")

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
    speech = _Speech(parse.doc, statements)
    kept = [
        clause
        for whole in chain(
            clauses_of(parse.doc),
            counts_of(parse.doc, numbers),
            titled_names_of(parse.doc, mentions.entities.values()),
        )
        if (clause := speech.without_frame(whole)) is not None
        and len(clause.tokens) >= (MIN_CLAIM_TOKENS if _predicates(clause) else MIN_VERBLESS_TOKENS)
        and all(parse.is_told(token) for token in (clause.tokens[0], clause.head, clause.tokens[-1]))
        and not _is_question(clause)
        and not speech.is_bare_frame(clause)
    ]
    time_spans = _Sorted([(time.start, time.end, time.id) for time in times])
    number_spans = _Sorted([(number.start, number.end, number) for number in numbers])
    event_spans = _Sorted([(event.trigger.start, event.trigger.end, event.id) for event in events])
    claims: list[Claim] = []
    for clause in sorted(_distinct(kept), key=lambda clause: (clause.span.start, clause.span.end)):
        own = {token.idx for token in clause.tokens}
        standing: tuple[Status, bool] = ("happened", False) if clause.is_phrase else status_and_negation(clause.head)
        status, negated = standing
        claims.append(
            Claim(
                id=f"c{len(claims) + 1}",
                span=clause.span,
                statement=speech.statement_of(clause),
                events=tuple(event for start, event in event_spans.within(clause.span) if start in own),
                entities=tuple(mentions.within(clause.span)),
                times=tuple(time for _, time in time_spans.within(clause.span)),
                numbers=tuple(number for _, number in number_spans.within(clause.span)),
                polarity="denied" if negated else "affirmed",
                status=status,
                head=Span(clause.head.idx, clause.head.idx + len(clause.head)),
                phrase=clause.is_phrase,
            )
        )
    return tuple(claims)


class _Sorted(Generic[Item]):
    """Items by their characters, for looking up those within a span."""

    def __init__(self, items: list[tuple[int, int, Item]]) -> None:
        self._items = sorted(items, key=lambda item: item[:2])
        self._starts = [start for start, _, _ in self._items]

    def within(self, span: Span) -> Iterator[tuple[int, Item]]:
        """Yield the items inside the span with their starts, in order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        yield from ((start, item) for start, end, item in self._items[first:last] if end <= span.end)


class _Speech:
    """Which tokens are the content, the cue and the source of which statement."""

    def __init__(self, doc: Doc, statements: Sequence[Statement]) -> None:
        self._starts = [token.idx for token in all_tokens(doc)]
        self._content: list[Statement | None] = [None] * len(doc)
        self._cue: list[Statement | None] = [None] * len(doc)
        self._source: list[Statement | None] = [None] * len(doc)
        # Longer ones first, so that a token ends up with the innermost statement.
        for statement in sorted(statements, key=lambda statement: -_length(statement)):
            for piece in statement.content:
                self._mark(self._content, piece, statement)
            if statement.cue is not None:
                self._mark(self._cue, statement.cue, statement)
            if statement.source is not None:
                self._mark(self._source, statement.source, statement)

    def _mark(self, marks: list[Statement | None], span: Span, statement: Statement) -> None:
        for number in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
            marks[number] = statement

    def statement_of(self, clause: Clause) -> str | None:
        """Return the innermost statement whose content holds at least half of the clause."""
        found = Counter(statement.id for token in clause.tokens if (statement := self._content[token.i]) is not None)
        if not found:
            return None
        statement_id, tokens = found.most_common(1)[0]
        return statement_id if 2 * tokens >= len(clause.tokens) else None

    def without_frame(self, clause: Clause) -> Clause | None:
        """Cut "Ruiz said" off what Ruiz said, where the parser has made one clause of both."""
        said = self._content[clause.head.i]
        if said is None:
            return clause
        kept = [
            token for token in clause.tokens if self._cue[token.i] is not said and self._source[token.i] is not said
        ]
        return clause if len(kept) == len(clause.tokens) else recut(clause, kept)

    def is_bare_frame(self, clause: Clause) -> bool:
        """Say whether the clause only says who speaks: "Ruiz told reporters", without a when, a where or an occasion."""
        saying = self._cue[clause.head.i]
        if saying is None or any(self._content[token.i] is saying for token in clause.tokens):
            return False  # or its content is a phrase of this very clause: "voiced doubt about the figures"
        outside = [
            token
            for token in clause.tokens
            if token.pos_ in _CONTENT
            and not token.is_stop
            and self._cue[token.i] is not saying
            and self._source[token.i] is not saying
        ]
        return len(outside) < MIN_FRAME_WORDS


def _length(statement: Statement) -> int:
    return sum(piece.end - piece.start for piece in statement.content)


def _distinct(clauses: list[Clause]) -> Iterator[Clause]:
    seen: set[Span] = set()
    for clause in clauses:
        if clause.span not in seen:
            seen.add(clause.span)
            yield clause


def _predicates(clause: Clause) -> bool:
    return clause.is_phrase or any(token.pos_ in ("VERB", "AUX") for token in clause.tokens)


def _is_question(clause: Clause) -> bool:
    if clause.head.head.i != clause.head.i:
        return False
    sentence = sentence_of(clause.head)
    tokens = reversed(tokens_between(clause.head.doc, sentence.start, sentence.end))
    ending = next((token for token in tokens if not token.is_space and not token.is_quote), None)
    return ending is not None and ending.text == "?"
