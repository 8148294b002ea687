"""Addresses: which of them lead to one article."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

__all__ = ["canonical_address"]

_TRACKING = re.compile(
    r"(?:utm|at|ga|hs|mc|mk|oly|pk|vero|wt|_hs)_.*|_hsenc|_hsmi|_ga|_gl|fbclid|gclid|dclid|gclsrc|msclkid|yclid|igshid|twclid|"
    r"ocid|cmp|cmpid|icid|ncid|smid|smtyp|sref|ref|ref_src|ref_url|referrer|taid|mbid|xtor|spm|guccounter|guce_referrer.*|amp",
    re.IGNORECASE,
)
"""Parameters that tell where a reader came from, not which article it is."""

_AMP_OUTPUT = re.compile(r"output(?:type)?=amp", re.IGNORECASE)

_HOST_PREFIX = re.compile(r"^(?:(?:www\d?|m|mobile|amp|touch)\.)+(?=[^.]+\.)")
_AMP_SEGMENT = re.compile(r"/amp(?=/|$)|(?<=[a-z0-9])\.amp(?=\.html?$|$)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_CACHE = re.compile(r"^/(?:[cv]/)?(?:s/)?(?P<page>[^/]+\.[^/]+/.*)$")
"""Path of an AMP cache: /c/s/paper.example/story."""


def canonical_address(url: str | None) -> str | None:
    """Return the address without what mirrors, AMP pages and trackers add to it; None where there is none.

    It is for comparison only: without a scheme, and not always an address that answers.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:  # a broken address is compared as it stands
        return url.strip()
    if parts.scheme.lower() not in ("http", "https") or not host:
        return url.strip()
    path = parts.path
    if host.endswith(".cdn.ampproject.org") and (cached := _CACHE.match(path)):
        return canonical_address(f"https://{cached['page']}{'?' + parts.query if parts.query else ''}")
    host = _HOST_PREFIX.sub("", host)
    path = _INDEX.sub("", _AMP_SEGMENT.sub("", path)).rstrip("/")
    kept = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name) and not _AMP_OUTPUT.fullmatch(f"{name}={value}")
    )
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    return f"{where}{path}{'?' + urlencode(kept) if kept else ''}"
