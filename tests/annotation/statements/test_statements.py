"""Statements in ordinary wire copy: content, cue, source, speaker, form and relay."""

from __future__ import annotations

import time

import pytest

from rashomon.annotation.layout import find_zones
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.parse import Parse, load_pipeline
from rashomon.annotation.statements.finding import find_statements
from rashomon.knowledge import Knowledge, load_knowledge
from rashomon.model import Article, Entity, EntityKind, Links, Mention, Statement


def parse_of(text: str, title: str | None = None) -> Parse:
    article = Article(id="a", text=text, sha256="", title=title)
    return Parse(article, load_pipeline()(text), find_zones(text, title))


def statements_of(text: str, title: str | None = None, entities: tuple[Entity, ...] = ()) -> tuple[Statement, ...]:
    parse = parse_of(text, title)
    return find_statements(parse, MentionIndex(parse.doc, entities), load_knowledge())


def entity(name: str, text: str, *forms: str, kind: EntityKind = "person") -> Entity:
    """Make an entity with a mention at the first place of each form."""
    mentions = tuple(Mention(text.index(form), text.index(form) + len(form), "name") for form in (name, *forms))
    return Entity(name.lower().replace(" ", "-"), name, kind, Links(), (), mentions)


def told(statement: Statement, text: str) -> list[str]:
    return [span.of(text) for span in statement.content]


def by_cue(text: str, cue: str, title: str | None = None, entities: tuple[Entity, ...] = ()) -> Statement:
    """Return the one statement with this cue."""
    found = [each for each in statements_of(text, title, entities) if each.cue and each.cue.of(text) == cue]
    assert len(found) == 1, [told(each, text) for each in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "form"),
    [
        ("Officials said that the bridge was closed.", "said", "Officials", ["that the bridge was closed"], "indirect"),
        (
            'Officials "confirmed" on Thursday that the bridge at Varna had been closed.',
            "confirmed",
            "Officials",
            ["that the bridge at Varna had been closed"],
            "indirect",
        ),
        ("The bridge is closed, officials said.", "said", "officials", ["The bridge is closed"], "indirect"),
        (
            "The bridge, officials said on Monday, will stay closed.",
            "said",
            "officials",
            ["The bridge", "will stay closed"],
            "indirect",
        ),
        ('"The bridge is closed," Ana Ruiz said.', "said", "Ana Ruiz", ['"The bridge is closed,"'], "direct"),
        (
            '"We will attend," said Ana Ruiz, a spokeswoman for the ministry.',
            "said",
            "Ana Ruiz, a spokeswoman for the ministry",
            ['"We will attend,"'],
            "direct",
        ),
        ("‘We will attend’, said Ana Ruiz.", "said", "Ana Ruiz", ["‘We will attend’"], "direct"),
        (
            '"The dam is safe," Ruiz said, "but the villages below it must be emptied."',
            "said",
            "Ruiz",
            ['"The dam is safe,"', '"but the villages below it must be emptied."'],
            "direct",
        ),
        (
            '"The dam is safe," Ruiz said. "The villages are not."',
            "said",
            "Ruiz",
            ['"The dam is safe,"', '"The villages are not."'],
            "direct",
        ),
        (
            'Ruiz said: "The dam is safe. Nobody will leave."',
            "said",
            "Ruiz",
            ['"The dam is safe. Nobody will leave."'],
            "direct",
        ),
        (
            'The ministry said it was "deeply concerned" by the report.',
            "said",
            "The ministry",
            ['it was "deeply concerned" by the report'],
            "mixed",
        ),
        (
            "According to the ministry, the dam is safe.",
            "According to",
            "the ministry",
            ["the dam is safe"],
            "indirect",
        ),
        (
            "The central bank plans to cut interest rates next year.",
            "plans",
            "The central bank",
            ["to cut interest rates next year"],
            "indirect",
        ),
        (
            "Analysts believe the vote will be postponed.",
            "believe",
            "Analysts",
            ["the vote will be postponed"],
            "indirect",
        ),
        ("China supports the proposal.", "supports", "China", ["the proposal"], "indirect"),
    ],
)
def test_content_source_and_form(text: str, cue: str, source: str, content: list[str], form: str) -> None:
    statement = by_cue(text, cue)
    assert told(statement, text) == content
    assert statement.source is not None
    assert statement.source.of(text) == source
    assert statement.form == form


