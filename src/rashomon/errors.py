"""The exceptions rashomon raises; every message says what happened and what to do next."""

from __future__ import annotations

import datetime

__all__ = [
    "ArchiveError",
    "InputError",
    "KnowledgeError",
    "ModelError",
    "NothingReadError",
    "RashomonError",
    "StoreBusyError",
    "StoreDamagedError",
    "StoreError",
    "StoreVersionError",
    "TooLargeError",
]


class RashomonError(Exception):
    """The root: catch this to catch everything that rashomon raises on purpose."""


class InputError(RashomonError):
    """One input could not become an article (missing, empty, binary, not text, a wall). The others are unharmed."""

    def __init__(
        self, where: str, what: str, *, limit: str | None = None, again: datetime.datetime | None = None
    ) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what
        self.limit = limit
        self.again = again
        """From when on another try may do better, in UTC; None where it would not."""


class TooLargeError(InputError):
    """An input is beyond a bound of `rashomon.limits`; `limit` names it."""


class NothingReadError(RashomonError):
    """No input at all could be read, so that there is nothing to annotate, group or compare."""


class ArchiveError(RashomonError):
    """The folder in which pages are kept cannot be written."""


class KnowledgeError(RashomonError):
    """A knowledge file, the project's own or a user's, does not have the shape that its page describes."""


class ModelError(RashomonError):
    """A model (the parser or the sentence encoder) is missing or damaged; the message names the command that helps."""


class StoreError(RashomonError):
    """A store cannot be opened, read or written (missing, full disk, another program's file); it is as it was before."""


class StoreBusyError(StoreError):
    """Another process writes to the store, and was waited for in vain (STORE_WAIT_SECONDS)."""


class StoreDamagedError(StoreError):
    """The file of a store is damaged; it is left as it is."""


class StoreVersionError(StoreError):
    """The schema of a store is newer than the program's, or older and has to be migrated first."""
