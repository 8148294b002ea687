"""Events with the columns of POLECAT, the data set that is coded in PLOVER: one event a row.

The names and their order are those of POLECAT's weekly files (Harvard Dataverse, doi:10.7910/DVN/AJGVIT). Behind them stand
columns of our own: what POLECAT has no place for, and the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rashomon import __version__
from rashomon.tables.actors import CodedActor
from rashomon.tables.cells import Cell
from rashomon.tables.coding import CodedEvent

__all__ = ["PLOVER_COLUMNS", "plover_rows"]

PLOVER_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
    "Event Status", "Event End Date", "Date Basis", "Actor Code", "Recipient Code", "Actor Wikidata",
    "Recipient Wikidata", "Occasion", "Said By", "Story ID", "Headline", "URL", "Trigger", "Event Text", "Start", "End",
)  # fmt: skip

_QUADS = {
    "VERBAL COOPERATION": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "MATERIAL COOPERATION": ("COOPERATE", "AID", "RETREAT"),
    "VERBAL CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL CONFLICT": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD_OF = {type_: quad for quad, types in _QUADS.items() for type_ in types}

_BETWEEN = "; "
_UNKNOWN = "None"
"""Holds the place of what is not known of one in a list, as POLECAT has it."""


def plover_rows(coded: CodedEvent) -> Iterator[dict[str, Cell]]:
    """Yield the row of an event: several actors stand in one row, as a list, and the columns not named here stay empty."""
    article, event, place = coded.article, coded.event, coded.place
    row: dict[str, Cell] = {
        "Event ID": f"{article.id}_{event.id}",
        "Event Date": coded.first.isoformat() if coded.first else None,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Quad Code": _QUAD_OF.get(event.type),
        "Contexts": _BETWEEN.join(event.contexts),
        "Source": article.outlet,
        "Publication Date": article.published,
        "Language": article.language,
        "Version": f"rashomon {__version__}",
        "Event Status": event.status,
        "Event End Date": coded.last.isoformat() if coded.last else None,
        "Date Basis": coded.dated,
        "Occasion": _BETWEEN.join(coded.occasions),
        "Said By": coded.said_by,
        "Story ID": article.id,
        "Headline": article.title,
        "URL": article.url,
        "Trigger": event.trigger.of(article.text),
        "Event Text": event.span.of(article.text),
        "Start": event.span.start,
        "End": event.span.end,
    }
    for side, actors in (("Actor", coded.actors), ("Recipient", coded.recipients)):
        row |= _side(side, actors)
    if place is not None:
        row |= {
            "Placename": place.name,
            "Country": place.country,
            "Latitude": place.latitude,
            "Longitude": place.longitude,
            "GeoNames ID": place.geonames,
            "Raw Placename": article.text[place.start : place.end],
        }
    yield row


def _side(side: str, actors: Sequence[CodedActor]) -> dict[str, Cell]:
    return {
        f"{side} Name": _listed(actors, lambda actor: actor.name),
        f"{side} Country": _listed(actors, lambda actor: actor.country),
        f"Primary {side} Sector": _listed(actors, lambda actor: actor.sector),
        f"{side} Sectors": _listed(actors, lambda actor: actor.sector),
        f"{side} Title": _listed(actors, lambda actor: actor.title),
        f"{side} Name Raw": _listed(actors, lambda actor: actor.raw),
        f"{side} Code": _listed(actors, lambda actor: actor.code),
        f"{side} Wikidata": _listed(actors, lambda actor: actor.wikidata),
    }


def _listed(actors: Sequence[CodedActor], slot: Callable[[CodedActor], str]) -> str | None:
    values = [slot(actor).replace(";", ",") for actor in actors]
    return _BETWEEN.join(value or _UNKNOWN for value in values) if any(values) else None
