"""Measure quality: `python benchmarks/quality.py [--gold FILE] [--misses]` prints one F1 a layer, in percent.

The gold file (tests/quality/gold.json) holds short invented reports, annotated by hand before the program had read them.
Evidence is given as words of the text, with "#2" for the second time they stand there. What readers could reasonably
leave out or put in is listed as optional, and counts neither for nor against the program. Metrics:

- statements: content by characters (F1 at least CONTENT_OVERLAP), and content with the right speaker;
- times: overlapping expressions with an equal TIMEX3 value;
- places: overlapping names within 161 km (100 miles) of the gold point, or in the gold state where that is a whole state;
- events: overlapping triggers with an equal PLOVER type, and those that have every gold actor;
- people: mentions of the main people, each person against the one entity that shares most mentions;
- stories: the same as for points, on six stories of three or four accounts (tests/quality/stories, those marked "measure") with
  every point annotated before the program had read them; nothing is tuned on these, as it is on those marked "tune".
- points: links between two accounts' tellings that overlap (F1 at least TELLING_OVERLAP at both ends), links that are marked
  as differing, and the gold's single points that one account alone tells (no precision: the gold lists some of many).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from rashomon.annotation import annotate
from rashomon.comparison import compare
from rashomon.model import Annotation, Article, Comparison, Entity, Span

GOLD = Path(__file__).parent.parent / "tests" / "quality" / "gold.json"
STORIES = GOLD.parent / "stories"

CONTENT_OVERLAP = 0.8
"""Character F1 of two contents that are one: a "that" or a closing clause more or less is no other statement."""
TELLING_OVERLAP = 0.4
"""Character F1 of two tellings of one point: a clause inside a long sentence matches, a whole paragraph never does."""
NEAR_KM = 161
"""100 miles, the usual distance within which a place counts as found."""

Gold = dict[str, Any]


class Score(NamedTuple):
    """Counts of one layer: gold items found, of how many; predictions right, of how many; what was missed and made up."""

    found: int
    gold: int
    right: int
    predicted: int
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        """Return F1 in percent; 100 where there was nothing to find and nothing was found."""
        recall = self.found / self.gold if self.gold else 1.0
        precision = self.right / self.predicted if self.predicted else 1.0
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __add__(self, other: object) -> Score:
        """Add the counts of another text."""
        if not isinstance(other, Score):
            return NotImplemented
        return Score(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.predicted + other.predicted,
            self.missed + other.missed,
            self.extra + other.extra,
        )


NOTHING = Score(0, 0, 0, 0)


def fingerprint(path: Path = GOLD) -> str:
    """Return the SHA-256 of the gold file, or of all files of a folder: figures of two runs compare only where it is equal."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def read_stories(use: str, folder: Path = STORIES) -> list[Gold]:
    """Read the stories for one use: "tune" or "measure"."""
    stories = [read_gold(path) for path in sorted(folder.glob("*.json"))]
    return [story for story in stories if story["use"] == use]


def read_gold(path: Path = GOLD) -> Gold:
    """Read the gold file."""
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    return gold


def find(text: str, words: str) -> Span:
    """Return the span of words in the text; "Split#2" is the second "Split". Raises ValueError where they are not there."""
    plain, _, number = words.partition("#")
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", text)]
    position = int(number or 1) - 1
    if position >= len(found):
        raise ValueError(f"the gold words {words!r} are not in the text")
    return Span(found[position], found[position] + len(plain))


def annotate_gold(gold: Gold) -> dict[str, Annotation]:
    """Run the program over the gold texts."""
    articles = [
        Article(
            id=record["id"],
            text=record["text"],
            sha256=hashlib.sha256(record["text"].encode()).hexdigest(),
            outlet=record["outlet"],
            title=record["title"],
            published=record["published"],
        )
        for record in gold["texts"]
    ]
    return {annotation.article.id: annotation for annotation in annotate(articles)}


def measure(gold: Gold) -> dict[str, Score]:
    """Score every layer over all texts and stories."""
    annotations = annotate_gold(gold)
    scores: dict[str, Score] = {}
    for record in gold["texts"]:
        for name, score in _layers(record, annotations[record["id"]]):
            scores[name] = scores.get(name, NOTHING) + score
    for story in gold["stories"]:
        comparison = compare([annotations[account] for account in story["accounts"]])
        for name, score in _points(story, comparison):
            scores[name] = scores.get(name, NOTHING) + score
    return scores


def measure_stories(stories: Sequence[Gold]) -> dict[str, Score]:
    """Score the points of stories that carry their own texts."""
    scores: dict[str, Score] = {}
    for story in stories:
        for name, score in _points(story, compare(list(annotate_gold(story).values()))):
            name = name.replace("points", "stories")
            scores[name] = scores.get(name, NOTHING) + score
    return scores


def _layers(record: Gold, annotation: Annotation) -> Iterator[tuple[str, Score]]:
    yield "statements, content", _statements(record, annotation, with_speaker=False)
    yield "statements, content and speaker", _statements(record, annotation, with_speaker=True)
    yield "times, value", _times(record, annotation)
    yield "places, within 161 km", _places(record, annotation)
    yield "events, type", _events(record, annotation, with_actors=False)
    yield "events, type and actors", _events(record, annotation, with_actors=True)
    yield "people, mentions", _people(record, annotation)


