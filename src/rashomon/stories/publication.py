"""When an article was published, as a moment: dates with other zones compare as they lie in time, not as they are written."""

from __future__ import annotations

import datetime

from rashomon.model import Article

__all__ = ["in_order_of_time", "publication"]


def publication(article: Article) -> datetime.datetime | None:
    """Return when an article was published, in UTC; None where it does not say so in ISO 8601."""
    try:
        moment = datetime.datetime.fromisoformat(article.published or "")
        return moment.astimezone(datetime.UTC) if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    except (ValueError, OverflowError):
        return None


def in_order_of_time(article: Article) -> tuple[bool, float]:
    """Return what articles are sorted by: their moment of publication, those without one last."""
    moment = publication(article)
    return moment is None, moment.timestamp() if moment else 0.0
