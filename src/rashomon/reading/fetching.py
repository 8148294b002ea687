"""Fetching pages: only http and https, only public addresses, in bounded time and memory."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from rashomon import __version__, limits
from rashomon.errors import InputError
from rashomon.reading.unpacking import ACCEPTED, unpack

__all__ = ["Fetched", "Fetcher", "is_public"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]
_T = TypeVar("_T")

_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_HEADERS = {
    "User-Agent": f"rashomon/{__version__} (reads news reports for their reader)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.1",
    "Accept-Encoding": ", ".join(ACCEPTED),
}
_HINT = "if you trust it, allow it with --allow-private-hosts"


@dataclass(frozen=True)
class Fetched:
    """The body of a page, the address it came from in the end, and the encoding HTTP gave for it."""

    data: bytes
    url: str
    charset: str | None


class Fetch(Protocol):
    """What the other modules need of a fetcher."""

    def __call__(self, url: str) -> Fetched:
        """Fetch the page or raise InputError."""


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet, whatever form it is wrapped in."""
    parsed = ipaddress.ip_address(address.split("%", 1)[0])
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _with_embedded(parsed))


def _with_embedded(address: Address) -> Iterator[Address]:
    """Give the address, or the IPv4 addresses that an IPv6 form of it stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address in _NAT64 or address in _COMPATIBLE:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        if address.sixtofour is not None:
            yield address.sixtofour
        if address.teredo is not None:
            yield from address.teredo


def resolve(host: str, port: int) -> list[str]:
    """Look a name up and return its addresses in the system's order; numbers in any notation count as names."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedTransport(httpx.BaseTransport):
    """Connects to the very address that was checked, so that a second look-up cannot lead elsewhere."""

    def __init__(
        self, *, allow_private: bool, resolver: Resolver = resolve, inner: httpx.BaseTransport | None = None
    ) -> None:
        self._allow_private = allow_private
        self._resolve = resolver
        self._inner = inner or httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to a checked address; the name stays in Host and in the TLS handshake."""
        url = request.url
        address = self._checked_address(url)
        sent = httpx.Request(
            request.method,
            url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": url.host},
        )
        return self._inner.handle_request(sent)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()

    def _checked_address(self, url: httpx.URL) -> str:
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            addresses = self._resolve(url.host, port)
        except (OSError, UnicodeError) as error:
            raise InputError(str(url), f"the name {url.host} is not known ({error})") from error
        private = [address for address in addresses if not is_public(address)]
        if private and not self._allow_private:
            raise InputError(
                str(url), f"refused: {_named(url.host, private[0])} of this machine or a private net; {_HINT}"
            )
        if not addresses:
            raise InputError(str(url), f"the name {url.host} has no address")
        return addresses[0]


class Fetcher:
    """Fetches pages one after the other, each checked, capped and within its deadline."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        seconds: float = limits.FETCH_SECONDS,
        transport: Callable[[], httpx.BaseTransport] | None = None,
    ) -> None:
        self._seconds = seconds
        self._transport = transport or (lambda: CheckedTransport(allow_private=allow_private))

    def __call__(self, url: str) -> Fetched:
        """Fetch a page.

        Raises InputError with the reason (refused, unknown name, status, too large, too slow).
        """
        return _within(self._seconds, lambda: self._fetch(url), url)

    def _fetch(self, url: str) -> Fetched:
        deadline = time.monotonic() + self._seconds
        chain = [url]
        try:
            # Proxies of the environment are not used: they would look names up again, unchecked.
            with httpx.Client(
                transport=self._transport(), trust_env=False, headers=_HEADERS, timeout=self._seconds
            ) as client:
                while True:
                    _check_scheme(chain)
                    with client.stream("GET", chain[-1]) as response:
                        if response.status_code not in _REDIRECTS:
                            return self._body(response, chain, deadline)
                        target = response.headers.get("Location")
                    if not target:
                        raise InputError(url, f"HTTP {response.status_code} without an address to go to{_shown(chain)}")
                    chain.append(urljoin(chain[-1], target))
                    if len(chain) > limits.MAX_REDIRECTS + 1:
                        raise InputError(
                            url,
                            f"more than {limits.MAX_REDIRECTS} redirects (MAX_REDIRECTS){_shown(chain)}",
                            limit="MAX_REDIRECTS",
                        )
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            reason = str(error) or type(error).__name__
            raise InputError(url, f"it could not be fetched ({reason}){_shown(chain)}") from error
        except InputError as error:
            what = error.what if error.where == url else f"{error.what}{_shown(chain)}"
            raise InputError(url, what, limit=error.limit) from error

    def _body(self, response: httpx.Response, chain: list[str], deadline: float) -> Fetched:
        if response.status_code != 200:
            raise InputError(chain[0], f"the server answers HTTP {response.status_code}{_shown(chain)}")
        chunks = _until(deadline, response.iter_raw(), chain[0], self._seconds)
        data = unpack(chunks, response.headers.get("Content-Encoding"), chain[0])
        return Fetched(data, chain[-1], response.charset_encoding)


def _check_scheme(chain: list[str]) -> None:
    parts = urlsplit(chain[-1])
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise InputError(chain[0], f"refused: only http and https addresses are fetched{_shown(chain)}")
    if len(chain) > 1 and parts.scheme.lower() == "http" and urlsplit(chain[-2]).scheme.lower() == "https":
        raise InputError(chain[0], f"refused: a redirect leads from https to http{_shown(chain)}")


def _until(deadline: float, chunks: Iterator[bytes], where: str, seconds: float) -> Iterator[bytes]:
    for chunk in chunks:
        if time.monotonic() > deadline:
            raise _too_slow(where, seconds)
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
    return InputError(where, f"it took more than {seconds:g} seconds (FETCH_SECONDS)", limit="FETCH_SECONDS")


def _named(host: str, address: str) -> str:
    return f"{host} is an address" if host == address else f"{host} is {address}, an address"


def _shown(chain: list[str]) -> str:
    return f" (by way of {' -> '.join(chain)})" if len(chain) > 1 else ""
