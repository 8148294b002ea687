"""The docs say what the code does."""

import re
import tomllib
from pathlib import Path

import click
import pytest

import rashomon
from rashomon import limits, model
from rashomon.cli import main

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "CONTRIBUTING.md", "examples/README.md", "docs/architecture.md"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def options_of(command):
    return {option for parameter in command.params for option in parameter.opts}


def calls(page):
    """The calls of the program in a page, as (command, options)."""
    for line in (ROOT / page).read_text().splitlines():
        for call in re.findall(r"rashomon (annotate|group|compare)\b([^`|#]*)", line):
            yield call[0], re.findall(r"(?<!\S)--[a-z-]+", call[1])


@pytest.mark.parametrize("page", PAGES)
def test_every_call_in_the_docs_can_be_made(page):
    for name, options in calls(page):
        assert set(options) <= options_of(main.commands[name]), (name, options)


@pytest.mark.parametrize("page", PAGES)
def test_every_option_in_the_docs_exists(page):
    known = set().union(*map(options_of, main.commands.values()))
    assert set(re.findall(r"`(--[a-z-]+)", (ROOT / page).read_text())) <= known


@pytest.mark.parametrize("command", main.commands.values(), ids=list(main.commands))
def test_every_option_is_explained(command):
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))
    assert f"`rashomon {command.name}`" in (ROOT / "README.md").read_text()


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


def test_the_changelog_tells_of_this_version():
    assert f"## {rashomon.__version__}\n" in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize(
    "name", sorted(name for name in set(model.__all__) - {"Span"} if hasattr(getattr(model, name), "__struct_fields__"))
)
def test_every_key_of_the_json_is_documented(name: str) -> None:
    page = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    missing = [field for field in getattr(model, name).__struct_fields__ if f"`{field}`" not in page]
    assert missing == []
