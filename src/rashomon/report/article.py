"""One report on the terminal: where it comes from, what was read from it, and what changed from version to version."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from rashomon.model import Annotation, Article
from rashomon.report.display import count, moment, visible
from rashomon.report.versions import changed_passages

__all__ = ["article_to_terminal"]

STATEMENTS, EVENTS, ACTORS = 20, 20, 20
"""Items of each kind that are printed; the JSON has the rest."""

_STYLES = {"same": "dim", "cut": "red strike", "added": "green"}
_SIGNS = {"same": "", "cut": "−", "added": "+"}


def article_to_terminal(
    annotation: Annotation, console: Console, *, versions: Sequence[Article] = (), about: Sequence[str] = ()
) -> None:
    """Print a report.

    Args:
        annotation: What was read from it.
        console: Where it is printed.
        versions: All texts of its page, the first one first, itself among them.
        about: Further lines for its head.
    """
    article = annotation.article
    _print(console, (article.title or article.id, "bold"))
    outlet = article.outlet or "outlet not stated"
    _print(console, " · ".join(filter(None, (outlet, article.byline, moment(article.published)))))
    for line in filter(None, (article.url, *about)):
        _print(console, line)
    _actors(annotation, console)
    _statements(annotation, console)
    _events(annotation, console)
    for older, newer in itertools.pairwise(versions):
        _changes(older, newer, console)
    console.print()
    for line in article.text.split("\n"):
        _print(console, line)


def _actors(annotation: Annotation, console: Console) -> None:
    actors = sorted(annotation.entities, key=lambda entity: -len(entity.mentions))
    _heading(console, "Who", len(actors))
    for entity in actors[:ACTORS]:
        roles = f", {', '.join(entity.roles)}" if entity.roles else ""
        _print(console, "  ", (entity.name, "bold"), f"{roles} · {count(len(entity.mentions), 'mention')}")


def _statements(annotation: Annotation, console: Console) -> None:
    names = {entity.id: entity.name for entity in annotation.entities}
    _heading(console, "Who says what", len(annotation.statements))
    for statement in annotation.statements[:STATEMENTS]:
        speaker = names.get(statement.speaker or "", "speaker not named")
        words = " … ".join(span.of(annotation.article.text) for span in statement.content)
        _print(console, "  ", (speaker, "bold"), f" {statement.kind}: {' '.join(words.split())}")


def _events(annotation: Annotation, console: Console) -> None:
    names = {entity.id: entity.name for entity in annotation.entities}
    _heading(console, "What happens", len(annotation.events))
    for event in annotation.events[:EVENTS]:
        actors = ", ".join(names[actor] for actor in event.actors) or "?"
        recipients = ", ".join(names[recipient] for recipient in event.recipients)
        words = " ".join(event.span.of(annotation.article.text).split())
        _print(
            console,
            "  ",
            (f"{event.type} ({event.status})", "bold"),
            f" {actors}{' → ' if recipients else ''}{recipients}: {words}",
        )


def _changes(older: Article, newer: Article, console: Console) -> None:
    passages = changed_passages(older.text, newer.text)
    _heading(console, f"What changed from {older.id} to {newer.id}", len(passages))
    for passage in passages:
        parts = [(f"{_SIGNS[change.kind]}{' '.join(change.text.split())} ", _STYLES[change.kind]) for change in passage]
        _print(console, "  ", *parts)


def _heading(console: Console, words: str, number: int) -> None:
    console.print()
    _print(console, (f"{words} ({number})", "bold"))


def _print(console: Console, *parts: str | tuple[str, str]) -> None:
    text = Text()
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        text.append(visible(words).encode(console.encoding, "replace").decode(console.encoding), style)
    console.print(text, soft_wrap=True)
