"""`briefing cluster`: rows or a folder into events."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import BEES, FERRY, FERRY_AGAIN, Briefing, lines


def test_stories_of_one_happening_are_one_event(briefing: Briefing) -> None:
    rows = lines(
        {"id": "a", "text": FERRY, "title": "Ferry hits quay", "date": "2025-06-17"},
        {"id": "b", "text": BEES, "title": "Coins under an oak", "date": "2025-06-17"},
        {"id": "c", "text": FERRY_AGAIN, "title": "Ferry crash hurts 12", "date": "2025-06-17"},
        {"id": "d", "text": FERRY, "title": "Ferry hits quay", "source": "Copyist"},
    )
    done = briefing("cluster", "-", stdin=rows)
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert sorted(sorted(event) for event in found["events"]) == [["a", "c", "d"], ["b"]]
    assert sorted(sorted(report) for report in found["reports"]) == [["a", "d"], ["b"], ["c"]]


def test_every_id_comes_back_once_whatever_its_text(briefing: Briefing, user: Path) -> None:
    rows = [
        {"id": "e", "text": ""},
        {"id": "t", "text": " ", "title": "Fog"},
        {"id": 7, "text": BEES},
    ]
    rows += [{"id": "", "text": "..."}, {"id": "d", "text": "Fog.", "date": "yesterday"}]
    (user / "rows.jsonl").write_bytes(lines(*rows))
    done = briefing("cluster", user / "rows.jsonl", "--json")
    ids = ["", "7", "d", "e", "t"]
    for groups in json.loads(done.out).values():
        assert sorted(str(one) for group in groups for one in group) == ids
    assert [7] in json.loads(done.out)["events"]


def test_two_rows_with_one_id_are_wrong_usage(briefing: Briefing) -> None:
    done = briefing("cluster", "-", stdin=lines(*[{"id": "a", "text": BEES}] * 2))
    assert (done.code, done.out) == (2, "")
    assert "'a'" in done.err


def test_a_folder_is_grouped_by_the_ids_that_inspect_shows(briefing: Briefing, news: Path) -> None:
    shown = json.loads(briefing("inspect", news, "--json").out)["files"][0]["stories"][0]["id"]
    assert json.loads(briefing("cluster", news).out) == {"events": [[shown]], "reports": [[shown]]}


def test_no_rows_are_no_events(briefing: Briefing) -> None:
    assert json.loads(briefing("cluster", "-").out) == {"events": [], "reports": []}
