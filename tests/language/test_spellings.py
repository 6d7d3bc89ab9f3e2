"""Spellings of one name, put into one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.spellings import canonical, same_name


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Lund met Moss in Kiev.", "Lund met Moss in Kyiv."),
        ("the Gaza Strip and Gaza", "Gaza and Gaza"),
        ("Mr. Lund and Dr Moss", "Lund and Moss"),
        ("Türkiye’s port", "Turkey’s port"),
        ("the U.S. navy", "the United States navy"),
        ("Kievan boats", "Kievan boats"),
        ("Mr. and nobody", "Mr. and nobody"),
        ("let us go", "let us go"),
        ("", ""),
    ],
)
def test_a_known_spelling_takes_its_one_form(text: str, form: str) -> None:
    assert canonical(text) == form


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Kiev", "Kyiv", True),
        ("Lund", "Ivo Lund", True),
        ("Ivo Lund", "IVO LUND", True),
        ("Dr. Ivo Lund", "Ivo Lund", True),
        ("Ivo Lund", "Ivo Moss", False),
        ("Lund", "Lunden", False),
    ],
)
def test_a_name_is_its_other_spellings_and_its_parts(
    first: str, second: str, *, same: bool
) -> None:
    assert same_name(first, second) is same
    assert same_name(second, first) is same


@given(
    st.lists(
        st.sampled_from(["Kiev", "the", "Gaza Strip", "Gaza", "Mr.", "Lund", "US", "U.S."])
    ).map(" ".join)
)
def test_a_form_is_in_its_form_already(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
