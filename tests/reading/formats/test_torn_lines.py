"""Sentences torn at their links."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.exports import parse_rows
from briefing.reading.formats.plain import TEXT
from briefing.reading.formats.torn_lines import mended

TORN = """\
Home
News
Harbour of Tarn closed after storm
By Mira Osk
17 June 2025
The harbour of
Tarn
was closed on Tuesday, the
port authority
said in a statement.
Nobody was hurt, according to
Ilse Brandt
, a spokeswoman, on the 5
th
floor (
photo
).
The storm, the third since
January
, had reached 110 kilometres an hour
before midnight and
uprooted
trees, officials told
Tarn Radio
. The damage is put at two million.
Read more
"""
WHOLE = """\
Home
News
Harbour of Tarn closed after storm
By Mira Osk
17 June 2025
The harbour of Tarn was closed on Tuesday, the port authority said in a statement.
Nobody was hurt, according to Ilse Brandt, a spokeswoman, on the 5th floor (photo).
The storm, the third since January, had reached 110 kilometres an hour before midnight and uprooted trees, officials told Tarn Radio. The damage is put at two million.
Read more
"""


def test_pieces_of_a_sentence_come_together() -> None:
    assert mended(TORN) == WHOLE


def test_white_space_that_the_pieces_bring_along_is_kept_as_it_is() -> None:
    text = "The mayor of \nTarn\n, who is 61, met the \npress\n, and the \ncouncil\n. He left.\n"
    assert (
        mended(text) == "The mayor of Tarn, who is 61, met the press, and the council. He left.\n"
    )


def test_what_stands_behind_a_blank_line_goes_on_only_with_a_mark() -> None:
    text = "The mayor of\nTarn\n\n, who met the\npress\n, is ill, his\n\ndoctor\nsaid.\n"
    assert mended(text).startswith("The mayor of\nTarn\n\n, who met")
    whole = "The mayor\n\n, who met the\npress\n, and the\nport\n, is ill.\n\nMore\n"
    assert mended(whole) == "The mayor, who met the press, and the port, is ill.\n\nMore\n"


TAIL = "\nHe met the\npress\n, the\ncouncil\n, and the\nport\n.\n"


@pytest.mark.parametrize(
    "lines",
    [
        "Police denied reports\nOtto Falk\nwas held on Monday.",
        "Harbour of\nTarn\nclosed after storm\nMira Osk\nPolitics",
        "The bridge that nobody in Tarn has ever asked for\nMira Osk",
        "El puerto de Tarn, cerrado tras la tormenta\npor Mira Osk\nhace 3 horas",
        "home\nnews\nsport\nweather",
        "Goals were by\n3\n2 of them late",
        "Key points\n? Bridge stays closed\n? Tolls rise",
        "Haven van Tarn dicht na storm\n's-Hertogenbosch krijgt nieuw station\n's Werelds grootste schip",
        "He called it „a shame“\nThe bridge is shut",
        "It is shut. (Reuters)\nMinister resigns over letters",
    ],
)
def test_what_makes_no_sentence_together_stays_as_it_is(lines: str) -> None:
    assert mended(lines + TAIL) == f"{lines}\nHe met the press, the council, and the port.\n"


def test_the_raised_letters_of_a_number_tear_a_sentence_too() -> None:
    text = "He stood at Mill Street and West 23\nrd\nPlace when a van came along it from the old fish market and stopped.\nOn May 3\nrd\nhe left.\n"
    assert mended(text) == (
        "He stood at Mill Street and West 23rd Place when a van came along it from the old fish market and stopped.\n"
        "On May 3rd he left.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Home\nnews\nsport\nweather\ncontact\nThe mill burnt down.\n",
        "The council met on Tuesday and voted by nine to four\nto close the bridge for repairs, that will take\nuntil spring.\n",
        "BEGIN\n.\nthe end\n.\nEND\n.\nof it\n.\n",
        "One line, whole.\n, said nobody\nA second.\n",
        "",
    ],
)
def test_a_text_that_is_not_torn_is_left_as_it_is(text: str) -> None:
    assert mended(text) is text


@given(st.text(alphabet="ab ,.;\n(A)th5the of\r", max_size=200))
def test_nothing_but_white_space_changes(text: str) -> None:
    assert "".join(mended(text).split()) == "".join(text.split())


def test_plain_texts_and_the_texts_of_rows_are_mended() -> None:
    parsed = TEXT.parse(TORN.encode(), 100_000)
    assert parsed.text == WHOLE
    assert parsed.extracted
    assert parsed.notes == ("lines that end at each link or word in bold were put together",)
    row = parse_rows(json.dumps([{"title": "Harbour closed", "text": TORN}]))
    assert "the port authority said in a statement." in row.text
