"""Events of several accounts joined into the ledger of who does what to whom."""


def ledger(told):
    names = {actor.id: actor.name for actor in told.comparison.actors}
    return [
        (event.type, event.status, {names[actor] for actor in (*event.actors, *event.recipients)}, len(event.tellings))
        for event in told.comparison.events
    ]


def test_one_event_in_two_accounts_is_joined(compared):
    told = compared(
        "Norway expelled two Polish diplomats on Monday.", "On Monday, Norway expelled diplomats of Poland."
    )
    ((kind, status, sides, tellings),) = ledger(told)
    assert (kind, status, tellings) == ("SANCTION", "happened", 2)
    assert sides == {"Norway", "two Polish diplomats", "diplomats of Poland"}


def test_somebody_without_a_name_counts_as_their_state(compared):
    told = compared("Norway expelled the ambassador of Poland.", "Norway has expelled the Polish envoy.")
    assert [event[3] for event in ledger(told)] == [2]


def test_both_sides_of_a_meeting_are_its_actors(compared):
    told = compared(
        "President Ilse Marrow met Prime Minister Oto Brandt on Monday.",
        "Prime Minister Oto Brandt met President Ilse Marrow on Monday.",
    )
    assert ledger(told) == [("CONSULT", "happened", {"Ilse Marrow", "Oto Brandt"}, 2)]


def test_events_of_other_sides_stay_apart(compared):
    told = compared("Norway expelled two Polish diplomats.", "Sweden expelled two Polish diplomats.")
    assert [event[3] for event in ledger(told)] == [1, 1]


def test_events_of_other_days_stay_apart(compared):
    told = compared(
        "President Ilse Marrow met Prime Minister Oto Brandt on 3 May.",
        "President Ilse Marrow met Prime Minister Oto Brandt on 4 May.",
    )
    assert [event[3] for event in ledger(told)] == [1, 1]


def test_the_exact_day_of_any_account_is_the_events(compared):
    told = compared(
        "President Ilse Marrow met Prime Minister Oto Brandt on 3 May.",
        "President Ilse Marrow met Prime Minister Oto Brandt.",
    )
    (event,) = told.comparison.events
    assert (event.time.start, event.time.end) == ("2024-05-03", "2024-05-03")
