"""PLACEHOLDER, to be written."""
from typing import Any
Knowledge = Any
def load_knowledge(user_files: Any = ()) -> Any:
    return None
