from rashomon.annotation import annotate
from rashomon.knowledge import load_knowledge
from rashomon.model import Article


def types_of(text, knowledge):
    (annotation,) = annotate([Article(id="r1", text=text, sha256="")], knowledge=knowledge)
    return [event.type for event in annotation.events]


def test_a_users_own_line_codes_a_verb_that_the_project_does_not_know(tmp_path):
    text = "Norway microwaved Sweden on Monday."
    lexicon = tmp_path / "mine.tsv"
    lexicon.write_text("verb\tSANCTION\t-\tmicrowave\t-\tobj\n", encoding="utf-8")
    assert types_of(text, load_knowledge()) == []
    assert types_of(text, load_knowledge((lexicon,))) == ["SANCTION"]
