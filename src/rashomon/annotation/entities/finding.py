"""Entities of an article: everybody and everything that it names, and the nameless groups, officials and occasions.

`links.iso3` is the state itself for a state. For a person, body or group it is the state that it acts for or belongs
to, where the article says so ("Norwegian officials", "the ministry of Peru") or it is known of the bearer of the name; for a
capital or seat of government, the state that it is of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace as replaced

from rashomon.annotation.entities.groups import find_nameless
from rashomon.annotation.entities.joining import join_names
from rashomon.annotation.entities.metonyms import stands_for_government
from rashomon.annotation.entities.name_clusters import NameCluster
from rashomon.annotation.entities.name_surroundings import NameSurroundings
from rashomon.annotation.entities.names import Name, demonym_at, find_names
from rashomon.annotation.entities.phrases import find_phrases
from rashomon.annotation.entities.roles import FORMERLY, roles_of
from rashomon.annotation.entities.unlinked import why_unlinked
from rashomon.annotation.parse import span_of
from rashomon.annotation.token_ranges import all_tokens, text_between, tokens_between
from rashomon.knowledge.names import fold_name
from rashomon.model import Entity, EntityKind, Links, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.annotation.parse import Parse
    from rashomon.knowledge import Knowledge

__all__ = ["dateline_ends", "find_entities", "numbered"]

Form = Literal["name", "nominal", "pronoun", "adjective"]

MAX_INNER_TOKENS = 4
"""Tokens of a name inside a longer name."""
_CIVIL_BODIES = frozenset(
    "university institute museum college school studies company corp airlines airways bank church club team foundation "
    "association society news times post daily research centre center press bar league cup orchestra hospital".split()
)
"""Bodies named after a state that do not act for it."""
_NO_BRACKETS = str.maketrans("", "", "[]()")
_HALVES = frozenset({"North", "South"})
_GROUP_SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "dative", "ROOT", "agent"})
_LANGUAGE_HEADS = frozenset({"speak", "learn", "in", "into", "teach", "study"})
_NATIONAL_TAGS = frozenset({"NNPS", "NNS"})


@dataclass
class _Draft:
    kind: EntityKind
    name: str
    iso3: str | None = None
    wikidata: str | None = None
    is_international: bool = False
    unlinked: str | None = None
    roles: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def find_entities(parse: Parse, knowledge: Knowledge) -> tuple[Entity, ...]:
    """Return the entities of the article by order of first mention, before pronouns and later descriptions are joined."""
    return _Finder(parse, knowledge).find()


def dateline_ends(parse: Parse) -> tuple[int, ...]:
    """Return where the datelines of the article end: no phrase runs from a dateline into the text."""
    return tuple(zone.span.end for zone in parse.zones if zone.kind == "dateline")


def numbered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities by order of first mention with the ids e1, e2, ..., their mentions in order."""
    ordered = sorted(
        ((sorted(entity.mentions, key=lambda mention: (mention.start, -mention.end)), entity) for entity in entities),
        key=lambda pair: (pair[0][0].start, -pair[0][0].end, pair[1].name),
    )
    return tuple(
        replaced(entity, id=f"e{number}", mentions=tuple(mentions))
        for number, (mentions, entity) in enumerate(ordered, start=1)
    )


