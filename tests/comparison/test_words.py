from rashomon.comparison.words import Rarity, content_stems, plain_words, words_in_common


def test_contractions_lose_their_ending():
    assert plain_words("She’s sure they'll sign") == ["she", "sure", "they", "sign"]


def test_an_acronym_with_full_stops_is_one_word_and_carries_no_meaning_of_its_own():
    assert plain_words("The U.S. agreed.") == ["the", "u.s.", "agreed"]
    assert content_stems("the U.S. agreed") == {"agre"}


def test_words_of_time_and_saying_are_compared_by_value_and_not_as_words():
    assert content_stems("The mayor said on Monday that bridges closed") == {"mayor", "bridg", "close"}


def test_a_word_of_one_clause_weighs_more_than_one_of_all():
    rarity = Rarity([frozenset({"bridg", "storm"}), frozenset({"bridg"}), frozenset({"bridg"})])
    assert rarity.of("storm") > rarity.of("bridg")


def test_words_in_common_run_from_none_to_all_and_are_the_same_both_ways():
    clauses = [frozenset({"bridg", "storm"}), frozenset({"bridg", "storm"}), frozenset({"bridg", "mayor"}), frozenset()]
    shares = words_in_common(clauses, clauses)
    assert shares[0, 1] > 0.999
    assert 0 < shares[0, 2] == shares[2, 0] < 0.5
    assert shares[3].max() == 0
