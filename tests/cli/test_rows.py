from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.models.choose import Verifier
from briefing.models.fake import FakeScorer

Briefing = Callable[..., Any]

FERRY = "The ferry from Tarn hit the quay of Port Ellery on Monday evening and 12 people were hurt, the harbour master said."
FERRY_AGAIN = "Twelve people were hurt on Monday evening when the ferry from Tarn hit the quay of Port Ellery, the coast guard said."
BEES = "A beekeeper near Marrin Cross has found a pot with more than 400 Roman coins under an oak."


def lines(*rows: Any) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def rows_of(done: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


# -- cluster ------------------------------------------------------------------------------------


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


# -- verify -------------------------------------------------------------------------------------


def test_claims_are_judged_in_input_order(briefing: Briefing) -> None:
    rows = lines(
        {"id": "no", "doc": FERRY, "claim": "The ferry from Tarn hit the quay and 90 people died."},
        {"id": "yes", "doc": FERRY, "claim": "The ferry from Tarn hit the quay of Port Ellery."},
        {"id": 3, "doc": "", "claim": "It rained."},
        {"id": "empty", "doc": FERRY, "claim": ""},
    )
    done = briefing("verify", "-", stdin=rows)
    found = rows_of(done)
    assert done.code == 0
    assert [list(row) for row in found] == [["id", "supported", "score", "reasons"]] * 4
    assert [row["id"] for row in found] == ["no", "yes", 3, "empty"]
    assert all(0 <= row["score"] <= 1 for row in found)
    assert found[1]["supported"] is True
    assert found[0]["score"] < found[1]["score"]
    assert found[0]["reasons"]
    assert [row["supported"] for row in found[2:]] == [False, False]
    assert "warning: claims are judged by their words alone" in done.err
    assert "briefing models pull all-minilm-l6-v2" in done.err


def test_a_configured_model_judges_the_claims(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Verifier(FakeScorer(), alone=True)
    monkeypatch.setattr("briefing.models.choose.choose_verifier", lambda *_: chosen)
    rows = lines(
        *[{"id": n, "doc": FERRY, "claim": "The ferry hit the wall."} for n in range(70)],
        {"id": "twice", "doc": FERRY, "claim": "The ferry sank. The ferry hit the quay."},
    )
    done = briefing("verify", "-", stdin=rows)
    found = rows_of(done)
    assert [row["id"] for row in found] == [*range(70), "twice"]
    assert {row["score"] for row in found[:70]} == {0.8}  # "wall." alone is not in the text
    assert found[70]["score"] == pytest.approx(2 / 3, abs=1e-4)  # the weakest sentence counts


def test_a_configured_model_that_is_not_there_is_an_error_and_no_other_judges(
    briefing: Briefing, user: Path
) -> None:
    Path("briefing.toml").write_text("[model]\nverifier = 'no/model'\n", encoding="utf-8")
    rows = lines({"id": 1, "doc": FERRY, "claim": "The ferry sank."})
    done = briefing("verify", "-", stdin=rows)
    assert (done.code != 0, done.out) == (True, "")
    assert "briefing models pull no/model" in done.err


# -- summarise ----------------------------------------------------------------------------------


def test_an_item_cites_the_very_texts_that_were_given(briefing: Briefing, news: Path) -> None:
    dirty = (news / "leak.txt").read_text("utf-8").replace(
        "\n", "\r\n"
    ) + "\r\nShare this article\r\n"
    rows = [
        {"id": "a", "docs": [{"text": dirty}, {"text": FERRY}, {"text": FERRY_AGAIN}]},
        {"id": "b", "docs": [{"text": BEES}]},
    ]
    done = briefing("summarise", "-", "--model", "none", stdin=lines(*rows))
    assert done.code == 0
    assert "warning: no sentence is rewritten" in done.err
    found = rows_of(done)
    assert [list(row) for row in found] == [["id", "headline", "sentences", "withheld"]] * 2
    for given, row in zip(rows, found, strict=True):
        docs: Any = given["docs"]
        assert row["id"] == given["id"]
        assert row["headline"]
        assert row["sentences"]
        for sentence in row["sentences"]:
            assert list(sentence) == ["text", "verdict", "score", "citations"]
            assert sentence["citations"]
            for one in sentence["citations"]:
                assert docs[one["doc"]]["text"][one["start"] : one["end"]] == one["quote"]


def test_rows_without_text_come_back_empty(briefing: Briefing) -> None:
    rows = lines({"id": "a", "docs": []}, {"id": "b", "docs": [{"text": " "}]})
    done = briefing("summarise", "-", "--model", "none", "--quiet", stdin=rows)
    assert done.err == ""
    assert rows_of(done) == [
        {"id": name, "headline": "", "sentences": [], "withheld": []} for name in "ab"
    ]


def test_what_cannot_stand_alone_is_withheld_and_said(briefing: Briefing) -> None:
    rows = lines({"id": "a", "docs": [{"text": "He said that they would do it."}]})
    (row,) = rows_of(briefing("summarise", "-", "--model", "none", stdin=rows))
    assert row["sentences"] == []
    assert [(one["text"], one["instead"]) for one in row["withheld"]] == [
        ("He said that they would do it.", None)
    ]
    assert row["withheld"][0]["reasons"]


# -- bad rows -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["cluster", "verify", "summarise"])
@pytest.mark.parametrize("row", [b"{", b"[]", b'{"id": "a"}', b'{"id": null}', b"\xff\xfe"])
def test_a_bad_row_is_wrong_usage_that_names_its_line(
    briefing: Briefing, command: str, row: bytes
) -> None:
    done = briefing(command, "-", stdin=b"\n" + row + b"\n")
    assert done.code == 2
    assert "-, line 2: " in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("command", ["cluster", "verify", "summarise"])
def test_a_missing_file_of_rows_is_wrong_usage(briefing: Briefing, command: str) -> None:
    assert briefing(command, "missing.jsonl").err == "briefing: missing.jsonl: no such file.\n"
