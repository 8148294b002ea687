"""Places: which names are place names, and which place each means."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotation.layout import find_zones
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.parse import Parse, load_pipeline
from rashomon.annotation.places.finding import find_places
from rashomon.knowledge import load_knowledge
from rashomon.model import Article, Entity, Links, Mention, Place


def parse(text: str, outlet: str | None = None) -> Parse:
    article = Article(id="a", text=text, sha256="", outlet=outlet)
    return Parse(article, load_pipeline()(text), find_zones(text, None))


def places(text: str, outlet: str | None = None) -> tuple[Place, ...]:
    parsed = parse(text, outlet)
    return find_places(parsed, MentionIndex(parsed.doc, ()), load_knowledge())


def names(text: str) -> list[str]:
    return [text[place.start : place.end] for place in places(text)]


def only(text: str, name: str) -> Place:
    """Return the first place whose words are `name`."""
    return next(place for place in places(text) if text[place.start : place.end] == name)


def test_cities_and_countries_are_found_with_their_points() -> None:
    text = "NAIROBI (AP) — Officials from Kenya met in Osaka, Japan, on Monday."
    assert names(text) == ["NAIROBI", "Kenya", "Osaka", "Japan"]
    osaka = only(text, "Osaka")
    assert osaka.country == "JPN"
    assert osaka.geonames == 1853909
    assert (osaka.latitude, osaka.longitude) == pytest.approx((34.69, 135.5), abs=0.1)
    assert only(text, "Kenya").country == "KEN"
    assert [place.id for place in places(text)] == ["p1", "p2", "p3", "p4"]


def test_an_adjective_names_its_country() -> None:
    text = "Chinese officials met South Korean diplomats on a European tour."
    found = {text[place.start : place.end]: (place.name, place.country) for place in places(text)}
    assert found["Chinese"] == ("China", "CHN")
    assert found["South Korean"] == ("South Korea", "KOR")
    assert found["European"] == ("Europe", None)


def test_people_as_a_people_are_no_place() -> None:
    assert "Chileans" not in names("Many Chileans voted on Sunday.")


def test_the_state_behind_a_comma_decides() -> None:
    texas = only("The fire began in Paris, Texas, police said. Paris has one fire engine.", "Paris")
    assert texas.country == "USA"
    assert texas.latitude == pytest.approx(33.66, abs=0.1)
    france = only("The talks were held in Paris, France, on Monday.", "Paris")
    assert france.country == "FRA"


def test_one_sense_an_article() -> None:
    text = (
        "Paris will repair its bridge. The town council of Paris, Texas, voted on Monday. In Paris, the vote was close."
    )
    assert {place.country for place in places(text) if place.name == "Paris"} == {"USA"}


def test_what_follows_tells_two_places_of_one_name_apart() -> None:
    text = "He left Cambridge, Massachusetts, for Cambridge in England. Cambridge was wet. Cambridge, Massachusetts, was dry."
    found = [place.country for place in places(text) if text[place.start : place.end] == "Cambridge"]
    assert found == ["USA", "GBR", "GBR", "USA"]


def test_what_lies_elsewhere_tells_nothing() -> None:
    assert only("The premier of Jordan in Turkey on Monday.", "Jordan").country == "JOR"


@pytest.mark.parametrize(
    ("text", "name", "country", "latitude"),
    [
        ("Police in Charleston, W.Va., closed a bridge.", "Charleston", "USA", 38.3),
        ("A man from Vancouver, B.C., was found.", "Vancouver", "CAN", 49.2),
        ("A court in Alexandria, Va., heard the case.", "Alexandria", "USA", 38.8),
        ("The ship sailed to Alexandria, Egypt.", "Alexandria", "EGY", 31.2),
        ("The fire in Cook County, Illinois, spread.", "Cook County", "USA", 41.8),
        ("Ships met in the Strait of Hormuz.", "Strait of Hormuz", None, 26.6),
        ("Ships met in the Black Sea.", "Black Sea", None, 43.0),
        ("Protesters marched in Tbilisi, Georgia.", "Georgia", "GEO", 42.0),
        ("He grew up in Rome, Georgia.", "Rome", "USA", 34.3),
        ("A tornado hit Lebanon, Tennessee.", "Lebanon", "USA", 36.2),
    ],
)
def test_abbreviations_counties_seas_and_namesakes(text: str, name: str, country: str | None, latitude: float) -> None:
    found = only(text, name)
    assert found.country == country
    assert found.latitude == pytest.approx(latitude, abs=0.3)


def test_what_is_on_no_map_has_no_point() -> None:
    assert names("He visited Zorblania and the city of Quixtomar, near Old Vexholm.") == []


def test_a_sentence_of_two_thousand_words() -> None:
    text = "They went to " + "Paris, Texas, and to Cork and to " * 250 + "Lima."
    assert len(places(text)) == 751


def test_places_nearby_decide() -> None:
    text = (
        "Birmingham and Tuscaloosa will share the cost of the road to Montgomery, said the governor of Alabama."
        " Work in Birmingham begins in May."
    )
    assert only(text, "Birmingham").country == "USA"
    english = "Trains from Birmingham to Coventry and Wolverhampton, in England, were late on Monday."
    assert only(english, "Birmingham").country == "GBR"


def test_a_capital_is_itself() -> None:
    washington = only("WASHINGTON — The president will meet the prime minister of Iraq on Monday.", "WASHINGTON")
    assert washington.latitude == pytest.approx(38.9, abs=0.1)


def test_names_inside_names_of_bodies_are_places() -> None:
    assert "Toronto" in names("The Toronto Police Service said a man was arrested near Hamilton, Ontario.")


def test_surnames_are_no_places() -> None:
    text = "Maria Houston opened the meeting. Houston said the budget was late."
    assert names(text) == []


def test_streets_are_no_places() -> None:
    assert "Vermont" not in names("A shop on Vermont Street was robbed on Friday.")


def test_common_words_are_no_places() -> None:
    assert names("University and Hospital were closed. Of the two, Us Weekly wrote more.") == []


def test_a_place_carries_its_entity() -> None:
    text = "Delegates met in Osaka on Monday."
    start = text.index("Osaka")
    entity = Entity("e1", "Osaka", "place", Links(), (), (Mention(start, start + 5, "name"),))
    parsed = parse(text)
    assert [p.entity for p in find_places(parsed, MentionIndex(parsed.doc, [entity]), load_knowledge())] == ["e1"]


def test_no_text_no_places() -> None:
    assert places("") == ()
    assert places("\n\n") == ()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Paris", "St.", "in", ",", "Georgia", "-", "U.S.", "said", "(", "Río", "\n\n", "’s", "🙂"])
    )
)
def test_any_text_gives_spans_in_order_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for place in places(text):
        assert end <= place.start < place.end <= len(text)
        assert text[place.start : place.end].strip() == text[place.start : place.end]
        assert place.latitude is not None
        end = place.end
