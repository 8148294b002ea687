"""The Python door: every stage in one call, and how a comparison looks in a notebook."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import rashomon
from rashomon import limits, notebook
from rashomon.errors import InputError, NothingReadError
from rashomon.model import Annotation, Article, Comparison

from .report.large import large

ROOT = Path(__file__).parents[1]
FIRST = "The harbour of Arden was opened on Tuesday, the port authority said. Some 400 guests came."
SECOND = "Velmar opened the harbour of Arden on Tuesday before about 600 guests."


@pytest.fixture(scope="module")
def reports() -> list[Article]:
    return [
        rashomon.article(FIRST, outlet="Harbour Courier", published="2031-06-03"),
        rashomon.article(SECOND, outlet="Northern Wire", published="2031-06-04"),
    ]


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_the_documented_lines_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(block, names)
    assert isinstance(names["comparison"], Comparison)


def test_articles_annotations_and_files_give_the_same_comparison(reports: list[Article], tmp_path: Path) -> None:
    comparison = rashomon.compare(reports)
    assert [annotation.article.outlet for annotation in comparison.articles] == ["Harbour Courier", "Northern Wire"]
    assert rashomon.compare(rashomon.annotate(reports)) == comparison
    rows = tmp_path / "rows.jsonl"
    rows.write_bytes(b"".join(msgspec.json.encode(report) + b"\n" for report in reports))
    for given in (rows, str(rows), [rows], rashomon.read(rows)):
        told = rashomon.compare(given)
        assert told.points == comparison.points


def test_articles_and_annotations_may_be_mixed_and_keep_their_order(reports: list[Article]) -> None:
    annotations = rashomon.annotate([rashomon.annotate(reports[0])[0], reports[1]])
    assert [annotation.article for annotation in annotations] == reports
    assert all(isinstance(annotation, Annotation) for annotation in annotations)


def test_what_could_not_be_read_stays_with_the_comparison(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST)
    (tmp_path / "two.txt").write_text(SECOND)
    comparison = rashomon.compare([tmp_path / "one.txt", tmp_path / "two.txt", tmp_path / "three.txt"])
    assert [Path(problem.where).name for problem in comparison.problems if problem.kind == "unread"] == ["three.txt"]


def test_reports_on_one_event_are_grouped(reports: list[Article]) -> None:
    assert [grouping.id for grouping in rashomon.group(reports)] == [report.id for report in reports]


def test_nothing_to_read_is_an_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(NothingReadError, match=r"missing\.txt"):
        rashomon.compare(tmp_path / "missing.txt")
    with pytest.raises(NothingReadError):
        rashomon.compare([])
    with pytest.raises(TypeError, match="int"):
        rashomon.compare([rashomon.article(FIRST), 3])  # type: ignore[list-item]


def test_an_article_of_a_text_has_its_title_and_is_checked() -> None:
    article = rashomon.article(f"Harbour open\n\n{FIRST}", url="https://courier.example/1", id="one")
    assert (article.id, article.title, article.language) == ("one", "Harbour open", "en")
    for words, options, said in (
        (" ", {}, "no text"),
        (FIRST, {"published": "Tuesday"}, "not a date"),
        (FIRST, {"url": "javascript:alert(1)"}, "no http or https"),
        ("Le port d'Arden a été ouvert mardi, a dit la présidente devant quatre cents invités.", {}, "French"),
    ):
        with pytest.raises(InputError, match=said):
            rashomon.article(words, **options)


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, rashomon; print(sorted(name for name in sys.modules if name.startswith('rashomon')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['rashomon']"


def test_every_name_of_the_package_is_there() -> None:
    assert set(rashomon.__all__) <= set(dir(rashomon))
    for name in rashomon.__all__:
        assert getattr(rashomon, name)
    with pytest.raises(AttributeError, match="verdict"):
        rashomon.verdict  # noqa: B018


def test_a_notebook_shows_the_page_and_a_terminal_the_summary() -> None:
    interactive = pytest.importorskip("IPython.core.interactiveshell", reason="IPython is not installed")
    shell = interactive.InteractiveShell.instance()
    try:
        notebook.show_in_notebooks()
        shell.run_cell(
            "import rashomon\n"
            f"comparison = rashomon.compare([rashomon.article({FIRST!r}), rashomon.article({SECOND!r})])"
        )
        comparison = shell.user_ns["comparison"]
        shown, _ = shell.display_formatter.format(comparison)
    finally:
        shell.clear_instance()
    assert shown["text/html"] == notebook.comparison_as_html(comparison)
    assert "2 reports" in shown["text/plain"]
    assert "\x1b" not in shown["text/plain"]
    address = re.search(r'src="data:text/html;charset=utf-8;base64,([^"]+)"', shown["text/html"])
    assert address is not None
    assert base64.b64decode(address[1]).decode() == rashomon.to_html(comparison)


def test_a_page_too_large_for_a_notebook_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "MAX_NOTEBOOK_PAGE_BYTES", 1000)
    shown = notebook.comparison_as_html(large())
    assert "rashomon.to_html(comparison)" in shown
    assert len(shown) < 500


def test_the_limit_in_the_docs_is_the_one_in_force() -> None:
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    assert f"{limits.MAX_NOTEBOOK_PAGE_BYTES:,} bytes (`MAX_NOTEBOOK_PAGE_BYTES`)" in page
