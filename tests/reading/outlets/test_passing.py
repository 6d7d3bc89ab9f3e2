"""What people write when they pass an article on."""

from __future__ import annotations

import pytest

from briefing.reading.outlets.passing import outlet_passed_on


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Saw this in today's Moor Messenger. About time too.", "Moor Messenger"),
        ("12:20 - Ada: On the Echo website just now:", "Echo"),
        ("this was on Radio Harl's page tonight:", "Radio Harl"),
        ("a bit off topic but funny, from the Harl Star", "Harl Star"),
        ("I read it all yesterday", ""),
        ("I heard from the Star that they are closing and it made me sad", ""),
        ("this is from my aunt in Brayton", ""),
        ("via The Harl Times", ""),
        ("this " * 60 + "from the Harl Star", ""),
    ],
)
def test_a_line_that_passes_an_article_on_names_its_outlet(line: str, outlet: str) -> None:
    assert outlet_passed_on(line) == outlet
