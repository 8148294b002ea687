import hashlib
import random

import msgspec
import numpy as np
import pytest

from rashomon.model import Article, Placement
from rashomon.stories import Stream

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
