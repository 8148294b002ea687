"""Packed bodies: every packing that is asked for, and bombs in each of them."""

import gzip
import tracemalloc
import zlib

import brotli
import pytest
import zstandard

from rashomon import limits
from rashomon.errors import InputError, TooLargeError
from rashomon.reading.unpacking import ACCEPTED, unpack

PACK = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=3),
    "zstd": zstandard.compress,
}
TEXT = b"The ministers of the two states met on Monday. " * 2_000


def chunks(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


def test_every_packing_that_is_asked_for_is_tested():
    assert tuple(PACK) == ACCEPTED


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
@pytest.mark.parametrize("name", PACK)
def test_a_packed_body_is_unpacked_however_it_comes(name, size):
    assert unpack(chunks(PACK[name](TEXT), size), name, "a") == TEXT


@pytest.mark.parametrize("name", PACK)
@pytest.mark.parametrize("size", [1_000, 1 << 30])
def test_a_bomb_ends_at_a_cap_with_little_memory(name, size, monkeypatch):
    bomb = PACK[name](bytes(100_000_000))
    tracemalloc.start()
    with pytest.raises(TooLargeError) as caught:
        unpack(chunks(bomb, size), name, "a")
    assert tracemalloc.get_traced_memory()[1] < 3 * limits.MAX_PAGE_BYTES
    tracemalloc.stop()
    assert caught.value.limit in ("MAX_UNPACK_RATIO", "MAX_PAGE_BYTES")


@pytest.mark.parametrize("name", PACK)
def test_a_large_page_ends_at_the_cap_however_badly_it_packs(name, monkeypatch):
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 50_000)
    with pytest.raises(TooLargeError) as caught:
        unpack([PACK[name](TEXT)], name, "a")
    assert caught.value.limit == "MAX_PAGE_BYTES"


@pytest.mark.parametrize("name", PACK)
def test_a_bomb_within_a_packing_stays_packed(name):
    inner = PACK[name](bytes(50_000_000))
    assert unpack([PACK[name](inner)], name, "a") == inner
    with pytest.raises(InputError, match="not read"):
        unpack([PACK[name](inner)], f"{name}, {name}", "a")


@pytest.mark.parametrize("name", PACK)
@pytest.mark.parametrize("harm", ["cut", "wrong"])
def test_a_damaged_body_is_named(name, harm):
    body = PACK[name](TEXT)
    body = body[:-20] if harm == "cut" else b"\xff\xee" + body[2:]
    with pytest.raises(InputError, match=r"cut short|damaged"):
        unpack(chunks(body, 64), name, "a")


def test_a_zstd_body_cannot_ask_for_a_giant_window():
    parameters = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    body = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    with pytest.raises(InputError, match="damaged"):
        unpack([body.compress(TEXT) + body.flush()], "zstd", "a")


@pytest.mark.parametrize("name", [*PACK, None])
def test_an_empty_body_is_empty(name):
    assert unpack([], name, "a") == b""
