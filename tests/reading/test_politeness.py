"""Manners on the web: robots.txt, a pace for each host, and coming back when a server says so."""

import datetime
import email.utils
import ssl
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from rashomon import limits
from rashomon.errors import InputError
from rashomon.reading.fetching import Fetcher, Validators
from rashomon.reading.politeness import retry_after

from .web import Body, InstantClock, fetcher

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def page(_request):
    return httpx.Response(200, stream=Body([b"here"]))


def answers(*responses):
    """A handler that gives one response after the other, and the paths it was asked for."""
    waiting, asked = list(responses), []

    def handler(request):
        asked.append(request.url.path)
        return waiting.pop(0)

    return handler, asked


def busy(status, **headers):
    return httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def fails(fetch, url="https://news.example/a"):
    with pytest.raises(InputError) as caught:
        fetch(url)
    return caught.value


# robots.txt


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: rashomon\nDisallow: /private/", True),
        ("User-agent: rashomon\nDisallow: /news/*.html$", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),
        ("no robots at all \x00\xff", True),
    ],
)
def test_robots_txt_is_obeyed_by_our_name_or_by_that_of_all(robots, allowed):
    fetch = fetcher(page, robots=robots)
    url = "https://news.example/news/a.html"
    if allowed:
        assert fetch(url).data == b"here"
    else:
        error = fails(fetch, url)
        assert "robots.txt of news.example" in error.what
        assert error.again is None


def test_the_name_that_robots_txt_speaks_to_is_the_one_we_send():
    seen = []

    def handler(request):
        seen.append(request.headers["User-Agent"])
        return page(request)

    fetcher(handler, robots=lambda request: handler(request))("https://news.example/a")
    assert [agent.partition("/")[0] for agent in seen] == ["rashomon", "rashomon"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_a_site_without_robots_txt_is_open_and_one_that_cannot_give_it_is_closed(status, allowed):
    fetch = fetcher(page, robots=lambda _: httpx.Response(status))
    if allowed:
        assert fetch("https://news.example/a").data == b"here"
    else:
        error = fails(fetch)
        assert "robots.txt" in error.what
        assert error.again is not None


def test_robots_txt_is_asked_for_once_for_each_site_and_followed_when_it_moves():
    asked = []

    def robots(request):
        asked.append(str(request.url.copy_with(host=request.headers["host"])))
        if request.headers["host"] == "news.example":
            return httpx.Response(301, headers={"Location": "https://www.news.example/robots.txt"})
        return httpx.Response(200, stream=Body([b"User-agent: *\nDisallow: /b"]))

    fetch = fetcher(page, robots=robots)
    fetch("https://news.example/a")
    assert "robots.txt" in fails(fetch, "https://news.example/b").what
    assert asked == ["https://news.example/robots.txt", "https://www.news.example/robots.txt"]


def test_robots_txt_holds_for_the_page_that_a_redirect_leads_to():
    def handler(request):
        assert request.headers["host"] == "short.example"
        return httpx.Response(302, headers={"Location": "https://news.example/a"})

    def robots(request):
        closed = request.headers["host"] == "news.example"
        return httpx.Response(200, stream=Body([b"User-agent: *\nDisallow: /"])) if closed else httpx.Response(404)

    error = fails(fetcher(handler, robots=robots), "https://short.example/x")
    assert "robots.txt of news.example" in error.what
    assert "by way of https://short.example/x -> https://news.example/a" in error.what


def test_a_giant_robots_txt_is_read_as_far_as_the_bound():
    rules = "User-agent: *\nDisallow: /a\n" + "# filler\n" * 100_000 + "Disallow: /b\n"
    fetch = fetcher(page, robots=rules)
    assert "robots.txt" in fails(fetch).what
    assert fetch("https://news.example/b").data == b"here"


# Pace


def test_one_host_is_asked_at_a_pace_and_another_at_once():
    clock = InstantClock()
    fetch = fetcher(page, clock=clock)
    for url in (
        "https://news.example/1",
        "https://paper.example/1",
        "https://news.example/2",
        "https://news.example/3",
    ):
        fetch(url)
    assert clock.waits == [limits.HOST_PACE_SECONDS] * 2


def test_a_slower_pace_is_kept_to_where_robots_txt_asks_for_it():
    clock = InstantClock()
    fetch = fetcher(page, clock=clock, robots="User-agent: *\nCrawl-delay: 7")
    fetch("https://news.example/1")
    fetch("https://news.example/2")
    assert clock.waits == [7.0]


def test_where_the_pace_would_take_hours_the_rest_is_named_with_its_time():
    fetch = fetcher(page, robots="User-agent: *\nCrawl-delay: 3600")
    fetch("https://news.example/1")
    error = fails(fetch, "https://news.example/2")
    assert (error.limit, error.again) == ("MAX_CRAWL_DELAY_SECONDS", NOW + datetime.timedelta(hours=1))
    assert "a page every 3,600 seconds" in error.what


# 429 and 503


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_when_to_come_back_is_asked_again_then(status):
    clock = InstantClock()
    handler, asked = answers(busy(status, Retry_After="3"), page(None))
    assert fetcher(handler, clock=clock)("https://news.example/a").data == b"here"
    assert (asked, clock.waits) == (["/a", "/a"], [3.0])


def test_a_server_that_wants_a_long_rest_is_left_alone_and_the_time_is_told():
    clock = InstantClock()
    handler, asked = answers(busy(429, Retry_After="3600"), page(None))
    fetch = fetcher(handler, clock=clock)
    error = fails(fetch)
    assert error.again == NOW + datetime.timedelta(hours=1)
    assert "HTTP 429; come back after 2026-01-01 01:00:00 UTC" in error.what
    assert "asks to be left alone" in fails(fetch, "https://news.example/b").what
    assert asked == ["/a"]
    clock.sleep(3601)
    assert fetch("https://news.example/b").data == b"here"


def test_too_many_requests_without_a_time_means_a_minute():
    handler, _ = answers(busy(429))
    assert fails(fetcher(handler)).again == NOW + datetime.timedelta(seconds=limits.RETRY_SECONDS)


def test_a_server_that_always_says_soon_is_given_up_at_the_deadline():
    clock = InstantClock()
    error = fails(fetcher(lambda _: busy(503, Retry_After="1"), clock=clock, seconds=0.5))
    assert "HTTP 503" in error.what


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("99999999999999", limits.MAX_REST_SECONDS),
        (email.utils.format_datetime(NOW + datetime.timedelta(minutes=5), usegmt=True), 300),
        (email.utils.format_datetime(NOW - datetime.timedelta(days=5), usegmt=True), 0),
        ("soon", None),
        ("-5", None),
        ("²", None),
        (None, None),
    ],
)
def test_retry_after_is_a_count_or_a_date(value, seconds):
    moment = retry_after(value, NOW)
    assert moment == (None if seconds is None else NOW + datetime.timedelta(seconds=seconds))


