"""Noun phrases of a parse: the spans that can be mentions, with what agreement needs to know of them.

Spans follow the OntoGUM scheme (Zhu, Pradhan and Zeldes 2021): the whole noun phrase with its determiner, modifiers,
appositions and relative clauses, a possessive with its 's, and a conjunct without the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from rashomon.annotation.dependents import lefts_of, rights_of
from rashomon.annotation.entities.nouns import NounClass, noun_class
from rashomon.annotation.token_ranges import all_tokens, tokens_between
from rashomon.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Phrase", "find_phrases", "phrase_of"]

Determiner = Literal["the", "this", "a", "poss", "other", "none"]

_HEAD_POS = frozenset({"NOUN", "PROPN"})
_PART_OF_ANOTHER = frozenset({"compound", "nmod", "amod", "nummod", "quantmod", "det", "advmod", "expl", "predet"})
_OUTSIDE_RIGHT = frozenset({"cc", "conj", "punct", "npadvmod", "parataxis", "dep", "preconj", "mark", "advcl", "ccomp"})
_OUTSIDE_LEFT = frozenset(
    {"cc", "preconj", "punct", "prep", "mark", "advmod", "dep", "aux", "nsubj", "csubj", "neg", "conj"}
)
_TIME_PREPOSITIONS = frozenset({"on", "in", "at", "since", "during", "before", "after", "until"})
_NO_ANTECEDENT_PRONOUNS = frozenset(
    "who whom which that what whose there something nothing anything everything someone anyone everyone nobody "
    "somebody anybody everybody none one ones each another other others some any all many most few several both "
    "either neither whoever whatever such no-one".split()
)
_QUANTIFIERS = frozenset("some many most several few others all both each none one half".split())
"""Words that stand for people where a phrase says of which ("some on the committee", "many of his supporters")."""
_PARTITIVE = frozenset({"of", "on", "in", "at", "within", "inside", "from"})
MAX_OFFICE_TOKENS = 20
MAX_GAP = 3
"""Marks between a noun and what belongs to it behind it; with words in between the parse is crossed."""
_MODIFYING_POS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB"})
_PREPOSITIONS_OF_NAMES = frozenset({"of", "from", "for", "at", "in"})
_VERBS_WITH_OF = frozenset("accuse suspect convict acquit warn inform remind assure deprive strip rob notify".split())
_PREPOSITIONS_OF_PERSONS = frozenset({"of", "from"})
_OPENING = {")": "(", "]": "[", "”": "“", '"': '"', "’": "‘", "»": "«"}
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``[start, end)``, its head, and its determiner, modifiers, number and class."""

    head: Token
    start: int
    end: int
    determiner: Determiner
    modifiers: frozenset[str]
    is_plural: bool
    noun_class: NounClass | None

    @property
    def is_pronoun(self) -> bool:
        """Say whether the phrase is a personal, possessive or demonstrative pronoun."""
        return self.head.pos_ == "PRON" and self.head.lower_ not in _QUANTIFIERS

    @property
    def span(self) -> Span:
        """The characters of the phrase."""
        last = self.head.doc[self.end - 1]
        return Span(self.head.doc[self.start].idx, last.idx + len(last))


@lru_cache(maxsize=1)
def find_phrases(doc: Doc, breaks: tuple[int, ...] = ()) -> tuple[Phrase, ...]:
    """Return the noun phrases of the document in order of their heads.

    The last document's are kept: entities and coreference ask for them one after the other.

    Args:
        doc: the document.
        breaks: offsets that no phrase crosses besides the line ends, ascending: the ends of datelines.
    """
    pieces = _pieces(doc, breaks)
    return tuple(
        [_phrase(token, piece) for token, piece in zip(all_tokens(doc), pieces, strict=True) if _is_head(token)]
    )


def _is_head(token: Token) -> bool:
    pos = token.pos_
    if pos == "PRON":
        return not _has_no_antecedent(token) or _is_partitive(token)
    if pos not in _HEAD_POS:
        return pos == "ADJ" and _is_partitive(token)
    return token.dep_ not in _PART_OF_ANOTHER and token.text[-1].isalnum()


