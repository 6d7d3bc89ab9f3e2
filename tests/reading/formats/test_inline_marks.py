"""Prose of Markdown as a reader sees it, and what keeps its marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats import exports
from briefing.reading.formats.inline_marks import is_markdown, is_page, unmarked
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


def test_marks_of_notes_go_and_parts_of_figures_stay() -> None:
    noted = f"The people[\\[4\\]](#note4) and more[^5] it {PROSE}.[3](#cite_note-3)"
    assert unmarked(noted) == f"The people and more it {PROSE}."
    figures = f"They voted 9–[4](#roll-call) by rule ([7](#note-7)), paid £[40](#bill) to 12[3](#cite_note-3), and it {PROSE}."
    assert (
        unmarked(figures)
        == f"They voted 9–4 by rule (7), paid £40 to 12[3](#cite_note-3), and it {PROSE}."
    )


def test_a_quotation_that_is_set_off_is_prose_and_a_sign_before_a_figure_stays() -> None:
    off = f"> The **harbour** of Tarn\n> {PROSE},\n> the office said.\n"
    assert unmarked(off) == f"The harbour of Tarn\n{PROSE},\nthe office said.\n"
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


WRAPPED = (
    "The [harbour of Tarn](https://t.example/a-long-\naddress) was closed on Tuesday, after a storm tore\n"
    "three cranes from their rails and threw one upon the\nquay, where nobody was at work so early in the day and\n"
    "nobody was hurt, as the office of the port said, which\nis to reopen on Friday.\n\n"
)
JOINED = (
    "The harbour of Tarn was closed on Tuesday, after a storm tore three cranes from their rails and threw one upon the "
    "quay, where nobody was at work so early in the day and nobody was hurt, as the office of the port said, which is to reopen on Friday.\n\n"
)


@pytest.mark.parametrize(
    "behind",
    [
        "The cranes are:\nAda\nBerta\nand Cato, which fell upon the old quay\n",
        "Storm shuts harbour of Tarn until Friday, ships go on\n====================================================\n\nMore.\n",
        "Storm shuts harbour of Tarn until Friday, ships go on\nCouncil of Marel votes to keep its school after a row\nFerry with 40 people on board sinks off a coast again\n",
        "The harbour of Tarn was    The school of Marel has\nclosed on Tuesday after    a roof since Monday.\n",
        "Sie sprach mit Leitern und dem Rat der alten Hafen-\nverwaltung, die seit dem Brand am Fluss ist.\n",
    ],
    ids=["list", "underlined", "headlines", "columns", "hyphen"],
)
def test_lines_that_are_wrapped_are_one_paragraph_and_others_stay(behind: str) -> None:
    assert unmarked(WRAPPED + behind) == JOINED + behind


def test_lines_of_a_text_that_is_not_wrapped_stay() -> None:
    verses = "O harbour of the seven winds, O quay of stone and storm,\nwhat ships have lain upon your rim, what **cranes** were torn\n"
    assert unmarked(verses) == verses.replace("*", "")


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


@given(st.text(alphabet="*a_ \n.", max_size=30))
def test_bold_words_are_those_with_nothing_of_a_word_in_front(text: str) -> None:
    plainly = re.compile(r"(?<![\w*])\*\*(?=[^\s*])[^\n*]{2,300}(?<=\S)\*\*(?!\*)")
    assert is_markdown(text) == (plainly.search(text) is not None)


@pytest.mark.parametrize(("links", "page"), [(2, False), (3, True)])
def test_three_lines_of_links_are_a_menu(links: int, page: bool) -> None:  # noqa: FBT001
    assert is_page("The harbour is shut.\n" + "* [Sport](/sport)\n" * links) == page
