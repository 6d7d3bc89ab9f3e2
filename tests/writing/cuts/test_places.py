"""What may go from a sentence depends on where it stands in its item."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefing.language.syntax import Analysis, Part, PartKind
from briefing.writing.cuts import cuts_in_place

LEAD = Analysis("The town of Tarn has voted for a tram.", ())
MORE = " " + "and more was said " * 10


def analysis(text: str, *parts: str, kind: PartKind = "apposition") -> Analysis:
    places = [(text.index(part), text.index(part) + len(part)) for part in parts]
    return Analysis(text, (), tuple(Part(start, end, kind) for start, end in places))


def loose(
    *texts: Analysis, lead: Sequence[Analysis] = (LEAD,), rests: bool = False
) -> list[list[str]]:
    """What may still be cut from each text of one item, behind its lead; `rests`: each answers the one before."""
    item = [*lead, *texts]
    parsed = {one.text: one for one in item}
    placed = cuts_in_place([[(one.text, rests and one in texts) for one in item]], parsed)
    return [[one.text[part.start : part.end] for part in placed[one.text].parts] for one in texts]


FIRST = analysis("Oda Lind, the mayor of Tarn, resigned on Monday.", ", the mayor of Tarn,")
LATER = analysis("Friends of Lind, the mayor of Tarn, wept.", ", the mayor of Tarn,")


def test_a_description_stays_where_a_name_comes_first_and_may_go_later() -> None:
    assert loose(FIRST, LATER) == [[], [", the mayor of Tarn,"]]
    assert loose(LATER, FIRST) == [[], [", the mayor of Tarn,"]]


def test_a_description_stays_behind_a_surname_that_nobody_has_introduced() -> None:
    bare = Analysis("People of Tarn said that Lind won the vote.", ())
    assert loose(LATER, lead=(bare,)) == [[]]
    full = Analysis("People of Tarn said that Oda Lind won the vote.", ())
    assert loose(LATER, lead=(full,)) == [[", the mayor of Tarn,"]]


def test_what_introduces_nobody_may_go() -> None:
    part = ", a woman who had come to the town at the age of nine and never left it,"
    assert loose(analysis(f"Oda Lind{part} resigned.", part)) == [[part]]


def test_each_item_introduces_for_itself() -> None:
    parsed = {one.text: one for one in (LEAD, FIRST, LATER)}
    items = [[(LEAD.text, False), (one.text, False)] for one in (FIRST, LATER)]
    placed = cuts_in_place(items, parsed)
    assert not placed[FIRST.text].parts
    assert not placed[LATER.text].parts


def test_what_either_of_two_items_needs_stays() -> None:
    parsed = {one.text: one for one in (LEAD, FIRST, LATER)}
    own, behind = [(LATER.text, False)], [(one.text, False) for one in (LEAD, FIRST, LATER)]
    for items in ([own, behind], [behind, own]):
        assert not cuts_in_place(items, parsed)[LATER.text].parts
    assert cuts_in_place([behind], parsed)[LATER.text].parts


@pytest.mark.parametrize("name", ["O’Dea", "O'Dea", "Ann-Lee", "Lind”"])
def test_a_name_may_hold_marks(name: str) -> None:
    described = analysis(
        f"The mayor met {name}, the baker of Tarn, on Monday.", ", the baker of Tarn,"
    )
    assert loose(described) == [[]]


@pytest.mark.parametrize(
    "kind", ["restrictive clause", "bare clause", "phrase", "noun detail", "second predicate"]
)
def test_what_tells_which_or_whose_stays_in_every_sentence(kind: PartKind) -> None:
    told = analysis("Films by friends and aunts helped them.", " by friends and aunts", kind=kind)
    aside = analysis("Films, shown by night, helped them.", ", shown by night,", kind="clause")
    assert loose(told, aside) == [[], [", shown by night,"]]


def test_a_first_sentence_is_printed_whole_unless_it_is_very_long() -> None:
    aside = analysis("Films, shown by night, helped them.", ", shown by night,", kind="clause")
    long = analysis(aside.text + MORE, ", shown by night,", kind="clause")
    assert loose(aside, lead=()) == [[]]
    assert loose(long, lead=()) == [[", shown by night,"]]


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        (
            "Films helped, which were shown by night.",
            ", which were shown by night",
            "relative clause",
        ),
        ("Films helped, shown in the yard.”", ", shown in the yard", "clause"),
        ("While they waited for it, films helped them.", "While they waited for it,", "clause"),
        ("It found that, late in the year, films help.", " late in the year,", "aside"),
        ("Then Oda Lind, who runs the tram, left it.", ", who runs the tram,", "relative clause"),
    ],
)
def test_what_ends_opens_bounds_or_introduces_stays(text: str, part: str, kind: PartKind) -> None:
    assert loose(analysis(text, part, kind=kind)) == [[]]


def test_a_clause_about_somebody_known_may_go() -> None:
    known = analysis("Then Lind, who runs the tram, left it.", ", who runs the tram,", kind="relative clause")  # fmt: skip
    assert loose(FIRST, known) == [[], [", who runs the tram,"]]


def test_a_word_or_two_stay() -> None:
    short = analysis("Films were shown (old ones) to them.", " (old ones)", kind="parenthesis")
    long = analysis("Films were shown (rather old ones) to them.", " (rather old ones)", kind="parenthesis")  # fmt: skip
    assert loose(short, long) == [[], [" (rather old ones)"]]


def test_but_stays_behind_the_sentence_that_it_answers() -> None:
    answer = analysis("But films helped them.", "But ", kind="connective")
    assert loose(answer) == [["But "]]
    assert loose(answer, rests=True) == [[]]


@pytest.mark.parametrize(
    "bracket", ["(left)", "(pictured, right)", "(main picture)", "(second row, left)"]
)
def test_a_bracket_that_points_to_a_picture_may_go_from_any_sentence(bracket: str) -> None:
    pointing = analysis(f"Oda Lind {bracket} resigned on Monday.", f" {bracket}", kind="parenthesis")  # fmt: skip
    assert loose(pointing, lead=()) == loose(pointing) == [[f" {bracket}"]]
