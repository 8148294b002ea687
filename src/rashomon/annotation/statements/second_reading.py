"""A second reading where the weights doubt: what the tagger says of a candidate's words is weighed with the first.

The tagger (`rashomon.encoder.tagger`) reads a sentence as a whole and knows words that the weights have never seen, but costs
as much as the parse; so it reads only the sentences of doubtful cues, about a third. Its probabilities at the places that
make a candidate (the content's words and edges, the cue, the source) are weighed with the first probability by one more
logistic regression, whose weights `scripts/train_attribution.py` fits on reports that the tagger was not trained on.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotation.token_ranges import Range, all_tokens, text_between
from rashomon.encoder import PieceTags, tag

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["DOUBT", "EDGE_DOUBT", "THRESHOLD", "SecondReading", "SecondWeights", "TagWeights", "log_odds", "logistic"]

DOUBT = (0.15, 0.85)
"""First probabilities between which a cue is read again: on reports held out of training as good as reading them all."""
EDGE_DOUBT = (0.03, 0.97)
"""The same for the places where content may end."""
THRESHOLD = 0.25
"""The probability from which a reading counts where doubtful cues are read twice.

On the reports held out of training, joint F1 is the same from 0.2 to 0.33 (62.2 to 62.6), and of these 0.25 finds more of what is
told (words of content 87.1, at 0.33 86.7).
"""
SOFTENING = 0.01
"""Keeps the log odds of the tagger's probabilities within five: beyond, they say nothing more."""
REACH = 2
"""Tokens around the first of a content where the tagger may see it begin: "that" belongs to it or not."""
MAX_GAP = 4
"""Marks and spaces looked past for the word before or after an edge."""


class TagWeights(NamedTuple):
    """Weights by feature, the log odds of the first reading among them."""

    weights: Mapping[str, float]
    bias: float

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability for these features."""
        return logistic(self.bias + sum(self.weights[name] * value for name, value in features.items()))


class SecondWeights(NamedTuple):
    """How a second reading is weighed with the first."""

    candidates: TagWeights
    ends: TagWeights


class SecondReading:
    """What the tagger says of one article, sentence by sentence as it is asked."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._read: set[int] = set()
        self._tags: list[PieceTags | None] = [None] * len(doc)

    def of_candidate(
        self, first: float, content: Sequence[Range], cue: Range | None, source: Range | None
    ) -> dict[str, float]:
        """Return the features of a candidate.

        Args:
            first: the probability that the first reading gave.
            content: the tokens of the content.
            cue: the tokens of the cue.
            source: the tokens of the source.
        """
        words = self._words
        told = [i for part in content for i in range(part.start, part.end) if words[i]]
        start, last = (told[0], told[-1]) if told else (content[0].start, content[-1].end - 1)
        for i in told:
            self._read_around(i)
        inside = [each.content for i in told if (each := self._tags[i]) is not None] or [0.0]
        sentence = self._sentences[start]
        around = range(max(start - REACH, sentence.start), min(start + REACH + 1, sentence.end))
        tagged = {
            "mean": log_odds(sum(inside) / len(inside)),
            "begins": log_odds(max(self._at(i, "begins") for i in around)),
            "ends": log_odds(self._at(last, "ends")),
            "cue": log_odds(max((self._at(i, "cue") for i in range(*cue)), default=0.0) if cue else 0.0),
            "source": log_odds(_mean([self._at(i, "source") for i in range(*source)]) if source else 0.0),
        }
        return tagged | {
            "first": log_odds(first, 1e-4),
            "least": log_odds(min(inside)),
            "before": log_odds(self._at(self._word_before(start), "content")),
            "after": log_odds(self._at(self._word_from(last + 1, self._sentences[last]), "content")),
            # A candidate is as good as its weakest part.
            "weakest": min(tagged.values()),
            "weakest but source": min(tagged["mean"], tagged["begins"], tagged["cue"]),
            "no source": float(source is None),
        }

    def of_cut(self, first: float, position: int) -> dict[str, float]:
        """Return the features of a place where content may end, from the probability that the first reading gave."""
        before, after = self._word_before(position), self._word_from(position, self._sentences[position])
        return {
            "first": log_odds(first, 1e-4),
            "inside": log_odds(self._at(after, "content")),
            "before": log_odds(self._at(before, "content")),
            "ends": log_odds(self._at(before, "ends")),
            "begins": log_odds(self._at(after, "begins")),
        }

    def _at(self, position: int | None, name: str) -> float:
        """Return a probability at a token; 0 where there is no token or the tagger has not read so far."""
        if position is None:
            return 0.0
        self._read_around(position)
        found = self._tags[position]
        return getattr(found, name) if found is not None else 0.0

    def _read_around(self, position: int) -> None:
        """Let the tagger read the sentence of a token, unless it has."""
        sentence = self._sentences[position]
        if sentence.start not in self._read:
            self._read.add(sentence.start)
            self._tags[sentence.start : sentence.end] = self._tagged(sentence)

    @cached_property
    def _sentences(self) -> list[Range]:
        """The sentence of each token."""
        ranges = (Range(sentence.start, sentence.end) for sentence in self._doc.sents)
        return [each for each in ranges for _ in range(*each)]

    @cached_property
    def _words(self) -> list[bool]:
        """Whether each token is a word or a number rather than a mark or white space."""
        return [token.text[0].isalnum() for token in all_tokens(self._doc)]

    def _tagged(self, sentence: Range) -> list[PieceTags | None]:
        """Return the tags of each token of a sentence: of its pieces, the most that is said of any."""
        tokens = all_tokens(self._doc)[sentence.start : sentence.end]
        offsets = [token.idx - tokens[0].idx for token in tokens]
        pieces: list[list[PieceTags]] = [[] for _ in tokens]
        for piece in tag(text_between(self._doc, *sentence)):
            pieces[bisect_right(offsets, piece.start) - 1].append(piece)
        return [
            None if not each else each[0] if len(each) == 1 else PieceTags(*map(max, zip(*each, strict=True)))
            for each in pieces
        ]

    def _word_before(self, position: int) -> int | None:
        """Return the word before a token in its sentence, looking past a few marks."""
        first = max(position - MAX_GAP, self._sentences[position].start)
        return next((i for i in range(position - 1, first - 1, -1) if self._words[i]), None)

    def _word_from(self, position: int, sentence: Range) -> int | None:
        """Return the first word of a sentence from a token on, looking past a few marks."""
        end = min(position + MAX_GAP, sentence.end)
        return next((i for i in range(position, end) if self._words[i]), None)


def logistic(total: float) -> float:
    """Return the probability with these log odds, kept from overflow."""
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, total))))


def log_odds(probability: float, softening: float = SOFTENING) -> float:
    """Return the log odds of a probability, kept finite."""
    return math.log((probability + softening) / (1.0 + softening - probability))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
