"""Bytes become valid text, every doubt is recorded, and offsets count what is there."""

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import InputError
from rashomon.reading import read_articles
from rashomon.reading.decoding import decode_page, decode_text, valid

REPORT = (
    "Talks on the border\n\nThe ministers’ café was closed on Monday, the envoy said — and that was the end of it.\n"
)
ODD = (
    "The \U0001f469\u200d\U0001f680 of the cafe\u0301, \u202eright to left\u202c, \u05e9\u05dc\u05d5\u05dd and "
    "\u0627\u0644\u0633\u0644\u0627\u0645, a soft\u00adhyphen, \u6771\u4eac and \u2066isolate\u2069, \ufeff and \u00a0."
)


def read(folder, data, name="a.txt"):
    (folder / name).write_bytes(data)
    return read_articles([str(folder / name)])


def page(text, declared="utf-8"):
    paragraphs = "".join(f"<p>{text} That was the {n}th time this year.</p>" for n in range(4, 9))
    return f'<html><head><meta charset="{declared}"><title>Talks</title></head><body><article>{paragraphs}</article>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_says_its_encoding_is_read_without_a_doubt(encoding):
    assert decode_text(REPORT.encode(encoding), "a") == (REPORT, ())


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16-le", "utf-16-be"])
def test_what_does_not_say_its_encoding_is_read_with_a_doubt(tmp_path, encoding):
    reading = read(tmp_path, REPORT.encode(encoding))
    (article,) = reading.articles
    assert (article.text, article.title) == (REPORT, "Talks on the border")
    assert [problem.kind for problem in reading.notes_on(article.id)] == ["doubt"]


def test_mixed_encodings_are_read_byte_by_byte():
    head, tail = REPORT[:60], REPORT[60:]
    text, problems = decode_text(head.encode("utf-8") + tail.encode("windows-1252"), "a")
    assert text == REPORT
    assert "1 bytes are not UTF-8" in problems[0].what


@pytest.mark.parametrize("encoding", ["windows-1251", "shift-jis", "utf-16-le"])
def test_what_is_mostly_in_doubt_is_refused(encoding):
    text = "交渉は月曜日に" if encoding == "shift-jis" else "Переговоры о границе"
    with pytest.raises(InputError, match=r"not UTF-8|binary"):
        decode_text((text * 20).encode(encoding), "a")


def test_nuls_are_replaced_one_for_one(tmp_path):
    reading = read(tmp_path, REPORT.replace("café", "ca\x00\x00").encode())
    (article,) = reading.articles
    assert article.text == REPORT.replace("café", "ca\ufffd\ufffd")
    assert "2 characters of the text are NUL" in reading.problems[0].what


def test_a_cut_utf_16_file_is_read_to_its_last_whole_character():
    text, problems = decode_text(REPORT.encode("utf-16")[:-1], "a")
    assert text == REPORT[:-1] + "\ufffd"
    assert [problem.kind for problem in problems] == ["doubt"]


@pytest.mark.parametrize("name", ["r.jsonl", "r.json"])
def test_halves_of_characters_are_replaced_wherever_a_row_has_them(tmp_path, name):
    row = '{"id": "a\\ud800", "text": "The minister \\ud83d\\ude00 of \\ud800 the \\\\ud800 spoke \\udc00.", "tag": ["\\udfff"]}'
    reading = read(tmp_path, (row if name == "r.jsonl" else f"[{row}]").encode(), name)
    (article,) = reading.articles
    assert article.text == "The minister \U0001f600 of \ufffd the \\ud800 spoke \ufffd."
    assert (article.id, article.extra) == ("a\ufffd", {"tag": ["\ufffd"]})
    assert "4 characters are half of a character" in reading.problems[0].what
    assert msgspec.json.decode(msgspec.json.encode(article), type=type(article)) == article


def test_a_link_with_half_a_character_can_be_written(tmp_path):
    row = {"text": "The ministers of the two states met.", "url": "https://news.example/\ufffd"}
    reading = read(tmp_path, json.dumps(row).replace("\\ufffd", "\\ud800").encode(), "r.jsonl")
    assert json.loads(msgspec.json.encode(reading.articles[0]))["url"] == "https://news.example/\ufffd"


@pytest.mark.parametrize(
    ("declared", "encoding", "doubts"),
    [
        ("iso-8859-1", "windows-1252", 0),
        ("us-ascii", "windows-1252", 0),
        ("utf-8", "windows-1252", 1),
        ("no-such-encoding", "windows-1252", 1),
        ("utf-8", "utf-16-le", 0),
        ("utf-8", "utf-16", 0),
    ],
)
def test_pages_are_read_as_browsers_read_them(declared, encoding, doubts):
    text, problems = decode_page(page(REPORT, declared).encode(encoding), "a")
    assert "The ministers’ café was closed" in text
    assert len(problems) == doubts


def test_a_page_with_nuls_is_read_past_them(tmp_path):
    reading = read(
        tmp_path, page("The ministers of the two\x00 states met on Monday, officials said.").encode(), "a.html"
    )
    assert reading.articles[0].text.count("ministers") == 5
    assert "NUL" in reading.problems[0].what


def test_a_feed_of_the_wrong_encoding_is_read_with_a_doubt(tmp_path):
    feed = '<?xml version="1.0" encoding="utf-8"?><rss><channel><item><title>The café</title>'
    feed += "<description>The café of the ministers was closed on Monday.</description></item></channel></rss>"
    (tmp_path / "f.xml").write_bytes(feed.encode("windows-1252"))
    reading = read_articles([str(tmp_path / "f.xml")], fetch=False)
    assert reading.articles[0].text.startswith("The café of")
    assert [problem.kind for problem in reading.problems] == ["doubt"]


@pytest.mark.parametrize("number", ["55296", "xD800", "1114112", "9" * 5_000])
def test_a_feed_that_names_no_character_is_read(tmp_path, number):
    entry = f"<item><description>The ministers &#{number}; met on Monday for the &#102;irst time.</description></item>"
    (tmp_path / "f.xml").write_text(f"<rss><channel>{entry}</channel></rss>")
    (article,) = read_articles([str(tmp_path / "f.xml")], fetch=False).articles
    assert article.text == "The ministers \ufffd met on Monday for the first time."


def test_offsets_count_code_points_and_no_character_is_changed(tmp_path):
    reading = read(tmp_path, ODD.encode())
    (article,) = reading.articles
    assert article.text == ODD
    # A row and a plain file give the same text, so that spans into one hold for the other.
    (row,) = read(tmp_path, json.dumps({"text": ODD}).encode(), "r.jsonl").articles
    assert row.text == article.text


def test_spans_slice_texts_that_were_in_doubt(tmp_path, annotate_text):
    text = "Kim \ufffd said on Monday that \U0001f469\u200d\U0001f680 the café of Arden would open. It was closed, Kim said."
    annotation = annotate_text(text)
    assert annotation.entities
    for entity in annotation.entities:
        for mention in entity.mentions:
            assert text[mention.start : mention.end].strip()


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_whatever_comes_is_valid_text_or_refused(data):
    for decode in (decode_text, decode_page):
        try:
            text, _ = decode(data, "a")
        except InputError:
            continue
        text.encode("utf-8")
        assert "\x00" not in text


@given(st.text(st.characters(), max_size=100))
@settings(max_examples=200, deadline=None)
def test_mending_moves_no_offset(text):
    mended, problems = valid(text, "a")
    assert len(mended) == len(text)
    mended.encode("utf-8")
    assert bool(problems) == (mended != text)
