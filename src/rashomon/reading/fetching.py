"""Fetching pages: only http and https, only public addresses, politely, in bounded time and memory."""

from __future__ import annotations

import datetime
import email.message
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar
from urllib.parse import urljoin, urlsplit

from rashomon import __version__, limits
from rashomon.errors import InputError
from rashomon.reading.politeness import ROBOT, Clock, Hosts, Robots, retry_after, told
from rashomon.reading.unpacking import ACCEPTED, unpack

if TYPE_CHECKING:
    import httpx

__all__ = ["Answer", "Fetch", "Fetched", "Fetcher", "Keeper", "Validators", "page_of"]

_T = TypeVar("_T")

_REDIRECTS = (301, 302, 303, 307, 308)
_LATER = (408, 500, 502, 503, 504)
"""Statuses after which another try may do better."""

_REASONS = {
    401: "it is behind a login, and walls are not got round; save the report's text as a .txt file",
    402: "it is behind a paywall, and walls are not got round; save the report's text as a .txt file",
    403: "the server does not give it to programs, and walls are not got round; save the report's text as a .txt file",
    404: "there is no such page",
    410: "the page was taken down",
    451: "it is withheld for legal reasons",
}
_HEADERS = {
    "User-Agent": f"{ROBOT}/{__version__} (reads news reports for their reader)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.1",
    "Accept-Encoding": ", ".join(ACCEPTED),
}


