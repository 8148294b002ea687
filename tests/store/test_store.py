"""What goes into a store comes out of it unchanged, and its rows say the same as the JSON."""

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.comparison import compare
from rashomon.errors import StoreError
from rashomon.model import Entity, Links, Mention, Place, Problem, Span, Statement
from rashomon.reading import Reading
from rashomon.store import Question, Store, comparison_of, ingest, new_articles, open_stream, refresh_comparisons
from rashomon.stories import Stream as RealStream

from .killing import content, pile, problems
from .standins import Stream, annotate, annotation_of, article

BORDER = (
    "Border: Ardenia threatens Borvia\n\nMinister Aalto said: Borvia has 40 tanks at Lumen. "
    "On 2021-05-02 Envoy Brandt said: nothing is settled."
)
ANSWER = "Border: Borvia answers\n\nBorvia moves 12 tanks back from Quay, Envoy Brandt said: Ardenia was told."
FLOOD = "Flood: water in Quay\n\nThe river rose by 3 metres."


def fill(store, *articles):
    new = new_articles(store, Reading(articles, (), {}))
    return list(ingest(store, annotate(new.articles), Stream.restore(store.remembered(None))))


def rows(store, sql, *values):
    return store.database.rows(sql, values)


ARTICLES = st.builds(
    article,
    st.lists(
        st.sampled_from(
            [
                "Ardenia threatens Borvia in Lumen.",
                "Minister Aalto said: é\N{GRINNING FACE} Quay, 7.",
                "\n\n",
                "2021-05-02 ",
            ]
        )
        | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
        min_size=1,
        max_size=8,
    )
    .map(" ".join)
    .filter(str.strip),
    outlet=st.none() | st.sampled_from(["Post", 'O\'Hara "Times"']),
    published=st.none() | st.sampled_from(["2021-05-02", "2021-05-03T10:00:00+02:00"]),
    url=st.none() | st.sampled_from(["https://post.example/a", "https://post.example/b?id=1"]),
    extra=st.dictionaries(st.text(max_size=3), st.none() | st.integers(-9, 9) | st.lists(st.text(max_size=3))),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(ARTICLES, min_size=1, max_size=5))
def test_every_annotation_comes_back_as_it_was_and_its_rows_are_slices_of_its_text(found, tmp_path_factory):
    with Store(tmp_path_factory.mktemp("store") / "s.sqlite", create=True) as store:
        kept = fill(store, *found)
        assert list(store.annotations()) == [each.annotation for each in kept]
        for annotation, placement in kept:
            name = annotation.article.id
            assert store.annotation(name) == annotation
            now = store.placement(name)
            assert msgspec.structs.replace(now, story="", moved=()) == msgspec.structs.replace(
                placement, story="", moved=()
            )
        for table in ("places", "entities"):
            for name, words in rows(
                store,
                f"SELECT x.name, substr(a.text, x.start_at + 1, x.end_at - x.start_at) FROM {table} AS x "
                "JOIN articles AS a ON a.number = x.article WHERE instr(a.text, char(0)) = 0",
            ):
                assert words == name
        for layer in ("entities", "places", "statements", "events"):
            whole = sum(len(getattr(each.annotation, layer)) for each in kept)
            assert rows(store, f"SELECT count(*) FROM {layer}") == [(whole,)]


def test_a_story_its_accounts_and_its_comparison_come_back(store):
    fill(
        store,
        article(BORDER, "one", outlet="Post", published="2021-05-02"),
        article(ANSWER, "two", outlet="Times", published="2021-05-03"),
        article(FLOOD, "three", published="2021-05-03"),
    )
    border, flood = sorted(store.stories(), key=lambda story: -story.accounts)
    assert (border.id, border.title, border.first_day, border.last_day) == (
        "one", "Border: Ardenia threatens Borvia", "2021-05-02", "2021-05-03",
    )  # fmt: skip
    assert (border.articles, border.accounts, border.copies, border.outlets, border.origins) == (2, 2, 0, 2, None)
    assert [account.id for account in store.accounts("one")] == ["one", "two"]
    assert store.comparison("one") is None
    assert store.uncompared() == ["one"]
    made = comparison_of(store, "one", compare)
    assert store.comparison("one") == made
    assert store.uncompared() == []
    assert store.story("one").origins == len(made.origins)
    assert store.story(flood.id).origins is None
    points = rows(store, "SELECT id, status, accounts, independent FROM points WHERE story = 'one'")
    assert sorted(points) == sorted(
        (p.id, p.status, len({t.article for t in p.tellings}), p.independent) for p in made.points
    )


