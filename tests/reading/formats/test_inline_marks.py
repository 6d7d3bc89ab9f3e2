"""Prose of Markdown as a reader sees it, and what keeps its marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats import exports
from briefing.reading.formats.inline_marks import is_markdown, unmarked
from briefing.reading.formats.plain import MARKDOWN, TEXT

PROSE = "was closed on Tuesday after a storm tore three cranes from their rails"


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        (f"The [harbour](https://t.example/a) {PROSE}.", f"The harbour {PROSE}."),
        (f'The [harbour](https://t.example/a_(b) "Tarn") {PROSE}.', f"The harbour {PROSE}."),
        (f"The **harbour** of *Tarn* {PROSE}.", f"The harbour of Tarn {PROSE}."),
        (f"**Where to go:**The harbour {PROSE}.", f"Where to go: The harbour {PROSE}."),
        (f"**Tarn:** the _harbour_ {PROSE}.", f"Tarn: the harbour {PROSE}."),
        (f"The `harbour` {PROSE} \\[again\\].", f"The harbour {PROSE} [again]."),
        (f"The ![A crane](https://t.example/a.jpg)harbour {PROSE}.", f"The harbour {PROSE}."),
        (f"The [harbour\nof Tarn](https://t.example/a)\n{PROSE}.", f"The harbour\nof Tarn\n{PROSE}."),
        (f"> The harbour {PROSE}.", f"The harbour {PROSE}."),
        (f"The ==harbour of Tarn== {PROSE}.", f"The harbour of Tarn {PROSE}."),
        (f"* The [harbour](/a) {PROSE}.", f"* The harbour {PROSE}."),
        ("# Harbour closed after [storm](/a)", "# Harbour closed after storm"),
        (f"The bill of 5*3*2 crowns for the **harbour** {PROSE}.", f"The bill of 5*3*2 crowns for the harbour {PROSE}."),
        (f"The file harbour_of_tarn {PROSE} & <b>more</b>.", f"The file harbour_of_tarn {PROSE} & <b>more</b>."),
    ],
    ids=["link", "address with brackets", "emphasis", "glued", "label", "code and escapes", "picture", "over lines", "set off", "highlight", "item", "heading", "times", "no marks"],
)  # fmt: skip
def test_prose_is_read_without_its_marks(marked: str, read: str) -> None:
    assert unmarked(marked) == read


@pytest.mark.parametrize(
    "text",
    [
        f"Costs of 10**6 crowns, later 10**9, and M*A*S*H of E*TRADE {PROSE}.",
        f"As 1==1 and 2==2, the harbour {PROSE}.",
        f"[Orr](D) and [Lund](R) said f(x)[a](b) [sic](?) {PROSE}.",
        f"``The mayor is a thief'', said Orr, and `she' said ``no'' as it {PROSE}.",
        f"C:\\mill\\files of the **harbour** {PROSE}.",
        f"He counted 1[4](https://t.example/n4) cranes, which {PROSE}.",
        f"{'[a](/b) ' * 61} {PROSE}",
        f"{'[' * 21} **{PROSE}**",
    ],
    ids=[
        "powers",
        "equals",
        "brackets",
        "quotations",
        "paths",
        "figures",
        "links",
        "open brackets",
    ],
)
def test_what_may_be_a_figure_or_the_texts_own_marks_stays(text: str) -> None:
    assert unmarked(text) == text


def test_marks_of_notes_go() -> None:
    assert (
        unmarked(f"To 12[3](#cite_note-3) people[\\[4\\]](#n4) and more[^5] it {PROSE}.")
        == f"To 12 people and more it {PROSE}."
    )


def test_a_quotation_that_is_set_off_is_prose_and_a_sign_before_a_figure_stays() -> None:
    off = f"> The **harbour** of Tarn\n> {PROSE},\n> the office said.\n"
    assert unmarked(off) == f"The harbour of Tarn\n{PROSE}, the office said.\n"
    assert unmarked(off, quotations=False).startswith("> ")
    assert (
        unmarked(f"> 10 people of the **harbour** {PROSE}.")
        == f"> 10 people of the harbour {PROSE}."
    )


@pytest.mark.parametrize(
    "text",
    [
        "* [Home](https://t.example/)\n* [News and weather of the whole coast](https://t.example/news)",
        "[Ferry sinks off Marel after a storm, and three people are missing](https://t.example/ferry)",
        "## [Ferry sinks off Marel after a storm](https://t.example/ferry)",
        "By **Ada Quill** | 17 June 2025",
        f"| The **harbour** | {PROSE} |",
        f"```\nThe **harbour** {PROSE}.\n```",
        "![A crane lies in the harbour of Tarn after the storm of Tuesday](https://t.example/a.jpg)",
    ],
    ids=["menu", "teaser", "teaser's heading", "byline", "table", "code", "picture"],
)
def test_what_is_no_prose_keeps_the_marks_by_which_it_is_known(text: str) -> None:
    assert unmarked(text) == text


def test_lines_that_are_wrapped_are_one_paragraph() -> None:
    wrapped = (
        "The [harbour of Tarn](https://t.example/a-long-\naddress) was closed on Tuesday, after a storm tore\n"
        "three cranes from their rails.\n\nThe cranes are:\nAda\nBerta\nand Cato, which fell upon the old quay\n"
    )
    assert unmarked(wrapped) == (
        "The harbour of Tarn was closed on Tuesday, after a storm tore three cranes from their rails.\n\n"
        "The cranes are:\nAda\nBerta\nand Cato, which fell upon the old quay\n"
    )
    columns = "The harbour of Tarn was    The school of Marel has\nclosed on Tuesday after    a roof since Monday.\n"
    assert unmarked(columns) == columns


@given(st.text(alphabet="ab \n#*_[]()`>\\!|-1.", max_size=60))
def test_any_text_is_read_and_without_marks_stays(text: str) -> None:
    unmarked(text)
    plain = text.translate(dict.fromkeys(map(ord, "#*_[]()`>\\!|-1.")))
    assert unmarked(plain) == plain


def test_plain_text_is_markdown_where_it_has_links_or_bold_words() -> None:
    assert is_markdown("The [harbour](https://t.example/a) burns.")
    assert is_markdown("**Tarn:** the harbour burns.")
    assert not is_markdown("Ratings: ** poor, *** good. See [1] (page 3), 2**8 and f(x)[a](b).")


def test_a_file_of_marked_prose_is_no_longer_its_own_characters_and_says_so() -> None:
    data = f"# Tarn\n\nThe [harbour](https://t.example/a) {PROSE}.".encode()
    for kind in (MARKDOWN, TEXT):
        made = kind.parse(data, 0)
        assert made.text == f"# Tarn\n\nThe harbour {PROSE}."
        assert made.extracted
        assert any("Markdown" in note for note in made.notes)


def test_fields_of_exports_hold_markdown_as_well() -> None:
    row = '{"title": "Tarn", "text": "The **harbour** of [Tarn](https://t.example) %s."}\n'
    made = exports.FORMAT.parse((row % PROSE).encode() * 2, 10**6)
    assert f"The harbour of Tarn {PROSE}." in made.text
