"""Which readings of a cue are attributions: a logistic model over words and relations of the parse.

The weights are in `data/attribution.json`; `scripts/train_attribution.py` makes them and the card beside them says
from what. A reading's features are a verb's lemma, the relation of its content, and what its source and content look
like; what the lexicon of verbs of saying knows of the lemma is a feature too, so that a verb the training reports
lack, or one that a user's own file adds, is read like its class.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.dependents import lefts_of
from rashomon.annotation.statements.cues import Reading
from rashomon.annotation.statements.second_reading import SecondWeights, TagWeights, logistic
from rashomon.annotation.token_ranges import Range, tokens_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["AttributionModel", "features_of", "load_attribution_model"]

WEIGHTS_FILE = "attribution.json"

_PERSONS = frozenset(("he", "she", "they", "we", "i", "you"))
_RELATIVES = frozenset(("who", "which", "that"))
_LENGTHS = (2, 4, 8, 16, 32)
"""Content lengths in tokens, where one class of lengths ends and the next begins."""


class AttributionModel(NamedTuple):
    """Weights by feature, and the lemmas that the model knows as cues."""

    weights: Mapping[str, float]
    bias: float
    lemmas: frozenset[str]
    threshold: float
    """The probability from which a reading counts: where F1 was best on the training reports."""

    edge_weights: Mapping[str, float]
    edge_bias: float
    second: SecondWeights | None = None
    """How a second reading is weighed; None where there is none."""

    def end_probability(self, features: Iterable[str]) -> float:
        """Return the probability that a phrase with these features is outside the content."""
        return logistic(self.edge_bias + _total(self.edge_weights, features))

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability that a reading with these features is an attribution with the right source."""
        return logistic(self.bias + _total(self.weights, features))


def _total(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Add up the weights of the features that have any."""
    return sum(filter(None, map(weights.get, features)))


@lru_cache(maxsize=1)
def load_attribution_model() -> AttributionModel:
    """Read the weights that come with the package."""
    stored = json.loads((files("rashomon.annotation.statements") / "data" / WEIGHTS_FILE).read_text(encoding="utf-8"))
    weights: dict[str, float] = stored["weights"]
    second = stored["second"]
    return AttributionModel(
        weights,
        stored["bias"],
        frozenset(stored["lemmas"]),
        stored["threshold"],
        stored["edge_weights"],
        stored["edge_bias"],
        SecondWeights(TagWeights(**second["candidates"]), TagWeights(**second["ends"])),
    )


def features_of(
    doc: Doc, reading: Reading, speech_at: Callable[[Token], object], saying_class: str | None
) -> Iterator[str]:
    """Yield the features of one reading, its content being already cut to what can be content."""
    head = doc[reading.head]
    lemma = head.lemma_.lower()
    construct = reading.construct
    content = reading.content
    broad = construct.partition(":")[0]
    yield f"c={construct}"
    yield f"l={lemma}"
    yield f"l={lemma}&c={construct}"
    yield f"s={saying_class}"
    yield f"s={saying_class}&c={construct}"
    source = _source_kind(doc, reading.source)
    yield f"o={source}"
    yield f"o={source}&b={broad}"
    yield f"o={source}&l={lemma}"
    if reading.source is not None:
        noun = doc[reading.source.start : reading.source.end].root
        yield f"on={noun.lemma_.lower()}"
    yield f"t={head.tag_}&d={head.dep_}"
    yield f"g={head.head.lemma_.lower()}&d={head.dep_}"
    yield f"t={head.tag_}&b={broad}"
    for child in lefts_of(head):
        if child.dep_ == "neg":
            yield "neg"
            yield f"neg&b={broad}"
        elif child.dep_ == "aux":
            yield f"aux={child.lower_}"
            yield f"aux={child.lower_}&b={broad}"
        elif child.dep_ in ("nsubjpass", "auxpass"):
            yield f"passive&b={broad}"
    first = doc[content[0].start]
    last = doc[content[-1].end - 1]
    length = sum(each.end - each.start for each in content)
    size = sum(1 for bound in _LENGTHS if length > bound)
    yield f"n={size}&c={construct}"
    yield f"f={first.lower_}"
    yield f"f={first.lower_}&c={broad}"
    yield f"ft={first.tag_}&c={construct}"
    inner = doc[content[-1].start : content[-1].end].root
    yield f"ir={inner.dep_}&ip={inner.pos_}&b={broad}"
    yield f"ie={inner.ent_type_}&b={broad}"
    yield f"ie={inner.ent_type_}&l={lemma}"
    yield f"il={inner.lemma_.lower()}&b={broad}"
    if first.is_quote and _is_title(doc, content[0]):
        yield f"title&b={broad}"
        yield f"title&s={saying_class}"
    if first.is_quote or speech_at(first) is not None:
        yield "quoted"
        yield f"quoted&b={broad}"
    elif any(token.is_quote for token in tokens_between(doc, *content[-1])):
        yield "quotes"
    if speech_at(head) is not None:
        yield "in-quotation"
        yield f"in-quotation&b={broad}"
    follower = doc[last.i + 1] if last.i + 1 < len(doc) else None
    ends = "end" if follower is None or follower.is_space else follower.tag_
    yield f"e={ends}&b={broad}"
    yield f"e={ends}&c={construct}"


def _is_title(doc: Doc, content: Range) -> bool:
    """Say whether all but the small words of a quoted phrase at the beginning are capitalised."""
    words: list[Token] = []
    for token in doc[content.start + 1 : content.end]:
        if token.is_quote:
            break
        if token.is_alpha:
            words.append(token)
    return len(words) >= 2 and all(token.text[0].isupper() or token.is_stop for token in words)


def _source_kind(doc: Doc, source: Range | None) -> str:
    if source is None:
        return "none"
    head = doc[source.start : source.end].root
    lower = head.lower_
    if lower in _PERSONS:
        return "pronoun"
    if lower in _RELATIVES:
        return lower
    if head.pos_ == "PRON":
        return lower
    if head.ent_type_:
        return head.ent_type_
    return "plural" if head.tag_ == "NNS" else "noun"
