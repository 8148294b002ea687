"""Names as wire copy writes them: offices before them, bodies in front of those, lists, numbers and the past."""

from functools import lru_cache

import pytest

from rashomon.annotation.coreference.resolving import resolve_coreference
from rashomon.annotation.entities.finding import find_entities
from rashomon.annotation.mentions import MentionIndex
from rashomon.annotation.parse import parse_articles
from rashomon.knowledge import load_knowledge
from rashomon.model import Article


@lru_cache
def read(text, published=None):
    article = Article(id="a", text=text, sha256="0", published=published)
    parse = next(parse_articles([article]))
    knowledge = load_knowledge()
    return parse.doc, resolve_coreference(parse, find_entities(parse, knowledge), knowledge)


def named(text, name):
    return next(entity for entity in read(text)[1] if entity.name == name)


def texts(text, name):
    return [text[mention.start : mention.end] for mention in named(text, name).mentions]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("U.N. Secretary-General Ana Ruiz will travel to Norway.", "Ana Ruiz", "U.N. Secretary-General"),
        ("Under-Secretary-General Maria Holm told reporters so.", "Maria Holm", "Under-Secretary-General"),
        ("Attorney-General Lena Holm resigned on Friday.", "Lena Holm", "Attorney-General"),
        ("Prime Minister-designate Pavel Novak met lawmakers.", "Pavel Novak", "Prime Minister-designate"),
        ("Prosecutor Elena Vargas told the court so.", "Elena Vargas", "Prosecutor"),
        ("Chief Executive Lars Berg told investors so.", "Lars Berg", "Chief Executive"),
        ("Norwegian Climate Minister Tora Lund praised the plan.", "Tora Lund", "Norwegian Climate Minister"),
        ("Interior Cabinet Secretary Joseph Kimani spoke.", "Joseph Kimani", "Interior Cabinet Secretary"),
        ("National Assembly Speaker Woo Ji-won will attend.", "Woo Ji-won", "National Assembly Speaker"),
        ("Fjordbank chief executive Lars Berg resigned.", "Lars Berg", "Fjordbank chief executive"),
        ("Norway's presidential chief of staff Lars Berg agreed.", "Lars Berg", "Norway's presidential chief of staff"),
        ("Kenyan police spokesperson Rose Onyango did not answer.", "Rose Onyango", "Kenyan police spokesperson"),
    ],
)
def test_office_before_a_name_is_the_role_of_one_person(text, name, role):
    person = named(text, name)
    assert (person.kind, person.roles) == ("person", (role,))
    assert [entity.name for entity in read(text)[1] if entity.kind == "person"] == [name]


def test_source_phrase_that_opens_with_a_body_is_headed_by_the_person():
    text = "Norland Research Institute for Coastal Security analyst Park Ji-seok said it was expected."
    doc, entities = read(text)
    index = MentionIndex(doc, entities)
    subject = next(token for token in doc if token.dep_ == "nsubj" and token.head.text == "said")
    person = named(text, "Park Ji-seok")
    assert index.at(subject) == index.headed_by(subject) == person.id
    assert named(text, "Norland Research Institute for Coastal Security").kind == "organization"


def test_list_of_offices_gives_each_person_the_own_one():
    text = "EU Trade Commissioner Clara Malm and U.S. Trade Representative Michael Frome resumed talks."
    assert named(text, "Clara Malm").roles == ("EU Trade Commissioner",)
    assert named(text, "Michael Frome").roles == ("U.S. Trade Representative",)


def test_surnames_and_an_office_in_a_list_are_three_people():
    text = "Ana Ruiz stood beside Merkel, Macron and Norway's Labour Party chief."
    people = [entity.name for entity in read(text)[1] if entity.kind == "person"]
    assert people == ["Ana Ruiz", "Angela Merkel", "Emmanuel Macron", "Norway's Labour Party chief"]


def test_number_belongs_to_the_name_of_the_group():
    text = "Leaders of the Group of 20 met on Sunday for the Group of 20 summit. The Group of Seven issued a statement."
    assert texts(text, "Group of 20")[0] == "the Group of 20"
    assert named(text, "Group of 20 summit").kind == "occasion"
    assert texts(text, "Group of Seven") == ["The Group of Seven"]


def test_group_that_acts_for_two_states_has_no_single_one():
    text = "Norwegian and Peruvian officials held talks. Peruvian officials left."
    assert named(text, "Norwegian and Peruvian officials").links.iso3 is None
    assert named(text, "Peruvian officials").links.iso3 == "PER"


