"""Whom texts are about: people named in full with their age."""

from __future__ import annotations

import pytest

from briefing.grouping.events.persons import OPENING, are_of_others
from briefing.records import UNKNOWN, Story

from ..labelled import make_story


def _of(story: Story, outlet: str) -> Story:
    return story.model_copy(update={"outlet": outlet})


def test_texts_about_other_people_are_told_apart_by_whom_neither_speaks_of() -> None:
    holm = "A car struck a wall in Marel on Monday. Ida Holm, 46, died."
    falk = "A car struck a tree in Marel on Monday. Lena Falk, 29, died."
    both = "Two cars crashed in Marel. Jon Orr, 33, lived; Falk died."
    none = "A car struck a wall in Marel on Monday."
    texts = zip("abcd", (holm, falk, both, none), strict=True)
    stories = [_of(make_story(name, [text]), UNKNOWN) for name, text in texts]
    pairs = [(0, 1), (1, 2), (0, 2), (0, 3), (0, 0)]
    assert are_of_others(stories, pairs).tolist() == [True, False, True, False, False]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ida Ibáñez, 46,", "Ida Ibanez, 46,"),
        ("Jon O’Brien, 46,", "Jon O'Brien, 46,"),
        ("Ida Holm, 46,", "IDA HOLM, 46,"),
    ],
)
def test_one_person_in_other_letters_is_one(first: str, second: str) -> None:
    stories = [_of(make_story(text, [f"{text} died."]), UNKNOWN) for text in (first, second)]
    assert not are_of_others(stories, [(0, 1)]).any()


def test_only_openings_are_looked_at() -> None:
    late = "x" * OPENING + " Ida Holm, 46, died."
    stories = [_of(make_story(text, [text]), UNKNOWN) for text in (late, "Lena Falk, 29, died.")]
    assert not are_of_others(stories, [(0, 1)]).any()


@pytest.mark.parametrize(
    ("outlets", "apart"),
    [
        (("Delta Post", "DELTA POST"), True),
        (("Delta Post", UNKNOWN), True),
        (("Delta Post", "Courier"), False),
    ],
)
def test_two_papers_may_each_speak_of_people_of_their_own(
    outlets: tuple[str, str], *, apart: bool
) -> None:
    texts = (
        "Trains stood still. Ida Holm, 46, walked.",
        "Trains stood still. Lena Falk, 29, walked.",
    )
    stories = [_of(make_story(text, [text]), one) for text, one in zip(texts, outlets, strict=True)]
    assert are_of_others(stories, [(0, 1)]).tolist() == [apart]
