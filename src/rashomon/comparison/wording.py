"""Wording: the words that each account uses for one thing, loaded ones marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.annotation.layout import find_zones, paragraphs
from rashomon.annotation.quotations import QuotationIndex, find_quotations
from rashomon.comparison.actors import ActorIndex
from rashomon.knowledge import Knowledge
from rashomon.model import Actor, Annotation, NamedForm, Span, Wording

__all__ = ["compare_wording"]

MAX_FORM_WORDS = 8
"""Words of a form: a longer noun phrase is a description of its own, and a claim tells it."""

_TOLD = frozenset({"body", "title"})
_POSSESSIVE = re.compile(r"[’']s?$")


def compare_wording(annotations: Sequence[Annotation], actors: ActorIndex, knowledge: Knowledge) -> tuple[Wording, ...]:
    """Return, for each actor and occasion that the accounts name in different words, the words of each account.

    An actor whom every account calls the same is left out, unless a word is loaded. Words inside quotation marks are the
    speaker's and are not counted as the account's.
    """
    quotations = {
        annotation.article.id: QuotationIndex(
            find_quotations(annotation.article.text, paragraphs(annotation.article.text))
        )
        for annotation in annotations
    }
    told = {
        annotation.article.id: [
            zone.span for zone in find_zones(annotation.article.text, annotation.article.title) if zone.kind in _TOLD
        ]
        for annotation in annotations
    }
    found: list[Wording] = []
    for actor in actors.actors:
        forms = _forms(actor, annotations, told, quotations, knowledge)
        accounts = {form.article for form in forms}
        by_account = {
            account: {form.text.casefold() for form in forms if form.article == account} for account in accounts
        }
        differ = len(accounts) > 1 and len({frozenset(words) for words in by_account.values()}) > 1
        if differ or any(form.loaded for form in forms):
            key = {"occasion": actor.id} if actor.kind == "occasion" else {"actor": actor.id}
            found.append(Wording(forms=tuple(forms), **key))
    return tuple(found)


def _forms(
    actor: Actor,
    annotations: Sequence[Annotation],
    told: dict[str, list[Span]],
    quotations: dict[str, QuotationIndex],
    knowledge: Knowledge,
) -> list[NamedForm]:
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
                if quotations[article.id].at(mention.start) is None and any(
                    zone.covers(span) for zone in told[article.id]
                ):
                    forms.setdefault((article.id, text), []).append(span)
    return [
        NamedForm(article=article, text=text, spans=tuple(spans), loaded=_is_loaded(text, knowledge))
        for (article, text), spans in forms.items()
    ]


def _without_possessive(text: str, span: Span) -> Span:
    ending = _POSSESSIVE.search(span.of(text))
    return Span(span.start, span.start + ending.start()) if ending else span


def _is_loaded(text: str, knowledge: Knowledge) -> bool:
    folded = f" {' '.join(text.casefold().replace('-', ' ').split())} "
    if any(f" {phrase.casefold()} " in folded for phrase in knowledge.loaded_phrases):
        return True
    return any(knowledge.loaded(word) is not None for word in folded.split())
