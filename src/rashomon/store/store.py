"""The store: reports, what was read from them, their stories and comparisons in one SQLite file, and back."""

from __future__ import annotations

import datetime
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from rashomon import __version__
from rashomon.errors import StoreDamagedError, StoreError
from rashomon.model import Annotation, Article, Comparison, Moved, Placement
from rashomon.store.database import Database
from rashomon.store.rows import ComparisonRows
from rashomon.store.searching import Hit, Question, StatementHit, find_articles, find_statements
from rashomon.store.spans import drop_spanless
from rashomon.store.writing import page_of, write_annotation

__all__ = ["Account", "Counts", "Store", "StoryRow"]

_Noun = TypeVar("_Noun", bound=msgspec.Struct)

_NEWEST_FIRST = "ORDER BY s.last_day DESC, s.accounts DESC, s.id"


class StoryRow(NamedTuple):
    """A story and what is counted of it; `origins` and `differs` are None until it has been compared.

    `accounts` are the articles that no later version of their page replaces, `copies` those that copy another.
    """

    id: str
    title: str
    first_day: str | None
    last_day: str | None
    articles: int
    accounts: int
    copies: int
    outlets: int
    origins: int | None
    differs: int | None


class Account(NamedTuple):
    """An article of a story, as a list shows it."""

    id: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    version: int
    copy_of: str | None
    share_copied: float
    """Share of its text that stands in the article that it copies most, 0 to 1."""


class Counts(NamedTuple):
    """How much a store holds."""

    articles: int
    stories: int
    statements: int
    events: int
    comparisons: int


