"""The sandbox: parsers of web formats run in a process of their own, so that none of them can take the run with it.

HTML, feeds, OPML and Parquet are read by large libraries in C. What makes one of them crash, run on without end or fill the
memory costs that one document: the process is ended, the document is marked, and a new process takes the next.
The process is started by the first document that needs it, and serves the whole program. It answers each question with a
series of results, as MessagePack behind their length, on its standard output.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any, Literal

import msgspec

from rashomon import limits
from rashomon.errors import InputError, RashomonError
from rashomon.model import Problem
from rashomon.reading.drafts import Draft
from rashomon.reading.feeds import Entry

__all__ = ["ParserCrashError", "Question", "Reply", "parse", "read_frame", "write_frame"]

Result = Draft | Problem | Entry | str

_LENGTH = struct.Struct("<Q")


class Question(msgspec.Struct, frozen=True, array_like=True):
    """What is asked of the parsers: a document, its format and what is known of it."""

    form: Literal["page", "feed", "opml", "parquet"]
    data: bytes
    where: str
    about: dict[str, Any] = {}


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """One result, or the end of them: there are no more, or the error that ended them."""

    draft: Draft | None = None
    problem: Problem | None = None
    entry: Entry | None = None
    address: str | None = None
    is_end: bool = False
    error: tuple[str, str, str | None] | None = None
    """`where`, `what` and `limit` of an InputError."""

    @classmethod
    def of(cls, result: Result) -> Reply:
        """Return the reply that carries a result."""
        if isinstance(result, Draft):
            return cls(draft=result)
        if isinstance(result, Problem):
            return cls(problem=result)
        return cls(entry=result) if isinstance(result, Entry) else cls(address=result)

    @property
    def result(self) -> Result:
        """The result that it carries."""
        found = self.draft or self.problem or self.entry or self.address
        assert found is not None
        return found


class ParserCrashError(InputError):
    """A parser crashed on the document, or took too long or too much memory."""


class SandboxError(RashomonError):
    """The process of the parsers cannot be started."""


def parse(question: Question) -> Iterator[Result]:
    """Give what the parsers find in a document.

    Raises InputError as they do, and ParserCrashError where they do not survive it, or where it takes them more than
    PARSE_SECONDS of processor time or PARSE_WAIT_SECONDS on the clock.
    """
    process = _taken()
    is_idle = False
    try:
        process.ask(question)
        while not (reply := process.reply(question.where, limits.PARSE_WAIT_SECONDS)).is_end:
            yield reply.result
        is_idle = True
        if reply.error is not None:
            where, what, limit = reply.error
            raise InputError(where, what, limit=limit)
    finally:
        # Left half-way, it still has results, which would be taken for those of the next question.
        if is_idle:
            _idle.append(process)
        else:
            process.end()


def _taken() -> _Process:
    """Return a process that waits for a question, and a new one where none does, or where this is a fork."""
    while _idle:
        process = _idle.pop()
        if process.is_ready():
            return process
    return _Process()


class _Process:
    """A process of the parsers, and what it answers."""

    def __init__(self) -> None:
        # The modules are looked for where this process finds them, and not in the folder it happens to run in.
        path = os.pathsep.join(entry for entry in sys.path if entry)
        bounds = (limits.MAX_PARSER_BYTES, limits.PARSE_SECONDS)
        try:
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-m", "rashomon.reading.parsers", *map(str, bounds)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
        except OSError as error:
            raise SandboxError(
                f"the process that reads pages cannot be started ({error}); is the memory full?"
            ) from error
        self._owner = os.getpid()
        self._replies: queue.SimpleQueue[Reply | None] = queue.SimpleQueue()
        assert self._popen.stdout is not None
        threading.Thread(target=_collect, args=(self._popen.stdout, self._replies), daemon=True).start()
        atexit.register(self.end)
        try:
            started = self._replies.get(timeout=limits.START_SECONDS)
        except queue.Empty:
            started = None
        if started is None:
            self.end()
            raise SandboxError("the process that reads pages does not start; check the installation with `pip check`")

    def ask(self, question: Question) -> None:
        """Send a question; a process that has died meanwhile shows when its answer is waited for."""
        assert self._popen.stdin is not None
        with contextlib.suppress(OSError):
            write_frame(self._popen.stdin, question)

    def is_ready(self) -> bool:
        """Say whether it runs, and is this process's own and not that of the one it was forked from."""
        return self._owner == os.getpid() and self._popen.poll() is None

    def reply(self, where: str, seconds: float) -> Reply:
        """Return the next reply.

        Raises ParserCrashError where none comes.
        """
        try:
            reply = self._replies.get(timeout=seconds)
        except queue.Empty:
            what = f"the parser took more than {seconds:g} seconds (PARSE_WAIT_SECONDS)"
            raise ParserCrashError(where, what, limit="PARSE_WAIT_SECONDS") from None
        if reply is None:
            what, limit = _cause(self._popen.wait())
            raise ParserCrashError(where, f"the parser {what}", limit=limit)
        return reply

    def end(self) -> None:
        """End the process."""
        if self._owner == os.getpid():
            self._popen.kill()
            self._popen.wait()
            atexit.unregister(self.end)


_idle: list[_Process] = []


def _collect(stream: IO[bytes], replies: queue.SimpleQueue[Reply | None]) -> None:
    """Take answers from the process as they come; None says that it has ended."""
    decode = msgspec.msgpack.Decoder(Reply).decode
    with contextlib.suppress(OSError, ValueError, msgspec.DecodeError):
        while (frame := read_frame(stream)) is not None:
            replies.put(decode(frame))
    replies.put(None)


def _cause(status: int) -> tuple[str, str | None]:
    """Say what ended the process, and which limit."""
    if status == MEMORY_STATUS:
        return f"needed more than {limits.MAX_PARSER_BYTES:,} bytes of memory (MAX_PARSER_BYTES)", "MAX_PARSER_BYTES"
    if hasattr(signal, "SIGPROF") and status == -signal.SIGPROF:
        return f"took more than {limits.PARSE_SECONDS:g} seconds of processor time (PARSE_SECONDS)", "PARSE_SECONDS"
    if hasattr(signal, "SIGKILL") and status == -signal.SIGKILL:
        return "was ended from outside, most often for lack of memory", None
    return (f"crashed ({signal.Signals(-status).name})" if status < 0 else f"ended of itself (status {status})"), None


MEMORY_STATUS = 75
"""The status with which the process ends itself when its memory is full."""


def write_frame(stream: IO[bytes], message: Question | Reply) -> None:
    """Write a message behind its length."""
    frame = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(frame)))
    stream.write(frame)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the bytes of the next message; None at the end."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    frame = stream.read(length)
    return frame if len(frame) == length else None
