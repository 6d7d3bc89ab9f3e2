"""Lines that are built alike beside several stories."""

from __future__ import annotations

from briefing.reading.outlets.rows import name_in_rows, row_that_names, rows_of


def named_after(known: list[str], outlet: str, other: list[str]) -> str:
    row = row_that_names(rows_of(known), outlet)
    assert row is not None
    return name_in_rows(rows_of(other), [row])


def test_a_name_stands_where_the_other_storys_does() -> None:
    known = ["Tarn Post / Ilse Brandt / 1h"]
    assert named_after(known, "Tarn Post", ["Green Acre / Staff / 2d"]) == "Green Acre"
    assert named_after(["Tarn Post, 10 March 2026"], "Tarn Post", ["Reed, 9 March 2026"]) == "Reed"


def test_lines_with_other_marks_or_their_time_elsewhere_are_not_alike() -> None:
    known = ["Tarn Post / Ilse Brandt / 1h"]
    assert named_after(known, "Tarn Post", ["Green Acre | Staff | 2d"]) == ""
    assert named_after(known, "Tarn Post", ["2d / Green Acre / Staff"]) == ""


def test_a_line_of_its_own_is_known_by_the_time_beside_it() -> None:
    known = ["Tarn Post", "May 12, 2026 Tuesday", "Length: 204 words"]
    assert named_after(known, "Tarn Post", ["Reed", "May 10, 2026 Sunday"]) == "Reed"
    assert named_after(known, "Tarn Post", ["May 10, 2026 Sunday", "Reed"]) == ""


def test_an_agency_in_the_row_wrote_the_text() -> None:
    known = ["Tarn Post", "30/04/2026"]
    assert named_after(known, "Tarn Post", ["AP", "30/04/2026"]) == ""


def test_a_name_that_stands_in_no_row_gives_none() -> None:
    assert row_that_names(rows_of(["Source: Tarn Post"]), "Tarn Post") is None
    assert row_that_names(rows_of(["Tarn Post · 3h"]), "") is None
