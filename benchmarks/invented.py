"""Invented news: events that never were, reports of them in many words, and the edits by which copies of one text differ.

Everything is made from word lists and a seed. Reports of one event share its names, places and numbers and one statement word
for word, as accounts of real events do; reports of different events share phrases of the trade ("officials said on Monday").
"""

from __future__ import annotations

import random
from typing import NamedTuple

__all__ = ["EDITS", "Event", "Inventor", "edited"]

SYLLABLES = "bar del fen gor hal jin kev lom mar nir os pel quen ras sil tor ul ven wes yar zan bri cro dra".split()
ROLES = (
    "mayor|governor|spokeswoman|police chief|minister of transport|union leader|harbour master|engineer|head of the hospital|"
    "local councillor|fire commander|judge|prosecutor|farmer|teacher|researcher|relief worker|company director"
).split("|")
DEEDS = (
    "closed the {thing}|called off the talks on the {thing}|promised to repair the {thing}|blamed neglect of the {thing}|"
    "ordered an inquiry into the {thing}|sent {number} rescuers to the {thing}|found cracks in the {thing}|"
    "voted against a loan for the {thing}|led {number} people away from the {thing}|refused to sell the {thing}|"
    "opened a second entrance to the {thing}|counted {number} damaged houses beside the {thing}|marched to the {thing}|"
    "cut the power of the {thing}|asked neighbouring towns for help with the {thing}|put off the vote on the {thing}"
).split("|")
THINGS = (
    "bridge|harbour|power station|railway tunnel|cement works|dam|hospital|market hall|airport|grain store|school|reservoir|"
    "court house|ferry|mine|stadium|pipeline|radio tower|refinery|shipyard|border crossing|library|water works|tram depot"
).split("|")
WHENS = (
    "on Monday|late on Tuesday|early on Wednesday|by nightfall|before dawn|after a long meeting|within hours|at midday|"
    "for the second time this year|without warning|to general surprise|after weeks of rain|as planned|in the evening"
).split("|")
TRAILS = (
    "officials said|according to people at the scene|the town hall announced|as residents looked on|in spite of protests|"
    "despite an earlier promise|while lawyers studied the contract|and more is expected this week|although few had asked for it|"
    "which nobody had foreseen|a decision that divides the town|and the cost is not yet known|as it did ten years ago|"
    "witnesses recalled|the company confirmed|one of them said|the ministry wrote in a note|and shops stayed shut"
).split("|")
ASIDES = (
    "Nobody was hurt.|The weather is to stay calm.|Traffic was slow all day.|A hearing is set for next month.|"
    "Calls to the company were not answered.|The region lives by fishing and timber.|Repairs may take until autumn.|"
    "Such cases are rare here.|The opposition wants to see the accounts.|Insurers have begun to count the damage.|"
    "Many families spent the night with friends.|Trains go by way of the coast.|Water is handed out in the square.|"
    "The army offered tents and blankets.|Schools reopen when it is safe.|A study of last year had warned of it."
).split("|")
HEADS = (
    "{place}: {thing} in doubt|What is known of the {thing} of {place}|{place} waits for news|Trouble at the {thing}|"
    "{name} under fire"
).split("|")


class Event(NamedTuple):
    """What the reports of one event have in common."""

    place: str
    thing: str
    other_thing: str
    people: tuple[tuple[str, str], ...]
    """Names with their roles."""
    numbers: tuple[int, ...]
    statement: str
    """A sentence that everybody quotes."""