class Validators(NamedTuple):
    """What a server gave with a version of a page, sent back to ask for the page only if it has changed (RFC 9110, 13)."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that ask."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


class Answer(NamedTuple):
    """One answer of a server as it came: the body still packed, the headers in their order."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    when: datetime.datetime

    def header(self, name: str) -> str | None:
        """Return the first header of this name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def validators(self) -> Validators:
        """The validators that came with it."""
        return Validators(self.header("ETag"), self.header("Last-Modified"))


@dataclass(frozen=True)
class Fetched:
    """The body of a page, the address it came from in the end, the encoding HTTP gave for it, and its validators."""

    data: bytes
    url: str
    charset: str | None
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False
    """Whether the server says that it is as it was when it gave the validators; then there is no body."""


class Fetch(Protocol):
    """What the other modules need of a fetcher."""

    def __call__(self, url: str, *, known: Validators | None = None) -> Fetched:
        """Fetch the page, where `known` holds validators only if it has changed; raise InputError where it cannot be had."""


class Keeper(Protocol):
    """Keeps answers, and finds the last one of an address."""

    def find(self, url: str) -> Answer | None:
        """Return the last answer with a page or a redirect that was kept of an address."""

    def keep(self, answer: Answer, *, unchanged: bool = False) -> None:
        """Keep an answer as it came; `unchanged` says that it is "not modified"."""


class StatusError(InputError):
    """The server answered with a status that is no page."""

    def __init__(self, where: str, what: str, status: int, *, again: datetime.datetime | None) -> None:
        super().__init__(where, what, again=again)
        self.status = status


class Fetcher:
    """Fetches pages, each checked, capped and within its deadline; each host is asked at its pace, one page at a time.

    Several threads may use it at once.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        keeper: Keeper | None = None,
        seconds: float = limits.FETCH_SECONDS,
        transport: Callable[[], httpx.BaseTransport] | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._seconds = seconds
        self._keeper = keeper
        self._transport = transport or (lambda: _checked_transport(allow_private=allow_private))
        self._clock = clock or Clock()
        self._hosts = Hosts(self._clock)

    def __call__(self, url: str, *, known: Validators | None = None) -> Fetched:
        """Fetch a page, unless it is unchanged since `known`.

        Raises InputError with the reason (refused, unknown name, robots.txt, status, too large, too slow); its `again` is
        the time from which another try may do better.
        """
        _check_scheme([url])
        with self._hosts.line(url):
            self._wait_turn([url])
            return _within(self._seconds, lambda: self._follow(url, known or Validators(), self._wait_turn), url)

    def _wait_turn(self, chain: list[str]) -> None:
        """Wait until the last address of the chain may be asked; raise InputError where it may not."""
        url = chain[-1]
        _check_scheme(chain)
        self._hosts.check_open(url)
        robots = self._hosts.robots_of(url, self._fetch_robots)
        if not robots.allow(url):
            raise InputError(
                url, f"refused: robots.txt of {urlsplit(url).hostname} asks programs not to read it; it was not fetched"
            )
        # A redirect within a host is still the one page that was asked for.
        if len(chain) < 2 or urlsplit(chain[-2]).hostname != urlsplit(url).hostname:
            self._hosts.wait_turn(url, robots.delay)

    def _fetch_robots(self, url: str) -> Robots:
        try:
            page = _within(self._seconds, lambda: self._follow(url, Validators(), _check_scheme), url)
        except StatusError as error:
            if error.status < 500 and error.status != 429:
                return Robots()
            what = f"its robots.txt, without which nothing is fetched: {error.what}"
            raise InputError(url, what, again=error.again or self._clock.now()) from error
        return Robots(page.data.decode("utf-8", "replace"))

    def _follow(self, url: str, known: Validators, check: Callable[[list[str]], None]) -> Fetched:
        """Ask for the page, and for those it redirects to; `check` says of each whether it may be asked for."""
        import httpx

        deadline = time.monotonic() + self._seconds
        chain = [url]
        try:
            # Proxies of the environment are not used: they would look names up again, unchecked.
            with httpx.Client(
                transport=self._transport(), trust_env=False, headers=_HEADERS, timeout=self._seconds
            ) as client:
                while True:
                    answer, data = self._ask(client, chain, known, deadline)
                    if answer.status not in _REDIRECTS:
                        return _fetched(answer, data)
                    chain.append(_target(answer, chain))
                    check(chain)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            reason = str(error) or type(error).__name__
            what = f"it could not be fetched ({reason}){_shown(chain)}"
            raise InputError(url, what, again=self._clock.now()) from error
        except StatusError as error:
            raise StatusError(url, f"{error.what}{_shown(chain)}", error.status, again=error.again) from error
        except InputError as error:
            raise InputError(url, f"{error.what}{_shown(chain)}", limit=error.limit, again=error.again) from error

    def _ask(self, client: httpx.Client, chain: list[str], known: Validators, deadline: float) -> tuple[Answer, bytes]:
        """Ask once, and again where the server says when and that is before the deadline."""
        url = chain[-1]
        kept = self._keeper.find(url) if self._keeper and not any(known) else None
        headers = (kept.validators if kept and kept.status == 200 else known).headers()
        while True:
            with client.stream("GET", url, headers=headers) as response:
                answer = _answer(response, url, self._clock.now())
                if answer.status == 200:
                    raw: list[bytes] = []
                    chunks = _noting(_until(deadline, response.iter_raw(), url, self._seconds), raw)
                    data = unpack(chunks, answer.header("Content-Encoding"), url)
                    answer = answer._replace(body=b"".join(raw))
                    self._keep(answer)
                    return answer, data
            if answer.status == 304 and headers:
                self._keep(answer, unchanged=True)
                return (kept, _data_of(kept)) if kept else (answer, b"")
            if answer.status in _REDIRECTS:
                self._keep(answer)
                return answer, b""
            pause = self._pause(answer, deadline)
            self._clock.sleep(pause)

    def _pause(self, answer: Answer, deadline: float) -> float:
        """Return the seconds until another try is welcome; raise StatusError where it is too late or would not help."""
        now = self._clock.now()
        status = answer.status
        if status not in (429, 503):
            reason = _REASONS.get(status)
            what = f"{reason} (HTTP {status})" if reason else f"the server answers HTTP {status}"
            raise StatusError(answer.url, what, status, again=now if status in _LATER else None)
        until = retry_after(answer.header("Retry-After"), now)
        if until is None and status == 429:
            until = now + datetime.timedelta(seconds=limits.RETRY_SECONDS)
        if until is None:
            raise StatusError(answer.url, f"the server answers HTTP {status}; try again later", status, again=now)
        pause = (until - now).total_seconds()
        if time.monotonic() + pause > deadline:
            self._hosts.close(answer.url, until)
            raise StatusError(
                answer.url, f"the server answers HTTP {status}; come back after {told(until)}", status, again=until
            )
        return max(pause, limits.HOST_PACE_SECONDS)

    def _keep(self, answer: Answer, *, unchanged: bool = False) -> None:
        if self._keeper:
            self._keeper.keep(answer, unchanged=unchanged)


