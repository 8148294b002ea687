import numpy as np

from rashomon.encoder import encode


def test_a_paraphrase_is_nearer_than_another_subject():
    signed, paraphrase, rain = encode(
        [
            "Ministers signed the fishing treaty.",
            "The fishing treaty was signed by ministers.",
            "Rain fell on the hills.",
        ]
    )
    assert signed @ paraphrase > 0.8 > 0.4 > signed @ rain


def test_a_vector_does_not_depend_on_its_neighbours():
    text = "The bridge reopened on Monday."
    alone, among = encode([text])[0], encode(["A much longer sentence about something else entirely.", text])[1]
    assert np.array_equal(alone, among)


def test_vectors_have_length_one_and_no_text_has_none():
    assert np.allclose(np.linalg.norm(encode(["one", "two three"]), axis=1), 1, atol=1e-3)
    assert encode([]).shape == (0, 384)
