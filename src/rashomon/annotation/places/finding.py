"""Find place names and give each its place: latitude, longitude, country and entity.

Three steps: recognise (`toponyms`), resolve (`place_resolution`), and recognise again in the light of the places found: a
surname that is also a hamlet a continent away is dropped. Adjectives ("Chinese officials") name their country, and names
inside longer names ("Springfield High School") their town; a street, a surname and a people name no place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotation.places.resolution import (
    NameInText,
    PlaceContext,
    gather_names,
    keys_of,
    resolution_features,
    resolve_names,
)
from rashomon.annotation.places.toponym_model import load_toponym_model
from rashomon.annotation.places.toponyms import Toponym, find_candidates
from rashomon.knowledge.gazetteer import GazetteerEntry, load_gazetteer
from rashomon.model import Place

if TYPE_CHECKING:
    from rashomon.annotation.mentions import MentionIndex
    from rashomon.annotation.parse import Parse
    from rashomon.knowledge import Knowledge

__all__ = ["acceptance_features", "find_places"]


def find_places(parse: Parse, mentions: MentionIndex, knowledge: Knowledge) -> tuple[Place, ...]:
    """Return the place names of an article in order, each with its place.

    `Place.name` is the gazetteer's name of the place ("United States" where the text has "U.S." or "American").
    """
    gazetteer, model = load_gazetteer(), load_toponym_model()
    candidates = find_candidates(parse, gazetteer, knowledge)
    if not candidates:
        return ()
    likely = [model.probability(dict.fromkeys(candidate.features, 1.0), model.recognise) for candidate in candidates]
    names = gather_names(candidates, likely, gazetteer)
    chosen, context = resolve_names(names, model.resolve, _home(parse, knowledge))
    by_key = {name.key: name for name in names}
    places: list[Place] = []
    for key, candidate in zip(keys_of(candidates, gazetteer), candidates, strict=True):
        choice = chosen[key]
        features = acceptance_features(candidate, by_key[key], choice.entry, context)
        if model.probability(features, model.accept) >= model.threshold:
            entity = mentions.headed_by(candidate.span.root) or mentions.at(candidate.span.root)
            places.append(_place(f"p{len(places) + 1}", candidate, choice.entry, entity))
    return tuple(places)


def acceptance_features(
    candidate: Toponym, name: NameInText, entry: GazetteerEntry, context: PlaceContext
) -> dict[str, float]:
    """Return the features of a candidate together with those of the place it would name."""
    features = dict.fromkeys(candidate.features, 1.0)
    for feature, value in resolution_features(name, entry, context).items():
        features[f"place: {feature}"] = value
    return features


def _place(place_id: str, candidate: Toponym, entry: GazetteerEntry, entity: str | None) -> Place:
    return Place(
        id=place_id,
        start=candidate.span.start_char,
        end=candidate.span.start_char + len(candidate.text),
        name=entry.name,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country,
        geonames=entry.geonames,
        entity=entity,
    )


def _home(parse: Parse, knowledge: Knowledge) -> str | None:
    """Return the country of the outlet, where the article names a known one."""
    outlet = knowledge.source_outlet(parse.article.outlet) if parse.article.outlet else None
    return outlet.iso3 if outlet else None
