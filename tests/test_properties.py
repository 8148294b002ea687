"""What holds of every annotation and every comparison, whatever was read."""

import hashlib
import itertools
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon import model
from rashomon.annotation import annotate, parallel
from rashomon.annotation.layout import find_zones
from rashomon.comparison import compare
from rashomon.model import Annotation, Article, Comparison, Span

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports.jsonl"

# The keys that shall never be renamed or dropped without a new schema number; keys may be added.
ANNOTATION_KEYS = {
    "article": ["id", "path", "url", "outlet", "title", "byline", "published", "language", "text", "sha256"],
    "entities": ["id", "name", "kind", "links", "roles", "mentions"],
    "times": ["id", "start", "end", "kind", "value"],
    "places": ["id", "start", "end", "name", "latitude", "longitude", "country", "geonames", "entity"],
    "statements": ["id", "content", "cue", "source", "speaker", "form", "relayed_by"],
    "events": [
        "id", "type", "mode", "status", "trigger", "span", "actors", "recipients", "place", "time", "statement",
    ],
    "claims": ["id", "span", "statement", "events", "entities", "times", "numbers", "polarity", "status"],
}  # fmt: skip
COMPARISON_KEYS = {
    "story": ["title", "when", "where", "occasion"],
    "articles": ["schema", *ANNOTATION_KEYS, "problems"],
    "actors": ["id", "name", "kind", "links", "entities"],
    "points": ["id", "status", "text", "differences", "tellings", "origins", "independent"],
    "participants": ["actor", "occasion", "status", "tellings"],
    "statements": ["speaker", "tellings", "match"],
    "events": ["id", "type", "status", "actors", "recipients", "time", "place", "tellings"],
    "timeline": ["start", "end", "status", "tellings"],
    "origins": ["id", "name", "kind", "accounts", "names", "overlaps"],
    "wording": ["forms"],
}
NESTED_KEYS = {
    model.Mention: ["start", "end", "form", "metonym"],
    model.Number: ["start", "end", "low", "high", "unit"],
    model.Links: ["iso3", "wikidata", "geonames"],
    model.Difference: ["kind", "values", "compatible", "note"],
    model.Value: ["article", "value", "span"],
    model.Telling: ["article", "spans", "claims", "statement", "origins", "chains"],
    model.Link: ["origin", "span", "basis"],
    model.CopiedText: ["article", "source", "share", "spans", "sources"],
    model.StatementTelling: ["article", "statement"],
    model.EventTelling: ["article", "event"],
    model.Account: ["article", "span", "basis", "field"],
    model.NamedForm: ["article", "text", "spans", "loaded", "reason", "note"],
    model.Repetition: ["article", "point", "claims", "spans", "differences"],
    model.Wording: ["actor", "occasion", "headline", "saying", "act", "hedge", "elsewhere", "forms"],
    model.Grouping: ["id", "path", "story", "copy_of", "version_of", "chapter_of"],
}


def article(text, number=0, **about):
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(**{"id": f"r{number}", "text": text, "sha256": sha256, "published": "2024-05-07", **about})


@pytest.fixture(scope="module")
def articles():
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    return [
        article(row["text"], id=row["id"], outlet=row["outlet"], title=row["title"], published=row["published"])
        for row in rows
    ]


@pytest.fixture(scope="module")
def annotations(articles):
    return list(annotate(articles))


@pytest.fixture(scope="module")
def comparison(annotations):
    return compare(annotations)


def spans_in(item):
    """Every span of a struct, whatever holds it."""
    if isinstance(item, Span):
        yield item
    elif isinstance(item, msgspec.Struct):
        if {"start", "end"} <= set(item.__struct_fields__) and isinstance(item.start, int):
            yield Span(item.start, item.end)
        for field in item.__struct_fields__:
            yield from spans_in(getattr(item, field))
    elif isinstance(item, tuple | list):
        for part in item:
            yield from spans_in(part)


def located_spans(item, article_id=None):
    """Every span of a comparison's item, with the article that it lies in."""
    if isinstance(item, Span):
        yield article_id, item
    elif isinstance(item, msgspec.Struct):
        here = getattr(item, "article", article_id)
        for field in item.__struct_fields__:
            yield from located_spans(getattr(item, field), here)
    elif isinstance(item, tuple | list):
        for part in item:
            yield from located_spans(part, article_id)


