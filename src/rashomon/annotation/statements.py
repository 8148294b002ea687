"""PLACEHOLDER, to be written."""
from typing import Any
def find_statements(*args: Any) -> Any:
    return ()
