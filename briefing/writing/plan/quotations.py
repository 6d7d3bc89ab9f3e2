"""Which sentences stand inside a quotation that began before them, or leave one open.

Printed alone, such a sentence would pass a speaker's words off as the outlet's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.records import Sentence

_DOUBLE: Final = '"“”„«»'
_SINGLE: Final = "'‘’"
_MARKS: Final = frozenset(_DOUBLE + _SINGLE)
_LONGEST: Final = 6
"""Sentences of one quotation; a mark that stays open longer was a slip or an apostrophe."""


def torn_by_quotation(sentences: Sequence[Sentence]) -> frozenset[tuple[str, int]]:
    """Return (document, start) of the sentences of one story that a quotation tears.

    Marks of any kind close what is open: dirty text opens with one and closes with another.  Each
    paragraph begins anew, as quotations over several paragraphs open each of them.
    """
    torn: set[tuple[str, int]] = set()
    open_for, paragraph = 0, -1
    for sentence in sentences:
        if sentence.paragraph != paragraph or open_for > _LONGEST:
            open_for, paragraph = 0, sentence.paragraph
        began_inside = open_for > 0
        is_open = _open_after(sentence.text, is_open=began_inside)
        if began_inside or is_open:
            torn.add((sentence.document, sentence.start))
        open_for = open_for + 1 if is_open else 0
    return frozenset(torn)


def _open_after(text: str, *, is_open: bool) -> bool:
    """Whether a quotation is open behind `text`."""
    if _MARKS.isdisjoint(text):
        return is_open
    for at, mark in enumerate(text):
        if mark in _DOUBLE:
            is_open = not is_open
        elif mark in _SINGLE:
            before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
            if not is_open:
                is_open = before in " (—" and after.isalpha() and _closes_later(text[at + 1 :])
            elif not after.isalnum():
                is_open = False
    return is_open


def _closes_later(rest: str) -> bool:
    """Whether a single mark opens a quotation and is no apostrophe ('em, '90s, or "Tarn 's", as programs part words).

    It does where the words behind it run on: an elision is one short word.
    """
    words = rest.split(" ", 2)
    return len(words) > 2 and words[0] != "s"
