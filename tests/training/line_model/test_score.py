"""What counts as a story read whole."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.reading.pages import Paragraph
from briefing.reading.pages.lines import split_lines
from briefing.reading.pages.states import State
from training.line_model.examples import Example
from training.line_model.score import counts_of

F, M, H, G, O, T, P = State  # noqa: E741  the states of a row, one letter each
LEAD = (
    "The council of Tarn decided on Monday that the ferry will sail again from June, and so it did."
)
ADVERT = "Buy a boat today " * 20
TEXT = "\n".join(
    [
        "Tarn Weekly",
        "Ferry sails again",
        LEAD * 2,
        LEAD * 2,
        ADVERT,
        "School opens",
        LEAD + LEAD + LEAD,
    ]
)
PAGE = Example(TEXT, split_lines(TEXT), [F, H, T, T, F, H, T], [-1, 0, 0, 0, -1, 1, 1], "a/list")


def story(*places: int) -> list[Paragraph]:
    roles = ["headline" if PAGE.states[place] == H else "text" for place in places]
    spans = [(PAGE.lines[place].start, PAGE.lines[place].end) for place in places]
    return [Paragraph(*span, role) for span, role in zip(spans, roles, strict=True)]  # type: ignore[arg-type]  # two of its roles


def whole(*stories: Sequence[Paragraph]) -> int:
    return counts_of(PAGE, stories)["whole"]


def test_a_story_is_whole_with_its_text_and_little_else() -> None:
    assert whole(story(1, 2, 3), story(5, 6)) == 2
    assert whole(story(1, 2), story(5, 6)) == 1
    assert whole(story(1, 2, 3, 4), story(5, 6)) == 1
    assert whole(story(1, 2, 3, 5, 6)) == 0


def test_starts_and_headlines_are_counted() -> None:
    found = counts_of(PAGE, [story(1, 2, 3), story(6)])
    assert (found["starts"], found["right starts"], found["found"]) == (2, 1, 2)
    assert (found["headlines"], found["right headlines"]) == (2, 1)
