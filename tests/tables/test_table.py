"""Tables of events: what the rows say of invented events, and that no cell can do harm."""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec
import pytest

from rashomon.knowledge import load_knowledge
from rashomon.limits import MAX_ACTOR_PAIRS
from rashomon.model import Annotation, Article, Entity, Event, Links, Mention, Place, Span, Statement, TimeExpression
from rashomon.tables import EventTable, TableColumns
from rashomon.tables.cells import written
from rashomon.tables.gdelt import GDELT_COLUMNS
from rashomon.tables.plover import PLOVER_COLUMNS

TEXT = 'Norway and Sweden expelled the Peruvian envoy on Tuesday. "Rebels in the north of Chad met in Lima," Ana Ruiz said.'


def entity(number: int, words: str, kind: Any, iso3: str | None = None, *roles: str, **mention: bool) -> Entity:
    start = TEXT.index(words)
    named = Mention(start, start + len(words), "name", **mention)
    return Entity(f"e{number}", words, kind, Links(iso3=iso3), roles, (named,))


NORWAY = entity(1, "Norway", "state", "NOR", metonym=True)
SWEDEN = entity(2, "Sweden", "state", "SWE")
ENVOY = entity(3, "the Peruvian envoy", "person", "PER", "Peruvian envoy")
REBELS = entity(4, "Rebels in the north of Chad", "group")
CHAD = entity(5, "Chad", "state", "TCD")
SPEAKER = entity(6, "Ana Ruiz", "person")
LIMA = entity(7, "Lima", "place", "PER")


def event(words: str, type_: str, mode: str | None, actors: list[Entity], others: list[Entity], **more: Any) -> Event:
    start = TEXT.index(words)
    sides = {"actors": tuple(a.id for a in actors), "recipients": tuple(o.id for o in others)}
    given = {"place": None, "time": None, "statement": None, "status": "happened"} | sides | more
    clause = Span(0, 55) if start < 55 else Span(58, 98)
    return Event(id="v1", type=type_, mode=mode, trigger=Span(start, start + len(words)), span=clause, **given)


def annotation(*events: Event, **article: Any) -> Annotation:
    said = Statement("s1", (Span(58, 98),), None, None, SPEAKER.id, "direct", None)
    return Annotation(
        article=Article(id="a", text=TEXT, sha256="", **({"published": "2031-06-05", "outlet": "Courier"} | article)),
        entities=(NORWAY, SWEDEN, ENVOY, REBELS, CHAD, SPEAKER, LIMA),
        times=(TimeExpression("t1", 49, 56, "DATE", "2031-06-03"), TimeExpression("t2", 49, 56, "DATE", "2031-W23")),
        places=(
            Place("p1", TEXT.index("Lima"), TEXT.index("Lima") + 4, "Lima", -12.04, -77.03, "PER", 3936456, LIMA.id),
        ),
        statements=(said,),
        events=events,
        claims=(),
    )


def rows(given: Annotation, columns: TableColumns = "plover", delimiter: str = ",") -> list[dict[str, str]]:
    table = EventTable(load_knowledge(), columns, delimiter)
    content = (table.header() + table.rows(given)).decode()
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=delimiter))


EXPELLED = event("expelled", "SANCTION", "expel", [NORWAY, SWEDEN], [ENVOY], time="t1")
MET = event("met", "CONSULT", None, [REBELS, CHAD], [], place=LIMA.id, statement="s1", status="planned")


def test_a_row_tells_who_did_what_to_whom_when() -> None:
    (row,) = rows(annotation(EXPELLED))
    assert tuple(row) == PLOVER_COLUMNS
    assert (row["Event ID"], row["Event Type"], row["Event Mode"], row["Event Status"]) == (
        "a_v1", "SANCTION", "expel", "happened",
    )  # fmt: skip
    assert (row["Event Date"], row["Event End Date"], row["Date Basis"]) == ("2031-06-03", "2031-06-03", "stated")
    assert (row["Recipient Name"], row["Recipient Code"], row["Recipient Country"]) == (
        "the Peruvian envoy", "PER", "Peru",
    )  # fmt: skip
    assert (row["Primary Recipient Sector"], row["Recipient Title"]) == ("GOV", "Peruvian envoy")
    assert (row["Quad Code"], row["Source"]) == ("MATERIAL CONFLICT", "Courier")


def test_the_contexts_are_a_list_and_empty_where_no_word_tells() -> None:
    (row,) = rows(
        annotation(event("expelled", "SANCTION", "expel", [NORWAY], [ENVOY], contexts=("legal", "diplomatic")))
    )
    assert row["Contexts"] == "legal; diplomatic"
    assert rows(annotation(EXPELLED))[0]["Contexts"] == ""


def test_who_act_together_stand_in_one_row_and_a_gap_holds_its_place() -> None:
    (row,) = rows(annotation(EXPELLED))
    assert (row["Actor Name"], row["Actor Code"]) == ("Norway; Sweden", "NOR; SWE")
    # Norway stands for its government here, Sweden is only named.
    assert row["Actor Sectors"] == "GOV; None"


def test_the_evidence_is_in_the_row() -> None:
    (row,) = rows(annotation(EXPELLED))
    assert TEXT[int(row["Start"]) : int(row["End"])] == row["Event Text"]
    assert row["Event Text"].startswith("Norway and Sweden expelled")
    assert (row["Trigger"], row["Story ID"]) == ("expelled", "a")