def test_a_comparison_is_made_again_only_where_its_accounts_have_changed(store):
    asked = []

    def counted(annotations):
        asked.append([annotation.article.id for annotation in annotations])
        return compare(annotations)

    fill(store, article(BORDER, "one"), article(ANSWER, "two"))
    fill(store, article(FLOOD, "three"), article(FLOOD.replace("3", "4"), "four"))
    assert len(list(refresh_comparisons(store, counted))) == 2
    assert list(refresh_comparisons(store, counted)) == []
    asked.clear()
    fill(store, article(ANSWER.replace("12", "14"), "five"))
    assert list(refresh_comparisons(store, counted)) == ["one"]
    assert asked == [["one", "two", "five"]]


def test_stories_that_join_become_one_and_the_other_is_no_more(store):
    fill(store, article(BORDER, "one"), article(FLOOD, "two"), article(FLOOD + " More.", "three"))
    list(refresh_comparisons(store, compare))
    assert len(store.stories()) == 2
    fill(store, article("Border+Flood: both\n\nArdenia helps Borvia.", "four"))
    (only,) = store.stories()
    assert (only.id, only.articles) == ("one", 4)
    assert store.counts().comparisons == 0
    assert store.placement("three").story == "one"
    with pytest.raises(StoreError, match="no story 'two'; list them with: rashomon stories"):
        store.story("two")


def test_a_changed_text_is_a_new_version_and_the_older_one_is_kept(store):
    first = article(BORDER, "one", url="https://post.example/a", published="2021-05-02")
    second = article(
        BORDER + " Corrected.", "two", url="https://www.post.example/a?utm_source=x", published="2021-05-02"
    )
    fill(store, first)
    fill(store, second, article(ANSWER, "three", url="https://times.example/b"))
    assert store.versions("one") == store.versions("two") == (first, second)
    assert store.versions("three") == (store.article("three"),)
    assert [account.id for account in store.accounts("one")] == ["two", "three"]
    assert (store.story("one").articles, store.story("one").accounts) == (3, 2)
    assert rows(store, "SELECT article, version FROM versions") == [("one", 1), ("two", 2)]
    span = store.annotation("one").statements[0].content[0]
    assert span.of(store.article("one").text) == "Borvia has 40 tanks at Lumen"


def test_articles_cannot_be_changed(store):
    fill(store, article(BORDER, "one"))
    with pytest.raises(StoreError, match="articles are not changed"):
        store.database.execute("UPDATE articles SET text = 'other'")


def test_what_is_in_the_store_is_skipped_and_an_id_of_another_article_gets_a_suffix(store):
    fill(store, article(BORDER, "1", outlet="Post"))

    def new(*articles):
        doubt = (Problem("is uncertain", "1", kind="doubt"),)
        found = new_articles(store, Reading(articles, (), {"1": doubt}))
        return [(one.id, found.notes_on(one.id) == doubt) for one in found.articles]

    assert new(article(BORDER, "1", outlet="Post"), article(BORDER, "9", outlet="Post")) == []
    ((name, noted),) = new(article(FLOOD, "1", outlet="Post"))
    assert name.startswith("1-")
    assert noted
    assert new(article(FLOOD, "1", outlet="Post")) == [(name, True)]
    assert new(article(BORDER, "2", outlet="Times")) == [("2", False)]
    earlier = article(FLOOD, "b", published="2021-05-02T01:00:00+05:00")
    later = article(ANSWER, "a", published="2021-05-01T23:00:00Z")
    assert new(article(FLOOD + " Undated.", "c"), later, earlier) == [("b", False), ("a", False), ("c", False)]


