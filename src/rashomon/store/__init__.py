"""The store: one SQLite file with reports, what was read from them, their stories and comparisons, and back."""

from rashomon.store.checking import check_articles, check_file
from rashomon.store.comparing import comparison_of, refresh_comparisons
from rashomon.store.ingest import Kept, ingest, new_articles, open_stream
from rashomon.store.maintenance import Migrated, migrate, vacuum
from rashomon.store.searching import Hit, Question, StatementHit
from rashomon.store.store import Account, Counts, Store, StoryRow
from rashomon.store.watch import Polled, Watch

__all__ = [
    "Account",
    "Counts",
    "Hit",
    "Kept",
    "Migrated",
    "Polled",
    "Question",
    "StatementHit",
    "Store",
    "StoryRow",
    "Watch",
    "check_articles",
    "check_file",
    "comparison_of",
    "ingest",
    "migrate",
    "new_articles",
    "open_stream",
    "refresh_comparisons",
    "vacuum",
]
