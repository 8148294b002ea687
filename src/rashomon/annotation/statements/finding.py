"""Statements: words and thoughts that a report gives to somebody.

Direct speech is read from its quotation marks and their frame, everything else from the parse: each possible cue with
the most probable reading of its complements. Content, cue and source are spans of the text, the speaker is an entity
of it; what the report does not say is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.parse import Parse
from rashomon.annotation.quotations import QuotationIndex
from rashomon.annotation.statements.attribution import load_attribution_model
from rashomon.annotation.statements.choosing import Choice
from rashomon.annotation.statements.kinds import kind_of
from rashomon.annotation.statements.reader import StatementReader
from rashomon.annotation.statements.relays import Relayed, Relays
from rashomon.annotation.statements.speakers import speaker_of
from rashomon.annotation.statements.transcripts import TURN, speakers_of
from rashomon.annotation.token_ranges import span_of_range
from rashomon.knowledge import Knowledge
from rashomon.model import Span, Statement

__all__ = ["find_statements"]


def find_statements(
    parse: Parse, mentions: MentionIndex, knowledge: Knowledge, *, rules_only: bool = False
) -> tuple[Statement, ...]:
    """Find the statements of one article, in the order of their content.

    With `rules_only` no sentence is read a second time by the tagger: faster, and somewhat less right.
    """
    model = load_attribution_model()
    if rules_only:
        model = model._replace(second=None)
    reader = StatementReader(parse, model, knowledge)
    direct = reader.direct()
    chosen = direct + Choice(reader, model).chosen(reader.indirect(direct), direct)
    chosen.sort(key=lambda each: (each.content[0].start, -each.content[-1].end, each.head))
    labelled = speakers_of(reader.text, reader.turns, mentions.entities.values())
    kept = Relays(parse.doc, mentions, knowledge).applied(chosen, reader.trailing_frames())
    return tuple(
        _statement(reader, mentions, labelled, knowledge, f"s{number}", each)
        for number, each in enumerate(kept, start=1)
    )


def _statement(
    reader: StatementReader,
    mentions: MentionIndex,
    labelled: Mapping[int, str],
    knowledge: Knowledge,
    name: str,
    relayed: Relayed,
) -> Statement:
    doc = reader.doc
    each = relayed.candidate
    content = tuple(span_of_range(doc, part) for part in each.content)
    outer = reader.speech_at(doc[each.head]) if each.head >= 0 else None
    form = _form(reader.text, content, reader.quotations, outer.span if outer is not None else None)
    source = span_of_range(doc, each.source) if each.source is not None else None
    if each.construct == TURN:
        speaker = labelled.get(source.start) if source is not None else None
    else:
        speaker = speaker_of(doc, each.source, mentions, knowledge)
    told = [token for part in each.content for token in doc[part.start : part.end]]
    return Statement(
        id=name,
        content=content,
        cue=span_of_range(doc, each.cue) if each.cue is not None else None,
        source=source,
        speaker=speaker,
        form=form,
        relayed_by=relayed.relay,
        kind="says" if form == "direct" else kind_of(doc[each.head] if each.head >= 0 else None, told, knowledge),
    )


def _form(
    text: str, content: tuple[Span, ...], quotations: QuotationIndex, outer: Span | None
) -> Literal["direct", "indirect", "mixed"]:
    """Say whether content stands in quotation marks, in full or in part; the marks around its cue are another's."""
    quoted = 0
    words = 0
    for part in content:
        words += len(part.of(text).strip())
        for quotation in quotations.within(part):
            if quotation.span != outer:
                quoted += min(part.end, quotation.span.end) - max(part.start, quotation.span.start)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= words else "mixed"
