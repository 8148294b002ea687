"""Words of office before a name: where a title or description starts that belongs to the person named behind it.

The parser of a small pipeline often loses such words ("South Korea's presidential chief of staff Ana Ruiz" in two
phrases), so they are read from the name leftwards: office words, what specifies them, and whose office it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rashomon.annotation.entities.nouns import TITLES, is_given_name, is_listed_person, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from rashomon.annotation.entities.names import Name

__all__ = ["HYPHENS", "is_office_word", "is_portfolio", "start_of_description", "titles_end"]

HYPHENS = frozenset({"-", "‐", "‑", "–"})
MAX_WORDS = 12
"""Words before a name that are looked at; a longer description is a clause."""
_PORTFOLIOS = frozenset(
    "foreign defence defense climate trade interior cabinet finance economy economic health justice energy environment "
    "culture education agriculture transport transportation labour labor home state treasury security development "
    "information communications science technology sport sports tourism social welfare unification housing immigration "
    "industry commerce planning infrastructure water oil petroleum fisheries affairs senior junior first second third "
    "assistant associate acting executive managing national presidential parliamentary under vice deputy staff exterior "
    "external internal domestic digital public civil general special chief "
    "police army navy military".split()
)
"""What an office is for, or of which rank: capitalised before a title these words name no body."""
_SPECIFYING_POS = frozenset({"NOUN", "ADJ", "PROPN"})
_NOT_DESCRIBING = frozenset({"NNS", "NNPS"})


def is_office_word(token: Token) -> bool:
    """Say whether the word is a title or says what a person is ("Secretary", "analyst"), and is no given name."""
    if token.lower_.rstrip(".") in TITLES:
        return True
    return token.tag_ not in _NOT_DESCRIBING and is_listed_person(token.lower_) and not is_given_name(token.text)


def is_portfolio(token: Token) -> bool:
    """Say whether the word specifies an office ("*Climate* Minister", "*Senior* General")."""
    return token.lower_ in _PORTFOLIOS


def titles_end(doc: Doc, start: int, end: int) -> int:
    """Return where the words of office end that the tokens ``[start, end)`` open with; one token at least is left."""
    found = index = start
    while index < end - 1:
        token = doc[index]
        if is_office_word(token) or token.lower_.removesuffix("s") in TITLES:
            found = index + 1
        elif not is_portfolio(token) and token.text not in HYPHENS:
            break
        index += 1
    return found


def start_of_description(doc: Doc, name: Name, name_ending_at: Mapping[int, Name], state_at: Mapping[int, str]) -> int:
    """Return the token at which the words of office before a person's name start, that of the name without any.

    Args:
        doc: the document.
        name: the person's name.
        name_ending_at: the names of the document by the token behind their last.
        state_at: tokens that name a state or its people.
    """
    if _is_between_commas(doc, name):
        start = _start_of_office(doc, name.start - 1, name_ending_at, state_at)
        if (doc[start].lower_ == "the" or doc[start].tag_ == "PRP$") and (start == 0 or doc[start - 1].text != ","):
            return start
    return _start_of_office(doc, name.start, name_ending_at, state_at)


def _is_between_commas(doc: Doc, name: Name) -> bool:
    """Say whether a comma parts an office and the name, and another one follows ("the president, Ana Ruiz, ...")."""
    if name.start < 3 or name.end >= len(doc) or doc[name.start - 1].text != "," or doc[name.end].text != ",":
        return False
    return doc[name.start - 2].text.islower() and is_office_word(doc[name.start - 2])


def _start_of_office(doc: Doc, start: int, name_ending_at: Mapping[int, Name], state_at: Mapping[int, str]) -> int:
    index, has_office = start, False
    lowest = max(0, start - MAX_WORDS)
    while index > lowest:
        token = doc[index - 1]
        inner = name_ending_at.get(index)
        if token.text in HYPHENS and has_office and _joins(doc, index - 1):
            index -= 2
        elif _is_office_of(doc, index):
            index, has_office = index - 3, True
        elif inner is None and is_office_word(token):
            index, has_office = index - 1, True
        elif not has_office and not (token.i in state_at and index == start):
            break
        elif token.i in state_at or (inner is not None and inner.label != "PERSON"):
            index = inner.start if inner is not None else index - 1
        elif token.tag_ == "POS" and (owner := name_ending_at.get(index - 1)) is not None:
            index = owner.start
            break
        elif inner is None and _specifies(token, doc[index]):
            index -= 1
        else:
            break
    if index < start and index and (doc[index - 1].pos_ == "DET" or doc[index - 1].tag_ == "PRP$"):
        index -= 1
    return index


def _joins(doc: Doc, hyphen: int) -> bool:
    return hyphen > 0 and not doc[hyphen].whitespace_ and not doc[hyphen - 1].whitespace_ and doc[hyphen - 1].is_alpha


def _is_office_of(doc: Doc, end: int) -> bool:
    """Say whether "chief of staff" or "Secretary of State" ends here."""
    return (
        end >= 3
        and doc[end - 2].lower_ == "of"
        and doc[end - 1].pos_ in ("NOUN", "PROPN")
        and is_portfolio(doc[end - 1])
        and is_office_word(doc[end - 3])
    )


def _specifies(token: Token, following: Token) -> bool:
    """Say whether the word modifies the office behind it ("presidential chief", "civil rights lawyer")."""
    if token.pos_ not in _SPECIFYING_POS or noun_class(token.lemma_) == "time" or token.is_space:
        return False
    return (token.head.i >= following.i and token.dep_ in ("amod", "compound", "nmod")) or is_portfolio(token)