class _Finder:
    def __init__(self, parse: Parse, knowledge: Knowledge) -> None:
        self._parse = parse
        self._doc: Doc = parse.doc
        self._knowledge = knowledge
        self._phrase_of = {phrase.head.i: phrase for phrase in find_phrases(parse.doc, dateline_ends(parse))}
        self._drafts: list[_Draft] = []
        self._states: dict[str, _Draft] = {}
        self._state_at: dict[int, str] = {}
        self._taken: set[Span] = set()
        self._head_taken: set[int] = set()
        self._in_name: set[int] = set()
        self._names = find_names(parse, knowledge)
        self._name_ending_at = {name.end: name for name in self._names}
        self._around = NameSurroundings(self._doc, self._name_ending_at, self._in_name, self._phrase_of, self._state_at)
        self._mend_phrases()

    def _mend_phrases(self) -> None:
        """Let no phrase start inside a name, as "20 summit" would in "the Group of 20 summit"."""
        name_at = {index: name for name in self._names for index in range(name.start + 1, name.end)}
        for head, phrase in self._phrase_of.items():
            name = name_at.get(phrase.start)
            if name is not None and name.end <= head:
                has_article = name.start > 0 and self._doc[name.start - 1].lower_ == "the"
                start = name.start - 1 if has_article else name.start
                determiner = "the" if has_article else phrase.determiner
                self._phrase_of[head] = replace(phrase, start=start, determiner=determiner)

    def find(self) -> tuple[Entity, ...]:
        names = self._without_demonyms()
        self._take_demonyms()
        states = set(self._state_at.values())
        clusters = join_names(self._doc, names, self._knowledge, states, self._parse.published)
        for cluster in clusters:
            if cluster.kind == "other" and self._opens_dateline(cluster.names[0]):
                cluster.kind = "place"
        drafts = [(cluster, self._draft(cluster)) for cluster in clusters]
        self._mark_states(drafts)
        for cluster, draft in drafts:
            self._mention_names(cluster, draft)
        self._mention_inner_names(drafts)
        self._take_nameless()
        return numbered(
            Entity(
                "",
                draft.name,
                draft.kind,
                Links(draft.iso3, draft.wikidata),
                tuple(draft.roles),
                tuple(draft.mentions),
                draft.unlinked,
            )
            for draft in self._drafts
            if draft.mentions
        )

    def _opens_dateline(self, name: Name) -> bool:
        zone = self._parse.zone(name.root)
        return zone is not None and zone.kind == "dateline" and zone.span.start == self._doc[name.start].idx

    # -- states and their people ------------------------------------------------------------------

    def _without_demonyms(self) -> list[Name]:
        kept: list[Name] = []
        for name in self._names:
            demonym = demonym_at(name.root, self._knowledge)
            if (
                name.label == "NORP"
                and name.root.dep_ in ("amod", "compound")
                and not (demonym or self._knowledge.actors(name.text))
            ):
                continue
            if (
                demonym
                and demonym[0] <= name.start
                and name.root.i == name.end - 1
                and not self._knowledge.actors(name.text)
            ):
                continue
            kept.append(name)
            self._in_name.update(range(name.start, name.end))
        return kept

    def _take_demonyms(self) -> None:
        peoples: dict[str, _Draft] = {}
        for token in all_tokens(self._doc):
            if token.i in self._in_name or token.pos_ not in ("ADJ", "PROPN", "NOUN"):
                continue
            found = demonym_at(token, self._knowledge)
            if found is None:
                continue
            start, iso3 = found
            self._state_at[token.i] = iso3
            span = Span(self._doc[start].idx, token.idx + len(token))
            phrase = self._phrase_of.get(token.i)
            if (
                phrase is not None
                and (token.tag_ in _NATIONAL_TAGS or phrase.determiner == "the")
                and token.dep_ in _GROUP_SUBJECTS
            ):
                draft = peoples.get(iso3)
                if draft is None:
                    draft = peoples[iso3] = self._new("group", span.of(self._parse.article.text), iso3)
                self._mention(draft, phrase.span, "nominal", token)
            elif not self._is_language(token):
                self._mention(self._state(iso3), span, "adjective", None)

    @staticmethod
    def _is_language(token: Token) -> bool:
        return token.dep_ in ("dobj", "pobj") and token.head.lemma_ in _LANGUAGE_HEADS

    def _state(self, iso3: str) -> _Draft:
        draft = self._states.get(iso3)
        if draft is None:
            state = self._knowledge.state(iso3)
            draft = self._states[iso3] = self._new("state", state.name, iso3, state.wikidata)
        return draft

    def _draft(self, cluster: NameCluster) -> _Draft:
        known = cluster.known
        if known is not None and known.kind == "state" and known.iso3:
            if known.wikidata == self._knowledge.state(known.iso3).wikidata:
                return self._state(known.iso3)
            # A state of the past is not the one that continues it in law.
            return self._new("state", known.name, None, known.wikidata)
        if cluster.names[0].text in _HALVES and (state := self._half(cluster.names[0].text)):
            return state
        if cluster.kind == "place" and (state := self._state_ending_in(cluster.names[0].text)):
            return state
        name = max(
            (name.text for name in cluster.names), key=lambda text: (len(text.split()), not text.isupper(), len(text))
        )
        if known is not None and known.kind == "person":
            name = known.name
        iso3, wikidata = None, None
        if known is not None:
            outlet = self._knowledge.source_outlet(known.name)
            iso3 = known.iso3 if outlet is None or outlet.kind == "state media" else None
            terms = self._knowledge.offices_of(known.id)
            if self._parse.published is not None:
                day = self._parse.published.isoformat()
                terms = tuple(term for term in terms if (term.start or "") <= day <= (term.end or day))
            if terms and all(term.iso3 is None for term in terms):
                # Who holds office in a body of many states does not act for the own one.
                iso3 = None
            wikidata = known.wikidata
        else:
            iso3 = cluster.capital_of or cluster.iso3
        # "[special counsel Ana] Ruiz": the brackets are the report's.
        draft = self._new(cluster.kind, " ".join(name.translate(_NO_BRACKETS).split()), iso3, wikidata)
        draft.unlinked = why_unlinked(cluster, self._knowledge, self._parse.published)
        return draft

    def _half(self, side: str) -> _Draft | None:
        """Return the state that "the North" or "the South" is short for in this article."""
        for name in self._names:
            half, _, whole = name.text.partition(" ")
            if half in _HALVES and whole:
                for actor in self._knowledge.actors(f"{side} {whole}"):
                    if actor.kind == "state" and actor.iso3:
                        return self._state(actor.iso3)
        return None

    def _state_ending_in(self, text: str) -> _Draft | None:
        """Return the one state of this article whose name ends in the word ("Korea")."""
        ending = [draft for draft in self._states.values() if draft.name.endswith(f" {text}")]
        return ending[0] if len(ending) == 1 else None

    def _mark_states(self, drafts: list[tuple[NameCluster, _Draft]]) -> None:
        """Note which tokens name a state, a body of it or its seat; bodies may carry their state in their name."""
        for cluster, draft in drafts:
            for name in cluster.names:
                iso3 = draft.iso3 or cluster.capital_of
                if iso3 is None and draft.kind in ("organization", "group", "other"):
                    iso3 = draft.iso3 = self._state_in_name(name)
                if iso3 is not None and draft.kind != "person":
                    self._state_at[name.root.i] = iso3

    def _state_in_name(self, name: Name) -> str | None:
        """Return the state that a body names itself after ("Norwegian Police", "Ministry of Defence of Norway")."""
        words = tokens_between(self._doc, name.start, name.end)
        if any(token.lower_ in _CIVIL_BODIES for token in words):
            return None
        for token in words:
            demonym = demonym_at(token, self._knowledge)
            if demonym and demonym[0] == name.start:
                return demonym[1]
            if token.i == name.start and len(words) > 1 and token.text.replace(".", "").isalpha():
                actors = self._knowledge.actors(token.text)
                if actors and actors[0].kind == "state" and self._knowledge.capital_of(token.text) is None:
                    return actors[0].iso3
        return self._state_behind_of(name)

    def _state_behind_of(self, name: Name) -> str | None:
        for token in tokens_between(self._doc, name.start + 1, name.end):
            if token.nbor(-1).lower_ == "of":
                actors = self._knowledge.actors(text_between(self._doc, token.i, name.end))
                if actors and actors[0].kind == "state":
                    return actors[0].iso3
        return None

    # -- names ------------------------------------------------------------------------------------

    def _mention_names(self, cluster: NameCluster, draft: _Draft) -> None:
        for name in cluster.names:
            phrase, lead = self._around.phrases(name, draft.kind)
            if draft.kind in ("group", "organization") and self._around.describes_person(name):
                continue
            whole = lead or phrase
            span = whole.span if whole else self._around.own_span(name)
            if draft.kind == "person" and lead is None:
                span = self._around.with_titles(name, span)
            zone = self._parse.zone(name.root)
            is_dateline = zone is not None and zone.kind == "dateline"
            is_seat = (
                cluster.capital_of is not None and not is_dateline and stands_for_government(name.root, self._knowledge)
            )
            if is_seat and cluster.capital_of is not None:
                self._mention(self._state(cluster.capital_of), span, "name", name.root, metonym=True)
                continue
            self._mention(draft, span, "name", whole.head if whole else name.root)
            self._head_taken.add(name.root.i)
            if draft.kind not in ("person", "organization", "group"):
                continue
            start = self._around.start_of(name, span)
            if draft.kind == "person":
                # The words of office are no mention of somebody else, however they are parsed.
                self._head_taken.update(range(start, name.start))
            draft.roles.extend(role for role in roles_of(name, start, lead) if role not in draft.roles)
            if draft.kind == "person" and self._is_of_many_states(start, name):
                # The head of a body of many states does not act for the own one.
                draft.iso3, draft.is_international = None, True
            if draft.is_international or (draft.kind == "organization" and cluster.known is not None):
                continue
            if draft.iso3 is None and not any(FORMERLY & set(role.lower().split()) for role in draft.roles):
                draft.iso3 = self._around.state(name, start, lead)
                if draft.iso3 is None and draft.kind == "person":
                    draft.iso3 = self._state_behind_of(name)

    def _is_of_many_states(self, start: int, name: Name) -> bool:
        """Say whether the words before the name hold a body of many states and no state ("the *U.N.* envoy Ana Ruiz")."""
        if any(index in self._state_at for index in range(start, name.start)):
            return False
        for index in range(start, name.start):
            inner = self._name_ending_at.get(index + 1)
            if inner is None or inner.start < start:
                continue
            actors = self._knowledge.actors(inner.text)
            if actors and all(actor.kind == "organization" and actor.iso3 is None for actor in actors):
                return True
        return False

    def _mention_inner_names(self, drafts: list[tuple[NameCluster, _Draft]]) -> None:
        """Note the state, place or person that a longer name holds ("the *Ana Ruiz* Foundation of *Norway*")."""
        by_key: dict[str, _Draft] = {}
        for cluster, draft in drafts:
            for name in cluster.names:
                if draft.kind in ("state", "place") or (draft.kind == "person" and name.end - name.start > 1):
                    by_key.setdefault(name.key, draft)
        for cluster, draft in drafts:
            if draft.kind in ("state", "person") or (cluster.known is not None and draft.kind == "organization"):
                continue
            for name in cluster.names:
                self._mention_parts(name, draft, by_key)

    def _mention_parts(self, name: Name, draft: _Draft, by_key: dict[str, _Draft]) -> None:
        index = name.start
        while index < name.end:
            longest = min(name.end, index + MAX_INNER_TOKENS)
            for end in range(longest, index, -1):
                if end - index == name.end - name.start:
                    continue
                inner = by_key.get(fold_name(text_between(self._doc, index, end)))
                if inner is not None and inner is not draft and self._doc[index].pos_ == "PROPN":
                    self._mention(inner, span_of(self._doc[index], self._doc[end - 1]), "name", None)
                    index = end - 1
                    break
            index += 1

    def _take_nameless(self) -> None:
        same: dict[tuple[str, str], _Draft] = {}
        named = self._in_name | self._head_taken
        for nameless in find_nameless(self._phrase_of.values(), named, self._state_at):
            draft = same.get(nameless.key) if nameless.key else None
            if draft is None:
                draft = self._new(nameless.kind, nameless.name, nameless.iso3)
                if nameless.key:
                    same[nameless.key] = draft
            self._mention(draft, nameless.phrase.span, "nominal", nameless.phrase.head)

    # -- drafts -----------------------------------------------------------------------------------

    def _new(self, kind: EntityKind, name: str, iso3: str | None = None, wikidata: str | None = None) -> _Draft:
        draft = _Draft(kind, name, iso3, wikidata)
        self._drafts.append(draft)
        return draft

    def _mention(self, draft: _Draft, span: Span, form: Form, head: Token | None, *, metonym: bool = False) -> None:
        if span in self._taken:
            return
        self._taken.add(span)
        if head is not None:
            self._head_taken.add(head.i)
        draft.mentions.append(Mention(span.start, span.end, form, metonym))
