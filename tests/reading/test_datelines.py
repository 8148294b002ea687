"""The dateline of a report: the characters at the head of its first paragraph that say where it was written."""

import pytest

from rashomon.reading import read_articles

BODY = "The ministers of the two states met on Monday to talk about the border."


@pytest.mark.parametrize(
    ("head", "dateline"),
    [
        ("PARIS (AP) — ", "PARIS (AP) —"),
        ("ARDEN, Velmar — ", "ARDEN, Velmar —"),
        ("Arden, Aug 28 (Reuters) - ", "Arden, Aug 28 (Reuters) -"),
        ("Talks on the border\n\nBy Ada Roe\n\n  LUMEN CITY – ", "LUMEN CITY –"),
        ("PARIS (AFP, Reuters) — ", "PARIS (AFP, Reuters) —"),
        ("", None),
        ("The envoy, who was late — ", None),
        ("BORDER – TALKS AT LAST\n\n", None),
        ("One.\nTwo.\nThree.\nFour.\nFive.\nSix.\nARDEN — ", None),
    ],
)
def test_the_dateline_is_a_span_of_the_text(tmp_path, head, dateline):
    path = tmp_path / "a.txt"
    path.write_text(head + BODY)
    (article,) = read_articles([str(path)]).articles
    assert (article.dateline and article.dateline.of(article.text)) == dateline
