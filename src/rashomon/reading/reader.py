"""From inputs of any kind to articles: the functions of this package."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon import limits
from rashomon.errors import InputError
from rashomon.knowledge import Knowledge
from rashomon.model import Article, Problem
from rashomon.reading import tables
from rashomon.reading.ahead import in_order
from rashomon.reading.archive import PageArchive
from rashomon.reading.drafts import Draft, iso_date, normal_lines
from rashomon.reading.fetching import Fetch
from rashomon.reading.finishing import Finisher, Found
from rashomon.reading.opening import Opener, web_fetcher
from rashomon.reading.sources import Source, expand
from rashomon.reading.text import title_of

__all__ = ["Found", "Reading", "hold", "iter_articles", "make_article", "read_articles"]


@dataclass(frozen=True)
class Reading:
    """What was read: the articles in the order of the inputs, and every problem met.

    A problem of kind "unread" is an input, or a part of one, that became no article; the other kinds ("ignored",
    "doubt", "renamed") tell what was left out of an article or is uncertain about it.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    notes: Mapping[str, tuple[Problem, ...]]
    """The problems that belong to an article which was read, by its id."""

    def notes_on(self, article_id: str) -> tuple[Problem, ...]:
        """Return what was ignored or is uncertain about an article."""
        return self.notes.get(article_id, ())

    @property
    def unread(self) -> tuple[Problem, ...]:
        """The problems that cost an article."""
        return tuple(problem for problem in self.problems if problem.kind == "unread")


def read_articles(
    inputs: Sequence[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: bool = True,
    allow_private_hosts: bool = False,
    keep: Path | None = None,
    fetcher: Fetch | None = None,
    knowledge: Knowledge | None = None,
) -> Reading:
    """Read all that `iter_articles` gives, up to MAX_ARTICLES, and hold it."""
    found = iter_articles(
        inputs,
        published=published,
        outlet=outlet,
        columns=columns,
        fetch=fetch,
        allow_private_hosts=allow_private_hosts,
        keep=keep,
        fetcher=fetcher,
        knowledge=knowledge,
    )
    return hold(found)


def hold(found: Iterable[Found]) -> Reading:
    """Hold all that `iter_articles` gives, up to MAX_ARTICLES."""
    articles: list[Article] = []
    problems: list[Problem] = []
    notes: dict[str, tuple[Problem, ...]] = {}
    for each in found:
        if each.article is not None:
            if len(articles) >= limits.MAX_ARTICLES:
                what = (
                    f"the run is full with {limits.MAX_ARTICLES:,} articles (MAX_ARTICLES); what follows was not read"
                )
                where = each.article.path or each.article.url or each.article.id
                problems.append(Problem(what, where, limit="MAX_ARTICLES"))
                break
            articles.append(each.article)
            if each.problems:
                notes[each.article.id] = each.problems
        problems.extend(each.problems)
    return Reading(tuple(articles), tuple(problems), notes)


def iter_articles(
    inputs: Sequence[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: bool = True,
    allow_private_hosts: bool = False,
    keep: Path | None = None,
    fetcher: Fetch | None = None,
    knowledge: Knowledge | None = None,
) -> Iterator[Found]:
    """Read files, folders, globs, web addresses and "-" (standard input) one by one; one bad input never stops the others.

    Memory holds one input at a time, and the id of each article, so that no two of one call have the same.

    Args:
        inputs: paths, globs, addresses, "-", in the order in which they are read.
        published: ISO 8601 date for inputs that do not say.
        outlet: its name, for inputs that do not say.
        columns: keys of a row, and the names that a table uses for them ({"text": "body"}).
        fetch: False opens no connection, and keeps entries of feeds as the feed gives them where `keep` has no page of them.
        allow_private_hosts: also fetch from this machine and private networks.
        keep: folder in which every fetched page is kept as it came; what it holds already is asked for again only if
            it has changed. With `fetch=False`, pages are read out of it.
        fetcher: what fetches, in place of the built-in one and of `keep`.
        knowledge: whose table names the outlet of an address; the project's own where not given.

    Raises ValueError for a `published` that is no date and for an unknown key in `columns`.
    """
    if published is not None and iso_date(published) is None:
        raise ValueError(f"published {published!r} is not an ISO date (write 2025-08-28)")
    unknown = sorted(set(columns or ()) - set(tables.KEYS))
    if unknown:
        raise ValueError(f"no key is called {', '.join(unknown)}; the keys are {', '.join(tables.KEYS)}")
    if not fetch:
        fetcher = PageArchive(keep) if keep else None
    elif fetcher is None:
        fetcher = web_fetcher(allow_private_hosts=allow_private_hosts, keep=keep)
    opener = Opener(dict(columns or {}), fetcher)
    finisher = Finisher(published, outlet, knowledge)
    return (finisher.finish(item) for item in _items(inputs, opener))


def _items(inputs: Sequence[str], opener: Opener) -> Iterator[Draft | Problem]:
    """Give what the inputs hold, in their order; web addresses that follow one another are fetched side by side."""
    for is_url, sources in itertools.groupby(expand(inputs), lambda s: isinstance(s, Source) and s.kind == "url"):
        if is_url:
            yield from in_order([functools.partial(opener.open, s) for s in sources if isinstance(s, Source)])
        else:
            for source in sources:
                yield from (source,) if isinstance(source, Problem) else opener.open(source)


def make_article(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    id: str | None = None,  # noqa: A002  (the key of the JSON)
) -> Article:
    """Make an article of a text that is at hand, with the title that its first line is where none is given.

    Raises InputError for an empty or too long text, one that is not English, or a `published` or `url` that is none.
    """
    draft = Draft(
        text,
        id or "the text",
        id=id,
        outlet=outlet,
        published=published,
        title=title or title_of(normal_lines(text)),
        byline=byline,
        url=url,
    )
    found = Finisher(None, None, None).finish(draft)
    faults = [problem for problem in found.problems if problem.kind != "doubt"]
    if found.article is None or faults:
        problem = faults[0]
        raise InputError(problem.where, problem.what.removesuffix(": ignored"), limit=problem.limit)
    return found.article
