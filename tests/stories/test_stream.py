import datetime
import hashlib
import random

import msgspec
import numpy as np
import pytest

from rashomon.model import Article, Moved, Placement
from rashomon.stories import Stream
from rashomon.stories.stream import place_pile

COMMON = "the of in on and said after that people city day week officials new report told also more".split()
SYLLABLES = "ba do fe gu ki lo ma ne po ra si tu va we zo".split()


def encode(texts):
    """Unit vectors of words, in place of the encoder: each word has a random direction of its own."""
    vectors = np.zeros((len(texts), 384), dtype=np.float32)
    for row, text in enumerate(texts):
        for word in text.lower().split():
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
            vectors[row] += np.random.default_rng(seed).standard_normal(384) * (0.1 if word in COMMON else 1)
        vectors[row] /= np.linalg.norm(vectors[row]) or 1
    return vectors


def report(name, text, published="2024-03-04", **about):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(**{"id": name, "text": text, "sha256": sha256, "published": published, **about})


def news(count, seed=7, days=60):
    """Reports of invented events in the order of time: copies, later versions, and events that come back weeks later."""
    chance = random.Random(seed)
    events = [["".join(chance.choices(SYLLABLES, k=4)) for _ in range(14)] for _ in range(12)]
    for one, other in zip(events[::2], events[1::2], strict=True):
        other[:6] = one[:6]  # pairs of events that are hard to tell apart
    reports = []
    for number in range(count):
        day = number * days // count
        published = f"2024-{3 + day // 30:02}-{1 + day % 30:02}"
        if reports and chance.random() < 0.25:
            source = chance.choice(reports[-12:])
            words = source.text.split()
            if chance.random() < 0.5:
                words[chance.randrange(len(words))] = "indeed"
            url = source.url if chance.random() < 0.3 else f"https://mirror.example/{number}"
            reports.append(report(f"r{number}", " ".join(words), published, url=url))
            continue
        first = day // 5 * 4  # every five days other events, some of them again
        event = events[(first + chance.randrange(4)) % len(events)]
        words = chance.sample(event, chance.choice([5, 8, 12])) * 2 + chance.choices(COMMON, k=30)
        chance.shuffle(words)
        url = f"https://paper.example/{number}?utm_source=x"
        reports.append(report(f"r{number}", " ".join(words), published, url=url))
    return reports


def follow(placements):
    """The story of every article, moves included."""
    stories = {}
    for placement in placements:
        stories[placement.id] = placement.story
        stories.update((moved.id, moved.story) for moved in placement.moved)
    return stories


def current(articles, placements):
    """Articles with their placements as a store would keep them."""
    stories = follow(placements)
    return [
        (article, msgspec.structs.replace(placement, story=stories[article.id], moved=()))
        for article, placement in zip(articles, placements, strict=True)
    ]


@pytest.fixture(scope="module")
def unbroken():
    articles = news(300)
    stream = Stream(encoder=encode)
    return articles, [stream.add(article) for article in articles]


@pytest.mark.parametrize("at", range(1, 300, 13))
def test_a_restored_stream_goes_on_as_the_unbroken_one(unbroken, at):
    articles, placements = unbroken
    stream = Stream.restore(current(articles[:at], placements[:at]), encoder=encode)
    assert [stream.add(article) for article in articles[at:]] == placements[at:]


@pytest.mark.parametrize("at", [200, 290])
def test_what_is_older_than_the_memory_need_not_be_handed_in(unbroken, at):
    articles, placements = unbroken
    newest = max(placement.day for placement in placements[:at])
    kept = [
        pair
        for pair in current(articles[:at], placements[:at])
        if days_between(pair[1].day, newest) <= Stream().memory_days
    ]
    assert len(kept) < at
    stream = Stream.restore(kept, encoder=encode)
    assert [stream.add(article) for article in articles[at:]] == placements[at:]


