"""Packed bodies (gzip, deflate), unpacked under a cap so that a bomb never fills the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from rashomon import limits
from rashomon.errors import InputError, TooLargeError

__all__ = ["unchunk", "unpack"]

ACCEPTED = ("gzip", "deflate")
"""What is asked for and understood; one layer, never one inside another."""

_PIECE = 1 << 16


def unpack(chunks: Iterable[bytes], encoding: str | None, where: str) -> bytes:
    """Join the chunks of a body, unpacked where `encoding` is gzip or deflate.

    Raises TooLargeError beyond the size or ratio of `rashomon.limits`, InputError for any other or a damaged encoding.
    """
    name = (encoding or "identity").strip().lower().removeprefix("x-")
    if name not in (*ACCEPTED, "identity", ""):
        raise InputError(where, f"it is packed as {name[:40]!r}, which was not asked for and is not read")
    body = bytearray()
    if name not in ACCEPTED:
        for chunk in chunks:
            body += chunk
            _check_size(body, where)
        return bytes(body)
    unpacker = None
    packed = 0
    for chunk in chunks:
        packed += len(chunk)
        if unpacker is None and chunk:
            unpacker = zlib.decompressobj(_window_bits(name, chunk))
        pending = chunk
        while unpacker is not None and pending and not unpacker.eof:
            try:
                body += unpacker.decompress(pending, _PIECE)
            except zlib.error as error:
                raise InputError(where, f"its {name} packing is damaged ({error})") from error
            pending = unpacker.unconsumed_tail
            _check_size(body, where)
            _check_ratio(len(body), packed, where)
    if unpacker is not None and not unpacker.eof:
        raise InputError(where, "it is cut short: the packed body has no end")
    return bytes(body)


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


def _window_bits(name: str, start: bytes) -> int:
    """Choose zlib's header: "deflate" comes with one (as the standard says) or without (as some servers send it)."""
    if name == "gzip":
        return 31
    return 15 if start[0] & 0x0F == 8 else -15


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
