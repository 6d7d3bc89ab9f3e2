"""What could be an outlet's name, and how surely it is one."""

from __future__ import annotations

import pytest

from briefing.reading.outlets.names import (
    core_of,
    could_be_name,
    key_of,
    may_head_a_page,
    strength,
    without_company,
    without_department,
)


@pytest.mark.parametrize(
    "line",
    [
        "Tarn Post",
        "HOLM GAZETTE",
        "Millrace",
        "News18",
        "The Times",
        "BBC News",
        "La Gazette de Morvent",
        "Il Gazzettino dell'Adda",
        "Peak & Valley",
        "Вестник Заречья",
        "صحيفة الميناء",
    ],
)
def test_lines_that_could_be_names(line: str) -> None:
    assert could_be_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "U.S.",
        "World News",
        "POLITICS",
        "Transport",
        "Read more",
        "By Ilse Brandt",
        "Court Reporter",
        "Post Reporter",
        "TODAY'S WEATHER",
        "Tuesday",
        "The mill burned down.",
        "Ilse Brandt, Harbour",
        "12",
        "",
        "a mill in the valley",
        "Live TV",
    ],
)
def test_sections_persons_roles_and_sentences_are_no_names(line: str) -> None:
    assert not could_be_name(line)


@pytest.mark.parametrize(
    ("name", "power"),
    [
        ("Harbour Gazette", 3),
        ("The Harbour Echo", 3),
        ("Al Jazeera", 3),
        ("Hindustan Times", 3),
        ("KBC News", 2),
        ("Noorderpost", 2),
        ("Tarnhafener Tagblatt", 3),
        ("The Lantern", 1),
        ("Polder FM", 1),
        ("Courier", 1),
        ("Ilse Brandt", 0),
        ("Millrace", 0),
        ("Latest Post", 0),
    ],
)
def test_how_surely_words_name_an_outlet(name: str, power: int) -> None:
    assert strength(name) == power


def test_names_are_compared_and_called_in_short() -> None:
    assert key_of("THE TARN-POST ") == key_of("Tarn-Post") == "tarn-post"
    assert [core_of(one) for one in ("The Port Ellery Courier", "KBC News", "24")] == [
        "Courier",
        "KBC",
        "",
    ]
    assert without_company("Harbour Mail Media Ltd 2026") == "Harbour Mail"
    assert key_of("Moor and Dale Post") == key_of("MOOR & DALE POST")


def test_a_room_behind_a_sure_name_is_no_part_of_it() -> None:
    assert without_department("RADIO TARN NEWSROOM") == "RADIO TARN"
    assert without_department("Harbour Newsroom") == "Harbour Newsroom"


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("MOOR & DALE REPORTER", True),
        ("HARL SPORTS FINAL", True),
        ("Moor & Dale Reporter", False),
        ("SPORTS AND WEATHER", False),
        ("BY JANE PENROSE", False),
        ("READ MORE SPORTS", False),
        ("REPORTER", False),
        ("PAGE 4 HARL", False),
    ],
)
def test_in_capitals_a_job_or_a_section_may_be_in_the_name_of_a_page(
    line: str, *, may: bool
) -> None:
    assert may_head_a_page(line) is may
