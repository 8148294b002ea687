"""Tables of reports: JSON Lines, a JSON array, CSV and Parquet; one row is one report."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from rashomon import limits
from rashomon.errors import InputError
from rashomon.model import Problem
from rashomon.reading.decoding import decode_text
from rashomon.reading.drafts import Draft

__all__ = ["KEYS", "read_csv", "read_json", "read_json_lines", "read_parquet"]

KEYS = ("id", "url", "outlet", "title", "byline", "published", "updated", "language", "text")
"""The keys of a row that become fields of the article; any other is kept under `extra`."""

_DELIMITERS = ",;\t|"
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?P<half>u[dD][89a-fA-F][\da-fA-F]{2})|.)", re.DOTALL
)
"""An escape of JSON: a pair of surrogates, one that has no partner, or any other."""

_PARQUET_ROWS = 256
"""Rows of a Parquet file held at once."""


def read_json_lines(data: bytes, where: str, columns: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """Read one JSON object a line; a line that is none is named and the others go on."""
    text, problems = decode_text(data, where)
    yield from problems
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _from_json(line, f"{where}, line {number}", columns)


def read_json(data: bytes, where: str, columns: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """Read a JSON array of objects, or one object alone.

    Raises InputError where it is neither.
    """
    text, problems = decode_text(data, where)
    yield from problems
    rows, doubts = parse_json(text, where)
    yield from doubts
    if isinstance(rows, dict):
        rows = [rows]
    if not isinstance(rows, list):
        raise InputError(where, "the JSON is neither an array of reports nor a report")
    for number, row in enumerate(rows, start=1):
        yield _draft(row, f"{where}, item {number}", columns)


def read_csv(data: bytes, where: str, columns: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """Read a CSV table with a header line; commas, semicolons, tabs or bars separate the cells.

    Raises InputError where there is no column for the text.
    """
    # csv's own limit of 131,072 characters is below the length of an article.
    csv.field_size_limit(limits.MAX_ARTICLE_CHARS * 2)
    table, problems = decode_text(data, where)
    yield from problems
    header = table.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.DictReader(io.StringIO(table, newline=""), delimiter=delimiter, restkey="more", strict=True)
    _check_columns(rows.fieldnames or (), where, columns)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(f"the table cannot be read from here on ({error})", f"{where}, row {number}")
            return
        cells = {key: value or None for key, value in row.items()}
        yield _draft(cells, f"{where}, row {number}", columns)


def read_parquet(data: bytes, where: str, columns: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """Read a Parquet table, a few hundred rows at a time.

    Raises InputError where it is damaged or has no column for the text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        table = pq.ParquetFile(pa.BufferReader(data))
        _check_columns(table.schema_arrow.names, where, columns)
        for batch in table.iter_batches(batch_size=_PARQUET_ROWS, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield _draft(msgspec.to_builtins(row), f"{where}, row {number}", columns)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise InputError(where, f"the Parquet file is damaged after row {number} ({_first_line(error)})") from error


def parse_json(text: str, where: str) -> tuple[Any, tuple[Problem, ...]]:
    """Parse JSON; halves of characters that it has as escapes are replaced, with a word.

    Raises InputError where it is none, or nested deeper than any report.
    """
    try:
        return msgspec.json.decode(text), ()
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        mended, count = _without_halves(text)
        if count:
            doubt = f"{count:,} characters are half of a character (a lone surrogate): replaced"
            return parse_json(mended, where)[0], (Problem(doubt, where, kind="doubt"),)
        raise InputError(where, f"it is not JSON ({_first_line(error)})") from error
    except RecursionError as error:
        raise InputError(where, "the JSON is nested too deep") from error


def _without_halves(text: str) -> tuple[str, int]:
    """Replace the escapes of surrogates that are no pair, and return how many there were."""
    count = 0

    def mended(escape: re.Match[str]) -> str:
        nonlocal count
        count += escape["half"] is not None
        return escape.group() if escape["half"] is None else "\\ufffd"

    return _ESCAPE.sub(mended, text), count


def _from_json(line: str, where: str, columns: Mapping[str, str]) -> Draft | Problem:
    try:
        row, doubts = parse_json(line, where)
    except InputError as error:
        return Problem(error.what, where)
    draft = _draft(row, where, columns)
    return replace(draft, problems=(*draft.problems, *doubts)) if isinstance(draft, Draft) else draft


def _check_columns(names: Any, where: str, columns: Mapping[str, str]) -> None:
    wanted = columns.get("text", "text")
    if wanted not in names:
        shown = ", ".join(str(name)[:40] for name in list(names)[:12])
        hint = "name it with --columns text=NAME"
        raise InputError(where, f"no column is called {wanted!r} (there are: {shown}); {hint}")


def _draft(row: Any, where: str, columns: Mapping[str, str]) -> Draft | Problem:
    """Make a draft of a row; a field that is no text is named as ignored, a missing text as unread."""
    if not isinstance(row, dict):
        return Problem("the row is no object with keys", where)
    column_of = {key: columns.get(key, key) for key in KEYS}
    text = row.get(column_of["text"])
    if not isinstance(text, str) or not text.strip():
        found = "no text" if text is None or text == "" else "no words" if isinstance(text, str) else "no string"
        hint = "" if column_of["text"] in row else "; name its column with --columns text=NAME"
        return Problem(f"there is {found} under {column_of['text']!r}{hint}", where)
    fields: dict[str, Any] = {}
    problems = []
    for key in KEYS[:-1]:
        value = row.get(column_of[key])
        if value is None or value == "":
            continue
        if isinstance(value, str | int) and not isinstance(value, bool):
            fields[key] = str(value)
        else:
            problems.append(Problem(f"{column_of[key]} is neither words nor a number: ignored", where, kind="ignored"))
    used = set(column_of.values())
    extra = {str(key): value for key, value in row.items() if key not in used and value is not None}
    return Draft(text, where, extra=extra, problems=tuple(problems), **fields)


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:160]