def test_head_of_a_body_of_many_states_does_not_act_for_the_own_one():
    text = "NATO Secretary General Jens Stoltenberg took part. Norwegian Foreign Minister Tora Lund agreed."
    assert named(text, "Jens Stoltenberg").links.iso3 is None
    assert named(text, "Tora Lund").links.iso3 == "NOR"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Norway signed the Paris Agreement on Friday.", "Paris Agreement", "other"),
        ("The Treaty of Versailles was signed by Germany.", "Treaty of Versailles", "other"),
        ("The war ended with the defeat of Nazi Germany.", "Nazi Germany", "state"),
        ("Norland had fought Imperial Japan for years.", "Imperial Japan", "state"),
        ("The navy sent the USS Ana R. Ruiz to the port.", "USS Ana R. Ruiz", "other"),
        ("DiMarco, who won a prize this year, told the leaders that time was short.", "DiMarco", "person"),
        ("Shells hit the southern city of Kherson overnight.", "Kherson", "place"),
    ],
)
def test_kind_of_name(text, name, kind):
    assert named(text, name).kind == kind


@pytest.mark.parametrize("name", ["Nazi Germany", "Soviet Union"])
def test_state_of_the_past_is_not_the_one_of_today(name):
    text = "The Soviet Union fought Nazi Germany. Russia and Germany sent envoys."
    assert named(text, name).links.iso3 is None
    assert named(text, "Russia").links.iso3 == "RUS"


def test_name_with_particles_is_whole():
    text = "European Commission President Ursula von der Leyen declined to comment."
    assert named(text, "Ursula von der Leyen").kind == "person"


def test_last_two_parts_of_a_long_name_are_the_same_person():
    text = "The court sentenced Ana Maria Ruiz Soto. Thousands marched for Ruiz Soto on Monday."
    assert len(named(text, "Ana Maria Ruiz Soto").mentions) == 2


def test_name_of_an_occasion_has_no_clause():
    text = "The parade marked the 60th anniversary of the end of the siege, which ended with a treaty in Oslo."
    assert any(entity.name == "60th anniversary of the end of the siege" for entity in read(text)[1])


def test_occasion_does_not_belong_to_those_who_come():
    text = "Ana Ruiz opened the climate summit with Peruvian President Juan Ortega."
    assert named(text, "climate summit").links.iso3 is None


def test_paragraph_full_of_names_is_no_headline():
    text = (
        "Ana Ruiz, Juan Ortega, Tora Lund, Lars Berg and Elena Vargas of the Geneva Institute, the Orange Democratic "
        "Movement and the Templeton Foundation signed the Treaty of Versailles."
    )
    assert {"Ana Ruiz", "Lars Berg", "Orange Democratic Movement"} <= {entity.name for entity in read(text)[1]}


def test_ambassador_is_not_the_head_of_government():
    text = "British Prime Minister David Cameron met the monk. China summoned the British ambassador."
    assert len(named(text, "David Cameron").mentions) == 1


def test_bank_takes_up_the_body_named_so():
    text = "Fjordbank reported a loss on Monday. The bank's shares fell."
    assert texts(text, "Fjordbank") == ["Fjordbank", "The bank's"]


def test_chief_of_a_body_is_who_was_named_with_an_office_of_it():
    text = "World Health Organization Director-General Maria Holm spoke. The WHO chief praised the nurses."
    assert texts(text, "Maria Holm")[-1] == "The WHO chief"


def test_last_word_of_a_body_with_a_capital_is_the_body():
    text = "Indonesia's National Search and Rescue Agency found the ferry. Agency head Bambang Sutopo said so."
    assert texts(text, "National Search and Rescue Agency")[-1] == "Agency"


def test_alias_behind_known_as_is_the_same_person():
    text = "Rebel leader Rodrigo Luna, better known as Timoko, shook hands with the king on Friday."
    assert "Timoko" in texts(text, "Rodrigo Luna")


def test_office_of_the_next_in_a_list_is_not_a_role_of_the_first():
    text = "Peruvian leader Ana Ruiz and the Norwegian president, Lars K. Berg, watched as troops marched on Thursday."
    assert named(text, "Ana Ruiz").roles == ("Peruvian leader",)
    assert texts(text, "Lars K. Berg") == ["the Norwegian president, Lars K. Berg"]


def test_surname_with_article_is_taken_up_without_it():
    text = "The court sought Sudanese President Omar al-Bashir. It said Bashir was responsible."
    assert len(named(text, "Omar al-Bashir").mentions) == 2


def test_unknown_town_is_a_place_where_something_happens():
    assert named("Rebels and envoys signed the deal in Martagena on Friday.", "Martagena").kind == "place"


def test_body_of_many_states_does_not_belong_to_the_state_of_its_ambassador():
    text = "Sudan's U.N. Ambassador Ali Osman Taha said no."
    assert named(text, "U.N.").links.iso3 is None


