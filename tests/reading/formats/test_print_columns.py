"""Columns that stand side by side in plain text, and what looks like them."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats import print_columns
from briefing.reading.formats.plain import MARKDOWN, TEXT
from briefing.reading.formats.print_columns import unfolded

FERRY = tuple(
    """\
The ferry to Holm stays in port until Sunday, the harbour office said on Monday. A crack in the shaft was found \
when the ship was lifted, and the part has to come from abroad.
Two hundred islanders who work on the mainland were taken across in fishing boats. One of them, the baker Ulla \
Brandt, said that she had never been so wet before six in the morning.
The company will pay back the fares of the whole week, and it has asked the navy for a barge.""".splitlines()
)
SCHOOL = tuple(
    """\
The school at Linden gets its roof back before the winter. The council voted on Monday for the cheaper of two \
plans, by nine votes to four, after a debate of three hours.
The roof had been taken off in June because of rot in the beams. Since then the upper classes have been taught in \
the fire station, where lessons stop whenever there is an alarm.
Work is to begin on the first of October and will cost a little under half of the reserve.""".splitlines()
)
MUSEUM = tuple(
    """\
A museum has bought back the clock that was stolen from it forty years ago. It stood in a hotel in another country, \
where a guard of the museum saw it on his holiday and wrote down its number.
The hotel gave it up without a fight and asked only for a copy, which a clockmaker is to build.""".splitlines()
)


def column(story: tuple[str, ...], width: int, head: tuple[str, ...] = ()) -> list[str]:
    """The lines of a column: its head, and its paragraphs with an empty line before each."""
    lines = [*head]
    for paragraph in story:
        lines += ["", *textwrap.wrap(paragraph, width)]
    return lines if head else lines[1:]


def side_by_side(*columns: list[str], width: int = 40) -> str:
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join("".join(cell.ljust(width) for cell in row).rstrip() for row in rows) + "\n"


def words(text: str) -> list[str]:
    return text.split()


def test_two_stories_side_by_side_come_one_after_the_other_with_their_heads() -> None:
    ferry = column(FERRY, 36, ("Ferry stays in port", "By Jon Aas"))
    school = column(SCHOOL, 36, ("A roof before the winter", "By Mia Lund"))
    assert unfolded(side_by_side(ferry, school)) == "\n".join([*ferry, "", *school, ""])


def test_a_story_flows_from_column_to_column_under_a_headline_over_both() -> None:
    lines = column((*FERRY, *MUSEUM), 36)
    middle = len(column(FERRY, 36))
    head = "Harbour office keeps the ferry to Holm in its port until Sunday\n\n"
    page = head + side_by_side(lines[:middle], lines[middle + 1 :]) + "\n" + SCHOOL[0] + "\n"
    assert unfolded(page) == "\n".join([head[:-1], *lines, "", SCHOOL[0], ""])


def test_a_sentence_goes_on_in_the_next_column_without_an_empty_line() -> None:
    lines = column(SCHOOL, 36)
    assert lines[9][0].islower()
    assert unfolded(side_by_side(lines[:9], lines[9:])) == "\n".join([*lines, ""])


def test_three_columns_are_read_from_left_to_right() -> None:
    columns = [column(story, 26) for story in (FERRY, SCHOOL, MUSEUM)]
    told = [line for each in columns for line in ("", *each)][1:]
    assert unfolded(side_by_side(*columns, width=30)) == "\n".join([*told, ""])


def test_a_headline_over_two_of_three_columns_stays_on_top_of_its_story() -> None:
    lines = column((*FERRY, *FERRY), 26)
    middle = len(lines) // 2
    while lines[middle - 1]:
        middle += 1
    ferry = side_by_side(lines[:middle], lines[middle:], width=30).splitlines()
    head = "Harbour office keeps the ferry in its port until Sunday"
    museum = column(MUSEUM * 2, 26, ("Clock comes home",))
    page = side_by_side([head, "", *ferry], museum, width=60)
    assert words(unfolded(page)) == words("\n".join([head, *lines, *museum]))


def test_words_broken_at_the_end_of_a_line_are_whole() -> None:
    lines = column(FERRY, 36)
    lines[0:2] = ["The ferry to Holm stays in port, har-", "bour officers said on Monday. A crack"]
    school = column(SCHOOL, 36)
    assert "The ferry to Holm stays in port, harbour\nofficers" in unfolded(
        side_by_side(lines, school)
    )


def test_paragraphs_that_begin_with_an_indent_are_parted() -> None:
    def indented(story: tuple[str, ...]) -> list[str]:
        return [line for each in story for line in textwrap.wrap(each, 36, initial_indent="  ")]

    made = unfolded(side_by_side(indented(FERRY), indented(SCHOOL)))
    assert made.split("\n\n") == [
        *("\n".join(indented((each,))).lstrip() for each in (*FERRY, *SCHOOL[:-1])),
        "\n".join(indented(SCHOOL[-1:])).lstrip() + "\n",
    ]


def test_a_pages_head_its_foot_and_its_number_are_not_of_the_columns() -> None:
    ferry = column(FERRY, 36, ("Ferry stays in port",))
    school = column(SCHOOL, 36, ("A roof before the winter",))
    head = "4     LOCAL".ljust(40) + "The Holm Post, 3 September 2025"
    foot = "Tides: page 9 | Deaths: page 12".ljust(40) + "Tomorrow: who owns the quay?  Page 3"
    page = f"{head}\n\n{side_by_side(ferry, school)}\n{foot}\n\n{' ' * 38}4\n"
    made = unfolded(page).splitlines()
    assert made[:2] == [head, ""]
    assert made[2:-6] == [*ferry, "", *school]
    assert made[-6:] == ["", foot[:31], "", foot[40:], "", " " * 38 + "4"]


def test_a_text_goes_around_what_crosses_its_columns() -> None:
    first, rest = column(FERRY, 36), column((*SCHOOL, *MUSEUM, *FERRY), 36)
    second, third, fourth = rest[:9], rest[9:25], rest[25:]
    assert third[0][0].islower()
    advert = "ADVERT Boats by the hour and by the day, at the old quay, ask for Nils"
    upper, lower = side_by_side(first, third), side_by_side(second, fourth)
    made = unfolded(upper + advert + "\n" + lower)
    assert words(made) == words("\n".join([*first, *second, *third, *fourth, advert]))


def test_tabs_between_columns_are_spaces() -> None:
    rows = zip_longest(column(FERRY, 36), column(SCHOOL, 36), fillvalue="")
    tabbed = "\n".join(f"{one.ljust(33)}\t{other}".rstrip() for one, other in rows)
    assert words(unfolded(tabbed)) == words(" ".join((*FERRY, *SCHOOL)))


def test_a_document_of_columns_is_extracted_and_says_so() -> None:
    page = side_by_side(column(FERRY, 36), column(SCHOOL, 36))
    made = TEXT.parse(page.encode(), 0)
    assert made.extracted
    assert made.text == unfolded(page)
    assert made.notes == ("columns that stood side by side were put one below the other",)
    assert MARKDOWN.parse(page.encode(), 0).text == page


PROSE = "\n".join(textwrap.wrap(" ".join((*FERRY, *SCHOOL, *MUSEUM)), 72))
RESULTS = """\
Results of the second round

