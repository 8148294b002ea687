"""How two tellings of one point stand to it: do they affirm or deny it, as a fact or not yet, and on whose word.

The words of two tellings seldom match where they contradict each other: one has a radar switched on, the other a ship
illuminated. That both tell one point is known; what is compared here is therefore how each is told. A negation alone is no
difference ("did not mention" is "left out"); it counts where the tellings are of two minds: one at least is somebody's
word, and not both the same speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.comparison.actors import ActorIndex, fold
from rashomon.comparison.contrasts import ContrastFinder
from rashomon.comparison.units import Unit
from rashomon.comparison.words import content_stems
from rashomon.model import Difference, Span, Value

__all__ = ["Stances", "much_in_common", "one_utterance", "same_predicate", "share_in_common", "told_apart"]

COMMON_SHARE = 0.4
"""Share of the content words of two claims that must be common before lists, speakers, "not" or "will" in them are compared
word by word: below it they speak of one subject and need not say the same of it."""

LITTLE_IN_COMMON = 0.2
"""Share of the content words of two claims below which they tell one point in other words."""

SOME_IN_COMMON = 0.3
"""The same for claims of two speakers: whom they speak of is often all that they share."""

LEAST_IN_COMMON = 0.1
"""The same below which a negation in one telling is not held against the other: they may be of two matters. True links lose by it
(recall of polarity 30 to 13 of 100 on the training stories); of those that rashomon finds itself below it, none was right."""

TO_THE_POINT = 10
"""Words below which the shorter of two claims is about the point itself; longer ones tell more, on one word or another."""

QUOTE_COMMON_SHARE = 0.5
"""Share of the shorter quotation's content words found in the longer one from which the two give one utterance."""

WORDS_AFTER_HEAD = 4
"""Words behind the predicate among which a negation still bears on it: "was hit by no one"."""

WORDS_BEFORE = 6
"""Words of the sentence before a claim in which a denial governs it ("denied that"); a negation must stand among the last
`NEAR_BEFORE` ("at no time was", "there is no evidence that")."""
NEAR_BEFORE = 4

_NEGATION = re.compile(
    r"\b(?:no(?!\.?\s*\d|\s+(?:fewer|less|more)\s+than\b)|not(?!\s+(?:only|just|merely)\b)|nothing(?!\s+but\b)"
    r"|never|none|nobody|neither|nor|cannot)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words that negate; "not only", "no fewer than" and "nothing but" affirm."""
_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?\n;:“”\"]")
_COMPLEMENTS = frozenset("that to of whether how any".split())