def phrase_of(token: Token) -> Phrase:
    """Return the noun phrase that the token heads, whatever its part of speech."""
    doc = token.doc
    end = token.i + 1
    limit = token.right_edge.i + 1
    while end < limit and "\n" not in doc[end].text:
        end += 1
    return _phrase(token, (token.left_edge.i, end))


def _phrase(head: Token, piece: tuple[int, int]) -> Phrase:
    # `morph.get` parses all features anew each time.
    is_plural = "Number=Plur" in str(head.morph)
    is_partitive = head.pos_ in ("PRON", "ADJ") and _is_partitive(head)
    if head.pos_ == "PRON" and not is_partitive:
        return Phrase(head, head.i, head.i + 1, "none", frozenset(), is_plural, None)
    start = head.i
    determiner: Determiner = "none"
    modifiers: set[str] = set()
    for child in reversed(list(lefts_of(head))):
        if (child.dep_ in _OUTSIDE_LEFT and not _is_inner_adverb(child)) or child.is_space or _is_stray_verb(child):
            break
        start = child.left_edge.i
        if child.dep_ in ("det", "predet"):
            determiner = _determiner(child)
        else:
            if child.dep_ == "poss":
                determiner = "poss"
            inside = tokens_between(head.doc, start, child.right_edge.i + 1)
            modifiers.update(token.lemma_.lower() for token in inside if token.pos_ in _MODIFYING_POS)
    end = head.i + 1
    for child in rights_of(head):
        if (child.dep_ in _OUTSIDE_RIGHT and child.tag_ != "-RRB-") or child.is_space or _is_adjunct(child):
            if child.dep_ == "punct" and _opens_apposition(child):
                continue
            break
        first = child.left_edge.i
        if first > end + MAX_GAP or (
            first > end and any(not token.is_punct for token in tokens_between(head.doc, end, first))
        ):
            break
        end = _end_before_other_person(head, child)
        if child.dep_ == "prep" and child.lower_ == "of":
            modifiers.update(grandchild.lemma_.lower() for grandchild in rights_of(child) if grandchild.dep_ == "pobj")
    start, end = _trimmed(head, max(start, piece[0]), min(end, piece[1]))
    is_plural = is_plural or head.tag_ in ("NNS", "NNPS")
    if is_partitive:
        return Phrase(head, start, end, determiner, frozenset(modifiers), is_plural=True, noun_class="people")
    # "Media" is no medium.
    kind = noun_class(head.lemma_) or noun_class(head.lower_)
    if head.lemma_ == "tank" and any(child.lower_ == "think" for child in lefts_of(head)):
        kind = "organization"
    return Phrase(head, start, end, determiner, frozenset(modifiers), is_plural, kind)


def _is_partitive(token: Token) -> bool:
    """Say whether a quantifier stands for a part of those whom the phrase behind it names, as the subject of a clause."""
    if token.lower_ not in _QUANTIFIERS or token.dep_ != "nsubj":
        return False
    return any(child.dep_ == "prep" and child.lower_ in _PARTITIVE for child in rights_of(token))


def _determiner(token: Token) -> Determiner:
    word = token.lower_
    if word == "the":
        return "the"
    if word in _DEMONSTRATIVES:
        return "this"
    return "a" if word in _ARTICLES else "other"


def _is_inner_adverb(child: Token) -> bool:
    """An adverb between the determiner and the noun ("the *then* leader") belongs to the phrase."""
    if child.dep_ not in ("advmod", "punct", "dep") or child.is_space:
        return False
    return any(other.i < child.i and other.dep_ in ("det", "poss") for other in lefts_of(child.head))


def _end_before_other_person(head: Token, child: Token) -> int:
    """Where a list of people is parsed into the first one's office ("A of Nordbank and B of ..."), stop before the next."""
    end = child.right_edge.i + 1
    if head.ent_type_ != "PERSON" or child.dep_ != "prep":
        return end
    for token in tokens_between(head.doc, child.i + 1, min(end, child.i + MAX_OFFICE_TOKENS)):
        if token.ent_type_ == "PERSON" and token.dep_ == "conj":
            return max(child.i, token.left_edge.i)
    return end


def _is_stray_verb(child: Token) -> bool:
    """A finite verb before a name was misread as its modifier ("added Ruiz")."""
    return child.pos_ in ("VERB", "AUX") and child.tag_ in ("VBD", "VBZ", "VBP")


