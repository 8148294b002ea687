"""The words by which reports say that something is a news medium: "the news agency X", "X newspaper", "state television".

They tell of media that no data file lists, and of those that a report does not name.
"""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["medium_called_at", "state_media_sort"]

_STATE_MEDIA = re.compile(
    r"""\b(?:state|official|government|national|state[- ](?:run|owned|controlled|backed|funded)|government[- ]run)
        [\s-](?:news\s)?(?P<sort>media|press|television|tv|radio|broadcasters?|(?<=news\s)(?:agency|agencies)|newspapers?)\b
      |\bstate[- ]run\sagency\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NATIONAL = re.compile(r"\bnational[\s-](?:media|press|newspapers?|broadcasters?|radio|television|tv)\b", re.IGNORECASE)
"""Media of the whole country, which need not be the state's."""

_AGENCY = r"(?:news|press)[\s-]agency|news\s?wire|news\sservice"
_OUTLET = (
    r"newspaper|daily|tabloid|broadsheet|broadcaster|(?:news|television|tv|radio|broadcast)\s(?:channel|station|network|site|"
    r"website|outlet|programme|program)|news\smagazine|weekly"
)
_BEFORE = re.compile(rf"\b(?:(?P<agency>{_AGENCY})|{_OUTLET})\s(?:the\s)?[“\"‘']?$", re.IGNORECASE)
_AFTER = re.compile(rf"[”\"’']?\s(?:(?P<agency>{_AGENCY})|{_OUTLET})\b", re.IGNORECASE)
_DATELINED = re.compile(r"\)?(?:[,/]\s?[\w .&’'-]{2,40})*\)\s*(?:[—–]|--?)\s")
_LEADING = re.compile(rf"(?:the\s)?(?:(?P<agency>(?i:{_AGENCY}))|(?i:{_OUTLET}))\s(?=[A-Z])")
_CLOSING = re.compile(rf"\b(?:(?P<agency>{_AGENCY})|{_OUTLET}|news|television|tv|radio|gazette|herald)$", re.IGNORECASE)
MAX_CUE_CHARS = 40
"""Characters before a name in which what it is called fits."""
MAX_DATELINE_CHARS = 120
"""Characters from a name in brackets to the dash of its dateline."""


def state_media_sort(text: str) -> str | None:
    """Return of which sort the state media are that the words mean ("media", "agency", "television"); None for others."""
    found = _STATE_MEDIA.search(text)
    if found is None or _NATIONAL.search(text):
        return None
    return (found["sort"] or "agency").lower()


def medium_called_at(text: str, start: int, end: int) -> Literal["agency", "outlet"] | None:
    """Return what kind of medium the name at these characters is said to be, by its own words or those around it.

    A name in the brackets of a dateline ("NORPORT (Norpress) —") is an agency's.
    """
    name = text[start:end]
    found = (
        (_CLOSING.search(name) if any(map(str.isupper, name)) else None)
        or _LEADING.match(name)
        or _BEFORE.search(text[max(0, start - MAX_CUE_CHARS) : start])
        or _AFTER.match(text, end)
    )
    if found is not None:
        return "agency" if found["agency"] else "outlet"
    opening = text.rfind("(", max(0, start - MAX_CUE_CHARS), start)
    is_listed = opening >= 0 and not re.search(r"[().\n]", text[opening + 1 : start])
    if is_listed and _DATELINED.match(text, end, end + MAX_DATELINE_CHARS) and _leads_line(text, opening):
        return "agency"
    return None


def _leads_line(text: str, offset: int) -> bool:
    """Say whether only a town and a day stand before the offset in its line."""
    head = text[text.rfind("\n", 0, offset) + 1 : offset]
    return len(head) <= MAX_CUE_CHARS and not re.search(r"[.!?:;]\s", head)
