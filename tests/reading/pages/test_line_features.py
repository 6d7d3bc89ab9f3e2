"""What one line says by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.pages.line_features import (
    KEPT_LINE,
    OWN,
    facts,
    facts_of_page,
    has_dateline,
    is_caption,
)

PROSE = (
    "The mill of Tarn burned down on Monday, and the mayor said that nobody was hurt in the fire."
)


def says(line: str) -> set[str]:
    """The yes-or-no features that hold of a line."""
    named = dict(zip(OWN, facts(line).values, strict=True))
    return {name for name, value in named.items() if value == 1.0}


@pytest.mark.parametrize(
    ("line", "holds", "fails"),
    [
        (PROSE, {"prose", "final mark", "weekday", "reporting verb", "17-30 words"}, {"has colon"}),
        ("Share", {"1-2 words", "capitals"}, {"prose", "final mark"}),
        ("Read more:", {"ends with colon"}, {"has colon"}),
        ("By: Ada Quill", {"has colon", "3-5 words"}, {"ends with colon"}),
        ("“It rained,” he said.", {"starts with quote"}, {"starts with symbol"}),
        ("(It rained)", {"bracketed"}, {"starts with symbol"}),
        ("• It rained", {"starts with symbol", "has bar or bullet"}, {"starts with quote"}),
        ("Home | News", {"has bar or bullet"}, set()),
        ("17 comments", {"starts with digit"}, {"starts lower case"}),
        ("the rest of it...", {"starts lower case", "ends with ellipsis"}, {"ends with comma"}),
        ("Want more?", {"ends with question mark", "short with ? or !"}, set()),
        ("He said so.", {"starts with pronoun", "final mark, short"}, {"starts with the"}),
        ("TARN (Reuters) - The mill burned.", {"dateline", "agency mark"}, {"dateline, prose"}),
        ("Ada Quill, 41, left.", {"name with age"}, {"weekday"}),
        ("Ada Quill (41) left.", {"name with age"}, {"weekday"}),
        ("Write to ada@t.example", {"address or link", "tail mark"}, set()),
        ("Москва горит", {"foreign script"}, {"prose in another script"}),
    ],
)  # fmt: skip
def test_a_line_has_the_marks_that_it_shows(line: str, holds: set[str], fails: set[str]) -> None:
    found = says(line)
    assert holds - found == set()
    assert fails & found == set()


def test_prose_is_words_that_any_text_has_with_an_end() -> None:
    assert facts(PROSE).prose == 1.0
    assert facts(PROSE.rstrip(".")).prose == 0.0
    assert facts(PROSE.rstrip(".") + " of the town in which they all had lived.").prose == 1.0
    assert facts("Home News Sport Weather Jobs Cars Homes Dating Games.").prose == 0.0


def test_a_line_carries_its_content_words_and_its_names() -> None:
    found = facts(PROSE)
    assert found.words == 19
    assert {"mill", "tarn"} <= set(found.bag)
    assert "the" not in found.bag
    assert "tarn" in found.names
    assert "mill" not in found.names


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("TARN, June 17 (Reuters) -- It rained.", True),
        ("TARN — It rained.", True),
        ("(Reuters) - It rained.", True),
        ("The mill of Tarn—a new one—burned.", False),
        ("On 17 roads of Tarn - it rained.", False),
        ("TARN It rained.", False),
    ],
)
def test_a_dateline_is_a_place_or_an_agency_and_a_dash(line: str, *, dateline: bool) -> None:
    assert has_dateline(line) is dateline


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("FILE — The mill of Tarn is seen on a wet day in May of 2024.", True),
        ("The mill of Tarn is seen on a wet day in May (Photo: Ada Quill)", True),
        (PROSE, False),
        ("FILE — " + "The mill of Tarn. " * 40, False),
    ],
)
def test_a_caption_has_the_mark_of_a_photographer(line: str, *, caption: bool) -> None:
    assert is_caption(line) is caption


def test_what_is_no_prose_has_the_language_of_the_prose_below() -> None:
    german = "Die Mühle in der Stadt ist am Montag von einem Feuer zerstört worden, und der Bürgermeister war da."
    head, text, menu = facts_of_page(["Feuer", german, "Mehr"])
    assert head.own is text.own is facts(german).own
    assert menu.own is facts("Mehr").own


@given(st.text(min_size=1, max_size=60).map(str.strip).filter(bool))
def test_any_line_is_described_alike_kept_or_not(line: str) -> None:
    long = line + " x" * KEPT_LINE
    for one in (line, long):
        assert len(facts(one).values) == len(OWN)
        assert facts(one) == facts(one)
