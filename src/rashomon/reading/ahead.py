"""Working ahead: several sources of items are taken from at once, and their items given in order all the same.

Pages of different hosts are fetched side by side, since a run would else wait for each in turn; what comes out is what one
after the other would have given.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from rashomon import limits

__all__ = ["in_order"]

_T = TypeVar("_T")
_LOOK_SECONDS = 0.2
"""Seconds after which a thread whose items nobody takes looks whether anybody still will."""


class _End(Generic[_T]):
    """The end of the items of one source, and what ended it."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def in_order(sources: Sequence[Callable[[], Iterator[_T]]]) -> Iterator[_T]:
    """Give the items of the sources, those of the first one first, while up to MAX_FETCHES of them are taken from at once.

    What a source raises is raised when its turn has come. Left early, the threads end after the item they are at.
    """
    if len(sources) < 2:
        for source in sources:
            yield from source()
        return
    queues: list[queue.Queue[_T | _End[_T]]] = [queue.Queue(limits.MAX_AHEAD) for _ in sources]
    waiting = iter(zip(sources, queues, strict=True))
    taking = threading.Lock()
    left = threading.Event()

    def put(items: queue.Queue[_T | _End[_T]], item: _T | _End[_T]) -> None:
        while not left.is_set():
            with contextlib.suppress(queue.Full):
                items.put(item, timeout=_LOOK_SECONDS)
                return

    def work() -> None:
        while not left.is_set():
            with taking:
                source, items = next(waiting, (None, None))
            if source is None or items is None:
                return
            error: BaseException | None = None
            try:
                for item in source():
                    put(items, item)
                    if left.is_set():
                        return
            except BaseException as caught:  # handed to the one who takes the items
                error = caught
            put(items, _End(error))

    for _ in range(min(limits.MAX_FETCHES, len(sources))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for items in queues:
            while not isinstance(item := items.get(), _End):
                yield item
            if item.error is not None:
                raise item.error
    finally:
        left.set()
