"""Proper names in a parse: the recogniser's entities, mended, and the runs of proper nouns that it missed.

The recogniser of a small pipeline cuts names at hyphens ("Bo-ra Lim"), takes titles along and leaves names out. Here a
name ends up without its title, possessive ending and article, and whole across its hyphens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotation.entities.name_labels import mended_label
from rashomon.annotation.entities.name_runs import (
    POSSESSIVE_IN_NAMES,
    behind_verb,
    joined_by_of,
    joined_neighbours,
    split_at_brackets,
    split_at_office,
    split_at_possessive,
    with_numbers,
)
from rashomon.annotation.entities.nouns import COURTESY_TITLES, OFFICE_NOUNS, TITLES, noun_class
from rashomon.annotation.entities.titles import HYPHENS, is_office_word, is_portfolio, titles_end
from rashomon.annotation.token_ranges import all_tokens, text_between, tokens_between
from rashomon.knowledge.names import fold_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.annotation.parse import Parse
    from rashomon.knowledge import Knowledge

__all__ = ["Name", "demonym_at", "find_names"]

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_NOT_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE"})
_GROWING_LABELS = frozenset({"PERSON", "ORG", "FAC", "EVENT", ""})
_ARABIC_ARTICLES = frozenset({"al", "el", "ad", "as", "ar", "ibn", "bin", "abu", "ben"})
_AFFIXES = frozenset(
    "pro anti ex non pre post mid based led backed born bound controlled held occupied owned run style made style "
    "sponsored linked aligned supported allied elect type like wide era speaking friendly funded affiliated "
    "appointed designate old".split()
)
MIN_HEADLINE_NAME = 3
_CAPITALISED_SHARE_OF_HEADLINE = 0.6
"""Where this share of the words of a line is capitalised, capitals say nothing about names."""
MAX_HEADLINE_WORDS = 16
"""A longer line, or one with a full stop, is running text, which may well be full of names and titles."""
_CAPITALISED_SHARE_OF_CAPITALS = 0.9
_SMALL_WORDS = frozenset("a an the and or but nor of in on at to for by as with from over after".split())
"""What headlines in Title Case leave small."""
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z][a-z]*\.?|[DRI]-[A-Z]\.[A-Z]\.?")
"""Party and state of a member of Congress ("R-Wis.")."""


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name, tokens ``[start, end)``, with the recogniser's label ("" where it saw none) and its titles."""

    start: int
    end: int
    label: str
    text: str
    titles: tuple[str, ...]
    root: Token
    stands_alone: bool = False
    """Whether the noun phrase that the parser saw around it is not to be trusted."""

    @property
    def key(self) -> str:
        """The name as it is compared: no accents, hyphens or case."""
        return fold_name(self.text)


def find_names(parse: Parse, knowledge: Knowledge) -> list[Name]:
    """Return the names of the document in order; they do not overlap."""
    doc = parse.doc
    headlines = _capitalised_lines(doc)
    taken = [False] * len(doc)
    runs: list[tuple[int, int, str]] = []
    for entity in doc.ents:
        if entity.label_ in _NOT_NAMES:
            if not any(token.pos_ == "PROPN" and knowledge.actors(token.text) for token in entity):
                taken[entity.start : entity.end] = [True] * (entity.end - entity.start)
            continue
        if entity.label_ in NAME_LABELS:
            for start, end in split_at_possessive(doc, entity.start, entity.end):
                if any(token.pos_ in ("PROPN", "NOUN", "ADJ") for token in tokens_between(doc, start, end)):
                    runs.append((start, end, entity.label_))
    for start, end, _ in runs:
        taken[start:end] = [True] * (end - start)
    runs = [_grown(doc, run, taken, knowledge) for run in runs]
    runs += _uncovered_runs(doc, taken, headlines, knowledge)
    runs = split_at_office(
        doc, with_numbers(doc, joined_by_of(doc, joined_neighbours(doc, split_at_brackets(doc, sorted(runs)))))
    )
    names: list[Name] = []
    last_end = 0
    for start, end, label in runs:
        name = _name(doc, max(start, last_end), end, label, knowledge)
        if name is not None and not _is_portfolio_only(doc, name):
            names.append(name)
            last_end = name.end
    return _mended_headlines(doc, names, headlines, knowledge)


def demonym_at(token: Token, knowledge: Knowledge) -> tuple[int, str] | None:
    """Return where the demonym that ends with this token starts, and its state ("North Korean": PRK)."""
    if not token.text[:1].isupper():
        return None
    if token.i:
        before = token.nbor(-1)
        if (
            before.text[:1].isupper()
            and before.pos_ != "DET"
            and (iso3 := knowledge.demonym(f"{before.text} {token.text}"))
        ):
            return before.i, iso3
    iso3 = knowledge.demonym(token.text)
    return (token.i, iso3) if iso3 else None


