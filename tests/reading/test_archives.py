"""WARC files: each HTML response is a page; broken records are named and the others kept."""

import gzip

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
        (page("x"), b"Content-Encoding: br\r\n", "'br'"),
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


@pytest.mark.parametrize("length", [60, 99_999])
def test_a_record_of_wrong_length_does_not_hide_the_ones_before(tmp_path, length):
    reading = read(tmp_path, FIRST + record("https://news.example/wrong", page("wrong"), length=length) + LAST)
    assert urls(reading)[:1] == ["first"]
    assert reading.unread
