"""The head of a story: title, day, place and occasion."""

TEXT = (
    "{title}\n\nMERRIN, Norway — The river Alba flooded a quarter of Bergen on Monday. Two bridges in Bergen collapsed."
)


def titled(title, **about):
    return TEXT.format(title=title), {"title": title, **about}


def test_the_title_is_the_headline_nearest_to_all(compared):
    told = compared(
        titled("River Alba floods Bergen"),
        titled("What we know so far"),
        titled("River Alba floods a quarter of Bergen"),
    )
    title = told.comparison.story.title
    assert "River Alba floods" in title.span.of(told.texts[title.article])


def test_without_headlines_the_title_is_a_claim(compared):
    told = compared("The river Alba flooded Bergen on Monday.", "The river Alba flooded Bergen. The harbour is closed.")
    title = told.comparison.story.title
    assert title.span.of(told.texts[title.article]).startswith("The river Alba flooded Bergen")


def test_the_day_and_the_place_are_those_that_most_accounts_tell(compared):
    told = compared(titled("River Alba floods Bergen"), titled("Flood in Bergen"))
    story = told.comparison.story
    assert story.when.start == story.when.end == "2024-05-06"
    assert told.actors[story.where].name == "Bergen"


def test_the_day_of_speaking_is_not_the_day_of_the_event(compared):
    told = compared("The bridge collapsed on Sunday. The mayor said on Monday that nobody was hurt.")
    assert told.comparison.story.when.start == "2024-05-05"