def test_ambassador_to_a_body_acts_for_the_own_state():
    text = "Norway's deputy U.N. ambassador, Lars Berg, voiced doubts."
    assert named(text, "Lars Berg").links.iso3 == "NOR"


def test_counterpart_between_commas_is_the_person():
    text = "Norwegian Prime Minister Lars Berg and his New Zealand counterpart, Jane Arden, spoke after the attack."
    person = named(text, "Jane Arden")
    assert (person.roles, person.links.iso3) == (("New Zealand counterpart",), "NZL")


def test_prince_of_a_state_belongs_to_it():
    text = "Crown Prince Frederik of Denmark sent condolences."
    assert [entity.links.iso3 for entity in read(text)[1] if entity.kind == "person"] == ["DNK"]


def test_possessor_of_a_body_is_no_role_of_it():
    text = "South African President Cyril Dlamini's African National Union won the election."
    assert named(text, "African National Union").roles == ()


@pytest.mark.parametrize(
    ("text", "is_metonym"),
    [
        ("The spokesman said Berlin was ready to listen.", True),
        ("The minister said Ottawa was in talks to grant her asylum.", True),
        ("The envoy said Berlin was cold in winter.", False),
    ],
)
def test_capital_in_a_state_of_mind_is_the_government(text, is_metonym):
    assert any(mention.metonym for entity in read(text)[1] for mention in entity.mentions) is is_metonym


def test_the_north_is_the_other_half():
    text = "South Korea's spy service told lawmakers so. The North's news agency was silent."
    assert texts(text, "North Korea") == ["The North's"]


def test_bureau_in_an_office_is_not_its_holder():
    text = (
        "Ana Ruiz, a member of the Standing Committee of the Political Bureau of the Labour Party of Norland, left. "
        "The party was silent."
    )
    assert texts(text, "Ana Ruiz") == [text.partition(", left")[0]]


def test_office_that_is_taken_is_no_body():
    text = "Ana Ruiz took office in October. She had been in court for weeks."
    assert [entity.name for entity in read(text)[1] if entity.kind == "organization"] == []


def test_two_officials_with_and_are_two_mentions():
    text = "Vice Premier He Lifan and U.S. Treasury Secretary Scott Bess met in Stockholm."
    assert texts(text, "He Lifan") == ["Vice Premier He Lifan"]


def test_a_known_person_goes_by_the_known_name():
    people = [entity.name for entity in read("Angela D. Merkel spoke. Merkel left.")[1] if entity.kind == "person"]
    assert people == ["Angela Merkel"]


@pytest.mark.parametrize("surname", ["King", "Bishop", "Judge"])
def test_a_surname_that_is_a_title_too_is_a_name_behind_a_courtesy_title(surname):
    people = [entity.name for entity in read(f"Mr. {surname} met Ana Ruiz.")[1] if entity.kind == "person"]
    assert people == [surname, "Ana Ruiz"]


def test_a_body_with_a_plural_name_possesses_whoever_follows():
    names = {entity.name: entity.kind for entity in read("Nordbank News’ Ana Ruiz asked Juan Ortega.")[1]}
    assert names["Ana Ruiz"] == "person"


def test_a_headline_with_a_full_stop_is_one():
    text = "Obama Says Harbour Museum Will Tell of Storms and Calm.\n\nWASHINGTON - President Obama opened it."
    assert {entity.name for entity in read(text)[1] if entity.kind == "person"} == {"Barack Obama"}


def test_a_list_of_people_is_called_by_their_names():
    text = "Mayor Ana Ruiz and her old rival, Juan Ortega, met on Monday. They said the bridge was safe."
    assert texts(text, "Ana Ruiz and Juan Ortega")[-1] == "They"


def test_a_name_that_several_bear_stays_unlinked_and_says_why():
    congress = named("Congress passed the bill on Tuesday, and Congress went home.", "Congress")
    assert (congress.links.iso3, congress.links.wikidata) == (None, None)
    assert "Indian National Congress" in congress.unlinked
    assert "U.S. Congress" in congress.unlinked


def test_a_body_of_a_shared_name_is_the_one_of_the_state_that_the_report_speaks_of():
    congress = named("Congress passed the bill, the United States said.", "Congress")
    assert (congress.links.iso3, congress.unlinked) == ("USA", None)


def test_what_nobody_knows_has_no_reason_to_be_unlinked():
    assert named("Ana Ruiz left the port.", "Ana Ruiz").unlinked is None


def test_a_relative_of_one_surname_has_the_own_whole_name():
    text = "Kim Jong Un watched the test with his daughter, Kim Ju Ae. Kim Ju Ae smiled. Kim said the test went well."
    assert texts(text, "Kim Ju Ae")[-1] == "Kim Ju Ae"
    assert texts(text, "Kim Jong Un")[-1] == "Kim"
