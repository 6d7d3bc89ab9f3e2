"""How much two sentences say the same, as far as their figures go."""

from __future__ import annotations

import pytest

from briefing.language.likeness import content_of, likeness

JOBS = "The mill in Orvo will cut {} jobs at the end of the year."


def alike(first: str, second: str) -> float:
    return likeness(content_of(first), content_of(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("two hundred and fifty", "250"),
        ("half a dozen", "half-a-dozen"),
        ("twenty-five", "25"),
        ("a few hundred", "a few hundred"),
    ],
)
def test_one_figure_in_two_spellings_says_the_same(first: str, second: str) -> None:
    assert alike(JOBS.format(first), JOBS.format(second)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a dozen", "two dozen"),
        ("half a dozen", "a dozen"),
        ("half a million", "a million"),
        ("dozens of", "three"),
        ("between 10 and 15", "20"),
    ],
)
def test_two_figures_clash(first: str, second: str) -> None:
    assert alike(JOBS.format(first), JOBS.format(second)) == 0.0


def test_percentage_points_are_no_per_cent() -> None:
    assert (
        alike("Prices in Orvo rose by 5 percentage points.", "Prices in Orvo rose by 5pc.") == 0.0
    )


def test_a_multiple_clashes_with_another_multiple_alone() -> None:
    assert alike("Prices in Orvo doubled.", "Prices in Orvo tripled.") == 0.0
    assert alike("Prices in Orvo doubled.", "Prices in Orvo doubled to 8 euros.") > 0.5
