"""Walls: pages that stand where a report was asked for. They are told by what they state, and never read as reports.

The evidence is of four kinds: the page marks its report as not free to read and gives only its opening; a text too short for
a report speaks the words of a wall; the page says that one must log in or pay to read on; a redirect leads to another place.
Each message quotes its evidence. A long text is a report, whatever words are in it.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from rashomon import limits
from rashomon.reading.page_facts import PageFacts

__all__ = ["led_elsewhere", "wall_on"]

_WALLS = {
    "asks to log in": r"""
        (?:log|sign)\ in\ to\ (?:continue|read|view|your\ account) | please\ (?:log|sign)\ in
        | create\ (?:a|an|your)\ (?:free\ )?account\ to | register\ (?:now\ |for\ free\ )?to\ (?:continue|keep|read)
        | already\ (?:a\ subscriber|a\ member|have\ an\ account|registered|subscribed)\?""",
    "asks to pay": r"""
        subscribe\ (?:now\ |today\ )?to\ (?:continue|keep|read|unlock) | to\ continue\ reading
        | (?:article|story|content)\ is\ (?:only\ )?(?:for|reserved\ for|available\ (?:only\ )?(?:to|for)|exclusive\ to)
          \ (?:our\ )?(?:paying\ |premium\ |registered\ )?(?:subscribers|members)
        | (?:reached|used|read)\ (?:your|all\ (?:of\ )?your|the)\ [\w ]{0,30}\ ?(?:free\ )?(?:articles?|limit)
        | unlock\ this\ (?:article|story) | start\ your\ (?:free\ )?trial""",
    "asks for consent": r"""
        (?:accept|reject|allow)\ (?:all\ )?(?:the\ )?cookies | before\ you\ continue\ to
        | (?:use|store)\ cookies | manage\ (?:your\ )?(?:cookie|privacy|consent)\ (?:preferences|settings|choices|options)
        | your\ privacy\ (?:choices|is\ important) | we\ (?:value|care\ about)\ your\ privacy | give\ (?:us\ )?your\ consent""",
    "asks whether a person reads": r"""
        verify\ (?:that\ )?you\ are\ (?:a\ )?(?:human|not\ a\ robot) | are\ you\ (?:a\ robot|human)\? | not\ a\ robot
        | enable\ javascript\ (?:and\ cookies\ )?(?:to|in) | unusual\ (?:traffic|activity)\ from | checking\ your\ browser
        | complete\ the\ (?:captcha|security\ check) | just\ a\ moment\.\.\.""",
    "denies access": r"""
        access\ (?:to\ this\ page\ )?(?:has\ been\ |is\ )?denied | not\ available\ in\ your\ (?:country|region|location|area)
        | unavailable\ due\ to\ legal\ reasons""",
    "says that there is no such page": r"""
        page\ (?:you\ (?:requested|(?:are|were)\ looking\ for)\ )?(?:was\ not|could\ not\ be|cannot\ be|can[’']t\ be)\ found
        | page\ (?:you\ [\w ]{1,30})?(?:does\ not|doesn[’']t|no\ longer)\ exists? | page\ not\ found | (?:error|http)\ 404
        | 404\ (?:error|not\ found|page) | ^\s*404\b | (?:article|story|page)\ (?:is\ )?no\ longer\ available
        | may\ have\ been\ (?:moved|removed|deleted)""",
}
_WALL = re.compile(
    "|".join(f"(?P<w{number}>{pattern})" for number, pattern in enumerate(_WALLS.values())),
    re.VERBOSE | re.IGNORECASE,
)
_READ_ON = re.compile(
    r"""(?:subscribe|(?:log|sign)\ (?:in|up)|register|become\ a\ (?:subscriber|member)|create\ an?\ (?:free\ )?account)
        \b[^.\n]{0,30}\ to\ (?:continue|keep|finish)\ reading
      |(?:to\ continue|keep|continue)\ reading(?:\ this\ (?:article|story))?,?\ (?:please\ )?
        (?:subscribe|(?:log|sign)\ (?:in|up)|register|start\ your)""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words that are said of the report on the page, and not of the site, as "Already a subscriber?" above each page is."""

_GATE_HOSTS = re.compile(r"(?:consent|login|signin|accounts?|auth|sso|idp|captcha|guce|privacy-mgmt)\.", re.IGNORECASE)
_GATE_STEPS = frozenset(
    "login log-in signin sign-in signup sign-up register registration consent cookie-consent privacy-gate subscribe subscription"
    " subscriptions paywall captcha challenge auth 404 not-found notfound page-not-found error".split()
)


def wall_on(title: str | None, text: str, visible: str, facts: PageFacts) -> str | None:
    """Say what stands in place of the report, with the evidence; None where a report is there.

    Args:
        title: the page's title.
        text: its main text, empty where none was found.
        visible: all text that a reader sees.
        facts: what it states of itself.
    """
    if facts.free is False:
        words = len(text.split())
        if facts.words and words < facts.words * limits.MIN_SHARE_OF_WORDS:
            return (
                f"it is behind a wall: the page says that it is not free, and gives {words:,} of {facts.words:,} words"
            )
        if len(text) < limits.MAX_TEASER_CHARS and not facts.words:
            return f"it is behind a wall: the page says that it is not free to read, and gives {len(text):,} characters of it"
    if len(text) < limits.MAX_TEASER_CHARS and (asked := _READ_ON.search(visible)):
        return f"it is behind a wall: the page gives its opening and says {_quoted(asked)}"
    if len(text) < limits.MAX_WALL_CHARS:
        shown = text or (visible if len(visible) < limits.MAX_TEASER_CHARS else "")
        for part in (title or "", shown):
            if said := _WALL.search(part):
                kind = list(_WALLS)[int((said.lastgroup or "w0")[1:])]
                return f"it is no report: a short page that {kind} ({_quoted(said)})"
    return None


def led_elsewhere(asked: str, got: str) -> str | None:
    """Say where a redirect led in place of the report: to a login, a consent page, the front page; None where it did not."""
    if asked == got:
        return None
    before, after = urlsplit(asked), urlsplit(got)
    gate = _GATE_HOSTS.match(after.hostname or "") and after.hostname != before.hostname
    steps = [step.lower() for step in after.path.split("/") if step]
    if gate or (steps and steps[-1].partition(".")[0] in _GATE_STEPS and after.path != before.path):
        return f"it is no report: the server leads to {got}"
    if not steps and not after.query and [step for step in before.path.split("/") if step]:
        return f"there is no such page: the server leads to its front page, {got}"
    return None


def _quoted(match: re.Match[str]) -> str:
    return f'"{" ".join(match.group().split())[:80]}"'
