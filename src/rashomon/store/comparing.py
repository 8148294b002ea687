"""Comparisons of the stories of a store: made where the accounts have changed, kept, and made when they are shown."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence

from rashomon.errors import StoreBusyError
from rashomon.model import Annotation, Comparison
from rashomon.store.store import Store

__all__ = ["Compare", "comparison_of", "refresh_comparisons"]

Compare = Callable[[Sequence[Annotation]], Comparison]


def comparison_of(store: Store, story_id: str, compare: Compare) -> Comparison:
    """Return the comparison of a story: the one that is kept, or where its accounts have changed a new one, which is kept.

    Where another process is writing the new one is returned all the same, and made again next time.

    Raises StoreError where there is no such story.
    """
    kept = store.comparison(story_id)
    if kept is not None:
        return kept
    accounts = store.accounts(store.story(story_id).id)
    comparison = compare([store.annotation(account.id) for account in accounts])
    with contextlib.suppress(StoreBusyError):
        store.keep_comparison(story_id, comparison)
    return comparison


def refresh_comparisons(store: Store, compare: Compare) -> Iterator[str]:
    """Compare the stories of several accounts that have changed since they were last compared, the newest first.

    Each is kept as soon as it is made, and then its id given. Call it within ``store.alone(...)``.
    """
    for story_id in store.uncompared():
        comparison_of(store, story_id, compare)
        yield story_id
