"""Short accounts through the real pipeline into a comparison, with the questions that tests ask of it."""

import pytest

from rashomon.comparison import compare


class Compared:
    """A comparison, and answers to questions about it in words of the accounts."""

    def __init__(self, comparison):
        self.comparison = comparison
        self.texts = {annotation.article.id: annotation.article.text for annotation in comparison.articles}
        self.actors = {actor.id: actor for actor in comparison.actors}
        self.origins = {origin.id: origin for origin in comparison.origins}

    def told(self, telling):
        return " / ".join(span.of(self.texts[telling.article]) for span in telling.spans)

    def point(self, words):
        """The point that has a telling with these words; the one that most accounts tell."""
        found = [p for p in self.comparison.points if any(words in self.told(t) for t in p.tellings)]
        assert found, f"no point tells {words!r}"
        return found[0]

    def accounts(self, point):
        return [telling.article for telling in point.tellings]

    def differences(self, kind):
        return [d for point in self.comparison.points for d in point.differences if d.kind == kind]

    def difference(self, kind):
        found = self.differences(kind)
        assert len(found) == 1, f"{len(found)} differences of kind {kind}"
        return found[0]

    def values(self, kind):
        """The values of the one difference of this kind, by account; each is read from its own span."""
        difference = self.difference(kind)
        for value in difference.values:
            assert value.span.of(self.texts[value.article])
        return {value.article: value.value for value in difference.values}

    def origin_names(self, point):
        return [self.origins[origin].name for origin in point.origins]

    def actor(self, name):
        return next(actor for actor in self.comparison.actors if actor.name == name)

    def attendance(self):
        """Who takes part in which way: {(name, status): number of tellings}."""
        return {
            (self.actors[participant.actor].name, participant.status): len(participant.tellings)
            for participant in self.comparison.participants
        }


@pytest.fixture(scope="session")
def compared(annotate_text):
    """Compare accounts named a, b, c ...; each is a text, or a text with what is known of the report."""

    def compared(*accounts):
        annotations = []
        for number, account in enumerate(accounts):
            text, about = account if isinstance(account, tuple) else (account, {})
            name = "abcdefgh"[number]
            known = {"id": name, "outlet": f"Outlet {name.upper()}", "published": "2024-05-07", **about}
            annotations.append(annotate_text(text, **known))
        return Compared(compare(annotations))

    return compared
