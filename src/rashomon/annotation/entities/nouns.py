"""What common nouns name: people, bodies, places, occasions; and the gender of words and given names.

Tables compiled by hand for this project from general knowledge of news English; given names from
data/given_names.json. A noun that is not listed is judged by its ending (``-man``, ``-ist``), and otherwise has no class.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Literal

from rashomon.knowledge.names import fold_name

__all__ = [
    "COURTESY_TITLES",
    "OFFICE_NOUNS",
    "SURNAMES_FIRST",
    "TITLES",
    "Gender",
    "NounClass",
    "gender_of_given_name",
    "gender_of_noun",
    "is_given_name",
    "is_listed_person",
    "noun_class",
]

_GIVEN_NAMES = Path(__file__).parent / "data" / "given_names.json"

NounClass = Literal["person", "people", "organization", "place", "state", "occasion", "time", "amount"]
Gender = Literal["male", "female"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


OFFICE_NOUNS = _words(
    "president premier chancellor king queen emir sultan pope leader minister secretary governor mayor ambassador "
    "envoy senator congressman congresswoman lawmaker commissioner chief head chairman chairwoman chair director "
    "general admiral commander speaker spokesman spokeswoman spokesperson monarch dictator ruler ayatollah prince "
    "princess judge justice prosecutor attorney counsel adviser advisor aide diplomat official deputy vice- "
    "president strongman autocrat"
)
"""Heads of the phrases that say which office somebody holds."""

_PERSON = OFFICE_NOUNS | _words(
    "man woman boy girl person child kid baby teenager adult father mother son daughter brother sister wife "
    "husband widow uncle aunt cousin nephew niece grandfather grandmother parent spouse partner friend colleague "
    "neighbor neighbour analyst expert author writer journalist reporter correspondent editor columnist blogger "
    "photographer professor teacher student pupil scientist researcher historian economist engineer doctor nurse "
    "surgeon lawyer officer soldier pilot captain sergeant colonel major lieutenant marshal detective policeman "
    "policewoman inspector sheriff guard agent spy suspect victim witness defendant plaintiff attacker gunman "
    "shooter killer assailant bomber terrorist militant rebel fighter activist protester protestor demonstrator "
    "dissident campaigner organizer organiser volunteer worker employee employer manager executive boss owner "
    "founder billionaire businessman businesswoman entrepreneur investor banker trader farmer fisherman driver "
    "passenger traveler traveller tourist visitor migrant refugee immigrant resident citizen villager local voter "
    "candidate politician member delegate representative mp legislator councillor councilor opponent rival ally "
    "supporter critic fan player coach striker defender goalkeeper midfielder athlete champion winner loser "
    "runner singer actor actress artist musician painter dancer director producer filmmaker designer model star "
    "celebrity comedian host presenter priest bishop cardinal imam rabbi cleric monk nun pastor patient prisoner "
    "inmate detainee hostage insider survivor veteran successor predecessor heir founder inventor astronaut hacker "
    "smuggler trafficker thief criminal translator interpreter pensioner commentator observer participant "
    "attendee guest client customer consumer user reader viewer listener native immigrant individual hero enemy "
    "foe counterpart mediator negotiator treasurer auditor physician archbishop patriarch"
)
_PEOPLE = _words(
    "people police troop personnel staff crowd public population family couple crew folk youth elite clergy "
    "militia mob duo trio pair cavalry infantry civilian forces men women children audience electorate community "
    "crowd Muslims"
)
_ORGANIZATION = _words(
    "government ministry department agency company firm corporation bank university college school hospital party "
    "parliament congress senate assembly council committee commission court tribunal organization organisation "
    "association union federation alliance bloc coalition group movement army navy military force airforce "
    "airline newspaper magazine broadcaster outlet website publisher regime administration cabinet bureau office "
    "team club league museum foundation charity institute institution think-tank embassy consulate authority "
    "board panel campaign startup manufacturer retailer operator supplier maker conglomerate cartel gang militia "
    "faction junta secretariat command unit brigade battalion fleet guard delegation opposition legislature "
    "regulator watchdog church band orchestra brand body society lobby camp side press media service corps "
    "politburo kremlin"
)
_STATE = _words("country nation state kingdom republic superpower island-nation homeland")
_PLACE = _words(
    "city town village capital region province district area neighborhood neighbourhood island peninsula border "
    "coast river lake sea ocean mountain valley desert forest street road square park airport port base camp "
    "building house palace hall hotel site zone territory county suburb municipality airport stadium plant "
    "factory prison bridge venue location place continent strait bay gulf beach hill plain enclave hub centre "
    "center facility station metropolis hometown"
)
_OCCASION = _words(
    "summit parade conference ceremony commemoration anniversary election referendum meeting talk festival forum "
    "congress war battle games olympics tournament cup championship match exhibition expo fair funeral wedding "
    "inauguration coronation celebration rally protest demonstration march strike riot coup uprising revolution "
    "attack bombing shooting explosion earthquake flood storm hurricane typhoon cyclone wildfire eruption crash "
    "trial hearing vote session visit trip tour launch drill exercise exercises maneuver manoeuvre negotiation "
    "ceasefire truce event gathering concert debate briefing reception banquet holiday invasion offensive siege "
    "massacre genocide genocides crisis pandemic outbreak stampede"
)
_TIME = _words(
    "day week month year decade century hour minute second morning afternoon evening night weekend today tomorrow "
    "yesterday monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december spring summer autumn winter moment period era quarter season "
    "noon midnight date"
)
_AMOUNT = _words(
    "percent % dollar euro pound yen yuan won mile kilometer kilometre meter metre ton tonne kilogram degree"
)

_CLASSES: tuple[tuple[frozenset[str], NounClass], ...] = (
    (_TIME, "time"),
    (_AMOUNT, "amount"),
    (_PEOPLE, "people"),
    (_PERSON, "person"),
    (_STATE, "state"),
    (_ORGANIZATION, "organization"),
    (_OCCASION, "occasion"),
    (_PLACE, "place"),
)
_CLASS_OF: dict[str, NounClass] = {word: kind for words, kind in reversed(_CLASSES) for word in words}

_PERSON_ENDINGS = ("man", "woman", "person", "ist", "ologist", "grapher", "smith", "keeper", "maker", "goer", "holder")
_NOT_PERSONS = _words("list twist mist fist human")

TITLES = _words(
    "mr mrs ms miss mx sir dame lord lady dr prof professor president premier chancellor king queen prince "
    "princess emir sultan pope minister secretary sen senator rep representative gov governor mayor gen general "
    "lt lieutenant col colonel maj major capt captain sgt sergeant adm admiral cmdr commander marshal sheikh "
    "ayatollah imam rabbi rev reverend father bishop archbishop cardinal judge justice chairman chairwoman chief "
    "ambassador director leader spokesman spokeswoman spokesperson deputy vice prime foreign defense defence "
    "affairs assistant undersecretary under-secretary first-lady councillor coach emeritus detective officer "
    "inspector speaker congressman congresswoman councilman councilwoman sheriff secretary-general president- "
    "elect vice-president crown administrator executive commissioner undersecretary attorney patriarch metropolitan "
    "designate ceo cfo coo"
)
"""Words before a person's name that are no part of it, without their full stop, in lower case."""

