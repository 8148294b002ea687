import pytest

from rashomon.stories.addresses import canonical_address

STORY = "paper.example/world/2024/flood-in-varna"


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/world/2024/flood-in-varna",
        "http://www.paper.example/world/2024/flood-in-varna/",
        "https://paper.example:443/world/2024/flood-in-varna?utm_source=feed&utm_medium=rss",
        "https://paper.example/world/2024/flood-in-varna?fbclid=abc&ref=home#comments",
        "https://m.paper.example/world/2024/flood-in-varna?amp",
        "https://amp.paper.example/world/2024/flood-in-varna",
        "https://paper.example/world/2024/flood-in-varna/amp/",
        "https://paper.example/amp/world/2024/flood-in-varna",
        "https://paper.example/world/2024/flood-in-varna?outputType=amp",
        "https://paper-example.cdn.ampproject.org/c/s/paper.example/world/2024/flood-in-varna",
        "https://PAPER.example/world/2024/flood-in-varna/index.html",
    ],
)
def test_what_mirrors_amp_and_trackers_add_is_left_out(url):
    assert canonical_address(url) == STORY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://paper.example/story?id=1", "https://paper.example/story?id=2"),
        ("https://paper.example/a", "https://paper.example/b"),
        ("https://paper.example/a", "https://journal.example/a"),
        ("https://uk.paper.example/a", "https://us.paper.example/a"),
        ("https://paper.example:8080/a", "https://paper.example/a"),
        ("https://paper.example/example", "https://paper.example/ex"),
    ],
)
def test_addresses_of_two_articles_stay_two(one, other):
    assert canonical_address(one) != canonical_address(other)


def test_parameters_that_choose_the_article_are_kept_in_any_order():
    one, other = "https://paper.example/s?b=2&a=1&utm_campaign=x", "https://paper.example/s?a=1&b=2"
    assert canonical_address(one) == canonical_address(other) == "paper.example/s?a=1&b=2"


@pytest.mark.parametrize("url", ["", None])
def test_without_an_address_there_is_none(url):
    assert canonical_address(url) is None


@pytest.mark.parametrize("url", ["http://[broken", "https://paper.example:port/a", "file:///tmp/a.txt", "no address"])
def test_what_is_no_web_address_is_compared_as_it_stands(url):
    assert canonical_address(url) == url
