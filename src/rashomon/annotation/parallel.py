"""Annotation on several processes, with the same output as on one."""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from rashomon import limits
from rashomon.annotation.parse import BATCH_SIZE, DEFAULT_PIPELINE
from rashomon.annotation.pipeline import annotate
from rashomon.errors import RashomonError
from rashomon.knowledge import Knowledge, load_knowledge
from rashomon.model import Annotation, Article

__all__ = ["WorkerError", "annotate_in_parallel"]

MIN_WORDS_PER_WORKER = 20_000
"""Words for which a further process pays: each takes some five seconds to load what it needs."""


class WorkerError(RashomonError):
    """A worker process was lost; what was annotated before is not written."""


_knowledge: Knowledge | None = None
_pipeline = DEFAULT_PIPELINE
_rules_only = False


def annotate_in_parallel(
    articles: Sequence[Article],
    *,
    workers: int | None = None,
    knowledge_files: Sequence[Path] = (),
    pipeline: str = DEFAULT_PIPELINE,
    rules_only: bool = False,
) -> Iterator[Annotation]:
    """Annotate articles in order on `workers` processes (default: the cores); few articles stay in this process.

    The articles are cut into the batches that a single process would parse, so that the output does not depend on
    the number of processes. Raises WorkerError where a process is lost.
    """
    wanted = workers if workers is not None else _cores()
    words = sum(article.text.count(" ") + 1 for article in articles)
    useful = min(wanted, words // MIN_WORDS_PER_WORKER, -(-len(articles) // BATCH_SIZE))
    if useful < 2:
        known = load_knowledge(tuple(knowledge_files))
        yield from annotate(articles, knowledge=known, pipeline=pipeline, rules_only=rules_only)
        return
    # Processes are spawned, not forked: a fork of a process with threads can hang, and only spawn is everywhere.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        useful, mp_context=context, initializer=_load, initargs=(tuple(knowledge_files), pipeline, rules_only)
    ) as pool:
        try:
            yield from _in_order(pool, _chunks(articles), waiting=useful * limits.MAX_PARALLEL_CHUNKS)
        except BrokenProcessPool as error:
            raise WorkerError(
                "a worker process was ended from outside, most often for lack of memory; run again with --workers 1"
            ) from error


def _in_order(pool: ProcessPoolExecutor, chunks: Iterator[list[Article]], *, waiting: int) -> Iterator[Annotation]:
    pending: deque[Future[list[Annotation]]] = deque()
    try:
        for chunk in chunks:
            pending.append(pool.submit(_annotate_chunk, chunk))
            if len(pending) >= waiting:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        # Left early (an interrupt, a closed pipe), nothing that waits shall be done.
        pool.shutdown(wait=False, cancel_futures=True)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    rest = iter(articles)
    while chunk := list(itertools.islice(rest, BATCH_SIZE)):
        yield chunk


def _load(knowledge_files: tuple[Path, ...], pipeline: str, rules_only: bool) -> None:
    global _knowledge, _pipeline, _rules_only
    _knowledge = load_knowledge(knowledge_files)
    _pipeline = pipeline
    _rules_only = rules_only


def _annotate_chunk(chunk: list[Article]) -> list[Annotation]:
    return list(annotate(chunk, knowledge=_knowledge, pipeline=_pipeline, rules_only=_rules_only))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
