"""Reading: from files, folders, addresses, feeds, archives and tables to articles."""

from rashomon.reading.finishing import Found
from rashomon.reading.polling import FeedState, feed_addresses, poll_feeds
from rashomon.reading.reader import Reading, iter_articles, make_article, read_articles

__all__ = [
    "FeedState",
    "Found",
    "Reading",
    "feed_addresses",
    "iter_articles",
    "make_article",
    "poll_feeds",
    "read_articles",
]
