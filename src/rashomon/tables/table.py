"""A table of events, written article by article."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from rashomon.knowledge import Knowledge
from rashomon.model import Annotation
from rashomon.tables.cells import Cell, written
from rashomon.tables.coding import CodedEvent, code_events
from rashomon.tables.gdelt import GDELT_COLUMNS, gdelt_rows
from rashomon.tables.plover import PLOVER_COLUMNS, plover_rows

__all__ = ["EventTable", "TableColumns"]

TableColumns = Literal["plover", "gdelt"]


class _Form(NamedTuple):
    columns: tuple[str, ...]
    rows: Callable[[CodedEvent], Iterator[dict[str, Cell]]]
    counting: str | None
    """The column that numbers the rows of the whole table."""


_FORMS = {
    "plover": _Form(PLOVER_COLUMNS, plover_rows, None),
    "gdelt": _Form(GDELT_COLUMNS, gdelt_rows, "GLOBALEVENTID"),
}


class EventTable:
    """Writes the events of articles as rows of comma- or tab-separated values, in UTF-8, with a first line of names.

    Args:
        knowledge: Names of states, known bodies and offices.
        columns: Which data set's columns: POLECAT's ("plover", an event a row) or GDELT's ("gdelt", a pair of actors a row).
        delimiter: What stands between two cells.
    """

    def __init__(self, knowledge: Knowledge, columns: TableColumns = "plover", delimiter: str = ",") -> None:
        self._knowledge = knowledge
        self._form = _FORMS[columns]
        self._delimiter = delimiter
        self._count = 0

    def header(self) -> bytes:
        """Return the line of the names."""
        return self._lines([self._form.columns])

    def rows(self, annotation: Annotation) -> bytes:
        """Return the lines of an article; where a column numbers the rows, it counts on from article to article."""
        lines: list[list[Cell]] = []
        for coded in code_events(annotation, self._knowledge):
            for row in self._form.rows(coded):
                self._count += 1
                if self._form.counting is not None:
                    row[self._form.counting] = self._count
                lines.append([row.get(name) for name in self._form.columns])
        return self._lines(lines)

    def _lines(self, rows: Iterable[Sequence[Cell]]) -> bytes:
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=self._delimiter, lineterminator="\n")
        writer.writerows([written(cell) for cell in row] for row in rows)
        return stream.getvalue().encode()
