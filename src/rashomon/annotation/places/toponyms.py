"""Recognise place names: every run of capitalised words that the gazetteer knows, weighed by what stands around it.

Candidates are the longest gazetteer names in the text, and adjectives of countries and regions. Each gets features
(the parser's entity label, locative prepositions, "City, State", a street or a person's title beside it ...), and a
log-linear model in data/toponyms.json says how likely it names a place. Names within longer names ("Springfield
High School") count: they say where.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.annotation.token_ranges import all_tokens
from rashomon.knowledge.gazetteer import Gazetteer, GazetteerEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from rashomon.annotation.parse import Parse
    from rashomon.knowledge import Knowledge

__all__ = ["Toponym", "find_candidates", "toponym_features"]

MAX_NAME_TOKENS = 6
"""The longest names of the gazetteer in running text, hyphens counted as tokens."""

_LINKING = frozenset("of the de la le du del el al and on upon - – / ' ’ 's ’s .".split())
_LOCATIVE = frozenset(
    "in at near outside inside around throughout across within toward towards into via beyond above along between"
    " north south east west northeast northwest southeast southwest northern southern eastern western downtown"
    " central upstate suburban rural".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady rev reverend father sister pastor bishop judge justice sheriff"
    " officer detective capt captain sgt sergeant lt lieutenant col colonel gen general maj major cpl pfc chief president"
    " vice-president chairman chairwoman mayor gov governor sen senator rep representative coach director secretary"
    " minister ambassador attorney commissioner councilman councilwoman superintendent deputy trooper king queen prince"
    " princess pope saint judge".split()
)
_STREET = frozenset(
    "street st avenue ave road rd drive dr lane ln boulevard blvd highway hwy route parkway pkwy way terrace circle"
    " court ct trail pike turnpike expressway freeway interstate alley crescent streets avenues roads".split()
)
_ADMIN = frozenset(
    "county parish province state district region governorate oblast prefecture republic city town township village"
    " island islands".split()
)
_FACILITY = frozenset(
    "university college school police department hospital council airport court courthouse jail prison church cathedral"
    " high middle elementary district fire sheriff park museum library center centre hall stadium club association"
    " society board commission authority chamber government embassy parliament ministry assembly legislature senate house"
    " mayor governor post times news herald tribune journal star gazette bank valley river lake bay beach bridge station"
    " area metro national state regional community international public general central".split()
)
_PRESS = frozenset(
    "post times news herald tribune journal star gazette press telegraph mirror sun observer chronicle globe register"
    " dispatch".split()
)
_SAYING = frozenset(
    "say tell add ask think believe note explain write recall want know call argue testify laugh".split()
)
_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest central upper lower new old greater".split()
)
_DEPENDENCIES = frozenset("amod compound attr nmod acomp pobj nsubj dobj conj".split())
_OF_HEADS = frozenset("university city town college village".split())
_GENERIC = (_STREET | _ADMIN | _FACILITY | _PRESS | _DIRECTIONS | _TITLES).union(
    "western eastern northern southern creek hill port islands mount".split()
)
"""Words that are somewhere also the name of a hamlet; by themselves they name nothing."""


@dataclass(frozen=True)
class Toponym:
    """A place name as it stands in the text, and the places that it may mean."""

    span: Span
    text: str
    """The name itself, without a dash that the tokeniser left on it; it starts where the span starts."""
    entries: tuple[GazetteerEntry, ...]
    is_adjective: bool
    is_dateline: bool
    features: tuple[str, ...]


def find_candidates(parse: Parse, gazetteer: Gazetteer, knowledge: Knowledge) -> list[Toponym]:
    """Return the names of the text that the gazetteer knows, in order and without overlaps."""
    context = _DocumentContext(parse.doc)
    found = []
    for span, entries, is_adjective in _gazetteer_spans(parse, gazetteer, knowledge):
        features = tuple(toponym_features(span, entries, is_adjective, context, gazetteer))
        zone = parse.zone(span[0])
        is_dateline = (zone is not None and zone.kind == "dateline") or {"upper", "after: dash or bracket"} <= set(
            features
        )
        found.append(Toponym(span, _trimmed(span.text), entries, is_adjective, is_dateline, features))
    return found


def _gazetteer_spans(
    parse: Parse, gazetteer: Gazetteer, knowledge: Knowledge
) -> Iterator[tuple[Span, tuple[GazetteerEntry, ...], bool]]:
    doc, text = parse.doc, parse.article.text
    # Most words open no name: they are passed over as plain strings, which is five times faster than as tokens.
    words = [token.text for token in all_tokens(doc)]
    starts = [token.idx for token in all_tokens(doc)]
    index = 0
    while index < len(words):
        end = index + 1
        if _may_open(words[index]) and _is_read(parse, doc[index]):
            for end in range(_run_end(words, index), index, -1):
                name = text[starts[index] : starts[end - 1] + len(words[end - 1])]
                if name not in gazetteer and not knowledge.demonym(name):
                    continue
                span = doc[index:end]
                if adjective := _of_adjective(span, gazetteer, knowledge):
                    yield span, (adjective,), True
                    break
                if entries := _entries(span, gazetteer):
                    yield span, entries, False
                    break
        index = end


def _is_read(parse: Parse, token: Token) -> bool:
    zone = parse.zone(token)
    return zone is not None and zone.kind != "boilerplate"


def _of_adjective(span: Span, gazetteer: Gazetteer, knowledge: Knowledge) -> GazetteerEntry | None:
    """Return the country or region of an adjective ("Chinese", "South Korean", "European").

    Words that can only name people ("the Filipinos") are none.
    """
    token = span[-1]
    if span[0].lower_ == "the":
        return None
    if token.tag_ not in ("JJ", "NNP", "NN") and token.dep_ not in ("amod", "compound", "nmod"):
        return None
    for entry in gazetteer.find(span.text):
        if entry.kind == "region" and entry.is_alias:
            return entry
        if entry.kind == "country":
            return None
    country = knowledge.demonym(span.text)
    return gazetteer.country(country) if country else None


def _trimmed(text: str) -> str:
    return text.rstrip(" -–—/\u00a0")


def _may_open(word: str) -> bool:
    return word[0].isupper() and (word.isalpha() or "." in word or "'" in word or "’" in word)


def _run_end(words: Sequence[str], start: int) -> int:
    """Return the end of the longest run of words from `start` that could be one name."""
    last = start + 1
    for index in range(start + 1, min(start + MAX_NAME_TOKENS, len(words))):
        if words[index][0].isupper():
            if words[index - 1] == "." and words[index - 2].lower() not in ("st", "ft", "mt", "ste"):
                break
            last = index + 1
        elif words[index].lower() not in _LINKING:
            break
    return last


def _entries(span: Span, gazetteer: Gazetteer) -> tuple[GazetteerEntry, ...]:
    text = span.text
    letters = [char for char in text if char.isalpha()]
    if len(span) == 1 and text.lower() in _GENERIC:
        return ()
    if _follows_place_and_comma(span) and (
        states := tuple(e for e in gazetteer.find(text) if e.kind == "state" and len(e.name) > len(letters))
    ):
        return states
    if len(letters) < 2 or (len(letters) <= 3 and len(span) == 1 and not _is_abbreviation(text)):
        # "Us", "Of", "Bar": a short name must be written as an abbreviation, or be known in full.
        entries = (
            tuple(e for e in gazetteer.find(text) if e.kind == "city" and not e.is_alias) if len(letters) == 3 else ()
        )
        return tuple(e for e in entries if e.population >= 100_000)
    entries = gazetteer.find(text)
    if not entries:
        return ()
    if _is_abbreviation(text) and len(letters) <= 3:
        return tuple(e for e in entries if e.kind in ("country", "state", "region") or e.population > 500_000)
    if text[-1] == "." and len(span) == 1:
        return tuple(e for e in entries if e.kind == "state")
    if len(letters) <= 4 and any(e.kind == "state" and len(e.name) != len(text) for e in entries):
        # "Miss", "Ill", "Ore": abbreviations of states need their point.
        return tuple(e for e in entries if e.kind != "state" or len(e.name) == len(text))
    return entries


def _follows_place_and_comma(span: Span) -> bool:
    """Say whether a short name stands as the state does in "Reno, Nev"."""
    first, doc = span[0].i, span.doc
    return len(span.text) <= 5 and first >= 2 and doc[first - 1].text == "," and doc[first - 2].text[0].isupper()


def _is_abbreviation(text: str) -> bool:
    return text.isupper() or (text.endswith(".") and text[0].isupper())


class _DocumentContext:
    """What the whole document says of its names."""

    def __init__(self, doc: Doc) -> None:
        self.place_labels: Counter[str] = Counter()
        self.person_labels: Counter[str] = Counter()
        self.surnames: set[str] = set()
        self.first_names: set[str] = set()
        self.lower: set[str] = {word for token in all_tokens(doc) if (word := token.text).islower()}
        for entity in doc.ents:
            text = _without_article(entity.text)
            if entity.label_ in ("GPE", "LOC"):
                self.place_labels[text] += 1
            elif entity.label_ == "PERSON":
                self.person_labels[text] += 1
                words = [token for token in entity if token.text[0].isupper()]
                if len(words) >= 2:
                    self.surnames.add(words[-1].text)
                    self.first_names.add(words[0].text)


def _without_article(text: str) -> str:
    words = text.removeprefix("the ").removeprefix("The ")
    return words.removesuffix("'s").removesuffix("’s")


def toponym_features(
    span: Span,
    entries: tuple[GazetteerEntry, ...],
    is_adjective: bool,
    context: _DocumentContext,
    gazetteer: Gazetteer,
) -> Iterator[str]:
    """Yield the names of the features that hold of a candidate."""
    doc, first, last = span.doc, span[0], span[-1]
    before = doc[first.i - 1] if first.i else None
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    yield "bias"
    yield f"label={_label(span)}"
    best = max(entries, key=lambda entry: (entry.population, entry.kind))
    kinds = {entry.kind for entry in entries if not entry.is_alias}
    for kind in ("country", "state", "county", "region"):
        if kind in kinds:
            yield f"kind={kind}"
    if not kinds:
        yield "alias only"
    if is_adjective:
        yield f"adjective tag={last.tag_}"
        yield f"adjective dep={last.dep_ if last.dep_ in _DEPENDENCIES else 'other'}"
        if last.tag_ == "NNP":
            yield "adjective label=" + (last.ent_type_ or "-")
        if after is not None and after.text in ("-", "–"):
            yield "adjective, hyphen after"
        yield "adjective: language" if last.text in ("English", "Arabic", "Latin") else "adjective"
        return
    yield f"population={min(7, len(str(best.population)))}"
    yield f"tokens={min(3, len(span))}"
    yield f"tag={last.tag_ if last.tag_ in ('NNP', 'NNPS', 'NN', 'JJ') else 'other'}"
    text = span.text
    if text.isupper() and len(text) > 3:
        yield "upper"
    if len(span) == 1 and first.lower_ in context.lower:
        yield "word of the text"
    if first.is_sent_start:
        yield "sentence start"
        if len(span) == 1 and not first.ent_type_:
            yield "sentence start, no label"
    yield from _before_features(before, first, context, gazetteer)
    yield from _after_features(after, last, gazetteer)
    if context.place_labels[text]:
        yield (
            "a place elsewhere" if context.place_labels[text] > (first.ent_type_ in ("GPE", "LOC")) else "a place here"
        )
    if context.person_labels[text] > (first.ent_type_ == "PERSON"):
        yield "a person elsewhere"
    if len(span) == 1 and text in context.surnames:
        yield "a surname" if not {"country", "state"} & kinds else "a surname, country"
    if len(span) == 1 and text in context.first_names:
        yield "a first name"


def _label(span: Span) -> str:
    """Return the entity label of the candidate and which part of the entity it is."""
    first, last = span[0], span[-1]
    if not first.ent_type_ and not last.ent_type_:
        return "none"
    label = first.ent_type_ or last.ent_type_
    doc = span.doc
    starts = first.ent_iob_ != "I" or doc[first.i - 1].text in ("the", "The")
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    ends = after is None or after.ent_iob_ != "I" or after.text in ("'s", "’s")
    part = {(True, True): "whole", (True, False): "opens", (False, True): "ends", (False, False): "inside"}[
        starts, ends
    ]
    if label not in ("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP"):
        return f"other {part}"
    return f"{label} {part}"


def _before_features(
    before: Token | None, first: Token, context: _DocumentContext, gazetteer: Gazetteer
) -> Iterator[str]:
    if before is None or first.is_sent_start:
        return
    word = before.lower_.rstrip(".")
    if word in _LOCATIVE:
        yield "before: locative"
    elif word in ("from", "to", "of", "for", "by", "with", "the", "and"):
        yield f"before: {word}"
    elif word in _TITLES:
        yield "before: title"
    elif before.text == ",":
        named = first.doc[before.i - 1]
        if named.text[0].isupper() and gazetteer.find(named.text):
            yield "before: place and comma"
    elif before.text in ("-", "–"):
        yield "before: hyphen"
    elif before.text[0].isupper():
        if word in _DIRECTIONS:
            yield "before: direction"
        elif before.ent_type_ == "PERSON" or before.text in context.first_names:
            yield "before: first name"
        elif before.is_alpha:
            yield "before: capitalised"
    if word == "of" and before.i and (head := first.doc[before.i - 1].lower_) in _OF_HEADS:
        yield f"before: {head} of"


def _after_features(after: Token | None, last: Token, gazetteer: Gazetteer) -> Iterator[str]:
    if after is None:
        return
    word = after.lower_.rstrip(".")
    if after.text[0].isupper() or word in _ADMIN:
        if word in _STREET:
            yield "after: street"
        elif word in _ADMIN:
            yield "after: division"
        elif word in _PRESS:
            yield "after: press"
        elif word in _FACILITY:
            yield "after: facility"
        elif after.is_sent_start:
            return
        elif after.is_alpha or after.ent_type_ == "PERSON":
            yield "after: capitalised, person" if after.ent_type_ == "PERSON" else "after: capitalised"
    elif after.text == ",":
        following = last.doc[after.i + 1] if after.i + 1 < len(last.doc) else None
        if following is not None and following.text[0].isupper():
            entries = gazetteer.find(following.text)
            if any(entry.kind in ("state", "country") for entry in entries):
                yield "after: comma and state"
            elif entries:
                yield "after: comma and place"
    elif after.text in ("'s", "’s", "'", "’"):
        yield "after: possessive"
    elif after.text in ("-", "–"):
        yield "after: hyphen"
    elif after.text in ("(", "—", "--"):
        yield "after: dash or bracket"
    elif after.lemma_ in _SAYING and last.dep_ == "nsubj":
        yield "after: saying"
    elif last.dep_ == "nsubj":
        yield "subject"
