"""Origins, not outlets: whose word each telling rests on, with the evidence."""

AGENCY = (
    "A train left the tracks near Merrin on Monday, killing two people, according to {}. "
    "The railway line to the coast is closed."
)


def bases(told, point):
    return {account.basis for origin in point.origins for account in told.origins[origin].accounts}


def test_two_outlets_that_relay_one_agency_are_one_origin(compared):
    told = compared(
        "A train left the tracks near Merrin on Monday, according to the Associated Press.",
        "A train left the tracks near Merrin on Monday, the Associated Press reported.",
    )
    point = told.point("left the tracks")
    assert told.accounts(point) == ["a", "b"]
    assert point.independent == 1
    assert bases(told, point) == {"stated"}
    (origin,) = (told.origins[origin] for origin in point.origins)
    assert origin.kind == "agency"
    assert {account.article for account in origin.accounts} == {"a", "b"}


def test_an_outlets_own_reporting_is_an_origin(compared):
    told = compared(
        "A train left the tracks near Merrin on Monday.", "Near Merrin, a train left the tracks on Monday morning."
    )
    point = told.point("left the tracks")
    assert point.independent == 2
    assert sorted(told.origin_names(point)) == ["Outlet A", "Outlet B"]
    assert {told.origins[origin].kind for origin in point.origins} == {"outlet"}


def test_own_reporting_is_marked_as_a_reading(compared):
    told = compared(
        "A train left the tracks near Merrin on Monday.", "Near Merrin, a train left the tracks on Monday morning."
    )
    assert bases(told, told.point("left the tracks")) == {"inferred"}


def test_the_credit_of_a_dateline_is_an_origin(compared):
    told = compared("MERRIN, May 7 (AP) — A train left the tracks near the northern station on Monday.")
    point = told.point("left the tracks")
    (origin,) = (told.origins[origin] for origin in point.origins)
    assert origin.name == "Associated Press"
    assert [account.span.of(told.texts["a"]) for account in origin.accounts] == ["AP"]


def test_copied_text_without_a_credit_is_the_first_accounts(compared):
    run = "the old signal box had been out of order for three weeks before the evening train reached the closed bridge"
    told = compared(
        (f"Inspectors found that {run}. The mayor was on board.", {"published": "2024-05-06"}),
        (f"A report says nothing new. Yet {run}. Buses replace trains in the valley.", {"published": "2024-05-07"}),
    )
    point = told.point("signal box")
    assert told.accounts(point) == ["a", "b"]
    assert "copied text" in bases(told, point)
    assert point.independent == 1


def test_unnamed_officials_of_two_outlets_are_not_one_origin(compared):
    told = compared(
        "The border with Sundria will be closed at midnight, officials said.",
        "The border with Sundria will be closed at midnight, officials said on Monday.",
    )
    assert told.point("border").independent == 2


def test_one_named_speaker_in_two_outlets_is_one_origin(compared):
    told = compared(
        "The border with Sundria will be closed at midnight, President Ilse Marrow said.",
        "The border with Sundria will be closed at midnight, said President Ilse Marrow on Monday.",
    )
    point = told.point("border")
    assert told.origin_names(point) == ["Ilse Marrow"]
    assert point.independent == 1


def test_a_relay_that_is_not_stated_is_not_guessed(compared):
    told = compared(
        "MERRIN, May 7 (AP) — A train left the tracks near the northern station on Monday.",
        "A train came off the tracks near the northern station of Merrin on Monday.",
    )
    point = told.point("off the tracks")
    assert "Outlet B" in told.origin_names(told.point("off the tracks"))
    assert point.independent == len(point.tellings)


def test_every_origin_has_its_evidence(compared):
    told = compared(AGENCY.format("the Associated Press"), AGENCY.format("railway police"))
    for origin in told.comparison.origins:
        assert origin.accounts
        for account in origin.accounts:
            assert account.span.of(told.texts[account.article]).strip()