class Stances:
    """Compares how two tellings of one point stand to it."""

    def __init__(self, actors: ActorIndex, contrasts: ContrastFinder) -> None:
        self._actors = actors
        self._contrasts = contrasts

    def denied(self, one: Unit, other: Unit) -> Difference | None:
        """A "not" in one of two claims with the same predicate."""
        if one.claim.polarity == other.claim.polarity or not same_predicate(one, other):
            return None
        if "possible" in (one.claim.status, other.claim.status):
            return None  # "has not attended" does not speak to "may attend"
        return _polarity((one, one.claim.polarity), (other, other.claim.polarity))

    def polarity(self, one: Unit, other: Unit, *, in_own_words: bool) -> Difference | None:
        """One account affirms what the other denies, by "not" or by a word of denial.

        `in_own_words` says whether each of the two tellings has words that the other has not: then a negation counts wherever it
        stands, and on whosever word.
        """
        if found := self.denied(one, other):
            return found
        if share_in_common(one, other) < LEAST_IN_COMMON or not self._of_two_minds(one, other, in_own_words):
            return None
        if self._is_denied(one, in_own_words) and not self._has_denial(other) and other.claim.status != "possible":
            return _polarity((one, "denied"), (other, "affirmed"))
        if self._is_denied(other, in_own_words) and not self._has_denial(one) and one.claim.status != "possible":
            return _polarity((one, "affirmed"), (other, "denied"))
        return None

    def contrast(self, one: Unit, other: Unit) -> Difference | None:
        """A pair of words in the two tellings of which one is the opposite of the other, or says more than it."""
        if any(_NEGATION.search(unit.text) for unit in (one, other)):
            return None  # "is not closed" is "open"
        found = self._contrasts.between(one.text, other.text)
        if found is None:
            return None
        values = tuple(
            Value(unit.account, span.of(unit.text), Span(span.start + start, span.end + start))
            for unit, span in ((one, found.one), (other, found.other))
            for start in (unit.claim.span.start,)
        )
        if found.kind == "polarity":
            note = "The two words exclude each other; a change in between, or another part of the matter, would reconcile them."
            return Difference("polarity", values, None, note)
        return Difference("wording", values, None, "One of the two words says more than the other.")

    def status(self, one: Unit, other: Unit) -> Difference | None:
        """What one account tells as done is planned or possible in the other."""
        if one.quoted or other.quoted or not same_predicate(one, other):
            return None  # a wish or an order inside a quotation has no status of its own
        if {one.claim.status, other.claim.status} not in ({"happened", "planned"}, {"happened", "possible"}):
            return None  # what "would" come at the time of one report "will" come in the other
        values = tuple(Value(unit.account, unit.claim.status, unit.claim.span) for unit in (one, other))
        note = "The accounts have it at different stages; a later report can tell what came of it."
        return Difference("status", values, None, note)

    def attribution(self, one: Unit, other: Unit, *, in_own_words: bool) -> Difference | None:
        """Two speakers for one point, or a speaker for what the other account tells in its own voice.

        `in_own_words` says whether each of the two tellings has words that the other has not.
        """
        if not _are_clauses(one, other):
            return None
        if one.statement and other.statement:
            return self._two_speakers(one, other, in_own_words)
        if in_own_words and (said := one if one.statement else other if other.statement else None):
            return self._said_and_established(one, other, said)
        return None

    def _two_speakers(self, one: Unit, other: Unit, in_own_words: bool) -> Difference | None:
        if not self._two_named(one, other) or (one.quoted and other.quoted and one_utterance(one, other)):
            return None
        share = share_in_common(one, other)
        first, second = (self._actors.by_id[unit.speaker or ""] for unit in (one, other))
        apart = (in_own_words and share < LITTLE_IN_COMMON) or (one.quoted != other.quoted and share < SOME_IN_COMMON)
        if not apart and (share < COMMON_SHARE or first.kind != second.kind):
            return None  # who speaks for a state or a body is no other source than it
        values = tuple(
            Value(unit.account, speaker.name, _source(unit)) for unit, speaker in ((one, first), (other, second))
        )
        note = (
            "Each gives another speaker's word on it."
            if apart
            else "Each gives it to another speaker; both may have said it."
        )
        return Difference("attribution", values, True, note)

    def _said_and_established(self, one: Unit, other: Unit, said: Unit) -> Difference | None:
        speaker = self._actors.by_id.get(said.speaker or "")
        if speaker is None or speaker.kind != "person" or not speaker.name[:1].isupper():
            return None
        if share_in_common(one, other) >= LITTLE_IN_COMMON or _words(one, other) >= TO_THE_POINT:
            return None
        values = tuple(
            Value(unit.account, speaker.name, _source(unit))
            if unit is said
            else Value(unit.account, unit.text, unit.claim.span)
            for unit in (one, other)
        )
        return Difference(
            "attribution",
            values,
            True,
            f"One account gives {speaker.name}'s word; the other tells it in its own voice.",
        )

    def _of_two_minds(self, one: Unit, other: Unit, in_own_words: bool) -> bool:
        """Say whether two clauses are of different mouths: of two speakers, or of one and the outlet.

        Where the words are not their own, the one must have a name: what "officials said" is often what the outlet says.
        """
        if not _are_clauses(one, other) or not (one.statement or other.statement):
            return False
        if one.statement and other.statement:
            return one.speaker != other.speaker or one.speaker is None
        said = one if one.statement else other
        return in_own_words or self._is_named(said.speaker)

    def _two_named(self, one: Unit, other: Unit) -> bool:
        """Say whether two speakers are named, and not one of them by a part of the other's name."""
        if one.speaker == other.speaker or not (self._is_named(one.speaker) and self._is_named(other.speaker)):
            return False
        first, second = (self._actors.by_id[unit.speaker or ""] for unit in (one, other))
        return not set(fold(first.name).split()) & set(fold(second.name).split())

    def _is_named(self, speaker: str | None) -> bool:
        """Say whether a speaker has a name: "officials" are no other source than the one of them who is named."""
        actor = self._actors.by_id.get(speaker or "")
        if actor is None or actor.kind not in ("person", "state", "organization"):
            return False
        return actor.name[:1].isupper()

    def _is_denied(self, unit: Unit, anywhere: bool) -> bool:
        """Say whether a negation bears on the predicate of a claim, or stands `anywhere` in it, or a denial governs the claim."""
        text, span, head = unit.article.text, unit.claim.span, unit.claim.head
        end = span.end
        if head and not anywhere:
            behind = text[head.end : span.end].split()[:WORDS_AFTER_HEAD]
            end = min(span.end, head.end + sum(len(word) + 1 for word in behind))
        before = _before(unit)
        return (
            len(_NEGATION.findall(text[span.start : end])) % 2 == 1
            or _NEGATION.search(" ".join(before[-NEAR_BEFORE:])) is not None
            or self._contrasts.denies(_governing(before))
            or self._contrasts.denies(_cue(unit))
        )

    def _has_denial(self, unit: Unit) -> bool:
        """Say whether anything in or before a claim denies, so that it may say the same as a claim with "not"."""
        told = f"{_cue(unit)} {' '.join(_before(unit))} {unit.text}"
        return bool(_NEGATION.search(told) or _WITHOUT.search(told)) or self._contrasts.denies(told)


