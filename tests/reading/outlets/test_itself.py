"""What a page says of itself."""

from __future__ import annotations

import pytest

from briefing.reading.outlets.itself import (
    addresses_of,
    is_in_address,
    names_of_itself,
    names_of_logos,
    speaks_as,
)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Josie Penn is Tideline's features editor.", ["Tideline"]),
        ("You are reading Quayline, free for all", ["Quayline"]),
        ("Du läser Strandbladet på finska", ["Strandbladet"]),
        ("You are reading too much", []),
        ("Josie Penn is Tideline's oldest fan.", []),
    ],
)
def test_a_line_names_the_page_on_which_it_stands(line: str, names: list[str]) -> None:
    assert list(names_of_itself(line)) == names


def test_a_text_speaks_as_a_page_that_employs_people_or_is_printed() -> None:
    assert speaks_as("write to millrace's letters editor.", "MILLRACE")
    assert speaks_as("a mill. millrace is printed in holm.", "Millrace")
    assert not speaks_as("the millrace is deep. a tailmillrace is printed in blue.", "Millrace")


def test_a_long_name_is_shortened_in_addresses() -> None:
    assert list(addresses_of("The Moor & Dale Reporter")) == [
        "moordalereporter",
        "moorreporter",
        "mdreporter",
    ]
    assert list(addresses_of("Tarn Post")) == ["tarnpost"]
    assert list(addresses_of("Ox Yew Zed")) == ["oxyewzed"]


def test_a_logo_is_described_by_the_name_on_it() -> None:
    assert list(names_of_logos("[![Quayline logo](q.svg)](/)")) == ["Quayline"]
    assert list(names_of_logos("Quayline logo")) == []


def test_an_address_goes_on_behind_its_dot() -> None:
    assert is_in_address("seen at the mill. more at https://mill.example/a", "mill")
    assert is_in_address("follow us @millpost", "millpost")
    assert not is_in_address("seen at the mill. 40 people came to the mill.", "mill")
