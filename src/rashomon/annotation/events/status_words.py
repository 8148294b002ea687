"""The words that change the status of what they govern: verbs of will and refusal, modals, adjectives, negations."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "CLAUSAL",
    "CONDITIONAL",
    "DECLINING",
    "DENIED_ADJECTIVES",
    "DENYING",
    "DENYING_PREPOSITIONS",
    "ENDING",
    "FALSE",
    "FUTURE_ADVERBS",
    "FUTURE_MODALS",
    "INHERITING_PREPOSITIONS",
    "INTENDING",
    "NEGATIVE_SUBJECTS",
    "NEGATIVE_WORDS",
    "OFFERS",
    "ONGOING_ADJECTIVES",
    "OPENING",
    "OPEN_ADJECTIVES",
    "OPEN_ADVERBS",
    "OPEN_MODALS",
    "PLANNED_ADJECTIVES",
    "PLANNING",
    "PREDICATIVES",
    "REPORTS",
    "STATIVE",
    "SUBJECTS",
    "TELLING",
    "WEIGHTY",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What a governor says of its complement, by lemma (verbs, adjectives and nouns alike).
PLANNING = _words(
    """plan intend expect schedule set due agree pledge vow promise decide prepare commit arrange slate
    undertake announce ready willing poise poised going destine resolve opt choose aim await anticipate prepared
    determined plans intention promise decision commitment agreement preparation arrangement readiness
    willingness suppose supposed bound"""
)
OPENING = _words(
    """want wish hope seek try attempt urge ask call demand request threaten consider offer invite propose
    suggest advise encourage press pressure appeal beg require need prefer strive struggle mull recommend allege
    suspect fear believe think doubt wonder accuse guess assume imagine rumor rumour seem appear speculate
    likely unlikely able possible eager keen free afraid inclined incline ought push lobby campaign authorize
    authorise entitle persuade convince discuss debate envisage envision contemplate favor favour oppose support
    advocate warn blame invitation proposal threat bid effort desire chance opportunity possibility prospect
    risk allegation accusation suspicion speculation suggestion idea belief option right ability ultimatum
    warning condition potential charge indict plot conspire conspiracy"""
)
DENYING = _words(
    """deny refuse decline reject fail cancel postpone avoid prevent refrain neglect forget forgo scrap shelve
    abandon skip snub boycott bar ban block forbid prohibit dissuade discourage discard preclude miss lack
    thwart foil avert shun dismiss refute rebut dispute abort veto refusal denial rejection failure cancellation
    postponement absence inability unwilling reluctant unable"""
)

DECLINING = _words("decline reject refuse dismiss rebuff spurn")
OFFERS = _words("invitation offer proposal request demand appeal call bid overture")
"""What has been made, whether or not it is declined."""
REPORTS = _words("report claim allegation rumor rumour assertion accusation suggestion story")
FALSE = frozenset("false untrue wrong unfounded baseless groundless fabricated incorrect".split())
ENDING = _words("end stop halt cease cessation pause")
"""What is asked to end goes on."""

STATIVE = _words(
    """support oppose back want need remain hold have be live own control occupy face include consist belong
    rule lead maintain possess know believe think hope keep enjoy seek demand insist claim deny favor favour
    govern host stand"""
)
INTENDING = _words("plan intend aim")
TELLING = _words(
    """say tell report announce warn deny claim insist demand urge call ask accuse blame condemn criticise criticize denounce
    praise hail welcome slam reject refuse vow pledge promise threaten agree admit confirm declare order"""
)
"""Acts of speech: the present of a report tells that they were made, and a headline too."""
PREDICATIVES: dict[str, Literal["planned", "possible", "denied"]] = {
    **dict.fromkeys(
        "due set about poised slated bound scheduled expected expect schedule suppose supposed slate plan".split(),
        "planned",
    ),
    **dict.fromkeys("likely unlikely".split(), "possible"),
    **dict.fromkeys("believe think allege fear rumor rumour suspect presume assume".split(), "possible"),
}
"""What "is due to ..." and "is believed to ..." say of their infinitive; of adjectives the form, of verbs the lemma."""
PLANNED_ADJECTIVES = _words(
    "planned upcoming scheduled forthcoming coming proposed future next expected pending intended prospective"
)
OPEN_ADJECTIVES = _words(
    """possible potential alleged threatened likely suspected supposed hypothetical rumored rumoured would-be
    attempted imminent"""
)
DENIED_ADJECTIVES = _words("cancelled canceled aborted failed foiled postponed averted")
ONGOING_ADJECTIVES = _words("ongoing current continuing continued")
OPEN_ADVERBS = _words("possibly perhaps maybe allegedly probably potentially presumably supposedly likely purportedly")
FUTURE_ADVERBS = _words("tomorrow soon shortly")
CONDITIONAL = _words("if unless whether lest")
OPEN_MODALS = _words("may might could can should must ought ca")
FUTURE_MODALS = _words("will shall 'll ’ll wo sha")
NEGATIVE_WORDS = _words("no neither nor none nobody nothing")
NEGATIVE_SUBJECTS = _words("nobody none nothing neither no-one")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
DENYING_PREPOSITIONS = _words("without instead")
INHERITING_PREPOSITIONS = _words("during at in for on to with before into by of about")
"""Prepositions under which a noun shares the status of its verb: "will speak at the summit", not "against the invasion"."""

CLAUSAL = ("ccomp", "xcomp")
WEIGHTY = OPENING | PLANNING | DENYING
