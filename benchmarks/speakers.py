"""Measure speakers: `python benchmarks/speakers.py STORY_FOLDER... [--misses]` prints how many are named right.

A story's folder holds a text file an account, `meta.json` ({account: {"file", "outlet", "published"}}) and `gold.json` with
"statements" ({"article", "speaker", "content": [words], "at": {"content": [[start, end], ...]}}) and "actors" ({"name",
"kind", "aliases": {account: [forms]}}), annotated by hand. A statement counts where its content is found
(CONTENT_OVERLAP of the words, either way). What its speaker is called is the name of the actor whom `compare` joins over the
accounts of the story, and it is right

- for a person or state with a name of its own: where it is the gold's canonical name. Case, accents, hyphens,
  middle initials and "Jr." make no other name; a surname alone, another spelling or a mere role does;
- for a body or a group, and for somebody without a name ("a senior official"): also where it is one of the forms that the gold
  gives for it in any account, but for an article in front;
- for several speakers at once ("A; B"): where it holds the names of all of them.

A statement whose speaker is no entity at all is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rashomon.annotation import annotate
from rashomon.comparison.actors import ActorIndex, join_actors
from rashomon.model import Annotation, Article, Span, Statement

CONTENT_OVERLAP = 0.8
"""Shared words of two contents that are one, as a part of the longer of the two."""
SHOWN_CHARS = 80
WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
ARTICLES = frozenset(("a", "an", "the"))
AFTER_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv"))

Gold = dict[str, Any]


class Named(NamedTuple):
    """A gold statement whose content was found."""

    content: str
    wanted: str
    given: str
    """The name of the speaker, or the words of the source in brackets where no entity is the speaker."""
    right: bool


def plain(name: str) -> str:
    """Fold case, accents and hyphens, and drop a leading article and middle initials: what makes no other name."""
    folded = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    words = folded.replace(".", "").replace("-", " ").split()
    if words and words[0] in ARTICLES:
        words = words[1:]
    inner = [word for word in words[1:-1] if len(word) > 1]
    return " ".join([*words[:1], *inner, *(word for word in words[1:][-1:] if word not in AFTER_NAMES)])


def read_story(folder: Path) -> tuple[list[Article], Gold]:
    """Read the accounts and the gold of a story."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    articles = []
    for account, known in meta.items():
        text = (folder / known["file"]).read_text(encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        articles.append(
            Article(id=account, text=text, sha256=digest, outlet=known["outlet"], published=known["published"])
        )
    gold: Gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return articles, gold


def named_statements(annotations: Sequence[Annotation], gold: Gold) -> Iterator[Named]:
    """Yield the gold statements of a story whose content was found, each with what its speaker is called."""
    actors = join_actors(annotations)
    forms = {actor["name"]: _forms(actor) for actor in gold["actors"]}
    for annotation in annotations:
        text = annotation.article.text
        words = [Span(*match.span()) for match in WORD.finditer(text)]
        found = [(each, _words_in(words, each.content)) for each in annotation.statements]
        for wanted in gold["statements"]:
            if wanted["article"] != annotation.article.id:
                continue
            best = _most_alike(_words_in(words, [Span(*span) for span in wanted["at"]["content"]]), found)
            if best is None:
                continue
            given = _name(best, annotation, actors)
            source = best.source.of(text) if best.source else "nobody"
            right = given is not None and is_right(wanted["speaker"], given, forms)
            yield Named(" ".join(wanted["content"])[:SHOWN_CHARS], wanted["speaker"], given or f"({source})", right)


def is_right(wanted: str, given: str, forms: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a speaker's name is the wanted one; `forms` holds, by the canonical names, further ones that are right."""
    parts = wanted.split("; ")
    if len(parts) > 1:
        return all(plain(part) in plain(given) for part in parts)
    return plain(given) == plain(wanted) or plain(given) in forms.get(wanted, ())


def _forms(actor: Gold) -> frozenset[str]:
    """Return the forms by which an actor may be named besides the canonical name: none for somebody with a name."""
    name = actor["name"]
    has_own_name = actor["kind"] in ("person", "state") and name[0].isupper() and name.split()[-1][0].isupper()
    return (
        frozenset() if has_own_name else frozenset(plain(form) for each in actor["aliases"].values() for form in each)
    )


def _name(statement: Statement, annotation: Annotation, actors: ActorIndex) -> str | None:
    """Return what the story calls the speaker, or else what the account does."""
    actor = actors.of(annotation.article.id, statement.speaker)
    if actor is not None:
        return actors.by_id[actor].name
    return next((entity.name for entity in annotation.entities if entity.id == statement.speaker), None)


def _words_in(words: Sequence[Span], spans: Sequence[Span]) -> frozenset[int]:
    """Return the numbers of the words that the spans touch."""
    return frozenset(number for number, word in enumerate(words) if any(word.overlaps(span) for span in spans))


def _most_alike(content: frozenset[int], found: Sequence[tuple[Statement, frozenset[int]]]) -> Statement | None:
    scored = [(len(content & other) / max(len(content), len(other), 1), each) for each, other in found]
    share, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= CONTENT_OVERLAP else None


def main() -> None:
    """Print the figure, and the wrong ones where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path, metavar="STORY_FOLDER")
    parser.add_argument("--misses", action="store_true", help="show the statements whose speaker is named wrong")
    given = parser.parse_args()
    total = right = annotated = 0
    for folder in given.stories:
        articles, gold = read_story(folder)
        annotated += len(gold["statements"])
        for each in named_statements(list(annotate(articles)), gold):
            total += 1
            right += each.right
            if given.misses and not each.right:
                print(f"  {each.wanted} <> {each.given}: {each.content}")
    share = 100 * right / total if total else 0.0
    print(f"speakers named right: {right} of {total} statements found ({share:.1f} in 100; {annotated} annotated)")


if __name__ == "__main__":
    main()
