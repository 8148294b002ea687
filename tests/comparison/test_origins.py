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
    assert "stated" in bases(told, point)
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


def chain(told, point, account, number=0):
    """The chain of an account's telling, as the names and the words that state them."""
    telling = next(telling for telling in point.tellings if telling.article == account)
    return [(told.origins[link.origin].name, link.span.of(told.texts[account])) for link in telling.chains[number]]


def test_a_chain_leads_from_the_speaker_over_the_agency_to_the_account(compared):
    told = compared("MERRIN (AFP) — The border with Sundria will be closed at midnight, officials told KCNA on Monday.")
    assert chain(told, told.point("border"), "a") == [
        ("officials", "officials"),
        ("Korean Central News Agency", "KCNA"),
        ("Agence France-Presse", "AFP"),
    ]


def test_a_relay_is_shown_by_its_own_words(compared):
    told = compared("The bridge will hold for a hundred years, engineer Ada Roe told the Associated Press on Monday.")
    assert chain(told, told.point("bridge"), "a") == [
        ("Ada Roe", "engineer Ada Roe"),
        ("Associated Press", "the Associated Press"),
    ]


def test_state_media_and_the_only_one_that_is_named_are_one_origin(compared):
    told = compared(
        "North Korea fired two missiles into the sea on Monday, KCNA said.",
        "North Korea fired two missiles into the sea on Monday, North Korean state media reported.",
        "North Korea fired two missiles into the sea on Monday, according to state media. KCNA called the test a success.",
    )
    point = told.point("fired two missiles")
    assert told.accounts(point) == ["a", "b", "c"]
    assert told.origin_names(point) == ["Korean Central News Agency"]
    assert point.independent == 1
    assert told.origins[point.origins[0]].kind == "state media"
    assert "North Korean state media" in told.origins[point.origins[0]].names


def test_state_media_of_another_state_are_another_origin(compared):
    told = compared(
        "Two missiles fell into the sea on Monday, KCNA said.",
        "Two missiles fell into the sea on Monday, Russian state media reported.",
    )
    assert told.point("missiles").independent == 2


def test_state_media_that_may_be_either_of_two_are_not_counted_as_a_third(compared):
    told = compared(
        "Two ships sank in the strait on Monday, TASS reported.",
        "Two ships sank in the strait on Monday, RIA Novosti reported.",
        "Two ships sank in the strait on Monday, Russian state media reported.",
    )
    point = told.point("ships sank")
    assert told.accounts(point) == ["a", "b", "c"]
    assert point.independent == 1  # the third may be either, so that none of them is shown to stand alone
    names = {told.origins[origin].name: told.origins[origin] for origin in point.origins}
    assert {told.origins[other].name for other in names["Russian state media"].overlaps} == {"TASS", "RIA Novosti"}


def test_state_media_of_nobody_knows_whom_stay_unnamed(compared):
    told = compared("Two ships sank in the strait on Monday, state media reported.")
    (origin,) = (told.origins[origin] for origin in told.point("ships sank").origins)
    assert (origin.name, origin.kind) == ("state media", "state media")


def test_one_ministry_by_several_names_is_one_origin(compared):
    told = compared(
        "Two drones were shot down near Orel on Monday, Russia's defence ministry said.",
        "Two drones were shot down near Orel on Monday, the Russian Defense Ministry said.",
        "The Russian Ministry of Defence met on Monday. Two drones were shot down near Orel, the ministry said.",
    )
    point = told.point("drones")
    assert told.accounts(point) == ["a", "b", "c"]
    assert point.independent == 1
    assert len(point.origins) == 1


def test_two_ministries_of_one_state_are_two_origins(compared):
    told = compared(
        "Two drones were shot down near Orel on Monday, Russia's defence ministry said.",
        "Two drones were shot down near Orel on Monday, Russia's foreign ministry said.",
    )
    assert told.point("drones").independent == 2


def test_whoever_speaks_for_a_ministry_is_no_second_source(compared):
    told = compared(
        "Poland will close two bridges at midnight on Monday, a spokesman for the Polish foreign ministry said.",
        "Poland will close two bridges at midnight on Monday, Poland's foreign ministry said.",
        "Poland will close two bridges at midnight on Monday, Polish foreign ministry spokeswoman Ada Roe said.",
    )
    assert told.point("two bridges").independent == 1


def test_a_capital_that_speaks_is_not_independent_of_its_ministry(compared):
    told = compared(
        "Two bridges will be closed at midnight on Monday, Warsaw said.",
        "Two bridges will be closed at midnight on Monday, Poland's foreign ministry said.",
    )
    assert told.point("Two bridges").independent == 1


def test_a_document_is_an_origin_with_the_one_who_published_it(compared):
    told = compared(
        "Schools in the valley will close for a week, according to a report published by the United Nations."
    )
    point = told.point("Schools")
    assert [told.origins[origin].kind for origin in point.origins] == ["official", "document"]
    assert chain(told, point, "a")[0] == ("United Nations", "the United Nations")


def test_one_indictment_in_two_accounts_is_one_document(compared):
    told = compared(
        "Twelve officers broke into the servers of the party, according to the indictment.",
        "Twelve officers broke into the servers of the party, the indictment says.",
    )
    assert told.point("Twelve officers").independent == 1


def test_reports_that_nobody_is_named_for_are_not_one_document(compared):
    told = compared(
        "Twelve officers broke into the servers of the party, according to a report.",
        "Twelve officers broke into the servers of the party, a report said.",
    )
    assert told.point("Twelve officers").independent == 2