class Store:
    """A store in the file `path`, closed at the end of a ``with``; with `create` it is made where there is none.

    Raises StoreError where it cannot be opened; its kinds tell damage, another version and another writer apart.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        self._database = Database(Path(path), create=create)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    @property
    def database(self) -> Database:
        """The file, for questions in SQL."""
        return self._database

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def alone(self, doing: str) -> AbstractContextManager[None]:
        """Be the only process that adds articles; the others wait, readers do not."""
        return self._database.alone(doing)

    # Articles

    def add(self, annotation: Annotation, placement: Placement) -> Annotation:
        """Keep an article, all that was read from it, and its story, in one transaction; return it as it was kept.

        Items without words in the text are dropped, and told in its problems. The articles that the placement names as
        moved are put into their new stories with it.

        Args:
            annotation: An article that is not in the store, under an id that is free.
            placement: Its story; a story that is not there yet is made.
        """
        sound = drop_spanless(annotation)
        with self._database.transaction():
            number = write_annotation(self._database, sound, _pack(_without_text(sound)))
            self._place(number, placement)
            touched = {placement.story}.union(*map(self._move, placement.moved))
            for story in sorted(touched):
                self._count(story)
        return sound

    def holds(self, article: Article) -> bool:
        """Say whether this text of this page is here; without an address, this text of this outlet."""
        if article.url:
            found = self._database.row(
                "SELECT 1 FROM articles WHERE sha256 = ? AND page = ?", (article.sha256, page_of(article))
            )
        else:
            found = self._database.row(
                "SELECT 1 FROM articles WHERE sha256 = ? AND page IS NULL AND outlet IS ?",
                (article.sha256, article.outlet),
            )
        return found is not None

    def has_id(self, article_id: str) -> bool:
        """Say whether an article has this id."""
        return self._database.row("SELECT 1 FROM articles WHERE id = ?", (article_id,)) is not None

    def article(self, article_id: str) -> Article:
        """Return an article.

        Raises StoreError where there is none.
        """
        return self.annotation(article_id).article

    def annotation(self, article_id: str) -> Annotation:
        """Return all that was read from an article; what has no words in its text is dropped, and told in its problems.

        Raises StoreError where there is none.
        """
        return drop_spanless(self.stored_annotation(article_id))

    def stored_annotation(self, article_id: str) -> Annotation:
        """Return an annotation as it stands in the file, with nothing dropped, for checking.

        Raises StoreError where there is none, StoreDamagedError where it cannot be read.
        """
        found = self._database.row(
            "SELECT text, body FROM articles JOIN annotations ON article = number WHERE id = ?", (article_id,)
        )
        if found is None:
            raise StoreError(f"{self.path} has no article {article_id!r}; list them with: rashomon search")
        return self._with_text(found[0], found[1])

    def annotations(self) -> Iterator[Annotation]:
        """Give all that was read, article by article, in the order in which they came."""
        number = 0
        sql = (
            "SELECT number, text, body FROM articles JOIN annotations ON article = number WHERE number > ? "
            "ORDER BY number LIMIT 1"
        )
        while (found := self._database.row(sql, (number,))) is not None:
            number = found[0]
            yield drop_spanless(self._with_text(found[1], found[2]))

    def versions(self, article_id: str) -> tuple[Article, ...]:
        """Return the texts that the page of an article had, in the order in which they came, it among them."""
        ids = self._database.rows(
            "SELECT b.id FROM articles AS a JOIN articles AS b ON b.page = a.page WHERE a.id = ? ORDER BY b.version",
            (article_id,),
        )
        return tuple(self.article(other) for (other,) in ids) or (self.article(article_id),)

    def placement(self, article_id: str) -> Placement:
        """Return where an article belongs now.

        Raises StoreError where there is none.
        """
        found = self._database.row(f"{_PLACEMENTS} WHERE a.id = ?", (article_id,))
        if found is None:
            raise StoreError(f"{self.path} has no article {article_id!r}; list them with: rashomon search")
        return _placement(found)

    def remembered(self, days: int | None) -> Iterator[tuple[Article, Placement]]:
        """Give the articles of the `days` before the newest, or all, as they came, each with where it belongs now."""
        newest = self._database.value("SELECT max(day) FROM placements")
        since = None
        if days is not None and newest is not None:
            since = (datetime.date.fromisoformat(newest) - datetime.timedelta(days)).isoformat()
        for row in self._database.rows(
            f"{_PLACEMENTS} WHERE ?1 IS NULL OR p.day IS NULL OR p.day >= ?1 ORDER BY p.article", (since,)
        ):
            placement = _placement(row)
            yield self.article(placement.id), placement

    # Stories

    def stories(self, *, limit: int | None = None) -> list[StoryRow]:
        """Return the stories, those with the newest reports first."""
        return self._stories(f"{_NEWEST_FIRST} LIMIT ?", (-1 if limit is None else limit,))

    def story(self, story_id: str) -> StoryRow:
        """Return a story.

        Raises StoreError where there is none.
        """
        found = self._stories("WHERE s.id = ?", (story_id,))
        if not found:
            raise StoreError(f"{self.path} has no story {story_id!r}; list them with: rashomon stories")
        return found[0]

    def has_story(self, story_id: str) -> bool:
        """Say whether a story has this id."""
        return self._database.row("SELECT 1 FROM stories WHERE id = ?", (story_id,)) is not None

    def _stories(self, which: str, values: Sequence[Any]) -> list[StoryRow]:
        rows = self._database.rows(
            "SELECT s.id, s.title, s.first_day, s.last_day, s.articles, s.accounts, s.copies, s.outlets, "
            "iif(c.story IS NULL, NULL, (SELECT count(*) FROM origins AS o WHERE o.story = s.id)), "
            "iif(c.story IS NULL, NULL, (SELECT count(*) FROM points AS p WHERE p.story = s.id AND p.status = 'differs')) "
            f"FROM stories AS s LEFT JOIN comparisons AS c ON c.story = s.id {which}",
            values,
        )
        return [StoryRow(*row) for row in rows]

    def accounts(self, story_id: str) -> list[Account]:
        """Return the accounts of a story in the order in which they are compared: by time, copies last.

        An article that a later version of its page replaces within the story is no account of it.
        """
        rows = self._database.rows(
            "SELECT a.id, a.outlet, a.title, a.published, a.url, a.version, o.id, p.share_copied "
            "FROM placements AS p JOIN articles AS a ON a.number = p.article "
            f"LEFT JOIN articles AS o ON o.number = p.copy_of WHERE p.story = ? AND NOT {_REPLACED} "
            "ORDER BY o.id IS NOT NULL, a.published IS NULL, a.published, a.number",
            (story_id,),
        )
        return [Account(*row) for row in rows]

    def miscounted(self) -> list[str]:
        """Return the stories of which the counts are not those of their articles; a whole store has none."""
        keys = ", ".join(_COUNTED_KEYS)
        rows = self._database.rows(f"SELECT id, {keys} FROM stories")
        return [row[0] for row in rows if self._database.row(_COUNTED, (row[0], row[0])) != row[1:] or not row[4]]

    def outdated(self) -> list[str]:
        """Return the stories with a comparison of other accounts than they have; a whole store has none."""
        rows = self._database.rows("SELECT story, accounts FROM comparisons")
        return [story for story, accounts in rows if accounts != self._accounts_json(story)]

    def chapters(self, story_id: str) -> tuple[list[StoryRow], list[StoryRow]]:
        """Return the stories that this one goes on with, and those that go on with it, each the newest first."""
        before = f"WHERE s.id IN (SELECT earlier FROM chapters WHERE story = ?) {_NEWEST_FIRST}"
        after = f"WHERE s.id IN (SELECT story FROM chapters WHERE earlier = ?) {_NEWEST_FIRST}"
        return self._stories(before, (story_id,)), self._stories(after, (story_id,))

    # Comparisons

    def comparison(self, story_id: str) -> Comparison | None:
        """Return the comparison of a story; None where it has none of its present accounts and by this program."""
        found = self._database.row(
            "SELECT accounts, compared, body FROM comparisons WHERE story = ? AND program = ?", (story_id, __version__)
        )
        if found is None:
            return None
        accounts, compared, body = found
        articles = tuple(self.annotation(name) for name in json.loads(accounts)[:compared])
        return msgspec.structs.replace(self._unpack(body, Comparison), articles=articles)

    def keep_comparison(self, story_id: str, comparison: Comparison) -> None:
        """Keep the comparison of a story's accounts, until they are others.

        Raises StoreError where it is not of accounts that the story has.
        """
        rows = ComparisonRows.of(comparison)
        bare = msgspec.structs.replace(comparison, articles=())
        with self._database.transaction():
            accounts = self._accounts_json(story_id)
            compared = [annotation.article.id for annotation in comparison.articles]
            if json.loads(accounts)[: len(compared)] != compared:
                raise StoreError(f"the comparison of {story_id!r} is not one of its accounts; make it again")
            numbers = {name: self._number(name) for name in compared}
            self._database.execute("DELETE FROM comparisons WHERE story = ?", (story_id,))
            self._database.execute(
                "INSERT INTO comparisons VALUES (?, ?, ?, ?, ?)",
                (story_id, accounts, len(compared), __version__, _pack(bare)),
            )
            self._database.execute_many(
                "INSERT INTO points VALUES (?, ?, ?, ?, ?, ?)", [(story_id, *row) for row in rows.points]
            )
            self._database.execute_many(
                "INSERT INTO tellings VALUES (?, ?, ?, ?, ?)",
                [(story_id, point, numbers[name], start, end) for point, name, start, end in rows.tellings],
            )
            self._database.execute_many(
                "INSERT INTO origins VALUES (?, ?, ?, ?, ?, ?)", [(story_id, *row) for row in rows.origins]
            )

    def uncompared(self) -> list[str]:
        """Return the stories of several accounts of which no comparison is kept, the newest first."""
        rows = self._database.rows(
            "SELECT s.id FROM stories AS s LEFT JOIN comparisons AS c ON c.story = s.id AND c.program = ? "
            f"WHERE s.accounts > 1 AND c.story IS NULL {_NEWEST_FIRST}",
            (__version__,),
        )
        return [story for (story,) in rows]

    # Searching

    def search(self, question: Question) -> list[Hit]:
        """Return the articles that answer a question, best first."""
        return find_articles(self._database, question)

    def search_statements(self, question: Question) -> list[StatementHit]:
        """Return the statements that answer a question, best first; its actor is the speaker."""
        return find_statements(self._database, question)

    # Feeds

    def feeds(self) -> dict[str, str]:
        """Return the state of each feed that was polled, as JSON, by its address."""
        return dict(self._database.rows("SELECT url, state FROM feeds"))

    def keep_feed(self, url: str, state: str) -> None:
        """Keep the state of a feed."""
        with self._database.transaction():
            self._database.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?)", (url, state))

    # Of the whole

    def counts(self) -> Counts:
        """Return how much the store holds."""
        return Counts(*(self._database.value(f"SELECT count(*) FROM {table}") for table in Counts._fields))

    # Within a transaction

    def _place(self, number: int, placement: Placement) -> None:
        self._make_story(placement.story)
        self._database.insert(
            "placements",
            article=number,
            story=placement.story,
            day=placement.day,
            text_of=self._number(placement.text_of),
            copy_of=self._number_or_none(placement.copy_of),
            version_of=self._number_or_none(placement.version_of),
            copied_from=self._number_or_none(placement.copied_from),
            share_copied=placement.share_copied,
            chapter_of=self._number_or_none(placement.chapter_of),
            vector=placement.vector,
        )

    def _move(self, moved: Moved) -> set[str]:
        """Put an article into another story; return the stories whose counts that changes."""
        number = self._number(moved.id)
        before = self._database.value("SELECT story FROM placements WHERE article = ?", (number,))
        self._make_story(moved.story)
        self._database.execute("UPDATE placements SET story = ? WHERE article = ?", (moved.story, number))
        return {before, moved.story}

    def _make_story(self, story: str) -> None:
        self._database.execute("INSERT OR IGNORE INTO stories VALUES (?, '', NULL, NULL, 0, 0, 0, 0)", (story,))

    def _count(self, story: str) -> None:
        """Write what follows from the placements: counts, and that a comparison of other accounts is none.

        A story without articles is no more.
        """
        self._database.execute(
            f"UPDATE stories SET ({', '.join(_COUNTED_KEYS)}) = ({_COUNTED}) WHERE id = ?",
            (story, story, story),
        )
        self._database.execute("DELETE FROM stories WHERE id = ? AND articles = 0", (story,))
        self._database.execute(
            "DELETE FROM comparisons WHERE story = ? AND accounts != ?", (story, self._accounts_json(story))
        )

    def _accounts_json(self, story_id: str) -> str:
        return json.dumps([account.id for account in self.accounts(story_id)])

    def _number(self, article_id: str) -> int:
        number = self._database.value("SELECT number FROM articles WHERE id = ?", (article_id,))
        if number is None:
            raise StoreError(f"{self.path} has no article {article_id!r}")
        return int(number)

    def _number_or_none(self, article_id: str | None) -> int | None:
        return self._number(article_id) if article_id is not None else None

    def _with_text(self, text: str, body: bytes) -> Annotation:
        bare = self._unpack(body, Annotation)
        return msgspec.structs.replace(bare, article=msgspec.structs.replace(bare.article, text=text))

    def _unpack(self, body: bytes, noun: type[_Noun]) -> _Noun:
        try:
            return msgspec.json.decode(zlib.decompress(body), type=noun)
        except (zlib.error, msgspec.DecodeError) as error:
            raise StoreDamagedError(
                f"{self.path} is damaged: a {noun.__name__.lower()} in it cannot be read ({error}); find out which with: "
                f"rashomon db check --db {self.path}"
            ) from error


_PLACEMENTS = (
    "SELECT a.id, p.story, p.day, text.id, copied.id, version.id, source.id, p.share_copied, chapter.id, p.vector "
    "FROM placements AS p JOIN articles AS a ON a.number = p.article JOIN articles AS text ON text.number = p.text_of "
    "LEFT JOIN articles AS copied ON copied.number = p.copy_of LEFT JOIN articles AS version ON version.number = p.version_of "
    "LEFT JOIN articles AS source ON source.number = p.copied_from "
    "LEFT JOIN articles AS chapter ON chapter.number = p.chapter_of"
)
_PLACEMENT_KEYS = tuple(key for key in Placement.__struct_fields__ if key != "moved")
"""The columns in their order; what was moved is where it belongs by now."""

_REPLACED = (
    "EXISTS (SELECT 1 FROM articles AS later JOIN placements AS there ON there.article = later.number "
    "WHERE later.page = a.page AND later.version > a.version AND there.story = p.story)"
)

_COUNTED_KEYS = ("title", "first_day", "last_day", "articles", "accounts", "copies", "outlets")

_COUNTED = f"""
SELECT coalesce((SELECT coalesce(a.title, substr(a.text, 1, 80) || iif(length(a.text) > 80, ' …', ''))
                 FROM placements AS p JOIN articles AS a ON a.number = p.article
                 WHERE p.story = ? ORDER BY a.id != p.story, a.number LIMIT 1), ''),
       min(day), max(day), count(*), count(*) FILTER (WHERE NOT replaced),
       count(*) FILTER (WHERE copies AND NOT replaced), count(DISTINCT outlet) FILTER (WHERE NOT replaced)
FROM (
  SELECT a.day, a.outlet, {_REPLACED} AS replaced, p.copy_of IS NOT NULL AS copies
  FROM placements AS p JOIN articles AS a ON a.number = p.article WHERE p.story = ?
)
"""


def _placement(row: Sequence[Any]) -> Placement:
    return Placement(**dict(zip(_PLACEMENT_KEYS, row, strict=True)))


def _without_text(annotation: Annotation) -> Annotation:
    return msgspec.structs.replace(annotation, article=msgspec.structs.replace(annotation.article, text=""))


def _pack(noun: msgspec.Struct) -> bytes:
    return zlib.compress(msgspec.json.encode(noun))
