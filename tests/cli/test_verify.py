"""`briefing verify`: whether texts support claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.models.choose import Verifier
from briefing.models.fake import FakeScorer

from .conftest import FERRY, Briefing, lines, rows_of


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
