"""Words that reach over others, and drafts that keep what they reach over without them."""

from __future__ import annotations

import pytest

from briefing.writing.gate.align import Alignment
from briefing.writing.gate.english.scope import scopes
from briefing.writing.gate.english.speech import attributions
from briefing.writing.gate.reasons import Reason

from ..conftest import Aligned

LOST = {
    "a denial": ("The mayor did not sell the mill.", "The mayor did sell the mill.", "NEGATION"),
    "nobody": ("Nobody was hurt in the fire.", "Hurt in the fire.", "NEGATION"),
    "a denial moved": (
        "Lund did not sell the mill and Moss bought the pier.",
        "Lund did sell the mill and Moss not bought the pier.",
        "NEGATION",
    ),
    "a hedge inside": ("The mill will reportedly close.", "The mill will close.", "HEDGE"),
    "a hedge before its comma": (
        "Reportedly, the mill will close.",
        "The mill will close.",
        "HEDGE",
    ),
    "a hedge at the end": ("The mill will close, reportedly.", "The mill will close.", "HEDGE"),
    "that it may be": ("The mill may close.", "The mill close.", "HEDGE"),
    "about": ("About 200 men left.", "200 men left.", "HEDGE"),
    "at least": ("At least 200 men left.", "200 men left.", "HEDGE"),
    "more than": ("More than 200 men left.", "200 men left.", "HEDGE"),
    "former": ("Two former mayors left.", "Two mayors left.", "QUALIFIER"),
    "half of a compound": ("The ex-mayor left.", "The mayor left.", "QUALIFIER"),
    "a condition before": ("If the wind drops, the ferry sails.", "The ferry sails.", "MODALITY"),
    "a condition behind": ("The ferry sails if the wind drops.", "The ferry sails.", "MODALITY"),
    "unless": ("Unless it rains, the ferry sails.", "The ferry sails.", "MODALITY"),
    "who says so": ("The mill is closed, Lund said.", "The mill is closed.", "ATTRIBUTION"),
}
KEPT = {
    "a denial that stays": ("Lund did not sell the mill.", "Lund did not sell the mill."),
    "a denial of what is gone": ("Lund sold the mill but not the pier.", "Lund sold the mill."),
    "a hedge of what is gone": ("The mill closed, apparently for good.", "The mill closed."),
    "the month of May": ("Lund left in May 1990.", "Lund left in 1990."),
    "a figure with its bound": ("At least 200 men left Tarn.", "At least 200 men left."),
    "a year is not about": ("It was about Friday that he left.", "Friday that he left."),
    "even if": ("The ferry sails, even if the wind drops.", "The ferry sails."),
    "as if": ("The ferry sails as if the wind dropped.", "The ferry sails."),
    "a condition that stays": (
        "The ferry sails today if the wind drops.",
        "The ferry sails if the wind drops.",
    ),
    "a qualifier of what is gone": ("A former mayor sold the mill.", "Sold the mill."),
}


def reasons(alignment: Alignment) -> set[Reason]:
    return scopes(alignment, tuple(attributions(alignment.source.tokens)))


@pytest.mark.parametrize(("source", "draft", "reason"), LOST.values(), ids=LOST)
def test_what_a_word_reaches_over_does_not_outlive_it(
    aligned: Aligned, source: str, draft: str, reason: str
) -> None:
    assert reasons(aligned(draft, source)) == {Reason[reason]}


@pytest.mark.parametrize(("source", "draft"), KEPT.values(), ids=KEPT)
def test_a_word_may_go_with_all_that_it_reaches_over(
    aligned: Aligned, source: str, draft: str
) -> None:
    assert reasons(aligned(draft, source)) == set()
