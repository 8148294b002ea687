"""Status of invented sentences: the token to look at stands between asterisks."""

from __future__ import annotations

import pytest

from rashomon.annotation.events.status import is_negated, status_of
from rashomon.annotation.parse import load_pipeline

CASES = [
    ("The president of Borduria *visited* Syldavia on Monday.", "happened"),
    ("The two ministers have *met* in Klow.", "happened"),
    ("The two ministers are *meeting* in Klow.", "ongoing"),
    ("The president will *visit* Syldavia on Monday.", "planned"),
    ("The president is going to *visit* Syldavia.", "planned"),
    ("The president is expected to *attend* the gala.", "planned"),
    ("The president plans to *visit* Syldavia.", "planned"),
    ("The king agreed to *attend* the summit.", "planned"),
    ("The president said he would *visit* Syldavia next week.", "planned"),
    ("The president will visit Klow and *meet* the king.", "planned"),
    ("President to *visit* Syldavia", "planned"),
    ("The president may *visit* Syldavia.", "possible"),
    ("The president could *visit* Syldavia if he is invited.", "possible"),
    ("If the army *attacks* the town, the king will resign.", "possible"),
    ("The minister urged Borduria to *withdraw* its troops.", "possible"),
    ("The minister called on Borduria to *withdraw* its troops.", "possible"),
    ("The king wants to *meet* the president.", "possible"),
    ("Borduria threatened to *attack* Syldavia.", "possible"),
    ("Syldavia accused Borduria of *bombing* a village.", "possible"),
    ("The king invited the president to *attend* the parade.", "possible"),
    ("The president did not *attend* the parade.", "denied"),
    ("The president will not *attend* the parade.", "denied"),
    ("The president refused to *attend* the parade.", "denied"),
    ("The president declined to *meet* the king.", "denied"),
    ("The army denied *bombing* the village.", "denied"),
    ("There are no plans to *visit* Syldavia.", "denied"),
    ("The king left without *meeting* the president.", "denied"),
    ("Nobody *attended* the parade.", "denied"),
    ("The president cancelled a *visit* to Syldavia.", "denied"),
    ("The *visit* was cancelled.", "denied"),
    ("The planned *visit* worries the neighbours.", "planned"),
    ("The *visit* will begin on Monday.", "planned"),
    ("The two sides held *talks* in Klow.", "happened"),
    ("The two sides will hold *talks* in Klow.", "planned"),
    ("The minister called for *talks* with Borduria.", "possible"),
    ("The king joined Borduria in *imposing* sanctions.", "happened"),
    ("The alleged *attack* killed two soldiers.", "possible"),
    ("The ministers *attending* the summit are staying in Klow.", "ongoing"),
    ("The ministers *attending* the summit will meet the king.", "planned"),
    ("Borduria is opposed to a *visit* by the king.", "possible"),
    ("The president visited Klow, where he hopes to *meet* the king.", "possible"),
    ("It is rare for the king to *attend* a parade.", "possible"),
    ("Having *met* the king, the president would leave.", "happened"),
    ("The king will stay away, although the queen is scheduled to *attend*.", "planned"),
    ("The ministers will speak against the *invasion*.", "happened"),
    ("The ministers will speak at the *summit*.", "planned"),
    ("The ministry said the army *attacked* the town.", "happened"),
    ("The pact enters into force once at least 60 states have *ratified* it.", "possible"),
    ("The pact takes effect only when 60 states have *ratified*.", "possible"),
    ("The pact *enters* into force once at least 60 states have ratified it.", "planned"),
    ("The pact will take effect 90 days after 50 states *ratify* it.", "possible"),
    ("The queen will rest before she *hosts* the summit in May.", "planned"),
    ("The queen will speak when the ministers *meet* in Klow on Monday.", "planned"),
    ("The army will help as soon as its engineers *arrive* on Tuesday.", "planned"),
    ("Borduria will pay until the war *is* over.", "possible"),
    ("The king *travels* to Klow on Tuesday.", "planned"),
    ("Mines that *account* for half of the output will close.", "ongoing"),
    ("The law *allows* a fine.", "ongoing"),
    ("The verdict *was* to have been given in May.", "planned"),
    ("Two men were charged with *plotting* a coup.", "possible"),
    ("The queen *was* absent.", "denied"),
    ("Borduria has not decided whether to *sign*.", "possible"),
    ("Signing *is* the first step: the pact will not enter into force in spring.", "ongoing"),
    ("The ministers are expected to sign the pact, *setting* a record.", "planned"),
    ("They failed to agree on a plan to *relocate* the miners.", "possible"),
    ("They refused to agree to *relocate* the miners.", "denied"),
    ("Borduria *hosts* the summit on Monday.", "planned"),
    ("The queen is *meeting* the king on Monday.", "planned"),
    ("Borduria *signs* deal with Syldavia", "happened"),
    ("Borduria *claims* victory", "happened"),
    ("The king, who *was* to address the council, fell ill.", "planned"),
    ("The court *is* due to rule in May.", "planned"),
    ("The king is *expected* to resign.", "planned"),
    ("He was supposed to *meet* the queen on Monday.", "planned"),
    ("The queen *intends* to join the pact.", "planned"),
    ("The senate *has* yet to ratify the pact.", "denied"),
    ("The senate has yet to *ratify* the pact.", "denied"),
    ("Borduria is *believed* to have sixty tanks.", "possible"),
    ("He would *meet* the king on Friday.", "planned"),
    ("The group cut output, with Borduria *accepting* a loss.", "happened"),
    ("Borduria dropped its demand that Syldavia *leave* the pact.", "possible"),
    ("Klow to *donate* ten tanks", "planned"),
    ("The queen, whose country *hosted* the talks, was the first to sign.", "happened"),
    ("The ministers said they would *attend*.", "planned"),
]


def token_of(marked: str):
    before, word, _ = marked.split("*")
    doc = load_pipeline()(marked.replace("*", ""))
    return doc.char_span(len(before), len(before) + len(word))[0]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_status(marked: str, expected: str) -> None:
    assert status_of(token_of(marked)) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The president did not *attend* the parade.", True),
        ("The president refused to *attend* the parade.", True),
        ("No *visit* was planned.", True),
        ("The president may *attend* the parade.", False),
        ("The president *attended* the parade.", False),
    ],
)
def test_negation(marked: str, expected: bool) -> None:
    assert is_negated(token_of(marked)) is expected
