"""Wording: what each account calls the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rashomon.model import NamedForm, Span, Wording
from rashomon.report.view.index import AccountView, Index, Quote
from rashomon.report.view.points import PointView

__all__ = ["FormView", "HeadlineView", "WordingRow", "build_headlines", "build_wording"]


@dataclass(frozen=True)
class FormView:
    """A form of words with every place where the account uses it; `reason` says why it is marked as loaded."""

    text: str
    loaded: bool
    quotes: tuple[Quote, ...]
    reason: str | None
    note: str | None


@dataclass(frozen=True)
class WordingRow:
    """A thing, and the forms that each account has for it (an empty tuple where it does not name the thing).

    `kind` says what is compared where it is no name; `point` is the number of the point whose words it is about.
    """

    name: str
    kind: str
    point: int | None
    cells: tuple[tuple[AccountView, tuple[FormView, ...]], ...]

    @cached_property
    def forms(self) -> tuple[FormView, ...]:
        """The forms over all accounts, with one place in each: loaded ones first, then those that more accounts use."""
        found: dict[str, list[FormView]] = {}
        for _, forms in self.cells:
            for form in forms:
                found.setdefault(form.text.casefold(), []).append(form)
        merged = [
            FormView(
                text=same[0].text,
                loaded=any(form.loaded for form in same),
                quotes=tuple(form.quotes[0] for form in same),
                reason=next((form.reason for form in same if form.reason), None),
                note=same[0].note,
            )
            for same in found.values()
        ]
        return tuple(sorted(merged, key=lambda form: (not form.loaded, -len(form.quotes))))

    @property
    def loaded(self) -> bool:
        """Say whether any account uses a loaded form."""
        return any(form.loaded for _, forms in self.cells for form in forms)


@dataclass(frozen=True)
class HeadlineView:
    """An account's headline, as a quotation where it stands in the text, and why its words are loaded, if they are."""

    account: AccountView
    quote: Quote | None
    reason: str | None


def build_wording(index: Index, points: tuple[PointView, ...]) -> tuple[WordingRow, ...]:
    """Return one row a thing: loaded wordings first, then the things that more accounts name."""
    rows: list[WordingRow] = []
    numbered = {view.point.id: view for view in points}
    for wording in index.comparison.wording:
        if wording.headline:
            continue  # the headlines stand below the table
        forms: dict[str, list[FormView]] = {}
        # What every account does alike is no news: that they all name who did it, or all leave something open.
        tells = len({form.note for form in wording.forms}) > 1
        for form in wording.forms:
            if form.spans:
                forms.setdefault(form.article, []).append(_form(index, form, with_note=tells))
        if forms:
            cells = tuple((account, tuple(forms.get(account.article.id, ()))) for account in index.accounts)
            rows.append(WordingRow(*_subject(index, wording, numbered), cells))
    return tuple(sorted(rows, key=_rank))


def build_headlines(index: Index) -> tuple[HeadlineView, ...]:
    """Return the headlines in the order of the accounts."""
    reasons = {
        form.article: form.reason
        for wording in index.comparison.wording
        if wording.headline
        for form in wording.forms
        if form.loaded
    }
    return tuple(
        HeadlineView(account, _headline(index, account), reasons.get(account.article.id)) for account in index.accounts
    )


def _headline(index: Index, account: AccountView) -> Quote | None:
    title = account.article.title
    if title and account.article.text.startswith(title):
        return index.quote(account.article.id, (Span(0, len(title)),))
    return None


def _rank(row: WordingRow) -> tuple[bool, int, str]:
    return (not row.loaded, -sum(1 for _, forms in row.cells if forms), row.name)


def _subject(index: Index, wording: Wording, points: Mapping[str, PointView]) -> tuple[str, str, int | None]:
    """Return the name, the kind and the point of what a row is about, by the one key that its wording has."""
    if wording.elsewhere:
        return "Other loaded words", "", None
    if wording.saying:
        return index.actor_name(wording.saying) or "not named", "verbs of saying", None
    point = points.get(wording.act or wording.hedge or "")
    if point is not None:
        return point.point.text, "what was done" if wording.act else "left open or not", point.number
    return index.actor_name(wording.actor or wording.occasion) or "not named", "", None


def _form(index: Index, form: NamedForm, *, with_note: bool) -> FormView:
    quotes = tuple(index.quote(form.article, (span,)) for span in form.spans)
    return FormView(form.text, form.loaded, quotes, form.reason, form.note if with_note else None)
