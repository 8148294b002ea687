"""`rashomon annotate`: what is read from each report, one JSON object a line."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.inputs import knowledge_option, reading_options, rules_only_option, workers_option
from rashomon.cli.messages import ALL_READ, EXIT_STATUS, SOME_UNREAD, progress, tell
from rashomon.cli.output import open_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rashomon.model import Annotation, Problem
    from rashomon.reading import Reading
    from rashomon.tables import TableColumns

__all__ = ["annotate", "annotate_reading"]

_DELIMITERS = {".csv": ",", ".tsv": "\t"}


def _table(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in _DELIMITERS:
        raise click.BadParameter(f"{value} is no table; its name must end in {' or '.join(_DELIMITERS)}")
    return value


@click.command(short_help="What is read from each report, as JSON Lines.", epilog=EXIT_STATUS)
@reading_options
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.jsonl",
    help="Write there instead of on standard output.",
)
@click.option(
    "--table",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    callback=_table,
    help="Write the events there as a table, one a row (.csv or .tsv); without --output, nothing else is written.",
)
@click.option(
    "--table-columns",
    type=click.Choice(["plover", "gdelt"]),
    default="plover",
    show_default=True,
    help="Whose columns the table has: POLECAT's, coded in PLOVER, or GDELT's.",
)
@workers_option
@rules_only_option
@knowledge_option
def annotate(
    reading: Reading,
    *,
    output: Path | None,
    table: Path | None,
    table_columns: TableColumns,
    workers: int | None,
    rules_only: bool,
    knowledge_files: tuple[Path, ...],
) -> None:
    """Read each report: who, when, where, who says what, and what happened, as JSON Lines or a table of events.

    \b
    rashomon annotate report.txt --published 2025-08-28
    rashomon annotate reports/*.txt corpus.jsonl --output annotations.jsonl
    rashomon annotate table.csv --columns text=body --columns id=number
    rashomon annotate reports/ --table events.csv
    """
    import msgspec

    if table is not None and output is not None and table.resolve() == output.resolve():
        raise click.UsageError(f"--output and --table are both {table}; each needs a file of its own")
    some_failed = False
    with contextlib.ExitStack() as outputs:
        lines = outputs.enter_context(open_output(output)) if output or not table else None
        rows = outputs.enter_context(_table_writer(table, table_columns, knowledge_files)) if table else None
        for annotation in annotate_reading(reading, workers, knowledge_files, rules_only=rules_only):
            if lines is not None:
                lines.write(msgspec.json.encode(annotation) + b"\n")
            if rows is not None:
                rows(annotation)
            failed = failures(annotation)
            some_failed = some_failed or bool(failed)
            tell(failed)
    sys.exit(SOME_UNREAD if reading.unread or some_failed else ALL_READ)


@contextlib.contextmanager
def _table_writer(
    path: Path, columns: TableColumns, knowledge_files: tuple[Path, ...]
) -> Iterator[Callable[[Annotation], None]]:
    from rashomon.knowledge import load_knowledge
    from rashomon.tables import EventTable

    table = EventTable(load_knowledge(knowledge_files), columns, _DELIMITERS[path.suffix.lower()])
    with open_output(path) as stream:
        stream.write(table.header())

        def write(annotation: Annotation) -> None:
            stream.write(table.rows(annotation))

        yield write


def failures(annotation: Annotation) -> list[Problem]:
    """Return the problem of an article that a layer failed on."""
    return [problem for problem in annotation.problems if problem.kind == "failed"]


def annotate_reading(
    reading: Reading, workers: int | None, knowledge_files: tuple[Path, ...], *, rules_only: bool
) -> Iterator[Annotation]:
    """Annotate what was read, with the problems of each article, and show how far it is."""
    import msgspec

    from rashomon.annotation.parallel import annotate_in_parallel

    annotations = annotate_in_parallel(
        reading.articles, workers=workers, knowledge_files=knowledge_files, rules_only=rules_only
    )
    with progress(annotations, total=len(reading.articles), doing="annotating") as shown:
        for annotation in shown:
            notes = reading.notes_on(annotation.article.id)
            yield msgspec.structs.replace(annotation, problems=(*notes, *annotation.problems)) if notes else annotation
