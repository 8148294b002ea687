"""The words by which reports name sources: offices and bodies, state media, documents, those who speak for somebody."""

from __future__ import annotations

import re

from rashomon.knowledge.media_words import state_media_sort

__all__ = [
    "SINGLE_DOCUMENTS",
    "document_of",
    "is_executive",
    "is_official",
    "is_unnamed_medium",
    "medium_named_in",
    "office_of",
    "spoken_for",
    "state_media_of",
    "without_article",
]

_OFFICIAL = re.compile(
    r"""\b(?:presidents?|presidency|(?:prime\s|vice\s)?ministers?|ministry|ministries|spokes\w+|secretar(?:y|ies)|officials?
      |ambassadors?|governors?|senators?|congress\w*|mayors?|chancellors?|king|queen|generals?|commanders?|police|prosecutors?
      |judges?|lawmakers?|leaders?|envoys?|diplomats?|directors?|commissioners?|representatives?|sen\.|rep\.|gov\.|attorneys?
      |authorit(?:y|ies)|government|kremlin|army|military|navy|air\sforce|coast\sguard|officers?|courts?|jury
      |parliament|council|department|office|firefighters|investigators?|legislators?|deput(?:y|ies)|chief\sof\sstaff|policy\schiefs?|(?:house|parliament\w*|assembly|senate)\sspeakers?)\b
      |\b(?:sen|rep|gov)\.""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_OFFICIAL = re.compile(
    r"""\b(?:former|ex|late|opposition|rebel|union|church|religious|community|party|business|retired|then|creative|film|managing
      |art)[\s-](?:\w+[\s-]){0,3}?(?:presidents?|ministers?|secretar\w+|officials?|ambassadors?|governors?|senators?|leaders?
      |generals?|directors?|officers?|commanders?|diplomats?|mayors?|chancellors?|envoys?|judges?|prosecutors?)\b
      |\b(?:presidents?|directors?|secretary|governors?|chancellors?|representatives?|leaders?|commissioners?)
        (?:[\s-]general)?\s(?:of|at|for)\s(?:\w+\s){0,6}?(?:universit\w+|institut\w+|college|school|foundation|association
        |union|club|compan\w+|corporation|think\stank|cent(?:er|re)|charity|society|church|studies)\b
      |\buniversity\s(?:\w+\s)?(?:president|director|chancellor)|\bregister\soffice|\blaw\soffice""",
    re.VERBOSE | re.IGNORECASE,
)
_EXECUTIVE = re.compile(
    r"\b(?:president|prime minister|minister|spokes\w+|ambassador|envoy|secretary|chancellor|king|chief of staff)\b",
    re.I,
)
_NAMED_MEDIUM = re.compile(
    r"\b(?:agency|broadcaster|channel|daily|network|newspaper|paper|service|site|station|television|website)\s+"
    r"(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4})$"
)
_UNNAMED_MEDIUM = re.compile(
    r"(?:[\w’'-]+\s){0,3}(?:media|press|television|newspapers?|broadcasters?|radio)(?:\s(?:outlets?|reports?|houses?))?",
    re.I,
)
_SORTS = {"agency": "agency:", "agencies": "agency:"} | dict.fromkeys(
    ("television", "tv", "radio", "broadcaster", "broadcasters", "newspaper", "newspapers"), "outlet:"
)
"""By what the id of a known medium of this sort begins; media of any sort may be meant by "media" and "press"."""

SINGLE_DOCUMENTS = frozenset(
    "affidavit charter communique communiqué constitution decree indictment manifesto resolution treaty verdict".split()
)
"""Documents of which one story has one; of reports, letters and statements there are many."""
_DOCUMENTS = SINGLE_DOCUMENTS | frozenset(
    """accord agreement announcement assessment bill blog bulletin cable complaint data declaration document dossier email
    figure file filing footage image law lawsuit leaflet letter memo memorandum minute notice order paper petition photograph
    picture poll post press-release record recording register release report ruling statement statistic study survey testimony
    text transcript tweet video warrant""".split()
)
_NOT_PAPERS = frozenset({"paper", "post", "record", "register"})
"""Documents in the plural or with a word before them ("court papers"), newspapers alone ("the paper")."""
_AFTER_HEAD = re.compile(
    r"""\s(?:by|of|from|to|on|in|about|for|at|with|seen|obtained|published|issued|released|made|posted|sent|signed|filed
      |compiled|drawn|that|which|who|carried|provided|dated)\s|,""",
    re.VERBOSE,
)
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)

_SPOKESPERSON = re.compile(
    r"""^(?:an?\s|the\s|one\s|its\s)?(?:senior\s|official\s|chief\s)?
      (?:spokes(?:man|woman|person|people|men)\s(?:for|of|at)\s(?P<after>.+)
        |(?P<before>.+?)(?:[’']s)?\s(?:(?:senior|official|chief|deputy)\s)?spokes(?:man|woman|person|people|men)\b.*)$""",
    re.VERBOSE | re.IGNORECASE,
)
_BODIES = (
    r"ministry|ministries|department|army|military|police|navy|air force|coast guard|border guards?|border service|government|"
    r"presidency|parliament|cabinet|central bank|supreme court|constitutional court|embassy|armed forces|security service|"
    r"intelligence service|general staff|election commission"
)
_BODY = re.compile(rf"(?:[\w’'-]+ ){{0,4}}?(?:{_BODIES})$")
_BODY_OF = re.compile(r"^(?P<body>ministry|department) (?:of|for) (?:the )?(?P<field>[\w ,]+)$")
_IN_BETWEEN = re.compile(r"\b(?:spokes\w+|officials?|for|by|from|at|near|in|and|who|that)\b")
"""Words that are no part of a body's name: "officials at the ministry" are not the ministry."""
_FIELDS = (
    (re.compile(r"\bdefense\b"), "defence"),
    (re.compile(r"\b(?:foreign|external) affairs\b"), "foreign"),
    (re.compile(r"\b(?:internal|home) affairs\b"), "interior"),
    (re.compile(r"\bpublic health\b"), "health"),
)


def without_article(text: str) -> str:
    """Return a name without its leading article."""
    return _ARTICLE.sub("", text)


def is_official(text: str) -> bool:
    """Say whether words name somebody who speaks for a state or a public body; who did so once does so no more."""
    return _OFFICIAL.search(_NOT_OFFICIAL.sub(" ", text)) is not None


def is_executive(text: str) -> bool:
    """Say whether offices are such as speak for a government; members of a parliament do not."""
    return _EXECUTIVE.search(_NOT_OFFICIAL.sub(" ", text)) is not None


def state_media_of(text: str) -> str | None:
    """Return by what the ids of the media meant begin where the words mean state media without a name; else None."""
    sort = state_media_sort(text)
    return _SORTS.get(sort, "") if sort is not None else None


def medium_named_in(text: str) -> str | None:
    """Return the name behind what a medium is: "the official agency SANA"; None where there is none."""
    found = _NAMED_MEDIUM.search(text)
    return found["name"] if found else None


def is_unnamed_medium(text: str) -> bool:
    """Say whether the words mean media that nobody names: "local media", "press reports"."""
    return _UNNAMED_MEDIUM.fullmatch(text) is not None


def document_of(text: str) -> str | None:
    """Return the noun of a document that the words name ("court documents": "document"); None where they name none."""
    head = _AFTER_HEAD.split(without_article(text) + " ")[0].split()
    if not head:
        return None
    noun = head[-1].strip("“”\"'’").lower()
    singular = noun if noun in _DOCUMENTS else noun.removesuffix("s")
    if singular not in _DOCUMENTS or (singular in _NOT_PAPERS and (noun == singular or len(head) == 1)):
        return None
    return singular


def spoken_for(text: str) -> str | None:
    """Return for whom a spokesman speaks: "a spokesman for the ministry", "foreign ministry spokeswoman"."""
    found = _SPOKESPERSON.match(text)
    if found is None:
        return None
    return without_article(found["after"] or found["before"])


def office_of(text: str) -> str | None:
    """Return the body of a state that the words name, in one form: "Ministry of Foreign Affairs" is "foreign ministry"."""
    words = without_article(" ".join(re.sub(r"[’']s?(?=\s|$)", " ", text.lower()).split()))
    words = re.sub(r"^(?:the|in|of|from)\s|\s(?:of|in|from)$", "", words.strip())
    for pattern, plain in _FIELDS:
        words = pattern.sub(plain, words)
    turned = _BODY_OF.match(words)
    if turned is not None:
        words = f"{turned['field']} {turned['body']}"
    if _BODY.fullmatch(words) is None or words in ("ministry", "department") or _IN_BETWEEN.search(words):
        return None
    return words
