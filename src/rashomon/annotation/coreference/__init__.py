"""Coreference: descriptions and pronouns joined to the entities they speak of."""

from rashomon.annotation.coreference.resolving import resolve_coreference

__all__ = ["resolve_coreference"]
