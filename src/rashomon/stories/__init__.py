"""Stories: which reports are copies of one text, and which tell of one event."""

from rashomon.stories.copies import find_copies
from rashomon.stories.grouping import group, related
from rashomon.stories.similarity import Similarity

__all__ = ["Similarity", "find_copies", "group", "related"]
