"""Events with the columns of GDELT 2.0: one pair of actors a row, coded in CAMEO as far as PLOVER's types tell.

The names and their order are those of GDELT's event table (The GDELT Event Database, Data Format Codebook V2.0). Behind them
stand columns of our own: what GDELT has no place for, and the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice, permutations, product
from typing import NamedTuple

from rashomon.limits import MAX_ACTOR_PAIRS
from rashomon.tables.actors import CodedActor
from rashomon.tables.cells import Cell
from rashomon.tables.coding import CodedEvent
from rashomon.tables.sectors import NON_STATE_CODES

__all__ = ["GDELT_COLUMNS", "gdelt_rows"]

_OF_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_OF_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

GDELT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _OF_ACTOR),
    *(f"Actor2{name}" for name in _OF_ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _OF_PLACE),
    "DATEADDED", "SOURCEURL",
    "EventID", "PloverType", "PloverMode", "EventStatus", "DateBasis", "ActionGeo_ISO3", "ActionGeo_GeoNamesID",
    "Occasion", "SaidBy", "ArticleID", "Trigger", "EventText", "Start", "End",
)  # fmt: skip

_CAMEO_TYPES = {"JRN": "MED", "MED": "HLH", "PTY": "", "PRM": "", "SOC": "", "REL": ""}
"""Where CAMEO's code of a type is another than PLOVER's sector; empty where CAMEO has none or wants to know more."""


class _Cameo(NamedTuple):
    code: str | None
    quad: int | None


def gdelt_rows(coded: CodedEvent) -> Iterator[dict[str, Cell]]:
    """Yield a row for every pair of sides, as coders of CAMEO have it; what all do mutually is told in both directions.

    Columns not named here stay empty.
    """
    article, event, place = coded.article, coded.event, coded.place
    codes = _cameo_codes()
    # A user's own lexicon may have types of its own, which CAMEO has not.
    cameo = codes.get((event.type, event.mode)) or codes.get((event.type, None)) or _Cameo(None, None)
    shared: dict[str, Cell] = {
        "SQLDATE": int(f"{coded.first:%Y%m%d}") if coded.first else None,
        "MonthYear": int(f"{coded.first:%Y%m}") if coded.first else None,
        "Year": coded.first.year if coded.first else None,
        "EventCode": cameo.code,
        "EventBaseCode": cameo.code[:3] if cameo.code else None,
        "EventRootCode": cameo.code[:2] if cameo.code else None,
        "QuadClass": cameo.quad,
        "SOURCEURL": article.url,
        "EventID": f"{article.id}_{event.id}",
        "PloverType": event.type,
        "PloverMode": event.mode,
        "EventStatus": event.status,
        "DateBasis": coded.dated,
        "Occasion": "; ".join(coded.occasions),
        "SaidBy": coded.said_by,
        "ArticleID": article.id,
        "Trigger": event.trigger.of(article.text),
        "EventText": event.span.of(article.text),
        "Start": event.span.start,
        "End": event.span.end,
    }
    if place is not None:
        shared |= {
            "ActionGeo_FullName": place.name,
            "ActionGeo_Lat": place.latitude,
            "ActionGeo_Long": place.longitude,
            "ActionGeo_ISO3": place.country,
            "ActionGeo_GeoNamesID": place.geonames,
        }
    for one, other in islice(_pairs(coded), MAX_ACTOR_PAIRS):
        yield shared | _side("Actor1", one) | _side("Actor2", other)


def _pairs(coded: CodedEvent) -> Iterator[tuple[CodedActor | None, CodedActor | None]]:
    if coded.is_mutual and len(coded.actors) > 1:
        return permutations(coded.actors, 2)
    return product(coded.actors or (None,), coded.recipients or (None,))


def _side(side: str, actor: CodedActor | None) -> dict[str, Cell]:
    if actor is None:
        return {}
    is_stateless = actor.code in NON_STATE_CODES
    type_ = actor.code if is_stateless else _CAMEO_TYPES.get(actor.sector, actor.sector)
    return {
        f"{side}Code": (actor.code if is_stateless else actor.code + type_) or None,
        f"{side}Name": actor.name,
        f"{side}CountryCode": None if is_stateless else actor.code,
        f"{side}Type1Code": type_,
    }


@cache
def _cameo_codes() -> dict[tuple[str, str | None], _Cameo]:
    text = (files("rashomon.tables") / "data" / "cameo.tsv").read_text(encoding="utf-8")
    codes = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            type_, mode, code, quad = line.split("\t")
            codes[type_, None if mode == "-" else mode] = _Cameo(
                None if code == "-" else code, None if quad == "-" else int(quad)
            )
    return codes