def test_an_event_within_a_statement_names_who_says_so() -> None:
    (row,) = rows(annotation(MET))
    assert (row["Said By"], row["Event Status"]) == ("Ana Ruiz", "planned")


def test_who_has_no_state_gets_the_one_that_their_name_holds() -> None:
    (row,) = rows(annotation(MET))
    assert (row["Actor Name"], row["Actor Code"], row["Primary Actor Sector"]) == (REBELS.name, "TCD", "REB")


def test_a_people_and_no_more_are_civilians() -> None:
    people = Entity("e1", "Norwegians", "group", Links(iso3="NOR"), (), NORWAY.mentions)
    given = msgspec.structs.replace(annotation(event("expelled", "PROTEST", "demo", [people], [])), entities=(people,))
    (row,) = rows(given)
    assert (row["Actor Code"], row["Primary Actor Sector"]) == ("NOR", "CVL")


def test_a_day_that_is_not_told_is_that_of_publication() -> None:
    (row,) = rows(annotation(MET))
    assert (row["Event Date"], row["Date Basis"]) == ("2031-06-05", "published")
    (row,) = rows(annotation(MET, published=None))
    assert (row["Event Date"], row["Date Basis"]) == ("", "")
    week = event("met", "CONSULT", None, [REBELS], [], time="t2")
    (row,) = rows(annotation(week))
    assert (row["Event Date"], row["Event End Date"]) == ("2031-06-02", "2031-06-08")


def test_all_who_meet_are_actors() -> None:
    meeting = event("met", "CONSULT", None, [NORWAY], [ENVOY])
    (row,) = rows(annotation(meeting))
    assert (row["Actor Name"], row["Recipient Name"]) == ("Norway; the Peruvian envoy", "")
    visit = event("met", "CONSULT", "visit", [NORWAY], [ENVOY])
    assert rows(annotation(visit))[0]["Recipient Name"] == "the Peruvian envoy"


def test_the_place_has_its_coordinates() -> None:
    (row,) = rows(annotation(MET))
    assert [row[name] for name in ("Placename", "Country", "Latitude", "Longitude", "GeoNames ID")] == [
        "Lima", "PER", "-12.04", "-77.03", "3936456",
    ]  # fmt: skip


def test_gdelt_has_a_row_for_every_pair() -> None:
    found = rows(annotation(EXPELLED, MET), "gdelt", "\t")
    assert tuple(found[0]) == GDELT_COLUMNS
    assert [(row["GLOBALEVENTID"], row["Actor1Code"], row["Actor2Code"]) for row in found] == [
        ("1", "NORGOV", "PERGOV"), ("2", "SWE", "PERGOV"), ("3", "TCDREB", ""),
    ]  # fmt: skip
    assert [found[0][name] for name in ("SQLDATE", "MonthYear", "Year")] == ["20310603", "203106", "2031"]
    assert [found[0][name] for name in ("EventCode", "EventBaseCode", "EventRootCode", "QuadClass")] == [
        "166", "166", "16", "4",
    ]  # fmt: skip


def test_gdelt_tells_a_meeting_in_both_directions() -> None:
    found = rows(annotation(event("met", "CONSULT", None, [NORWAY], [ENVOY])), "gdelt")
    assert [(row["Actor1Name"], row["Actor2Name"]) for row in found] == [
        ("Norway", "the Peruvian envoy"), ("the Peruvian envoy", "Norway"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "mode", "code", "root", "quad"),
    [
        ("CONSULT", "phone", "041", "04", "1"),
        ("CONSULT", "send", "040", "04", "1"),
        ("RETREAT", "ceasefire", "0871", "08", "2"),
        ("ASSAULT", None, "", "", "4"),
        ("REQUEST", None, "", "", ""),
        ("A TYPE OF ONE'S OWN", None, "", "", ""),
    ],
)
def test_what_cameo_would_divide_further_is_left_empty(
    type_: str, mode: str | None, code: str, root: str, quad: str
) -> None:
    (row,) = rows(annotation(event("met", type_, mode, [NORWAY], [])), "gdelt")
    assert (row["EventCode"], row["EventRootCode"], row["QuadClass"]) == (code, root, quad)


def test_the_pairs_of_one_event_are_bounded() -> None:
    crowd = [Entity(f"c{i}", f"Envoy {i}", "person", Links(), (), NORWAY.mentions) for i in range(MAX_ACTOR_PAIRS)]
    given = msgspec.structs.replace(annotation(event("met", "CONSULT", None, crowd, [])), entities=tuple(crowd))
    assert len(rows(given, "gdelt")) == MAX_ACTOR_PAIRS


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n  =HYPERLINK(1)", "＝1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert written(text).startswith("'")
    assert rows(annotation(EXPELLED, title=text))[0]["Headline"].startswith("'")


def test_cells_are_one_line_and_numbers_stay_numbers() -> None:
    assert written("one\n two\x00") == "one two\N{REPLACEMENT CHARACTER}"
    assert written(-12.5) == "-12.5"
    assert written(None) == ""
    assert written("👩\u200d🔧") == "👩\u200d🔧"
