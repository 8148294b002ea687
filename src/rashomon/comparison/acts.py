"""Acts and hedges: what the accounts of one point call what was done, who they say did it, and what they leave open.

"Soldiers killed twelve people" and "twelve people were killed" tell one act; only the first names who did it. "Allegedly
hacked" keeps open what "hacked" does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from rashomon.comparison.voice import OwnVoice, reason_of
from rashomon.comparison.words import content_stems
from rashomon.model import Annotation, Claim, Event, NamedForm, Point, Span, Wording

__all__ = ["compare_acts", "compare_hedges"]

MAX_HEDGED_WORDS = 3
"""Words behind a hedge among which is what it leaves open ("alleged war crimes")."""

_HEDGE = re.compile(
    r"\b(?:allegedly|alleged|apparently|purportedly|purported|reportedly|reported|so-called|supposedly|supposed|suspected)\s+",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:(?:has|have|had|will|may|might|could|would|should|must|can|to)\s+)?(?:not\s+)?"
    r"(?:be|been|being|is|are|was|were|gets?|got)\s+(?:\w+ly\s+|also\s+|not\s+|being\s+)?$",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(
    r"\bby\s+(?!\w+ing\b|midnight|noon|then|now|[A-Z]\w+day\b|the\s+(?:end|time)\b|\d)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def compare_acts(
    annotations: Sequence[Annotation], points: Sequence[Point], voices: Mapping[str, OwnVoice]
) -> Iterator[Wording]:
    """Set side by side the words for one act: events of one type in the tellings of one point, outside quotation marks.

    An act for which all accounts have the same verb is left out, unless a passive drops the one who did it in some of them.
    """
    claims, events = _claims(annotations), _events(annotations)
    for point in points:
        by_type: dict[str, list[NamedForm]] = {}
        for telling in point.tellings:
            seen: set[str] = set()
            for claim in (claims[telling.article, claim] for claim in telling.claims):
                for event in (events[telling.article, event] for event in claim.events):
                    is_told = claim.head is not None and claim.head.overlaps(event.trigger)
                    if is_told and event.type not in seen and voices[telling.article].tells(event.trigger):
                        seen.add(event.type)
                        by_type.setdefault(event.type, []).append(_act(voices[telling.article], claim, event))
        for forms in by_type.values():
            stems = {content_stems(form.text) for form in forms}
            notes = {form.note for form in forms}
            if len(forms) > 1 and (len(stems) > 1 or {"names who did it", "does not name who did it"} <= notes):
                yield Wording(forms=tuple(forms), act=point.id)


def _act(voice: OwnVoice, claim: Claim, event: Event) -> NamedForm:
    text = voice.article.text
    before = _PASSIVE.search(text[claim.span.start : event.trigger.start])
    start = claim.span.start + before.start() if before else event.trigger.start
    span = Span(start, event.trigger.end)
    loaded = voice.loaded(span)
    note: Literal["names who did it", "does not name who did it"] | None = None
    if event.actors:
        note = "names who did it"
    elif (
        before is not None
        and not span.of(text).endswith("ing")  # "were killing" has its subject before it
        and not _BY_WHOM.search(text, event.trigger.end, claim.span.end)  # whether "by" tells of the one, is not known
    ):
        note = "does not name who did it"
    words = " ".join(span.of(text).split())
    return NamedForm(voice.article.id, words, (span,), bool(loaded), reason_of(loaded), note)


def compare_hedges(
    annotations: Sequence[Annotation], points: Sequence[Point], voices: Mapping[str, OwnVoice]
) -> Iterator[Wording]:
    """Set a hedge of one account against the tellings of the same point that say the same word without it.

    A telling that gives the word to a speaker hedges it in another way and is no dropped hedge.
    """
    claims = _claims(annotations)
    for point in points:
        told = [
            (telling.article, claims[telling.article, claim]) for telling in point.tellings for claim in telling.claims
        ]
        for article, claim in told:
            for hedge, hedged in _hedged(voices[article], claim):
                plain = [
                    form
                    for other, claim_there in told
                    if other != article and claim_there.statement is None
                    for form in _unhedged(voices[other], claim_there, hedged)
                ]
                if plain:
                    kept = NamedForm(article, " ".join(hedge.of(voices[article].article.text).split()), (hedge,), False)
                    once = {form.article: form for form in plain}
                    yield Wording(forms=(_noted(kept, "hedges"), *once.values()), hedge=point.id)


def _hedged(voice: OwnVoice, claim: Claim) -> Iterator[tuple[Span, frozenset[str]]]:
    """Each hedge of a claim with the words behind it, as characters and as stems."""
    text = voice.article.text
    for match in _HEDGE.finditer(text, claim.span.start, claim.span.end):
        words = list(_WORD.finditer(text, match.end(), claim.span.end))[:MAX_HEDGED_WORDS]
        telling = [word for word in words if content_stems(word.group())]
        if telling and voice.tells(Span(match.start(), match.end() - 1)):
            stems = frozenset(stem for word in telling for stem in content_stems(word.group()))
            yield Span(match.start(), telling[-1].end()), stems


def _unhedged(voice: OwnVoice, claim: Claim, hedged: frozenset[str]) -> Iterator[NamedForm]:
    text = voice.article.text
    if _HEDGE.search(text, claim.span.start, claim.span.end):
        return
    for word in _WORD.finditer(text, claim.span.start, claim.span.end):
        span = Span(*word.span())
        if content_stems(word.group()) & hedged and voice.tells(span):
            yield _noted(NamedForm(voice.article.id, word.group(), (span,), False), "does not hedge")
            return


def _noted(form: NamedForm, note: Literal["hedges", "does not hedge"]) -> NamedForm:
    return NamedForm(form.article, form.text, form.spans, form.loaded, form.reason, note)


def _claims(annotations: Sequence[Annotation]) -> dict[tuple[str, str], Claim]:
    return {(annotation.article.id, claim.id): claim for annotation in annotations for claim in annotation.claims}


def _events(annotations: Sequence[Annotation]) -> dict[tuple[str, str], Event]:
    return {(annotation.article.id, event.id): event for annotation in annotations for event in annotation.events}
