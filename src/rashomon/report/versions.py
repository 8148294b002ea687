"""What changed from one version of a text to the next: paragraph by paragraph, and word by word within one."""

from __future__ import annotations

from difflib import SequenceMatcher

from rashomon.report.diff import Change, compare_words

__all__ = ["changed_passages"]

MAX_PARAGRAPHS = 1_000
"""Paragraphs of a version that are matched: the matching is quadratic at worst, and reports have 10 to 60."""


def changed_passages(older: str, newer: str) -> tuple[tuple[Change, ...], ...]:
    """Return each passage that changed as runs of words that are in both texts, were cut, or were added, in their order.

    Paragraphs that are alike in both are left out; a moved one is cut in one place and added in another. Beyond
    `MAX_PARAGRAPHS` the whole text counts as one passage.
    """
    old, new = _paragraphs(older), _paragraphs(newer)
    if max(len(old), len(new)) > MAX_PARAGRAPHS:
        return () if old == new else (_words("\n".join(old), "\n".join(new)),)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        _words("\n".join(old[old_start:old_end]), "\n".join(new[new_start:new_end]))
        for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes()
        if tag != "equal"
    )


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _words(old: str, new: str) -> tuple[Change, ...]:
    if not new:
        return (Change("cut", old),)
    changes = compare_words(old, new)
    nothing_compared = old and all(change.kind == "added" for change in changes)
    return (Change("cut", old), *changes) if nothing_compared else changes
