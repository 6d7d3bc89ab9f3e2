"""Which field is what, by its name or by what it holds."""

from __future__ import annotations

import pytest

from briefing.reading.formats.columns import find_columns
from briefing.reading.formats.rows import find_rows

STORIES = (
    ("Bridge in Corrie to stay shut", "The bridge in Corrie will stay shut until spring, the county said. Engineers found rust in its southern pier and want it replaced at once."),
    ("Old mill of Tarn burns down", "The old mill in Tarn burned down on Monday night. Nobody was hurt, but forty sheep died and the owner said that he would not build again."),
    ("Choir wins prize in Norhaven", "A choir of dockers has won the first prize in Norhaven. The jury liked above all that nobody in it can read notes, its chairwoman said."),
)  # fmt: skip


def columns(**fields: list[object]) -> dict[str, str]:
    rows = [dict(zip(fields, values, strict=True)) for values in zip(*fields.values(), strict=True)]
    found = find_columns(list(find_rows(rows)))
    names = ("title", "body", "outlet", "published", "url")
    return {name: paths[0] for name in names if (paths := getattr(found, name))}


TITLES: list[object] = [title for title, _ in STORIES]
TEXTS: list[object] = [text for _, text in STORIES]


def test_fields_that_say_nothing_are_told_by_what_they_hold() -> None:
    found = columns(
        f1=[1, 2, 3],
        f2=TEXTS,
        f3=["Corrie Post", "Tarn Gazette", "Tarn Gazette"],
        f4=TITLES,
        f5=[1767693600, 1767607200, 1767780000],
        f6=["https://a.example/1", "https://b.example/2", "https://b.example/3"],
        f7=["Local", "Local", "Culture"],
        f8=["Ida Falk", "Ida Falk", "Sten Vik"],
    )
    assert found == {"title": "f4", "body": "f2", "outlet": "f3", "published": "f5", "url": "f6"}


@pytest.mark.parametrize("name", ["section", "author", "x", "lang", "city"])
def test_what_is_no_outlet_is_not_taken_for_one(name: str) -> None:
    names: list[object] = ["Ida Falk", "Ida Falk", "Sten Vik"]
    assert "outlet" not in columns(text=TEXTS, **{name: names})


def test_a_name_that_the_address_holds_is_the_outlets() -> None:
    hosts: list[object] = [f"https://www.norhavenbrief.example/{n}" for n in range(3)]
    found = columns(text=TEXTS, where=["Norhaven Brief"] * 3, at=hosts)
    assert found["outlet"] == "where"


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (("event_date", "pub_ts", "modified"), "pub_ts"),
        (("updated_at", "created_at", "crawled"), "created_at"),
        (("crawl_date", "lastModified", "expires"), "lastModified"),
        (("firstPublished", "date", "x"), "firstPublished"),
    ],
)
def test_publication_goes_before_change_and_other_days_count_for_nothing(
    names: tuple[str, ...], chosen: str
) -> None:
    days: list[object] = ["2026-01-05", "2026-01-06", "2026-01-07"]
    assert columns(text=TEXTS, **dict.fromkeys(names, days))["published"] == chosen


def test_a_day_of_something_else_is_no_date() -> None:
    assert "published" not in columns(text=TEXTS, fetched_at=["2026-01-05"] * 3)


def test_the_text_goes_before_its_summary_though_that_has_the_known_name() -> None:
    assert columns(description=TITLES, unheard=TEXTS)["body"] == "unheard"


def test_a_title_that_is_the_same_everywhere_is_the_sites() -> None:
    assert columns(title=["Tarn Weekly"] * 3, line=TITLES, text=TEXTS)["title"] == "line"


def test_objects_in_fields_are_known_by_the_field() -> None:
    made = [{"node": {"title": {"rendered": t}, "content": {"rendered": b}, "source": {"id": None, "name": "Tarn Post"}}} for t, b in STORIES]  # fmt: skip
    found = find_columns(list(find_rows({"data": {"edges": made}})))
    assert (found.title[0], found.body[0], found.outlet[0]) == (
        "node.title.rendered",
        "node.content.rendered",
        "node.source.name",
    )
