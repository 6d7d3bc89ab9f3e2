"""`briefing search`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from .conftest import Briefing
from .test_archive import out

__all__ = ["out"]


def test_an_event_is_found_by_its_words(briefing: Briefing, out: Path) -> None:
    done = briefing("search", "PIPE", "cellar", "--out", out)
    assert done.code == 0
    assert done.out.startswith("2025-06-17 · 1 · Leak closes the swimming hall of Dunmore\n    ")
    assert "pipe burst in the cellar" in done.out
    assert "\x1b" not in done.out


def test_what_was_found_is_for_programs_too(briefing: Briefing, out: Path) -> None:
    (row,) = json.loads(briefing("search", '"swimming hall"', "--json", "--out", out).out)
    assert (row["date"], row["rank"]) == ("2025-06-17", 1)
    assert row["headline"] == "Leak closes the swimming hall of Dunmore"
    assert Path(row["brief"]).is_file()
    assert set(row) == {
        "date",
        "id",
        "rank",
        "headline",
        "section",
        "outlets",
        "sentence",
        "brief",
        "score",
    }
    assert json.loads(briefing("search", "submarine", "--json", "--out", out).out) == []


def test_hits_are_marked_on_a_terminal_alone(
    briefing: Briefing, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.cli import search

    monkeypatch.setattr(search, "is_coloured", lambda: True)
    assert "\x1b[1;33mLeak\x1b[0m closes" in briefing("search", "leak", "--out", out).out


def test_nothing_found_is_no_failure(briefing: Briefing, out: Path) -> None:
    done = briefing("search", "submarine", "--out", out)
    assert (done.code, done.out) == (0, "")
    assert "nothing was found" in done.err


def test_days_can_be_limited(briefing: Briefing, out: Path) -> None:
    assert briefing("search", "leak", "--since", "2025-06-18", "--out", out).out == ""
    assert briefing("search", "leak", "--until", "2025-06-16", "--out", out).out == ""
    assert briefing(
        "search", "leak", "--since", "2025-06-17", "--until", "2025-06-17", "--out", out
    ).out
    done = briefing("search", "leak", "--since", "soon", "--out", out)
    assert (done.code, "--since soon" in done.err) == (2, True)


def test_there_may_be_more(briefing: Briefing, out: Path, news: Path) -> None:
    briefing("make", news, "--date", "2025-06-18", "--out", out, "--model", "none")
    other = out / "2025-06-18" / "brief.json"
    other.write_text(
        (out / "2025-06-17" / "brief.json").read_text("utf-8").replace("06-17", "06-18"), "utf-8"
    )
    done = briefing("search", "leak", "--limit", "1", "--out", out)
    assert done.out.startswith("2025-06-18")
    assert "there is more" in done.err


@pytest.mark.parametrize(
    "words", ["AND", '"', "NEAR(leak", "leak*^", "heading:leak", "'; DROP TABLE items", "leak OR"]
)
def test_no_words_are_a_fault(briefing: Briefing, out: Path, words: str) -> None:
    done = briefing("search", "--out", out, "--", words)
    assert done.code == (2 if words == '"' else 0)
    assert "internal" not in done.err


def test_a_store_that_cannot_be_kept_costs_a_line(
    briefing: Briefing, out: Path, user: Path
) -> None:
    state = user / "state" / "briefing" / "search.sqlite"
    state.unlink()
    state.mkdir()
    done = briefing("search", "leak", "--out", out)
    assert (done.code, done.out[:10]) == (0, "2025-06-17")
    assert "search.sqlite" in done.err


def test_a_store_that_is_damaged_is_read_anew(briefing: Briefing, out: Path, user: Path) -> None:
    state = user / "state" / "briefing" / "search.sqlite"
    data = bytearray(state.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    state.write_bytes(data)
    assert briefing("search", "leak", "--out", out).out.startswith("2025-06-17")
    done = briefing("search", "leak", "--out", out)
    assert (done.out[:10], done.err) == ("2025-06-17", "")


def test_make_keeps_what_can_be_searched(briefing: Briefing, out: Path, user: Path) -> None:
    assert (user / "state" / "briefing" / "search.sqlite").is_file()
    assert "torch" not in sys.modules or briefing("search", "leak", "--out", out).code == 0
