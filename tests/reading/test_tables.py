"""JSON Lines, JSON, CSV and Parquet: a row is a report."""

import datetime
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rashomon.reading import read_articles

TEXT = "The ministers of the two states met on Monday to talk about the border."
OTHER = "The talks on the border were put off until the end of the week."


def lines(path, *rows):
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return str(path)


def test_the_keys_of_a_row_become_the_article_and_the_others_are_kept(tmp_path):
    row = {
        "id": "r1", "url": "https://news.example/1", "outlet": "Lumen Times", "title": "Talks", "byline": "Ada Roe",
        "published": "2025-08-28T10:00:00Z", "language": "en", "text": TEXT, "section": "world", "rank": 3,
    }  # fmt: skip
    path = lines(tmp_path / "r.jsonl", row)
    (article,) = read_articles([path]).articles
    assert {key: getattr(article, key) for key in row if key not in ("section", "rank")} == {
        key: value for key, value in row.items() if key not in ("section", "rank")
    }
    assert article.extra == {"section": "world", "rank": 3}
    assert article.path == path


@pytest.mark.parametrize("name", ["r.jsonl", "r.json", "r"])
def test_bad_rows_are_named_by_their_line_and_the_others_go_on(tmp_path, name):
    path = lines(tmp_path / name, {"id": 1, "text": TEXT}, "{nonsense}", {"id": 2}, [1], {"id": 3, "text": OTHER})
    reading = read_articles([path])
    assert [article.id for article in reading.articles] == ["1", "3"]
    assert [problem.where for problem in reading.unread] == [f"{path}, line {number}" for number in (2, 3, 4)]


def test_what_cannot_be_used_is_ignored_with_a_word_that_stays_with_the_article(tmp_path):
    row = {"id": "r1", "text": TEXT, "published": "last week", "url": "javascript:alert(1)", "byline": ["Ada"]}
    reading = read_articles([lines(tmp_path / "r.jsonl", row)])
    (article,) = reading.articles
    assert (article.published, article.url, article.byline) == (None, None, None)
    assert [problem.kind for problem in reading.problems] == ["ignored"] * 3
    assert reading.unread == ()
    assert reading.notes_on("r1") == reading.problems


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2025-08-28", "2025-08-28"),
        ("2025-08-28 09:30", "2025-08-28 09:30"),
        ("20250828", "2025-08-28"),
        ("2025-02-30", None),
        ("28.08.2025", None),
        ("1970-01-01T00:00:00Z", None),
    ],
)
def test_published_is_an_iso_date_or_ignored(tmp_path, given, kept):
    (article,) = read_articles([lines(tmp_path / "r.jsonl", {"text": TEXT, "published": given})]).articles
    assert article.published == kept


def test_a_given_id_is_kept_and_one_row_a_text(tmp_path):
    same, other = {"id": "r1", "text": TEXT}, {"id": "r1", "text": OTHER}
    reading = read_articles([lines(tmp_path / "r.jsonl", same, same, other, {"id": "r2", "text": TEXT})])
    assert [article.id for article in reading.articles] == ["r1", "r1-2", "r2"]
    assert [problem.kind for problem in reading.problems] == ["ignored", "renamed"]


def test_columns_map_the_names_of_a_table(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(f'number;body;headline;rating\n7;"{TEXT}";Talks;=1+1\n8;;;\n')
    reading = read_articles([str(path)], columns={"text": "body", "id": "number", "title": "headline"})
    (article,) = reading.articles
    assert (article.id, article.title, article.text, article.extra) == ("7", "Talks", TEXT, {"rating": "=1+1"})
    assert [problem.where for problem in reading.unread] == [f"{path}, row 2"]
    with pytest.raises(ValueError, match="no key is called txt"):
        read_articles([str(path)], columns={"txt": "body"})


def test_a_csv_without_a_text_column_names_what_it_has(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("number,body\n1,x\n")
    (problem,) = read_articles([str(path)]).problems
    assert "number, body" in problem.what
    assert "--columns text=NAME" in problem.what


def test_a_broken_csv_keeps_the_rows_before(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(f'id,text\n1,"{TEXT}"\n2,"{OTHER}" x"y\n')
    reading = read_articles([str(path)])
    assert [article.id for article in reading.articles] == ["1"]
    assert reading.unread[0].where == f"{path}, row 2"


def test_a_json_array_and_a_single_object(tmp_path):
    path = tmp_path / "r.json"
    path.write_text(json.dumps([{"id": "r1", "text": TEXT}, {"id": "r2", "text": OTHER}], indent=1))
    assert [article.id for article in read_articles([str(path)]).articles] == ["r1", "r2"]
    path.write_text(json.dumps({"id": "r1", "text": TEXT}, indent=1))
    assert [article.id for article in read_articles([str(path)]).articles] == ["r1"]


def test_json_nested_without_end_is_refused(tmp_path):
    path = tmp_path / "r.json"
    path.write_text('[{"a":' + "[" * 200_000)
    (problem,) = read_articles([str(path)]).problems
    assert problem.kind == "unread"


def test_parquet_values_become_json_values(tmp_path):
    day = datetime.datetime(2025, 8, 28, 9, tzinfo=datetime.UTC)
    table = pa.table({"id": [1, 2], "text": [TEXT, None], "published": [day, day], "score": [0.5, None]})
    path = tmp_path / "r.parquet"
    pq.write_table(table, path)
    reading = read_articles([str(path)])
    (article,) = reading.articles
    assert (article.id, article.extra) == ("1", {"score": 0.5})
    assert article.published.startswith("2025-08-28T09:00")
    assert [problem.where for problem in reading.unread] == [f"{path}, row 2"]


def test_a_damaged_parquet_file_is_named(tmp_path):
    path = tmp_path / "r.parquet"
    path.write_bytes(b"PAR1" + b"\x00" * 100)
    (problem,) = read_articles([str(path)]).problems
    assert "damaged" in problem.what
