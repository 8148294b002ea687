"""Claims: clauses that say something checkable."""

from rashomon.annotation.claims.finding import find_claims

__all__ = ["find_claims"]
