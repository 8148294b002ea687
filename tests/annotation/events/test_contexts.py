"""Contexts of events: every example beside the words, and where a context is read from."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.annotation.events.contexts import ContextFinder
from rashomon.annotation.parse import load_pipeline
from rashomon.annotation.token_ranges import Range
from rashomon.model import Annotation

ROOT = Path(__file__).parents[3]
TABLE = tomllib.loads((ROOT / "src/rashomon/annotation/events/data/contexts.toml").read_text(encoding="utf-8"))
NAMES = [context["name"] for context in TABLE["context"]]
EXAMPLES = [(context["name"], example) for context in TABLE["context"] for example in context["examples"]]


def contexts_of(sentence: str) -> tuple[str, ...]:
    doc = load_pipeline()(sentence)
    root = next(token for token in doc if token.head.i == token.i)
    return ContextFinder(doc, {}).of(root.i, Range(0, len(doc)), "ACCUSE", ())


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example}" for name, example in EXAMPLES])
def test_an_example_has_its_context(name: str, example: str) -> None:
    assert name in contexts_of(example)


def test_the_contexts_of_the_docs_are_those_of_the_table() -> None:
    page = (ROOT / "docs/plover.md").read_text(encoding="utf-8")
    told = page.partition("## Contexts\n")[2].partition("\n## ")[0].strip().rpartition("\n\n")[2]
    assert told.replace("\n", " ").split(", ") == NAMES


@pytest.mark.parametrize(
    ("sentence", "contexts"),
    [
        ("Peru and Chile have begun a trade war.", ("economic",)),
        ("The two leaders traded threats.", ()),
        ("Norway thanked Sweden for the warm welcome.", ()),
        ("Her brother-in-law was praised.", ()),
        # No phrase reaches over a mark: war and crimes are no war crimes.
        ("Peru spoke of war, crimes of the past and the weather.", ("military", "crime")),
    ],
)
def test_the_longest_phrase_tells_and_nothing_is_guessed(sentence: str, contexts: tuple[str, ...]) -> None:
    assert contexts_of(sentence) == contexts


def test_words_far_from_the_trigger_tell_nothing() -> None:
    doc = load_pipeline()("Norway condemned " + "the very long list of " * 20 + "earthquakes.")
    assert ContextFinder(doc, {}).of(1, Range(0, len(doc)), "ACCUSE", ()) == ()


def test_a_context_is_that_of_the_own_clause(annotate_text: Callable[..., Annotation]) -> None:
    told = annotate_text("Norway condemned Sweden over the tariffs, while voters in Peru went to the polls.")
    assert [event.contexts for event in told.events] == [("economic",)]


def test_who_acts_tells_too(annotate_text: Callable[..., Annotation]) -> None:
    told = annotate_text("The Supreme Court of Peru met on Monday. On Tuesday it condemned Chile.")
    assert told.events[-1].contexts == ("legal",)
    visit = annotate_text("Chile's president visited Peru.")
    assert visit.events[0].contexts == ("diplomatic",)
