"""What a number counts: "%", a currency by its ISO 4217 code, or the lemma of a noun.

Units are read from the signs and words beside the number, and from the parse, which joins a number to its noun
("14 visiting *ministers*") or, where it does not, from the nouns right behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.annotation.dependents import children_of

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["SIGNS", "unit_of"]

SIGNS = {
    "$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₽": "RUB", "₹": "INR", "₩": "KRW", "₪": "ILS", "₴": "UAH",
    "A$": "AUD", "C$": "CAD", "HK$": "HKD",
}  # fmt: skip
_CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB",
    "rouble": "RUB", "rupee": "INR", "won": "KRW", "naira": "NGN", "shekel": "ILS", "hryvnia": "UAH", "zloty": "PLN",
    "rand": "ZAR", "lira": "TRY", "baht": "THB", "ringgit": "MYR", "forint": "HUF",
}  # fmt: skip
_SAME_UNITS = {"people": "person"}
"""Words for the same unit, under one of them."""

_HARM = frozenset(
    """kill wound injure hurt die arrest detain massacre slay execute evacuate displace rescue sentence jail convict abduct
    kidnap""".split()
)
_NO_NOUN_BEYOND = frozenset("a an per each every last next this that these those the".split())
"""Words behind an amount that begin a phrase of their own: "37,412 last year", "12 the day before"."""
_HARMED = frozenset("dead missing killed injured wounded hurt unaccounted homeless".split())
"""Verbs and adjectives of people: a number beside them that names nothing counts persons."""
_CURRENCY_NAME = re.compile(
    rf"\s+(?:[A-Z]\w+\s+)?(?P<name>{'|'.join(name for name in _CURRENCIES if name not in ('won', 'pound', 'rand'))})s?\b"
)
_WON = re.compile(r"\s+won\b")
"""The currency, which the parse takes for a verb; behind millions it is none."""
MAX_WORDS_TO_NOUN = 5
"""Words between an amount and its noun where the parse does not join them."""


def unit_of(match: re.Match[str], tokens: list[Token]) -> str | None:
    """Return what is counted; None where nothing is named.

    Args:
        match: the number, with the groups "sign" and "percent" of a quantity.
        tokens: its tokens.
    """
    if match["percent"]:
        return "%"
    if "sign" in match.re.groupindex and match["sign"]:
        return SIGNS[match["sign"].upper()]
    if tokens and tokens[0].i and tokens[0].nbor(-1).lower_ == "magnitude":
        return "magnitude"
    if _WON.match(match.string, match.end()) and any(scale in match.group().lower() for scale in ("illion", "bn")):
        return "KRW"
    noun = _counted(tokens)
    if named := _CURRENCY_NAME.match(match.string, match.end()):
        return _CURRENCIES[named["name"].lower()]
    if noun is None:
        return "person" if tokens and _counts_victims(tokens[-1]) else None
    lemma = _lemma(noun)
    return _CURRENCIES.get(lemma) or _SAME_UNITS.get(lemma, lemma)


def _lemma(noun: Token) -> str:
    """Return the singular, mended where the lemmatiser fails: "doses", "Saudis"."""
    lemma, word = noun.lemma_.lower(), noun.lower_
    if noun.tag_ == "NNPS" and lemma == word and word.endswith("s"):
        return str(word[:-1])
    return f"{lemma}e" if word == f"{lemma}es" and lemma.endswith("os") else lemma


def _counts_victims(token: Token) -> bool:
    """Say whether a number without a noun stands for people: "wounding 64", "at least five were killed", "40 dead"."""
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ in _HARMED:
        return True
    return token.dep_ in ("dobj", "nsubjpass", "nsubj") and token.head.lemma_ in _HARM


def _counted(tokens: list[Token]) -> Token | None:
    """Return the head noun of what the amount counts: "ministers" for "14 visiting ministers of trade"."""
    if not tokens:
        return None
    last = tokens[-1]
    inside = {token.i for token in tokens}
    for token in tokens:
        head = token.head
        while head.i in inside and head.head.i != head.i:
            head = head.head
        if (
            head.i > last.i
            and head.pos_ in ("NOUN", "PROPN")
            and token.dep_ in ("nummod", "quantmod", "amod", "compound", "nmod", "det", "predet")
        ):
            return head
    follower = last.i + 1
    size = len(last.doc)
    if follower < size and last.doc[follower].lower_ == "of" and not last.doc[follower].is_sent_start:
        objects = [
            child
            for child in children_of(last.doc[follower])
            if child.dep_ == "pobj" and child.pos_ in ("NOUN", "PROPN")
        ]
        if objects:
            return objects[0]
        follower += 1  # "424 of 450 seats", where the parse makes one number of two
    noun: Token | None = None
    for index in range(follower, min(follower + MAX_WORDS_TO_NOUN, size)):
        token = last.doc[index]
        if token.is_sent_start or token.lower_ in _NO_NOUN_BEYOND:
            break
        if token.pos_ in ("NOUN", "PROPN"):
            noun = token
        elif noun is not None or (token.pos_ not in ("ADJ", "ADV", "NUM", "DET") and token.text != "-"):
            break
    return noun
