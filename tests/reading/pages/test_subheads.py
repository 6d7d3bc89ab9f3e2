"""Sub-headlines glued to the sentence behind them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading import ReadingSettings, ingest, read
from briefing.reading.pages.subheads import glued_end, heading_end, link_end
from briefing.records import Document


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Mayor Brenner Meets The Ferry Crews Of Tarn ", "Mayor Brenner met the crews on Monday."),
        ("Ada Quill's Talk With Harbour Master Orla Quist ", "Ada Quill also spoke to Quist."),
        ("Mayor Quist At Harbour Fair: ", "Mayor Quist opened the fair on Monday."),
        ("First Visit To Saltmarsh In A Decade ", "This marks her first visit in ten years."),
    ],
)
def test_a_heading_before_a_sentence_that_starts_anew_is_parted(
    heading: str, sentence: str
) -> None:
    assert heading_end(heading + sentence) == len(heading)


@pytest.mark.parametrize(
    "sentence",
    [
        "Prime Minister Callum Deverell of the Free Province of Tarn said he was content.",
        "The Lord Of The Harbours won three prizes.",
        "Mayor Quist Of Port Ellery: the town has money.",
        "New York and New Jersey said they would pay.",
        "North Bay Town Council Chair Orla Quist said North Bay had waited.",
        "MORE THAN A FEW PEOPLE CAME TO SEE IT",
        "The Port Ellery Music School And The Sella Museum share the globe.",
        "",
    ],
)
def test_names_and_titles_in_a_sentence_are_none(sentence: str) -> None:
    assert heading_end(sentence) == 0


@pytest.mark.parametrize(
    ("sentence", "proper"),
    [
        (
            "Follow live updates on Hollin Vale flood In the video, the mayor spoke of the dam.",
            "In the video, the mayor spoke of the dam.",
        ),
        (
            "Also read: Ten bridges that changed the coast The council met again on Monday.",
            "The council met again on Monday.",
        ),
        ("Follow the river for an hour and In Dunmore you will see it.", ""),
        ("Read more: Ten bridges that changed the coast", ""),
        ("Watch the video, he said. The mayor did.", ""),
    ],
)
def test_a_link_glued_to_a_sentence_is_told_from_it(sentence: str, proper: str) -> None:
    place = link_end(sentence)
    assert sentence[place:] == (proper or sentence)


@pytest.mark.parametrize(
    ("post", "proper"),
    [
        (
            "I heard the siren… Posted by Ada Quill on\u00a0Monday, June 9, 2025 ",
            "The mayor said it was none.",
        ),
        ("The quay is shut. \u2014 Port Ellery (@portellery) June 9, 2025  ", "Two crews left it."),
        ("CLOSE Skip in Skip x Embed x Share ", "A former officer of Tarn said it."),
        ("SHARE COPY LINK ", "Judge Ann Orr held that she was right."),
        ("Story Continued Below ", "Quist's letter came on Monday."),
        ("It is flooded pic.harbour.example/x1 \u2014 Orla (@orla) 9 June 2025", ""),
    ],
)
def test_a_sentence_begins_behind_an_embedded_post_or_a_button(post: str, proper: str) -> None:
    assert glued_end(post + proper) == len(post)


@pytest.mark.parametrize(
    "sentence",
    [
        "The notice was posted by Ada Quill on the door of the town hall.",
        "The mayor \u2014 Orla Quist (@orla) \u2014 was elected on June 9, 2025.",
        "CLOSE to the quay stands a crane.",
        "The list, posted by the town on June 9, has 240 names.",
    ],
)
def test_a_sentence_that_tells_of_a_post_is_whole(sentence: str) -> None:
    assert glued_end(sentence) == 0


@given(st.text(max_size=200))
def test_the_place_is_always_inside_the_sentence(sentence: str) -> None:
    assert 0 <= heading_end(sentence) <= max(0, len(sentence) - 1)
    assert 0 <= glued_end(sentence) <= len(sentence)
    assert 0 <= link_end(f"Also read: {sentence}") <= len(sentence) + 10


def test_the_heading_is_a_subhead_of_the_story_and_in_no_sentence() -> None:
    text = (
        "Brenner travels for trams\nThe mayor left for Tarn on Monday with a full case of plans. "
        "Mayor Brenner Meets The Ferry Crews Of Tarn Mayor Brenner met the crews on Monday, and they "
        "told her about the harbour wall and what they wanted to be done about it before winter.\n"
        "The mayor said on Tuesday that she would ask the council of Lanternfield for the money.\n"
    )
    settings = ReadingSettings(day=date(2025, 6, 17))
    document = ingest("a.txt", text.encode(), settings)
    assert isinstance(document, Document)
    (story,) = read([document], settings)[0].stories
    heads = [text[one.start : one.end] for one in story.subheads]
    assert heads == ["Mayor Brenner Meets The Ferry Crews Of Tarn"]
    assert story.sentences[1].text.startswith("Mayor Brenner met the crews on Monday, and")


def test_the_headline_of_a_row_that_its_text_has_once_more_is_in_no_sentence() -> None:
    """A scraper that sets a page in one line leaves the page's headline in front of the first sentence."""
    title = "Mayor Brenner opens the new ferry of Tarn"
    lead = "The crews of three harbours came to see it on Monday, and the oldest of them steered."
    row = {"title": title, "text": f"Harbour News {title} 16 June 2025 {lead} It sails at noon."}
    settings = ReadingSettings(day=date(2025, 6, 17))
    document = ingest("a.json", json.dumps([row]).encode(), settings)
    assert isinstance(document, Document)
    (story,) = read([document], settings)[0].stories
    assert story.title is not None
    assert story.title.text == title
    assert story.sentences[0].text == lead
