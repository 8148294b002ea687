"""Cutting sentences into clauses: the units that say one thing each.

A sentence of news says several things: a main clause, what is reported in it, relative and adverbial clauses, appositions
that say who somebody is. Each becomes a unit of its own (the elementary discourse units of Carlson and Marcu 2001, and
the sub-predicates of PropSegmEnt, Chen et al. 2023), so that a point is about one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import children_of
from rashomon.annotation.token_ranges import tokens_between
from rashomon.model import Entity, Number, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Clause", "clauses_of", "counts_of", "recut", "titled_names_of"]

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_FINITE_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "acl"})
_NON_FINITE = frozenset({"advcl", "acl", "pcomp", "relcl"})
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EDGE_WORDS = frozenset({"that", "which", "so", "where", "when"})
_EDGE_RELATIONS = frozenset({"cc", "mark", "preconj", "punct"})

MIN_CONTENT_WORDS = 2
"""Content words of a subordinate clause that stands alone; a shorter one ("as he said") stays with its governor."""

MIN_NON_FINITE_WORDS = 3
"""Content words of a participial or infinitive clause ("accusing the ministry of delay") that is a unit as well."""

MIN_REST_WORDS = 3
"""Content words that a clause must keep for a participial or infinitive clause to be cut off at its end."""

MIN_APPOSITION_WORDS = 2
"""Content words of an apposition that says who somebody is."""

MIN_TITLED_WORDS = 3
"""Content words of a name with its title: "Foreign Minister Ruiz"; "Governor Ruiz" only names somebody."""

MIN_COUNT_WORDS = 2
"""Content words of a phrase that says how many of what: "3,000 soldiers", "14 visiting ministers"."""

MAX_PHRASE = 200
"""Tokens of a phrase within a clause: sentences are shorter, and in a broken text each phrase holds all that follow."""

_BESIDES = frozenset({"relcl", "acl", "appos", "conj", "cc", "advcl"})


class Clause(NamedTuple):
    """A unit: its head, the tokens that belong to it, and its characters without edges such as "that" or a comma."""

    head: Token
    tokens: tuple[Token, ...]
    span: Span
    is_phrase: bool


def clauses_of(doc: Doc) -> Iterator[Clause]:
    """Cut each sentence of the doc into clauses.

    A finite clause is cut out of the one it hangs on, and so is a non-finite one at its end ("..., accusing the ministry of
    delay"). A non-finite one elsewhere and an apposition are units as well, but stay within their clause too, which would be a
    torso without them.
    """
    for sentence in doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        if not tokens:
            continue
        root = sentence.root.i
        heads = {token.i for token in tokens if token.i == root or _heads_finite_clause(token)}
        owned: dict[int, list[Token]] = {head: [] for head in sorted(heads)}
        owner: dict[int, int] = {}
        for token in tokens:
            owned[_owner_of(token, heads, owner, root)].append(token)
        for head, mine in owned.items():
            yield from _clause(doc[head], _without_last_adjuncts(mine), is_phrase=False)
        for token in tokens:
            if token.i not in heads and _heads_non_finite_clause(token):
                inside = [
                    below
                    for below in islice(token.subtree, MAX_PHRASE)
                    if not below.is_space and owner.get(below.i) == owner.get(token.i)
                ]
                yield from _clause(token, inside, is_phrase=False)
            elif token.dep_ == "appos":
                yield from _apposition(token)


def _without_last_adjuncts(tokens: list[Token]) -> list[Token]:
    """Cut participial and infinitive clauses off at the end ("..., accusing the ministry of delay"), while enough is left."""
    words = [token for token in tokens if not _is_mark(token)]
    end = words[-1].i if words else 0
    for token in reversed(words):
        if token.dep_ == "advcl" and _heads_non_finite_clause(token) and token.left_edge.i <= end <= token.right_edge.i:
            rest = [word for word in words if word.i < token.left_edge.i]
            if _has_content(rest, MIN_REST_WORDS):
                end = rest[-1].i
    return [token for token in tokens if token.i <= end or not words]


def _heads_finite_clause(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        return False
    if token.dep_ in _FINITE_CLAUSES:
        return _has_subject(token) and _has_content(_own_tokens(token), MIN_CONTENT_WORDS)
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        if _has_subject(token):
            return _has_content(_own_tokens(token), MIN_CONTENT_WORDS)
        return token.tag_ not in ("VB", "VBG") and _has_content(token.subtree, MIN_NON_FINITE_WORDS)
    return False


def _heads_non_finite_clause(token: Token) -> bool:
    return (
        token.pos_ == "VERB"
        and token.dep_ in _NON_FINITE
        and token.tag_ in ("VB", "VBG", "VBN")
        and _has_content(_own_tokens(token), MIN_NON_FINITE_WORDS)
    )


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in children_of(token))


def _own_tokens(token: Token) -> Iterator[Token]:
    """The token and what hangs on it, down to the next finite clause."""
    yield token
    for child in children_of(token):
        if child.dep_ not in _FINITE_CLAUSES:
            yield from child.subtree


def _owner_of(token: Token, heads: set[int], owner: dict[int, int], root: int) -> int:
    """Return the nearest clause head above the token, remembering the way."""
    path: list[int] = []
    here = token
    while here.i not in heads and here.i not in owner:
        path.append(here.i)
        if here.head.i == here.i:
            break
        here = here.head
    found = owner.get(here.i, here.i if here.i in heads else root)
    for step in path:
        owner[step] = found
    return found


def _clause(head: Token, tokens: list[Token], *, is_phrase: bool) -> Iterator[Clause]:
    """Yield the clause, unless nothing is left when what belongs to no clause is trimmed."""
    kept = _trimmed(head, _without_strays(head, tokens))
    if _has_content(kept, 1):
        yield Clause(head, tuple(kept), Span(kept[0].idx, kept[-1].idx + len(kept[-1])), is_phrase)


def recut(clause: Clause, tokens: list[Token]) -> Clause | None:
    """Return the clause with these of its tokens only, trimmed at the edges; None where nothing is left."""
    return next(_clause(clause.head, tokens, is_phrase=clause.is_phrase), None)


def _trimmed(head: Token, tokens: list[Token]) -> list[Token]:
    """Drop punctuation, quotation marks and conjunctions at the edges."""
    first, last = 0, len(tokens)
    while first < last and _is_edge(tokens[first], head):
        first += 1
    while last > first and (_is_mark(tokens[last - 1]) or tokens[last - 1].dep_ == "cc"):
        last -= 1
    return tokens[first:last]


def _is_edge(token: Token, head: Token) -> bool:
    if _is_mark(token):
        return True
    return token.i != head.i and (token.dep_ in _EDGE_RELATIONS or token.lower_ in _EDGE_WORDS)


def _is_mark(token: Token) -> bool:
    return bool((token.is_punct and token.text != "%") or token.is_quote)


def _without_strays(head: Token, tokens: list[Token]) -> list[Token]:
    """Drop words that the parser left far from the clause, beyond another clause longer than this one; never the subject."""
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if pieces[-1] and token.i - pieces[-1][-1].i > 1 + len(tokens):
            pieces.append([])
        pieces[-1].append(token)
    core = {head.i, *(child.i for child in children_of(head) if child.dep_ in _SUBJECTS)}
    holding = [number for number, piece in enumerate(pieces) if any(token.i in core for token in piece)]
    return [token for piece in pieces[holding[0] : holding[-1] + 1] for token in piece] if holding else tokens


def _apposition(token: Token) -> Iterator[Clause]:
    """A name and who that is: "his successor, Ana Ruiz"."""
    named = token.head
    left = min(named.left_edge.i, token.left_edge.i)
    right = max(token.right_edge.i, named.i)
    if right - left >= MAX_PHRASE:
        return
    described = [word for word in token.subtree if len(word) > 2 and word.is_alpha and not word.is_stop]
    if "PROPN" not in (named.pos_, token.pos_) or len(described) < MIN_APPOSITION_WORDS:
        return  # "D-N.Y." after a name describes nobody
    between = tokens_between(token.doc, named.i + 1, token.left_edge.i)
    if any(word.tag_ in _FINITE_TAGS for word in between):
        return  # a clause stands between the two: the parser has reached too far
    tokens = [within for within in tokens_between(token.doc, left, right + 1) if not within.is_space]
    yield from _clause(token, tokens, is_phrase=True)


def counts_of(doc: Doc, numbers: Iterable[Number]) -> Iterator[Clause]:
    """Yield the phrases that say how many of what: "14 visiting ministers of trade"; money, shares and bare counts are none."""
    for number in numbers:
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None or number.unit is None or not number.unit[:1].islower():
            continue
        noun = span.root if span.root.pos_ == "NOUN" else span.root.head
        if noun.pos_ != "NOUN" or noun.i < span.start:
            continue
        if noun.right_edge.i - noun.left_edge.i >= MAX_PHRASE:
            continue
        cut_off = {below.i for child in children_of(noun) if child.dep_ in _BESIDES for below in child.subtree}
        tokens = [token for token in noun.subtree if token.i not in cut_off and not token.is_space]
        if _has_content(tokens, MIN_COUNT_WORDS):
            yield from _clause(noun, tokens, is_phrase=True)


def titled_names_of(doc: Doc, entities: Iterable[Entity]) -> Iterator[Clause]:
    """Yield the names that stand behind a title, which say who somebody is: "Foreign Minister Ana Ruiz"; each title once."""
    for entity in entities:
        untold = set(entity.roles) if entity.kind == "person" else set()
        for mention in entity.mentions:
            if not untold or mention.form != "name":
                continue
            titled = mention.span.of(doc.text).split(",")[0]
            told = {role for role in untold if titled.removeprefix("the ").removeprefix("The ").startswith(role)}
            span = doc.char_span(mention.start, mention.start + len(titled), alignment_mode="expand")
            if told and span is not None and _has_content(span, MIN_TITLED_WORDS):
                untold -= told
                yield from _clause(span.root, list(span), is_phrase=True)


def _has_content(tokens: Iterable[Token], least: int) -> bool:
    """Say whether there are so many content words; no more tokens are looked at than that takes."""
    words = (token for token in tokens if token.pos_ in _CONTENT and not token.is_stop)
    return next(islice(words, least - 1, None), None) is not None
