"""Outlets: from metadata, from the lines above a headline, from the address."""

from __future__ import annotations

import pytest

from briefing.reading.outlets import clean_outlet, day_first_of, find_outlet


@pytest.mark.parametrize(
    ("before", "outlet"),
    [
        (
            ["Related Articles", "Harbour Sheet", "32 minutes ago", "- Harbour Sheet"],
            "Harbour Sheet",
        ),
        (["Hindustan Times", "2 hours ago"], "Hindustan Times"),
        (["News18", "35 minutes ago", "- News18"], "News18"),
        (["Source: The Harbour Gazette Post"], "The Harbour Gazette Post"),
        (["By Ilse Brandt, BBC News"], "BBC News"),
        (["Comments", "No comments yet..."], "unknown"),
        (["Read more", "2 hours ago"], "unknown"),
        (["By Ilse Brandt"], "unknown"),
        (["Ilse Brandt said on the bridge.", "Share"], "unknown"),
        ([], "unknown"),
    ],
)
def test_the_lines_above_a_headline_name_the_outlet(before: list[str], outlet: str) -> None:
    assert find_outlet(before, "Bridge to be repaired") == outlet


def test_what_the_format_says_goes_first() -> None:
    assert (
        find_outlet(["- Other Times"], "Bridge", stated="Harbour Gazette | News")
        == "Harbour Gazette"
    )


def test_the_address_is_asked_last() -> None:
    assert find_outlet([], "Bridge", url="https://www.harbourgazette.com/a") == "harbourgazette.com"


def test_a_headline_may_end_with_the_outlet() -> None:
    assert find_outlet([], "Bridge to be repaired - Harbour Herald") == "Harbour Herald"


@pytest.mark.parametrize(
    ("stated", "outlet"),
    [
        ("https://www.gazette.com/", "gazette.com"),
        ("gazette.co.uk", "gazette.co.uk"),
        ("  BBC  News ", "BBC News"),
        ("", "unknown"),
    ],
)
def test_stated_names_are_cleaned(stated: str, outlet: str) -> None:
    assert clean_outlet(stated) == outlet


@pytest.mark.parametrize(
    ("outlet", "url", "day_first"),
    [
        ("The Guardian", "", True),
        ("unknown", "https://gazette.co.uk/a", True),
        ("CNN", "", False),
        ("unknown", "https://www.msn.com/en-gb/a", True),
        ("unknown", "https://gazette.com/a", None),
    ],
)
def test_an_outlets_country_orders_day_and_month(
    outlet: str,
    url: str,
    day_first: bool | None,  # noqa: FBT001  a table of three states
) -> None:
    assert day_first_of(outlet, url) is day_first


@pytest.mark.parametrize(
    ("language", "day_first"),
    [
        *(("es", True), ("de-AT", True), ("pt_BR", True), ("en-GB", True), ("en_IN", True)),
        *(("en", None), ("en-US", None), ("ja", None), ("", None), ("unknown", None)),
    ],
)
def test_a_language_orders_day_and_month_where_all_who_write_it_agree(
    language: str,
    day_first: bool | None,  # noqa: FBT001  a table of three states
) -> None:
    assert day_first_of("unknown", "", language) is day_first
    assert day_first_of("CNN", "", language) is False
