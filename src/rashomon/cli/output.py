"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from rashomon.errors import RashomonError

__all__ = ["OutputError", "numbered", "open_output", "write_file"]


class OutputError(RashomonError):
    """An output file cannot be written; what stood there before is unharmed."""


class Sink:
    """Takes the bytes of one output; an error on the way names the output."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self._path = path

    def write(self, content: bytes) -> None:
        """Write some bytes.

        Raises OutputError where they cannot be written.
        """
        with _named_errors(self._path):
            self._stream.write(content)


@contextlib.contextmanager
def open_output(path: Path | None) -> Iterator[Sink | BinaryIO]:
    """Open an output that is written aside and renamed when all went well; None is standard output.

    Raises OutputError where the place cannot be written.
    """
    if path is None:
        stream = sys.stdout.buffer
        yield stream
        stream.flush()
    elif path.exists() and not path.is_file():
        # A pipe or a device (/dev/null, a named pipe) cannot be replaced, only written to.
        with _named_errors(path):
            opened = path.open("wb")
        with opened:
            yield Sink(opened, path)
    else:
        with _written_aside(path.resolve()) as sink:
            yield sink


@contextlib.contextmanager
def _written_aside(target: Path) -> Iterator[Sink]:
    with _named_errors(target):
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield Sink(stream, target)
            with _named_errors(target):
                stream.flush()
                os.fsync(stream.fileno())
        with _named_errors(target):
            aside.chmod(target.stat().st_mode if target.exists() else 0o666 & ~_umask())
            aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file, aside first.

    Raises OutputError where the place cannot be written.
    """
    with open_output(path) as stream:
        stream.write(content)


def numbered(path: Path, number: int) -> Path:
    """Return the path of one of several files: report.html becomes report-1.html."""
    return path.with_name(f"{path.stem}-{number}{path.suffix}")


@contextlib.contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror or error})") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
