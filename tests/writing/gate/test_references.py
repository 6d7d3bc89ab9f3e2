"""Full references put in for short ones: the rest is what passed, and each is its source's."""

from __future__ import annotations

import pytest

from briefing.writing.gate import Reason, Reference, check_references

BASE = "Dunphy said the store had burned."
SOURCE = "Smoke was seen, chief engineer Fergal Dunphy told reporters."
FULL = "Chief engineer Fergal Dunphy"


def test_a_full_name_that_its_source_has_passes() -> None:
    text = BASE.replace("Dunphy", FULL)
    assert check_references(text, [Reference(0, FULL, "Dunphy", SOURCE)], BASE) == ()


@pytest.mark.parametrize(
    ("text", "full", "source", "reason"),
    [
        (f"{FULL} said the mill had burned.", FULL, SOURCE, Reason.WORDS),
        (f"{FULL} said the store had burned.", FULL, "Fergal Dunphy left.", Reason.NAME),
        (
            "Chief engineer Fergal Dunphyson said the store had burned.",
            "Chief engineer Fergal Dunphyson",
            SOURCE,
            Reason.NAME,
        ),
        (
            "Chief engineer said the store had burned.",
            "Chief engineer",
            SOURCE,
            Reason.NAME,
        ),
    ],
    ids=["another word", "not in the source", "half a word", "without the name"],
)
def test_what_is_not_the_sources_does_not(
    text: str, full: str, source: str, reason: Reason
) -> None:
    assert reason in check_references(text, [Reference(0, full, "Dunphy", source)], BASE)
