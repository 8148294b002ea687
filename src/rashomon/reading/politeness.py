"""Politeness towards hosts: a pace for each, the hours it asks us to stay away, and its robots.txt."""

from __future__ import annotations

import datetime
import email.utils
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from rashomon import limits
from rashomon.errors import InputError

__all__ = ["ROBOT", "Clock", "Hosts", "Robots", "retry_after"]

ROBOT = "rashomon"
"""The name by which robots.txt speaks to this program."""


class Clock:
    """The time, and waiting for it; tests have one of their own."""

    def now(self) -> datetime.datetime:
        """Return the time of day in UTC."""
        return datetime.datetime.now(datetime.UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Robots:
    """What a site's robots.txt allows (RFC 9309)."""

    def __init__(self, text: str = "") -> None:
        from protego import Protego

        self._rules = Protego.parse(text[: limits.MAX_ROBOTS_CHARS])

    def allow(self, url: str) -> bool:
        """Say whether a page may be fetched."""
        return bool(self._rules.can_fetch(url, ROBOT))

    @property
    def delay(self) -> float:
        """Seconds that the site asks for between two pages; 0 where it asks for none."""
        return float(self._rules.crawl_delay(ROBOT) or 0.0)


class Hosts:
    """When each host was asked last, until when it does not want to be asked, and what its robots.txt says."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked: dict[str, datetime.datetime] = {}
        self._closed: dict[str, datetime.datetime] = {}
        self._robots: dict[str, tuple[datetime.datetime, Robots | InputError]] = {}
        self._lines: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def line(self, url: str) -> threading.Lock:
        """Return the lock to be held while the page's host is asked: one page at a time."""
        with self._lock:
            return self._lines.setdefault(_host(url), threading.Lock())

    def robots_of(self, url: str, fetch: Callable[[str], Robots]) -> Robots:
        """Return the robots.txt that holds for a page, fetched once a day for each site.

        Raises InputError, for every page of the site, where it could not be had a moment ago.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"
        now = self._clock.now()
        until, found = self._robots.get(site, (now, None))
        if found is None or until <= now:
            try:
                found, seconds = fetch(f"{site}/robots.txt"), limits.MAX_REST_SECONDS
            except InputError as error:
                found, seconds = error, limits.RETRY_SECONDS
            self._robots[site] = self._clock.now() + datetime.timedelta(seconds=seconds), found
        if isinstance(found, InputError):
            raise InputError(url, found.what, limit=found.limit, again=found.again) from found
        return found

    def check_open(self, url: str) -> None:
        """Raise InputError where the page's host asked us to stay away and the time is not over."""
        host = _host(url)
        until = self._closed.get(host)
        if until is not None and until > self._clock.now():
            raise InputError(url, f"{host} asks to be left alone until {told(until)}; come back then", again=until)

    def close(self, url: str, until: datetime.datetime) -> None:
        """Leave the page's host alone until then."""
        self._closed[_host(url)] = until

    def wait_turn(self, url: str, delay: float) -> None:
        """Wait until the page's host may be asked again: `delay` seconds after it was asked last, or the usual pace.

        Raises InputError where that is longer than MAX_CRAWL_DELAY_SECONDS.
        """
        host = _host(url)
        pause = datetime.timedelta(seconds=max(delay, limits.HOST_PACE_SECONDS))
        with self._lock:
            now = self._clock.now()
            turn = max(now, self._asked[host] + pause) if host in self._asked else now
            if turn > now and delay > limits.MAX_CRAWL_DELAY_SECONDS:
                what = f"robots.txt of {host} allows a page every {delay:,.0f} seconds; come back after {told(turn)}"
                raise InputError(url, what, limit="MAX_CRAWL_DELAY_SECONDS", again=turn)
            self._asked[host] = turn
        if turn > now:
            self._clock.sleep((turn - now).total_seconds())


def retry_after(value: str | None, now: datetime.datetime) -> datetime.datetime | None:
    """Return the moment that a Retry-After header names, as a count of seconds or a date (RFC 9110, 10.2.3).

    None where there is no header or it cannot be read. A moment beyond MAX_REST_SECONDS is brought back to it.
    """
    if not value:
        return None
    latest = now + datetime.timedelta(seconds=limits.MAX_REST_SECONDS)
    if value.strip().isascii() and value.strip().isdigit():
        seconds = min(int(value.strip()[:12]), limits.MAX_REST_SECONDS)
        return now + datetime.timedelta(seconds=seconds)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return min(max(moment.astimezone(datetime.UTC), now), latest)


def told(moment: datetime.datetime) -> str:
    """Return a moment for messages, to the second."""
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()