def test_a_participle_shares_the_speaker_of_its_verb() -> None:
    text = '"We will attend," said Ana Ruiz, a spokeswoman, adding that the delegation would leave on Monday.'
    statement = by_cue(text, "adding", entities=(entity("Ana Ruiz", text),))
    assert told(statement, text) == ["that the delegation would leave on Monday"]
    assert statement.speaker == "ana-ruiz"


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    text = (
        'She was blunt.\n\n"We have asked the army for help. It will come.\n\n"Nobody will be left behind," Ruiz added.'
    )
    statement = by_cue(text, "added")
    assert told(statement, text) == ['"We have asked the army for help. It will come.', '"Nobody will be left behind,"']


def test_a_free_standing_quotation_belongs_to_the_speaker_above() -> None:
    text = '"The dam is safe," Ruiz said.\n\n"We have checked every gate of it twice."'
    assert told(by_cue(text, "said"), text) == ['"The dam is safe,"', '"We have checked every gate of it twice."']


def test_another_speaker_between_two_quotations_gets_the_second() -> None:
    text = '"The dam is safe," Ruiz said.\n\nA teacher in the village disagreed. "They promised us the same last year."'
    first, second = statements_of(text)
    assert told(first, text) == ['"The dam is safe,"']
    assert second.source is not None
    assert second.source.of(text) == "A teacher in the village"


def test_a_speaker_named_in_the_line_before() -> None:
    text = 'Yang added:\n\n"We do not expect a reply before the summer."'
    statement = by_cue(text, "added")
    assert told(statement, text) == ['"We do not expect a reply before the summer."']
    assert statement.source is not None
    assert statement.source.of(text) == "Yang"


def test_a_way_in_a_headline_is_nobody_speaking() -> None:
    assert (
        statements_of("Oslo to Bergen: seven hours by rail\n\nThe rest of the report follows here.", "Oslo to Bergen")
        == ()
    )


def test_a_question_is_not_given_to_whom_it_was_put() -> None:
    text = "Asked if the bridge should be closed, Okafor declined to answer. Asked again, Okafor said it was safe."
    sources = [each.source.of(text) for each in statements_of(text) if each.source and "closed" in told(each, text)[0]]
    assert sources == []
    assert told(by_cue(text, "said"), text) == ["it was safe"]


@pytest.mark.parametrize(
    ("title", "source", "content"),
    [
        ("Kato: Harbour will stay open", "Kato", "Harbour will stay open"),
        ("'We will fight on,' says Marin", "Marin", "'We will fight on,'"),
        ("Talks to resume next week, says Yang", "Yang", "Talks to resume next week"),
        ("Marin says talks will resume", "Marin", "talks will resume"),
        ("President Lund to Kato: We will not pay", "President Lund", "We will not pay"),
    ],
)
def test_headlines(title: str, source: str, content: str) -> None:
    text = f"{title}\n\nThe rest of the report follows here."
    first = statements_of(text, title)[0]
    assert first.source is not None
    assert (first.source.of(text), told(first, text)) == (source, [content])


@pytest.mark.parametrize(
    "text",
    [
        'The ship "Sunrise" carried copies of the film "Red River".',
        'He read "War and Peace" on the train.',
        'The so-called "peace train" left the station on Monday.',
        "The novel ‘A Long Winter’ and the song 'Home' were on the list.",
        "Rain fell on the harbour all night.",
    ],
)
def test_names_titles_and_terms_in_marks_are_no_statements(text: str) -> None:
    assert statements_of(text) == ()


def test_an_unclosed_mark_never_swallows_the_article() -> None:
    text = 'Ruiz said: "The dam is safe.\n\nThe village was calm on Sunday. Children played.\n\nThe market opened late.'
    assert all(span.end <= text.index("\n\n") for each in statements_of(text) for span in each.content)


