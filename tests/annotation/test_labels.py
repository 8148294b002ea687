"""The labels of transcripts and live blogs, and all that only looks like them."""

from __future__ import annotations

import pytest

from rashomon.annotation.labels import MAX_LABEL_CHARS, labels_of

INTERVIEW = [
    ("{a}", "Why did you leave the harbour before the storm?"),
    ("{b}", "Because I had no word from the coast guard."),
    ("{a}", "Will you go back?"),
    ("{b}", "No."),
]


def interview(asking: str, answering: str) -> list[str]:
    return [f"{label.format(a=asking, b=answering)} {words}" for label, words in INTERVIEW]


def found(paragraphs: list[str]) -> list[tuple[str, str]]:
    return [(label.kind, paragraphs[at][: label.length]) for at, label in sorted(labels_of(paragraphs).items())]


@pytest.mark.parametrize(
    ("asking", "answering"),
    [
        ("Q:", "A:"),
        ("Q.", "A."),
        ("Q", "A:"),
        ("**Q:**", "**A:**"),
        ("The Courier:", "Okoro:"),
        ("The Courier —", "Okoro —"),
        ("PIET MOREAU, HOST:", "NADIA OKORO, HEAD OF THE PORT (via telephone):"),
        ("QUESTION:", "THE MINISTER:"),
    ],
)
def test_the_speakers_of_an_interview_are_labels(asking: str, answering: str) -> None:
    assert found(interview(asking, answering)) == [("speaker", asking), ("speaker", answering)] * 2


def test_one_question_and_one_answer_are_an_interview() -> None:
    assert len(found(interview("Q:", "A:")[:2])) == 2
    assert found(interview("Courier:", "Okoro:")[:2]) == []


def test_who_speaks_once_among_others_has_a_label_too() -> None:
    paragraphs = [*interview("MOREAU:", "OKORO:"), "UNKNOWN REPORTER: Do you trust the coast guard?", "NOTE: Cut."]
    assert found(paragraphs)[4:] == [("speaker", "UNKNOWN REPORTER:")]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["Note: The talks went on.", "Update: They ended at noon.", "Note: No date is set.", "Update: There is one."],
        ["Age: 54", "Party: Green", "Age: 61", "Party: Blue"],
        ["Photo: Ida Lund", "The port was shut.", "Photo: Tom Rask", "Credit: Ida Lund", "Credit: Tom Rask"],
        ["Strengths: The north votes for her in every election.", "Weaknesses: The south does not know her at all."]
        * 3,
        ["CLAIM: The bridge over the Alba was sold to a bank.", "THE FACTS: It belongs to the town of Merrin."] * 3,
        ["MERRIN — The port was shut on Monday.", "ALBA — The dam held.", "MERRIN — Two roads were flooded at night."],
        ["1: We came.", "2: You saw.", "10:30: We left.", "3: I stayed."],
        ["Monday: Rain in the north, with some sun.", "Tuesday: Sun in the south, and no wind."] * 2,
        ["The mayor said: We will go.", "The council said: You will not.", "She had one thing to say: I am the mayor."]
        * 2,
        ['Lund: "We have had enough of you."', 'Rask: "I will not go before May."'] * 2,
    ],
)
def test_what_only_looks_like_a_speaker_is_no_label(paragraphs: list[str]) -> None:
    assert found(paragraphs) == []


@pytest.mark.parametrize(
    "head",
    [
        "10.42am",
        "14:05 GMT",
        "9:12 p.m. ET",
        "Posted at 9:12",
        "12 May 14:05",
        "35m ago",
        "Updated: Monday, 4 p.m.",
        "*11am*",
    ],
)
def test_a_time_on_its_own_line_leads_an_entry(head: str) -> None:
    assert found([head, "The bridge is shut."] * 3) == [("entry", head)] * 3


@pytest.mark.parametrize("head", ["10.42am", "14:05 GMT", "9:12 -", "9:12 a.m. —", "14:05:"])
def test_a_time_before_a_sentence_leads_an_entry(head: str) -> None:
    assert found([f"{head} The bridge is shut."] * 3) == [("entry", head)] * 3


def test_one_time_makes_no_live_blog() -> None:
    assert found(["Posted at 9:12", "The bridge is shut.", "10:30 on Monday was the last train."]) == []


def test_times_within_sentences_lead_nothing() -> None:
    assert (
        found(["10:30 on Monday was too late.", "9.5 million people left.", "4 percent of them came back."] * 3) == []
    )


def test_a_label_is_short() -> None:
    long = "Ana " + "of the " * MAX_LABEL_CHARS
    assert found([f"{long}: Why do you say that, and to whom?", f"{long}B: I do not."] * 3) == []
