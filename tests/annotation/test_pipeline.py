from rashomon.annotation import annotate, pipeline
from rashomon.model import Article


def article(number: int, text: str) -> Article:
    return Article(id=f"r{number}", text=text, sha256="", path=f"{number}.txt")


def test_an_article_that_a_layer_fails_on_costs_the_others_nothing(monkeypatch):
    find_times = pipeline.find_times

    def fails_on_storms(parse):
        if "storm" in parse.article.text:
            raise ValueError("no such day")
        return find_times(parse)

    monkeypatch.setattr(pipeline, "find_times", fails_on_storms)
    first, second = annotate([article(1, "A storm hit Oslo on Monday."), article(2, "Rain fell in Oslo on Monday.")])
    assert [problem.kind for problem in first.problems] == ["failed"]
    assert "ValueError: no such day" in first.problems[0].what
    assert first.claims == ()
    assert second.problems == ()
    assert second.claims
