import hashlib

from rashomon.model import Article
from rashomon.stories import find_copies, group
from rashomon.stories.grouping import related

FLOOD = (
    "Floods in Varna",
    "Heavy rain flooded the port city of Varna on Monday, and rescuers took forty people from their roofs. "
    "The mayor said that two bridges were closed and that schools would stay shut until Thursday.",
)
FLOOD_AGAIN = (
    "Varna under water after storm",
    "Rescue teams in Varna pulled dozens of residents off rooftops after Monday's downpour flooded the Black Sea port. "
    "Schools are closed and two bridges cannot be crossed, city hall said.",
)
CHESS = (
    "Youngest champion crowned",
    "A seventeen-year-old won the national chess championship in Oslo with a queen sacrifice in the last round. "
    "Her coach said that she had prepared the opening for half a year.",
)


def report(
    number: int, story: tuple[str, str], published: str | None = "2024-03-04", headline: str | None = None
) -> Article:
    title = headline or story[0]
    text = f"{title}\n\n{story[1]}"
    return Article(
        id=f"r{number}", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), title=title, published=published
    )


def test_reports_of_one_event_share_a_story_and_others_do_not():
    one, other, chess = group([report(1, FLOOD), report(2, FLOOD_AGAIN), report(3, CHESS)])
    assert one.story == other.story == "r1"
    assert chess.story == "r3"


def test_a_report_outside_the_window_begins_a_story_of_its_own():
    old, new = group([report(1, FLOOD, "2024-03-04"), report(2, FLOOD_AGAIN, "2024-03-20")], window_days=4)
    assert old.story != new.story


def test_a_copy_with_a_new_headline_points_at_the_first():
    first, copy = group([report(1, FLOOD), report(2, FLOOD, headline="Rain brings chaos to the coast")])
    assert copy.copy_of == "r1"
    assert first.copy_of is None


def test_two_accounts_in_different_words_are_no_copies():
    assert find_copies([report(1, FLOOD), report(2, FLOOD_AGAIN)]) == [None, None]


def test_the_earlier_publication_is_the_original_whatever_the_order():
    assert find_copies([report(1, FLOOD, "2024-03-05"), report(2, FLOOD, "2024-03-04")]) == [1, None]
    in_two_zones = [report(1, FLOOD, "2024-03-04T10:00:00+05:00"), report(2, FLOOD, "2024-03-04T08:00:00+00:00")]
    assert find_copies(in_two_zones) == [None, 0]


def test_unrelated_reports_are_told_apart_even_when_given_together():
    assert related([report(1, FLOOD), report(2, CHESS), report(3, FLOOD_AGAIN)]) == [[0, 2], [1]]


def test_nothing_groups_into_nothing():
    assert group([]) == ()