def _statements(record: Gold, annotation: Annotation, *, with_speaker: bool) -> Score:
    text = record["text"]
    entities = {entity.id: entity for entity in annotation.entities}
    wanted = [(find(text, gold["content"]), gold["speaker"]) for gold in record["statements"]]
    predicted = [(statement.content, statement) for statement in annotation.statements]

    def matches(gold: tuple[Span, str], index: int) -> bool:
        content, statement = predicted[index]
        if _overlap([gold[0]], content) < CONTENT_OVERLAP:
            return False
        named = [statement.source.of(text)] if statement.source else []
        if statement.speaker:
            named += _names(entities[statement.speaker], text)
        return not with_speaker or any(gold[1] in name for name in named)

    optional = _optional(record, "statements")
    ignored = {
        index
        for index, (content, _) in enumerate(predicted)
        if any(_overlap([span], content) >= CONTENT_OVERLAP for span in optional)
    }
    shown = [" ".join(piece.of(text) for piece in content) for content, _ in predicted]
    return _paired(wanted, [gold["content"] for gold in record["statements"]], shown, matches, ignored)


def _times(record: Gold, annotation: Annotation) -> Score:
    text = record["text"]
    wanted = [(find(text, gold["at"]), gold["value"]) for gold in record["times"]]
    spans = [Span(time.start, time.end) for time in annotation.times]

    def matches(gold: tuple[Span, str], index: int) -> bool:
        return gold[0].overlaps(spans[index]) and annotation.times[index].value == gold[1]

    shown = [f"{span.of(text)} = {time.value}" for span, time in zip(spans, annotation.times, strict=True)]
    return _paired(
        wanted,
        [f"{gold['at']} = {gold['value']}" for gold in record["times"]],
        shown,
        matches,
        _ignored(record, "times", spans),
    )


def _places(record: Gold, annotation: Annotation) -> Score:
    text = record["text"]
    wanted = [(find(text, gold["at"]), gold) for gold in record["places"]]
    spans = [Span(place.start, place.end) for place in annotation.places]

    def matches(gold: tuple[Span, Gold], index: int) -> bool:
        place = annotation.places[index]
        if not gold[0].overlaps(spans[index]):
            return False
        if "country" in gold[1]:
            return bool(place.country == gold[1]["country"])
        if place.latitude is None or place.longitude is None:
            return False
        there = (gold[1]["latitude"], gold[1]["longitude"])
        return _kilometres((place.latitude, place.longitude), there) <= NEAR_KM

    shown = [f"{span.of(text)} ({place.country})" for span, place in zip(spans, annotation.places, strict=True)]
    return _paired(wanted, [gold["at"] for gold in record["places"]], shown, matches, _ignored(record, "places", spans))


def _events(record: Gold, annotation: Annotation, *, with_actors: bool) -> Score:
    text = record["text"]
    entities = {entity.id: entity for entity in annotation.entities}
    wanted = [(find(text, gold["at"]), gold) for gold in record["events"]]
    spans = [event.trigger for event in annotation.events]

    def matches(gold: tuple[Span, Gold], index: int) -> bool:
        event = annotation.events[index]
        if not gold[0].overlaps(event.trigger) or event.type != gold[1]["type"]:
            return False
        named = [name for actor in event.actors for name in _names(entities[actor], text)]
        return not with_actors or all(any(actor in name for name in named) for actor in gold[1]["actors"])

    shown = [f"{event.type} {event.trigger.of(text)}" for event in annotation.events]
    return _paired(
        wanted,
        [f"{gold['type']} {gold['at']}" for gold in record["events"]],
        shown,
        matches,
        _ignored(record, "events", spans),
    )


def _people(record: Gold, annotation: Annotation) -> Score:
    """Mentions of each person against the entity that shares most of them; an entity answers for one person."""
    text = record["text"]
    scores = NOTHING
    taken: set[str] = set()
    for person in record["people"]:
        spans = [find(text, mention) for mention in person]
        shared = Counter(
            {
                entity.id: len(_shared(spans, entity))
                for entity in annotation.entities
                if entity.id not in taken and _shared(spans, entity)
            }
        )
        best = next((entity for entity in annotation.entities if shared and entity.id == _most(shared)), None)
        hit = _shared(spans, best) if best else set()
        extra = [mention.span for mention in best.mentions if not _touches(mention.span, spans)] if best else []
        taken.update({best.id} if best else ())
        scores += Score(
            len(hit),
            len(spans),
            len(hit),
            len(hit) + len(extra),
            tuple(mention for number, mention in enumerate(person) if number not in hit),
            tuple(span.of(text) for span in extra),
        )
    return scores


def _most(shared: Counter[str]) -> str:
    return max(shared, key=lambda entity: (shared[entity], -int(entity[1:])))


def _shared(spans: Sequence[Span], entity: Entity) -> set[int]:
    """Return the numbers of the gold mentions that the entity has, with or without a title."""
    return {number for number, span in enumerate(spans) if any(_touches(m.span, [span]) for m in entity.mentions)}