def _is_adjunct(child: Token) -> bool:
    """Say whether what follows the noun mostly belongs to the clause: a time, or more than an origin after a name."""
    if child.dep_ == "appos" and child.head.ent_type_ == "PERSON":
        # "Ana Ruiz, minister Bo-ra Lim and ...": a list of people, not a description of the first.
        following = child.nbor(1) if child.i + 1 < len(child.doc) else child
        return child.ent_type_ == "PERSON" or following.ent_type_ == "PERSON"
    if child.dep_ == "acl" and _is_misread_verb(child):
        return True
    if child.dep_ in ("relcl", "acl") and child.head.dep_ == "ROOT" and child.head.pos_ == "PROPN":
        # A name as the root of its sentence: the parse has taken the main verb into the relative clause.
        return True
    if child.dep_ != "prep":
        return child.dep_ == "nummod" and child.head.ent_type_ == "GPE"
    if child.head.pos_ == "PROPN":
        of_name = _PREPOSITIONS_OF_PERSONS if child.head.ent_type_ == "PERSON" else _PREPOSITIONS_OF_NAMES
        if child.lower_ not in of_name:
            return True
    if child.lower_ == "of" and child.head.dep_ == "dobj" and child.head.head.lemma_ in _VERBS_WITH_OF:
        return True
    if child.lower_ not in _TIME_PREPOSITIONS:
        return False
    return any(grandchild.ent_type_ in ("DATE", "TIME") for grandchild in rights_of(child))


def _is_misread_verb(child: Token) -> bool:
    """Say whether the verb behind an apposition was read as a participle ("The president, Ana Ruiz, watched ...")."""
    appositions = [other for other in rights_of(child.head) if other.dep_ == "appos" and other.i < child.i]
    has_object = any(other.dep_ == "dobj" for other in rights_of(child))
    return any(other.ent_type_ == "PERSON" or has_object for other in appositions)


def _opens_apposition(punctuation: Token) -> bool:
    """A comma, dash or bracket right before an apposition or relative clause of the same head is inside the phrase."""
    for later in rights_of(punctuation.head):
        if later.i <= punctuation.i or later.dep_ == "punct":
            continue
        return later.dep_ in ("appos", "relcl", "acl")
    return False


def _trimmed(head: Token, start: int, end: int) -> tuple[int, int]:
    doc = head.doc
    while end - 1 > head.i:
        last = doc[end - 1]
        opening = _OPENING.get(last.text)
        if (
            last.is_space
            or last.dep_ == "cc"
            or last.pos_ == "DET"
            or (last.is_punct and (opening is None or not _is_open(doc, start, end - 1, opening)))
        ):
            end -= 1
        else:
            break
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    if end < len(doc) and _OPENING.get(doc[end].text) in ("“", "«"):
        # A mark that is opened inside the phrase is closed inside it.
        opened = [token.text for token in tokens_between(doc, start, end)]
        if opened.count(_OPENING[doc[end].text]) > opened.count(doc[end].text):
            end += 1
    return start, end


def _is_open(doc: Doc, start: int, end: int, opening: str) -> bool:
    marks = [token.text for token in tokens_between(doc, start, end) if token.text == opening]
    return len(marks) % 2 == 1 if opening == '"' else bool(marks)


def _has_no_antecedent(token: Token) -> bool:
    lower = token.lower_
    if lower in _NO_ANTECEDENT_PRONOUNS:
        # The demonstrative "that" may stand for what was told; the relative one is no mention of its own.
        return not (lower == "that" and token.tag_ == "DT")
    return lower in ("it", "there") and token.dep_ == "expl"


def _pieces(doc: Doc, breaks: tuple[int, ...]) -> list[tuple[int, int]]:
    """For each token, the tokens between the line ends and breaks around it."""
    starts = [0]
    pending = iter(breaks)
    next_break = next(pending, None)
    for token in all_tokens(doc):
        if next_break is not None and token.idx >= next_break:
            starts.append(token.i)
            next_break = next(pending, None)
        if "\n" in token.text and token.is_space:
            starts.extend((token.i, token.i + 1))
    starts.append(len(doc))
    return [piece for piece in pairwise(starts) for _ in range(*piece)]
