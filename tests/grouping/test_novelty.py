"""What is new against earlier briefs."""

from __future__ import annotations

from briefing.grouping import compare
from briefing.records import Fact

from .labelled import make_story


def _fact(text: str) -> Fact:
    sentence = make_story("a", [text]).sentences[0]
    return Fact(id=text, anchor=sentence, sentences=(sentence,), reports=("r",))


def test_facts_are_new_changed_or_unchanged() -> None:
    earlier = [
        "A bus plunged into a ravine near Huaral in Peru, killing 12 people.",
        "The driver lost control on a wet bend, police said.",
    ]
    facts = [
        _fact("A bus plunged into a ravine near Huaral in Peru, killing 14 people."),
        _fact("Police said the driver lost control on a wet bend."),
        _fact("The transport ministry will inspect all coaches in the region."),
    ]
    compared = compare(facts, earlier)
    assert [c.state for c in compared] == ["changed", "unchanged", "new"]
    assert compared[0].earlier == earlier[0]


def test_without_earlier_briefs_everything_is_new() -> None:
    assert [c.state for c in compare([_fact("The port of Marel is open.")], [])] == ["new"]