def test_what_a_phrase_is_confirmed_by_is_its_origin(compared):
    told = compared(
        "No bishop, whatever the newspapers of the south wrote in spring about a blessing of the flooded fields by the old "
        "cardinal, is expected among the 26 foreign heads of state and government confirmed by Poland's foreign ministry.",
        "Ticket prices for the night ferry to Merrin, long the cheapest way over the bay for students and nurses, rose by half "
        "on Friday owing to 26 foreign heads of state and government.",
    )
    point = told.point("26 foreign heads of state")
    assert told.accounts(point) == ["a", "b"]
    assert told.origin_names(point) == ["Poland's foreign ministry", "Outlet B"]


def test_a_headline_rests_on_what_its_report_rests_on(compared):
    title = "North Korea to hold military parade in May"
    told = compared(
        (f"{title}\n\nNorth Korea will hold a military parade in May, KCNA reported on Monday.", {"title": title})
    )
    point = told.point(title)
    assert told.origin_names(point) == ["Korean Central News Agency"]
    assert "inferred" in bases(told, point)


def test_an_agency_that_contributed_may_stand_behind_what_names_no_source(compared):
    told = compared(
        "A train left the tracks near Merrin on Monday.\n\nTwo people were hurt.\n\nAFP contributed to this report.",
        "MERRIN (AFP) — On Monday a train left the tracks near Merrin. Nobody knows why.",
    )
    point = told.point("left the tracks")
    assert told.accounts(point) == ["a", "b"]
    assert point.independent == 1
    by_name = {told.origins[origin].name: told.origins[origin] for origin in point.origins}
    assert set(by_name) == {"Agence France-Presse", "Outlet A"}
    assert {a.basis for a in by_name["Agence France-Presse"].accounts if a.article == "a"} == {"inferred"}


def test_a_byline_beside_the_text_is_a_stated_credit(compared):
    told = compared(("A train left the tracks near Merrin on Monday.", {"byline": "The Associated Press"}))
    (origin,) = (told.origins[origin] for origin in told.point("left the tracks").origins)
    (account,) = origin.accounts
    assert (origin.name, account.basis, account.field) == ("Associated Press", "stated", "byline")


def test_officials_without_a_name_are_the_same_where_the_words_are(compared):
    run = "The border with Sundria and both of its bridges will be closed at midnight for at least three weeks, officials said"
    told = compared(f"{run}. The mayor left.", f"{run} in the capital. Nobody else spoke.")
    assert told.point("border").independent == 1


def test_two_speakers_through_one_agency_are_one_origin(compared):
    told = compared(
        "MERRIN (AFP) — Twelve people died in the flood on Monday, Mayor Ada Roe said.",
        "MERRIN (AFP) — Twelve people died in the flood on Monday, doctor Jan Berg said.",
    )
    point = told.point("Twelve people died")
    assert told.accounts(point) == ["a", "b"]
    assert point.independent == 1


def test_who_led_a_university_or_led_once_is_no_official(compared):
    told = compared(
        "The bridge will hold, said Ada Roe, president of the University of Merrin. "
        "The tunnel is closed, former minister Jan Berg said. The road is safe, Minister Ivo Lund said."
    )
    kinds = {origin.name: origin.kind for origin in told.comparison.origins}
    assert {name: kinds[name] for name in ("Ada Roe", "Jan Berg", "Ivo Lund")} == {
        "Ada Roe": "person",
        "Jan Berg": "person",
        "Ivo Lund": "official",
    }


def test_the_order_of_the_accounts_changes_no_origin(compared):
    texts = [
        ("Two ships sank in the strait on Monday, TASS reported.", {"id": "x", "outlet": "X"}),
        ("MERRIN (AFP) — Two ships sank in the strait on Monday, officials said.", {"id": "y", "outlet": "Y"}),
        ("Two ships sank in the strait on Monday. Nobody knows why.", {"id": "z", "outlet": "Z"}),
    ]
    found = []
    for order in (texts, texts[::-1]):
        told = compared(*order)
        point = told.point("Two ships")
        found.append(
            (point.independent, {t.article: [told.origins[o].name for o in t.origins] for t in point.tellings})
        )
    assert found[0] == found[1]


def test_that_somebody_asked_is_the_word_of_who_tells_it(compared):
    told = compared(
        "Mayor Ada Roe urged the council to close the bridge on Monday.",
        "On Monday Mayor Ada Roe urged the council to close the bridge.",
    )
    point = told.point("urged the council")
    assert sorted(told.origin_names(point)) == ["Outlet A", "Outlet B"]
    assert point.independent == 2


def test_an_outlet_named_after_a_state_is_not_that_state(compared):
    told = compared(("China said on Monday that the talks in Geneva had failed.", {"outlet": "China Daily"}))
    point = told.point("the talks in Geneva had failed")
    assert told.origin_names(point)[0] == "China"
    assert "stated" in bases(told, point)


def test_an_agency_that_no_file_lists_is_an_agency_and_no_official(compared):
    told = compared(
        "A train left the tracks near Merrin on Monday, the news agency Norpress reported.",
        "NORPORT (Norpress) — A train left the tracks near Merrin on Monday, Norpress said.",
    )
    assert {origin.kind for origin in told.origins.values() if "Norpress" in origin.name} == {"agency"}
