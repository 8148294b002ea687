"""What a reader knows beforehand: states, leaders, bodies, outlets, verbs of saying, loaded and contrasting words.

`load_knowledge` reads the project's own data files, adds a user's, and answers look-ups by name. The shape of the files
is described in docs/knowledge.md.
"""

from rashomon.knowledge.base import Knowledge, load_knowledge
from rashomon.knowledge.records import KnownActor, Leader, Outlet, State

__all__ = ["Knowledge", "KnownActor", "Leader", "Outlet", "State", "load_knowledge"]
