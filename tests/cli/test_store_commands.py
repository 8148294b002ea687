"""The commands on a store: what they print and write, and how they end. The stages behind them are stood in for."""

import json
import re
import time
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from tests.store import standins
from tests.store.killing import compare
from tests.store.test_watch import Web

from rashomon import comparison, stories
from rashomon.annotation import parallel
from rashomon.cli import main
from rashomon.errors import ModelError
from rashomon.model import Problem
from rashomon.reading import opening
from rashomon.store import Store
from rashomon.store.database import Database

ROWS = [
    {"id": "a", "outlet": "Post", "published": "2021-05-02", "url": "https://post.example/a",
     "text": "Border: a threat\n\nArdenia threatens Borvia at Lumen. Minister Aalto said: they have 40 tanks there."},
    {"id": "b", "outlet": "Times", "published": "2021-05-03", "url": "https://times.example/b",
     "text": "Border: an answer\n\nBorvia answers Ardenia at once. Envoy Brandt said: they have no tanks there at all."},
    {"id": "c", "outlet": "Post", "published": "2021-05-03", "url": "https://post.example/c",
     "text": "Flood: the river\n\nThe river rose over its banks at Quay, and people were brought to safety in the night."},
]  # fmt: skip


@pytest.fixture(autouse=True)
def stages(monkeypatch):
    """Replace the slow stages; returns what was asked of them."""
    asked = {"annotated": []}

    def annotate(articles, *, workers, knowledge_files, rules_only):
        for article in articles:
            asked["annotated"].append(article.id)
            yield standins.annotation_of(article)

    class Stream(standins.Stream):
        memory_days = 28

        def __init__(self, window_days=4):  # noqa: ARG002
            super().__init__()

        @classmethod
        def restore(cls, remembered, window_days):
            asked["window"] = window_days
            return super().restore(remembered)

    monkeypatch.setattr(parallel, "annotate_in_parallel", annotate)
    monkeypatch.setattr(stories, "Stream", Stream)

    def compared(annotations, *, knowledge):
        asked["knowledge"] = knowledge
        return compare(annotations)

    monkeypatch.setattr(comparison, "compare", compared)
    return asked


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(ROWS)
    return tmp_path


def write(rows):
    lines = [json.dumps({"title": row["text"].partition("\n")[0], **row}) for row in rows]
    Path("rows.jsonl").write_text("\n".join(lines))


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_ingest_keeps_what_is_new_and_says_what_it_did(folder, stages):
    done = run("ingest", "rows.jsonl", "--window", 2)
    assert done.exit_code == 0, (done.output, done.exception)
    assert done.stdout == (
        "stored in news.sqlite: 3 reports\n2 stories, of which 1 compared anew: rashomon stories --db news.sqlite\n"
    )
    assert stages["window"] == 2
    write([*ROWS, {**ROWS[2], "text": ROWS[2]["text"] + " Corrected."}])
    stages["annotated"].clear()
    done = run("ingest", "rows.jsonl")
    assert done.stdout.startswith(
        "stored in news.sqlite: 1 report (3 there before)\n2 stories, of which 0 compared anew"
    )
    assert len(stages["annotated"]) == 1


def test_what_cannot_be_read_costs_the_others_nothing(folder):
    done = run("ingest", "rows.jsonl", "none.txt")
    assert done.exit_code == 3
    assert "none.txt: not read" in done.stderr
    assert "stored in news.sqlite: 3 reports" in done.stdout
    done = run("ingest", "none.txt", "--db", "other.sqlite")
    assert done.exit_code == 1
    assert not (folder / "other.sqlite").exists()


def test_stopped_by_ctrl_c_it_says_how_to_go_on(folder, monkeypatch):
    def stopped(articles, **_):
        yield standins.annotation_of(articles[0])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(parallel, "annotate_in_parallel", stopped)
        done = run("ingest", "rows.jsonl")
    assert done.exit_code == 130
    assert "stopped; stored: 1 report; run the same command again to go on" in done.stderr
    assert run("ingest", "rows.jsonl").stdout.startswith("stored in news.sqlite: 2 reports (1 there before)")
    assert run("db", "check").exit_code == 0


def test_a_missing_model_is_named_and_what_was_stored_stays(folder, monkeypatch):
    def missing(articles, **_):
        yield standins.annotation_of(articles[0])
        raise ModelError("the parser is missing; install it with: make demo")

    with monkeypatch.context() as patch:
        patch.setattr(parallel, "annotate_in_parallel", missing)
        done = run("ingest", "rows.jsonl")
    assert (done.exit_code, done.stderr) == (1, "rashomon: the parser is missing; install it with: make demo\n")
    assert run("ingest", "rows.jsonl").stdout.startswith("stored in news.sqlite: 2 reports (1 there before)")