def test_a_day_that_is_yet_to_come_ends_no_story(store):
    early = article(BORDER, "early", published="2024-03-04", outlet="Post")
    wrong = article(FLOOD, "wrong", published="2999-01-01", outlet="Post")
    late = article(BORDER, "late", published="2024-03-05", outlet="Times")
    stream = RealStream(encoder=lambda texts: np.ones((len(texts), 384), dtype=np.float32) / 384**0.5)
    kept = list(ingest(store, map(annotation_of, (early, wrong, late)), stream))
    assert kept[2].placement.copy_of == "early"
    assert store.article("wrong").published == "2999-01-01"
    assert {placed.id for _, placed in store.remembered(28)} == {"early", "wrong", "late"}


def test_one_text_forty_times_is_one_text_with_one_origin_and_all_counts_agree(store):
    mirrors = [
        article(BORDER, f"m{n}", url=f"https://mirror{n}.example/story", outlet=f"Mirror {n}") for n in range(20)
    ]
    trackers = [
        article(BORDER, f"t{n}", url=f"https://mirror0.example/story/?utm_source=s{n}", outlet="T") for n in range(20)
    ]
    fill(store, *mirrors, *trackers)
    (story,) = store.stories()
    accounts = store.accounts(story.id)
    comparison = comparison_of(store, story.id, compare)
    assert story.articles == story.accounts == len(accounts) == len(comparison.articles) == 20
    assert story.copies == sum(account.copy_of is not None for account in accounts) == 19
    assert sum(problem.kind == "copy" for problem in comparison.problems) == 19
    assert rows(store, "SELECT count(*), count(DISTINCT copy_of) FROM copies") == [(19, 1)]
    assert {point.independent for point in comparison.points} <= {0, 1}
    assert rows(store, "SELECT accounts, copies FROM stories_by_origins") == [(20, 19)]


def test_what_a_layer_made_up_is_dropped_and_counted(store):
    sound = annotation_of(article(BORDER, "one"))
    beyond = len(BORDER) + 5
    made_up = msgspec.structs.replace(
        sound,
        article=msgspec.structs.replace(sound.article, dateline=Span(beyond, beyond + 5)),
        entities=(
            *sound.entities,
            Entity("e99", "Nobody", "person", Links(), (), (Mention(beyond, beyond + 6, "name"),)),
        ),
        places=(*sound.places, Place("p99", 3, 3, "Nowhere", 0.0, 0.0, None, None, "e99")),
        statements=(*sound.statements, Statement("s99", (), None, None, "e99", "direct", None)),
        events=tuple(msgspec.structs.replace(event, recipients=("e99",)) for event in sound.events),
    )
    kept = store.add(made_up, Stream().add(sound.article))
    assert (kept.entities, kept.places, kept.statements) == (sound.entities, sound.places, sound.statements)
    assert [event.recipients for event in kept.events] == [()]
    (problem,) = kept.problems
    assert problem == Problem(
        "dropped for want of words in the text: 1 datelines, 1 entities, 1 mentions, 1 places, 1 statements",
        "one",
        kind="dropped",
    )
    assert store.annotation("one") == kept


def test_what_loses_its_span_in_the_file_is_dropped_on_load(store):
    fill(store, article(BORDER, "one"))
    store.database.execute("DROP TRIGGER articles_are_not_changed")
    store.database.execute("UPDATE articles SET text = substr(text, 1, 40)")
    loaded = store.annotation("one")
    assert loaded.statements == ()
    assert [problem.kind for problem in loaded.problems] == ["dropped"]
    assert all(m.span.of(loaded.article.text) == e.name for e in loaded.entities for m in e.mentions)