def test_a_statement_inside_a_statement() -> None:
    text = "Kato said that Ms Lund had told investigators the letter was forged."
    contents = {each.cue.of(text): told(each, text) for each in statements_of(text) if each.cue}
    assert contents["said"] == ["that Ms Lund had told investigators the letter was forged"]
    assert contents["told"] == ["the letter was forged"]


def test_a_dateline_is_no_part_of_the_source() -> None:
    text = "BELGRADE (AP) — The foreign minister said Thursday his country will not join."
    statement = by_cue(text, "said")
    assert statement.source is not None
    assert statement.source.of(text) == "The foreign minister"


def test_what_stands_between_the_verb_and_its_clause_is_not_content() -> None:
    text = 'The spokesman said in a weekly news briefing that the city "will not negotiate under pressure".'
    assert told(by_cue(text, "said"), text) == ['that the city "will not negotiate under pressure"']


def test_as_somebody_put_it() -> None:
    text = "As the prime minister put it, the accord is a page in history."
    assert told(by_cue(text, "put"), text) == ["the accord is a page in history"]


def test_a_pronoun_is_resolved_by_its_entity() -> None:
    text = "Ana Ruiz spoke late. She said the dam was safe."
    assert by_cue(text, "said", entities=(entity("Ana Ruiz", text, "She"),)).speaker == "ana-ruiz"


@pytest.mark.parametrize(
    ("text", "cue", "outlet"),
    [
        ("The minister told Reuters that talks would resume.", "told", "Reuters"),
        ("Reuters quoted an official as saying the ship had been seized.", "saying", "Reuters"),
        ("KCNA reported on Friday that the launch had been a success.", "reported", "KCNA"),
        ("Officials told state media that the bridge was closed.", "told", "state media"),
        ("Reuters quoted analysts who said the ship had been seized.", "said", "Reuters"),
        ("The clients will notice nothing, the chairman told the agency KCNA.", "told", "KCNA"),
    ],
)
def test_the_relaying_outlet(text: str, cue: str, outlet: str) -> None:
    statement = by_cue(text, cue, entities=(entity(outlet, text, kind="organization"),))
    assert statement.relayed_by == outlet.lower().replace(" ", "-")


def test_a_denial_to_an_outlet_keeps_its_speaker() -> None:
    text = "An official told Reuters that the ship had been seized."
    statement = by_cue(text, "told")
    assert statement.source is not None
    assert statement.source.of(text) == "An official"


def test_captions_and_credits_tell_nothing() -> None:
    text = "In this photo, the minister says goodbye.\nPhoto: Agency/Kim\n\nThe dam is safe, officials said."
    assert all(span.start > text.index("Kim") for each in statements_of(text) for span in each.content)


def test_spans_lie_in_the_text_and_ids_are_in_order() -> None:
    text = '"We won," said Ruiz. "Twice." Kato denied that.\n\nThe council wants to vote, and said so on “Monday.'
    found = statements_of(text)
    assert [each.id for each in found] == [f"s{i}" for i in range(1, len(found) + 1)]
    for each in found:
        assert each.content
        for span in (*each.content, *(part for part in (each.cue, each.source) if part)):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)


