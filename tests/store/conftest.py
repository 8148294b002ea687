"""What the tests of the store share."""

import pytest

from rashomon.store import Store


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "news.sqlite", create=True) as opened:
        yield opened
