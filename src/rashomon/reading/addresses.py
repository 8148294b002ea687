"""Addresses: which are public, and connections that lead to the very address that was checked."""

from __future__ import annotations

import datetime
import functools
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator

import httpx

from rashomon.errors import InputError

__all__ = ["CheckedTransport", "is_public"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
_LOOPBACK = "127.0.0.1"
_HINT = "if you trust it, allow it with --allow-private-hosts"


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
        self._inner = inner or httpx.HTTPTransport(verify=_tls())

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
        host = url.host.rstrip(".")
        # The name of this machine, whether or not the name server knows it with or without a full stop (RFC 6761, 6.3).
        is_local = host == "localhost" or host.endswith(".localhost")
        try:
            addresses = [_LOOPBACK] if is_local and not self._allow_private else self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise InputError(
                str(url),
                f"the name {url.host} is not known ({error}); check it, and whether this machine is online",
                again=datetime.datetime.now(datetime.UTC),
            ) from error
        private = [address for address in addresses if not is_public(address)]
        if private and not self._allow_private:
            raise InputError(
                str(url), f"refused: {_named(url.host, private[0])} of this machine or a private net; {_HINT}"
            )
        if not addresses:
            raise InputError(str(url), f"the name {url.host} has no address")
        return addresses[0]


@functools.lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Return the settings of all TLS connections: reading the certificates takes longer than a fetch."""
    return httpx.create_ssl_context()


def _named(host: str, address: str) -> str:
    return f"{host} is an address" if host == address else f"{host} is {address}, an address"