def test_time_grows_with_the_text_and_not_faster() -> None:
    piece = '"The dam is safe," Ruiz said on Monday. Officials believe that "it will hold" until the rain stops.\n\n'

    def seconds(times: int) -> float:
        parse = parse_of(piece * times)
        index = MentionIndex(parse.doc, ())
        knowledge = load_knowledge()
        started = time.process_time()
        find_statements(parse, index, knowledge)
        return time.process_time() - started

    seconds(5)
    assert seconds(200) < 20 * max(seconds(25), 0.01)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Ruiz said that the dam was safe, the Daily Courier reported.", "said", "that the dam was safe"),
        ("The dam will hold, Minister Ruiz said, according to the Daily Courier.", "said", "The dam will hold"),
        ('"The dam is safe," Ruiz said, according to the Daily Courier.', "said", '"The dam is safe,"'),
        ("Ruiz told the Daily Courier that the dam was safe.", "told", "that the dam was safe"),
        ("In an interview with the Daily Courier, Ruiz said the dam was safe.", "said", "the dam was safe"),
        ("Ruiz said in remarks carried by the Daily Courier that the dam was safe.", "said", "that the dam was safe"),
        ("The dam is safe, the Daily Courier quoted Ruiz as saying.", "saying", "The dam is safe"),
    ],
)
def test_an_outlet_that_hands_on_is_the_relay(
    text: str, cue: str, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Knowledge, "source_outlet", lambda _, name: name if name == "Daily Courier" else None)
    people = (entity("Ruiz", text), entity("Daily Courier", text, kind="organization"))
    (statement,) = statements_of(text, entities=people)
    assert statement.cue is not None
    assert (statement.cue.of(text), told(statement, text)) == (cue, [content])
    assert (statement.speaker, statement.relayed_by) == ("ruiz", "daily-courier")


def test_who_is_cited_speaks_and_the_outlet_relays() -> None:
    text = "KCNA reported, citing the ministry, that the launch had been a success."
    entities = (entity("KCNA", text, kind="organization"), entity("the ministry", text, kind="organization"))
    (statement,) = statements_of(text, entities=entities)
    assert told(statement, text) == ["that the launch had been a success"]
    assert (statement.speaker, statement.relayed_by) == ("the-ministry", "kcna")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "A bomb hit the market at noon, killing at least five people, governor Ana Ruiz wrote on Telegram.",
            "governor Ana Ruiz",
            "A bomb hit the market at noon, killing at least five people",
        ),
        (
            "The country will never give up its dam, Ana Ruiz, deputy head of the board, said in a statement.",
            "Ana Ruiz, deputy head of the board",
            "The country will never give up its dam",
        ),
        (
            "Those released include teachers and nurses, the embassy in Varna said Thursday.",
            "the embassy in Varna",
            "Those released include teachers and nurses",
        ),
    ],
)
def test_a_frame_that_ends_the_sentence(text: str, source: str, content: str) -> None:
    (statement,) = statements_of(text)
    assert statement.source is not None
    assert (statement.source.of(text), told(statement, text)) == (source, [content])


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The minister said on Monday he would not stand again.", "said", "he would not stand again"),
        ("The minister said Monday was a holiday in the port.", "said", "Monday was a holiday in the port"),
        ("The army said it had taken the town, in a statement posted online.", "said", "it had taken the town"),
        ("The envoy hailed the deal in a post on X.", "hailed", "the deal"),
        (
            "An official told reporters that more drills would follow, without elaborating.",
            "told",
            "that more drills would follow",
        ),
        (
            'The minister refused to name a place, telling journalists only that "all is well".',
            "telling",
            'that "all is well"',
        ),
        ("Ruiz called on them to move quickly and urged Kato to leave.", "called on", "to move quickly"),
        ("Kato will open the port, Ruiz said, adding that ships would wait.", "said", "Kato will open the port"),
        ("The Daily Courier (DC) noted on Thursday that talks had failed.", "noted", "that talks had failed"),
    ],
)
def test_day_occasion_and_addressee_are_no_content(text: str, cue: str, content: str) -> None:
    assert told(by_cue(text, cue), text) == [content]


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz addressed the ceremony.",
        "He told the leaders gathered in the hall.",
        "The ministry declined to comment.",
        "The army did not comment on the casualties.",
        "The minister refused to say where the ships were.",
        "The president congratulated him.",
    ],
)
def test_where_nothing_is_told_there_is_no_statement(text: str) -> None:
    assert statements_of(text) == ()


def test_a_claim_by_its_noun() -> None:
    text = "The president's claim that the army had fled was false, an official said."
    claim = by_cue(text, "claim")
    assert told(claim, text) == ["that the army had fled"]
    assert claim.source is not None
    assert claim.source.of(text) == "The president"


def test_a_participle_after_another_clause_keeps_the_speaker() -> None:
    text = "Norway denied on Monday that its ships had crossed the line, calling the reports baseless."
    statement = by_cue(text, "calling")
    assert statement.source is not None
    assert (statement.source.of(text), told(statement, text)) == ("Norway", ["the reports baseless"])


