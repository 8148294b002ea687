"""The claims of all accounts in the form in which they are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.annotation.layout import paragraphs
from rashomon.annotation.quotations import QuotationIndex, find_quotations
from rashomon.comparison.actors import ActorIndex
from rashomon.comparison.words import content_stems
from rashomon.model import Annotation, Article, Claim, Entity, Mention, Span, Statement

__all__ = ["Unit", "read_units"]


@dataclass(frozen=True)
class Unit:
    """One claim of one account: its words, with pronouns read as the names they stand for, actors and speaker."""

    number: int
    article: Article
    claim: Claim
    text: str
    resolved: str
    stems: frozenset[str]
    actors: tuple[str, ...]
    people: frozenset[str]
    statement: Statement | None
    speaker: str | None
    quoted: bool
    in_title: bool

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
        for claim in annotation.claims:
            statement = statements.get(claim.statement) if claim.statement else None
            told_of = actors.all_of(article.id, claim.entities)
            resolved = _resolved(article.text, claim.span, references)
            units.append(
                Unit(
                    number=len(units),
                    article=article,
                    claim=claim,
                    text=claim.span.of(article.text),
                    resolved=resolved,
                    stems=content_stems(resolved),
                    actors=told_of,
                    people=frozenset(actor for actor in told_of if actors.by_id[actor].kind == "person"),
                    statement=statement,
                    speaker=actors.of(article.id, statement.speaker) if statement else None,
                    quoted=quotations.at(claim.span.start) is not None,
                    in_title=article.title is not None and claim.span.end <= len(article.title),
                )
            )
    return units


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


def _resolved(text: str, span: Span, references: Sequence[tuple[Mention, str]]) -> str:
    pieces: list[str] = []
    at = span.start
    for mention, name in references:
        if mention.start >= at and mention.end <= span.end:
            pieces += [text[at : mention.start], name]
            at = mention.end
    return "".join([*pieces, text[at : span.end]])
