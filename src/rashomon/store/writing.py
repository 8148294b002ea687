"""Writing an annotation: the article, its exact JSON, and the rows that answer questions across articles."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.model import Annotation, Article
from rashomon.store.database import Database
from rashomon.store.rows import ActorRow, AnnotationRows, EventRow, StatementRow

__all__ = ["page_of", "write_annotation"]


def page_of(article: Article) -> str | None:
    """Return the address of an article without what does not change the page; None where it has no address."""
    # Grouping loads much that reading a store does without.
    from rashomon.stories.addresses import canonical_address

    return canonical_address(article.url)


def write_annotation(database: Database, annotation: Annotation, body: bytes) -> int:
    """Write all rows of an article within a transaction, and return its number."""
    article = _write_article(database, annotation.article)
    database.execute("INSERT INTO annotations VALUES (?, ?)", (article, body))
    rows = AnnotationRows.of(annotation)
    actors = {row.id: _actor(database, row.actor) for row in rows.entities}
    states = {row.id: row.iso3 for row in rows.entities}
    database.execute_many(
        "INSERT INTO entities (article, id, actor, name, roles, mentions, start_at, end_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(article, e.id, actors[e.id], e.name, e.roles, e.mentions, e.start, e.end) for e in rows.entities],
    )
    database.execute_many(
        "INSERT INTO places (article, id, name, country, latitude, longitude, geonames, start_at, end_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(article, p.id, p.name, p.country, p.latitude, p.longitude, p.geonames, p.start, p.end) for p in rows.places],
    )
    statements = {row.id: _write_statement(database, article, row, actors) for row in rows.statements}
    for event in rows.events:
        _write_event(database, article, event, actors, states, statements)
    return article


def _write_article(database: Database, article: Article) -> int:
    page = page_of(article)
    version = database.value("SELECT coalesce(max(version), 0) + 1 FROM articles WHERE page = ?", (page,))
    return database.insert(
        "articles",
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        byline=article.byline,
        published=article.published,
        updated=article.updated,
        url=article.url,
        page=page,
        version=version,
        language=article.language,
        path=article.path,
        sha256=article.sha256,
        text=article.text,
    )


def _actor(database: Database, actor: ActorRow) -> int:
    number = database.value("SELECT number FROM actors WHERE key = ?", (actor.key,))
    return int(number) if number is not None else database.insert("actors", **actor._asdict())


def _write_statement(database: Database, article: int, row: StatementRow, actors: Mapping[str, int]) -> int:
    speaker = _of(actors, row.speaker)
    number = database.insert(
        "statements",
        article=article,
        id=row.id,
        speaker=speaker,
        relayed_by=_of(actors, row.relayed_by),
        kind=row.kind,
        form=row.form,
        words=row.words,
        cue=row.cue,
        start_at=row.start,
        end_at=row.end,
    )
    subjects = {actors[entity] for entity in row.subjects} - {speaker}
    database.execute_many(
        "INSERT INTO statement_subjects VALUES (?, ?)", [(number, actor) for actor in sorted(subjects)]
    )
    return number


def _write_event(
    database: Database,
    article: int,
    row: EventRow,
    actors: Mapping[str, int],
    states: Mapping[str, str | None],
    statements: Mapping[str, int],
) -> None:
    number = database.insert(
        "events",
        article=article,
        id=row.id,
        type=row.type,
        mode=row.mode,
        status=row.status,
        words=row.words,
        day=row.day,
        place=_of(actors, row.place),
        statement=_of(statements, row.statement),
        start_at=row.start,
        end_at=row.end,
    )
    for role, entities in (("actor", row.actors), ("recipient", row.recipients)):
        # Two entities of one article may be one actor.
        database.execute_many(
            "INSERT OR IGNORE INTO event_actors VALUES (?, ?, ?, ?)",
            [(number, role, actors[entity], states[entity]) for entity in entities if entity in actors],
        )


def _of(numbers: Mapping[str, int], reference: str | None) -> int | None:
    return numbers.get(reference) if reference is not None else None
