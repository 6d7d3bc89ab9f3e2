"""New layouts out of known ones."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from training.layouts.crossing import crossed
from training.layouts.pages import Supply, make_page
from training.layouts.show import SAMPLE
from training.layouts.slots import load_words
from training.layouts.templates import Layout, load_layouts, read_layout

LIST = """\
gap = none
== top
F The List
== story
M {outlet}
H {headline}
M {ago}
-
B
S 5% {subhead}
"""
WIRE = """\
gap = blank
wrap = 64
== story
M {AGENCY}
H {headline}
B
== bottom
F Ends
"""
OWN = """\
text = own
== story
F Corrections
H {headline}
B
== body
H Correction
T We were wrong.
"""
SEEDS = range(150)


@pytest.fixture
def layouts(tmp_path: Path) -> list[Layout]:
    for name, text in (("list", LIST), ("wire", WIRE), ("own", OWN)):
        (tmp_path / f"{name}.layout").write_text(text, encoding="utf-8")
    return [read_layout(path) for path in sorted(tmp_path.glob("*.layout"))]


def test_every_crossed_layout_has_stories_with_a_headline_and_text(layouts: list[Layout]) -> None:
    for seed in SEEDS:
        (story,) = crossed(layouts, Random(seed)).named("story")
        (headline,) = [line for line in story.lines if line.label == "H"]
        assert "{headline}" in headline.text.lower()
        assert [line.text for line in story.lines if line.label == "B"] == [""]


def test_lines_of_a_head_are_lost_or_stand_on_the_other_side(layouts: list[Layout]) -> None:
    heads = set()
    for seed in SEEDS:
        (story,) = crossed(layouts, Random(seed)).named("story")
        heads.add("".join(line.label for line in story.lines if line.label in "MH"))
    assert heads == {"H", "MH", "HM", "MHM", "MMH", "HMM"}


def test_parts_come_from_several_families(layouts: list[Layout]) -> None:
    found = [crossed(layouts, Random(seed)) for seed in SEEDS]
    names = {tuple(part.name for part in each.parts) for each in found}
    assert names == {
        (*top, "story", *bottom) for top in ([], ["top"]) for bottom in ([], ["bottom"])
    }
    assert {each.kind for each in found} == {"crossed"}


def test_heads_of_stories_that_a_family_alone_can_tell_are_not_used(layouts: list[Layout]) -> None:
    for seed in SEEDS:
        (story,) = crossed(layouts, Random(seed)).named("story")
        assert "Corrections" not in {line.text for line in story.lines}


def test_pages_can_be_made_of_crossed_families() -> None:
    layouts = load_layouts()
    supply = Supply(SAMPLE, (), load_words(tuple(sorted({each.author for each in layouts}))))
    random = Random(1)
    for _ in SEEDS:
        page = make_page(crossed(layouts, random), supply, random)
        told = {line.story for line in page.lines if line.label in "TDB"}
        assert told == {line.story for line in page.lines if line.story >= 0}
        assert [line.text for line in page.lines if "{" in line.text] == []
