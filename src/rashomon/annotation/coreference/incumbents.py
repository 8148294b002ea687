"""Offices that a report does not put a name to: "the French president", by the day of the report.

An office changes hands, so that its holder is known only where the report has a day, the words themselves tell whose office it
is, and one person held it on that day. Where the dateline or the outlet alone hints at a state ("the president", from
Washington), nobody is linked; the reason then says what is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.entities.nouns import OFFICE_NOUNS
from rashomon.annotation.token_ranges import tokens_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

    from rashomon.annotation.coreference.chains import Chain
    from rashomon.annotation.parse import Parse
    from rashomon.knowledge import Knowledge
    from rashomon.knowledge.records import KnownActor, Leader

__all__ = ["Incumbents"]

_ONLY_ONE = {"pope": "VAT", "taoiseach": "IRL"}
"""Offices that one state alone has."""
_SPELLINGS = (
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"^(defense) secretary$"), r"secretary of \1"),
    (re.compile(r"^secretary general$"), "secretary-general"),
)
"""Ways to write an office, and the one that the data files have."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_AT_ANOTHER_TIME = frozenset(
    {"then", "former", "ex", "late", "next", "new", "future", "incoming", "outgoing", "acting"}
)
MAX_SENTENCES = 20
"""Sentences with an office in which a year is looked for: whoever is spoken of more often is spoken of in the present."""
MAX_BEFORE_OFFICE = 8
"""Words before an office that say whose it is; a longer phrase tells more than that."""


class _Office(NamedTuple):
    """An office as a report names it."""

    title: str
    of: str | None
    """The ISO code of its state or the id of its body; None where the words do not tell."""


