"""A web of invented servers for the tests: no connection is made, and no time passes."""

import datetime

import httpx

from rashomon.reading.addresses import CheckedTransport
from rashomon.reading.fetching import Fetcher
from rashomon.reading.politeness import Clock

PUBLIC = "93.184.216.34"


class InstantClock(Clock):
    """A clock that is moved by waiting; `waits` are the seconds of each wait."""

    def __init__(self):
        self.time = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
        self.waits = []

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.time += datetime.timedelta(seconds=seconds)


def fetcher(handler, addresses=None, *, allow_private=False, seconds=5.0, robots=None, clock=None, keeper=None):
    """A fetcher whose names resolve to `addresses` and whose connections end in `handler`; `robots` is each robots.txt."""
    known = addresses or {}

    def resolver(host, _port):
        found = known.get(host, [PUBLIC])
        return found.pop(0) if found and isinstance(found[0], list) else found

    def handle(request):
        if request.url.path != "/robots.txt":
            return handler(request)
        if callable(robots):
            return robots(request)
        return httpx.Response(404) if robots is None else httpx.Response(200, stream=Body([robots.encode()]))

    def transport():
        return CheckedTransport(allow_private=allow_private, resolver=resolver, inner=httpx.MockTransport(handle))

    return Fetcher(seconds=seconds, transport=transport, clock=clock or InstantClock(), keeper=keeper)


class Body(httpx.SyncByteStream):
    """A body that is streamed as it comes."""

    def __init__(self, chunks):
        self._chunks = chunks

    def __iter__(self):
        yield from self._chunks
