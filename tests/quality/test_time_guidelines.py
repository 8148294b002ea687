"""The benchmark of time guidelines: what TEI has, and how is counted."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).parents[2] / "benchmarks" / "time_guidelines.py"
SPEC = importlib.util.spec_from_file_location("time_guidelines", PATH)
assert SPEC is not None
assert SPEC.loader is not None
guidelines = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(guidelines)
Time = guidelines.Time


@pytest.mark.parametrize(
    ("words", "kind", "value", "expected"),
    [
        ("three days", "DURATION", "P3D", None),
        ("every day", "SET", "P1D", None),
        ("now", "DATE", "PRESENT_REF", None),
        ("last week", "DATE", "2025-W35", ("last week", "2025-08-25/2025-08-31")),
        ("this weekend", "DATE", "2025-W35-WE", ("this weekend", "2025-08-30/2025-08-31")),
        ("Saturday night", "TIME", "2025-08-30TNI", ("Saturday", "2025-08-30")),
        ("almost two years ago", "DATE", "2023", ("two years ago", "2023")),
        ("last summer", "DATE", "2025-SU", ("last summer", "2025-06-01/2025-08-31")),
        ("5 May 2025", "DATE", "2025-05-05", ("5 May 2025", "2025-05-05")),
    ],
)
def test_what_tei_makes_of_it(words: str, kind: str, value: str, expected: tuple[str, str] | None) -> None:
    turned = guidelines.in_tei(Time(0, len(words), value), kind, words)
    assert (turned and (words[turned.start : turned.end], turned.value)) == expected


def test_an_expression_counts_once_and_with_its_value() -> None:
    gold = [[Time(0, 10, "2025"), Time(20, 30, "2024")]]
    assert guidelines.value_f1(gold, gold) == 100
    assert guidelines.value_f1(gold, [[Time(2, 10, "2025"), Time(0, 3, "2025")]]) == 50
    assert guidelines.value_f1(gold, [[Time(0, 10, "1999")]]) == 0
    assert guidelines.value_f1([[]], [[]]) == 0
