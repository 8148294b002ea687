"""PLACEHOLDER, to be written."""
from typing import Any
def resolve_coreference(parse: Any, entities: Any, knowledge: Any) -> Any:
    return entities
