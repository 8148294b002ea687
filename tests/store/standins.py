"""Fast stand-ins for the stages before the store: an annotation from patterns, and stories by the first word of the title."""

import hashlib
import re

from rashomon.model import (
    Annotation,
    Article,
    Claim,
    Entity,
    Event,
    Links,
    Mention,
    Moved,
    Number,
    Place,
    Placement,
    Span,
    Statement,
    TimeExpression,
)
from rashomon.stories.addresses import canonical_address

STATES = {"Ardenia": "ARD", "Borvia": "BOR"}
TOWNS = {"Lumen": (48.0, 11.0), "Quay": (-12.5, 140.25)}


def article(text, name=None, **about):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(**{"id": name or sha256[:12], "text": text, "sha256": sha256, "title": text.split("\n")[0], **about})


def annotate(articles):
    return [annotation_of(one) for one in articles]


def annotation_of(one):
    """States, towns and "Name said: ..." from patterns; the first state does something to the second."""
    text = one.text
    names = {}
    for match in re.finditer(r"Ardenia|Borvia|Lumen|Quay|(?:Minister|Envoy) [A-Z]\w+", text):
        names.setdefault(match[0], []).append(Mention(match.start(), match.end(), "name"))
    ids = {name: f"e{number}" for number, name in enumerate(names, 1)}
    entities = tuple(
        Entity(
            ids[name],
            name,
            "state" if name in STATES else "place" if name in TOWNS else "person",
            Links(iso3=STATES.get(name)),
            ("envoy",) if name.startswith("Envoy") else (),
            tuple(mentions),
        )
        for name, mentions in names.items()
    )
    times = tuple(
        TimeExpression(f"t{number}", match.start(), match.end(), "DATE", match[0])
        for number, match in enumerate(re.finditer(r"\d{4}-\d\d-\d\d", text), 1)
    )
    places = tuple(
        Place(f"p{number}", match.start(), match.end(), match[0], *TOWNS[match[0]], None, None, ids[match[0]])
        for number, match in enumerate(re.finditer("Lumen|Quay", text), 1)
    )
    states = [ids[name] for name in names if name in STATES]
    verb = re.search(r"[a-z]+s\b", text)
    events = ()
    if len(states) > 1 and verb:
        span = Span(*verb.span())
        time = times[0].id if times else None
        events = (Event("v1", "THREATEN", None, "happened", span, span, (states[0],), (states[1],), None, time, None),)
    number = re.search(r"\b\d+\b", text)
    claims = ()
    if number:
        value = float(number[0])
        claims = (
            Claim(
                "c1", Span(0, number.end()), None, tuple(e.id for e in events), tuple(states[:1]), (),
                (Number(number.start(), number.end(), value, value, None),), "affirmed", "happened", Span(*number.span()),
            ),
        )  # fmt: skip
    return Annotation(
        article=one,
        entities=entities,
        times=times,
        places=places,
        statements=_statements(text, ids),
        events=events,
        claims=claims,
    )


def _statements(text, ids):
    found = re.finditer(r"((?:Minister|Envoy) [A-Z]\w+) (said): ([^.]+)\.", text)
    return tuple(
        Statement(f"s{n}", (Span(*m.span(3)),), Span(*m.span(2)), Span(*m.span(1)), ids[m[1]], "indirect", None)
        for n, m in enumerate(found, 1)
    )


class Stream:
    """Puts together what has the first word of the title in common; "A+B: ..." joins the stories A and B."""

    def __init__(self):
        self.placed = {}
        self.words = {}
        self.texts = {}
        self.pages = {}

    @classmethod
    def restore(cls, remembered):
        stream = cls()
        for one, placement in remembered:
            stream._remember(one, placement)
        return stream

    def add(self, one):
        joined = re.match(r"(\w+)\+(\w+)", one.title)
        words = joined.groups() if joined else re.split(r"\W", one.title)[:1]
        stories = [self.words[word] for word in words if word in self.words]
        story = stories[0] if stories else one.id
        moved = tuple(Moved(name, story) for name, other in self.placed.items() if other in stories[1:])
        page = canonical_address(one.url) if one.url else None
        text_of = self.texts.get(one.sha256, one.id)
        source = None if text_of == one.id else text_of
        placement = Placement(
            id=one.id,
            story=story,
            day=one.published and one.published[:10],
            text_of=text_of,
            copy_of=source,
            version_of=self.pages.get(page),
            copied_from=source,
            share_copied=1.0 if source else 0.0,
            moved=moved,
            vector=one.sha256.encode()[:8],
        )
        for each in moved:
            self.placed[each.id] = story
        self._remember(one, placement)
        return placement

    def _remember(self, one, placement):
        self.placed[one.id] = placement.story
        for word in re.findall(r"\w+", one.title.split(":")[0]):
            self.words[word] = placement.story
        self.texts.setdefault(one.sha256, one.id)
        if one.url:
            self.pages[canonical_address(one.url)] = one.id
