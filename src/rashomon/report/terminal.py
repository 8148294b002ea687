"""A comparison on the terminal, to be read in two minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from rashomon.model import Comparison
from rashomon.report.display import count, quoted, visible
from rashomon.report.view import Page, build_page
from rashomon.report.view.index import AccountView, Quote
from rashomon.report.view.points import DifferenceView

__all__ = ["to_terminal"]

SHARED, DIFFERENCES, WORDS_ALONE, ONLY, UTTERANCES = 12, 8, 3, 15, 6
OCCASIONS, PARTICIPANTS, WORDINGS, MOMENTS, UNREAD = 3, 12, 8, 8, 6
"""Items of each section that are printed: together they fill two or three screens; the page has the rest."""
SENTENCE = 200
"""Characters of a sentence around its evidence: three lines at 80 columns."""

_SPACE = re.compile(r"\s+")


def to_terminal(comparison: Comparison, console: Console) -> None:
    """Print a comparison; every list is bounded, and says how much more the page and the JSON have."""
    page = build_page(comparison)
    writer = _Writer(console)
    _head(page, writer)
    if len(page.accounts) > 1:
        _shared(page, writer)
        _differences(page, writer)
    else:
        writer.heading("Nothing to compare")
        writer.none("One account alone cannot be compared. Add another report of the same event.")
    _only(page, writer)
    _speech(page, writer)
    _participants(page, writer)
    _wording(page, writer)
    _timeline(page, writer)
    _unread(page, writer)


class _Writer:
    """Lines with a hanging indent, in what the console can show."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def text(self, *parts: str | tuple[str, str]) -> Text:
        """Join strings and (string, style) pairs; what the console's encoding lacks becomes a question mark."""
        encoding = self.console.encoding
        text = Text()
        for part in parts:
            words, style = part if isinstance(part, tuple) else (part, "")
            text.append(visible(_SPACE.sub(" ", words)).encode(encoding, "replace").decode(encoding), style)
        return text

    def heading(self, words: str) -> None:
        """Print the title of a section after an empty line."""
        self.console.print()
        self.line((words, "bold"), indent=0)

    def line(self, *parts: str | tuple[str, str], indent: int = 2, bullet: str = "") -> None:
        """Print words wrapped to the console, each line indented, with the bullet before the first."""
        lead = self.text((f"{bullet} ", "bold")) if bullet else Text()
        width = max(20, self.console.width - indent - lead.cell_len)
        for number, line in enumerate(self.text(*parts).wrap(self.console, width)):
            line.rstrip()
            start = lead if number == 0 else Text(" " * lead.cell_len)
            self.console.print(Text(" " * indent) + start + line, soft_wrap=True)

    def more(self, shown: int, whole: int, indent: int = 2) -> None:
        """Say how many items were not printed, and where they are."""
        if whole > shown:
            self.line((f"… and {whole - shown} more in --html and --json", "dim"), indent=indent)

    def none(self, words: str) -> None:
        """Print the words of an empty section."""
        self.line((words, "dim"))


def _head(page: Page, writer: _Writer) -> None:
    writer.line((page.head.words, "bold"), indent=0)
    facts = [fact for fact in (page.head.when, page.head.where, page.head.occasion) if fact]
    if facts:
        writer.line(" · ".join(facts), indent=0)
    writer.line(page.numbers, indent=0)
    for account in page.accounts:
        writer.line((account.label, "bold"), f", {account.published}", indent=0, bullet=account.letter)


def _shared(page: Page, writer: _Writer) -> None:
    writer.heading(f"Shared ({len(page.shared)})")
    if not page.shared:
        writer.none("No point is told alike by two accounts.")
    for point in page.shared[:SHARED]:
        origins = f": {', '.join(point.origins)}" if point.origins else ""
        writer.line(
            _short(point.point.text),
            (f"  [{_letters(point.accounts)}] ", "dim"),
            (f"{point.independent}{origins}", "dim"),
            bullet="●",
        )
    writer.more(SHARED, len(page.shared))


def _differences(page: Page, writer: _Writer) -> None:
    writer.heading(f"Where they differ ({len(page.of_substance)})")
    if not page.of_substance:
        writer.none("No number, date, name, list or status is told differently.")
    _cards(page.of_substance, DIFFERENCES, writer)
    if page.of_words:
        writer.heading(f"Where they differ in words alone ({len(page.of_words)})")
        _cards(page.of_words, WORDS_ALONE, writer)


def _cards(differences: Sequence[DifferenceView], bound: int, writer: _Writer) -> None:
    for difference in differences[:bound]:
        writer.line((difference.slot, "bold"), f" · {difference.verdict}", bullet="◐")
        for value in difference.values:
            quote = value.quotes[0]
            outlets = _letters([quote.account for quote in value.quotes])
            head = [] if difference.kind == "wording" else [(f"{value.value} ", "bold")]
            writer.line(*head, f"[{outlets}] {quoted(_excerpt(quote))}", indent=4)
        if difference.note:
            writer.line((difference.note, "italic"), indent=4)
    writer.more(bound, len(differences))


