"""Searching articles and statements by their words, and by outlet, actor, day and type of event."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from rashomon import limits
from rashomon.model import Span
from rashomon.store.database import Database

__all__ = ["Hit", "Question", "StatementHit", "find_articles", "find_statements"]

_SNIPPET_WORDS = 32
"""Words around those that were searched: two lines of a terminal."""

_MARKS = re.compile("[\ufdd0\ufdd1]")
"""What marks a word in a passage: no characters, so that they stand in no text but by mistake."""

_TERM = re.compile(r'"([^"]*)"?|(\S+)')


class Question(NamedTuple):
    """What is searched: every word must occur; "words in quotation marks" in this order; a word* in any form that begins so.

    Without words, the filters alone decide. `actor` is a name, or a code (ISO 3166, Wikidata); days are ISO 8601, both within;
    `event` is a type of PLOVER.
    """

    words: str = ""
    outlet: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None
    event: str | None = None
    limit: int = 20


class Hit(NamedTuple):
    """An article that answers, with a passage of it and where in the passage the words stand, in code points."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    story: str
    passage: str
    matches: tuple[Span, ...] = ()


class StatementHit(NamedTuple):
    """A statement that answers, with its characters in the article."""

    speaker: str | None
    kind: str
    words: str
    article: str
    outlet: str | None
    published: str | None
    start: int
    end: int


def find_articles(database: Database, question: Question) -> list[Hit]:
    """Return the articles that the words fit best (BM25), or without words the newest.

    Of more than MAX_RANKED_HITS that match, those that came last are ranked.
    """
    match = _match(question.words)
    conditions, values = _conditions(question, with_actor=True)
    limit = min(question.limit, limits.MAX_SEARCH_HITS)
    columns = "a.id, a.title, a.outlet, a.published, a.url, p.story"
    if match is None:
        rows = database.rows(
            f"SELECT {columns}, substr(a.text, 1, 200) FROM articles AS a JOIN placements AS p ON p.article = a.number "
            f"WHERE {' AND '.join(['1', *conditions])} ORDER BY a.day DESC, a.number DESC LIMIT ?",
            [*values, limit],
        )
        return [Hit._make((*about, _one_line(opening), ())) for *about, opening in rows]
    among = f"AND +rowid IN (SELECT a.number FROM articles AS a WHERE {' AND '.join(conditions)})" if conditions else ""
    # The passages are cut for the hits that are shown, not for all that match.
    rows = database.rows(
        f"WITH last AS (SELECT rowid AS number, rank AS fit FROM articles_fts WHERE articles_fts MATCH ? {among} "
        "ORDER BY rowid DESC LIMIT ?), best AS (SELECT * FROM last ORDER BY fit, number LIMIT ?) "
        f"SELECT {columns}, snippet(articles_fts, 1, char(64976), char(64977), ' … ', {_SNIPPET_WORDS}) "
        "FROM best JOIN articles_fts ON articles_fts.rowid = best.number JOIN articles AS a ON a.number = best.number "
        "JOIN placements AS p ON p.article = a.number WHERE articles_fts MATCH ? ORDER BY best.fit, a.number",
        [match, *values, limits.MAX_RANKED_HITS, limit, match],
    )
    return [Hit._make((*about, *_marked(_one_line(passage)))) for *about, passage in rows]


def find_statements(database: Database, question: Question) -> list[StatementHit]:
    """Return the statements that the words fit best, or without words those that came last; copies are left out.

    Of more than MAX_RANKED_HITS that match, those that came last are ranked.
    """
    match = _match(question.words)
    conditions, values = _conditions(question, with_actor=False)
    conditions = (
        [f"t.article IN (SELECT a.number FROM articles AS a WHERE {' AND '.join(conditions)})"] if conditions else []
    )
    if question.actor is not None:
        conditions.append(f"t.speaker IN ({_ACTORS})")
        values += _actor_values(question.actor)
    limit = min(question.limit, limits.MAX_SEARCH_HITS)
    speaker = "(SELECT name FROM actors WHERE number = t.speaker)"
    columns = f"{speaker}, t.kind, t.words, a.id, a.outlet, a.published, t.start_at, t.end_at"
    of_originals = (
        "JOIN articles AS a ON a.number = t.article JOIN placements AS p ON p.article = a.number AND p.copy_of IS NULL"
    )
    if match is None:
        rows = database.rows(
            f"SELECT {columns} FROM statements AS t {of_originals} WHERE {' AND '.join(['1', *conditions])} "
            "ORDER BY t.number DESC LIMIT ?",
            [*values, limit],
        )
        return [StatementHit(*row) for row in rows]
    among = (
        f"AND +rowid IN (SELECT t.number FROM statements AS t WHERE {' AND '.join(conditions)})" if conditions else ""
    )
    rows = database.rows(
        f"WITH last AS (SELECT rowid AS number, rank AS fit FROM statements_fts WHERE statements_fts MATCH ? {among} "
        f"ORDER BY rowid DESC LIMIT ?) SELECT {columns} FROM last JOIN statements AS t ON t.number = last.number {of_originals} "
        "ORDER BY last.fit, t.number LIMIT ?",
        [match, *values, limits.MAX_RANKED_HITS, limit],
    )
    return [StatementHit(*row) for row in rows]


_ACTORS = (
    "SELECT number FROM actors WHERE name = ? COLLATE NOCASE OR iso3 = ? OR wikidata = ? "
    "UNION SELECT actor FROM entities WHERE name = ? COLLATE NOCASE"
)


def _actor_values(actor: str) -> list[str]:
    return [actor, actor.upper(), actor.upper(), actor]


def _conditions(question: Question, *, with_actor: bool) -> tuple[list[str], list[Any]]:
    """Return what must hold of an article `a`, and the values for it."""
    conditions: list[str] = []
    values: list[Any] = []
    for condition, value in (
        ("a.outlet = ? COLLATE NOCASE", question.outlet),
        ("a.day >= ?", question.since),
        ("a.day <= ?", question.until),
        ("a.number IN (SELECT article FROM events WHERE type = ?)", question.event and question.event.upper()),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if with_actor and question.actor is not None:
        conditions.append(f"a.number IN (SELECT article FROM entities WHERE actor IN ({_ACTORS}))")
        values += _actor_values(question.actor)
    return conditions, values


def _match(words: str) -> str | None:
    """Return the words as a question of FTS5, each quoted, so that nothing in them is taken for its syntax."""
    terms = []
    for phrase, word in _TERM.findall(words):
        term, prefix = (word[:-1], "*") if word.endswith("*") else (phrase or word, "")
        if any(character.isalnum() for character in term):
            quoted = term.replace('"', '""')
            terms.append(f'"{quoted}"{prefix}')
    return " ".join(terms) or None


def _marked(passage: str) -> tuple[str, tuple[Span, ...]]:
    """Take the marks around the words out of a passage, and return where they stood."""
    plain = ""
    matches = []
    for number, part in enumerate(_MARKS.split(passage)):
        if number % 2:
            matches.append(Span(len(plain), len(plain) + len(part)))
        plain += part
    return plain, tuple(matches)


def _one_line(text: str) -> str:
    return " ".join(text.split())
