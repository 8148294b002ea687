"""A comparison as Markdown, whole: for notes, issues and mail."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.model import Comparison
from rashomon.report.display import quoted, visible
from rashomon.report.method import Method
from rashomon.report.view import Page, build_page
from rashomon.report.view.index import AccountView, Quote
from rashomon.report.view.points import DifferenceView, PointView
from rashomon.report.view.speech import UtteranceRow
from rashomon.report.view.wording import FormView

__all__ = ["to_markdown"]

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$!]")


def to_markdown(comparison: Comparison, *, method: Method | None = None) -> str:
    """Write a comparison as Markdown; whatever comes from a report is escaped, so that it stays text."""
    page = build_page(comparison, method)
    lines = [
        *_head(page),
        *_points("Shared", page.shared, "No point is told alike by two accounts."),
        *_differences(page),
        *_points("Only one tells", page.single, "Every point is told by several accounts."),
        *_speech(page),
        *_origins(page),
        *_participants(page),
        *_wording(page),
        *_timeline(page),
        *_unread(page),
        *_method(page),
    ]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Escape what Markdown or the HTML in it would take for markup, on one line."""
    return _SPECIAL.sub(r"\\\g<0>", visible(" ".join(text.split())).replace("&", "&amp;"))


def _accounts(accounts: Iterable[AccountView]) -> str:
    return ", ".join(dict.fromkeys(escaped(account.label) for account in accounts))


def _marked(quote: Quote) -> str:
    pieces = [
        "".join(f"**{escaped(segment.text)}**" if segment.marked else _kept(segment.text) for segment in piece)
        for piece in quote.pieces
    ]
    words = " … ".join(pieces)
    # Where the words begin with a mark of their own, the stars of the emphasis stand before it.
    return words if quoted(words.lstrip("*")) == words.lstrip("*") else quoted(words)


def _kept(text: str) -> str:
    # `escaped` folds white space; at the edges of a segment it divides words.
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{escaped(text)}{after}"


def _head(page: Page) -> Iterable[str]:
    yield f"# {escaped(page.head.words)}"
    yield ""
    facts = [fact for fact in (page.head.when, page.head.where, page.head.occasion) if fact]
    if facts:
        yield escaped(" · ".join(facts))
        yield ""
    yield page.numbers
    yield ""
    for account in page.accounts:
        article = account.article
        title = f", “{escaped(article.title)}”" if article.title else ""
        link = f", <{account.link}>" if account.link else ""
        yield (
            f"- **{account.letter}** {escaped(account.label)}{title}, {escaped(account.published)}{link}, "
            f"SHA-256 `{escaped(article.sha256)}`"
        )
    yield ""


def _points(title: str, points: tuple[PointView, ...], empty: str) -> Iterable[str]:
    yield f"## {title} ({len(points)})"
    yield ""
    if not points:
        yield empty
    for point in points:
        origins = f": {escaped(', '.join(point.origins))}" if point.origins else ""
        yield f"- {point.number}: **{escaped(point.point.text)}** — {point.independent}{origins}"
        for quote in point.quotes:
            yield f"  - {escaped(quote.account.label)}: {_marked(quote)}"
    yield ""


def _differences(page: Page) -> Iterable[str]:
    yield f"## Where they differ ({len(page.of_substance)})"
    yield ""
    if not page.of_substance:
        yield "No number, date, name, list or status is told differently."
    yield from _cards(page.of_substance)
    yield ""
    if page.of_words:
        yield f"## Where they differ in words alone ({len(page.of_words)})"
        yield ""
        yield from _cards(page.of_words)
        yield ""


def _cards(differences: Iterable[DifferenceView]) -> Iterable[str]:
    for difference in differences:
        yield f"- **{difference.slot}** — {difference.verdict}. {escaped(difference.note)}".rstrip()
        for value in difference.values:
            for quote in value.quotes:
                head = "" if difference.is_in_the_words else f"**{escaped(value.value)}** — "
                yield f"  - {head}{escaped(quote.account.label)}: {_marked(quote)}"


def _speech(page: Page) -> Iterable[str]:
    yield "## Who says what"
    yield ""
    if not page.speakers:
        yield "No statement was found."
    for speaker in page.speakers:
        yield f"- **{escaped(speaker.name)}**"
        for utterance in speaker.utterances:
            if len(utterance.rows) > 1:
                yield f"  - {utterance.match}:"
                for row in utterance.rows:
                    yield f"    - {_utterance(row)}"
            else:
                yield f"  - {_utterance(utterance.rows[0])}"
    yield ""