Holm Rovers beat Linden Town 3-1         crowd of 420 at the old quay
Aas United drew with Brandt 2-2          crowd of 130 behind the school
Lund Athletic lost to Veen 0-4           crowd of 95 and two dogs
Port Club beat Harbour Club 2-1          crowd of 310 in heavy rain
Upper Holm drew with Lower Holm 1-1      crowd of 77 at the ferry field
Eastmen lost to Westmen 0-1              crowd of 205 on the market
"""
PROGRAMME = """\
ONE                                   TWO
18.00 News and weather                18.00 The village under the dam
18.30 Regional report                 18.45 Cooking with little money
19.15 Quiz of the week                19.30 News in easy words
20.15 The last lighthouse             20.00 Concert from the old church
22.00 Late news                       21.40 Short films by young people
22.30 Talk at the harbour             22.50 Night train
"""
LABELS = """\
Name            the ferry between Holm and the mainland, built in a yard that has
                since been shut, and lengthened twice for lorries
Crew            nine on weekdays and seven on Sundays, two of them in the engine
                room, which was rebuilt after the fire of last spring
Route           from the old quay to the new one, in forty minutes if the wind
                is kind, with a stop at the lighthouse on request
Fares           four crowns for grown people and two for children, bicycles go
                free, dogs pay as children do
