"""Tables as text: the mark between cells, the names of the fields, what is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats import recognise
from briefing.reading.formats.tables import parse_table

PROSE = "It rained in Tarn, all day; the river rose.\n\nNobody was hurt, the mayor said on Monday."


def table(mark: str, *rows: tuple[str, ...]) -> str:
    quoted = (mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return "\r\n".join(quoted) + "\r\n"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_cells_are_told_apart_by_any_of_the_marks(mark: str) -> None:
    head = ("headline", "story", "published", "paper")
    made = parse_table(table(mark, head, ("Rain", PROSE, "6 January 2026", "Tarn Post")))
    (section,) = made.sections
    assert made.text == f"Rain\n\n{PROSE}"
    assert (section.published, section.outlet) == ("6 January 2026", "Tarn Post")


def test_a_table_may_name_its_mark_and_quote_nothing() -> None:
    text = "sep=;\ntitle;text\nRain;It rained.\\n\\nIt snowed.\n"
    assert parse_table(text).text == "Rain\n\nIt rained.\n\nIt snowed."


def test_without_names_the_fields_are_told_by_what_they_hold() -> None:
    story = "It rained in Tarn all day and all night, the mayor said. The river rose by two metres and took the old bridge with it."
    made = parse_table(table(",", ("17", "Rain in Tarn took the bridge", story, "2026-01-06")))
    assert made.sections[0].title == "Rain in Tarn took the bridge"
    assert made.sections[0].published == "2026-01-06"


def test_rows_without_text_and_broken_rows_are_named() -> None:
    made = parse_table(f'title,text\nRain,It rained.\nSnow,\nWind,"{"x" * 200_000}"\n')
    assert len(made.sections) == 1
    assert [note.split(" ")[0] for note in made.notes] == ["1", "1"]


@pytest.mark.parametrize(
    ("file", "data", "name"),
    [
        ("a.csv", b"one,two\n1,2\n", "table"),
        ("a.csv", b"It rained.\n", "text"),
        ("a.txt", b"date\ttitle\ttext\tsource\n1\tRain\tIt rained.\tPost\n", "table"),
        ("a.txt", b"date | time | source\n\nIt rained.\n", "text"),
        ("a.txt", b"Title, he said, and text, and date\n", "text"),
    ],
)
def test_a_table_is_known_by_its_ending_or_its_first_row(file: str, data: bytes, name: str) -> None:
    assert recognise(file, data).name == name


@given(st.text(alphabet='ab"\n\r,;\t|\0\\', max_size=200))
def test_any_text_is_rows_or_none(text: str) -> None:
    made = parse_table(text)
    assert bool(made.text) == bool(made.sections)
    assert made.text or made.notes
