"""Fetching: only public addresses, each hop checked, in bounded time and memory."""

import gzip
import time

import httpx
import pytest

from rashomon import limits
from rashomon.errors import InputError
from rashomon.reading import FeedState, poll_feeds, read_articles
from rashomon.reading.addresses import CheckedTransport, is_public
from rashomon.reading.fetching import Fetcher

from .web import PUBLIC, Body, fetcher

PAGE = "<html><body><article>{}</article></body></html>".format(
    "".join(
        f"<p>The ministers of the two states met for the {n}th time on Monday, officials said.</p>" for n in range(4, 9)
    )
).encode()


def unreachable(request):
    raise AssertionError(f"a connection to {request.url} was made")


def redirects(hops):
    def handler(request):
        target = hops.get(request.headers["host"] + request.url.path)
        return (
            httpx.Response(302, headers={"Location": target}) if target else httpx.Response(200, stream=Body([b"here"]))
        )

    return handler


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "192.0.2.1", "::1", "::", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_and_of_private_nets_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://[::127.0.0.1]/",
        "http://[::ffff:127.0.0.1]/", "http://0x7f.1/", "http://2130706433/", "http://localhost/", "https://127.0.0.1:8443/",
        "http://localhost./", "http://127.1/", "http://017700000001/", "http://[::ffff:7f00:1]/", "http://user@127.0.0.1/",
    ],
)  # fmt: skip
def test_a_private_address_is_refused_and_the_option_named(url):
    (problem,) = read_articles([url]).problems
    assert problem.where == url
    assert "--allow-private-hosts" in problem.what


@pytest.mark.parametrize("url", ["http://127.0.0.1/x", "http://[::1]/x", "http://169.254.169.254/latest/"])
@pytest.mark.parametrize("way", ["argument", "list of feeds", "entry of a feed", "redirect", "poll"])
def test_a_private_address_is_refused_on_every_way_in(tmp_path, url, way):
    path = tmp_path / "in.xml"
    if way == "redirect":
        host = httpx.URL(url).host
        fetch = fetcher(redirects({"news.example/": url}), {host: [host]})
        with pytest.raises(InputError) as caught:
            fetch("http://news.example/")
        problems = [caught.value]
    elif way == "poll":
        problems = [problem for _, found in poll_feeds([FeedState(url)]) for problem in found.problems]
    else:
        path.write_text(
            f'<opml version="2.0"><body><outline xmlUrl="{url}"/></body></opml>'
            if way == "list of feeds"
            else f"<rss><channel><item><link>{url}</link><title>Talks</title></item></channel></rss>"
        )
        problems = read_articles([url if way == "argument" else str(path)]).problems
    assert "this machine or a private net" in problems[0].what
    assert "--allow-private-hosts" in problems[0].what


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://news.example/a", "data:text/plain,x", "gopher://x/"])
def test_only_web_addresses_are_fetched(url):
    (problem,) = read_articles([url]).problems
    assert "only http and https" in problem.what


def test_a_name_with_one_private_address_is_refused():
    with pytest.raises(InputError, match="private net"):
        fetcher(unreachable, {"news.example": [PUBLIC, "10.0.0.1"]})("https://news.example/")


def test_private_addresses_can_be_allowed():
    fetch = fetcher(
        lambda _: httpx.Response(200, stream=Body([b"here"])), {"intranet": ["10.0.0.1"]}, allow_private=True
    )
    assert fetch("http://intranet/").data == b"here"


def test_the_address_that_was_checked_is_the_one_connected_to():
    seen = []

    def handler(request):
        seen.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return httpx.Response(200, stream=Body([b"here"]))

    # The name server answers public for robots.txt and for the page, and private afterwards: once a page is what is asked.
    fetch = fetcher(handler, {"news.example": [[PUBLIC], [PUBLIC], ["127.0.0.1"]]})
    fetch("https://news.example/")
    assert seen == [(PUBLIC, "news.example", "news.example")]
    with pytest.raises(InputError, match="private net"):
        fetch("https://news.example/")


