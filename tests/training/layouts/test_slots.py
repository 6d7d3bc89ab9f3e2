"""What stands in the slots of a layout."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from briefing.reading.pages.line_marks import shape
from training.layouts.slots import Slots, Story, first_sentence, load_words, notations

WORDS = {
    "outlets": ["The Lowick Times", "Arden Bote", "Quayside FM"],
    "names": ["Ada Fenn"],
    "places": ["Tarn"],
    "furniture": ["Share"],
}
MANY = range(40)


def slots(seed: int = 1) -> Slots:
    made = Slots(Random(seed), WORDS, ())
    made.story = Story("Ferry sails again", ("The ferry sailed. It was late.", "It rained."))
    return made


@pytest.mark.parametrize("slot", ["{date}", "{clock}", "{date2}"])
def test_a_page_has_one_notation(slot: str) -> None:
    for seed in MANY:
        page = slots(seed)
        assert len({shape(page.fill(slot)) for _ in range(8)}) == 1


@pytest.mark.parametrize("slot", ["{date}", "{clock}", "{ago}", "{byline}"])
def test_pages_have_many_notations(slot: str) -> None:
    assert len({shape(slots(seed).fill(slot)) for seed in MANY}) > 4


def test_there_are_at_least_twenty_notations_of_dates() -> None:
    assert len(set(notations()["dates"])) >= 20


def test_a_choice_is_made_once_a_page() -> None:
    for seed in MANY:
        page = slots(seed)
        assert len({page.fill("{a|b|c}: x") for _ in range(8)}) == 1
    assert {slots(seed).fill("{a|b|c}") for seed in MANY} == {"a", "b", "c"}


def test_a_choice_with_a_wave_is_made_each_time() -> None:
    page = slots()
    assert {page.fill("{~a|b|c}") for _ in MANY} == {"a", "b", "c"}


def test_choices_hold_slots_and_choices() -> None:
    made = {slots(seed).fill("{{place}: {~x|y}|by {name}|}!") for seed in MANY}
    assert made == {"Tarn: x!", "Tarn: y!", "by Ada Fenn!", "!"}


def test_a_bar_behind_a_stroke_is_a_bar() -> None:
    assert slots().fill("{place} \\| {name}") == "Tarn | Ada Fenn"


def test_a_slot_in_capitals_is_filled_in_capitals() -> None:
    page = slots()
    assert (
        page.fill("{HEADLINE}, {PLACE}: {headline}") == "FERRY SAILS AGAIN, TARN: Ferry sails again"
    )


def test_a_story_has_one_outlet_and_the_page_one_masthead() -> None:
    page = slots()
    outlets, mastheads = set(), set()
    for _ in MANY:
        page.new_story()
        own = {page.fill("{outlet}") for _ in range(4)}
        assert len(own) == 1
        outlets |= own
        mastheads.add(page.fill("{masthead}"))
    assert outlets == set(WORDS["outlets"])
    assert len(mastheads) == 1


def test_the_slots_of_a_story_say_what_it_says() -> None:
    page = slots()
    page.number = 4
    page.others = [Story("Rain over Tarn", ("One two three four five six seven eight.",))]
    assert page.fill("{n} {lead} {other}") == "4 The ferry sailed. Rain over Tarn"
    assert page.fill("{teaser}").startswith("One two three four five six")


def test_furniture_is_of_the_author_or_real() -> None:
    page = Slots(Random(1), WORDS, ["Accept all cookies"])
    assert {page.fill("{junk}") for _ in MANY} == {"Share", "Accept all cookies"}


@pytest.mark.parametrize(
    ("text", "error"), [("{weekdya}", "no slot {weekdya}"), ("{a|b", "no closing brace")]
)
def test_what_cannot_be_filled_is_an_error(text: str, error: str) -> None:
    with pytest.raises(ValueError, match=error):
        slots().fill(text)


def test_words_of_several_authors_are_together(tmp_path: Path) -> None:
    for author, text in (("ada", 'names = ["A B"]\ntags = ["x"]'), ("ben", 'names = ["C D"]')):
        (tmp_path / author).mkdir()
        (tmp_path / author / "words.toml").write_text(text, encoding="utf-8")
    assert load_words(("ada", "ben", "eve"), tmp_path) == {"names": ["A B", "C D"], "tags": ["x"]}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The ferry sailed. It was late.", "The ferry sailed."),
        ("“It sailed.” He said so.", "“It sailed."),
        ("It sailed", "It sailed"),
    ],
)
def test_the_first_sentence_ends_before_a_capital(text: str, first: str) -> None:
    assert first_sentence(text) == first