def page_of(url: str, find: Callable[[str], Answer | None]) -> Fetched | None:
    """Return a page from the answers that were kept of it and of what it redirects to; None where one is missing.

    Raises InputError for a body that cannot be unpacked, and for too many redirects.
    """
    chain = [url]
    while True:
        answer = find(chain[-1])
        if answer is None:
            return None
        if answer.status not in _REDIRECTS:
            return _fetched(answer, _data_of(answer))
        chain.append(_target(answer, chain))


def _checked_transport(*, allow_private: bool) -> httpx.BaseTransport:
    # With all of httpx, it takes a quarter of a second to load: files are read without it.
    from rashomon.reading.addresses import CheckedTransport

    return CheckedTransport(allow_private=allow_private)


def _answer(response: httpx.Response, url: str, when: datetime.datetime) -> Answer:
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
    return Answer(url, response.status_code, headers, b"", when)


def _fetched(answer: Answer, data: bytes) -> Fetched:
    charset = _charset(answer.header("Content-Type"))
    return Fetched(data, answer.url, charset, *answer.validators, unchanged=answer.status == 304)


def _charset(content_type: str | None) -> str | None:
    message = email.message.Message()
    message["Content-Type"] = content_type or ""
    return message.get_content_charset()


def _data_of(answer: Answer) -> bytes:
    return unpack([answer.body], answer.header("Content-Encoding"), answer.url)


def _target(answer: Answer, chain: list[str]) -> str:
    """Return where a redirect leads.

    Raises InputError where it does not say, or is one too many.
    """
    target = answer.header("Location")
    if not target:
        raise InputError(chain[0], f"HTTP {answer.status} without an address to go to")
    if len(chain) > limits.MAX_REDIRECTS:
        raise InputError(chain[0], f"more than {limits.MAX_REDIRECTS} redirects (MAX_REDIRECTS)", limit="MAX_REDIRECTS")
    return urljoin(chain[-1], target)


def _check_scheme(chain: list[str]) -> None:
    parts = urlsplit(chain[-1])
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise InputError(chain[0], "refused: only http and https addresses are fetched")
    if len(chain) > 1 and parts.scheme.lower() == "http" and urlsplit(chain[-2]).scheme.lower() == "https":
        raise InputError(chain[0], "refused: a redirect leads from https to http")


def _until(deadline: float, chunks: Iterator[bytes], where: str, seconds: float) -> Iterator[bytes]:
    for chunk in chunks:
        if time.monotonic() > deadline:
            raise _too_slow(where, seconds)
        yield chunk


def _noting(chunks: Iterator[bytes], raw: list[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        raw.append(chunk)
        yield chunk


def _within(seconds: float, work: Callable[[], _T], where: str) -> _T:
    """Do the work in a thread that is left behind at the deadline: neither name server nor slow headers can hold us."""
    outcome: list[_T | BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:  # handed to the caller's thread
            outcome.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise _too_slow(where, seconds)
    result = outcome[0]
    if isinstance(result, BaseException):
        raise result
    return result


def _too_slow(where: str, seconds: float) -> InputError:
    return InputError(
        where,
        f"it took more than {seconds:g} seconds (FETCH_SECONDS)",
        limit="FETCH_SECONDS",
        again=datetime.datetime.now(datetime.UTC),
    )


def _shown(chain: list[str]) -> str:
    return f" (by way of {' -> '.join(chain)})" if len(chain) > 1 else ""
