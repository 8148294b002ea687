"""Wording: what each account calls the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rashomon.model import NamedForm, Wording
from rashomon.report.view.index import AccountView, Index, Quote

__all__ = ["FormView", "WordingRow", "build_wording"]


@dataclass(frozen=True)
class FormView:
    """A form of words with every place where the account uses it."""

    text: str
    loaded: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class WordingRow:
    """A thing, and the forms that each account has for it (an empty tuple where it does not name the thing)."""

    name: str
    cells: tuple[tuple[AccountView, tuple[FormView, ...]], ...]

    @cached_property
    def forms(self) -> tuple[FormView, ...]:
        """The forms over all accounts, with one place in each: loaded ones first, then those that more accounts use."""
        found: dict[str, list[FormView]] = {}
        for _, forms in self.cells:
            for form in forms:
                found.setdefault(form.text.casefold(), []).append(form)
        merged = [
            FormView(same[0].text, any(form.loaded for form in same), tuple(form.quotes[0] for form in same))
            for same in found.values()
        ]
        return tuple(sorted(merged, key=lambda form: (not form.loaded, -len(form.quotes))))

    @property
    def loaded(self) -> bool:
        """Say whether any account uses a loaded form."""
        return any(form.loaded for _, forms in self.cells for form in forms)


def build_wording(index: Index) -> tuple[WordingRow, ...]:
    """Return one row a thing: loaded wordings first, then the things that more accounts name."""
    rows: list[WordingRow] = []
    for wording in index.comparison.wording:
        if wording.headline:
            continue  # the headlines stand below the table
        forms: dict[str, list[FormView]] = {}
        for form in wording.forms:
            if form.spans:
                forms.setdefault(form.article, []).append(_form(index, form))
        if forms:
            name = _name(index, wording)
            cells = tuple((account, tuple(forms.get(account.article.id, ()))) for account in index.accounts)
            rows.append(WordingRow(name, cells))
    return tuple(sorted(rows, key=_rank))


def _rank(row: WordingRow) -> tuple[bool, int, str]:
    return (not row.loaded, -sum(1 for _, forms in row.cells if forms), row.name)


def _name(index: Index, wording: Wording) -> str:
    """Name what a row is about by the one key that its wording has."""
    if wording.elsewhere:
        return "Other loaded words"
    if wording.saying:
        return f"{index.actor_name(wording.saying)}: verbs of saying"
    point = wording.act or wording.hedge
    if point:
        text = next((each.text for each in index.comparison.points if each.id == point), point)
        return f"{'What was done' if wording.act else 'Left open or not'}: “{text}”"
    return index.actor_name(wording.actor or wording.occasion) or "not named"


def _form(index: Index, form: NamedForm) -> FormView:
    return FormView(form.text, form.loaded, tuple(index.quote(form.article, (span,)) for span in form.spans))