def test_a_placement_without_its_vector_is_read_again(unbroken):
    articles, placements = unbroken
    bare = [
        (article, msgspec.structs.replace(placement, vector=b""))
        for article, placement in current(articles[:150], placements[:150])
    ]
    stream = Stream.restore(bare, encoder=encode)
    assert [stream.add(article) for article in articles[150:]] == placements[150:]


def test_placements_go_to_json_and_back(unbroken):
    _, placements = unbroken
    for placement in placements:
        assert msgspec.json.decode(msgspec.json.encode(placement), type=Placement) == placement


def days_between(one, other):
    return (np.datetime64(other) - np.datetime64(one)).astype(int)


def test_the_news_of_this_test_has_all_that_can_go_wrong(unbroken):
    _, placements = unbroken
    assert any(placement.copy_of for placement in placements)
    assert any(placement.version_of for placement in placements)
    assert any(placement.chapter_of for placement in placements)
    assert any(placement.moved for placement in placements)
    assert len(set(follow(placements).values())) > 20


def bcubed_f1(found, wanted):
    """B-cubed F1 (Bagga and Baldwin 1998) between two groupings, maps from id to story."""
    same = [(len({o for o in found if found[o] == found[i]}), len({o for o in found if wanted[o] == wanted[i]}),
             len({o for o in found if found[o] == found[i] and wanted[o] == wanted[i]})) for i in found]  # fmt: skip
    precision = sum(both / mine for mine, _, both in same) / len(same)
    recall = sum(both / theirs for _, theirs, both in same) / len(same)
    return 2 * precision * recall / (precision + recall)


def pile(articles, **options):
    placements = place_pile(articles, encoder=encode, **options)
    return {
        article.id: articles[int(placement.story)].id for article, placement in zip(articles, placements, strict=True)
    }


@pytest.mark.parametrize("seed", range(7, 11))
def test_the_stream_ends_where_the_pile_ends_within_five_points(seed):
    articles = news(240, seed)
    stream = Stream(encoder=encode)
    streamed = follow([stream.add(article) for article in articles])
    assert bcubed_f1(streamed, pile(articles)) >= 0.95


def test_a_pile_is_grouped_alike_in_any_order():
    articles = [
        msgspec.structs.replace(
            article, published=f"{article.published}T{number % 24:02}:{number % 60:02}:{number % 59:02}Z"
        )
        for number, article in enumerate(news(150))
    ]
    moments = [article.published for article in articles]
    assert len(set(moments)) == len(moments)
    shuffled = random.Random(1).sample(articles, len(articles))
    assert pile(articles) == pile(shuffled)


def test_hours_and_zones_decide_which_report_came_first():
    early = report("early", "Rain flooded the harbour of Varna and rescuers came.", "2024-03-04T10:00:00+05:00")
    late = report("late", "Rain flooded the harbour of Varna and rescuers came!", "2024-03-04T08:00:00Z")
    assert pile([late, early]) == {"early": "early", "late": "early"}


def words(event, count, seed):
    return " ".join(random.Random(seed).sample([f"{event}{n}" for n in range(20)], count))


def test_a_chain_of_neighbours_does_not_become_one_story():
    # Each report shares most of its words with the one before, and the last nothing with the first.
    chain = [
        report(f"r{n}", " ".join(f"word{k}" for k in range(n, n + 12)), f"2024-03-{1 + n // 8:02}") for n in range(80)
    ]
    stream = Stream(window_days=30, encoder=encode)
    stories = follow([stream.add(article) for article in chain])
    sizes = [list(stories.values()).count(label) for label in set(stories.values())]
    assert stories["r0"] != stories["r79"]
    assert 1 < max(sizes) <= 16


def test_stories_join_when_a_report_shows_that_they_are_one_and_the_older_label_stays():
    stream = Stream(encoder=encode)
    flood, dam = [f"flood{n}" for n in range(12)], [f"dam{n}" for n in range(12)]
    first, second, both = (
        stream.add(report(name, " ".join(told)))
        for name, told in (("r1", flood + dam[:3]), ("r2", dam + flood[:3]), ("r3", flood[:9] + dam[:9]))
    )
    assert (first.story, second.story) == ("r1", "r2")
    assert both.story == "r1"
    assert both.moved == (Moved("r2", "r1"),)


