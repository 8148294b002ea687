"""Score time expressions by two guidelines: `python benchmarks/time_guidelines.py GOLD.jsonl...`.

TimeML (TimeBank, WikiWars) annotates dates, times, durations, repetitions and references ("now"), each with its modifiers. TEI's
`date`, as GUM has it, knows days and spans of days alone: no duration, no repetition, no "recently"; "last week" is a span from
day to day, "Saturday night" is "Saturday", "almost a decade ago" is "a decade ago". One program cannot obey both at once.
For each file the value F1 of what the program writes (TimeML), and of the same after it was put into TEI's terms: the gap
between the two is what the guidelines differ by, and not what the program gets wrong.

A line of GOLD.jsonl has "id", "text", "times" ("start", "end", "value") and, where known, "dct", the day of publication. F1 is
that of TempEval-3: an expression counts where it overlaps the gold's and has its value.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rashomon.annotation import annotate
from rashomon.model import Article


class Time(NamedTuple):
    """A time expression: where it stands, and its value."""

    start: int
    end: int
    value: str


_MODIFIERS = re.compile(
    r"(?:(?:just|only|nearly|almost|roughly|about|around|over|more than|less than|at least|earlier|later|early|late)\s+)+",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(r"(?P<day>.+?)\s+(?:night|morning|afternoon|evening)", re.IGNORECASE | re.DOTALL)
_SEASONS = {"SP": ("03-01", "05-31"), "SU": ("06-01", "08-31"), "FA": ("09-01", "11-30")}
SUNDAY = 6


def in_tei(time: Time, kind: str, text: str) -> Time | None:
    """Return a time expression of the program in TEI's terms; None where TEI has none."""
    if kind in ("DURATION", "SET") or time.value.endswith("_REF"):
        return None
    start, end, value = time
    if modifiers := _MODIFIERS.match(text, start, end):
        start = modifiers.end()
    words = text[start:end]
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[A-Z]{2}", value) and (day := _PART_OF_DAY.fullmatch(words)):
        return Time(start, start + len(day["day"]), value.partition("T")[0])
    return Time(start, end, _as_span_of_days(value))


def _as_span_of_days(value: str) -> str:
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        first = monday + datetime.timedelta(days=5 if week[3] else 0)
        return f"{first}/{monday + datetime.timedelta(days=SUNDAY)}"
    if season := re.fullmatch(r"(\d{4})-(SP|SU|FA)", value):
        first_day, last_day = _SEASONS[season[2]]
        return f"{season[1]}-{first_day}/{season[1]}-{last_day}"
    return value


def right(gold: Sequence[Time], found: Sequence[Time]) -> int:
    """Count what is found with the gold's value: pairs one to one, equal spans first, then by how much they overlap."""
    overlaps = sorted(
        (-(g[:2] == f[:2]), -overlap, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (overlap := min(g.end, f.end) - max(g.start, f.start)) > 0
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    count = 0
    for *_, i, j in overlaps:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            count += gold[i].value == found[j].value
    return count


def value_f1(gold: Sequence[Sequence[Time]], found: Sequence[Sequence[Time]]) -> float:
    """Return the F1, in percent, over the articles."""
    total = sum(map(len, gold)) + sum(map(len, found))
    return 200 * sum(map(right, gold, found)) / total if total else 0.0


def score(records: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Return the value F1 of the program's output by TimeML, and in TEI's terms."""
    gold = [[Time(t["start"], t["end"], (t["value"] or "").strip()) for t in record["times"]] for record in records]
    articles = [
        Article(id=str(r["id"]), text=r["text"], sha256="", published=(r.get("dct") or "")[:10] or None)
        for r in records
    ]
    plain, turned = [], []
    for annotation in annotate(articles):
        times = [(Time(t.start, t.end, t.value or ""), t.kind) for t in annotation.times]
        plain.append([time for time, _ in times])
        turned.append([tei for time, kind in times if (tei := in_tei(time, kind, annotation.article.text))])
    return value_f1(gold, plain), value_f1(gold, turned)


def main() -> None:
    """Score each file and print a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD.jsonl")
    for path in parser.parse_args().gold:
        lines = path.read_text(encoding="utf-8").splitlines()
        as_timeml, as_tei = score([json.loads(line) for line in lines if line.strip()])
        print(f"{path.stem:30}  TimeML {as_timeml:5.1f}   TEI {as_tei:5.1f}")


if __name__ == "__main__":
    main()