def test_a_store_that_is_not_there_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match=r"no store at .*; make one with: rashomon ingest"):
        Store(tmp_path / "none.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_the_views_answer(store):
    fill(
        store,
        article(BORDER, "one", outlet="Post", published="2021-05-02"),
        article(BORDER, "two", outlet="Times", published="2021-05-03"),
        article(ANSWER, "three", outlet="Times", published="2021-05-03"),
    )
    list(refresh_comparisons(store, compare))
    assert ("Minister Aalto", "Borvia") in rows(store, "SELECT speaker, about FROM who_says_what_about_whom")
    assert rows(store, "SELECT actor, recipient, type, articles FROM events_between_states") == [
        ("ARD", "BOR", "THREATEN", 1),
        ("BOR", "ARD", "THREATEN", 1),
    ]
    assert ("Times", "Envoy Brandt", 2, 2) in rows(
        store, "SELECT outlet, speaker, statements, articles FROM speakers_by_outlet"
    )
    assert rows(store, "SELECT article, copy_of, share_copied FROM copies") == [("two", "one", 1.0)]
    assert rows(store, "SELECT story, origins > 0 FROM stories_by_origins") == [("one", 1)]
    assert ("one", "Lumen", 48.0) in rows(store, "SELECT story, place, latitude FROM places_by_story")
    assert rows(store, "SELECT max(stories), sum(points) > 0 FROM origins_by_stories") == [(1, 1)]
    near = "SELECT DISTINCT name FROM places JOIN places_rtree USING (number) WHERE north > 40 AND south < 50"
    assert rows(store, near) == [("Lumen",)]


def test_search_by_words_and_filters(store):
    fill(
        store,
        article(BORDER, "one", outlet="Post", published="2021-05-02"),
        article(ANSWER, "two", outlet="Times", published="2021-05-04"),
        article(FLOOD, "three", outlet="Post", published="2021-05-05"),
    )

    def found(words="", **filters):
        return [hit.id for hit in store.search(Question(words, **filters))]

    assert sorted(found("tanks")) == ["one", "two"]
    assert found("tank lumen") == ["one"]
    assert found('"12 tanks"') == ["two"]
    assert found('"tanks 12"') == []
    assert found("riv*") == ["three"]
    assert found() == ["three", "two", "one"]
    assert found(outlet="post") == ["three", "one"]
    assert found(since="2021-05-03", until="2021-05-04") == ["two"]
    assert found(actor="envoy brandt") == ["two", "one"]
    assert found(actor="ard", event="threaten") == ["two", "one"]
    assert found("tanks", limit=1) == found("tanks")[:1]
    for odd in ('"', "AND", "NEAR(", "a:b", "tanks) OR (", "-", "*", "'"):
        found(odd)
    (hit,) = store.search(Question("lumen"))
    assert [span.of(hit.passage) for span in hit.matches] == ["Lumen"]
    (said,) = store.search_statements(Question("settled", actor="Envoy Brandt"))
    assert (said.speaker, said.words, said.article) == ("Envoy Brandt", "nothing is settled", "one")
    assert Span(said.start, said.end).of(BORDER) == said.words
    assert [hit.words for hit in store.search_statements(Question(actor="minister aalto"))] == [
        "Borvia has 40 tanks at Lumen"
    ]


def test_with_the_stream_of_stories_runs_that_were_broken_off_end_as_an_unbroken_one(tmp_path):
    articles = pile()

    def run_in_parts(name, ends):
        for end in ends:
            with Store(tmp_path / name, create=True) as opened:
                new = new_articles(opened, Reading(articles, (), {}))
                stream = open_stream(opened, window_days=2)
                for _ in ingest(opened, annotate(new.articles[: end - opened.counts().articles]), stream):
                    pass
        return content(tmp_path / name)

    whole = run_in_parts("whole.sqlite", [len(articles)])
    assert run_in_parts("parts.sqlite", [1, 4, 5, 11, len(articles)]) == whole
    assert len(whole["articles"]) == len(articles)
    assert 1 < len(whole["stories"]) < len(articles)
    assert problems(tmp_path / "parts.sqlite") == []


def test_a_story_without_a_title_has_the_opening_of_its_first_report(store):
    nameless = msgspec.structs.replace(article(BORDER, "one"), title=None)
    placement = msgspec.structs.replace(Stream().add(article(BORDER, "one")), story="one")
    store.add(annotation_of(nameless), placement)
    assert store.story("one").title == f"{BORDER[:80]} …"
    assert store.miscounted() == []
