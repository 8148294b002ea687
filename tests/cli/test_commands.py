"""The commands: what they print and write, how they end, whatever comes in. The stages behind them are stood in for."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

import rashomon
from rashomon import comparison, report, stories
from rashomon.annotation import parallel
from rashomon.cli import main
from rashomon.errors import ModelError
from rashomon.model import Annotation, Comparison, Grouping, Problem

REPORT = "Ministers meet in Lumen City\n\nThe ministers of the two states met on Monday to talk about the border.\n"
OTHER = "The talks on the border were put off until the end of the week, the ministers said.\n"

NO_ITEMS: dict[str, tuple[()]] = dict.fromkeys(("entities", "times", "places", "statements", "events", "claims"), ())
NO_SECTIONS: dict[str, tuple[()]] = dict.fromkeys(
    ("actors", "points", "participants", "statements", "events", "timeline", "origins", "wording"), ()
)


@pytest.fixture(autouse=True)
def stages(monkeypatch):
    """Replace the slow stages; what they were asked is kept."""
    asked = {}

    def annotate(articles, *, workers, knowledge_files, rules_only):
        asked.update(workers=workers, knowledge=knowledge_files, rules_only=rules_only)
        return (Annotation(article=article, **NO_ITEMS) for article in articles)

    def group(articles, **options):
        asked.update(options)
        return tuple(Grouping(a.id, a.path, "even" if i % 2 == 0 else "odd", None) for i, a in enumerate(articles))

    def compare(annotations, *, knowledge, problems):
        asked.setdefault("stories", []).append([annotation.article.id for annotation in annotations])
        lonely = Problem("one report only: nothing to compare it with", annotations[0].article.id, kind="notice")
        told = (*problems, lonely) if len(annotations) == 1 else tuple(problems)
        return Comparison(story=None, articles=tuple(annotations), **NO_SECTIONS, problems=told)

    monkeypatch.setattr(parallel, "annotate_in_parallel", annotate)
    monkeypatch.setattr(stories, "group", group)
    monkeypatch.setattr(comparison, "compare", compare)
    monkeypatch.setattr(report, "to_terminal", lambda found, console: console.print(f"{len(found.articles)} reports"))
    monkeypatch.setattr(report, "to_json", msgspec.json.encode)
    monkeypatch.setattr(report, "to_html", lambda _: "<!doctype html>é")
    monkeypatch.setattr(report, "to_markdown", lambda _: "# é")
    return asked


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.txt").write_text(OTHER)
    return tmp_path


def run(*arguments, **options):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)


def test_help_and_version_come_at_once():
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "rashomon", "--help"], capture_output=True, text=True, check=True)
    assert time.perf_counter() - started < 2
    assert all(name in done.stdout for name in ("annotate", "group", "compare"))
    assert run("--version").stdout == f"rashomon {rashomon.__version__}\n"
    # Nothing heavy is loaded before a command runs.
    code = "import sys, rashomon.cli; print(sorted({'spacy', 'numpy', 'lxml', 'httpx', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["annotate", "group", "compare"])
def test_the_help_of_a_command_shows_an_example(command):
    done = run(command, "--help")
    assert f"rashomon {command} " in done.stdout
    assert "Exit status" in done.stdout


def test_annotate_prints_one_object_a_line(folder):
    done = run("annotate", "a.txt", "b.txt", "--published", "2025-08-28", "--outlet", "Lumen Times")
    assert done.exit_code == 0
    assert done.stderr == ""
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["schema"] == "rashomon/annotation/1"
    assert first["article"]["text"] == REPORT
    assert (second["article"]["published"], second["article"]["outlet"]) == ("2025-08-28", "Lumen Times")


def test_annotate_writes_a_file_and_passes_its_options_on(folder, stages):
    (folder / "more.json").write_text('{"source": "Desk list"}')
    done = run("annotate", "a.txt", "--output", "out.jsonl", "--workers", 3, "--rules-only", "--knowledge", "more.json")
    assert (done.exit_code, done.stdout) == (0, "")
    assert len((folder / "out.jsonl").read_text().splitlines()) == 1
    assert stages == {"workers": 3, "rules_only": True, "knowledge": (Path("more.json"),)}
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt", "more.json", "out.jsonl"]


def test_annotate_writes_a_table_of_events_alone_or_beside_the_objects(folder):
    done = run("annotate", "a.txt", "--table", "events.csv")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (folder / "events.csv").read_text().startswith("Event ID,Event Date,")
    done = run("annotate", "a.txt", "--table", "events.TSV", "--table-columns", "gdelt", "--output", "out.jsonl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (folder / "events.TSV").read_text().startswith("GLOBALEVENTID\tSQLDATE\t")
    assert len((folder / "out.jsonl").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    "options",
    [
        ["--table", "events.xlsx"],
        ["--table", "e.csv", "--output", "e.csv"],
        ["--table", "e.csv", "--table-columns", "icews"],
    ],
)
def test_a_table_that_cannot_be_is_wrong_usage(folder, options):
    done = run("annotate", "a.txt", *options)
    assert done.exit_code == 2
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt"]


def test_some_unread_inputs_are_named_and_end_with_three(folder):
    (folder / "empty.txt").write_text("")
    (folder / "latin.txt").write_bytes("Переговоры".encode("windows-1251"))
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "german.txt").write_text("Der Minister sagte am Montag, er werde nach Lumenstadt reisen und verhandeln.")
    done = run("annotate", "a.txt", "missing.txt", "empty.txt", "latin.txt", "binary.txt", "german.txt")
    assert done.exit_code == 3
    assert len(done.stdout.splitlines()) == 1
    *problems, summary = done.stderr.splitlines()
    assert [line.split(": ")[1] for line in problems] == [
        "missing.txt", "empty.txt", "latin.txt", "binary.txt", "german.txt",
    ]  # fmt: skip
    assert "written in German (de), only English is read" in problems[-1]
    assert summary == "rashomon: 1 report was read, 5 could not be (see above)"


def test_nothing_read_ends_with_one_and_writes_nothing(folder):
    done = run("annotate", "missing.txt", "--output", "out.jsonl")
    assert done.exit_code == 1
    assert "nothing could be read" in done.stderr
    assert not (folder / "out.jsonl").exists()


def test_what_is_ignored_is_told_and_stays_with_the_article_but_ends_with_zero(folder):
    (folder / "r.jsonl").write_text(json.dumps({"id": "r1", "text": OTHER, "published": "soon"}))
    done = run("annotate", "r.jsonl")
    assert done.exit_code == 0
    assert "published 'soon' is not a date" in done.stderr
    assert json.loads(done.stdout)["problems"][0]["kind"] == "ignored"


@pytest.mark.parametrize(
    "arguments",
    [
        ["annotate"],
        ["annotate", "a.txt", "--published", "yesterday"],
        ["annotate", "a.txt", "--columns", "body"],
        ["annotate", "a.txt", "--columns", "body=text"],
        ["annotate", "a.txt", "--workers", "0"],
        ["annotate", "a.txt", "--knowledge", "missing.toml"],
        ["annotate", "a.txt", "--no-such-option"],
        ["nonsense"],
    ],
)
def test_wrong_usage_ends_with_two(folder, arguments):
    assert run(*arguments).exit_code == 2


def test_a_table_is_read_by_the_names_of_its_columns(folder):
    (folder / "r.csv").write_text(f'body,number\n"{OTHER.strip()}",7\n')
    done = run("annotate", "r.csv", "--columns", "text=body", "--columns", "id=number")
    assert json.loads(done.stdout)["article"]["id"] == "7"


def test_standard_input_is_an_input():
    done = run("annotate", "-", input=REPORT)
    assert json.loads(done.stdout)["article"]["title"] == "Ministers meet in Lumen City"


def test_an_address_of_this_machine_is_refused(folder):
    done = run("annotate", "http://127.0.0.1:9/", "a.txt")
    assert done.exit_code == 3
    assert "--allow-private-hosts" in done.stderr


def test_pages_that_were_kept_are_read_with_no_connection(folder):
    from datetime import UTC, datetime

    from rashomon.reading.archive import PageArchive
    from rashomon.reading.fetching import Answer

    url = "https://lumen.example/talks"
    headers = (("Content-Type", "text/html"),)
    page = f"<html><head><title>Talks</title></head><body><article>{f'<p>{OTHER}</p>' * 5}</article></body></html>"
    PageArchive(folder / "kept").keep(Answer(url, 200, headers, page.encode(), datetime(2026, 1, 1, tzinfo=UTC)))
    table = {"id": "o:lumen", "name": "Lumen Times", "kind": "outlet", "domains": ["lumen.example"]}
    (folder / "own.json").write_text(json.dumps({"source": "Desk list", "outlets": [table]}))
    done = run("annotate", url, "--no-fetch", "--keep", "kept", "--knowledge", "own.json")
    assert done.exit_code == 0
    article = json.loads(done.stdout)["article"]
    assert (article["url"], article["outlet"]) == (url, "Lumen Times")
    done = run("annotate", "https://lumen.example/other", "a.txt", "--no-fetch", "--keep", "kept")
    assert (done.exit_code, "has no copy of it" in done.stderr) == (3, True)


def test_what_a_terminal_would_obey_is_made_harmless(folder):
    (folder / "\x1b[31mred\n.txt").write_text("")
    done = run("annotate", "a.txt", "\x1b[31mred\n.txt")
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_group_prints_the_story_of_each_report(folder, stages):
    done = run("group", "a.txt", "b.txt", "--window", 2)
    assert done.exit_code == 0
    first, second = map(json.loads, done.stdout.splitlines())
    assert list(first) == ["id", "path", "story", "copy_of", "version_of", "chapter_of"]
    assert (first["story"], second["story"]) == ("even", "odd")
    assert stages == {"window_days": 2}
    run("group", "a.txt", "--output", "out.jsonl")
    assert (folder / "out.jsonl").read_text().count("\n") == 1


def test_compare_prints_and_writes_every_form(folder):
    done = run("compare", "a.txt", "b.txt", "--json", "r.json", "--html", "r.html", "--markdown", "r.md")
    assert done.exit_code == 0
    assert done.stdout == "2 reports\n"
    assert json.loads((folder / "r.json").read_text())["schema"] == "rashomon/comparison/1"
    assert (folder / "r.html").read_bytes() == "<!doctype html>é".encode()
    assert (folder / "r.md").read_bytes() == "# é".encode()
    assert done.stderr.count("wrote") == 3


def test_problems_of_reading_are_in_the_comparison_and_told_once(folder):
    done = run("compare", "a.txt", "missing.txt", "--json", "r.json")
    assert done.exit_code == 3
    assert [problem["where"] for problem in json.loads((folder / "r.json").read_text())["problems"]][:1] == [
        "missing.txt"
    ]
    assert done.stderr.count("missing.txt") == 1
    assert "one report only" in done.stderr


def test_grouped_first_each_story_is_compared_and_its_files_numbered(folder, stages):
    (folder / "c.txt").write_text(REPORT)
    done = run("compare", "a.txt", "b.txt", "c.txt", "--group", "--html", "r.html")
    assert done.exit_code == 0
    assert [len(story) for story in stages["stories"]] == [2, 1]
    assert sorted(path.name for path in folder.glob("*.html")) == ["r-1.html", "r-2.html"]


def test_a_place_that_cannot_be_written_is_named(folder):
    done = run("compare", "a.txt", "--json", "no/such/folder/r.json")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_an_error_half_way_leaves_the_old_file_and_nothing_beside_it(folder, monkeypatch):
    def breaks(articles, **_options):
        yield Annotation(article=articles[0], **NO_ITEMS)
        raise ModelError("the pipeline is missing; install it")

    monkeypatch.setattr(parallel, "annotate_in_parallel", breaks)
    (folder / "out.jsonl").write_text("old")
    done = run("annotate", "a.txt", "b.txt", "--output", "out.jsonl")
    assert done.exit_code == 1
    assert "the pipeline is missing; install it" in done.stderr
    assert (folder / "out.jsonl").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.txt", "out.jsonl"]


def test_an_interrupt_ends_with_one_line(folder, monkeypatch):
    def interrupted(_articles, **_options):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(parallel, "annotate_in_parallel", interrupted)
    done = run("annotate", "a.txt", "--output", "out.jsonl")
    assert done.exit_code == 130
    assert done.stderr == "rashomon: stopped; a file that was not finished was not written\n"
    assert not (folder / "out.jsonl").exists()


def test_a_closed_pipe_ends_without_a_traceback(folder):
    (folder / "many.jsonl").write_text("".join(json.dumps({"text": f"{OTHER} {n}"}) + "\n" for n in range(3)))
    code = "from rashomon.annotation import parallel; from rashomon.model import Annotation\n"
    code += "none = dict.fromkeys(('entities', 'times', 'places', 'statements', 'events', 'claims'), ())\n"
    code += "parallel.annotate_in_parallel = lambda found, **_: (Annotation(article=a, **none) for a in found)\n"
    code += "from rashomon.cli import main; main(['annotate', 'many.jsonl'])"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert "Traceback" not in done.stderr
