"""Links of Markdown whose addresses stand apart."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.base import Format
from briefing.reading.formats.exports import parse_rows
from briefing.reading.formats.plain import MARKDOWN, TEXT
from briefing.reading.formats.reference_links import without_references

PROSE = "was closed on Tuesday after a storm tore three cranes from their rails"
ADDRESSES = (
    "\n\n[1]: https://t.example/a\n[Port]: <mailto:port@t.example> 'To the port'\n"
    "[3]: www.t.example/b_(c).gif\n[4]: HTTP://t.example/d\n"
)


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        (f"The [harbour][1] {PROSE}.", f"The harbour {PROSE}."),
        (f"The mayor of [Tarn][ port ] {PROSE}.", f"The mayor of Tarn {PROSE}."),
        (f"The harbour ![A crane][3] of [Tarn][4] {PROSE}.", f"The harbour  of Tarn {PROSE}."),
        (f"The [harbour\nof Tarn][1] {PROSE}.", f"The harbour\nof Tarn {PROSE}."),
    ],
    ids=["link", "a label in words", "picture", "over lines"],
)
@pytest.mark.parametrize("form", [MARKDOWN, TEXT], ids=["markdown", "text"])
def test_a_reference_is_read_as_its_words(marked: str, read: str, form: Format) -> None:
    parsed = form.parse(f"{marked}{ADDRESSES}".encode(), 100_000)
    assert parsed.text.startswith(f"{read}\n\n[1]: https://t.example/a\n")
    assert parsed.text.count("]: ") == ADDRESSES.count("]: ")
    assert parsed.notes == ("links and emphasis of Markdown inside prose were read as their words",)


@pytest.mark.parametrize(
    "prose",
    [
        "The storm killed 14 [1][3] people",
        "The storm killed 12[1][3] people",
        "It is shut, the port said.[1][3][4]",
        "The port said so.[Reuters][1][3]",
        "In [5][Reuters][1] the port said so",
        "The repair costs $3 [1][3] million",
        "Tarn paid [5][1] million",
        "The storm killed 14 [^1][^3] people",
        "We is [sic][1] shut",
        "[ ][1] The harbour",
        "[x][3] The mill",
        '"[Orr][1] told me"',
        "f[Orr][1] holds",
        "The [port][1] and the mill",
        "The [harbour][5] of Tarn",
        "The \\[harbour][1] of Tarn",
        "The [harbour][1](https://t.example/e)",
        "The [harbour][] of Tarn [1]",
        "The port [said\n\nThe mill\n\nclosed][1] now",
        "The [harbour][1] of `Tarn`",
        "The [harbour][1]\n\n```\ncode\n```",
        "The [harbour][1]\n\n    code",
        "The [harbour][1]\n\n~~~\ncode\n~~~",
        "[![A crane][3]][1]",
    ],
)
def test_what_is_no_reference_stays(prose: str) -> None:
    text = f"{prose} {PROSE}.{ADDRESSES}"
    assert without_references(text) == text


@pytest.mark.parametrize(
    "address", ["Reuters/AFP", "ibid.,p.4", "/b", "12.5", "No.comment", "www.t.example says no"]
)
def test_a_note_is_no_address(address: str) -> None:
    text = f"The [harbour][1] {PROSE}.\n\n[1]: {address}\n"
    assert without_references(text) == text


def test_ends_of_lines_may_be_those_of_windows() -> None:
    text = f"The [harbour][1] {PROSE}.{ADDRESSES}".replace("\n", "\r\n")
    assert without_references(text) == text.replace("[harbour][1]", "harbour")


def test_torn_lines_of_such_a_text_are_mended() -> None:
    torn = "The harbour of\nTarn\n, which stood open,\nwas shut by the\nport office\n, the\nmayor\nsaid.\nSee [figures][1].\n"
    read = TEXT.parse(f"{torn}{ADDRESSES}".encode(), 100_000).text
    assert read.startswith(
        "The harbour of Tarn, which stood open, was shut by the port office, the mayor said.\nSee figures.\n"
    )


def test_a_field_of_an_export_and_a_text_below_fields_are_read_so_too() -> None:
    row = {"title": "Mill burns", "text": f"The [harbour][1] {PROSE}.{ADDRESSES}"}
    headed = f"---\ntitle: Mill burns\ndate: 2024-05-03\n---\nThe [harbour][1] {PROSE}.{ADDRESSES}"
    for made in (parse_rows(json.dumps([row])), MARKDOWN.parse(headed.encode(), 100_000)):
        assert f"The harbour {PROSE}." in made.text


@given(st.text(alphabet="[]!\\:a1 \n/.", max_size=120))
def test_no_text_grows(text: str) -> None:
    whole = f"{text}[a][1]\n\n[1]: https://t.example/a\n"
    assert len(without_references(whole)) <= len(whole)
