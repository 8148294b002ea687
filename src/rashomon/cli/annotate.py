"""`rashomon annotate`: what is read from each report, one JSON object a line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.inputs import knowledge_option, reading_options, workers_option
from rashomon.cli.messages import ALL_READ, EXIT_STATUS, SOME_UNREAD, progress
from rashomon.cli.output import open_output

if TYPE_CHECKING:
    from rashomon.reading import Reading

__all__ = ["annotate"]


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

    from rashomon.annotation.parallel import annotate_in_parallel

    annotations = annotate_in_parallel(reading.articles, workers=workers, knowledge_files=knowledge_files)
    with (
        open_output(output) as stream,
        progress(annotations, total=len(reading.articles), doing="annotating") as shown,
    ):
        for annotation in shown:
            problems = (*reading.notes_on(annotation.article.id), *annotation.problems)
            stream.write(msgspec.json.encode(msgspec.structs.replace(annotation, problems=problems)) + b"\n")
    sys.exit(SOME_UNREAD if reading.unread else ALL_READ)
