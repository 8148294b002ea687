"""`rashomon annotate`: what is read from each report, one JSON object a line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.inputs import knowledge_option, reading_options, workers_option
from rashomon.cli.messages import ALL_READ, EXIT_STATUS, SOME_UNREAD, progress, tell
from rashomon.cli.output import open_output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import Annotation, Problem
    from rashomon.reading import Reading

__all__ = ["annotate", "annotate_reading"]


@click.command(short_help="What is read from each report, as JSON Lines.", epilog=EXIT_STATUS)
@reading_options
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.jsonl",
    help="Write there instead of on standard output.",
)
@workers_option
@knowledge_option
def annotate(reading: Reading, *, output: Path | None, workers: int | None, knowledge_files: tuple[Path, ...]) -> None:
    """Read each report: who, when, where, who says what, and what happened, as JSON Lines.

    \b
    rashomon annotate report.txt --published 2025-08-28
    rashomon annotate reports/*.txt corpus.jsonl --output annotations.jsonl
    rashomon annotate table.csv --columns text=body --columns id=number
    """
    import msgspec

    some_failed = False
    with open_output(output) as stream:
        for annotation in annotate_reading(reading, workers, knowledge_files):
            stream.write(msgspec.json.encode(annotation) + b"\n")
            failed = failures(annotation)
            some_failed = some_failed or bool(failed)
            tell(failed)
    sys.exit(SOME_UNREAD if reading.unread or some_failed else ALL_READ)


def failures(annotation: Annotation) -> list[Problem]:
    """Return the problem of an article that a layer failed on."""
    return [problem for problem in annotation.problems if problem.kind == "failed"]


def annotate_reading(reading: Reading, workers: int | None, knowledge_files: tuple[Path, ...]) -> Iterator[Annotation]:
    """Annotate what was read, with the problems of each article, and show how far it is."""
    import msgspec

    from rashomon.annotation.parallel import annotate_in_parallel

    annotations = annotate_in_parallel(reading.articles, workers=workers, knowledge_files=knowledge_files)
    with progress(annotations, total=len(reading.articles), doing="annotating") as shown:
        for annotation in shown:
            notes = reading.notes_on(annotation.article.id)
            yield msgspec.structs.replace(annotation, problems=(*notes, *annotation.problems)) if notes else annotation