def _only(page: Page, writer: _Writer) -> None:
    writer.heading(f"Only one tells ({len(page.single)})")
    if not page.single:
        writer.none("Every point is told by several accounts.")
    bound = max(1, min(ONLY // 5, ONLY // max(1, len(page.accounts))))
    for account in page.accounts:
        points = page.only(account)
        if points:
            writer.line((account.label, "bold"), f": {count(len(points), 'point')}", bullet=account.letter)
            for point in points[:bound]:
                writer.line(_short(point.point.text), indent=4, bullet="–")
            writer.more(bound, len(points), indent=4)


def _speech(page: Page, writer: _Writer) -> None:
    utterances = [(speaker.name, utterance) for speaker in page.speakers for utterance in speaker.utterances]
    utterances.sort(key=lambda pair: (-len(pair[1].rows), not pair[1].is_speech))
    writer.heading(f"Who says what ({len(utterances)})")
    if not utterances:
        writer.none("No statement was found.")
    for speaker, utterance in utterances[:UTTERANCES]:
        if len(utterance.rows) == 1:
            row = utterance.rows[0]
            kind = "" if utterance.is_speech else f" {row.kind}"
            words = f"{kind} [{row.quote.account.letter}] {_short(row.quote.words)}"
            writer.line((speaker, "bold"), words, bullet="“")
            continue
        writer.line((speaker, "bold"), f" · {utterance.match}", bullet="“")
        for row in utterance.rows:
            writer.line(f"[{row.quote.account.letter}] {_short(row.quote.words)}", indent=4)
    writer.more(UTTERANCES, len(utterances))


def _participants(page: Page, writer: _Writer) -> None:
    if not page.participants:
        return
    writer.heading(f"Participants ({sum(len(part.participants) for part in page.participants)})")
    for occasion, parts in page.parts[:OCCASIONS]:
        writer.line((occasion or "Occasion not named", "bold"), bullet="·")
        for part in parts:
            named = [
                f"{participant.name} [{_letters(quote.account for quote in participant.first)}]"
                for participant in part.participants[:PARTICIPANTS]
            ]
            rest = len(part.participants) - len(named)
            writer.line(f"{part.status}: {', '.join(named)}{f' and {rest} more' if rest else ''}", indent=4)
    writer.more(OCCASIONS, len(page.parts))


def _wording(page: Page, writer: _Writer) -> None:
    if not page.wording:
        return
    writer.heading(f"Wording ({len(page.wording)}), ▲ marks loaded words")
    for row in page.wording[:WORDINGS]:
        forms: list[str] = []
        for account, found in row.cells:
            if found:
                words = ", ".join(f"▲ {form.text}" if form.loaded else form.text for form in found[:4])
                forms.append(f"[{account.letter}] {words}")
        kind = f" ({row.kind})" if row.kind else ""
        writer.line((_short(row.name, 60), "bold"), f"{kind}: {'; '.join(forms)}", bullet="·")
    writer.more(WORDINGS, len(page.wording))


def _timeline(page: Page, writer: _Writer) -> None:
    if not page.timeline:
        return
    writer.heading(f"Timeline ({len(page.timeline)})")
    # Those that most accounts tell, then the latest: what led up to the event is long, and the event itself comes last.
    ranked = sorted(page.timeline, key=lambda moment: (-moment.accounts, -moment.number))
    for moment in sorted(ranked[:MOMENTS], key=lambda moment: moment.number):
        for entry in moment.entries:
            accounts = _letters([quote.account for quote in entry.quotes])
            writer.line(
                (moment.when, "bold"),
                f" ({entry.words}) {_short(entry.quotes[0].words)}  ",
                (f"[{accounts}]", "dim"),
                bullet="·",
            )
    writer.more(MOMENTS, len(page.timeline))


def _unread(page: Page, writer: _Writer) -> None:
    for heading, bullet, problems in (
        ("What could not be read", "✕", page.unread),
        ("To note", "·", page.notices),
    ):
        if not problems:
            continue
        writer.heading(f"{heading} ({len(problems)})")
        for problem in problems[:UNREAD]:
            limit = f" (limit: {problem.limit})" if problem.limit else ""
            writer.line((problem.where, "bold"), f": {problem.what}{limit}", bullet=bullet)
        writer.more(UNREAD, len(problems))


def _letters(accounts: Iterable[AccountView]) -> str:
    return " ".join(dict.fromkeys(account.letter for account in accounts))


def _short(words: str, length: int = SENTENCE) -> str:
    words = " ".join(words.split())
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + " …"


def _excerpt(quote: Quote) -> str:
    """Return the sentence, cut on both sides around the evidence where it is long."""
    sentence = quote.sentence
    if len(sentence) <= SENTENCE:
        return " ".join(sentence.split())
    start = max(0, sentence.find(quote.spans[0].of(quote.account.article.text)))
    first = max(0, min(start - SENTENCE // 3, len(sentence) - SENTENCE))
    part = sentence[first : first + SENTENCE]
    part = part.partition(" ")[2] if first else part
    part = part.rpartition(" ")[0] if first + SENTENCE < len(sentence) else part
    return f"{'… ' if first else ''}{' '.join(part.split())}{' …' if first + SENTENCE < len(sentence) else ''}"
