"""The benchmark of speakers counts as its head says."""

import importlib.util
from pathlib import Path

import pytest

from rashomon.model import Annotation, Article, Entity, Links, Mention, Span, Statement

SCRIPT = Path(__file__).parent.parent.parent / "benchmarks" / "speakers.py"


def load_scorer():
    spec = importlib.util.spec_from_file_location("speakers", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


speakers = load_scorer()
FORMS = {"Port Council": frozenset({"council", "port council"}), "Ana Ruiz": frozenset()}


@pytest.mark.parametrize(
    ("wanted", "given", "is_right"),
    [
        ("Ana Ruiz", "Ana M. Ruiz", True),
        ("Ana Ruiz", "Ána Ruiz Jr.", True),
        ("Ana Ruiz", "Ruiz", False),
        ("Ana Ruiz", "Anna Ruiz", False),
        ("Ana Ruiz", "mayor", False),
        ("Port Council", "the council", True),
        ("Port Council", "City Council", False),
        ("Ana Ruiz; Bo-ra Lim", "Ana Ruiz and Bo-ra Lim", True),
        ("Ana Ruiz; Bo-ra Lim", "Ana Ruiz", False),
    ],
)
def test_a_name_is_right_by_the_rules_of_the_head(wanted, given, is_right):
    assert speakers.is_right(wanted, given, FORMS) is is_right


def account(name, text, entities, statements):
    article = Article(id=name, text=text, sha256="")
    return Annotation(
        article=article, entities=entities, times=(), places=(), statements=statements, events=(), claims=()
    )


def test_the_name_is_the_one_of_the_story_and_a_source_without_an_entity_is_wrong():
    first = "Ana Ruiz said the port is safe."
    second = "Ruiz said the port is safe. A clerk said it leaks."
    annotations = [
        account(
            "a",
            first,
            (Entity("e1", "Ana Ruiz", "person", Links(), (), (Mention(0, 8, "name"),)),),
            (Statement("s1", (Span(14, 30),), Span(9, 13), Span(0, 8), "e1", "indirect", None),),
        ),
        account(
            "b",
            second,
            (Entity("e1", "Ruiz", "person", Links(), (), (Mention(0, 4, "name"),)),),
            (
                Statement("s1", (Span(10, 26),), Span(5, 9), Span(0, 4), "e1", "indirect", None),
                Statement("s2", (Span(41, 49),), Span(36, 40), Span(28, 35), None, "indirect", None),
            ),
        ),
    ]
    gold = {
        "actors": [
            {"name": "Ana Ruiz", "kind": "person", "aliases": {"a": ["Ana Ruiz"], "b": ["Ruiz"]}},
            {"name": "clerk", "kind": "person", "aliases": {"b": ["A clerk"]}},
        ],
        "statements": [
            {"article": "a", "speaker": "Ana Ruiz", "content": ["the port is safe"], "at": {"content": [[14, 30]]}},
            {"article": "b", "speaker": "Ana Ruiz", "content": ["the port is safe"], "at": {"content": [[10, 26]]}},
            {"article": "b", "speaker": "clerk", "content": ["it leaks"], "at": {"content": [[41, 49]]}},
            {"article": "b", "speaker": "clerk", "content": ["Ruiz"], "at": {"content": [[0, 4]]}},
        ],
    }
    named = list(speakers.named_statements(annotations, gold))
    assert [(each.given, each.right) for each in named] == [
        ("Ana Ruiz", True),
        ("Ana Ruiz", True),
        ("(A clerk)", False),
    ]
