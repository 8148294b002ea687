"""Events: who did what to whom, coded in PLOVER, and with which status."""

from rashomon.annotation.events.finding import PARTICIPATION_MODES, find_events

__all__ = ["PARTICIPATION_MODES", "find_events"]
