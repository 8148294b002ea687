"""Annotation on several processes, with the same output as on one."""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from rashomon import limits
from rashomon.annotation.parse import BATCH_SIZE, DEFAULT_PIPELINE
from rashomon.annotation.pipeline import annotate, unannotated
from rashomon.errors import RashomonError
from rashomon.knowledge import Knowledge, load_knowledge
from rashomon.model import Annotation, Article

__all__ = ["WorkerError", "annotate_in_parallel"]

MIN_WORDS_PER_WORKER = 20_000
"""Words for which a further process pays: each takes some five seconds to load what it needs."""


class WorkerError(RashomonError):
    """Worker processes cannot be had on this machine."""


_Chunk = list[Article]

_knowledge: Knowledge | None = None
_pipeline = DEFAULT_PIPELINE
_rules_only = False
_failure: RashomonError | None = None
"""What kept a worker process from loading what it needs: told with its first chunk, for a pool does not tell."""


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
    the number of processes. What a process that is lost was to annotate is done again, on half as many processes, for it
    is mostly the memory that was short. An article that no process survives is given back without items, with the problem.
    Raises WorkerError where no process can be started at all.
    """
    wanted = workers if workers is not None else _cores()
    words = sum(article.text.count(" ") + 1 for article in articles)
    useful = min(wanted, words // MIN_WORDS_PER_WORKER, -(-len(articles) // BATCH_SIZE))
    if useful < 2:
        known = load_knowledge(tuple(knowledge_files))
        yield from annotate(articles, knowledge=known, pipeline=pipeline, rules_only=rules_only)
        return
    load = functools.partial(_new_pool, tuple(knowledge_files), pipeline, rules_only)
    yield from _Workers(useful, load).annotate(_chunks(articles))


def _new_pool(
    knowledge_files: tuple[Path, ...], pipeline: str, rules_only: bool, processes: int
) -> ProcessPoolExecutor:
    # Processes are spawned, not forked: a fork of a process with threads can hang, and only spawn is everywhere.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        processes, mp_context=context, initializer=_load, initargs=(knowledge_files, pipeline, rules_only)
    )


class _Workers:
    """Processes that annotate chunks in order, and are replaced where one is lost."""

    def __init__(self, processes: int, new_pool: Callable[[int], ProcessPoolExecutor]) -> None:
        self._processes = processes
        self._new_pool = new_pool
        self._pool = new_pool(processes)
        self._pending: deque[tuple[_Chunk, Future[list[Annotation]]]] = deque()
        self._any_survived = False

    def annotate(self, chunks: Iterable[_Chunk]) -> Iterator[Annotation]:
        """Give the annotations of the chunks in their order."""
        waiting = self._processes * limits.MAX_PARALLEL_CHUNKS
        try:
            for chunk in chunks:
                self._submit(chunk)
                if len(self._pending) >= waiting:
                    yield from self._next()
            while self._pending:
                yield from self._next()
        finally:
            # Left early (an interrupt, a closed pipe), nothing that waits shall be done.
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, chunk: _Chunk) -> None:
        try:
            future = self._pool.submit(_annotate_chunk, chunk)
        except BrokenProcessPool as error:
            # It broke since: the chunk is done again with the others that wait.
            future = Future()
            future.set_exception(error)
        self._pending.append((chunk, future))

    def _next(self) -> list[Annotation]:
        chunk, future = self._pending.popleft()
        try:
            annotations = future.result()
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            annotations = self._alone(chunk)
            self._start_again()
        self._any_survived = True
        return annotations

    def _alone(self, chunk: _Chunk) -> list[Annotation]:
        """Annotate a chunk on a process of its own; where that is lost too, its halves, down to the article that ends it."""
        with self._new_pool(1) as pool:
            try:
                return pool.submit(_annotate_chunk, chunk).result()
            except BrokenProcessPool as error:
                if len(chunk) == 1 and not self._any_survived:
                    self._check_that_processes_start(error)
        if len(chunk) == 1:
            return [unannotated(chunk[0], "the process that annotated it was ended, most often for lack of memory")]
        half = len(chunk) // 2
        return self._alone(chunk[:half]) + self._alone(chunk[half:])

    def _check_that_processes_start(self, error: BrokenProcessPool) -> None:
        with self._new_pool(1) as pool:
            try:
                pool.submit(_annotate_chunk, []).result()
            except BrokenProcessPool:
                raise WorkerError("no worker process can be started here; run again with --workers 1") from error

    def _start_again(self) -> None:
        """Start half as many processes, and hand them what waits and is not done."""
        self._processes = max(1, self._processes // 2)
        self._pool = self._new_pool(self._processes)
        waiting, self._pending = self._pending, deque()
        for chunk, future in waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._pending.append((chunk, future))
            else:
                self._submit(chunk)


def _chunks(articles: Iterable[Article]) -> Iterator[_Chunk]:
    rest = iter(articles)
    while chunk := list(itertools.islice(rest, BATCH_SIZE)):
        yield chunk


def _load(knowledge_files: tuple[Path, ...], pipeline: str, rules_only: bool) -> None:
    global _knowledge, _pipeline, _rules_only, _failure
    _pipeline = pipeline
    _rules_only = rules_only
    try:
        _knowledge = load_knowledge(knowledge_files)
    except RashomonError as error:
        _failure = error


def _annotate_chunk(chunk: _Chunk) -> list[Annotation]:
    if _failure is not None:
        raise _failure
    return list(annotate(chunk, knowledge=_knowledge, pipeline=_pipeline, rules_only=_rules_only))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
