"""The folder of pages: what was fetched is kept as it came, so that all can be done again with no connection."""

import datetime
import gzip

import httpx
import pytest
from fastwarc.warc import ArchiveIterator

from rashomon.errors import ArchiveError, InputError
from rashomon.reading import read_articles
from rashomon.reading.archive import PageArchive

from .web import Body, fetcher

URL = "https://news.example/story"
PAGE = "<html><head><title>Talks</title></head><body><article>{}</article></body></html>".format(
    "<p>The ministers of the two states met on Monday to talk about the border, officials said.</p>" * 4
).encode()


def site(page=PAGE, etag='"1"'):
    """A server with one page behind a redirect, which knows validators; what it was asked is kept."""
    asked = []

    def handler(request):
        asked.append((request.url.path, request.headers.get("If-None-Match")))
        if request.url.path == "/old":
            return httpx.Response(301, headers={"Location": "/story"})
        if request.headers.get("If-None-Match") == etag:
            return httpx.Response(304, headers={"ETag": etag})
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip", "ETag": etag}
        return httpx.Response(200, headers=headers, stream=Body([gzip.compress(page)]))

    return handler, asked


def files(folder):
    return sorted(folder.glob("*"))


def records(path):
    with path.open("rb") as stream:
        return [
            (record.headers["WARC-Type"], record.headers.get("WARC-Target-URI"), record.reader.read())
            for record in ArchiveIterator(stream, parse_http=False, fsspec_args=False)
        ]


def test_a_page_is_kept_as_it_came_with_its_redirect_and_robots(tmp_path):
    handler, _ = site()
    fetcher(handler, keeper=PageArchive(tmp_path / "kept"), robots="User-agent: *\nDisallow:")(
        "https://news.example/old"
    )
    (path,) = files(tmp_path / "kept")
    kinds = [(kind, url and url.rpartition("/")[2]) for kind, url, _ in records(path)]
    assert kinds == [("warcinfo", None), ("response", "robots.txt"), ("response", "old"), ("response", "story")]
    head, _, body = records(path)[-1][2].partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Content-Encoding: gzip" in head
    assert gzip.decompress(body) == PAGE


def test_all_can_be_done_again_with_no_connection(tmp_path, monkeypatch):
    handler, _ = site()
    online = fetcher(handler, keeper=PageArchive(tmp_path))
    first = read_articles(["https://news.example/old"], fetcher=online)

    def no_connection(*_arguments, **_options):
        raise AssertionError("a connection was made")

    monkeypatch.setattr(httpx, "Client", no_connection)
    again = read_articles(["https://news.example/old"], fetch=False, keep=tmp_path)
    assert again == first
    assert again.articles[0].url == URL
    (missing,) = read_articles(["https://news.example/other"], fetch=False, keep=tmp_path).unread
    assert "--no-fetch" in missing.what


def test_the_folder_itself_is_an_input(tmp_path):
    handler, _ = site()
    fetcher(handler, keeper=PageArchive(tmp_path))(URL)
    (article,) = read_articles([str(tmp_path)]).articles
    assert article.url == URL


def test_what_was_kept_is_asked_for_again_only_if_it_has_changed(tmp_path):
    handler, asked = site()
    fetcher(handler, keeper=PageArchive(tmp_path))(URL)
    page = fetcher(handler, keeper=PageArchive(tmp_path))(URL)
    assert (page.data, page.unchanged) == (PAGE, False)
    assert asked == [("/story", None), ("/story", '"1"')]
    assert [kind for path in files(tmp_path) for kind, *_ in records(path)] == [
        "warcinfo",
        "response",
        "warcinfo",
        "revisit",
    ]


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(tmp_path):
    fetcher(site()[0], keeper=PageArchive(tmp_path))(URL)
    changed = PAGE.replace(b"Monday", b"Tuesday")
    fetcher(site(changed, '"2"')[0], keeper=PageArchive(tmp_path))(URL)
    assert PageArchive(tmp_path)(URL).data == changed
    texts = [article.text for article in read_articles([str(tmp_path)]).articles]
    assert ["Monday" in text for text in texts] == [True, False]


def test_a_run_that_was_killed_while_it_wrote_costs_its_last_page_only(tmp_path):
    handler, _ = site()
    fetch = fetcher(handler, keeper=PageArchive(tmp_path))
    fetch(URL)
    fetch("https://news.example/second")
    (path,) = files(tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    archive = PageArchive(tmp_path)
    assert archive(URL).data == PAGE
    with pytest.raises(InputError, match="has no copy"):
        archive("https://news.example/second")


@pytest.mark.parametrize(
    "url",
    ["https://news.example/../../escaped", "https://news.example/%2e%2e%2fescaped", "https://news.example//tmp/x"],
)
def test_no_address_names_a_file(tmp_path, url):
    folder = tmp_path / "kept"
    fetcher(site()[0], keeper=PageArchive(folder))(url)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert [path.name[:9] for path in files(folder)] == ["rashomon-"]


def test_a_link_in_the_folder_is_not_written_through(tmp_path):
    folder, outside = tmp_path / "kept", tmp_path / "outside"
    folder.mkdir()
    outside.write_text("mine")
    for seconds in range(-2, 10):
        stamp = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)).strftime("%Y%m%d%H%M%S")
        (folder / f"rashomon-{stamp}-001.warc.gz").symlink_to(outside)
    fetcher(site()[0], keeper=PageArchive(folder))(URL)
    assert outside.read_text() == "mine"
    assert PageArchive(folder)(URL).data == PAGE


def test_a_folder_that_cannot_be_written_ends_the_run_with_a_word(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be kept there"):
        fetcher(site()[0], keeper=PageArchive(tmp_path / "file" / "kept"))(URL)
