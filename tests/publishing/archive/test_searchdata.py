"""The scripts of the page's search."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from briefing.publishing.archive import search_files, searchdata
from briefing.records import Brief
from tests.briefs import brief_of

from .conftest import dated

MONDAY = date(2025, 6, 16)


def values(files: dict[str, str]) -> dict[str, Any]:
    """What the scripts hand over, by name."""
    found = {}
    for path, text in files.items():
        name = path.rpartition("/")[2]
        if name != "search.js":
            match = re.fullmatch(r'briefingArchive\("([\w-]+)",(.*)\)\n', text)
            assert match, text[:100]
            assert name == f"{match[1]}.js"
            found[match[1]] = json.loads(match[2])
    return found


def test_each_term_leads_to_the_items_that_have_it(monkeypatch: Any) -> None:
    monkeypatch.setattr(searchdata, "_TERMS_SIZE", 40)
    monkeypatch.setattr(searchdata, "_ITEMS", 3)
    days = [
        brief_of(MONDAY + timedelta(days=n), f"Ferry {n} of Tarn", f"Bees {n % 2}")
        for n in range(4)
    ]
    got = values(search_files(dated(*days))[1])
    index = got["index"]
    rows = [row for n in range(3) for row in got[f"items-{n}"]]
    assert (index["items"], index["count"]) == (3, 8)
    # From the end: the newest day first, and within a day by rank.
    assert [(index["days"][day], place) for day, place, _, _ in reversed(rows)][:3] == [
        ("2025-06-19", 1),
        ("2025-06-19", 2),
        ("2025-06-18", 1),
    ]
    shards = [got[f"terms-{n}"] for n in range(len(index["first"]))]
    assert len(shards) > 2
    assert [min(shard) for shard in shards] == index["first"] == sorted(index["first"])
    terms = {term: [*accumulate(numbers)] for shard in shards for term, numbers in shard.items()}
    by_hand = {
        term: [n for n, row in enumerate(rows) if term in f"{row[2]} {row[3]}".lower().split()]
        for term in ("ferry", "tarn", "bees", "3", "harbour")
    }
    assert {term: terms[term] for term in by_hand} == by_hand


def test_the_folder_is_named_by_what_is_in_it() -> None:
    one, files = search_files(dated(brief_of(MONDAY, "Ferry")))
    other, _ = search_files(dated(brief_of(MONDAY, "Ferry!")))
    assert one != other
    assert (one, files) == search_files(dated(brief_of(MONDAY, "Ferry")))


def test_no_text_of_stories_ends_a_script_or_a_line(
    hostile: tuple[str, ...], day_saying: Callable[[str], Brief]
) -> None:
    for text in (*hostile, "\u2028\u2029", "</script>", "<!--"):
        for path, script in search_files(dated(day_saying(text)))[1].items():
            if not path.endswith("search.js"):
                assert not {*script} & {*"<>&\u2028\u2029\x1b"}
                assert script.count("\n") == 1
    assert values(search_files(dated(day_saying("</script>")))[1])["items-0"][0][2] == "</script>"


def test_an_archive_without_days_can_be_searched() -> None:
    assert values(search_files([])[1])["index"] == {
        "days": [],
        "first": [],
        "items": 512,
        "count": 0,
    }