def _touches(mention: Span, spans: Sequence[Span]) -> bool:
    return any(mention.covers(span) or span.covers(mention) for span in spans)


def _points(story: Gold, comparison: Comparison) -> Iterator[tuple[str, Score]]:
    texts = {annotation.article.id: annotation.article.text for annotation in comparison.articles}
    gold = [
        (
            point["status"],
            {account: [find(texts[account], words) for words in told] for account, told in point["tellings"].items()},
        )
        for point in story["points"]
    ]
    predicted = [
        (point.status, {telling.article: list(telling.spans) for telling in point.tellings})
        for point in comparison.points
    ]
    wanted, found = list(_links(gold)), list(_links(predicted))
    yield "points, links", _linked(wanted, found, texts)
    differing = [[link for link in links if link[0] == "differs"] for links in (wanted, found)]
    yield "points, differing links", _linked(differing[0], differing[1], texts)
    singles = [told for status, told in gold if status == "single"]
    alone = [told for _, told in predicted if len(told) == 1]
    right = [
        told for told in singles if any(other.keys() == told.keys() and _same_telling(told, other) for other in alone)
    ]
    # Only recall is asked for: the gold lists some of the many single points.
    missed = tuple(_shown(told, texts) for told in singles if told not in right)
    yield "points, single", Score(len(right), len(singles), len(right), len(right), missed)


Link = tuple[str, dict[str, list[Span]]]


def _links(points: Sequence[Link]) -> Iterator[Link]:
    for status, told in points:
        for one, other in combinations(sorted(told), 2):
            yield status, {one: told[one], other: told[other]}


def _linked(gold: Sequence[Link], predicted: Sequence[Link], texts: dict[str, str]) -> Score:
    """Count a gold link as found by any predicted one; precision by the predicted links that find some gold link."""

    def same(one: Link, other: Link) -> bool:
        return one[1].keys() == other[1].keys() and _same_telling(one[1], other[1])

    found = [any(same(link, other) for other in predicted) for link in gold]
    true = [any(same(link, other) for other in gold) for link in predicted]
    return Score(
        sum(found),
        len(gold),
        sum(true),
        len(predicted),
        tuple(_shown(link[1], texts) for link, hit in zip(gold, found, strict=True) if not hit),
        tuple(_shown(link[1], texts) for link, hit in zip(predicted, true, strict=True) if not hit),
    )


def _same_telling(one: dict[str, list[Span]], other: dict[str, list[Span]]) -> bool:
    return all(
        any(_overlap([mine], [theirs]) >= TELLING_OVERLAP for mine in one[account] for theirs in other[account])
        for account in one
    )


def _shown(told: dict[str, list[Span]], texts: dict[str, str]) -> str:
    return " | ".join(spans[0].of(texts[account]) for account, spans in told.items())


def _paired(
    wanted: Sequence[Any],
    named: Sequence[str],
    shown: Sequence[str],
    matches: Callable[[Any, int], bool],
    ignored: set[int],
) -> Score:
    """Give each gold item the first prediction that matches it; each prediction answers once."""
    used: set[int] = set()
    missed: list[str] = []
    for gold, name in zip(wanted, named, strict=True):
        index = next((i for i in range(len(shown)) if i not in used and matches(gold, i)), None)
        if index is None:
            missed.append(name)
        else:
            used.add(index)
    counted = [index for index in range(len(shown)) if index in used or index not in ignored]
    extra = tuple(shown[index] for index in counted if index not in used)
    return Score(len(used), len(wanted), len(used), len(counted), tuple(missed), extra)


def _optional(record: Gold, layer: str) -> list[Span]:
    return [find(record["text"], words) for words in record["optional"].get(layer, ())]


def _ignored(record: Gold, layer: str, spans: Sequence[Span]) -> set[int]:
    optional = _optional(record, layer)
    return {index for index, span in enumerate(spans) if any(span.overlaps(other) for other in optional)}


def _names(entity: Entity, text: str) -> list[str]:
    return [entity.name, *(mention.span.of(text) for mention in entity.mentions)]


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Return the F1 of the characters of two lists of spans."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    total = sum(span.end - span.start for span in (*one, *other))
    return 2 * common / total if total else 0.0


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance (haversine) on a sphere of 6,371 km."""
    (lat, lon), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="another gold file of the same form")
    parser.add_argument("--use", default="measure", choices=("measure", "tune"), help="which stories to score")
    parser.add_argument("--misses", action="store_true", help="list what was missed (-) and what was made up (+)")
    options = parser.parse_args()
    print(f"{options.gold.name} {fingerprint(options.gold)[:12]}")
    scores = measure(read_gold(options.gold)) | measure_stories(read_stories(options.use))
    for name, score in scores.items():
        print(
            f"{name:34}{score.f1:6.1f}   {score.found} of {score.gold} found, {score.right} of {score.predicted} right"
        )
        if options.misses:
            for words in score.missed:
                print(f"    - {words}")
            for words in score.extra:
                print(f"    + {words}")


if __name__ == "__main__":
    main()
