"""Blocks are what a reader sees as paragraphs, each with where it stands."""

from __future__ import annotations

from briefing.reading.formats.blocks import blocks_of, coverage, likeness
from briefing.reading.formats.html import load_tree
from tests.reading.formats.pages_of_sorn import STORY, article


def test_blocks_stand_in_order_with_their_kind() -> None:
    tree = load_tree(
        article(
            "<p>See <a href='/'>all of it</a></p><figure><figcaption>The reef</figcaption></figure>one<br>two"
        )
    )
    assert tree is not None
    found = [(b.text, b.heading, b.link, b.apart) for b in blocks_of(tree)]
    assert found[2][1:] == ("h1", "", False)
    assert found[-5:] == [
        ("See all of it", "", "all of it", False),
        ("The reef", "", "", True),
        ("one", "", "", False),
        ("two", "", "", False),
        ("© 2025 Sorn Media", "", "", True),
    ]


def test_likeness_is_that_of_words_and_coverage_is_one_sided() -> None:
    assert likeness("Ferry aground!", "FERRY AGROUND") == 1
    assert likeness("Ferry aground", "Baker wins") < 0.1
    assert coverage(STORY[0], "\n".join(STORY)) == 1
    assert coverage("\n".join(STORY), STORY[0]) < 0.5
    assert coverage("", STORY[0]) == 0
