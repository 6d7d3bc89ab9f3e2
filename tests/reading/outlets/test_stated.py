"""Outlets as fields and addresses give them."""

from __future__ import annotations

import pytest

from briefing.reading.outlets.stated import clean_outlet, host_of, is_sender_only


@pytest.mark.parametrize(
    ("given", "outlet"),
    [
        ("https://www.gazette.com/", "gazette.com"),
        ("gazette.co.uk", "gazette.co.uk"),
        ("  BBC  News ", "BBC News"),
        ("Tarn Post - all the news of the valley", "Tarn Post"),
        ("", "unknown"),
        (" -- ", "unknown"),
        ("N/A", "unknown"),
        ("NAN", "NAN"),
        ("NaN", "unknown"),
        ("None", "unknown"),
        ("UNKNOWN SOURCE", "unknown"),
        ("keine Angabe", "unknown"),
        ("None of the Above Radio", "None of the Above Radio"),
        ("Other News", "Other News"),
    ],
)
def test_stated_names_are_cleaned(given: str, outlet: str) -> None:
    assert clean_outlet(given) == outlet


def test_a_host_stands_without_what_every_host_has() -> None:
    assert host_of("https://m.tarn.example/a?b") == "tarn.example"
    assert host_of("http://[broken") == host_of("no address") == ""


def test_a_sender_may_be_a_person_or_a_machine() -> None:
    assert [is_sender_only(one) for one in ("M. Kern", "relay.example", "Peak & Valley")] == [
        True,
        True,
        False,
    ]
