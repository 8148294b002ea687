"""The outlet of a report: as a row states it, by its address in the table of outlets, as the page states it, else the host."""

import json

import pytest

from rashomon.knowledge import load_knowledge
from rashomon.reading import read_articles
from rashomon.reading.fetching import Fetched

TEXT = "The ministers of the two states met on Monday to talk about the border."
TABLE = {
    "source": "Desk list",
    "outlets": [{"id": "outlet:lumen", "name": "Lumen Times", "kind": "outlet", "domains": ["lumen.example"]}],
}


def outlet_of(tmp_path, row, **options):
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"text": TEXT, **row}))
    (article,) = read_articles([str(path)], **options).articles
    return article.outlet


@pytest.mark.parametrize(
    ("row", "outlet"),
    [
        ({"url": "https://www.bbc.co.uk/news/1"}, "BBC"),
        ({"url": "https://edition.cnn.com/2025/1.html"}, "CNN"),
        ({"url": "https://notcnn.com/1"}, "notcnn.com"),
        ({"url": "https://cnn.com.evil.example/1"}, "cnn.com.evil.example"),
        ({"url": "https://www.bbc.co.uk/news/1", "outlet": "Nordpost"}, "Nordpost"),
        ({"url": "https://news.example/1"}, "news.example"),
        ({"url": "http://[/"}, None),
        ({}, None),
    ],
)
def test_a_row_states_its_outlet_or_its_address_does(tmp_path, row, outlet):
    assert outlet_of(tmp_path, row) == outlet


def test_the_outlet_of_the_run_is_for_inputs_that_do_not_say(tmp_path):
    assert outlet_of(tmp_path, {}, outlet="Nordpost") == "Nordpost"
    assert outlet_of(tmp_path, {"url": "https://news.example/1"}, outlet="Nordpost") == "Nordpost"
    assert outlet_of(tmp_path, {"url": "https://cnn.com/1"}, outlet="Nordpost") == "CNN"


def test_a_user_can_add_to_the_table(tmp_path):
    own = tmp_path / "outlets.json"
    own.write_text(json.dumps(TABLE))
    knowledge = load_knowledge([own])
    assert outlet_of(tmp_path, {"url": "https://world.lumen.example/1"}, knowledge=knowledge) == "Lumen Times"


def test_the_table_goes_before_what_a_page_calls_itself():
    markup = f'<html><head><meta property="og:site_name" content="World News Daily"></head><body>{f"<p>{TEXT}</p>" * 5}'

    def fetch(url, **_known):
        return Fetched(markup.encode(), url, "utf-8")

    articles = read_articles(["https://cnn.com/1", "https://news.example/1"], fetcher=fetch).articles
    assert [article.outlet for article in articles] == ["CNN", "World News Daily"]
