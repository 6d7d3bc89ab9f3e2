"""What a difference is said to be about."""

from __future__ import annotations

import pytest

from briefing.grouping.disagreements.label import label_of
from briefing.grouping.disagreements.mentions import find_mentions
from briefing.grouping.disagreements.things import filled

from ..labelled import event_of, make_story


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("Some 312 people were counted.", "About 290 residents had been counted.", "people counted"),
        ("The storm left 40 homes damaged.", "It said 60 homes were damaged.", "homes damaged"),
        ("Some 312 people were counted.", "About 290 people spent the night there.", "people"),
        ("It has 12 cabins, and the mast was damaged.", "15 cabins were damaged.", "cabins"),
        ("12 people were injured.", "15 people were injured.", "people injured"),
        ("It tore 400 metres of planks.", "It tore 650 metres of planks.", "amount in metre"),
    ],
)  # fmt: skip
def test_a_label_says_what_happened_where_both_sentences_have_the_word(
    first: str, second: str, label: str
) -> None:
    mentions = find_mentions(event_of(make_story("a", [first]), make_story("b", [second])))
    assert label_of([filled(one) for one in mentions]) == label
