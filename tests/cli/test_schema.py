"""`briefing schema`, and what the commands print, held against it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from briefing.schemas import SCHEMAS

from .conftest import Briefing

ROWS = '{"id": 1, "docs": [{"text": "The bridge of Tarn was closed on Tuesday after a lorry struck it. Nobody was hurt."}]}'
CLAIM = '{"id": "a", "doc": "It rained in Kent.", "claim": "It rained."}'
LABELLED = '{"id": "1", "doc": "It rained in Kent.", "claim": "It rained in Kent.", "label": 1}\n'


def fits(name: str, text: str) -> Any:
    return SCHEMAS[name].model_validate_json(text)


def test_the_schema_of_a_name_is_printed_and_the_names_without_one(briefing: Briefing) -> None:
    assert json.loads(briefing("schema", "brief").out)["description"].startswith("`brief.json`")
    assert briefing("schema").out.split() == list(SCHEMAS)
    wrong = briefing("schema", "breif")
    assert wrong.code == 2
    assert "there are: brief, run" in wrong.err


def test_what_make_writes_fits(briefing: Briefing, news: Path, tmp_path: Path) -> None:
    done = briefing(
        "make", news, "--date", "2025-06-17", "--model", "none", "--out", tmp_path / "out"
    )
    assert done.code in {0, 3}
    for name in ("brief", "run"):
        fits(name, (tmp_path / "out" / "2025-06-17" / f"{name}.json").read_text("utf-8"))


def test_what_the_commands_print_fits(briefing: Briefing, news: Path, tmp_path: Path) -> None:
    rows = tmp_path / "claims.jsonl"
    rows.write_text(LABELLED, encoding="utf-8")
    assert fits("inspect", briefing("inspect", news, "--json", "--date", "2025-06-17").out).files
    assert fits("cluster", briefing("cluster", news).out).events
    assert fits("verify", briefing("verify", "-", stdin=CLAIM.encode()).out).supported
    told = briefing("summarise", "-", "--model", "none", stdin=ROWS.encode()).out
    assert fits("summarise", told).sentences
    measured = briefing("eval", "verifier", rows, "--json", "--model", "none", "--check")
    assert fits("eval", measured.out).sets
