"""Reading knowledge files: decoding with errors that say file, entry and remedy, and joining several into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from rashomon.errors import KnowledgeError
from rashomon.knowledge.records import KnowledgeFile, LoadedGroup

__all__ = ["OWN_FILES", "join_files", "read_file"]

DATA = Path(__file__).parent / "data"
OWN_FILES = tuple(
    DATA / f"{topic}.json" for topic in ("states", "leaders", "bodies", "outlets", "saying", "loaded", "contrasts")
)
SHAPE = "docs/knowledge.md shows the shape"
_ENTRY = re.compile(r"\$\.(?P<topic>[a-z_]+)\[(?P<number>\d+)\]")


def read_file(path: Path) -> KnowledgeFile:
    """Read one knowledge file.

    Raises KnowledgeError with the file, the entry and what to do where it is missing or has another shape.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); check name and permissions") from error
    try:
        return msgspec.json.decode(content, type=KnowledgeFile)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path}: {_entry_named(content, str(error))}; correct the entry, {SHAPE}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: not valid JSON ({error}); check it with a JSON validator, {SHAPE}") from error


def _entry_named(content: bytes, message: str) -> str:
    """Add the id of the entry at fault, where it has one, to the decoder's message, which only counts entries."""
    found = _ENTRY.search(message)
    if found is None:
        return message
    entry = msgspec.json.decode(content)[found["topic"]][int(found["number"])]
    named = [entry[key] for key in ("id", "iso3", "name") if key in entry] if isinstance(entry, dict) else []
    return f"{message} (entry {named[0]!r})" if named else message


def join_files(files: Sequence[tuple[Path, KnowledgeFile]]) -> KnowledgeFile:
    """Join files into one; later files add.

    Raises KnowledgeError where two entries share an id, or an alias or a term speaks of an actor that no file gives.
    """
    _refuse_repeats(files)
    ids = {entry_id for _, file in files for entry_id in _ids(file)}
    for path, file in files:
        for actor_id in file.aliases:
            if actor_id not in ids:
                raise KnowledgeError(
                    f"{path}: aliases are given for {actor_id!r}, which no file gives; "
                    f"correct the id (a state's is 'state:' and its ISO code) or add the entry, {SHAPE}"
                )
        for person in file.people:
            for term in person.terms:
                _check_term(path, person.id, term.start, term.end)
                of = term.of or person.iso3
                if of is None or (of not in ids and f"state:{of}" not in ids):
                    raise KnowledgeError(
                        f"{path}: entry {person.id!r}: the office {term.office!r} is of {of!r}, which no file gives; "
                        f"set 'of' to an ISO 3166 code of three letters or the id of a body, {SHAPE}"
                    )
    return KnowledgeFile(
        source="; ".join(file.source for _, file in files),
        states=tuple(state for _, file in files for state in file.states),
        bodies=tuple(body for _, file in files for body in file.bodies),
        people=tuple(person for _, file in files for person in file.people),
        outlets=tuple(outlet for _, file in files for outlet in file.outlets),
        saying=_joined_classes(file.saying for _, file in files),
        saying_nouns=_joined_classes(file.saying_nouns for _, file in files),
        loaded_groups=tuple(group for _, file in files for group in (*file.loaded_groups, *_listed(file))),
        loaded_except=tuple(phrase for _, file in files for phrase in file.loaded_except),
        denials=tuple(word for _, file in files for word in file.denials),
        contrasts=tuple(contrast for _, file in files for contrast in file.contrasts),
        aliases=_joined(file.aliases for _, file in files),
    )


def _listed(file: KnowledgeFile) -> list[LoadedGroup]:
    return [LoadedGroup(reason="listed as loaded", sources=(file.source,), words=file.loaded)] if file.loaded else []


def _check_term(path: Path, person_id: str, start: str | None, end: str | None) -> None:
    # A shorter date is compared as far as both go: 2013 and 2013-05 are in order either way.
    if start and end and end[: len(start)] < start[: len(end)]:
        raise KnowledgeError(f"{path}: entry {person_id!r}: a term ends ({end}) before it starts ({start}); correct it")


def _refuse_repeats(files: Sequence[tuple[Path, KnowledgeFile]]) -> None:
    first_seen: dict[str, Path] = {}
    for path, file in files:
        for entry_id in _ids(file):
            if entry_id in first_seen:
                raise KnowledgeError(
                    f"{path}: entry {entry_id!r} is already given in {first_seen[entry_id].name}; "
                    "to add names to it, list them under 'aliases' by that id"
                )
            first_seen[entry_id] = path


def _ids(file: KnowledgeFile) -> list[str]:
    states = [f"state:{state.iso3}" for state in file.states]
    bodies = [body.id for body in file.bodies]
    people = [person.id for person in file.people]
    return states + bodies + people + [outlet.id for outlet in file.outlets]


def _joined_classes(tables: Iterable[dict[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Join tables of classes of words; a word has one class, that of the last table that gives it."""
    class_of = {word: name for table in tables for name, words in table.items() for word in words}
    whole: dict[str, tuple[str, ...]] = {}
    for word, name in class_of.items():
        whole[name] = (*whole.get(name, ()), word)
    return whole


def _joined(tables: Iterable[dict[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    whole: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for key, values in table.items():
            whole[key] = whole.get(key, ()) + values
    return whole