class Inventor:
    """Makes events and reports of them; one seed gives one news."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def name(self) -> str:
        """Return a name that nobody bears."""
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 3))).capitalize()

    def event(self) -> Event:
        """Return a new event."""
        chance = self.chance
        people = tuple((self.name(), chance.choice(ROLES)) for _ in range(3))
        place, things = self.name(), chance.sample(THINGS, 2)
        numbers = tuple(chance.randint(3, 900) for _ in range(4))
        saw = chance.choice("saw|heard|feared|expected".split("|"))
        what = chance.choice("nothing|the worst|it all|this".split("|"))
        statement = (
            f"“We {saw} {what} "
            f"{chance.choice(WHENS)}, and {numbers[0]} of us {chance.choice(['ran', 'stayed', 'waited', 'called for help'])} "
            f"beside the {things[0]},” said {people[0][0]}, {people[0][1]} of {place}."
        )
        return Event(place, things[0], things[1], people, numbers, statement)

    def headline(self, event: Event) -> str:
        """Return a headline for an event."""
        name, _ = self.chance.choice(event.people)
        return self.chance.choice(HEADS).format(place=event.place, thing=event.thing, name=name)

    def report(self, event: Event, sentences: int) -> tuple[str, str]:
        """Return the headline and the text of a report with so many sentences, three or four a paragraph."""
        told = [self._sentence(event) for _ in range(sentences)]
        told[min(2, sentences - 1)] = event.statement
        paragraphs, at = [], 0
        while at < len(told):
            size = self.chance.choice((3, 4))
            paragraphs.append(" ".join(told[at : at + size]))
            at += size
        return self.headline(event), "\n\n".join(paragraphs)

    def _sentence(self, event: Event) -> str:
        chance = self.chance
        if chance.random() < 0.15:
            return chance.choice(ASIDES)
        name, role = chance.choice(event.people)
        who = chance.choice(
            (name, f"{name}, the {role},", f"The {role} of {event.place}", f"{role.capitalize()} {name}")
        )
        thing = event.thing if chance.random() < 0.7 else event.other_thing
        deed = chance.choice(DEEDS).format(thing=thing, number=chance.choice(event.numbers))
        parts = [who, deed, chance.choice(WHENS)]
        if chance.random() < 0.4:
            parts.append(
                f"and {chance.choice(DEEDS).format(thing=event.other_thing, number=chance.choice(event.numbers))}"
            )
        return f"{' '.join(parts)}, {chance.choice(TRAILS)}."


def edited(text: str, edits: tuple[str, ...], chance: random.Random) -> str:
    """Return a text (without its headline) as a copier leaves it who makes these edits, each at random places."""
    for edit in edits:
        text = EDITS[edit](text, chance)
    return text


def _swap_words(text: str, chance: random.Random) -> str:
    """Two words of every hundred change: half of them places with the next, half of them for another word."""
    paragraphs = [paragraph.split(" ") for paragraph in text.split("\n\n")]
    places = [(p, w) for p, words in enumerate(paragraphs) for w in range(len(words) - 1)]
    for number, (p, w) in enumerate(chance.sample(places, min(len(places), max(2, round(0.02 * len(places)))))):
        words = paragraphs[p]
        if number % 2:
            words[w] = chance.choice(TRAILS).split()[-1]
        else:
            words[w], words[w + 1] = words[w + 1], words[w]
    return "\n\n".join(" ".join(words) for words in paragraphs)


def _cut(text: str, chance: random.Random) -> str:
    """The end is cut, and between a third and nine tenths of the sentences stay."""
    sentences = text.replace("\n\n", "\n\n ").split(". ")
    kept = (
        ". ".join(sentences[: max(3, round(chance.uniform(0.33, 0.9) * len(sentences)))])
        .replace("\n\n ", "\n\n")
        .strip()
    )
    return kept if kept.endswith(".") else kept + "."


def _move_paragraphs(text: str, chance: random.Random) -> str:
    """The paragraphs stand in another order."""
    paragraphs = text.split("\n\n")
    chance.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def _append_correction(text: str, chance: random.Random) -> str:
    """A note on a correction follows."""
    who = chance.choice("came|left|signed|were asked".split("|"))
    return (
        f"{text}\n\nCorrection: an earlier version of this report gave {chance.randint(2, 99)} as the number who {who}."
    )


EDITS = {
    "swap": _swap_words,
    "cut": _cut,
    "move": _move_paragraphs,
    "correct": _append_correction,
}
"""Edits by name; a new headline is the fifth, and is made with the report."""
