"""The docs say what the code does."""

import re
import sqlite3
import tomllib
from pathlib import Path

import click
import pytest

import rashomon
from rashomon import limits, model, store
from rashomon.cli import main

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "CONTRIBUTING.md", "examples/README.md", "docs/architecture.md", "docs/store.md"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def commands_of(group, before=""):
    """All commands by their names, those of a group as "db check"."""
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from commands_of(command, f"{before}{name} ")


COMMANDS = dict(commands_of(main))


def options_of(command):
    return {option for parameter in command.params for option in parameter.opts}


def calls(page):
    """The calls of the program in a page, as (command, options)."""
    for line in (ROOT / page).read_text().splitlines():
        for call in re.findall(rf"rashomon ({'|'.join(sorted(COMMANDS, reverse=True))})\b([^`|#]*)", line):
            yield call[0], re.findall(r"(?<!\S)--[a-z-]+", call[1])


@pytest.mark.parametrize("page", PAGES)
def test_every_call_in_the_docs_can_be_made(page):
    for name, options in calls(page):
        assert set(options) <= options_of(COMMANDS[name]), (name, options)


@pytest.mark.parametrize("page", PAGES)
def test_every_option_in_the_docs_exists(page):
    known = set().union(*map(options_of, COMMANDS.values()))
    assert set(re.findall(r"`(--[a-z-]+)", (ROOT / page).read_text())) <= known


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained_and_every_command_has_its_row(name):
    command = COMMANDS[name]
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))
    assert f"rashomon {name}" in command.help or isinstance(command, click.Group), "an example"
    if name in main.commands:
        assert f"`rashomon {name}`" in (ROOT / "README.md").read_text()


def test_the_page_of_the_store_has_every_view_limit_and_function():
    page = (ROOT / "docs/store.md").read_text()
    schema = (ROOT / "src/rashomon/store/schema.sql").read_text()
    views = set(re.findall(r"CREATE VIEW (\w+)", schema))
    assert views == set(re.findall(r"^\| `([a-z_]+)` \|", page, re.MULTILINE))
    assert f"STORE_WAIT_SECONDS ({limits.STORE_WAIT_SECONDS:g} s)" in page
    functions = {name for name in store.__all__ if name[0].islower()}
    assert [name for name in functions if name not in page] == []


def test_the_questions_of_the_page_of_the_store_can_be_asked():
    page = (ROOT / "docs/store.md").read_text()
    connection = sqlite3.connect(":memory:")
    connection.executescript((ROOT / "src/rashomon/store/schema.sql").read_text())
    (questions,) = re.findall(r"```sql\n(.+?)```", page, re.DOTALL)
    connection.executescript(questions)
    connection.close()


def test_the_limits_in_the_readme_are_those_in_force():
    readme = " ".join((ROOT / "README.md").read_text().split())
    for value, unit in [
        (limits.MAX_ARTICLE_CHARS, "characters"),
        (limits.MAX_FILE_BYTES, "bytes"),
        (limits.MAX_PAGE_BYTES, "bytes"),
        (limits.MAX_ACCOUNTS, "accounts"),
    ]:
        assert f"{value:,} {unit}" in readme


def test_every_limit_has_its_reason():
    source = (ROOT / "src/rashomon/limits.py").read_text()
    assert len(re.findall(r'^[A-Z_]+: Final = .+\n"""', source, re.MULTILINE)) == len(
        [name for name in vars(limits) if name.isupper()]
    )


@pytest.mark.parametrize(
    ("noun", "introduction"), [(model.Annotation, "annotation has"), (model.Comparison, "comparison")]
)
def test_the_keys_in_the_readme_are_those_of_the_model(noun, introduction):
    readme = " ".join((ROOT / "README.md").read_text().split())
    sentence = readme.split("The JSON of an annotation has")[1].split(". Offsets")[0]
    part = sentence.split("that of a comparison")[noun is model.Comparison]
    assert set(re.findall(r"`(\w+)`", part)) == set(noun.__struct_fields__) - {"schema"}


def test_every_dependency_has_its_reason_and_is_pinned():
    page = (ROOT / "docs/dependencies.md").read_text()
    to_run, to_develop = page.split("## To develop")
    for part, requirements in [
        (to_run, PROJECT["dependencies"]),
        (to_develop, PROJECT["optional-dependencies"]["dev"]),
    ]:
        documented = set(re.findall(r"^\| ([\w-]+) \|", part, re.MULTILINE)) - {"package"}
        assert documented == {requirement.partition("==")[0] for requirement in requirements}
        assert all(re.fullmatch(r"[\w-]+==[\w.]+", requirement) for requirement in requirements)


def test_every_package_is_on_the_map():
    page = (ROOT / "docs/architecture.md").read_text()
    packages = sorted(path.parent.name for path in (ROOT / "src/rashomon").glob("*/__init__.py"))
    missing = [package for package in packages if f"`{package}`" not in page]
    assert missing == []
    for module in re.findall(r"`(\w+\.py)`", page):
        assert list((ROOT / "src/rashomon").rglob(module)), module


@pytest.mark.parametrize(
    "page", [*sorted(path.relative_to(ROOT) for path in ROOT.glob("docs/*.md")), Path("README.md")], ids=str
)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text()):
        assert (ROOT / page).parent.joinpath(target).exists(), target


def test_every_fault_has_its_tests():
    rows = re.findall(r"^\| \d+ \|.+$", (ROOT / "docs/faults.md").read_text(), re.MULTILINE)
    assert rows
    for row in rows:
        tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert tests, row
        for path, name in tests:
            assert f"def {name}(" in (ROOT / path).read_text(), f"{path}::{name}"


def test_the_changelog_tells_of_this_version():
    assert f"## {rashomon.__version__}\n" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize(
    "name", sorted(name for name in set(model.__all__) - {"Span"} if hasattr(getattr(model, name), "__struct_fields__"))
)
def test_every_key_of_the_json_is_documented(name: str) -> None:
    page = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    missing = [field for field in getattr(model, name).__struct_fields__ if f"`{field}`" not in page]
    assert missing == []
