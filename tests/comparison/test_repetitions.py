"""What one account tells more than once, and where it does not agree with itself."""


def repetitions(told):
    """Each repetition as the words of its claims and its differences by kind."""
    return [
        (
            [span.of(told.texts[repetition.article]) for span in repetition.spans],
            {difference.kind: [value.value for value in difference.values] for difference in repetition.differences},
        )
        for repetition in told.comparison.repetitions
    ]


def test_a_count_that_the_report_gives_in_two_ways_is_shown(compared):
    told = compared(
        "Twelve farmers were killed in the village of Merrin on Monday. The mayor wept. It rained for a week. "
        "Fourteen farmers were killed in the village of Merrin."
    )
    ((words, differences),) = repetitions(told)
    assert [text.split()[0] for text in words] == ["Twelve", "Fourteen"]
    assert {kind: len(values) for kind, values in differences.items()} == {"number": 2}


def test_a_headline_that_its_report_contradicts_is_shown(compared):
    title = "Twelve farmers killed in Merrin"
    told = compared((f"{title}\n\nFourteen farmers were killed in Merrin on Monday.", {"title": title}))
    assert ["number"] in [list(differences) for _, differences in repetitions(told)]


def test_a_day_that_does_not_agree_is_shown(compared):
    told = compared(
        "The bridge over the Merrin was closed on 6 May 2024. The mayor wept. "
        "The bridge over the Merrin was closed on 4 May 2024."
    )
    assert [list(differences) for _, differences in repetitions(told)] == [["date"]]


def test_what_is_told_twice_alike_is_a_repetition(compared):
    told = compared(
        "The old bridge over the Merrin is safe. The mayor wept. The old bridge over the Merrin is safe for lorries."
    )
    ((words, differences),) = repetitions(told)
    assert len(words) == 2
    assert differences == {}


def test_a_count_that_may_be_the_other_one_is_no_contradiction(compared):
    told = compared("Twelve farmers were killed in Merrin. The mayor wept. At least ten farmers were killed in Merrin.")
    assert all(differences == {} for _, differences in repetitions(told))


def test_two_speakers_who_differ_are_no_contradiction_of_the_report(compared):
    told = compared(
        "Twelve farmers were killed in Merrin, Mayor Ada Roe said. Fourteen farmers were killed in Merrin, doctor Jan Berg said."
    )
    assert all(differences == {} for _, differences in repetitions(told))


def test_another_account_is_no_part_of_it(compared):
    told = compared(
        "Twelve farmers were killed in Merrin on Monday.", "Fourteen farmers were killed in Merrin on Monday."
    )
    assert repetitions(told) == []
