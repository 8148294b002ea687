"""Stories: which reports are copies of one text, and which tell of one event."""

from rashomon.stories.copies import find_copies
from rashomon.stories.grouping import group, related
from rashomon.stories.stream import DEFAULT_WINDOW_DAYS, STORYLINE_DAYS, Stream

__all__ = ["DEFAULT_WINDOW_DAYS", "STORYLINE_DAYS", "Stream", "find_copies", "group", "related"]