def share_in_common(one: Unit, other: Unit) -> float:
    """Return the share of the content words of two claims that is common to both (Dice), 0 to 1."""
    both = len(one.stems) + len(other.stems)
    return 2 * len(one.stems & other.stems) / both if both else 0.0


def much_in_common(one: Unit, other: Unit) -> bool:
    """Say whether two claims have so many words in common that they say it of the same."""
    return share_in_common(one, other) >= COMMON_SHARE


def told_apart(one: Unit, other: Unit) -> bool:
    """Say whether two clauses tell one point for the most part in other words, and not both in their account's own voice.

    Two outlets of one mind have words of their own for everything; that is no difference.
    """
    return bool(one.statement or other.statement) and _are_clauses(one, other) and not much_in_common(one, other)


def one_utterance(one: Unit, other: Unit) -> bool:
    """Say whether the words of two quotations are of one utterance."""
    mine, theirs = content_stems(one.text), content_stems(other.text)
    smaller = min(len(mine), len(theirs))
    return smaller > 0 and len(mine & theirs) >= QUOTE_COMMON_SHARE * smaller


def same_predicate(one: Unit, other: Unit) -> bool:
    """Say whether two claims predicate the same: one verb, and many words, of both are common to both."""
    return bool(one.predicate & other.predicate) and much_in_common(one, other)


def _are_clauses(*units: Unit) -> bool:
    """Say whether all are clauses of running text: a phrase or a headline leaves too much out to be held to its words."""
    return not any(unit.claim.phrase or unit.in_title for unit in units)


def _words(one: Unit, other: Unit) -> int:
    return min(len(unit.text.split()) for unit in (one, other))


def _before(unit: Unit) -> list[str]:
    """Return the last words of the sentence before a claim."""
    start = unit.claim.span.start
    before = unit.article.text[max(0, start - 12 * WORDS_BEFORE) : start]
    return _CLAUSE_END.split(before)[-1].split()[-WORDS_BEFORE:]


def _governing(before: Sequence[str]) -> str:
    """Return the words before a claim if it is their complement: "denied that", "failed to", "rejected claims of"."""
    return " ".join(before) if before and before[-1].lower() in _COMPLEMENTS else " ".join(before[-1:])


def _cue(unit: Unit) -> str:
    statement = unit.statement
    return statement.cue.of(unit.article.text) if statement and statement.cue else ""


def _source(unit: Unit) -> Span:
    statement = unit.statement
    return (statement.source or statement.cue or unit.claim.span) if statement else unit.claim.span


def _polarity(*told: tuple[Unit, str]) -> Difference:
    return Difference(
        "polarity",
        tuple(Value(unit.account, value, unit.claim.span) for unit, value in told),
        None,
        "One affirms what the other negates; a change in between, or another part of the matter, would reconcile them.",
    )
