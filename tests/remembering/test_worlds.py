"""Three small worlds of two days each, from files to the brief: what is told as new and as changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pytest

from briefing.assembly.pipeline import make
from briefing.assembly.run import Made, Run
from briefing.settings.config import resolve

FIRST, SECOND = date(2025, 9, 9), date(2025, 9, 10)


class World(NamedTuple):
    """Two days of pages, and what the second brief must tell."""

    first: Sequence[str]
    second: Sequence[str]
    changed: Sequence[tuple[str, str]]
    """Pieces of the sentence that tells the change, and of the earlier one."""
    new: Sequence[str]
    old: Sequence[str]
    """Pieces of what was told before, in whatever words, or stands in no relation to it."""


MINE = World(
    first=[
        (
            "Shaft collapses at Olmen colliery\n\nSeptember 9, 2025\n\n"
            "A shaft collapsed at the Olmen colliery near Trelleck on Tuesday and killed four miners.\n\n"
            "Nine men are missing, rescue chief Hanna Brix said at the gate.\n\n"
            "The colliery belongs to the firm Kestor and employs 410 people.\n\n"
            "Kestor opened the shaft in 1988 and had meant to close it next spring."
        ),
    ],
    second=[
        (
            "Toll at Olmen colliery rises\n\nSeptember 10, 2025\n\n"
            "The number of miners killed by the collapse at the Olmen colliery has risen to six.\n\n"
            "Seven men are missing, rescue chief Hanna Brix said on Wednesday.\n\n"
            "Prosecutor Emil Tarn searched the offices of Kestor in Trelleck and took away 30 boxes.\n\n"
            "The firm Kestor had meant to close the shaft next spring."
        ),
        (
            "Marchers in Trelleck\n\nSeptember 10, 2025\n\n"
            "Some 2,000 people marched through Trelleck on Wednesday for a cheaper bus ticket.\n\n"
            "The march ended without trouble on the market square, where a choir sang."
        ),
    ],
    changed=[("risen to six", "killed four"), ("Seven men", "Nine men")],
    new=["Prosecutor Emil Tarn"],
    old=["next spring", "2,000 people"],
)
BANK = World(
    first=[
        (
            "Ferrol Bank posts loss\n\nSeptember 9, 2025\n\n"
            "Ferrol Bank in Ostmar lost 310 million crowns last year, chief executive Ada Venn said on Tuesday.\n\n"
            "The bank will close 40 branches, most of them in the valleys of the north.\n\n"
            "Venn said that no saver had to fear for a crown."
        ),
    ],
    second=[
        (
            "Ferrol Bank corrects its loss\n\nSeptember 10, 2025\n\n"
            "Ferrol Bank in Ostmar lost 390 million crowns last year and not 310 million, it said on Wednesday.\n\n"
            "The auditor Jon Merrit had found a loan to a brewery that nobody had written off.\n\n"
            "It will close 40 branches, most of them in the valleys of the north."
        ),
    ],
    changed=[("390 million", "310 million")],
    new=["Jon Merrit"],
    old=["40 branches"],
)
FLOOD = World(
    first=[
        (
            "River Lowen floods Hamble\n\nSeptember 9, 2025\n\n"
            "The river Lowen rose over its banks at Hamble on Tuesday and 1,200 homes lost power.\n\n"
            "About 350 residents of Mill Street were told to leave their houses, mayor Ines Colley said.\n\n"
            "A bridge of 1874 was swept away below the mill."
        ),
        (
            "Tennis in Dorrin\n\nSeptember 9, 2025\n\n"
            "Lena Ost of Dorrin won the final of the autumn cup in 72 minutes on Tuesday.\n\n"
            "She had lost there in each of the last three years."
        ),
    ],
    second=[
        (
            "Hamble begins to clean up\n\nSeptember 10, 2025\n\n"
            "In Hamble, where the river Lowen had flooded Mill Street, 300 homes are still without power on Wednesday.\n\n"
            "The number of residents who had to leave Mill Street has risen to 480, mayor Ines Colley said.\n\n"
            "The province of Arle will pay for a new bridge below the mill.\n\n"
            "The old bridge, of 1874, was swept away on Tuesday below the mill."
        ),
    ],
    changed=[("300 homes", "1,200 homes"), ("risen to 480", "350 residents")],
    new=["province of Arle"],
    old=["of 1874"],
)


def brief(day: date, pages: Sequence[str], earlier: Made | None = None) -> Made:
    settings = resolve(None, {}, {"brief.timezone": "UTC"}).settings
    files = [(f"{number}.txt", page.encode()) for number, page in enumerate(pages)]
    return make(files, Run(day, settings, None, {FIRST: earlier.said} if earlier else {}))


@pytest.mark.parametrize("world", [MINE, BANK, FLOOD], ids=["mine", "bank", "flood"])
def test_the_second_day_tells_what_changed_and_what_is_new_and_nothing_else(world: World) -> None:
    made = brief(SECOND, world.second, brief(FIRST, world.first))
    since = [item.new_since for item in made.brief.items if item.new_since]
    changed = [(line.text, line.earlier) for one in since for line in one.changed]
    new = [line.text for one in since for line in one.new]
    for (now, before), (text, earlier) in zip(world.changed, changed, strict=True):
        assert now in text
        assert before in earlier
    assert all(any(piece in text for text in new) for piece in world.new)
    assert not any(piece in text for piece in world.old for text in new)


def test_a_day_with_nothing_of_an_earlier_one_has_no_news_since_then() -> None:
    made = brief(SECOND, MINE.second, brief(FIRST, BANK.first))
    assert [item.new_since for item in made.brief.items] == [None] * len(made.brief.items)
