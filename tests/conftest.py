"""What the tests share."""

import hashlib

import pytest


@pytest.fixture(scope="session")
def annotate_text():
    """Annotate one short text, each once a session: `annotate_text("...", published="2025-08-28")`."""
    from rashomon.annotation import annotate
    from rashomon.model import Article

    known = {}

    def annotated(text, **about):
        key = (text, *sorted(about.items()))
        if key not in known:
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            article = Article(**{"id": sha256[:12], "text": text, "sha256": sha256, **about})
            known[key] = next(annotate([article]))
        return known[key]

    return annotated
