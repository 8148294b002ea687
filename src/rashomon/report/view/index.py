"""Look-ups over a comparison: accounts by article, actors by entity, origins by id, and quotations of spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rashomon.comparison.origins import outlet_name
from rashomon.comparison.sentences import pieces_around, split_sentences
from rashomon.model import Actor, Annotation, Article, Comparison, Event, Origin, Span, SpanOf, Statement
from rashomon.report.display import count, day, host, moment, parsed_moment, visible, web_link
from rashomon.report.highlight import Segment, cut

__all__ = ["AccountView", "Index", "Quote", "count_outlets", "first_of_each", "first_to_tell", "letters"]


def letters(number: int) -> str:
    """Name the accounts A, B, ... Z, AA, AB, ...; `number` counts from 0."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True)
class AccountView:
    """One account: its letter, the name to show for it, and its text."""

    number: int
    letter: str
    label: str
    annotation: Annotation

    @property
    def article(self) -> Article:
        """The report itself."""
        return self.annotation.article

    @property
    def anchor(self) -> str:
        """The id of the account's text on the page."""
        return f"text-{self.letter}"

    @property
    def published(self) -> str:
        """Date and time of publication, for reading."""
        return moment(self.article.published)

    @property
    def link(self) -> str | None:
        """The report's address, if it is one on the web."""
        return web_link(self.article.url)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text, by punctuation."""
        return split_sentences(self.article.text)

    @property
    def outlet(self) -> str | None:
        """The outlet as the report or its address names it; None where neither does."""
        return self.article.outlet or host(self.article.url)

    def anchor_at(self, offset: int) -> str:
        """The id of the characters that begin at an offset of the account's text."""
        return f"{self.letter}-{offset}"


@dataclass(frozen=True)
class Quote:
    """Exact characters of an account in the sentences that hold them.

    `pieces` are stretches of whole sentences, each cut into segments; the segments with keys are the evidence.
    """

    account: AccountView
    spans: tuple[Span, ...]
    pieces: tuple[tuple[Segment, ...], ...]

    @property
    def words(self) -> str:
        """The evidence alone, the gaps between its spans as an ellipsis."""
        return " … ".join(span.of(self.account.article.text) for span in self.spans)

    @property
    def sentence(self) -> str:
        """The sentences around the evidence, unmarked."""
        return " … ".join("".join(segment.text for segment in piece) for piece in self.pieces)

    @property
    def anchor(self) -> str:
        """The id of the evidence in the account's text."""
        return self.account.anchor_at(self.spans[0].start)

    @property
    def end(self) -> int:
        """The offset behind the first run of evidence."""
        return self.spans[0].end

    @property
    def citation(self) -> str:
        """Words, outlet, title, date, address, time of fetch, place and hash of the text: what a lawyer asks for."""
        article = self.account.article
        fetched = article.extra.get("fetched")
        places = ", ".join(f"{span.start}–{span.end}" for span in self.spans)
        parts = [
            self.account.label,
            f"“{article.title}”" if article.title else None,
            self.account.published,
            article.url or article.path,
            f"fetched {fetched}" if isinstance(fetched, str) else None,
            f"characters {places}",
            f"SHA-256 of the text {article.sha256}",
        ]
        return visible(f"“{' '.join(self.words.split())}” — {'; '.join(part for part in parts if part)}")


def count_outlets(accounts: Iterable[AccountView]) -> str:
    """Write how many outlets the accounts are of, and how many accounts name none: a file is no outlet."""
    told = [*accounts]
    named = {account.outlet for account in told if account.outlet}
    unnamed = sum(1 for account in told if not account.outlet)
    parts = [count(len(named), "outlet")] if named else []
    if unnamed:
        parts.append(f"{count(unnamed, 'report')} without an outlet" if named else count(unnamed, "report"))
    return " and ".join(parts)


