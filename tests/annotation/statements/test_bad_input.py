"""Texts that no newspaper prints: every one is read, in bounded time, with statements that lie within it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.annotation import annotate
from rashomon.annotation.layout import find_zones, paragraphs
from rashomon.annotation.quotations import find_quotations
from rashomon.annotation.statements.transcripts import find_turns
from rashomon.model import Annotation, Article

BAD_TEXTS = {
    "no quotation": "The council of Merrin met on Monday and closed nine roads.",
    "all quotation": '"We went to Merrin. We saw nine of them. Nobody slept."',
    "an unclosed mark": 'Ana Ruiz said: "We will not wait.\n\nThe council met on Monday. It closed nine roads.',
    "a closing mark alone": 'We will not wait," said Ana Ruiz.\n\nThe council met on Monday.',
    "straight and curly": '“We will not wait," said Ana Ruiz. "So be it.” ‘Never\', she added.',
    "apostrophes for marks": "'We'll not wait for the miners' vote,' said Ana Ruiz. 'It isn't 'ours',' he said.",
    "low and angled": "„We will not wait“, said Ana Ruiz. «Never», said Tom Rask. »Now«, she said.",
    "nested deeply": "“He said ‘she said “they said ‘we said “go”’”’,” said Ana Ruiz. " + "“‘" * 40 + "go" + "’”" * 40,
    "no stop at the end": "They met in Oslo",
    "capitals": 'ANA RUIZ SAID "WE WILL NOT WAIT." THE COUNCIL SAID IT WOULD.',
    "small letters": 'ana ruiz said "we will not wait." the council said it would.',
    "only a list": "- roads\n- bridges\n- Ana Ruiz\n1. ports\n2. boats\n• ferries",
    "only marks": "\"“”'’«»„" * 30,
    "only punctuation": ".,;:!?-–—()[]…/" * 30,
    "only colons": "Q:\nA:\nQ:\nA:\nRUIZ:\nRASK:\n:\n::",
    "only times": "10:42\n10.43am\n14:05 GMT\n9:12",
    "only white space": " \n\n\t \n",
    "marks with nothing in them": '"" said Ana Ruiz. "" “” «» \'\' `` "" " "',
    "a mark before each word": '"We "will "not "wait "said "Ana "Ruiz',
    "a turn without words": "RUIZ: Will you wait for us?\n\nRASK:\n\nRUIZ: I asked you.\n\nRASK: I know that you did.",
}


def read(text: str) -> Annotation:
    (annotation,) = annotate([Article(id="a", text=text, sha256="")])
    assert annotation.problems == ()
    for statement in annotation.statements:
        assert statement.content
        for span in (*statement.content, statement.cue, statement.source):
            assert span is None or (0 <= span.start < span.end <= len(text) and span.of(text).strip())
        assert all(one.end <= other.start for one, other in itertools.pairwise(statement.content))
    return annotation


@pytest.mark.parametrize("kind", BAD_TEXTS)
def test_bad_texts_are_read(kind: str) -> None:
    read(BAD_TEXTS[kind])


@pytest.mark.parametrize("kind", BAD_TEXTS)
def test_bad_texts_are_read_beside_a_good_one(kind: str) -> None:
    """What is wrong with one paragraph stays in it."""
    text = f'{BAD_TEXTS[kind]}\n\nThe ferry sank on Tuesday. "The sea was calm," Nadia Okoro said.'
    told = [(each.content[0].of(text), each.source and each.source.of(text)) for each in read(text).statements]
    assert ('"The sea was calm,"', "Nadia Okoro") in told


def test_an_unclosed_mark_swallows_no_more_than_its_paragraph() -> None:
    text = BAD_TEXTS["an unclosed mark"]
    (statement,) = read(text).statements
    assert [span.of(text) for span in statement.content] == ['"We will not wait.']


def test_a_quotation_of_fifty_paragraphs_is_one_statement() -> None:
    text = (
        "Ana Ruiz said: " + "\n\n".join(f"“We came to house {number} and found nobody." for number in range(50)) + "”"
    )
    (statement,) = [each for each in read(text).statements if each.source and each.source.of(text) == "Ana Ruiz"]
    assert len(statement.content) == 50
    assert statement.form == "direct"


def test_a_turn_of_fifty_paragraphs_is_one_statement() -> None:
    told = "\n\n".join(f"We came to house {number} and found nobody." for number in range(50))
    text = f"RUIZ: What did you find?\n\nRASK: {told}\n\nRUIZ: And then?\n\nRASK: We went home."
    assert [len(each.content) for each in read(text).statements if each.form == "direct"] == [1, 50, 1, 1]


@pytest.mark.parametrize(
    "paragraph", ["“We went to house {}.” ", "'We went to {}.' ", '" ', "“‘", "Ana said {}, ", "- {}\n", "RUIZ: {}?\n"]
)
def test_long_texts_are_read_whole(paragraph: str) -> None:
    read("".join(paragraph.format(number) for number in range(1_000)))


WORDS = st.sampled_from(
    ["We will not wait", "said Ana Ruiz", "Ana Ruiz said", "he told", "according to", "the council", "isn't", "the miners'",
     "nobody", "who", "that", "Q", "A", "RUIZ", "Tom Rask", "10.42am", "Merrin"]
)  # fmt: skip
MARKS = st.sampled_from(
    ['"', "“", "”", "'", "‘", "’", "''", "``", "«", "»", "„", ".", ",", "?", ":", ": ", " ", " ", "\n", "\n\n",
     " — ", "- ", "• ", "("]
)  # fmt: skip
TEXTS = st.lists(st.one_of(WORDS, MARKS), max_size=60).map("".join)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_marks_around_any_words_are_read(text: str) -> None:
    read(text)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS)
def test_quotations_and_turns_of_any_text_are_in_order_and_apart(text: str) -> None:
    spans = [each.span for each in find_quotations(text, paragraphs(text))]
    turns = [span for turn in find_turns(text, find_zones(text)) for span in turn.content]
    for found in (spans, turns):
        assert all(one.end <= other.start for one, other in itertools.pairwise(found))
        assert all(span.of(text).strip() for span in found)
        assert not any("\n\n" in span.of(text) for span in found)


QUOTED = st.lists(
    st.sampled_from(["never again", "it isn't ours", "the miners' vote", "9 roads"]), min_size=1, max_size=5
)
PAIRS = st.sampled_from([('"', '"'), ("“", "”"), ("‘", "’"), ("«", "»"), ("„", "“"), ("``", "''"), ("''", "''")])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(QUOTED, PAIRS)
def test_balanced_marks_are_paired_whatever_their_shape(words: list[str], pair: tuple[str, str]) -> None:
    expected = [f"{pair[0]}{each}{pair[1]}" for each in words]
    text = " He said: ".join(["", *expected]) + "."
    assert [each.span.of(text) for each in find_quotations(text, paragraphs(text))] == expected
