"""Pages in another script."""

from __future__ import annotations

from random import Random

import pytest

from training.layouts.disguise import CHANGES, disguised
from training.layouts.pages import NO_STORY, Page, PageLine

LINES = (
    PageLine("Ferry sails again", "H", 0),
    PageLine("", "-", NO_STORY),
    PageLine(
        "The council of Tarn decided on Monday that the ferry will sail again, from June.", "B", 0
    ),
    PageLine("2 hours ago \u00b7 Share", "F", NO_STORY),
)


@pytest.mark.parametrize("seed", range(8))
def test_a_disguised_page_has_the_same_lines_with_the_same_labels(seed: int) -> None:
    made = disguised(Page("list", "ada", "aggregator", LINES), Random(seed))
    assert [line[1:] for line in made.lines] == [line[1:] for line in LINES]
    assert [bool(line.text) for line in made.lines] == [bool(line.text) for line in LINES]
    assert made.lines[0].text != LINES[0].text
    assert made.lines[3].text.startswith("2")


def test_one_script_puts_no_spaces_between_words() -> None:
    text = CHANGES[-1](LINES[2].text)
    assert " " not in text
    assert text.endswith("\u3002")
