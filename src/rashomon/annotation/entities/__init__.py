"""Entities: who and what an article names, and the nameless groups in it that act."""

from rashomon.annotation.entities.finding import find_entities
from rashomon.annotation.entities.located import locate_entities

__all__ = ["find_entities", "locate_entities"]
