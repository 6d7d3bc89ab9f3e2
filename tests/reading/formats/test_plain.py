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