def _capitalised_lines(doc: Doc) -> list[bool]:
    """For each token, whether it stands in a line written in Title Case or capitals."""
    flags: list[bool] = []
    line: list[Token] = []

    def close() -> None:
        words = [token for token in line if token.is_alpha and len(token) > 3]
        is_long = len(words) > MAX_HEADLINE_WORDS
        is_sentence = is_long or any(token.text == "." for token in line[-3:])
        if is_sentence:
            words = [token for token in line if token.is_alpha and (is_long or token.lower_ not in _SMALL_WORDS)]
        capital = sum(token.text[0].isupper() for token in words)
        share = _CAPITALISED_SHARE_OF_CAPITALS if is_sentence else _CAPITALISED_SHARE_OF_HEADLINE
        is_headline = len(words) > 3 and capital > share * len(words)
        flags.extend([is_headline] * len(line))
        line.clear()

    for token in all_tokens(doc):
        line.append(token)
        if token.is_space and "\n" in token.text:
            close()
    close()
    return flags


def _grown(doc: Doc, run: tuple[int, int, str], taken: list[bool], knowledge: Knowledge) -> tuple[int, int, str]:
    start, end, label = run
    is_state = label in ("GPE", "NORP") and bool(
        knowledge.actors(text_between(doc, start, end)) or knowledge.demonym(doc[end - 1].text)
    )
    while not is_state and end + 1 < len(doc) and _is_joined(doc, end, taken):
        taken[end] = taken[end + 1] = True
        end += 2
    while not is_state and start >= 2 and _is_joined(doc, start - 2 + 1, taken, leftwards=True):
        taken[start - 1] = taken[start - 2] = True
        start -= 2
    if _ends_in_inner_possessive(doc, start, end):
        end += doc[end - 1].tag_ != "POS"
        while end < len(doc) and not taken[end] and doc[end].pos_ == "PROPN":
            end += 1
        return start, end, "ORG"
    if label in _GROWING_LABELS:
        while end < len(doc) and not taken[end] and _continues(doc[end], doc[end - 1]):
            taken[end] = True
            end += 1
        while start and not taken[start - 1] and _continues(doc[start - 1], doc[start]):
            taken[start - 1] = True
            start -= 1
    return start, end, label


def _ends_in_inner_possessive(doc: Doc, start: int, end: int) -> bool:
    """Say whether the run was cut after "People's", with the rest of the name behind it."""
    if doc[end - 1].tag_ == "POS":
        end -= 1
    if end <= start or end + 1 >= len(doc) or doc[end].tag_ != "POS":
        return False
    return doc[end - 1].lower_ in POSSESSIVE_IN_NAMES and doc[end - 1].is_title and doc[end + 1].pos_ == "PROPN"


def _is_joined(doc: Doc, hyphen: int, taken: list[bool], *, leftwards: bool = False) -> bool:
    """Say whether the hyphen at this index joins the name to a further part of it."""
    mark = doc[hyphen]
    if mark.text not in HYPHENS or mark.whitespace_ or hyphen == 0 or doc[hyphen - 1].whitespace_:
        return False
    part = doc[hyphen - 1] if leftwards else doc[hyphen + 1]
    if taken[part.i] or not part.is_alpha or part.lower_ in _AFFIXES:
        return False
    if part.text[0].isupper():
        return True
    if leftwards:
        return part.lower_ in _ARABIC_ARTICLES
    # "Bo-ra", "Jong-un": a short lower-case part that is no common word of its own.
    return len(part) <= 6 and part.pos_ not in ("VERB", "ADJ", "ADP") and noun_class(part.text) is None


def _continues(token: Token, neighbour: Token) -> bool:
    if token.pos_ != "PROPN" or not token.text[0].isupper() or token.lower_.rstrip(".") in TITLES:
        return False
    is_bound = token.head.i == neighbour.i or neighbour.head.i == token.i or token.head.i == neighbour.head.i
    return is_bound and (token.dep_ in ("compound", "flat") or neighbour.dep_ in ("compound", "flat"))


def _uncovered_runs(
    doc: Doc, taken: list[bool], headlines: list[bool], knowledge: Knowledge
) -> list[tuple[int, int, str]]:
    runs: list[tuple[int, int, str]] = []
    index = 0
    while index < len(doc):
        token = doc[index]
        if taken[index] or headlines[index] or not _is_name_token(token, knowledge):
            index += 1
            continue
        end = index + 1
        while end < len(doc) and not taken[end] and not doc[end - 1].is_space:
            if _is_name_token(doc[end], knowledge):
                end += 1
            elif end + 1 < len(doc) and _is_joined(doc, end, taken):
                end += 2
            else:
                break
        runs.append((index, end, ""))
        index = end
    return runs


def _is_portfolio_only(doc: Doc, name: Name) -> bool:
    """Say whether the capitalised words only specify the title behind them ("*Climate* Minister Ana Ruiz")."""
    if name.end >= len(doc) or not is_office_word(doc[name.end]) or not doc[name.end].text[0].isupper():
        return False
    return all(is_portfolio(token) or is_office_word(token) for token in doc[name.start : name.end])


def _is_name_token(token: Token, knowledge: Knowledge) -> bool:
    text = token.text
    if not text[0].isupper() or not text[0].isalpha():
        return False
    if token.pos_ == "PROPN":
        return noun_class(token.lower_) != "time" or not token.is_sent_start
    return token.pos_ in ("NOUN", "ADJ", "X") and knowledge.demonym(text) is None and bool(knowledge.actors(text))


