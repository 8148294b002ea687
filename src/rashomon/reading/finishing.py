"""The last step of reading: a draft becomes an article with its language, its outlet and an id of its own."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from rashomon.errors import InputError
from rashomon.knowledge import Knowledge, load_knowledge
from rashomon.model import Article, Problem
from rashomon.reading.drafts import Draft, host_of
from rashomon.reading.language import find_language, language_name

__all__ = ["Finisher", "Found"]


@dataclass(frozen=True)
class Found:
    """One thing met while reading: an article with what is uncertain about it, or what became no article.

    A problem of kind "unread" cost an article; the other kinds ("ignored", "doubt", "renamed") are notes on `article`,
    or on the input where there is none.
    """

    article: Article | None = None
    problems: tuple[Problem, ...] = ()


class Finisher:
    """Makes articles of drafts: fills what the input does not say, and gives ids that are unique among its articles."""

    def __init__(self, published: str | None, outlet: str | None, knowledge: Knowledge | None) -> None:
        self._published = published
        self._outlet = outlet
        self._knowledge = knowledge
        self._texts: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        """The SHA-256 of each article's text, by its id."""

    def finish(self, item: Draft | Problem) -> Found:
        """Check a draft and complete it; a text that is not English, or came before under its id, is no article."""
        if isinstance(item, Problem):
            return Found(problems=(item,))
        try:
            article, problems = item.checked()
        except InputError as error:
            return Found(problems=(Problem(error.what, error.where, limit=error.limit),))
        language = find_language(article.text)
        if language not in (None, "en"):
            what = f"written in {language_name(language)}, only English is read"
            return Found(problems=(*problems, Problem(what, item.where)))
        article = msgspec.structs.replace(
            article,
            published=article.published or self._published,
            outlet=self._outlet_of(article, is_page=item.is_page),
            language=language or article.language,
        )
        return self._named(article, problems, given=item.id, where=item.where)

    def _outlet_of(self, article: Article, *, is_page: bool) -> str | None:
        """Name the outlet: as a row states it; by its address as the table of outlets has it; as the page or feed states it.

        Where none of them says, it is the name that was given for the run, and last the host.
        """
        if article.outlet and not is_page:
            return article.outlet
        host = host_of(article.url)
        if host is None:
            return article.outlet or self._outlet
        if self._knowledge is None:
            self._knowledge = load_knowledge()
        known = self._knowledge.outlet_at(host)
        return known.name if known else article.outlet or self._outlet or host

    def _named(self, article: Article, problems: tuple[Problem, ...], *, given: str | None, where: str) -> Found:
        """Give the article an id of its own."""
        name = article.id
        if given and self._texts.get(name) == article.sha256:
            return Found(problems=(Problem(f"the row with the id {given!r} came before", where, kind="ignored"),))
        number = self._numbers.get(article.id, 1)
        while name in self._texts:
            number += 1
            name = f"{article.id}-{number}"
        self._numbers[article.id] = number
        if given and name != given:
            what = f"the id {given!r} belongs to another text: this one is called {name!r}"
            problems = (*problems, Problem(what, where, kind="renamed"))
        self._texts[name] = article.sha256
        return Found(msgspec.structs.replace(article, id=name), problems)
