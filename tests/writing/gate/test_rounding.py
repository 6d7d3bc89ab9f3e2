"""Figures before the gate: the same in other words passes, another one or a bare half of one does not."""

from __future__ import annotations

import pytest

from briefing.writing.gate import Reason, check


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("The mill will cut two hundred and fifty jobs.", "The mill will cut 250 jobs."),
        ("The mill will cut 250 jobs.", "The mill will cut two hundred and fifty jobs."),
        ("The mill will cut half a dozen jobs.", "The mill will cut six jobs."),
        ("The bridge cost half a million euros.", "The bridge cost 500,000 euros."),
        ("The bridge cost 1.5 lakh rupees.", "The bridge cost 150,000 rupees."),
        ("Prices in Orvo rose by 5pc.", "Prices in Orvo rose by 5 per cent."),
        ("The mill will cut a few hundred jobs.", "The mill will cut a few hundred jobs."),
        ("The mill will cut 2,987 jobs.", "The mill will cut about 3,000 jobs."),
        ("The mill will cut 3,012 jobs.", "The mill will cut more than 3,000 jobs."),
    ],
)
def test_a_figure_in_other_words_passes(source: str, draft: str) -> None:
    assert check(draft, [source]) == ()


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("The bridge cost half a million euros.", "The bridge cost 1 million euros."),
        ("The mill will cut half a dozen jobs.", "The mill will cut 12 jobs."),
        ("The bridge cost 1.5 lakh rupees.", "The bridge cost 1.5 rupees."),
        ("The mill will cut two dozen jobs.", "The mill will cut a dozen jobs."),
        ("The mill will cut two hundred and fifty jobs.", "The mill will cut 200 jobs."),
        ("The mill will cut a few hundred jobs.", "The mill will cut 100 jobs."),
        ("The mill will cut two-thirds of its jobs.", "The mill will cut two of its jobs."),
        ("The U-20 players left Orvo.", "The 20 players left Orvo."),
        ("The mill will cut 2,987 jobs.", "The mill will cut 3,000 jobs."),
        ("The mill will cut 2,987 jobs.", "The mill will cut more than 3,000 jobs."),
        ("The mill will cut 2,500 jobs.", "The mill will cut about 3,000 jobs."),
    ],
)
def test_another_figure_does_not_pass(source: str, draft: str) -> None:
    assert Reason.NUMBER in check(draft, [source])