def _name(doc: Doc, start: int, end: int, label: str, knowledge: Knowledge) -> Name | None:
    while end - start > 2 and doc[start].lower_ in _AFFIXES and doc[start + 1].text in HYPHENS:
        start += 2
    while start < end and (doc[start].pos_ in ("DET", "PUNCT", "SPACE", "ADP", "CCONJ") or doc[start].tag_ == "POS"):
        start += 1
    start = start if label != "EVENT" else behind_verb(doc, start, end)
    titles: list[str] = []
    is_body = noun_class(doc[end - 1].lower_) in ("organization", "place", "occasion")
    if not is_body:
        after = titles_end(doc, start, end)
        titles += [token.text for token in tokens_between(doc, start, after) if token.text not in HYPHENS]
        start = after
    while end > start and (
        doc[end - 1].tag_ == "POS" or doc[end - 1].pos_ in ("SPACE", "PUNCT", "ADP", "DET", "CCONJ")
    ):
        if doc[end - 1].text.endswith(".") and doc[end - 1].is_alpha:
            break
        end -= 1
    while (
        end - start > 1 and label != "PERSON" and doc[end - 1].lower_ in TITLES and not _is_compound_end(doc[end - 1])
    ):
        end -= 1
    end = _end_before_office(doc, start, end, label, knowledge)
    for index in range(start, end):
        if doc[index].is_space and "\n" in doc[index].text:
            end = index
            break
    if start >= end:
        return None
    if not titles and start and _is_title_before(doc, start, end):
        titles.append(doc[start - 1].text)
    if end - start == 1 and doc[start].lower_ == "state" and start and doc[start - 1].lower_ == "of":
        return None
    span = doc[start:end]
    # "Mr. King" is no king.
    is_surname = bool(titles) and titles[-1].lower().rstrip(".") in COURTESY_TITLES
    if end - start == 1 and (
        (span[0].lower_.rstrip(".") in TITLES and not is_surname) or span[0].is_digit or not span.text[0].isalnum()
    ):
        return None
    if (
        _PARTY_AND_STATE.fullmatch(span.text)
        or len(span.text) == 1
        or (all(token.lower_.rstrip(".") in TITLES for token in span) and not is_surname)
    ):
        return None
    label = mended_label(span, label, titles)
    return Name(start, end, label, span.text, tuple(titles), span.root)


def _end_before_office(doc: Doc, start: int, end: int, label: str, knowledge: Knowledge) -> int:
    """Return the end of the body or state in "*EU* Trade Commissioner", where the office was taken into its name."""
    if label == "PERSON" or end >= len(doc) or not doc[end].text[0].isupper():
        return end
    index = end
    while index - 1 > start and (is_office_word(doc[index - 1]) or is_portfolio(doc[index - 1])):
        index -= 1
    offices = tokens_between(doc, index, end + 1)
    if index == end or not any(is_office_word(token) for token in offices):
        return end
    rest = text_between(doc, start, index)
    return index if knowledge.actors(rest) or knowledge.demonym(rest) else end


def _is_title_before(doc: Doc, start: int, end: int) -> bool:
    """Say whether a capitalised title stands before the name, or, before a full name, any office ("spokesperson")."""
    before = doc[start - 1]
    is_joined = start >= 2 and before.nbor(-1).text in HYPHENS
    if (before.text[0].isupper() or is_joined) and before.lower_.rstrip(".") in TITLES:
        return True
    return (
        before.lower_ in OFFICE_NOUNS and end - start > 1 and all(token.text[0].isupper() for token in doc[start:end])
    )


def _is_compound_end(token: Token) -> bool:
    """Say whether the word heads its phrase; before a person's name it is a title."""
    return token.dep_ not in ("compound", "nmod")


def _mended_headlines(doc: Doc, names: list[Name], headlines: list[bool], knowledge: Knowledge) -> list[Name]:
    """In a line in Title Case take only names that are known or come again in the text, or the words that do."""
    if not any(headlines):
        return names
    in_text = {name.key for name in names if not headlines[name.start]}
    last_words = {key.rpartition(" ")[2] for key in in_text}
    kept: list[Name] = []
    covered = [not is_headline for is_headline in headlines]
    for name in names:
        is_certain = name.key in in_text or name.key in last_words or bool(knowledge.actors(name.text))
        # Without a text to compare with, the recogniser's word has to do.
        if not headlines[name.start] or is_certain or (not in_text and name.label in ("PERSON", "GPE")):
            kept.append(name)
            covered[name.start : name.end] = [True] * (name.end - name.start)
    for token in all_tokens(doc):
        if covered[token.i] or not token.text[0].isupper() or len(token) < MIN_HEADLINE_NAME:
            continue
        key = fold_name(token.text)
        if (key in in_text or key in last_words or knowledge.actors(token.text)) and noun_class(key) is None:
            kept.append(Name(token.i, token.i + 1, "", token.text, (), token, stands_alone=True))
    return sorted(kept, key=lambda name: name.start)
