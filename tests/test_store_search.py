"""What is kept to be searched."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.lookup import parse_query, terms
from briefing.store import Row, SearchIndex

DAYS = {
    "2025-06-16": ("Ferry hits harbour wall", "Bees swarm at the harbour"),
    "2025-06-17": (
        "Bees back at home",
        "The harbour wall of Tarn, a wall of harbour stone",
        "Ferries run",
    ),
}


def rows(*texts: str) -> list[Row]:
    return [Row(text, " ".join(terms(text)), "") for text in texts]


def fill(index: SearchIndex, folder: str = "here") -> None:
    index.change(folder, {day: (f"stamp {day}", rows(*texts)) for day, texts in DAYS.items()})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "search.sqlite"


def find(index: SearchIndex, text: str, **limits: object) -> list[str]:
    return [one.body for one in index.find("here", parse_query(text), **limits)]  # type: ignore[arg-type]


def test_the_newest_day_comes_first_and_then_what_fits_best(path: Path) -> None:
    with SearchIndex(path) as index:
        fill(index)
        assert find(index, "bees") == ["Bees back at home", "Bees swarm at the harbour"]
        index.change(
            "here", {"2025-06-16": ("", rows("A wall and much else besides it", "Wall, wall"))}
        )
        assert find(index, "wall")[1:] == ["Wall, wall", "A wall and much else besides it"]


def test_a_folder_whose_name_is_no_text_is_searched_as_any_other(path: Path) -> None:
    odd, other = (os.fsdecode(name) for name in (b"b\xe4r", b"b\xf6r"))
    with SearchIndex(path) as index:
        fill(index, odd)
        assert len(index.find(odd, parse_query("bees"))) == 2
        assert [*index.stamps(odd)] == [*DAYS]
        assert index.bodies(other) == []
        assert index.trouble == ""


def test_all_words_phrases_and_beginnings_must_occur(path: Path) -> None:
    with SearchIndex(path) as index:
        fill(index)
        assert find(index, "harbour ferry") == ["Ferry hits harbour wall"]
        assert find(index, '"wall of harbour"') == [DAYS["2025-06-17"][1]]
        assert find(index, "ferr") == []
        assert find(index, "FÉRR*") == ["Ferries run", "Ferry hits harbour wall"]
        assert (
            find(index, '"harbour wa"*')
            == find(index, '"harbour wa*"')
            == [DAYS["2025-06-17"][1], DAYS["2025-06-16"][0]]
        )


def test_days_and_number_can_be_limited(path: Path) -> None:
    day = date(2025, 6, 17)
    with SearchIndex(path) as index:
        fill(index)
        assert find(index, "bees", since=day) == ["Bees back at home"]
        assert find(index, "bees", until=date(2025, 6, 16)) == ["Bees swarm at the harbour"]
        assert find(index, "bees", limit=1) == ["Bees back at home"]


def test_folders_are_apart(path: Path) -> None:
    with SearchIndex(path) as index:
        fill(index, "there")
        assert find(index, "bees") == []
        assert index.stamps("here") == {}


def test_a_day_kept_again_replaces_the_former_and_a_lost_one_goes(path: Path) -> None:
    with SearchIndex(path) as index:
        fill(index)
        index.change("here", {"2025-06-17": ("new", rows("Owls"))}, gone=["2025-06-16"])
        assert index.stamps("here") == {"2025-06-17": "new"}
        assert [body for _, body in index.bodies("here")] == ["Owls"]
        assert find(index, "bees") == []


@given(st.text())
def test_no_query_is_an_error(text: str) -> None:
    with SearchIndex(Path("/dev/null/none")) as index:
        fill(index)
        trouble = index.trouble
        find(index, text)
        find(index, f'{text}" AND OR NOT NEAR( {text}* ^ heading:')
        assert index.trouble == trouble


def test_it_outlives_the_run(path: Path) -> None:
    with SearchIndex(path) as index:
        fill(index)
    with SearchIndex(path) as index:
        assert find(index, "owls") == []
        assert len(find(index, "bees")) == 2
        assert index.trouble == ""


@pytest.mark.parametrize("damage", ["foreign", "version", "tables"])
def test_a_damaged_or_foreign_file_is_made_anew(path: Path, damage: str) -> None:
    with SearchIndex(path) as index:
        fill(index)
    if damage == "foreign":
        path.write_bytes(b"no database at all" * 500)
    else:
        with closing(sqlite3.connect(path)) as database, database:
            database.execute(
                "PRAGMA user_version = 99" if damage == "version" else "DROP TABLE days"
            )
    with SearchIndex(path) as index:
        assert index.stamps("here") == {}
        fill(index)
        assert (len(find(index, "bees")), index.trouble) == (2, "")


def test_damage_that_shows_late_costs_what_was_kept_and_the_file(path: Path) -> None:
    with SearchIndex(path) as index:
        index.change("here", {"2025-06-16": ("", rows(*(f"ferry {n} " * 50 for n in range(500))))})
    data = bytearray(path.read_bytes())
    data[14 * 4096 : 60 * 4096] = bytes(46 * 4096)  # the tables' own pages, behind their roots
    path.write_bytes(data)
    with SearchIndex(path) as index:
        find(index, "ferry")
        assert str(path) in index.trouble
        fill(index)
        assert len(find(index, "bees")) == 2
    assert not path.exists()


def test_a_place_that_cannot_be_written_to_costs_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with SearchIndex(tmp_path / "file" / "search.sqlite") as index:
        fill(index)
        assert len(find(index, "bees")) == 2
        assert "delete the file" in index.trouble


def test_an_sqlite_without_full_text_search_keeps_all_and_finds_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.store import search

    monkeypatch.setattr(search, "_WORDS", "CREATE VIRTUAL TABLE words USING fts99(heading)")
    with SearchIndex(path) as index:
        fill(index)
        assert len(index.bodies("here")) == 5
        assert find(index, "bees") == []
        assert index.trouble