def check_annotation(annotation):
    """Evidence that is there, and references that lead somewhere."""
    text = annotation.article.text
    for span in spans_in(annotation):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip(), "evidence of nothing but white space"
    ids = {
        layer: [item.id for item in getattr(annotation, layer)]
        for layer in ("entities", "times", "places", "statements", "events", "claims")
    }
    for found in ids.values():
        assert len(found) == len(set(found))
    entities, times, statements, events = (set(ids[layer]) for layer in ("entities", "times", "statements", "events"))
    for entity in annotation.entities:
        assert entity.mentions
    for place in annotation.places:
        assert place.entity is None or place.entity in entities
        assert Span(place.start, place.end).of(text)
    for statement in annotation.statements:
        assert statement.content
        assert {statement.speaker, statement.relayed_by} - {None} <= entities
    for event in annotation.events:
        assert {*event.actors, *event.recipients} <= entities
        assert event.place is None or event.place in entities
        assert event.time is None or event.time in times
        assert event.statement is None or event.statement in statements
        assert event.span.covers(event.trigger)
    for claim in annotation.claims:
        assert set(claim.entities) <= entities
        assert set(claim.times) <= times
        assert set(claim.events) <= events
        assert claim.statement is None or claim.statement in statements
    silent = [
        zone.span
        for zone in find_zones(text, annotation.article.title)
        if zone.kind in ("caption", "credit", "boilerplate")
    ]
    for item in (*annotation.claims, *annotation.events):
        assert not any(zone.covers(item.span) for zone in silent)


def check_comparison(comparison):
    texts = {annotation.article.id: annotation.article.text for annotation in comparison.articles}
    parts = {name: getattr(comparison, name) for name in comparison.__struct_fields__ if name != "articles"}
    for part in parts.values():
        for article_id, span in located_spans(part):
            assert span.of(texts[article_id]).strip()
            assert 0 <= span.start < span.end <= len(texts[article_id])
    actors, origins = {actor.id for actor in comparison.actors}, {origin.id for origin in comparison.origins}
    layers = {
        annotation.article.id: {
            layer: {item.id for item in getattr(annotation, layer)}
            for layer in ("entities", "claims", "statements", "events")
        }
        for annotation in comparison.articles
    }
    for actor in comparison.actors:
        for article_id, entities in actor.entities.items():
            assert set(entities) <= layers[article_id]["entities"]
    for point in comparison.points:
        accounts = [telling.article for telling in point.tellings]
        assert len(accounts) == len(set(accounts))
        assert (len(accounts) == 1) == (point.status == "single")
        assert bool(point.differences) == (point.status == "differs")
        assert set(point.origins) <= origins
        assert 1 <= point.independent <= len(accounts)
        for telling in point.tellings:
            assert telling.origins
            assert set(telling.origins) <= set(point.origins)
            assert {link.origin for chain in telling.chains for link in chain} == set(telling.origins)
            assert set(telling.claims) <= layers[telling.article]["claims"]
            assert telling.statement is None or telling.statement in layers[telling.article]["statements"]
        for difference in point.differences:
            assert {value.article for value in difference.values} <= set(accounts)
            assert len({value.article for value in difference.values}) > 1
    for origin in comparison.origins:
        assert origin.accounts
        assert origin.name in origin.names
        assert set(origin.overlaps) <= origins
    for repetition in comparison.repetitions:
        assert len(repetition.claims) == len(repetition.spans) > 1
        assert set(repetition.claims) <= layers[repetition.article]["claims"]
        assert repetition.point in {None, *(point.id for point in comparison.points)}
        assert {v.article for d in repetition.differences for v in d.values} <= {repetition.article}
    for copied in comparison.copied:
        assert {copied.article, copied.source, *(each.article for each in copied.sources)} <= set(texts)
        assert len(copied.spans) == len(copied.sources) > 0
        assert 0 < copied.share <= 1
    for participant in comparison.participants:
        assert {participant.actor, participant.occasion} - {None} <= actors
    for joined in comparison.statements:
        assert {joined.speaker} - {None} <= actors
        assert all(telling.statement in layers[telling.article]["statements"] for telling in joined.tellings)
    for event in comparison.events:
        assert {*event.actors, *event.recipients, event.place} - {None} <= actors
        assert all(telling.event in layers[telling.article]["events"] for telling in event.tellings)
    for wording in comparison.wording:
        assert {wording.actor, wording.occasion, wording.saying} - {None} <= actors
        assert {wording.act, wording.hedge} - {None} <= {point.id for point in comparison.points}
        told_of = [wording.actor, wording.occasion, wording.headline, wording.saying, wording.act, wording.hedge]
        assert sum(map(bool, [*told_of, wording.elsewhere])) == 1
        assert all((form.reason is not None) == form.loaded for form in wording.forms)


