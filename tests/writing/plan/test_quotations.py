"""Sentences torn out of quotations."""

from __future__ import annotations

from briefing.reading import given_story
from briefing.writing.plan.quotations import torn_by_quotation


def torn(text: str) -> list[str]:
    story = given_story("s", text)
    assert story is not None
    starts = torn_by_quotation(story.sentences)
    return [one.text for one in story.sentences if (one.document, one.start) in starts]


def test_sentences_in_the_middle_of_a_quotation_are_torn() -> None:
    text = 'She said: "The bridge is safe. Nobody needs to worry. We tested it." The mayor agreed.'
    found = torn(text)
    assert "Nobody needs to worry." in found
    assert "The mayor agreed." not in found


def test_single_marks_open_quotations_too() -> None:
    text = "'The well has run dry. What begins now cannot be stopped. Stand up,' he wrote on Monday. It rained."
    found = torn(text)
    assert "What begins now cannot be stopped." in found
    assert "It rained." not in found


def test_apostrophes_and_elisions_open_nothing() -> None:
    text = (
        "The leaders' boats weren't insured. The '90s were kinder to Tarn's fishermen. It's over."
    )
    assert torn(text) == []
    parted = "Tarn 's bridge was closed for a night . The town 's engineers found a crack ."
    assert torn(parted) == []


def test_a_quotation_within_one_sentence_tears_nothing() -> None:
    assert torn('"We are glad," she said. He called it "a good day" for the town.') == []


def test_a_mark_that_never_closes_does_not_tear_the_rest_of_the_story() -> None:
    text = 'He wrote "once. ' + " ".join(
        f"Line {n} of the report was read aloud." for n in range(20)
    )
    found = torn(text)
    assert "Line 19 of the report was read aloud." not in found


def test_every_paragraph_begins_anew() -> None:
    assert torn('She said: "We will go.\nThe town council met on Monday.')[-1] != (
        "The town council met on Monday."
    )
