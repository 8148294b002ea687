"""Plain files, folders, globs and standard input: what becomes an article, and what is named as unread."""

import hashlib
import io
import sys

import pytest

from rashomon import limits
from rashomon.reading import read_articles

REPORT = "Ministers meet in Lumen City\n\nThe ministers of the two states met on Monday to talk about the border.\n"


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def only_problem(reading):
    assert reading.articles == ()
    (problem,) = reading.problems
    assert problem.kind == "unread"
    return problem


def test_the_whole_file_is_the_text_and_its_first_line_the_title(tmp_path):
    (article,) = read_articles([write(tmp_path, "a.txt", REPORT)]).articles
    assert article.text == REPORT
    assert article.title == "Ministers meet in Lumen City"
    assert article.path == str(tmp_path / "a.txt")
    assert article.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert article.id == article.sha256[:12]
    assert article.language == "en"
    assert article.outlet is None


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on Monday.\nThey spoke of the border.\n",
        "The ministers met on Monday.\n\n",
        "x" * (limits.MAX_TITLE_CHARS + 1) + "\n\nThe ministers met on Monday.\n",
    ],
    ids=["no blank line", "nothing below", "too long"],
)
def test_a_first_line_is_no_title(tmp_path, text):
    (article,) = read_articles([write(tmp_path, "a.txt", text)]).articles
    assert article.title is None
    assert article.text == text


def test_line_ends_are_made_one_and_nothing_else_changes(tmp_path):
    text = "Title\r\n\r\nThe talks\u00a0go  on \u202e\u00ad\U0001f600 e\u0301.\rThe end of them is not near.\r\n"
    (article,) = read_articles([write(tmp_path, "a.txt", text)]).articles
    assert article.text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(tmp_path, encoding):
    (article,) = read_articles([write(tmp_path, "a.txt", REPORT.encode(encoding))]).articles
    assert article.text == REPORT


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        ("Переговоры о границе".encode("windows-1251"), "not UTF-8 (byte 0)"),
        (bytes(range(256)) * 20, "binary"),
        (b"The talks\x01\x02\x03\x04 go on", "control characters"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x1f\x8b\x08\x00....", "gzip"),
        (b"\x28\xb5\x2f\xfd....", "zstd"),
        (b"BZh91AY....", "bzip2"),
        (b"\xfd7zXZ....", "xz"),
        ("Der Minister sagte am Montag, er werde nach Lumenstadt reisen und dort verhandeln.", "German (de)"),
    ],
)
def test_what_is_no_english_text_is_named_as_unread(tmp_path, content, message):
    path = write(tmp_path, "a.txt", content)
    problem = only_problem(read_articles([path]))
    assert problem.where == path
    assert message in problem.what


def test_a_text_beyond_the_limit_is_named_with_it(tmp_path):
    path = write(tmp_path, "a.txt", "The minister spoke. " * 250_000)
    problem = only_problem(read_articles([path]))
    assert problem.limit == "MAX_ARTICLE_CHARS"
    assert "1,000,000" in problem.what


def test_a_file_beyond_the_limit_is_not_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1000)
    problem = only_problem(read_articles([write(tmp_path, "a.txt", REPORT * 50)]))
    assert problem.limit == "MAX_FILE_BYTES"


def test_one_bad_input_stops_no_other(tmp_path):
    good = write(tmp_path, "good.txt", REPORT)
    missing, empty = str(tmp_path / "missing.txt"), write(tmp_path, "empty.txt", "")
    reading = read_articles([missing, empty, good])
    assert [article.path for article in reading.articles] == [good]
    assert [problem.where for problem in reading.unread] == [missing, empty]


def test_inputs_keep_their_order_and_folders_are_sorted(tmp_path):
    for name in ("folder/b.txt", "folder/a.txt", "folder/sub/c.txt", "folder/.hidden/d.txt", "folder/.e.txt", "z.txt"):
        write(tmp_path, name, f"{REPORT} It was written in {name}.")
    reading = read_articles([str(tmp_path / "z.txt"), str(tmp_path / "folder"), str(tmp_path / "folder" / "*.txt")])
    names = [article.path.removeprefix(f"{tmp_path}/") for article in reading.articles]
    assert names == ["z.txt", "folder/a.txt", "folder/b.txt", "folder/sub/c.txt"]
    assert reading.problems == ()


def test_a_glob_without_a_match_and_an_empty_folder_are_named(tmp_path):
    reading = read_articles([str(tmp_path / "*.txt"), str(tmp_path)])
    assert [problem.what for problem in reading.problems] == ["no file matches", "the folder has no files"]


def test_the_same_text_in_two_files_stays_two_articles_with_ids_of_their_own(tmp_path):
    paths = [write(tmp_path, name, REPORT) for name in ("a.txt", "b.txt", "c.txt")]
    ids = [article.id for article in read_articles(paths).articles]
    assert ids == [ids[0], f"{ids[0]}-2", f"{ids[0]}-3"]


def test_the_same_file_twice_is_one_article(tmp_path):
    path = write(tmp_path, "a.txt", REPORT)
    (tmp_path / "link.txt").symlink_to(path)
    assert len(read_articles([path, path, str(tmp_path / "link.txt")]).articles) == 1


def test_published_and_outlet_hold_for_inputs_that_do_not_say(tmp_path):
    path = write(tmp_path, "a.txt", REPORT)
    (article,) = read_articles([path], published="2025-08-28", outlet="Lumen Times").articles
    assert (article.published, article.outlet) == ("2025-08-28", "Lumen Times")
    with pytest.raises(ValueError, match="not an ISO date"):
        read_articles([path], published="yesterday")


def test_standard_input_is_read_by_its_content(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    (article,) = read_articles(["-"]).articles
    assert article.text == REPORT
    assert article.path is None


def test_a_file_name_that_is_no_text_can_still_be_written_as_json(tmp_path):
    path = write(tmp_path, "a\udcff.txt", REPORT)
    (article,) = read_articles([path]).articles
    article.path.encode()


def test_short_texts_and_names_alone_are_not_judged_by_their_language(tmp_path):
    rows = ["Kim, Xi, Putin", "Ana Paula Sousa meets Joao Almeida, Pedro Nunes and Luis Figo in Lisboa"]
    paths = [write(tmp_path, f"{number}.txt", text) for number, text in enumerate(rows)]
    assert len(read_articles(paths).articles) == 2