def test_every_item_of_the_examples_has_its_evidence(annotations):
    for annotation in annotations:
        assert annotation.problems == ()
        check_annotation(annotation)


def test_every_item_of_their_comparison_has_its_evidence(comparison):
    check_comparison(comparison)


def test_the_same_input_gives_the_same_bytes(articles, annotations, comparison):
    again = list(annotate(articles))
    assert msgspec.json.encode(again) == msgspec.json.encode(annotations)
    assert msgspec.json.encode(compare(again)) == msgspec.json.encode(comparison)


def test_an_article_is_read_alike_in_any_company(articles, annotations):
    alone = {annotation.article.id: msgspec.json.encode(annotation) for annotation in annotations}
    short = articles[:3]
    for order in itertools.permutations(short):
        for annotation in annotate([article("A bell rang.", 7), *order]):
            if annotation.article.id in alone:
                assert msgspec.json.encode(annotation) == alone[annotation.article.id]
    for one in short:
        assert msgspec.json.encode(next(annotate([one]))) == alone[one.id]


def test_two_processes_give_what_one_gives(articles, annotations, monkeypatch):
    monkeypatch.setattr(parallel, "MIN_WORDS_PER_WORKER", 1)
    monkeypatch.setattr(parallel, "BATCH_SIZE", 1)
    found = list(parallel.annotate_in_parallel(articles, workers=2))
    assert msgspec.json.encode(found) == msgspec.json.encode(annotations)


def test_json_and_back_changes_nothing(annotations, comparison):
    for annotation in annotations:
        assert msgspec.json.decode(msgspec.json.encode(annotation), type=Annotation) == annotation
    assert msgspec.json.decode(msgspec.json.encode(comparison), type=Comparison) == comparison


# Pieces of text that break readers: marks without partners, other scripts and directions, joined and combining characters.
PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["\n\n", "\n", "“", "”", '"', "’", "(", " — ", "👩‍🔧", "🇳🇴", "é", "\u202e", "الميناء مفتوح", "שלום", "\u00ad", "\ufeff",
         "\x00", "\t", "。", "President Ada Roe said ", "Minister Roe", " on 31 February 2024 ", " $1.5 billion", " two dozen ",
         "Norway", "MERRIN (AP) — ", "Photo: ", "Tags: ", "1/0", "He denied it. ", " according to ", "the Associated Press"]
    ),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map(lambda pieces: "".join(pieces)[:300])
PATIENT = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(TEXTS)
def test_any_text_is_read_with_its_evidence(text):
    (annotation,) = annotate([article(text)])
    assert annotation.problems == ()
    assert annotation.article.text == text
    check_annotation(annotation)


@PATIENT
@given(st.lists(TEXTS, max_size=3))
def test_any_texts_are_compared_with_their_evidence(texts):
    check_comparison(compare(list(annotate([article(text, number) for number, text in enumerate(texts)]))))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.text(max_size=300), st.one_of(st.none(), st.text(max_size=40)))
def test_zones_of_any_text_are_in_order_and_apart(text, title):
    zones = find_zones(text, title)
    assert all(zone.span.of(text).strip() for zone in zones)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(zones))


def test_every_documented_key_is_written(annotations, comparison):
    written = msgspec.to_builtins(annotations[0])
    assert {"schema", *ANNOTATION_KEYS, "problems"} <= set(written)
    for layer, keys in ANNOTATION_KEYS.items():
        items = [written[layer]] if layer == "article" else [
            item for annotation in annotations for item in msgspec.to_builtins(annotation)[layer]
        ]  # fmt: skip
        assert items
        assert all(set(keys) <= set(item) for item in items)
    compared = msgspec.to_builtins(comparison)
    assert {"schema", *COMPARISON_KEYS, "problems"} <= set(compared)
    for name, keys in COMPARISON_KEYS.items():
        items = [compared[name]] if name == "story" else compared[name]
        assert all(set(keys) <= set(item) for item in items)
    assert written["schema"] == "rashomon/annotation/1"
    assert compared["schema"] == "rashomon/comparison/1"


@pytest.mark.parametrize("noun", NESTED_KEYS, ids=lambda noun: noun.__name__)
def test_nested_nouns_have_their_documented_keys(noun):
    assert set(NESTED_KEYS[noun]) <= set(noun.__struct_encode_fields__)


def test_a_span_is_a_pair_in_json():
    assert msgspec.json.encode(Span(3, 8)) == b"[3,8]"
