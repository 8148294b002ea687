"""Who says what: utterances by speaker, aligned over the accounts that carry them."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import JoinedStatement
from rashomon.report.diff import Change, compare_speech
from rashomon.report.view.index import Index, Quote

__all__ = ["SpeakerView", "UtteranceRow", "UtteranceView", "build_speakers"]

NO_SPEAKER = "Speaker not named"
SPEECH = ("says", "asks")
COMMON_SHARE = 0.4
"""Share of a wording's characters that must stand in the fullest one for a word diff to help the eye."""


@dataclass(frozen=True)
class UtteranceRow:
    """An utterance as one account gives it.

    `changes` are against the fullest direct quotation, else the fullest wording; they are empty for that one, where the
    words are the same, and where so few are common (`apart`) that a diff would only strike out one sentence and put in another.
    """

    quote: Quote
    form: str
    kind: str
    source: str | None
    changes: tuple[Change, ...]
    apart: bool


@dataclass(frozen=True)
class UtteranceView:
    """One utterance over the accounts."""

    match: str
    rows: tuple[UtteranceRow, ...]

    @property
    def is_speech(self) -> bool:
        """Whether it was said or asked; plans, beliefs and sides taken come after what was said."""
        return bool(self.rows) and self.rows[0].kind in SPEECH


@dataclass(frozen=True)
class SpeakerView:
    """A speaker with the utterances that the accounts give to them."""

    name: str
    utterances: tuple[UtteranceView, ...]

    @property
    def joined(self) -> tuple[UtteranceView, ...]:
        """The utterances that several accounts carry."""
        return tuple(utterance for utterance in self.utterances if len(utterance.rows) > 1)

    @property
    def single(self) -> tuple[UtteranceView, ...]:
        """The utterances that one account alone carries."""
        return tuple(utterance for utterance in self.utterances if len(utterance.rows) == 1)


def build_speakers(index: Index) -> tuple[SpeakerView, ...]:
    """Return the speakers, those that more accounts quote first, unnamed ones last."""
    speakers: dict[str, list[UtteranceView]] = {}
    for joined in index.comparison.statements:
        utterance = _utterance(index, joined)
        if utterance.rows:
            speakers.setdefault(index.actor_name(joined.speaker) or NO_SPEAKER, []).append(utterance)
    views = [SpeakerView(name, tuple(sorted(utterances, key=_utterance_rank))) for name, utterances in speakers.items()]
    return tuple(sorted(views, key=_speaker_rank))


def _utterance_rank(utterance: UtteranceView) -> tuple[int, bool, int, int]:
    first = utterance.rows[0].quote
    return (-len(utterance.rows), not utterance.is_speech, first.account.number, first.spans[0].start)


def _speaker_rank(speaker: SpeakerView) -> tuple[bool, bool, int, int, str]:
    rows = [row for utterance in speaker.utterances for row in utterance.rows]
    accounts = {row.quote.account.letter for row in rows}
    return (speaker.name == NO_SPEAKER, not speaker.joined, -len(accounts), -len(rows), speaker.name)


def _utterance(index: Index, joined: JoinedStatement) -> UtteranceView:
    told: list[tuple[Quote, str, str, str | None]] = []
    for telling in joined.tellings:
        statement = index.statement(telling.article, telling.statement)
        if statement is None or not statement.content:
            continue
        text = index.account(telling.article).article.text
        source = statement.source.of(text) if statement.source else None
        told.append((index.quote(telling.article, statement.content), statement.form, statement.kind, source))
    told.sort(key=lambda row: (row[0].account.number, row[0].spans))
    if not told:
        return UtteranceView(joined.match, ())
    # What was said word for word is what a paraphrase is to be held against, however short it is.
    fullest = max(told, key=lambda row: (row[1] == "direct", len(row[0].words)))[0]
    compared = joined.match in ("cut", "paraphrase")
    rows: list[UtteranceRow] = []
    for quote, form, kind, source in told:
        changes = compare_speech(fullest.words, quote.words) if compared and quote is not fullest else ()
        common = sum(len(change.text) for change in changes if change.kind == "same")
        apart = bool(changes) and common < COMMON_SHARE * len(quote.words)
        rows.append(UtteranceRow(quote, form, kind, source, () if apart else changes, apart))
    return UtteranceView(joined.match, tuple(rows))
