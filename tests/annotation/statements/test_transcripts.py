"""Transcripts, live blogs and credited quotations: whose turn it is, and where it ends."""

from __future__ import annotations

import pytest

from rashomon.annotation import annotate
from rashomon.model import Article, Statement

INTRO = "The Courier spoke to Aiko Kato, who runs the port of Merrin, about the storm."


def read(text: str) -> list[tuple[list[str], str | None, str | None]]:
    """Return the content, the source and the name of the speaker of each direct statement."""
    (annotation,) = annotate([Article(id="a", text=text, sha256="")])
    assert annotation.problems == ()
    names = {each.id: each.name for each in annotation.entities}

    def row(each: Statement) -> tuple[list[str], str | None, str | None]:
        source = each.source.of(text) if each.source else None
        return [span.of(text) for span in each.content], source, names[each.speaker] if each.speaker else None

    return [row(each) for each in annotation.statements if each.form == "direct"]


def test_each_turn_is_a_direct_statement_of_its_label() -> None:
    text = (
        f"{INTRO}\n\nThe Courier: Why was the harbour shut so late?\n\nKato: Because we had no word. I waited for an hour.\n\n"
        "The Courier: Will you resign?\n\nKato: No."
    )
    told = read(text)
    assert [(content, source) for content, source, _ in told] == [
        (["Why was the harbour shut so late?"], "The Courier"),
        (["Because we had no word. I waited for an hour."], "Kato"),
        (["Will you resign?"], "The Courier"),
        (["No."], "Kato"),
    ]
    assert [speaker for _, _, speaker in told[1::2]] == ["Aiko Kato", "Aiko Kato"]


def test_an_answer_is_by_whom_the_report_interviews() -> None:
    text = f"{INTRO}\n\nQ: Why was the harbour shut so late?\n\nA: We had no word from the coast guard."
    assert [(source, speaker) for _, source, speaker in read(text)] == [("Q", None), ("A", "Aiko Kato")]


def test_an_answer_has_no_speaker_where_the_report_does_not_say() -> None:
    text = "The storm shut the harbour of Merrin.\n\nQ: Why so late?\n\nA: We had no word from the coast guard."
    assert [(source, speaker) for _, source, speaker in read(text)] == [("Q", None), ("A", None)]


def test_the_author_of_an_interview_is_not_the_one_who_answers() -> None:
    text = "An interview by Tom Rask with Aiko Kato.\n\nQ: Why so late?\n\nA: We had no word from the coast guard."
    assert read(text)[1][2] == "Aiko Kato"


def test_a_label_with_an_office_is_the_person_and_a_surname_stands_for_them() -> None:
    text = (
        "TOM RASK, HOST: Our guest is Aiko Kato, who runs the port. Good evening to you.\n\n"
        "AIKO KATO, HEAD OF THE PORT: Thank you for having me.\n\nRASK: Were you warned?\n\nKATO: We were not."
    )
    told = read(text)
    assert [source for _, source, _ in told] == ["TOM RASK, HOST", "AIKO KATO, HEAD OF THE PORT", "RASK", "KATO"]
    assert told[1][2] == told[3][2] == "Aiko Kato"


def test_a_turn_goes_on_over_paragraphs_but_not_over_headings_and_directions() -> None:
    text = (
        f"{INTRO}\n\nQ: Were you warned?\n\nA: We were not.\n\nThe coast guard sleeps at night.\n\n(Laughter)\n\nIt is sad.\n\n"
        "On the ferry\n\nQ: And the ferry?\n\nA: I cannot say.\n\nI was not there.\n\nThe ferry sank at 4 a.m. on Monday."
    )
    assert [content for content, _, _ in read(text)] == [
        ["Were you warned?"],
        ["We were not.", "The coast guard sleeps at night.", "It is sad."],
        ["And the ferry?"],
        ["I cannot say.", "I was not there."],
    ]


def test_what_a_report_tells_between_two_extracts_is_no_turn() -> None:
    story = "The harbour was shut at noon.\n\nTwo boats were lost.\n\nA third one came back.\n\nThe coast guard has no ships.\n\n"
    text = f"{INTRO}\n\nQ: Were you warned?\n\nA: We were not.\n\n{story}{story}Q: And the ferry?\n\nA: I cannot say."
    assert [content for content, _, _ in read(text)][1] == ["We were not."]


def test_a_quotation_takes_no_speaker_from_the_entry_before() -> None:
    text = (
        'Storm: live\n\n10.42am\n\n"The bridge is shut," says Aiko Kato.\n\n10.30am\n\n"The river rises by the hour. Nobody '
        'sleeps."\n\n10.12am\n\nTom Rask has arrived.'
    )
    assert read(text) == [(['"The bridge is shut,"'], "Aiko Kato", "Aiko Kato")]
    assert len(read(text.replace("10.30am\n\n", "").replace("10.12am", "10.12 on Monday."))[0][0]) == 2


@pytest.mark.parametrize("bullet", ["-", "•", "*", "1."])
def test_a_quotation_takes_no_speaker_from_the_item_before(bullet: str) -> None:
    text = f'{bullet} "The bridge is shut," said Aiko Kato.\n{bullet} "The river rises by the hour. Nobody sleeps."'
    assert read(text) == [(['"The bridge is shut,"'], "Aiko Kato", "Aiko Kato")]


def test_the_items_of_a_list_go_on_with_what_leads_it() -> None:
    text = 'Aiko Kato told the council:\n- "The bridge is shut for good."\n- "The river rises by the hour."'
    assert read(text) == [
        (['"The bridge is shut for good."', '"The river rises by the hour."'], "Aiko Kato", "Aiko Kato")
    ]


@pytest.mark.parametrize(
    "credit", [" - Aiko Kato, mayor", " — Aiko Kato, mayor", "\n— Aiko Kato, mayor", "\n- Aiko Kato, mayor"]
)
def test_a_dash_credits_a_quotation(credit: str) -> None:
    text = f'"We will fight until the river is clean."{credit}\n\nThe council meets in May.'
    assert read(text) == [(['"We will fight until the river is clean."'], "Aiko Kato, mayor", "Aiko Kato")]


def test_initials_are_those_of_a_speaker_whom_another_label_names() -> None:
    text = (
        "Ana Ruiz is the mayor of Velm. She spoke to Leo Lund about the bridge.\n\nLeo Lund: Why did it fall?\n\n"
        "Ana Ruiz: It was old. We had asked for money.\n\nLL: And now?\n\nAR: We rebuild."
    )
    (annotation,) = annotate([Article(id="a", text=text, sha256="")])
    names = {entity.id: entity.name for entity in annotation.entities}
    turns = [names[each.speaker] for each in annotation.statements if each.form == "direct" and each.speaker]
    assert turns == ["Leo Lund", "Ana Ruiz", "Leo Lund", "Ana Ruiz"]


def test_a_label_in_capitals_names_the_person() -> None:
    text = (
        "ANA RUIZ, HOST: Good evening. You say the bridge will fall?\n\nLEO BRANDT, ENGINEER: I do. I think it will fall in a "
        "year.\n\nRUIZ: Why?\n\nBRANDT: Because we never repaired it."
    )
    (annotation,) = annotate([Article(id="a", text=text, sha256="")])
    names = {entity.id: entity.name for entity in annotation.entities}
    turns = [names[each.speaker] for each in annotation.statements if each.form == "direct" and each.speaker]
    assert turns == ["Ana Ruiz", "Leo Brandt", "Ana Ruiz", "Leo Brandt"]