def test_the_person_at_the_end_of_a_source_speaks_and_not_the_institute() -> None:
    text = '"This is a breach," Harbour Research Institute for Coastal Strategy analyst Ana Ruiz said.'
    institute = Entity(
        "institute", "Harbour Research Institute", "organization", Links(), (), (Mention(20, 46, "name"),)
    )
    statement = by_cue(text, "said", entities=(institute, entity("Ana Ruiz", text)))
    assert statement.speaker == "ana-ruiz"


def test_a_spokesman_is_not_the_one_he_speaks_for() -> None:
    text = "A spokesman for Ana Ruiz said the dam was safe."
    assert by_cue(text, "said", entities=(entity("Ana Ruiz", text),)).speaker is None


def test_a_speaker_is_kept_beside_a_clause_about_the_question() -> None:
    text = 'Peric, asked about the report, said: "There is nothing to postpone."'
    (statement,) = statements_of(text)
    assert statement.source is not None
    assert statement.source.of(text) == "Peric"


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("Officials said that the bridge was closed.", "said", "says"),
        ("Norway denied that its ships had crossed the line.", "denied", "says"),
        ("Analysts believe the vote will be postponed.", "believe", "believes"),
        ("The central bank plans to cut interest rates next year.", "plans", "intends"),
        ("China supports the proposal.", "supports", "supports"),
        ("China opposes the proposal.", "opposes", "opposes"),
        ("The envoy urged Tokyo to reflect on its history.", "urged", "asks"),
        ("Chile's government has expressed its opposition to the mine.", "expressed", "opposes"),
        ('"We want the bridge closed," Ruiz said.', "said", "says"),
        ("Norland bans the import of fish from Peru.", "bans", "opposes"),
        ("The council hoped to reopen the bridge.", "hoped", "intends"),
        ("Ruiz was called a fraud by colleagues for promoting pills.", "called", "says"),
    ],
)
def test_kinds(text: str, cue: str, kind: str) -> None:
    assert by_cue(text, cue).kind == kind


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The bank said growth had stalled, while the union said pay had fallen.", "said", ["growth had stalled"]),
        ("The port will stay shut, Ruiz said, a day after a ship sank.", "said", ["The port will stay shut"]),
        ("The port will stay shut, Ruiz said, despite a protest by crews.", "said", ["The port will stay shut"]),
    ],
)
def test_what_another_says_or_the_reporter_adds_is_no_content(text: str, cue: str, content: list[str]) -> None:
    assert content in [told(each, text) for each in statements_of(text) if each.cue and each.cue.of(text) == cue]


def test_a_sentence_may_end_with_an_abbreviation() -> None:
    text = "Ruiz says the figure is disputed by the U.N. In a statement, she accused the press of lying."
    assert told(by_cue(text, "says"), text) == ["the figure is disputed by the U.N."]


def test_who_is_quoted_by_another_speaks() -> None:
    text = '"We are not afraid," his lawyer quoted Kato as saying.'
    statement = by_cue(text, "saying")
    assert statement.source is not None
    assert (statement.source.of(text), told(statement, text)) == ("Kato", ['"We are not afraid,"'])


def test_what_is_refused_is_not_said() -> None:
    text = "The minister refused to rule out higher taxes."
    assert [each.cue.of(text) for each in statements_of(text) if each.cue] == ["refused"]


def test_who_was_quoted_speaks() -> None:
    text = 'Kato left early.\n\n"Nobody wants this," Ana Ruiz was quoted as saying by the agency.'
    (statement,) = statements_of(text)
    assert statement.source is not None
    assert (statement.source.of(text), told(statement, text)) == ("Ana Ruiz", ['"Nobody wants this,"'])


def test_what_follows_a_dash_is_a_speaker_only_as_a_name() -> None:
    text = 'Kato said that trust "takes some time to grow" — a view shared by the cabinet.'
    assert [each.cue.of(text) for each in statements_of(text) if each.cue] == ["said"]
