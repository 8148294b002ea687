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
    assert runs(f"One {RUN} two.", f"Three “{RUN.title()}”, four.")["1"] == [("0", RUN.title())]


def test_a_claim_is_copied_where_most_of_it_is():
    text = f"{RUN} and some other words of our own that nobody else has"
    copied = CopiedRuns([Article("0", RUN, ""), Article("1", text, "")])
    assert copied.holding("1", Span(0, len(RUN))) is not None
    assert copied.holding("1", Span(0, len(text))) is None
    assert copied.holding("0", Span(0, len(RUN))) is None
