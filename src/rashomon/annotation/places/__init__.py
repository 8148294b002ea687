"""Places: place names with their coordinates."""

from rashomon.annotation.places.finding import find_places

__all__ = ["find_places"]
