"""A line of name, time and place taken apart."""

from __future__ import annotations

import pytest

from briefing.reading.outlets.parts import (
    columns_of,
    has_price,
    is_imprint,
    is_tagline,
    marks_of,
    parts_of,
    plain,
    tells_time,
)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Tarn Post · 2 hours ago", ("Tarn Post", "2 hours ago")),
        ("3h | Tarn Post", ("3h", "Tarn Post")),
        ("Tarn Post, 10 March 2026, page 3", ("Tarn Post", "10 March 2026", "page 3")),
        ("THE TARN STAR 8 MARCH 2026", ("THE TARN STAR", "8 MARCH 2026")),
        ("[08:14] Tarn Post:", ("08:14", "Tarn Post")),
        ("Radio Tarn 94.2 - The Nightcap", ("Radio Tarn", "The Nightcap")),
        ("> Source: [Tarn Post](https://t.example/a)", ("Source", "Tarn Post")),
        ("Bote vom 10. März 2026", ("Bote", "10. März 2026")),
    ],
)
def test_marks_and_dates_part_a_line(line: str, parts: tuple[str, ...]) -> None:
    assert parts_of(line) == parts


def test_columns_keep_commas_and_a_long_line_has_none() -> None:
    assert columns_of("Tarn Post     Friday, 3 April 2026") == ("Tarn Post", "Friday, 3 April 2026")
    assert parts_of("a " * 200) == columns_of("a " * 200) == ()
    assert plain("**Tarn Post**") == "Tarn Post"


@pytest.mark.parametrize(
    "part", ["2 hours ago", "3h", "10 March 2026", "vor 2 Stunden", "08:14", "10. marts 2026"]
)
def test_parts_that_tell_a_time(part: str) -> None:
    assert tells_time(part)


@pytest.mark.parametrize("part", ["Tarn Post", "24", "page three", ""])
def test_parts_that_do_not(part: str) -> None:
    assert not tells_time(part)


@pytest.mark.parametrize(
    "line",
    ["No. 42    3.50 crowns", "Price £1.40", "Issue 212 · free", "n° 2 311", "Tue 3 March 2026"],
)
def test_an_imprint_has_a_date_a_number_or_a_price(line: str) -> None:
    assert is_imprint(line)
    assert not is_imprint("Home News Sport")


def test_a_day_is_told_by_a_word_of_any_language() -> None:
    days = ["ayer", "hier", "i går", "вчера", "Tuesday", "Mittwoch", "this morning"]
    assert [day for day in days if not tells_time(day)] == []
    assert [name for name in ("Sun", "Today's Farmer", "Sunday Post") if tells_time(name)] == []


def test_marks_prices_and_taglines() -> None:
    assert marks_of("Tarn Post / Ilse Brandt | 3h") == ("/", "|")
    assert marks_of("a / " * 200) == ()
    assert has_price("Saturday 14 March    No. 2,207    60p")
    assert not has_price("Saturday 14 March 2026")
    assert is_tagline("A MAGAZINE OF WORK AND IDEAS")
    assert is_tagline("le quotidien du littoral")
    assert not is_tagline("a mill in the valley")
    assert not is_tagline("Weekly news")
