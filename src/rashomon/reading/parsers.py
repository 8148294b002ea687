"""The process behind the sandbox: `python -m rashomon.reading.parsers BYTES SECONDS` answers questions until its input ends."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator

import msgspec

from rashomon.errors import InputError
from rashomon.reading import feeds, tables
from rashomon.reading.html import read_page
from rashomon.reading.sandbox import MEMORY_STATUS, Question, Reply, Result, read_frame, write_frame

__all__ = ["results"]


def results(question: Question) -> Iterator[Result]:
    """Give the drafts, entries, addresses or problems that are found in a document.

    Raises InputError where there are none.
    """
    data, where, about = question.data, question.where, question.about
    if question.form == "page":
        yield read_page(data, where, **about)
    elif question.form == "feed":
        yield from feeds.read_feed(data, where)
    elif question.form == "opml":
        yield from feeds.feeds_of_list(data, where)
    else:
        yield from tables.read_parquet(data, where, **about)


def main() -> None:
    """Answer questions."""
    # Ctrl-C goes to every process of a terminal: the one that asks decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    size, seconds = int(sys.argv[1]), float(sys.argv[2])
    _limit_memory(size)
    questions, replies = sys.stdin.buffer, sys.stdout.buffer
    decode = msgspec.msgpack.Decoder(Question).decode
    write_frame(replies, Reply())
    while (frame := read_frame(questions)) is not None:
        _limit_time(seconds)
        try:
            try:
                for result in results(decode(frame)):
                    write_frame(replies, Reply.of(result))
                end = Reply(is_end=True)
            except InputError as error:
                end = Reply(is_end=True, error=(error.where, error.what, error.limit))
            write_frame(replies, end)
        except MemoryError:
            os._exit(MEMORY_STATUS)


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Allow so many seconds of processor time from now on; then a signal ends the process."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main()