def _utterance(row: UtteranceRow) -> str:
    return f"{escaped(row.quote.account.label)} ({row.form}): {quoted(escaped(row.quote.words))}"


def _origins(page: Page) -> Iterable[str]:
    yield f"## Origins ({len(page.lanes)})"
    yield ""
    if not page.lanes:
        yield "No origin is stated."
    for lane in page.lanes:
        also = f", also called {escaped(', '.join(lane.also))}" if lane.also else ""
        yield f"- **{escaped(lane.name)}** ({lane.kind}{also})"
        if lane.overlaps:
            yield f"  - May be the same as {escaped(', '.join(lane.overlaps))}; where both carry a point, they count once."
        for hanging in lane.hangings:
            for quote in hanging.quotes:
                where = f"{hanging.basis} in the {hanging.field}" if hanging.field else hanging.basis
                yield f"  - {escaped(hanging.account.label)}, {where}: {_marked(quote)}"
    yield ""
    if page.copies:
        yield "### Word for word"
        yield ""
        for copy in page.copies:
            yield f"- {copy.share} of {escaped(copy.account.label)} stands in {escaped(copy.source.label)}"
            for here, _ in copy.runs:
                yield f"  - “{escaped(here.words)}”"
        yield ""


def _participants(page: Page) -> Iterable[str]:
    if not page.participants:
        return
    yield f"## Participants ({sum(len(part.participants) for part in page.participants)})"
    yield ""
    for occasion, parts in page.parts:
        yield f"### {escaped(occasion or 'Occasion not named')}"
        yield ""
        for part in parts:
            yield f"- {part.status}"
            for participant in part.participants:
                accounts = _accounts(quote.account for quote in participant.quotes)
                yield f"  - **{escaped(participant.name)}** ({accounts})"
                for quote in participant.quotes:
                    yield f"    - {_marked(quote)}"
        yield ""


def _wording(page: Page) -> Iterable[str]:
    if page.wording:
        yield f"## Wording ({len(page.wording)})"
        yield ""
        for row in page.wording:
            yield f"- **{escaped(row.name)}**{f' ({row.kind})' if row.kind else ''}"
            for account, forms in row.cells:
                if forms:
                    words = ", ".join(f"“{escaped(form.text)}”" + _remarks(form) for form in forms)
                    yield f"  - {escaped(account.label)}: {words}"
        yield ""
    yield "### Headlines"
    yield ""
    for headline in page.headlines:
        loaded = f" (loaded: {escaped(headline.reason)})" if headline.reason else ""
        title = headline.account.article.title or "no headline"
        yield f"- {escaped(headline.account.label)}: {escaped(title)}{loaded}"
    yield ""


def _remarks(form: FormView) -> str:
    reason = f"loaded: {escaped(form.reason)}" if form.reason else "loaded" if form.loaded else None
    remarks = "; ".join(remark for remark in (reason, form.note) if remark)
    return f" ({remarks})" if remarks else ""


def _timeline(page: Page) -> Iterable[str]:
    if not page.timeline:
        return
    yield f"## Timeline ({len(page.timeline)})"
    yield ""
    for moment in page.timeline:
        for entry in moment.entries:
            accounts = _accounts(quote.account for quote in entry.quotes)
            yield f"- **{escaped(moment.when)}** ({entry.words}) {_marked(entry.quotes[0])} ({accounts})"
    yield ""


def _unread(page: Page) -> Iterable[str]:
    for heading, problems in (("What could not be read", page.unread), ("To note", page.notices)):
        if problems:
            yield f"## {heading} ({len(problems)})"
            yield ""
            yield from (f"- {escaped(problem.where)}: {escaped(problem.what)}" for problem in problems)
            yield ""


def _method(page: Page) -> Iterable[str]:
    method = page.method
    yield "## Method"
    yield ""
    yield f"rashomon {method.version}"
    yield ""
    for model in method.models:
        yield f"- Model: {escaped(model.name)} {escaped(model.version)} — {escaped(model.use)}"
    for threshold in method.thresholds:
        yield f"- Threshold: {escaped(threshold.name)} = {escaped(threshold.value)} — {escaped(threshold.meaning)}"
    for figure in method.figures:
        yield (
            f"- Measured: {escaped(figure.layer)}, {escaped(figure.measure)} {escaped(figure.value)} "
            f"({escaped(figure.measured_on)})"
        )
    for limit in method.limits:
        yield f"- {escaped(limit)}"
