"""Two tellings of one point: affirmed or denied, done or ahead, on whose word, and in words that say more."""

import pytest

from rashomon.comparison.actors import join_actors
from rashomon.comparison.differences import DifferenceFinder
from rashomon.comparison.units import read_units
from rashomon.knowledge import load_knowledge


@pytest.fixture
def between(annotate_text):
    """Compare a claim of one report with a claim of another: each report with words of the claim."""

    def between(one, other):
        annotations = [
            annotate_text(text, id=name, outlet=f"Outlet {name.upper()}", published="2024-05-07")
            for name, (text, _) in zip("ab", (one, other), strict=True)
        ]
        actors = join_actors(annotations)
        units = read_units(annotations, actors)
        told = [
            min(
                (unit for unit in units if unit.account == name and words in unit.text), key=lambda unit: len(unit.text)
            )
            for name, (_, words) in zip("ab", (one, other), strict=True)
        ]
        found = DifferenceFinder(annotations, actors, load_knowledge()).between(told)
        texts = {annotation.article.id: annotation.article.text for annotation in annotations}
        assert all(value.span.of(texts[value.article]) for difference in found for value in difference.values)
        return {difference.kind: [value.value for value in difference.values] for difference in found}

    return between


MET = "Governor Ida Lund said on Monday that the guards had fired on the crowd at the port of Tarn.", "the guards"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police chief Paul Okoro told reporters that no guard used a weapon at the port.", "no guard"),
        ("Police chief Paul Okoro denied that his men had shot at the crowd.", "his men"),
        ("Police chief Paul Okoro said there was no evidence that any weapon was used on the crowd.", "any weapon"),
        ("“Nobody shot at the crowd,” police chief Paul Okoro told reporters in Merrin.", "Nobody shot"),
        (
            "A spokesman said that the guards faced the crowd all day with batons and not with rifles.",
            "the guards",
        ),
    ],
)
def test_what_one_affirms_the_other_denies_in_other_words(between, text, words):
    assert between(MET, (text, words))["polarity"] == ["affirmed", "denied"]


def test_a_negation_without_a_word_in_common_may_be_of_another_matter(between):
    other = "Police chief Paul Okoro told reporters that no minister was expected in Merrin.", "no minister"
    assert "polarity" not in between(MET, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            ("Governor Ida Lund said that she would not step down over the strike.", "she would not"),
            ("Governor Ida Lund told reporters that she was staying in office until the vote.", "she was staying"),
            id="one speaker",
        ),
        pytest.param(
            ("In his letter the mayor did not mention the strike at the port.", "In his letter"),
            ("The mayor left the strike out of his letter.", "The mayor left"),
            id="both in their own voice",
        ),
        pytest.param(
            ("Engineer Paul Okoro said that the bridge did not hold the weight of the trucks.", "the bridge"),
            ("Mayor Ida Lund said that the old crossing had failed under its load.", "the old crossing"),
            id="the other has a word of denial too",
        ),
        pytest.param(
            ("Engineer Paul Okoro said that the bridge carries not only trucks.", "the bridge"),
            ("Mayor Ida Lund said that many buses used the old crossing every day.", "many buses"),
            id="not only",
        ),
        pytest.param(
            ("Aide Paul Okoro said that Lund has not attended the festival before.", "Lund has not"),
            ("Clerk Jon Berg said that it may be the first festival that she attends.", "it may be"),
            id="what may be is not denied",
        ),
    ],
)
def test_a_negation_alone_is_no_difference(between, one, other):
    assert "polarity" not in between(one, other)


def test_opposite_words_are_a_difference_of_polarity(between):
    found = between(
        ("The harbour of Tarn is open again.", "The harbour"), ("The harbour of Tarn stays closed.", "The harbour")
    )
    assert found["polarity"] == ["open", "closed"]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("The talks in Merrin were cancelled.", "The talks in Merrin were put off.", ["cancelled", "put off"]),
        ("Nurses demanded a raise.", "Nurses asked for a raise.", ["demanded", "asked"]),
        ("All dockers joined the strike.", "Most dockers joined the strike.", ["All", "Most"]),
    ],
)
def test_words_that_say_more_are_a_difference_of_wording(between, one, other, values):
    assert between((one, one[:6]), (other, other[:6]))["wording"] == values


def test_a_negated_word_is_not_held_against_its_opposite(between):
    found = between(
        ("The harbour of Tarn is not open.", "The harbour"), ("The harbour of Tarn is closed.", "The harbour")
    )
    assert "polarity" not in found


def test_a_mail_that_would_and_a_mail_that_will_come_are_of_one_status(between):
    found = between(
        ("The mail would be delivered on all days, the post office of Merrin said.", "The mail"),
        ("The mail will be delivered on all days in Merrin.", "The mail"),
    )
    assert "status" not in found


def test_two_speakers_in_words_of_their_own_are_two_sources(between):
    found = between(
        ("Mayor Ida Lund said that greed had brought the tower down.", "greed"),
        ("“The storm was stronger than any beam,” engineer Paul Okoro said.", "The storm"),
    )
    assert found["attribution"] == ["Ida Lund", "Paul Okoro"]


def test_somebody_s_word_is_set_against_what_the_other_account_establishes(between):
    found = between(
        ("Mayor Ida Lund said that greed had brought the tower down.", "greed"),
        ("The storm snapped two rotten beams.", "The storm"),
    )
    assert found["attribution"] == ["Ida Lund", "The storm snapped two rotten beams"]


@pytest.mark.parametrize(
    "other",
    [
        "A spokesman said that the old bridge of Merrin must be closed for repairs.",
        "The city of Merrin said that the old bridge of Merrin must be closed for repairs.",
    ],
)
def test_who_speaks_for_a_body_is_no_other_source_than_the_body(between, other):
    one = "Mayor Ida Lund said that the old bridge of Merrin must be closed for repairs."
    assert "attribution" not in between((one, "the old bridge"), (other, "the old bridge"))


def test_a_quotation_is_not_cut_where_a_clause_ends(between):
    quoted = "“We locked the gates and we called the police,” Mayor Ida Lund {}."
    found = between((quoted.format("said"), "We locked"), (quoted.format("told reporters"), "we called"))
    assert "wording" not in found


def test_words_of_their_own_for_one_thing_in_the_accounts_own_voice_are_no_difference(between):
    found = between(
        ("Heavy snow stopped every train to Merrin on Monday.", "Heavy snow"),
        ("A blizzard brought railways around Merrin to a standstill on Monday.", "A blizzard"),
    )
    assert "wording" not in found
