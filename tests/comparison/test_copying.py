"""Runs of words that an account has from an earlier one."""

from rashomon.comparison.copying import MIN_RUN_WORDS, CopiedRuns
from rashomon.model import Article, Span

RUN = " ".join(f"word{number}" for number in range(MIN_RUN_WORDS))


def runs(*texts, published=()):
    articles = [
        Article(str(number), text, "", published=dict(enumerate(published)).get(number))
        for number, text in enumerate(texts)
    ]
    copied = CopiedRuns(articles)
    return {
        article.id: [(run.source.article.id, run.span.of(article.text)) for run in copied.of(article.id)]
        for article in articles
    }


def test_a_run_belongs_to_the_account_that_was_given_first():
    assert runs(f"One {RUN} two.", f"Three {RUN} four.") == {"0": [], "1": [("0", RUN)]}


def test_a_run_belongs_to_the_account_that_was_published_first():
    found = runs(f"One {RUN} two.", f"Three {RUN} four.", published=("2024-05-07", "2024-05-06"))
    assert found == {"0": [("1", RUN)], "1": []}


def test_a_shorter_run_is_chance():
    shorter = RUN.rsplit(" ", 1)[0]
    assert runs(f"One {shorter} two.", f"Three {shorter} four.") == {"0": [], "1": []}


def test_case_and_marks_do_not_hide_a_copy():
    assert runs(f"One {RUN} two.", f"Three ({RUN.title()}), four.")["1"] == [("0", RUN.title())]


def test_a_speakers_words_are_no_copy():
    assert runs(f"One {RUN} two.", f"Three “{RUN.title()}”, four.")["1"] == []


def test_a_changed_word_does_not_end_a_run():
    words = " ".join(f"word{number}" for number in range(30))
    changed = words.replace("word9 ", "other words ").replace("word20 ", "")
    ((source, copied),) = runs(f"One {words} two.", f"Three {changed} four.")["1"]
    assert (source, copied) == ("0", changed)


def test_a_run_is_grown_to_both_sides_of_what_is_whole_in_it():
    words = " ".join(f"word{number}" for number in range(20))
    changed = words.replace("word5 ", "changed ")  # what is whole in it begins behind the change
    assert runs(f"One {words} two.", f"Three {changed} four.")["1"] == [("0", changed)]


def test_new_words_among_old_ones_are_no_copy():
    words = " ".join(f"word{number}" for number in range(30))
    mixed = " ".join(f"word{number} new" for number in range(30))
    assert runs(f"One {words} two.", f"Three {mixed} four.")["1"] == []


def test_of_accounts_of_one_day_the_order_given_changes_nothing():
    texts = {"x": f"One {RUN} two.", "y": f"Three {RUN} four."}
    for order in (["x", "y"], ["y", "x"]):
        copied = CopiedRuns([Article(name, texts[name], "") for name in order])
        assert {name: len(copied.of(name)) for name in order} == {"x": 0, "y": 1}


def test_the_account_that_credits_an_agency_is_the_likely_source():
    articles = [Article("x", f"One {RUN} two.", "", published="2024-05-06"), Article("y", f"A {RUN} b.", "")]
    assert CopiedRuns(articles, credited=["y"]).of("x")[0].source.article.id == "y"


def test_the_share_of_copied_words_leaves_quotations_out():
    text = f"{RUN} “and we shall see what comes of it in the end” {RUN.replace('word', 'own')}"
    copied = CopiedRuns([Article("0", RUN, ""), Article("1", text, "")])
    (found,) = copied.texts()
    assert (found.article, found.source, found.share) == ("1", "0", 0.5)
    assert [span.of(text) for span in found.spans] == [RUN]
    assert [each.span.of(RUN) for each in found.sources] == [RUN]


def test_a_claim_is_copied_where_most_of_it_is():
    text = f"{RUN} and some other words of our own that nobody else has"
    copied = CopiedRuns([Article("0", RUN, ""), Article("1", text, "")])
    assert copied.holding("1", Span(0, len(RUN))) is not None
    assert copied.holding("1", Span(0, len(text))) is None
    assert copied.holding("0", Span(0, len(RUN))) is None
