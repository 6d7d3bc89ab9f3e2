"""Day and month, in the order of an outlet's country."""

from __future__ import annotations

import pytest

from briefing.reading.outlets import day_first_of


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