COURTESY_TITLES = _words("mr mrs ms miss mx dr")
"""What stands before any surname and tells no office."""

SURNAMES_FIRST = frozenset(
    "kim lee park choi jung jeong chung kang cho jo yoon yun jang lim im han moon mun shin wang li zhang liu chen "
    "yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo nguyen tran le pham hoang wong chan cheung leung "
    "lam ng yeung kwok lau cheng tang tsai ho yip xi deng mao peng cao ri choe pak hwang ahn seo bae baek roh noh "
    "ban oh ryu son song hong".split()
)
"""Common Chinese, Korean and Vietnamese surnames, which stand before the given name."""

_MALE_NOUNS = _words(
    "man boy father son brother husband uncle nephew grandfather king prince chairman spokesman congressman "
    "businessman policeman gunman fisherman actor monk priest pope bishop widower mr sir lord emir sultan sheikh "
    "ayatollah imam dad"
)
_FEMALE_NOUNS = _words(
    "woman girl mother daughter sister wife aunt niece grandmother queen princess chairwoman spokeswoman "
    "congresswoman businesswoman policewoman actress nun widow mrs ms miss dame lady mom mum first-lady"
)
_MALE_GIVEN = _words(
    "abdel ahmed akira alex ali angel bashar chuck denis dmitry doug ed hassan henri hussein ibrahim jan jean "
    "jose luca luiz matt michel mohamed mohammed narendra nikola olav petro phil rajiv sam shinzo terry toby "
    "volodymyr will yasser yitzhak yuri"
)
_FEMALE_GIVEN = _words(
    "ada birgit carol condoleezza cyd dilma elinor florence guadalupe hillary jacinda jean joan joann kelly "
    "malala mari maria nicola olga rosario simone starry tracy vivian"
)
"""Names that the data file leaves out as borne by both, or does not hold, and that are mostly one gender's in news."""


@lru_cache(maxsize=8192)
def noun_class(lemma: str) -> NounClass | None:
    """Return what kind of thing a common noun names, None where neither the tables nor its ending tell."""
    word = lemma.lower()
    kind = _CLASS_OF.get(word)
    if kind is None and "-" in word:
        kind = _CLASS_OF.get(word.rsplit("-", 1)[1])
    if kind is None and word.endswith(_PERSON_ENDINGS) and word not in _NOT_PERSONS and len(word) > 5:
        return "person"
    return kind


def is_listed_person(lemma: str) -> bool:
    """Say whether the tables hold the noun as one for a person; surnames may look like one by their ending."""
    return _CLASS_OF.get(lemma.lower()) == "person"


def gender_of_noun(lemma: str) -> Gender | None:
    """Return the gender that a noun or a title states of a person ("sister", "Mr")."""
    word = lemma.lower().rstrip(".")
    if word in _MALE_NOUNS:
        return "male"
    if word in _FEMALE_NOUNS or word.endswith("woman"):
        return "female"
    return "male" if word.endswith("man") and noun_class(word) == "person" else None


def gender_of_given_name(name: str) -> Gender | None:
    """Return the gender that a given name usually has; None where it is unknown or borne by both."""
    word = fold_name(name)
    if word in _MALE_GIVEN:
        return "male"
    if word in _FEMALE_GIVEN:
        return "female"
    return _given_names().get(word)


def is_given_name(name: str) -> bool:
    """Say whether the name is a known given name of one gender."""
    return gender_of_given_name(name) is not None


@lru_cache(maxsize=1)
def _given_names() -> dict[str, Gender]:
    table = json.loads(_GIVEN_NAMES.read_text("utf-8"))
    return dict.fromkeys(table["male"], "male") | dict.fromkeys(table["female"], "female")
