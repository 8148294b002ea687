"""The claims of all accounts in the form in which they are compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.annotation.layout import paragraphs
from rashomon.annotation.quotations import QuotationIndex, find_quotations
from rashomon.comparison.actors import ActorIndex
from rashomon.comparison.sentences import pieces_around, split_sentences
from rashomon.comparison.words import content_stems
from rashomon.model import Annotation, Article, Claim, Entity, Event, Mention, Span, Statement

__all__ = ["ACTOR_MARK", "AMOUNT_MARK", "DAY_MARK", "Unit", "read_units"]

AMOUNT_MARK = "="
DAY_MARK = "@"
ACTOR_MARK = "#"
"""What marks an amount, a date and an actor among the stems of a claim; no word begins with any of them."""

_NAMED_KINDS = frozenset({"person", "state", "organization", "place"})


@dataclass(frozen=True)
class Unit:
    """One claim of one account: its words, with pronouns read as the names they stand for, predicate, actors, speaker."""

    number: int
    article: Article
    claim: Claim
    text: str
    resolved: str
    stems: frozenset[str]
    predicate: frozenset[str]
    actors: tuple[str, ...]
    offices: frozenset[str]
    statement: Statement | None
    speaker: str | None
    person_speaks: bool
    quoted: bool
    in_title: bool
    sentence: str
    place: float
    """Where it begins: 0 at the head of the article, 1 at its end."""
    days: frozenset[str]
    events: frozenset[tuple[str, str | None]]
    """Type of each event that it tells with each of its actors, and with None."""

    @property
    def account(self) -> str:
        """The id of the article that tells it."""
        return self.article.id


def read_units(annotations: Sequence[Annotation], actors: ActorIndex) -> list[Unit]:
    """Return the claims of all accounts, numbered through."""
    units: list[Unit] = []
    for annotation in annotations:
        article = annotation.article
        statements = {statement.id: statement for statement in annotation.statements}
        quotations = QuotationIndex(find_quotations(article.text, paragraphs(article.text)))
        references = _references(annotation, actors)
        times = {time.id: time.value for time in annotation.times if time.kind == "DATE"}
        events = {event.id: event for event in annotation.events}
        sentences = split_sentences(article.text)
        starts = [claim.span.start for claim in annotation.claims]
        for claim in annotation.claims:
            statement = statements.get(claim.statement) if claim.statement else None
            speaker = actors.of(article.id, statement.speaker) if statement else None
            told_of = actors.all_of(article.id, claim.entities)
            inside = annotation.claims[bisect_left(starts, claim.span.start) : bisect_left(starts, claim.span.end)]
            resolved = _resolved(article.text, _own_pieces(article.text, claim, inside), references)
            around = pieces_around(sentences, [claim.span])
            days = _days(claim, times)
            units.append(
                Unit(
                    number=len(units),
                    article=article,
                    claim=claim,
                    text=claim.span.of(article.text),
                    resolved=resolved,
                    stems=_stems(resolved, told_of, actors) | _amounts(claim) | days,
                    predicate=content_stems(claim.head.of(article.text)) if claim.head else frozenset(),
                    actors=told_of,
                    offices=_offices(told_of, article.id, actors),
                    statement=statement,
                    speaker=speaker,
                    person_speaks=speaker is not None and actors.by_id[speaker].kind == "person",
                    quoted=quotations.at(claim.span.start) is not None,
                    in_title=article.title is not None and claim.span.end <= len(article.title),
                    sentence=around[0].of(article.text),
                    place=claim.span.start / len(article.text),
                    days=days,
                    events=_events([events[event] for event in claim.events], article.id, actors),
                )
            )
    return units


def _events(events: Sequence[Event], article: str, actors: ActorIndex) -> frozenset[tuple[str, str | None]]:
    return frozenset((event.type, actor) for event in events for actor in (None, *actors.all_of(article, event.actors)))


def _stems(text: str, told_of: Sequence[str], actors: ActorIndex) -> frozenset[str]:
    """Return the stems of a claim, with each actor as one word, however many words the name has."""
    names = {
        stem
        for actor in told_of
        if actors.by_id[actor].kind in _NAMED_KINDS
        for stem in content_stems(actors.by_id[actor].name)
    }
    named = frozenset(f"{ACTOR_MARK}{actor}" for actor in told_of if actors.by_id[actor].kind in _NAMED_KINDS)
    return (content_stems(text) - names) | named


def _offices(told_of: Sequence[str], article: str, actors: ActorIndex) -> frozenset[str]:
    """Return the stems of the roles of a claim's actors: they say who somebody is, and nothing of what happened."""
    return frozenset(
        stem for actor in told_of for role in actors.by_id[actor].roles.get(article, ()) for stem in content_stems(role)
    )


def _amounts(claim: Claim) -> frozenset[str]:
    """Write exact amounts alike, so that "26" and "twenty-six" are words in common."""
    return frozenset(
        f"{AMOUNT_MARK}{number.low:g}"
        for number in claim.numbers
        if number.low is not None and number.low == number.high
    )


def _days(claim: Claim, times: Mapping[str, str | None]) -> frozenset[str]:
    """Write dates alike, so that "Monday" and "14 August" are words in common."""
    return frozenset(f"{DAY_MARK}{value}" for time in claim.times if (value := times.get(time)))


def _references(annotation: Annotation, actors: ActorIndex) -> list[tuple[Mention, str]]:
    """Return the pronouns of an account with the names they stand for, in the order of the text."""
    found: list[tuple[Mention, str]] = []
    for entity in annotation.entities:
        name = _name(annotation.article.id, entity, actors)
        found.extend((mention, name) for mention in entity.mentions if mention.form == "pronoun" and name)
    return sorted(found, key=lambda reference: (reference[0].start, reference[0].end))


def _name(article: str, entity: Entity, actors: ActorIndex) -> str | None:
    actor = actors.of(article, entity.id)
    named = any(mention.form == "name" for mention in entity.mentions)
    return actors.by_id[actor].name if actor and named else None


def _own_pieces(text: str, claim: Claim, claims: Sequence[Claim]) -> list[Span]:
    """Cut the clauses that interrupt a claim ("Ruiz, who has led the party since May, will resign") out of it.

    `claims` are those that begin within it, in the order of the text.
    """
    pieces: list[Span] = []
    at = claim.span.start
    for other in claims:
        if at < other.span.start and other.span.end < claim.span.end and _stands_between_commas(text, other.span):
            pieces.append(Span(at, other.span.start))
            at = other.span.end
    return [*pieces, Span(at, claim.span.end)]


def _stands_between_commas(text: str, span: Span) -> bool:
    before = text[max(0, span.start - len(", which ")) : span.start]
    return any(mark in before for mark in ",–—") and text[span.end : span.end + 2].lstrip()[:1] in (",", "–", "—")


def _resolved(text: str, pieces: Sequence[Span], references: Sequence[tuple[Mention, str]]) -> str:
    """Return the words of the pieces with each pronoun replaced by the name that it stands for."""
    words: list[str] = []
    for piece in pieces:
        at = piece.start
        first, last = (bisect_left(references, edge, key=_start_of) for edge in (piece.start, piece.end))
        for mention, name in references[first:last]:
            if mention.start >= at and mention.end <= piece.end:
                words += [text[at : mention.start], name]
                at = mention.end
        words.append(text[at : piece.end])
    return "".join(words)


def _start_of(reference: tuple[Mention, str]) -> int:
    return reference[0].start
