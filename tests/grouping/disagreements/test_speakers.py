"""Who said it: one quotation of two persons, and one speaker under two names."""

from __future__ import annotations

import pytest

from briefing.grouping.disagreements.speakers import find_speakers

from ..labelled import differing, make_story

QUOTE = "“We will not leave a single family without a roof this winter,” {}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (QUOTE.format("said Ida Holm."), QUOTE.format("Mayor Lena Falk said.")),
        (QUOTE.format("Ida Holm told reporters."), QUOTE.format("said the mayor, Lena Falk.")),
        (
            QUOTE.format("Ida Holm, the mayor, said."),
            "Lena Falk said: “We will not leave a single family without a roof.”",
        ),
    ],
)
def test_one_quotation_of_two_persons_is_a_disagreement(first: str, second: str) -> None:
    assert differing([first], [second]) == [("who said it", ["Ida Holm", "Lena Falk"])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (QUOTE.format("said Ida Holm."), QUOTE.format("Mayor Ida Holm said.")),
        (QUOTE.format("said Ida Holm."), QUOTE.format("said Mayor Holm.")),
        (QUOTE.format("said Mohammed Tarek."), QUOTE.format("said Muhammad Tarek.")),
        (QUOTE.format("the city council said."), QUOTE.format("said Ida Holm.")),
        (QUOTE.format("the Red Cross said."), QUOTE.format("said Ida Holm.")),
        (QUOTE.format("said the White House."), QUOTE.format("said Ida Holm.")),
        (QUOTE.format("said Ida Holm."), QUOTE.format("said Ida Holm’s deputy Lena Falk.")),
        (
            QUOTE.format("said Ida Holm."),
            "“The roofs will last until the spring at the very least,” said Lena Falk.",
        ),
        ("“No comment,” said Ida Holm of the council.", "“No comment,” said Lena Falk."),
    ],
)
def test_one_speaker_under_two_names_is_none(first: str, second: str) -> None:
    assert differing([first], [second]) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (QUOTE.format("Ida Holm said."), "Ida Holm"),
        (QUOTE.format("Ida Holm, the mayor of Tarn, said."), "Ida Holm"),
        (QUOTE.format("said the mayor of the town, Ida Holm."), "Ida Holm"),
        (QUOTE.format("according to Ida Holm."), "Ida Holm"),
        (QUOTE.format("Prime Minister Ida Holm said."), "Ida Holm"),
        (QUOTE.format("Ida K. Holm said."), "Ida K. Holm"),
    ],
)
def test_a_quotation_is_of_the_person_named_in_full(text: str, speaker: str) -> None:
    story = make_story("a", [text])
    (one,) = find_speakers(story.sentences[0], story)
    assert (one.filled.value, one.filled.slot) == (speaker, "speaker")
    assert one.quote == "We will not leave a single family without a roof this winter,"


@pytest.mark.parametrize(
    "text",
    [
        QUOTE.format("Holm said."),
        QUOTE.format("the Tarn City Council said."),
        QUOTE.format("and it rained on Ida Holm."),
        "“No comment,” Ida Holm said.",
        "“I was told by Ida Holm said to be ill that the winter is over,” he added.",
        "Ida Holm said that nobody would be without a roof.",
    ],
)
def test_a_surname_a_body_or_a_short_quotation_tells_no_speaker(text: str) -> None:
    story = make_story("a", [text])
    assert find_speakers(story.sentences[0], story) == ()
