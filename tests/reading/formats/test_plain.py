"""Plain text and Markdown: the characters of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.parts import Refusal
from briefing.reading.formats.plain import MARKDOWN, TEXT


@given(st.text(alphabet="aä\r\n #*x", max_size=40))
def test_the_characters_stay_as_they_are(text: str) -> None:
    made = TEXT.parse(text.encode(), 0)
    assert (made.text, made.extracted, made.sections) == (text, False, ())


def test_markdown_is_text_of_another_name() -> None:
    made = MARKDOWN.parse(b"# Mill\n\n*burns*", 0)
    assert (made.text, made.media_type) == ("# Mill\n\n*burns*", "text/markdown")


def test_text_that_was_encoded_twice_is_mended_and_no_longer_the_files_own() -> None:
    made = TEXT.parse(("Die Mühle von Köln brennt. " * 4).encode().decode("cp1252").encode(), 0)
    assert made.text == "Die Mühle von Köln brennt. " * 4
    assert made.extracted
    assert made.notes != ()


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Refusal):
        TEXT.parse(bytes(range(256)) * 4, 0)


def test_a_web_archives_note_holds_no_story() -> None:
    note = b"These web captures of harbour sites were made for the collection of a library.\nThe crawl was run in May."
    with pytest.raises(Refusal, match="web archive's note"):
        TEXT.parse(note, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Tarn bridge is temporarily down for maintenance\n\nThe bridge of Tarn is down for maintenance, the county said.\nIt will be back soon.",
        "The page of the chronicle was removed in 1911.\nThe file could not be found.",
        "Library keeps the town's old sites\n\nThe library's web captures go to an archive of the county. It holds four million pages. Readers may see them from July.",
        "The pub crawl of Tarn ended at the archive.\nThe crawl brought a collection of 400 crowns.",
        "The US counted 404 more ferries in June.\nSomething went wrong in May, our harbour master says.",
        "The court ruled that files of the harbour police must be available to the public.\nThe data are not publicly accessible yet, the court said.",
    ],
)  # fmt: skip
def test_news_of_lost_pages_closed_bridges_and_archives_is_a_story(text: str) -> None:
    assert TEXT.parse(text.encode(), 0).text == text
