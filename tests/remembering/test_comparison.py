"""What is new against earlier briefs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.remembering import changes
from briefing.remembering.comparison import Compared, compare

(_ROW,) = json.loads((Path(__file__).parent / "novelty.json").read_text(encoding="utf-8"))
EARLIER: tuple[str, ...] = tuple(_ROW["earlier"])
CASES: list[tuple[str, str, int | None]] = [tuple(case) for case in _ROW["cases"]]
"""What a fact is against `EARLIER`, the fact, and which earlier sentence says it (otherwise)."""


@pytest.mark.parametrize(("state", "text", "earlier"), CASES)
def test_facts_are_new_changed_or_unchanged(state: str, text: str, earlier: int | None) -> None:
    compared = compare([text], [EARLIER])
    expected = "" if earlier is None else EARLIER[earlier]
    found = "new" if compared.state == "near" else compared.state
    assert (found, compared.earlier if found != "new" else "") == (state, expected)


@pytest.mark.parametrize(
    ("earlier", "now", "state"),
    [
        (
            "Nine villages are cut off by the flood.",
            "Seven of nine villages are cut off.",
            "new",
        ),
        (
            "The council rejected 30 of its 48 building permits.",
            "The council rejected 30 of its 48 building permits.",
            "unchanged",
        ),
        (
            "The council rejected 30 of its 48 building permits.",
            "The council rejected 31 of its 48 building permits.",
            "new",
        ),
        (
            "Three of the twelve jurors in the Marel trial are women.",
            "The Marel trial has twelve jurors, three of them women.",
            "unchanged",
        ),
    ],
)
def test_the_part_of_a_whole_is_no_other_value_of_it(earlier: str, now: str, state: str) -> None:
    assert compare([now], [[earlier]]).state == state


def test_without_earlier_briefs_everything_is_new() -> None:
    assert compare(["The port of Marel is open."], []) == Compared(state="new")


def test_a_brief_made_again_says_nothing_new() -> None:
    for text in EARLIER:
        assert compare([text], [EARLIER]) == Compared(state="unchanged", earlier=text)


def test_the_order_of_earlier_sentences_is_no_matter() -> None:
    turned = tuple(reversed(EARLIER))
    for _, text, _ in CASES:
        assert compare([text], [EARLIER]) == compare([text], [turned])


def test_a_fact_that_one_of_its_sentences_repeats_is_unchanged() -> None:
    texts = ["Fourteen bodies were found in a ravine near Huaral.", EARLIER[0]]
    assert compare(texts, [EARLIER]).state == "unchanged"


def test_another_time_is_looked_for_once_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = list[str]()
    words = changes._words("en")
    assert words is not None

    class Noted:
        def search(self, text: str) -> None:
            looked.append(text)

    counting = words._replace(elsewhen=Noted())  # type: ignore[arg-type]
    monkeypatch.setattr(changes, "_words", lambda _: counting)
    sentence = "Of the crew 17 men, 23 women and 31 others came ashore at Tarnby on 4 boats."
    assert len(changes.counts_in(sentence, "en")) > 2
    assert looked == [sentence]