def test_a_redirect_to_a_private_address_is_refused_with_the_chain():
    handler = redirects({"news.example/": "http://inside.example/"})
    with pytest.raises(InputError, match="private net") as caught:
        fetcher(handler, {"inside.example": ["192.168.0.1"]})("http://news.example/")
    assert "http://news.example/ -> http://inside.example/" in caught.value.what


def test_thirty_hops_are_too_many_and_five_are_not():
    hops = {f"news.example/{number}": f"/{number + 1}" for number in range(30)}
    with pytest.raises(InputError, match="MAX_REDIRECTS"):
        fetcher(redirects(hops))("http://news.example/0")
    last = 30 - limits.MAX_REDIRECTS
    assert fetcher(redirects(hops))(f"http://news.example/{last}").url == "http://news.example/30"


@pytest.mark.parametrize("target", ["http://news.example/plain", "file:///etc/passwd", "javascript:alert(1)"])
def test_a_redirect_never_leads_to_less_safety(target):
    with pytest.raises(InputError):
        fetcher(redirects({"news.example/": target}))("https://news.example/")


@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
def test_a_page_that_is_not_given_is_named_with_its_status(status):
    with pytest.raises(InputError, match=f"HTTP {status}"):
        fetcher(lambda _: httpx.Response(status, text="go away"))("http://news.example/")


def test_a_packed_page_is_unpacked_and_a_bomb_is_not():
    def handler(request):
        size = 30_000_000 if request.url.path == "/bomb" else 3_000
        return httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=Body([gzip.compress(b"x" * size)]))

    assert fetcher(handler)("http://news.example/").data == b"x" * 3_000
    with pytest.raises(InputError, match="bomb"):
        fetcher(handler)("http://news.example/bomb")


def test_an_endless_body_ends_at_the_cap(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PAGE_BYTES", 100_000)

    def endless():
        while True:
            yield b"x" * 10_000

    with pytest.raises(InputError) as caught:
        fetcher(lambda _: httpx.Response(200, stream=Body(endless())))("http://news.example/")
    assert caught.value.limit == "MAX_PAGE_BYTES"


def test_a_dripping_body_ends_at_the_deadline():
    def drip():
        while True:
            time.sleep(0.05)
            yield b"x"

    started = time.perf_counter()
    with pytest.raises(InputError) as caught:
        fetcher(lambda _: httpx.Response(200, stream=Body(drip())), seconds=0.3)("http://news.example/")
    assert caught.value.limit == "FETCH_SECONDS"
    assert time.perf_counter() - started < 2


def test_a_host_that_drips_keeps_no_other_host_waiting():
    def handler(request):
        if request.headers["host"] == "slow.example":
            return httpx.Response(200, stream=Body(drip()))
        return httpx.Response(200, stream=Body([PAGE]))

    def drip():
        while True:
            time.sleep(0.05)
            yield b"x"

    fetch = fetcher(handler, seconds=0.5)
    started = time.perf_counter()
    reading = read_articles([f"https://{host}.example/a" for host in ("a", "slow", "b")], fetcher=fetch)
    assert [article.outlet for article in reading.articles] == ["a.example", "b.example"]
    assert [problem.limit for problem in reading.unread] == ["FETCH_SECONDS"]
    assert time.perf_counter() - started < 10


def test_without_a_connection_it_says_so():
    def offline(_host, _port):
        raise OSError("Temporary failure in name resolution")

    fetch = Fetcher(transport=lambda: CheckedTransport(allow_private=False, resolver=offline))
    with pytest.raises(InputError, match="whether this machine is online") as caught:
        fetch("https://news.example/")
    assert caught.value.again is not None


def test_what_breaks_on_the_way_is_named():
    def handler(request):
        raise httpx.ConnectTimeout("timed out", request=request)

    with pytest.raises(InputError, match="timed out"):
        fetcher(handler)("http://news.example/")
