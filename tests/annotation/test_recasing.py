"""Lines in capitals, written as a report writes them before they are parsed."""

import pytest

from rashomon.annotation import annotate
from rashomon.annotation.layout import find_zones
from rashomon.annotation.recasing import in_report_case
from rashomon.knowledge import load_knowledge
from rashomon.model import Article

KNOWN = load_knowledge()


def written(text, title=None):
    return in_report_case(text, find_zones(text, title), KNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MAYOR ANA RUIZ SAID ON MONDAY THAT THE BRIDGE WAS SAFE. RUIZ WAS GLAD.",
            "Mayor Ana Ruiz said on Monday that the bridge was safe. Ruiz was glad.",
        ),
        ("THE MAYOR TOLD NATO THAT CHINA'S TROOPS MARCH", "The mayor told NATO that China's troops march"),
        ("NORTH KOREAN TROOPS WILL MARCH", "North Korean troops will march"),
        ('KATO SAID: "NOBODY WORRIES."', 'Kato said: "Nobody worries."'),
        ("LUND WAKES VELM\n\nThe mayor, Ana Lund, woke Velm.", "Lund wakes Velm\n\nThe mayor, Ana Lund, woke Velm."),
        ("The mayor said the bridge was safe.", "The mayor said the bridge was safe."),
        ("NATO ARMS", "NATO ARMS"),
        ("STRAßE ẞ İ ŉ WIRD GESPERRT", "STRAßE ẞ İ ŉ WIRD GESPERRT"),
    ],
)
def test_capitals_are_left_where_a_report_has_them(text, expected):
    assert written(text) == expected
    assert len(written(text)) == len(text)


def test_a_report_in_capitals_is_read_and_stays_as_it_came():
    text = (
        'NORPORT MAYOR ANA RUIZ SAID ON MONDAY THAT THE BRIDGE WAS SAFE. "NOBODY NEED WORRY," SHE SAID. RUIZ ADDED THAT SHE WAS '
        "GLAD."
    )
    (annotation,) = annotate([Article(id="a", text=text, sha256="")])
    names = {entity.id: entity.name for entity in annotation.entities}
    told = [(names[each.speaker], " ".join(span.of(text) for span in each.content)) for each in annotation.statements]
    assert told == [
        ("Ana Ruiz", "THAT THE BRIDGE WAS SAFE"),
        ("Ana Ruiz", '"NOBODY NEED WORRY,"'),
        ("Ana Ruiz", "THAT SHE WAS GLAD"),
    ]
    assert annotation.article.text == text
