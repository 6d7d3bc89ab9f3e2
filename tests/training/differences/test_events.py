"""Events of our own writing whose reports differ."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations

from briefing.grouping.disagreements.mentions import Mention, find_mentions
from training.differences.events import OWN, Labelled, own_events


def listed_pairs(one: Labelled) -> list[tuple[Mention, Mention]]:
    """The pairs of figures of two reports that are the values of a listed difference."""
    return [
        (first, second)
        for first, second in combinations(find_mentions(one.event), 2)
        if first.report != second.report and one.is_difference(first, second)
    ]


def test_seven_authors_wrote_events_of_several_reports() -> None:
    events = list(own_events())
    authors = {"a": 40, "b": 40, "c": 36, "d": 24, "e": 24, "f": 24, "g": 24}
    assert Counter(one.group for one in events) == authors
    assert all(len(one.event.reports) > 1 for one in events)
    assert len({one.event.id for one in events}) == len(events)


def test_every_value_of_a_label_stands_in_its_report() -> None:
    for path in sorted(OWN.glob("?.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            texts = {one["key"]: f"{one['headline']} {one['text']}" for one in row["reports"]}
            for value in (each for one in row["differences"] for each in one["values"]):
                assert value["sentence"] in texts[value["report"]], (path.stem, row["id"])


def test_a_label_finds_its_pair_wherever_there_is_a_difference_of_figures() -> None:
    found = [bool(listed_pairs(one)) for one in own_events()]
    # 21 events have no difference, and one has none of figures.
    assert (len(found), sum(found)) == (212, 190)
