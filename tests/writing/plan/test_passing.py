"""What tells nothing of its event is passed over, and never all of it."""

from __future__ import annotations

from briefing.reading import given_story
from briefing.records import Event, Report
from briefing.writing.plan.passing import passed_over

STORY = (
    "The ferry between Sorn and Halden will not sail this week, the harbour office said.",
    "A pump in the engine room of the ferry broke on Monday.",
    "The harbour office expects a new pump from Marn on Friday.",
    "Some 300 people a day take the ferry in June.",
    "Until then a bus goes round the bay every two hours.",
)
ASIDE = "Forbidden words: fraud, fire, arrest."


def passed(*paragraphs: str, title: str = "") -> list[str]:
    story = given_story("s", "\n\n".join(paragraphs), title)
    assert story is not None
    event = Event(id="e", reports=(Report(id="r", stories=(story,)),))
    places = passed_over(event)
    texts = [*story.sentences, *([story.title] if story.title else [])]
    return [one.text for one in texts if (one.document, one.start) in places]


def test_a_story_is_told_whole() -> None:
    assert passed(*STORY) == []


def test_an_aside_is_passed_over_wherever_it_stands() -> None:
    for place in range(len(STORY) + 1):
        assert passed(*STORY[:place], ASIDE, *STORY[place:]) == [ASIDE]


def test_a_question_of_the_story_itself_states_nothing() -> None:
    asked = "How long will the people of Halden wait for their ferry?"
    assert passed(*STORY, asked) == [asked]
    assert passed(*STORY, f'"{asked}" the mayor asked the harbour office.') == []


def test_what_goes_with_an_aside_goes_with_it() -> None:
    beside = "Lamps are best at night."
    assert beside in passed(*STORY, f"{ASIDE} {beside}")
    assert beside not in passed(*STORY, f"{STORY[0]} {beside}")


def test_where_all_would_go_nothing_does() -> None:
    assert passed(ASIDE) == []
