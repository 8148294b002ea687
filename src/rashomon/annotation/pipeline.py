"""One pipeline over a single parse: each layer takes the parse and the layers before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from rashomon.annotation.claims import find_claims
from rashomon.annotation.coreference import resolve_coreference
from rashomon.annotation.entities import find_entities, locate_entities
from rashomon.annotation.events import find_events
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.parse import DEFAULT_PIPELINE, Parse, parse_articles
from rashomon.annotation.places import find_places
from rashomon.annotation.recasing import in_report_case
from rashomon.annotation.statements import find_statements
from rashomon.annotation.times import find_times
from rashomon.knowledge import Knowledge, load_knowledge
from rashomon.model import Annotation, Article, Problem

__all__ = ["annotate", "annotate_parse", "unannotated"]


def annotate(
    articles: Iterable[Article],
    *,
    knowledge: Knowledge | None = None,
    pipeline: str = DEFAULT_PIPELINE,
    rules_only: bool = False,
) -> Iterator[Annotation]:
    """Annotate articles in order; each is read alone, so that its annotation is the same in any batch.

    With `rules_only` the tagger does not read doubtful sentences again: faster, and less right about who says what.
    An article that a layer fails on is given back without items, with the problem, and costs the others nothing.
    """
    known = knowledge or load_knowledge()
    for parse in parse_articles(articles, pipeline, partial(in_report_case, knowledge=known)):
        try:
            yield annotate_parse(parse, known, rules_only=rules_only)
        except Exception as error:
            yield unannotated(parse.article, f"{type(error).__name__}: {error}")


def unannotated(article: Article, why: str) -> Annotation:
    """Return an article without items, and with the problem that kept them from being read."""
    problem = Problem(
        what=f"could not be annotated ({why}); please report this with the text",
        where=article.path or article.id,
        kind="failed",
    )
    return Annotation(
        article=article, entities=(), times=(), places=(), statements=(), events=(), claims=(), problems=(problem,)
    )


def annotate_parse(parse: Parse, knowledge: Knowledge, *, rules_only: bool = False) -> Annotation:
    """Run every layer over one parse."""
    try:
        return _annotated(parse, knowledge, rules_only=rules_only)
    finally:
        # The tokens that layers keep with the doc refer to it: a doc that keeps them is freed by a collection of garbage only.
        parse.doc.user_data.clear()


def _annotated(parse: Parse, knowledge: Knowledge, *, rules_only: bool) -> Annotation:
    entities = resolve_coreference(parse, find_entities(parse, knowledge), knowledge)
    mentions = MentionIndex(parse.doc, entities)
    times = find_times(parse)
    places = find_places(parse, mentions, knowledge)
    entities = locate_entities(entities, places)
    mentions = mentions.relinked(entities)
    statements = find_statements(parse, mentions, knowledge, rules_only=rules_only)
    events = find_events(parse, mentions, times, places, statements, knowledge)
    claims = find_claims(parse, mentions, times, statements, events)
    return Annotation(
        article=parse.article,
        entities=entities,
        times=times,
        places=places,
        statements=statements,
        events=events,
        claims=claims,
    )
