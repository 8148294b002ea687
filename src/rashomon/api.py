"""Every stage in one call, for notebooks and scripts: `rashomon.read`, `annotate`, `group`, `compare` and `to_html`.

They are the stages of the program under one roof, with what ties one to the next: what could not be read stays with
the comparison. They run in this process alone, so that a script needs no guard against being started again by its
own workers; for a large corpus there are the command line and `rashomon.annotation.parallel`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from rashomon import annotation, comparison, stories
from rashomon.errors import NothingReadError
from rashomon.model import Annotation, Article, Comparison, Grouping
from rashomon.reading import Reading, read_articles
from rashomon.reading import make_article as article
from rashomon.report import to_html, to_json, to_markdown

__all__ = ["Reports", "annotate", "article", "compare", "group", "read", "to_html", "to_json", "to_markdown"]

Input: TypeAlias = str | os.PathLike[str]
Reports: TypeAlias = Reading | Input | Article | Annotation | Iterable[Input] | Iterable[Article | Annotation]
"""What can be given as reports: what `read` or `annotate` returned, articles, or inputs to be read first."""


def read(
    *inputs: Input,
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: bool = True,
    allow_private_hosts: bool = False,
) -> Reading:
    """Read files, folders, globs and web addresses, any mix of them; the options are those of `rashomon compare`.

    One bad input never stops the others: it is among the `problems` of what comes back. Raises NothingReadError where
    no input could be read, ValueError for a `published` that is no date and for an unknown key in `columns`.
    """
    reading = read_articles(
        [os.fspath(item) for item in inputs],
        published=published,
        outlet=outlet,
        columns=columns,
        fetch=fetch,
        allow_private_hosts=allow_private_hosts,
    )
    if not reading.articles:
        said = "; ".join(f"{problem.where}: {problem.what}" for problem in reading.problems[:3])
        raise NothingReadError(f"nothing could be read ({said})" if said else "nothing was given to read")
    return reading


def annotate(reports: Reports) -> list[Annotation]:
    """Return who, when, where, who says what and what happened for each report, in order.

    An annotation that is given comes back as it is.
    """
    return _annotated(_gathered(reports))


def group(reports: Reports, *, window_days: int | None = None) -> tuple[Grouping, ...]:
    """Return for each report, in order, its story and the report that it copies.

    `window_days` bounds how far apart in time the reports of one story may lie.
    """
    articles = [item.article if isinstance(item, Annotation) else item for item in _gathered(reports).items]
    return stories.group(articles) if window_days is None else stories.group(articles, window_days=window_days)


def compare(reports: Reports) -> Comparison:
    """Set the reports of one story side by side: what they share, what only one tells, where they differ.

    `reports` are what `read` or `annotate` returned, articles, or files and addresses; a string names an input, as on
    the command line, and is never a text (`article` makes an article of one). In a notebook the comparison is shown
    as its page. Raises NothingReadError where there is nothing to compare.
    """
    gathered = _gathered(reports)
    return comparison.compare(_annotated(gathered), problems=gathered.reading.problems)


_NOT_READ = Reading((), (), {})


@dataclass(frozen=True)
class _Gathered:
    """Articles and annotations in the order given, and the reading that they came from, if they did."""

    items: Sequence[Article | Annotation]
    reading: Reading = _NOT_READ


def _gathered(reports: Reports) -> _Gathered:
    if isinstance(reports, Reading):
        return _Gathered(reports.articles, reports)
    items: list[Any] = [reports] if isinstance(reports, (str, os.PathLike, Article, Annotation)) else [*reports]
    if not items:
        raise NothingReadError("no reports were given")
    if all(isinstance(item, (str, os.PathLike)) for item in items):
        reading = read(*items)
        return _Gathered(reading.articles, reading)
    for item in items:
        if not isinstance(item, (Article, Annotation)):
            what = f"reports are articles and annotations, or names of inputs alone; here is a {type(item).__name__}"
            raise TypeError(f"{what} among others")
    return _Gathered(items)


def _annotated(gathered: _Gathered) -> list[Annotation]:
    made = annotation.annotate(item for item in gathered.items if isinstance(item, Article))
    annotations: list[Annotation] = []
    for item in gathered.items:
        found = item if isinstance(item, Annotation) else next(made)
        notes = () if isinstance(item, Annotation) else gathered.reading.notes_on(item.id)
        annotations.append(msgspec.structs.replace(found, problems=(*notes, *found.problems)) if notes else found)
    return annotations
