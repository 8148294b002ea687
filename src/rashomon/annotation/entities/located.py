"""Place entities get the state that they lie in, once the place names are resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Links

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.model import Entity, Place

__all__ = ["locate_entities"]


def locate_entities(entities: Iterable[Entity], places: Iterable[Place]) -> tuple[Entity, ...]:
    """Return the entities, those of kind "place" with the country and GeoNames id of their first resolved mention.

    A name that the recogniser took for an organisation, of which no more is known, and that was found on the map is a place.

    Event coding counts actors by state: what is done to a city is done to the state that holds it. An entity that is
    linked to a state already keeps its link.
    """
    found: dict[str, Place] = {}
    for place in places:
        if place.entity is not None and place.country is not None:
            found.setdefault(place.entity, place)
    return tuple(_located(entity, found[entity.id]) if entity.id in found else entity for entity in entities)


def _located(entity: Entity, place: Place) -> Entity:
    mistaken = (
        entity.kind == "organization" and entity.links == Links() and not entity.roles and entity.name == place.name
    )
    if not (entity.kind == "place" or mistaken) or entity.links.iso3 is not None:
        return entity
    geonames = place.geonames if entity.links.geonames is None else entity.links.geonames
    links = msgspec.structs.replace(entity.links, iso3=place.country, geonames=geonames)
    return msgspec.structs.replace(entity, kind="place", links=links)
