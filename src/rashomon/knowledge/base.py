"""The knowledge base: look-ups over the joined data files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from rashomon.knowledge.files import OWN_FILES, join_files, read_file
from rashomon.knowledge.loaded import LoadedWords
from rashomon.knowledge.names import NameIndex, fold_name
from rashomon.knowledge.records import Contrast, KnowledgeFile, KnownActor, Leader, Outlet, State

__all__ = ["LEXICON_SUFFIX", "Knowledge", "load_knowledge"]

LEXICON_SUFFIX = ".tsv"


class Knowledge:
    """What is known beforehand, by name; built once, never changed."""

    def __init__(self, file: KnowledgeFile, lexica: tuple[Path, ...] = ()) -> None:
        self.lexica = lexica
        """The user's own additions to the PLOVER lexicon, for `rashomon.knowledge.plover.load_plover`."""
        self.states: tuple[State, ...] = file.states
        self.outlets: tuple[Outlet, ...] = file.outlets
        self.saying_nouns: Mapping[str, str] = MappingProxyType(_by_word(file.saying_nouns))
        self.loaded_words = LoadedWords(file.loaded_groups, file.loaded_except)
        self.denials: tuple[str, ...] = file.denials
        self.contrasts: tuple[Contrast, ...] = file.contrasts
        self._saying = _by_word(file.saying)
        self._state_by_iso3 = {state.iso3: state for state in file.states}
        self._actors: NameIndex[KnownActor] = NameIndex()
        self._seats: NameIndex[str] = NameIndex()
        self._outlet_names: NameIndex[Outlet] = NameIndex()
        self._by_surname: dict[str, list[KnownActor]] = {}
        self._by_id: dict[str, KnownActor] = {}
        self._demonyms: dict[str, str] = {}
        self._holders: dict[str, list[Leader]] = {}
        self._offices: dict[str, list[Leader]] = {}
        self._enter_states(file)
        self._enter_bodies(file)
        self._enter_people(file)
        self._enter_outlets(file)

    def actors(self, name: str) -> tuple[KnownActor, ...]:
        """Return the candidates for a name, alias or acronym; where there is none, the state whose seat it names."""
        found = self._actors.find(name)
        if found:
            return found
        return tuple(self._by_id[f"state:{iso3}"] for iso3 in self._seats.find(name))

    def actor(self, actor_id: str) -> KnownActor | None:
        """Return the actor with this id."""
        return self._by_id.get(actor_id)

    @property
    def all_actors(self) -> tuple[KnownActor, ...]:
        """Every known actor: states, then bodies, persons and outlets."""
        return tuple(self._by_id.values())

    def with_surname(self, surname: str) -> tuple[KnownActor, ...]:
        """Return the persons who are commonly spoken of by this surname alone."""
        return tuple(self._by_surname.get(fold_name(surname), ()))

    def demonym(self, word: str) -> str | None:
        """Return the state's ISO code for an adjective or people ("Chinese", "Mexicans"), written with a capital.

        A word that belongs to several states ("Congolese", "Guinean") gives the one that reports mean most.
        """
        return self._demonyms.get(fold_name(word)) if word[:1].isupper() else None

    def state(self, iso3: str) -> State:
        """Return the state with this ISO 3166-1 alpha-3 code; KeyError where there is none."""
        return self._state_by_iso3[iso3]

    def capital_of(self, name: str) -> str | None:
        """Return the code of the state whose capital or seat of government this is ("Beijing", "the Kremlin")."""
        found = self._seats.find(name)
        return found[0] if found else None

    def holders(self, of: str, office: str | None = None, day: datetime.date | None = None) -> tuple[Leader, ...]:
        """Return the terms in the offices of a state (ISO code) or a body (actor id), oldest first.

        Args:
            of: ISO 3166-1 alpha-3 code, or the id of a body such as `org:un`.
            office: only this office ("president", "prime minister"), where given.
            day: only terms that this day lies in, where given; a term known only by year or month holds all of it.
        """
        return tuple(
            leader
            for leader in self._holders.get(of, ())
            if (office is None or leader.office == office) and (day is None or _holds(leader, day.isoformat()))
        )

    def offices_of(self, person_id: str) -> tuple[Leader, ...]:
        """Return the terms of one person, oldest first."""
        return tuple(self._offices.get(person_id, ()))

    def source_outlet(self, name: str) -> Outlet | None:
        """Return the agency, state medium or outlet with this name, acronym or internet domain."""
        found = self._outlet_names.find(name)
        return found[0] if found else self._outlet_by_domain.get(name.lower().removeprefix("www."))

    def outlet_at(self, host: str) -> Outlet | None:
        """Return the outlet whose internet domain the host is or belongs to ("edition.cnn.com")."""
        labels = host.lower().split(".")
        domains = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self._outlet_by_domain[domain] for domain in domains if domain in self._outlet_by_domain), None)

    def saying(self, lemma: str) -> str | None:
        """Return the class of a verb of saying or thinking ("deny", "urge", "believe"), None where it is none."""
        return self._saying.get(lemma.lower())

    def loaded(self, word: str) -> str | None:
        """Return the neutral counterpart of a loaded word or phrase, or a note on it; None where it is not loaded."""
        found = self.loaded_words.of(word)
        return found.plain if found else None

    def _enter_states(self, file: KnowledgeFile) -> None:
        for state in file.states:
            actor_id = f"state:{state.iso3}"
            aliases = tuple(alias for alias in (state.official, *state.aliases) if alias and alias != state.name)
            self._enter(
                KnownActor(
                    actor_id,
                    state.name,
                    "state",
                    state.iso3,
                    state.wikidata,
                    aliases + file.aliases.get(actor_id, ()),
                )
            )
            for demonym in state.demonyms:
                self._demonyms.setdefault(fold_name(demonym), state.iso3)
            self._seats.add(state.seats, state.iso3)

    def _enter_bodies(self, file: KnowledgeFile) -> None:
        for body in file.bodies:
            aliases = body.aliases + file.aliases.get(body.id, ())
            self._enter(KnownActor(body.id, body.name, body.kind, body.iso3, body.wikidata, aliases))

    def _enter_people(self, file: KnowledgeFile) -> None:
        leaders = []
        for person in file.people:
            aliases = person.aliases + file.aliases.get(person.id, ())
            surname = person.surname or person.name.rpartition(" ")[2]
            actor = KnownActor(person.id, person.name, "person", person.iso3, person.wikidata, aliases, surname)
            self._enter(actor)
            self._by_surname.setdefault(fold_name(surname), []).append(actor)
            for term in person.terms:
                of = term.of or person.iso3 or ""
                iso3, body = (of, None) if of in self._state_by_iso3 else (None, of)
                leaders.append((of, Leader(actor, term.office, iso3, body, term.start, term.end)))
        leaders.sort(key=lambda entry: (entry[1].start or "", entry[1].actor.id, entry[1].office))
        for of, leader in leaders:
            self._holders.setdefault(of, []).append(leader)
            self._offices.setdefault(leader.actor.id, []).append(leader)

    def _enter_outlets(self, file: KnowledgeFile) -> None:
        self._outlet_by_domain: dict[str, Outlet] = {}
        for outlet in file.outlets:
            aliases = outlet.aliases + file.aliases.get(outlet.id, ())
            names = (outlet.name, *aliases)
            self._by_id[outlet.id] = actor = KnownActor(
                outlet.id, outlet.name, "organization", outlet.iso3, None, aliases
            )
            if outlet.plain_word:
                self._actors.add((name for name in names if " " in fold_name(name)), actor)
            else:
                self._actors.add(names, actor)
            self._outlet_names.add(names, outlet)
            for domain in outlet.domains:
                self._outlet_by_domain.setdefault(domain, outlet)

    def _enter(self, actor: KnownActor) -> None:
        self._by_id[actor.id] = actor
        self._actors.add((actor.name, *actor.aliases), actor)


def _holds(leader: Leader, day: str) -> bool:
    """Say whether the day lies in the term; dates cut to a month or year are compared as far as they go."""
    return (leader.start is None or leader.start <= day[: len(leader.start)]) and (
        leader.end is None or day[: len(leader.end)] <= leader.end
    )


def _by_word(classes: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: name for name, words in classes.items() for word in words}


@lru_cache(maxsize=8)
def _load(user_files: tuple[Path, ...]) -> Knowledge:
    lexica = tuple(path for path in user_files if path.suffix == LEXICON_SUFFIX)
    others = [path for path in user_files if path.suffix != LEXICON_SUFFIX]
    return Knowledge(join_files([(path, read_file(path)) for path in (*OWN_FILES, *others)]), lexica)


def load_knowledge(user_files: Sequence[Path] = ()) -> Knowledge:
    """Load the project's knowledge and what the user's files add; the same files are read once a process.

    A file that ends in ".tsv" adds lines to the PLOVER lexicon (docs/plover.md), every other one entries of docs/knowledge.md.

    Raises KnowledgeError where a file is missing or has another shape than docs/knowledge.md describes.
    """
    return _load(tuple(user_files))