def test_stories_are_listed_newest_first_and_as_json_lines(folder):
    run("ingest", "rows.jsonl")
    listed = run("stories").stdout
    assert listed == (
        "Border: a threat\n  2021-05-02 to 2021-05-03 · 2 reports · 2 outlets · 0 origins · 0 differences\n"
        "  rashomon show a --db news.sqlite\n"
        "Flood: the river\n  2021-05-03 · 1 report · 1 outlet\n  rashomon show c --db news.sqlite\n"
    )
    assert run("stories", "--limit", 1).stdout.endswith("… and 1 more: --limit 2\n")
    run("stories", "--output", "stories.jsonl")
    lines = [json.loads(line) for line in (folder / "stories.jsonl").read_text().splitlines()]
    assert [(line["id"], line["accounts"], line["last_day"]) for line in lines] == [
        ("a", 2, "2021-05-03"),
        ("c", 1, "2021-05-03"),
    ]


def test_show_a_story_and_a_report(folder):
    write([*ROWS, {**ROWS[0], "id": "d", "text": ROWS[0]["text"].replace("40", "45")}])
    run("ingest", "rows.jsonl")
    shown = run("show", "a", "--json", "story.json", "--html", "story.html")
    assert shown.exit_code == 0, shown.output
    assert "2 reports · 2 outlets" in shown.stdout
    assert len(json.loads((folder / "story.json").read_text())["articles"]) == 2
    assert "<!doctype html>" in (folder / "story.html").read_text().lower()
    shown = run("show", "d", "--json", "report.json").stdout
    assert "story a" in shown
    assert "−40 +45" in shown
    assert json.loads((folder / "report.json").read_text())["article"]["id"] == "d"
    assert "Minister Aalto says: they have 40 tanks there" in run("show", "a", "--article").stdout
    assert run("show", "d", "--html", "x.html").exit_code == 2
    missing = run("show", "nothing")
    assert missing.exit_code == 1
    assert missing.stderr == "rashomon: news.sqlite has no article 'nothing'; list them with: rashomon search\n"


def test_a_comparison_that_is_kept_is_not_made_again(folder, monkeypatch):
    run("ingest", "rows.jsonl")

    def fails(annotations, *, knowledge):
        raise AssertionError("compared again")

    monkeypatch.setattr(comparison, "compare", fails)
    assert run("show", "a").exit_code == 0


def test_search(folder):
    write(
        [
            *ROWS,
            {
                "id": "u",
                "title": "Undated: a wire",
                "text": "Undated: a wire\n\nNothing is known of when this was sent to us by wire.",
            },
        ]
    )
    run("ingest", "rows.jsonl")
    assert "outlet not stated · date not given · rashomon show u" in run("search", "wire").stdout
    found = run("search", "tank*").stdout
    assert "they have 40 tanks there" in found
    assert "rashomon show a --article --db news.sqlite" in found
    assert "Flood" not in found
    assert "Flood" in run("search", "--outlet", "Post", "--since", "2021-05-03").stdout
    assert run("search", "--event", "threaten", "--actor", "ARD").stdout.count("rashomon show") == 2
    assert run("search", "tanks", "--statements", "--actor", "Envoy Brandt").stdout.startswith(
        "Envoy Brandt says: they have no tanks there at all\n"
    )
    assert run("search", "nowhere").stdout == "nothing was found\n"
    run("search", "tanks", "--output", "hits.jsonl")
    hit = json.loads((folder / "hits.jsonl").read_text().splitlines()[0])
    start, end = hit["matches"][0]
    assert hit["passage"][start:end] == "tanks"
    assert run("search", "--since", "20210503").stdout == run("search", "--since", "2021-05-03").stdout
    assert "Flood" in run("search", "--since", "20210503").stdout
    assert run("search", "--since", "May").exit_code == 2
    assert run("search", "tank*", "--limit", 5000).exit_code == 2
    wrong = run("search", "--event", "party")
    assert wrong.exit_code == 2
    assert "THREATEN" in wrong.stderr