"""
PROS_AND_CONS = "\n\n".join(
    side_by_side(textwrap.wrap(one, 36), textwrap.wrap(other, 36)).rstrip()
    for one, other in zip(FERRY, SCHOOL, strict=True)
)
PRICES = """\
bread of rye, baked on the day        four crowns the loaf
butter from the upper farms           six crowns the pound
eggs of hens that run about           three crowns for ten
honey of the heath, in jars           nine crowns the jar
apples, as long as there are some     two crowns the bag
fish, when the boats come home        ask at the counter
"""
COMMANDS = """\
  add        put a file under control, with all that is in it
  commit     write down what has been changed since the last time
  diff       show what has been changed, line by line
  log        show who changed what, the latest first
  merge      bring two lines of work together again
  reset      forget what has not been written down
"""
ADDRESSES = """\
Harbour office                    School board
Old Quay 3                        Church Lane 12
Holm                              Linden
open on weekdays                  open on Tuesdays
from nine to noon                 from two to six
ask for Ms Brandt                 ask for Mr Lund
"""
MARKDOWN_TABLE = """\
| place  | what was said there                | what was done then               |
|--------|------------------------------------|----------------------------------|
| Holm   | the ferry stays in port for now    | the islanders went by boat.      |
| Linden | the roof is to be put back soon    | the council has voted for it.    |
| Aas    | the clock has been found again     | the museum has bought it back.   |
| Veen   | the bridge is closed to lorries    | the lorries go round by Aas.     |
| Lund   | the mill is to be sold this year   | a buyer has not been found yet.  |
"""


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        PROSE.replace(". ", ".  "),
        RESULTS,
        PROGRAMME,
        LABELS,
        PROS_AND_CONS,
        PRICES,
        COMMANDS,
        ADDRESSES,
        MARKDOWN_TABLE,
        textwrap.indent(side_by_side(column(FERRY, 36), column(SCHOOL, 36)), "> "),
    ],
    ids=[
        "prose",
        "two spaces behind full stops",
        "results",
        "programme",
        "labels and prose",
        "prose against prose",
        "prices",
        "commands",
        "addresses",
        "Markdown table",
        "quoted mail",
    ],
)
def test_what_only_looks_like_columns_stays_as_it_is(text: str) -> None:
    assert unfolded(text) == text
    assert unfolded(f"{PROSE}\n\n{text}\n{PROSE}\n") == f"{PROSE}\n\n{text}\n{PROSE}\n"


def test_a_text_without_gaps_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_columns, "_ANY", None)
    text = "\n".join(FERRY)
    assert unfolded(text) is text


def test_justified_lines_have_no_columns() -> None:
    lines = []
    for line in textwrap.wrap(" ".join((*FERRY, *SCHOOL, *MUSEUM) * 20), 72):
        parts = line.split(" ")
        for place in range(72 - len(line)):
            parts[place % (len(parts) - 1)] += " "
        lines.append(" ".join(parts))
    assert unfolded("\n".join(lines)) == "\n".join(lines)


def test_a_table_below_columns_stays_a_table() -> None:
    page = side_by_side(column(FERRY, 36), column(SCHOOL, 36))
    made = unfolded(
        f"{page}\n\n{'Tables of the league after the second round of the season':^76}\n\n{RESULTS}"
    )
    assert made.endswith(RESULTS)
    assert made.startswith("\n".join([*column(FERRY, 36), "", *column(SCHOOL, 36)]))


CELL = st.text(alphabet="ab c.,-\t>|7", max_size=30)


@given(st.lists(st.tuples(CELL, CELL), max_size=20), st.integers(2, 40))
def test_no_character_but_white_space_and_hyphens_is_lost(
    rows: list[tuple[str, str]], gutter: int
) -> None:
    page = side_by_side(column(FERRY, 36), column(SCHOOL, 36))
    text = page + "\n".join(one.ljust(gutter) + other for one, other in rows) + "\f" + page
    assert _letters(unfolded(text)) == _letters(text)


def _letters(text: str) -> list[str]:
    return sorted("".join(text.replace("-", "").split()))