class Incumbents:
    """The holders of offices on the day of one report."""

    def __init__(
        self, parse: Parse, state_at: Mapping[int, str], named: Mapping[int, Chain], knowledge: Knowledge
    ) -> None:
        """Take what tells whose an office is.

        Args:
            parse: the article.
            state_at: the tokens that name a state or its people, with its ISO code.
            named: the entity that each token heads a mention of.
            knowledge: who held which office, and when.
        """
        self._doc: Doc = parse.doc
        self._parse = parse
        self._state_at = state_at
        self._named = named
        self._knowledge = knowledge

    def link(self, chains: Iterable[Chain]) -> None:
        """Give each nameless holder of an office its bearer or the reason why it has none; one bearer, one chain."""
        chains = list(chains)
        bearers = {chain.name: chain for chain in chains if chain.is_named and chain.kind == "person"}
        for chain in chains:
            if chain.kind != "person" or chain.is_named or chain.number == "plural" or not chain.mentions:
                continue
            office = self._office(chain)
            if office is None:
                continue
            holder, chain.why = self._holder(office, chain)
            if holder is None:
                continue
            bearer = bearers.setdefault(holder.name, chain)
            if bearer is chain:
                chain.known = holder
                chain.name = holder.name
            else:
                bearer.mentions.extend(chain.mentions)
                chain.mentions = []

    def _office(self, chain: Chain) -> _Office | None:
        """Return the office that the first description of somebody names; None where it says anything else."""
        first = next((mention for mention in chain.mentions if mention.form == "nominal"), None)
        span = self._doc.char_span(first.start, first.end) if first is not None else None
        if span is None or span.root.lower_ not in OFFICE_NOUNS | _ONLY_ONE.keys():
            return None
        head = span.root
        if head.i - span.start > MAX_BEFORE_OFFICE:
            return None
        before = [token for token in tokens_between(self._doc, span.start, head.i) if token.tag_ not in ("POS", "HYPH")]
        owners, words = self._owners(before), []
        for token in before:
            if token.lower_ in _AT_ANOTHER_TIME or token.tag_ == "CD":
                return None
            is_owner = token.i in self._state_at or token.i in self._named or token.pos_ in ("DET", "PRON")
            if not is_owner:
                words.append(token.lower_)
        rest = tokens_between(self._doc, head.i + 1, span.end)
        if rest and (rest[0].lower_ != "of" or not self._is_owned(rest, owners)):
            if [token.lower_ for token in rest] not in (["of", "state"], ["of", "defense"], ["of", "defence"]):
                return None
            words.extend([head.lower_, *(token.lower_ for token in rest)])
        else:
            words.append(head.lower_)
        title = " ".join(words)
        for pattern, usual in _SPELLINGS:
            title = pattern.sub(usual, title)
        if before and before[0].tag_ == "PRP$" and chain.iso3 is None:
            return None
        owners.update([chain.iso3] if chain.iso3 else [])
        if len(owners) > 1:
            return None
        return _Office(title, next(iter(owners), None) or _ONLY_ONE.get(title))

    def _owners(self, tokens: Iterable[Token]) -> set[str]:
        """Return the codes of the states and the ids of the known bodies that the tokens name."""
        found: set[str] = set()
        for token in tokens:
            if token.i in self._state_at:
                found.add(self._state_at[token.i])
            elif token.i in self._named:
                found.update(self._body(self._named[token.i]))
        return found

    def _is_owned(self, rest: list[Token], owners: set[str]) -> bool:
        """Say whether nothing but the state or the known body stands behind "of", and note it."""
        behind = self._owners(rest)
        owners.update(behind)
        names = [token for token in rest if token.pos_ in ("NOUN", "PROPN", "ADJ")]
        return bool(behind) and all(token.pos_ == "PROPN" for token in names)

    def _body(self, chain: Chain) -> list[str]:
        known = self._knowledge.actors(chain.name) if chain.kind == "organization" else ()
        return [known[0].id] if len(known) == 1 and known[0].kind == "organization" else []

    def _holder(self, office: _Office, chain: Chain) -> tuple[KnownActor | None, str | None]:
        """Return who held the office, with the reason; nobody and a reason where that cannot be told."""
        day = self._parse.published
        if office.of is None:
            return None, self._hint(office.title)
        ever = self._knowledge.holders(office.of, office.title)
        if not ever and office.title == "premier":
            return self._holder(office._replace(title="prime minister"), chain)
        if not ever:
            return None, None
        whose = f"{office.title} of {self._name_of(ever[0])}"
        if day is None:
            return None, f"the report has no day by which to tell who was {whose}"
        other = self._other_year(chain, day.year)
        if other is not None:
            return None, f"its sentence speaks of {other}, and the {whose} need not be that of {day.isoformat()}"
        holders = list(dict.fromkeys(term.actor for term in self._knowledge.holders(office.of, office.title, day)))
        if len(holders) == 1:
            return holders[0], f"{whose} on {day.isoformat()}"
        names = ", ".join(holder.name for holder in holders)
        return None, f"several were {whose} on {day.isoformat()}: {names}" if holders else None

    def _hint(self, title: str) -> str | None:
        """Return what the dateline or the outlet hints at for an office without a state."""
        hints = ((self._dateline_state(), "the dateline"), (self._outlet_state(), "the outlet"))
        iso3, by = next(((iso3, by) for iso3, by in hints if iso3 is not None), (None, ""))
        if iso3 is None or self._parse.published is None:
            return None
        day = self._parse.published
        terms = self._knowledge.holders(iso3, title, day)
        names = " and ".join(dict.fromkeys(term.actor.name for term in terms))
        if not names:
            return None
        return (
            f"the words do not say of which state; {by} is of {self._knowledge.state(iso3).name}, "
            f"whose {title} on {day.isoformat()} was {names}"
        )

    def _dateline_state(self) -> str | None:
        zone = next((zone for zone in self._parse.zones if zone.kind == "dateline"), None)
        if zone is None:
            return None
        span = self._doc.char_span(zone.span.start, zone.span.end, alignment_mode="contract")
        return next((self._state_of_place(token) for token in span or () if token.i in self._named), None)

    def _state_of_place(self, token: Token) -> str | None:
        chain = self._named[token.i]
        return chain.iso3 if chain.kind in ("place", "state") else None

    def _outlet_state(self) -> str | None:
        name = self._parse.article.outlet
        outlet = self._knowledge.source_outlet(name) if name else None
        return outlet.iso3 if outlet is not None and outlet.kind != "agency" else None

    def _name_of(self, term: Leader) -> str:
        if term.iso3 is not None:
            return self._knowledge.state(term.iso3).name
        body = self._knowledge.actor(term.body) if term.body else None
        return body.name if body is not None else ""

    def _other_year(self, chain: Chain, year: int) -> str | None:
        """Return the year other than that of the report of which a sentence with the office speaks."""
        nominal = [each for each in chain.mentions if each.form == "nominal"][:MAX_SENTENCES]
        spans = (self._doc.char_span(each.start, each.end) for each in nominal)
        sentences: dict[int, DocSpan] = {span.sent.start: span.sent for span in spans if span is not None}
        years = (token.text for sentence in sentences.values() for token in sentence if _YEAR.fullmatch(token.text))
        return next((other for other in years if int(other) != year), None)
