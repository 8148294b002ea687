"""WARC files: each HTML response is a page; broken records are named and the others kept."""

import gzip
import time
import tracemalloc

import pytest

from rashomon import limits
from rashomon.reading import read_articles

HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def page(word):
    sentence = f"<p>The ministers of the {word} state met on Monday to talk about the border of the two states.</p>"
    return f"<html><body><article>{sentence * 4}</article></body></html>".encode()


def record(url, body, headers=HTML, kind="response", length=None, status="200 OK"):
    http = f"HTTP/1.1 {status}\r\n".encode() + headers + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-08-28T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


FIRST = record("https://news.example/first", page("first"))
LAST = record("https://news.example/last", page("last"))


def urls(reading):
    return [article.url.rpartition("/")[2] for article in reading.articles]


def read(folder, data, name="a.warc"):
    path = folder / name
    path.write_bytes(data)
    return read_articles([str(path)])


@pytest.mark.parametrize("packed", [False, True])
def test_each_html_response_is_an_article(tmp_path, packed):
    others = [
        record("https://news.example/image", b"\x89PNG", b"Content-Type: image/png\r\n"),
        record("https://news.example/asked", page("asked"), kind="request"),
        record("https://news.example/gone", page("gone"), status="404 Not Found"),
    ]
    records = [FIRST, *others, LAST]
    reading = read(tmp_path, b"".join(map(gzip.compress, records) if packed else records), "a.warc.gz")
    assert urls(reading) == ["first", "last"]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("body", "headers", "message"),
    [
        (gzip.compress(b"x" * 20_000_000), b"Content-Encoding: gzip\r\n", "MAX_UNPACK_RATIO"),
        (gzip.compress(gzip.compress(page("x"))), b"Content-Encoding: gzip, gzip\r\n", "not read"),
        (b"not packed", b"Content-Encoding: gzip\r\n", "damaged"),
        (gzip.compress(page("x"))[:-20], b"Content-Encoding: gzip\r\n", "cut short"),
        (page("x"), b"Content-Encoding: compress\r\n", "'compress'"),
        (b"zz\r\nhello", b"Transfer-Encoding: chunked\r\n", "chunks are broken"),
        (b"ff\r\nhello", b"Transfer-Encoding: chunked\r\n", "cut short"),
        (b"x" * 2_000, b"", "no main text"),
    ],
)
def test_a_bad_record_is_named_and_the_ones_around_it_kept(tmp_path, body, headers, message):
    reading = read(tmp_path, FIRST + record("https://news.example/bad", body, HTML + headers) + LAST)
    assert urls(reading) == ["first", "last"]
    (problem,) = reading.unread
    assert message in problem.what
    assert "https://news.example/bad" in problem.where


def test_a_chunked_and_packed_body_is_read(tmp_path):
    packed = gzip.compress(page("chunked"))
    body = b"%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n" % (10, packed[:10], len(packed) - 10, packed[10:])
    headers = HTML + b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    assert urls(read(tmp_path, record("https://news.example/chunked", body, headers))) == ["chunked"]


def test_a_record_beyond_the_limit_is_skipped(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 2_000)
    reading = read(tmp_path, FIRST + record("https://news.example/large", page("large") * 9) + LAST)
    assert urls(reading) == ["first", "last"]
    assert reading.unread[0].limit == "MAX_PAGE_BYTES"


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_archive_keeps_what_came_before_and_says_so(tmp_path, packed):
    data = gzip.compress(FIRST) + gzip.compress(LAST)[:-40] if packed else FIRST + LAST[:-100]
    reading = read(tmp_path, data)
    assert urls(reading) == ["first"]
    assert len(reading.unread) == 1


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("length", [60, 600, 99_999])
def test_a_record_of_wrong_length_hides_neither_those_before_nor_those_behind(tmp_path, length, packed):
    wrong = record("https://news.example/wrong", page("wrong"), length=length)
    records = [FIRST, wrong, LAST]
    reading = read(tmp_path, b"".join(map(gzip.compress, records) if packed else records))
    assert [url for url in urls(reading) if url != "wrong"] == ["first", "last"]
    assert reading.unread


@pytest.mark.parametrize("packed", [False, True])
def test_rubbish_between_two_records_is_named_and_passed_over(tmp_path, packed):
    records = [FIRST, b"rubbish " * 300_000 + b"\r\n", LAST]
    data = b"".join([gzip.compress(records[0]), records[1], gzip.compress(LAST)] if packed else records)
    reading = read(tmp_path, data)
    assert urls(reading) == ["first", "last"]
    (problem,) = reading.unread
    assert f"reading goes on at byte {data.index(gzip.compress(LAST) if packed else LAST):,}" in problem.what


def test_a_cut_archive_is_read_on_once_it_is_whole_and_what_was_read_keeps_its_id(tmp_path):
    cut = read(tmp_path, FIRST + LAST[:-100])
    assert "once the file is whole, read it again" in cut.unread[0].what
    whole = read(tmp_path, FIRST + LAST)
    assert urls(whole) == ["first", "last"]
    assert whole.articles[0] == cut.articles[0]


@pytest.mark.parametrize("packed", [False, True])
def test_a_giant_record_is_passed_over_in_no_time_and_little_memory(tmp_path, packed):
    giant = 10_000_000_000
    head = record("https://news.example/giant", b"", length=giant)[:-4]
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as stream:
        if packed:
            # 200 MB of zeros in a record that says that it has 10 GB.
            stream.write(gzip.compress(FIRST) + gzip.compress(head + bytes(200_000_000), 1) + gzip.compress(LAST))
        else:
            stream.write(FIRST + head)
            stream.seek(giant - len(HTML) - len(b"HTTP/1.1 200 OK\r\n\r\n"), 1)
            stream.write(b"\r\n\r\n" + LAST)
    tracemalloc.start()
    started = time.perf_counter()
    reading = read_articles([str(path)])
    assert time.perf_counter() - started < 5
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()
    assert urls(reading) == ["first", "last"]
    assert [problem.limit for problem in reading.unread] == ["MAX_PAGE_BYTES"]