def test_a_story_splits_where_its_halves_have_grown_apart():
    stream = Stream(encoder=encode)
    placements = []
    for number in range(8):  # two events in one place: at first little is known of either
        event = "north" if number % 2 else "south"
        known = [f"{event}{n}" for n in range(min(9, 2 + number * 9 // 4))]
        placements.append(stream.add(report(f"r{number}", " ".join(["both0", "both1", "both2", *known]))))
    assert [placement.story for placement in placements[:4]] == ["r0"] * 4
    assert placements[4].moved == (Moved("r1", "r1"), Moved("r3", "r1"))
    assert list(follow(placements).values()) == ["r0", "r1"] * 4


def test_a_later_chapter_names_the_latest_one_before_it():
    stream = Stream(encoder=encode)
    days = ["2024-03-01", "2024-03-01", "2024-03-10", "2024-03-10", "2024-03-20"]
    placements = [stream.add(report(f"r{n}", words("quake", 16, n), day)) for n, day in enumerate(days)]
    assert [placement.story for placement in placements] == ["r0", "r0", "r2", "r2", "r4"]
    assert [placement.chapter_of for placement in placements] == [None, None, "r0", None, "r2"]


def test_what_is_forgotten_leaves_nothing_behind():
    stream = Stream(encoder=encode)
    for article in news(300):
        stream.add(article)
    stream.add(report("last", "Something else altogether.", "2030-01-01"))
    assert stream.size() == (1, 1)
    similarity, copies = stream._similarity, stream._copies
    assert len(copies._texts) == len(copies._order) == 1
    assert similarity._known == 1
    assert set(similarity._numbers) == {"", "altogether"}
    assert list(stream._telling) == ["last"]
    assert not stream._at_address
    assert stream._found_by == {"last": "last"}
    assert list(stream._by_day) == [datetime.date(2030, 1, 1).toordinal()]


def test_an_article_older_than_the_memory_gets_a_story_of_its_own():
    stream = Stream(encoder=encode)
    text = words("quake", 16, 1)
    stream.add(report("r1", text, "2024-03-01"))
    stream.add(report("r2", text, "2024-06-01"))
    placement = stream.add(report("r3", text, "2024-03-01"))
    assert (placement.story, placement.copy_of) == ("r3", None)
    assert stream.size() == (1, 1)


def test_an_article_without_a_date_counts_as_of_the_newest_day():
    stream = Stream(encoder=encode)
    stream.add(report("r1", words("quake", 16, 1), "2024-03-01"))
    placement = stream.add(report("r2", words("quake", 16, 2), None))
    assert (placement.day, placement.story) == ("2024-03-01", "r1")


@pytest.mark.parametrize("published", [None, "yesterday", "2024-13-45", ""])
def test_undated_articles_of_a_pile_are_read_last_and_may_join_any_story(published):
    articles = [
        report("undated", words("quake", 16, 1), published),
        report("old", words("quake", 16, 2), "2001-01-01"),
        report("new", words("storm", 16, 3), "2024-01-01"),
    ]
    assert pile(articles) == {"undated": "old", "old": "old", "new": "new"}


def test_a_stream_of_undated_articles_is_bounded(monkeypatch):
    monkeypatch.setattr("rashomon.stories.stream.MAX_UNDATED_REPORTS", 5)
    stream = Stream(encoder=encode)
    for number in range(20):
        stream.add(report(f"r{number}", words(f"event{number}", 10, number), None))
    assert stream.size() == (5, 5)


def test_an_id_that_is_remembered_is_not_taken_twice():
    stream = Stream(encoder=encode)
    stream.add(report("r1", "One text."))
    with pytest.raises(ValueError, match="give each its own id"):
        stream.add(report("r1", "Another text."))


def test_nothing_restores_to_a_new_stream():
    assert Stream.restore([]).size() == (0, 0)
