from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Briefing = Callable[..., Any]


def test_json_has_the_shape_of_the_contract(briefing: Briefing, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")
    done = briefing("inspect", news, "--json", "--date", "2025-06-17")
    assert (done.code, done.err) == (0, "")
    empty, leak = json.loads(done.out)["files"]
    assert (empty["file"], empty["state"], empty["stories"], empty["removed"]) == (
        "empty.txt",
        "no_story",
        [],
        [],
    )
    assert (leak["file"], leak["state"]) == ("leak.txt", "used")
    (story,) = leak["stories"]
    text = (news / "leak.txt").read_text("utf-8")
    assert story["headline"] == "Leak closes the swimming hall of Dunmore"
    assert (story["date"], story["date_basis"]) == ("2025-06-17", "stated")
    assert {"id", "headline", "outlet", "agency", "date", "date_basis", "spans"} <= set(story)
    assert text[slice(*story["spans"][0])] == story["headline"]
    assert all({"start", "end", "rule"} <= set(gap) for gap in leak["removed"])
    assert any("Share this" in text[gap["start"] : gap["end"]] for gap in leak["removed"])


def test_json_is_printed_row_by_row_as_if_in_one(briefing: Briefing, news: Path) -> None:
    (news / "a\u2028b.txt").write_text(
        "The ferry sails again on Monday, the company said.\n", "utf-8"
    )
    (news / "empty.txt").write_bytes(b"")
    (news / "none").mkdir()
    for source in (news, news / "none"):
        out = briefing("inspect", source, "--json", "--date", "2025-06-17").out
        assert out == json.dumps(json.loads(out), indent=2, ensure_ascii=False) + "\n"


def test_the_table_shows_stories_and_removed_lines(briefing: Briefing, news: Path) -> None:
    done = briefing("inspect", news / "leak.txt", "--date", "2025-06-17")
    assert done.code == 0
    for word in ("leak.txt (used)", "Leak closes", "2025-06-17 (stated)", "Share this article"):
        assert word in done.out


def test_unreadable_files_are_3_and_stand_in_the_table(briefing: Briefing, news: Path) -> None:
    (news / "noise.bin").write_bytes(bytes(range(256)) * 8)
    done = briefing("inspect", news)
    assert done.code == 3
    assert "noise.bin (unreadable)" in done.out


def test_a_missing_file_is_wrong_usage(briefing: Briefing) -> None:
    assert briefing("inspect", "nowhere.txt").code == 2


def test_the_page_shows_the_file_and_what_was_removed(briefing: Briefing, news: Path) -> None:
    (news / "noise.bin").write_bytes(b"\x00\x01" * 99)
    done = briefing("inspect", news, "--html", "--date", "2025-06-17")
    assert (done.code, done.err) == (3, "")
    assert done.out.startswith("<!DOCTYPE html>")
    assert "<del" in done.out
    assert "Share this article</del>" in done.out
    assert "noise.bin" in done.out