# Walls in HTTP


@pytest.mark.parametrize(
    ("status", "word"), [(401, "login"), (402, "paywall"), (403, "not give it"), (451, "legal"), (410, "taken down")]
)
def test_a_page_that_is_withheld_is_not_got_round(status, word):
    handler, asked = answers(busy(status))
    error = fails(fetcher(handler))
    assert word in error.what
    assert f"HTTP {status}" in error.what
    assert error.again is None
    assert asked == ["/a"]


# Conditional requests


def test_a_page_is_asked_for_only_if_it_has_changed():
    def handler(request):
        assert request.headers["If-None-Match"] == '"1"'
        assert request.headers["If-Modified-Since"] == "Thu, 28 Aug 2025 09:00:00 GMT"
        return httpx.Response(304)

    page = fetcher(handler)("https://news.example/", known=Validators('"1"', "Thu, 28 Aug 2025 09:00:00 GMT"))
    assert page.unchanged
    assert page.data == b""


def test_a_page_gives_its_validators():
    response = httpx.Response(
        200, headers={"ETag": '"2"', "Content-Type": "text/html; charset=utf-8"}, stream=Body([b"x"])
    )
    page = fetcher(lambda _: response)("https://news.example/")
    assert (page.etag, page.last_modified, page.charset, page.unchanged) == ('"2"', None, "utf-8", False)


# TLS, over a real connection to this machine


@pytest.fixture(scope="module")
def authority():
    return pytest.importorskip("trustme").CA()


def serve(certificate):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/a" else 404)
            self.end_headers()
            self.wfile.write(b"here")

        def log_message(self, *_arguments):
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.mark.parametrize("case", ["good", "expired", "other name", "unknown authority"])
def test_a_certificate_that_does_not_hold_is_refused(case, authority, monkeypatch, tmp_path):
    from rashomon.reading import addresses

    past = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=2)
    name = "other.example" if case == "other name" else "localhost"
    certificate = authority.issue_cert(name, not_after=past) if case == "expired" else authority.issue_cert(name)
    context = httpx.create_ssl_context()
    if case != "unknown authority":
        authority.configure_trust(context)
    monkeypatch.setattr(addresses, "_tls", lambda: context)
    server = serve(certificate)
    url = f"https://localhost:{server.server_port}/a"
    try:
        if case == "good":
            assert Fetcher(allow_private=True)(url).data == b"here"
        else:
            assert "CERTIFICATE_VERIFY_FAILED" in fails(Fetcher(allow_private=True), url).what
    finally:
        server.shutdown()
