"""What a sentence takes for known because its story has told it before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.writing.plan.supposing import points_back, suppositions


def supposed(*texts: str) -> frozenset[str]:
    """What the last of some sentences supposes."""
    return [*suppositions(texts, "en")][-1].supposes


def test_a_surname_alone_supposes_whom_the_story_has_named_in_full() -> None:
    first = "The harbour master Ulla Kern closed the pier on Monday."
    assert supposed(first, "Divers told Kern that the wall had moved.") == {"kern"}


@pytest.mark.parametrize(
    "last",
    [
        "Divers told Ulla Kern that the wall had moved.",
        "Divers told Brodie that the wall had moved.",
        "Nobody was hurt.",
    ],
)
def test_a_full_name_and_one_that_the_story_has_not_supposes_nothing(last: str) -> None:
    assert not supposed("The harbour master Ulla Kern closed the pier on Monday.", last)


def test_a_noun_behind_the_supposes_what_the_story_has_behind_a() -> None:
    first = "A rights group counted nine dead on Monday."
    assert supposed(first, "The group said that more were missing.") == {"group"}


@pytest.mark.parametrize(
    "last", ["The police found more.", "A group of divers found more.", "Groups of divers came."]
)
def test_what_nobody_told_and_what_is_told_now_is_not_supposed(last: str) -> None:
    assert not supposed("A rights group counted nine dead on Monday.", last)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("The White House said nothing.", "The House voted on the bill."),
        ("Saudi Arabia bought planes.", "Planes and Saudi ships were seen."),
        ("The New York Times wrote of it.", "They met in New York."),
    ],
)
def test_a_part_of_another_name_is_nobody(first: str, last: str) -> None:
    assert not supposed(first, last)


def test_an_acronym_is_no_surname() -> None:
    assert not supposed("The agency NASA Ames looked into it.", "Experts of NASA agreed.")


def test_the_first_sentence_supposes_nothing_and_each_tells_its_words_of_content() -> None:
    (first,) = suppositions(["The pier was closed by Kern."], "en")
    assert first.supposes == frozenset()
    assert {"pier", "kern"} <= first.tells


@given(st.lists(st.text(max_size=60), max_size=5), st.sampled_from(["en", "de", "fr", "xx"]))
def test_every_sentence_of_any_language_has_a_row(texts: list[str], code: str) -> None:
    assert len([*suppositions(texts, code)]) == len(texts)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Set in pairs, these stone marks showed the springs.", True),
        ("On Friday, the 52-year-old baker from Tarn showed a film of himself.", True),
        ("The council of Tarn has also opened the pool.", True),
        ("Not only did the pool close, the council also sold it.", False),
        ("The council opened the pool this summer.", False),
        ("A 52-year-old baker from Tarn showed a film.", False),
        ("This, the mayor said, is what Tarn needs.", False),
        ("Bakers such as Lind sell less.", False),
        ("Oda Lind, the 52-year-old mayor of Tarn, resigned.", False),
        ("The 52-year-old mayor of Tarn, Oda Lind, resigned.", False),
        ("The 52-year-old lawmaker met Angela Quist in Tarn.", True),
        ("The 19-year-old student at Tarn University resigned.", True),
        ("Oda Lind, the 52-year-old mayor, met the 40-year-old man.", True),
        ("The 52-year-old baker Oda Lind resigned.", False),
        ("A court freed those accused of the fire.", False),
        ("“We love this country,” Lind said.", False),
        ("The town puts a tax on cars, and this tax is high.", False),
    ],
)
def test_a_noun_behind_these_points_back_and_so_do_an_age_behind_the_and_also(
    text: str, *, points: bool
) -> None:
    assert points_back(text, "en") is points


def test_a_language_without_such_words_has_nothing_that_points_back() -> None:
    assert not points_back("Set in pairs, these stone marks showed the springs.", "fi")
