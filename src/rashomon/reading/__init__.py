"""Reading: from files, folders, addresses, feeds, archives and tables to articles."""

from rashomon.reading.reader import Reading, read_articles

__all__ = ["Reading", "read_articles"]
