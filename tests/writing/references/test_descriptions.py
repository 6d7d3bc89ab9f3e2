"""Who somebody is may not be cut where an item first names them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefing.language.syntax import Analysis, Part, PartKind
from briefing.writing.references import keep_descriptions


def analysis(text: str, *parts: str, kind: PartKind = "apposition") -> Analysis:
    places = [(text.index(part), text.index(part) + len(part)) for part in parts]
    return Analysis(text, (), tuple(Part(start, end, kind) for start, end in places))


def loose(texts: Sequence[Analysis]) -> list[list[str]]:
    """What may still be cut from each text of one item."""
    parsed = {one.text: one for one in texts}
    kept = keep_descriptions([[one.text for one in texts]], parsed)
    return [[one.text[part.start : part.end] for part in kept[one.text].parts] for one in texts]


FIRST = analysis("Oda Lind, the mayor of Tarn, resigned on Monday.", ", the mayor of Tarn,")
LATER = analysis("Friends of Lind, the mayor of Tarn, wept.", ", the mayor of Tarn,")


def test_a_description_stays_where_a_name_comes_first_and_may_go_later() -> None:
    assert loose([FIRST, LATER]) == [[], [", the mayor of Tarn,"]]
    assert loose([LATER, FIRST]) == [[], [", the mayor of Tarn,"]]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Oda Lind, 54, resigned on Monday.", ", 54,"),
        (
            "Oda Lind, a woman who had come to the town at the age of nine and never left it, resigned.",
            ", a woman who had come to the town at the age of nine and never left it,",
        ),
    ],
    ids=["an age", "a life"],
)
def test_what_introduces_nobody_may_go(text: str, part: str) -> None:
    assert loose([analysis(text, part)]) == [[part]]


def test_other_parts_are_left_as_they_are() -> None:
    clause = analysis(
        "Oda Lind, who rode a horse, resigned.", ", who rode a horse,", kind="relative clause"
    )
    assert loose([clause]) == [[", who rode a horse,"]]


def test_each_item_introduces_for_itself() -> None:
    parsed = {one.text: one for one in (FIRST, LATER)}
    kept = keep_descriptions([[FIRST.text], [LATER.text]], parsed)
    assert not kept[FIRST.text].parts
    assert not kept[LATER.text].parts
