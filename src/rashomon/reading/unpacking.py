"""Packed bodies (gzip, deflate, brotli, zstd), unpacked under a cap so that a bomb never fills the memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

from rashomon import limits
from rashomon.errors import InputError, TooLargeError

__all__ = ["ACCEPTED", "unchunk", "unpack"]

ACCEPTED = ("gzip", "deflate", "br", "zstd")
"""What is asked for and understood; one layer, never one inside another."""

_PIECE = 1 << 16
"""Bytes that are unpacked at a time, so that the caps are looked at before much has come."""

_ZSTD_SLICE = 64
"""Packed bytes that are given to zstd at a time, for it has no cap of its own: a block of up to 128 KiB takes 4 of them."""

_ZSTD_WINDOW = 1 << 23
"""Bytes that a zstd body may refer back to: what RFC 9659 allows on the web, and the most memory that it takes."""


def unpack(chunks: Iterable[bytes], encoding: str | None, where: str) -> bytes:
    """Join the chunks of a body, unpacked where `encoding` says that it is packed.

    Raises TooLargeError beyond the size or ratio of `rashomon.limits`, InputError for any other or a damaged encoding.
    """
    name = (encoding or "identity").strip().lower().removeprefix("x-") or "identity"
    if name not in (*ACCEPTED, "identity"):
        raise InputError(where, f"it is packed as {name[:40]!r}, which was not asked for and is not read")
    packed = _Counted(chunks)
    body = bytearray()
    for piece in packed if name == "identity" else _UNPACKERS[name](packed, where):
        body += piece
        _check_size(body, where)
        if name != "identity":
            _check_ratio(len(body), packed.count, where)
    return bytes(body)


class _Counted:
    """Chunks, and how many bytes of them were taken."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.count += len(chunk)
            yield chunk


def _gunzip(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    return _inflate(chunks, where, "gzip", lambda _: 31)


def _undeflate(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    # It comes with a header of zlib's (as the standard says) or without (as some servers send it).
    return _inflate(chunks, where, "deflate", lambda start: 15 if start[0] & 0x0F == 8 else -15)


def _inflate(chunks: Iterable[bytes], where: str, name: str, window_bits: Callable[[bytes], int]) -> Iterator[bytes]:
    unpacker = None
    for chunk in chunks:
        if unpacker is None and chunk:
            unpacker = zlib.decompressobj(window_bits(chunk))
        pending = chunk
        while unpacker is not None and pending and not unpacker.eof:
            try:
                yield unpacker.decompress(pending, _PIECE)
            except zlib.error as error:
                raise _damaged(where, name, error) from error
            pending = unpacker.unconsumed_tail
    if unpacker is not None and not unpacker.eof:
        raise _cut(where)


def _unbrotli(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    import brotli

    unpacker = brotli.Decompressor()
    empty = True
    for chunk in chunks:
        empty = empty and not chunk
        pending = chunk
        while not unpacker.is_finished():
            try:
                piece = unpacker.process(pending, output_buffer_limit=_PIECE)
            except brotli.error as error:
                raise _damaged(where, "brotli", error) from error
            yield piece
            pending = b""
            if unpacker.can_accept_more_data():
                break
    if not empty and not unpacker.is_finished():
        raise _cut(where)


def _unzstd(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    import zstandard

    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    unpacker = None
    for chunk in chunks:
        for start in range(0, len(chunk), _ZSTD_SLICE):
            pending = chunk[start : start + _ZSTD_SLICE]
            while pending:
                # A body may be several frames, one after the other.
                unpacker = decompressor.decompressobj() if unpacker is None or unpacker.eof else unpacker
                try:
                    yield unpacker.decompress(pending)
                except zstandard.ZstdError as error:
                    raise _damaged(where, "zstd", error) from error
                pending = unpacker.unused_data
    if unpacker is not None and not unpacker.eof:
        raise _cut(where)


_UNPACKERS = {"gzip": _gunzip, "deflate": _undeflate, "br": _unbrotli, "zstd": _unzstd}


def unchunk(body: bytes, where: str) -> bytes:
    """Join a body kept in HTTP/1.1 chunks (RFC 9112, 7.1).

    Raises InputError where the chunks are broken or the last is missing.
    """
    whole = bytearray()
    position = 0
    while True:
        line_end = body.find(b"\r\n", position)
        size_text = body[position : max(line_end, position)].split(b";", 1)[0].strip()
        try:
            size = int(size_text, 16)
        except ValueError as error:
            raise InputError(where, "its HTTP chunks are broken") from error
        if size == 0:
            return bytes(whole)
        start = line_end + 2
        if size < 0 or start + size > len(body):
            raise InputError(where, "it is cut short: an HTTP chunk is missing")
        whole += body[start : start + size]
        position = start + size + 2


def _damaged(where: str, name: str, error: Exception) -> InputError:
    return InputError(where, f"its {name} packing is damaged ({error})")


def _cut(where: str) -> InputError:
    return InputError(where, "it is cut short: the packed body has no end")


def _check_size(body: bytearray, where: str) -> None:
    if len(body) > limits.MAX_PAGE_BYTES:
        raise TooLargeError(
            where, f"it has more than {limits.MAX_PAGE_BYTES:,} bytes (MAX_PAGE_BYTES)", limit="MAX_PAGE_BYTES"
        )


def _check_ratio(unpacked: int, packed: int, where: str) -> None:
    if unpacked > limits.UNPACK_RATIO_FROM_BYTES and unpacked > limits.MAX_UNPACK_RATIO * packed:
        raise TooLargeError(
            where,
            f"it unpacks to over {limits.MAX_UNPACK_RATIO} times its size (MAX_UNPACK_RATIO): a decompression bomb",
            limit="MAX_UNPACK_RATIO",
        )
