"""`briefing summarise`: one item from the texts of each row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ModelError
from briefing.models import choose as choosing
from briefing.models.fake import FakeGenerator

from .conftest import BEES, FERRY, FERRY_AGAIN, Briefing, lines, rows_of


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
    assert "no sentence is rewritten: model.generator is 'none'" in done.err
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


class Broken(FakeGenerator):
    def generate(self, *given: Any) -> Any:
        raise ModelError("the weights are broken.")


def test_the_embedded_model_goes_on_shortening_where_the_one_that_writes_fails(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = choosing.Chosen(Broken(), shortener=FakeGenerator())  # type: ignore[arg-type]  # kept ones, in earnest
    monkeypatch.setattr(choosing, "choose", lambda *_: chosen)
    done = briefing("summarise", "-", "--quiet", stdin=lines({"id": 1, "docs": [{"text": FERRY}]}))
    assert rows_of(done)[0]["sentences"]
    assert done.err == (
        "warning: no sentence is rewritten, the embedded model shortens them: the weights are broken.\n"
    )