def first_to_tell(accounts: Iterable[AccountView]) -> str | None:
    """Write which of several accounts was first, or the day where it is not known which of that day; None without dates.

    A report that gives its day alone may have come before or after one of that day that gives its hour.
    """
    dated = [(parsed, account) for account in accounts if (parsed := parsed_moment(account.article.published))]
    if not dated:
        return None
    earliest = min(parsed.date() for parsed, _ in dated)
    of_that_day = [(parsed, account) for parsed, account in dated if parsed.date() == earliest]
    hours_known = all(len(account.article.published or "") > 10 for _, account in of_that_day)
    if len(of_that_day) > 1 and not (hours_known and len({parsed.tzinfo is None for parsed, _ in of_that_day}) == 1):
        return f"on {day(earliest.isoformat())}"
    _, first = min(of_that_day, key=lambda pair: pair[0])
    return f"{first.label}, {first.published}"


def first_of_each(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return the first quotation of each account."""
    return tuple({quote.account.letter: quote for quote in reversed([*quotes])}.values())[::-1]


class Index:
    """A comparison with its look-ups; made once for a page."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.accounts = _accounts(comparison.articles)
        self.quoted: list[Quote] = []
        """Every quotation made so far: the texts carry an anchor for each."""
        self._by_article = {account.article.id: account for account in self.accounts}
        self._actors = {actor.id: actor for actor in comparison.actors}
        self._origins = {origin.id: origin for origin in comparison.origins}
        self._statements = {
            (annotation.article.id, statement.id): statement
            for annotation in comparison.articles
            for statement in annotation.statements
        }
        self._events = {
            (annotation.article.id, event.id): event
            for annotation in comparison.articles
            for event in annotation.events
        }

    def account(self, article: str) -> AccountView:
        """Return the account of an article."""
        return self._by_article[article]

    def actor(self, actor: str | None) -> Actor | None:
        """Return an actor by its id; None for None and for an id that no actor has."""
        return self._actors.get(actor) if actor else None

    def actor_name(self, actor: str | None) -> str | None:
        """Return the name of an actor; an id without an actor is a name already."""
        found = self.actor(actor)
        return found.name if found else actor

    def mention(self, actor: Actor, article: str) -> Quote | None:
        """Return the first mention of an actor, in the given article where it is named there."""
        for account in sorted(self.accounts, key=lambda account: account.article.id != article):
            wanted = actor.entities.get(account.article.id, ())
            entities = [entity for entity in account.annotation.entities if entity.id in wanted]
            spans = [mention.span for entity in entities for mention in entity.mentions]
            if spans:
                return self.quote(account.article.id, (min(spans),))
        return None

    def origin(self, origin: str) -> Origin | None:
        """Return an origin by its id."""
        return self._origins.get(origin)

    def origin_names(self, origins: Iterable[str]) -> tuple[str, ...]:
        """Return the names of origins, in the order of their ids in the list."""
        found = [self._origins[origin].name for origin in origins if origin in self._origins]
        return tuple(dict.fromkeys(found))

    def statement(self, article: str, statement: str | None) -> Statement | None:
        """Return an article's statement."""
        return self._statements.get((article, statement)) if statement else None

    def event(self, article: str, event: str) -> Event | None:
        """Return an article's event."""
        return self._events.get((article, event))

    def quote(self, article: str, spans: Iterable[Span], key: str = "evidence") -> Quote:
        """Quote spans of an article in their sentences."""
        account = self._by_article[article]
        text = account.article.text
        ordered = tuple(sorted(set(spans)))
        marks = [(span, key) for span in ordered]
        pieces = tuple(cut(text, piece, marks) for piece in pieces_around(account.sentences, ordered))
        quote = Quote(account, ordered, pieces)
        self.quoted.append(quote)
        return quote

    def quote_of(self, telling: SpanOf) -> Quote:
        """Quote one span of an article in its sentence."""
        return self.quote(telling.article, (telling.span,))


def _accounts(annotations: tuple[Annotation, ...]) -> tuple[AccountView, ...]:
    names = [_name(annotation.article) for annotation in annotations]
    repeated = {name for name, times in Counter(names).items() if times > 1}
    seen: Counter[str] = Counter()
    accounts: list[AccountView] = []
    for number, (annotation, name) in enumerate(zip(annotations, names, strict=True)):
        seen[name] += 1
        label = f"{name} ({seen[name]})" if name in repeated else name
        accounts.append(AccountView(number, letters(number), visible(" ".join(label.split())), annotation))
    return tuple(accounts)


def _name(article: Article) -> str:
    if article.outlet or not article.url:
        return outlet_name(article)
    return host(article.url) or outlet_name(article)
