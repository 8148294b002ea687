"""Wording: the words that each account uses for one thing, loaded ones marked with the reason.

Set side by side are the headlines, what each account calls an actor or occasion, by which words it lets somebody speak,
what it calls an act and whether it names who did it, and what it hedges (`acts.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rashomon.comparison.actors import ActorIndex, fold
from rashomon.comparison.acts import compare_acts, compare_hedges
from rashomon.comparison.voice import OwnVoice, reason_of
from rashomon.comparison.words import content_stems
from rashomon.knowledge import Knowledge
from rashomon.knowledge.loaded import LoadedWord
from rashomon.model import Actor, Annotation, NamedForm, Point, Span, Wording

__all__ = ["compare_wording"]

MAX_FORM_WORDS = 8
"""Words of a form: a longer noun phrase is a description of its own, and a claim tells it."""
MAX_CUE_WORDS = 4
"""Words of what says that somebody spoke; longer cues are clauses of their own."""

_POSSESSIVE = re.compile(r"[’']s?$")
_AFTER_NAME = re.compile(r"\s(?:in|at|of|for|to|from|on|with|near)\s.*$")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_PLAIN = frozenset("mr mrs ms miss dr sir madam the a an this that his her its their country nation state".split())
"""Words that name an actor without describing it: courtesy, articles, what a state is."""


def compare_wording(
    annotations: Sequence[Annotation], actors: ActorIndex, points: Sequence[Point], knowledge: Knowledge
) -> tuple[Wording, ...]:
    """Return what the accounts put in different words, the words of each account for it, with the loaded ones marked.

    An actor whom every account describes alike, or only names, is left out, unless a word is loaded. Words inside quotation
    marks are the speaker's and are not counted as the account's.
    """
    voices = {annotation.article.id: OwnVoice(annotation, knowledge) for annotation in annotations}
    found = [
        *_headlines(annotations, voices),
        *_names(annotations, actors, voices, knowledge),
        *_sayings(annotations, actors, voices),
        *compare_acts(annotations, points, voices),
        *compare_hedges(annotations, points, voices),
    ]
    return (*found, *_elsewhere(found, annotations, voices))


def _headlines(annotations: Sequence[Annotation], voices: Mapping[str, OwnVoice]) -> Iterator[Wording]:
    forms: list[NamedForm] = []
    for annotation in annotations:
        article = annotation.article
        title = (article.title or "").strip()
        at = article.text.find(title) if title else -1
        if at >= 0:
            span = Span(at, at + len(title))
            loaded = voices[article.id].loaded(span)
            forms.append(_form(article.id, title, (span,), loaded))
    if len(forms) > 1:
        yield Wording(forms=tuple(forms), headline=True)


def _names(
    annotations: Sequence[Annotation], actors: ActorIndex, voices: Mapping[str, OwnVoice], knowledge: Knowledge
) -> Iterator[Wording]:
    for actor in actors.actors:
        forms = _forms_of(actor, annotations, voices)
        if any(form.loaded for form in forms) or _is_described_apart(forms, actor, knowledge):
            is_occasion = actor.kind == "occasion"
            yield (
                Wording(forms=tuple(forms), occasion=actor.id)
                if is_occasion
                else Wording(forms=tuple(forms), actor=actor.id)
            )


def _is_described_apart(forms: Sequence[NamedForm], actor: Actor, knowledge: Knowledge) -> bool:
    """Say whether two accounts describe an actor in different words, or one of several adds more than name and office."""
    described: dict[str, frozenset[str]] = {}
    for form in forms:
        words = _describing(form.text, actor, knowledge)
        described[form.article] = described.get(form.article, frozenset()) | words
    if len(described) < 2:
        return False
    offices = {stem for roles in actor.roles.values() for role in roles for stem in content_stems(role)}
    return len(set(filter(None, described.values()))) > 1 or any(words - offices for words in described.values())


def _forms_of(actor: Actor, annotations: Sequence[Annotation], voices: Mapping[str, OwnVoice]) -> list[NamedForm]:
    forms: dict[tuple[str, str], list[Span]] = {}
    for annotation in annotations:
        article = annotation.article
        mine = actor.entities.get(article.id, ())
        for entity in annotation.entities if mine else ():
            if entity.id not in mine:
                continue
            for mention in entity.mentions:
                span = _without_possessive(article.text, mention.span)
                text = " ".join(span.of(article.text).split())
                if mention.form not in ("name", "nominal") or len(text.split()) > MAX_FORM_WORDS or "," in text:
                    continue
                if voices[article.id].tells(span):
                    forms.setdefault((article.id, text), []).append(span)
    return [
        _form(article, text, tuple(spans), voices[article].loaded(spans[0])) for (article, text), spans in forms.items()
    ]


def _describing(text: str, actor: Actor, knowledge: Knowledge) -> frozenset[str]:
    """Return the words of a form that say more than the name: "the reclusive Kim", "the dictator"; not "Mr. Kim" or "the U.S.".

    The words are given as stems.
    """
    if actor.kind == "state" and any(known.kind == "state" for known in knowledge.actors(text)):
        return frozenset()
    bare = _AFTER_NAME.sub("", _ASIDE.sub("", text))
    named = {*fold(actor.name).split(), *_PLAIN}
    if fold(bare) in {fold(known) for known in _known_names(actor, knowledge)}:
        return frozenset()
    return frozenset(
        stem
        for word in bare.split()
        if fold(word) not in named and not word.isupper() and knowledge.demonym(word) is None
        for stem in content_stems(fold(word))
    )


def _known_names(actor: Actor, knowledge: Knowledge) -> Iterator[str]:
    for known in knowledge.actors(actor.name):
        yield known.name
        yield from known.aliases


def _sayings(
    annotations: Sequence[Annotation], actors: ActorIndex, voices: Mapping[str, OwnVoice]
) -> Iterator[Wording]:
    """By which words the accounts let somebody speak, where some account judges by them."""
    cues: dict[str, dict[tuple[str, str], list[Span]]] = {}
    for annotation in annotations:
        article = annotation.article
        for statement in annotation.statements:
            speaker = actors.of(article.id, statement.speaker)
            if speaker is None or statement.cue is None or not voices[article.id].tells(statement.cue):
                continue
            text = " ".join(statement.cue.of(article.text).split())
            if len(text.split()) <= MAX_CUE_WORDS and any(map(str.isalpha, text)):
                cues.setdefault(speaker, {}).setdefault((article.id, text.lower()), []).append(statement.cue)
    for speaker, found in cues.items():
        forms = [
            _form(article, text, tuple(spans), voices[article].loaded(spans[0]))
            for (article, text), spans in found.items()
        ]
        if any(form.loaded for form in forms):
            yield Wording(forms=tuple(forms), saying=speaker)


def _elsewhere(
    found: Sequence[Wording], annotations: Sequence[Annotation], voices: Mapping[str, OwnVoice]
) -> Iterator[Wording]:
    """The loaded words of the accounts that no other row holds."""
    held = {(form.article, span) for wording in found for form in wording.forms for span in form.spans}
    forms: dict[tuple[str, str], tuple[LoadedWord, list[Span]]] = {}
    for annotation in annotations:
        article = annotation.article
        inside = [span for account, span in held if account == article.id]
        for word, span in voices[article.id].all_loaded():
            if not any(each.covers(span) for each in inside):
                text = span.of(article.text).lower()
                forms.setdefault((article.id, text), (word, []))[1].append(span)
    if forms:
        yield Wording(
            forms=tuple(
                _form(article, text, tuple(spans), (word,)) for (article, text), (word, spans) in forms.items()
            ),
            elsewhere=True,
        )


def _form(article: str, text: str, spans: tuple[Span, ...], loaded: Sequence[LoadedWord]) -> NamedForm:
    return NamedForm(article=article, text=text, spans=spans, loaded=bool(loaded), reason=reason_of(loaded))


def _without_possessive(text: str, span: Span) -> Span:
    ending = _POSSESSIVE.search(span.of(text))
    return Span(span.start, span.start + ending.start()) if ending else span