@pytest.mark.parametrize("command", ["stories", "show a", "search x", "db check", "db vacuum", "db migrate"])
def test_without_a_store_each_says_how_to_make_one(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    done = run(*command.split())
    assert done.exit_code == 1
    assert done.stderr == (
        "rashomon: there is no store at news.sqlite; make one with: rashomon ingest INPUT... --db news.sqlite\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["missing/news.sqlite", "."])
def test_a_store_that_cannot_be_made_says_what_to_do(folder, place):
    done = run("ingest", "rows.jsonl", "--db", place)
    assert done.exit_code in (1, 2)
    assert "make its folder" in done.stderr or "is a directory" in done.stderr


def test_db_check_migrate_and_vacuum(folder):
    run("ingest", "rows.jsonl")
    assert run("db", "check").stdout == (
        "news.sqlite is whole: 3 articles, 2 stories, 2 statements, 2 events, 1 comparison\n"
    )
    assert run("db", "migrate").stdout == "news.sqlite is up to date (schema 1)\n"
    assert run("db", "vacuum").stdout.startswith("news.sqlite has ")
    with Store("news.sqlite") as store:
        store.database.execute("UPDATE stories SET outlets = 9 WHERE id = 'a'")
    done = run("db", "check")
    assert done.exit_code == 1
    assert "the counts of a story are not those of its articles (a)" in done.stderr
    assert "news.sqlite is damaged (1 problem); it was left as it is" in done.stderr


def test_db_check_looks_at_one_state_of_a_store_that_is_written_to(folder, monkeypatch):
    write(ROWS[:1])
    run("ingest", "rows.jsonl")
    row, written = Database.row, []

    def row_after_another_has_written(database, sql, values=()):
        if "FROM placements" in sql and not written:
            written.append(True)
            write(ROWS)
            assert run("ingest", "rows.jsonl").exit_code == 0
        return row(database, sql, values)

    with monkeypatch.context() as patched:
        patched.setattr(Database, "row", row_after_another_has_written)
        done = run("db", "check")
    assert written
    assert done.exit_code == 0, done.output


@pytest.fixture
def feeds(folder, monkeypatch):
    web = Web()
    web.put("https://post.example/feed", 1, 2)
    monkeypatch.setattr(opening, "web_fetcher", lambda **_: web)
    (folder / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline type="rss" xmlUrl="https://post.example/feed"/></body></opml>'
    )
    return web


def test_watch_polls_once_or_until_it_is_stopped(feeds, monkeypatch):
    done = run("watch", "feeds.opml", "--once")
    assert done.exit_code == 0, (done.output, done.exception)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d: 2 new reports; 1 story, of which 1 compared anew\n", done.stdout)
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        feeds.put("https://post.example/feed", 1, 2, 3)
        if len(waits) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", sleep)
    done = run("watch", "feeds.opml", "--every", 5)
    assert done.exit_code == 130
    assert waits == [300, 300]
    assert [line.partition(": ")[2] for line in done.stdout.splitlines()] == [
        "0 new reports; 1 story, of which 0 compared anew",
        "1 new report; 1 story, of which 1 compared anew",
    ]
    assert done.stderr.endswith("rashomon: stopped; the same command goes on where it was\n")


def test_watch_names_what_it_cannot_have(feeds, folder):
    (folder / "a.txt").write_text("no list of feeds")
    done = run("watch", "feeds.opml", "a.txt", "--once")
    assert done.exit_code == 3
    assert "a.txt: not read: it is no OPML list of feeds" in done.stderr
    assert run("watch", "a.txt").exit_code == 1
    feeds.pages.clear()
    done = run("watch", "feeds.opml", "--once")
    assert done.exit_code == 3
    assert "https://post.example/feed: not read: it took too long" in done.stderr


def test_watch_names_articles_that_a_layer_failed_on(feeds, monkeypatch):
    def annotate(articles, **_):
        for article in articles:
            problem = Problem("could not be annotated", article.id, kind="failed")
            yield msgspec.structs.replace(standins.annotation_of(article), problems=(problem,))

    monkeypatch.setattr(parallel, "annotate_in_parallel", annotate)
    done = run("watch", "feeds.opml", "--once")
    assert done.exit_code == 3
    assert done.stderr.count("could not be annotated") == 2


def test_watch_waits_for_the_next_poll_where_another_process_is_writing(feeds, monkeypatch):
    monkeypatch.setattr("rashomon.limits.STORE_WAIT_SECONDS", 0.1)
    with Store("news.sqlite", create=True) as store, store.alone("another"):
        done = run("watch", "feeds.opml", "--once")
    assert done.exit_code == 3
    assert "another process is writing to news.sqlite" in done.stderr
    assert "2 new reports" in run("watch", "feeds.opml", "--once").stdout
