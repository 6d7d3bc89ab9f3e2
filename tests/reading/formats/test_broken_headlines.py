"""Headlines that a page breaks behind a word that cannot end them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.broken_headlines import with_whole_headlines
from briefing.reading.formats.plain import TEXT

TITLE = "Tarn Man Sentenced to Nine Years for Setting Fire to the Old Mill"
MENU = "Home\nContact\nFriday, May 3, 2024\n"
BELOW = (
    "A miller was sentenced on Friday for setting fire to the old mill of Tarn.\n"
    "Nobody was hurt, the fire service said, and the mill will be built again.\n"
)


def page(title: str, *lines: str) -> str:
    return "\n".join([title, "Home", "", *lines, BELOW])


@pytest.mark.parametrize("title", [f"{TITLE} - Harbour Office of Tarn", TITLE, f"\n \n{TITLE} | T"])
@pytest.mark.parametrize(
    "pieces",
    [
        ["Tarn Man Sentenced to Nine Years for", "Setting Fire to the Old Mill"],
        ["Tarn Man Sentenced to ", " Nine Years for", "  Setting Fire to the", "Old Mill"],
    ],
)
def test_a_headline_is_put_together_where_its_break_is_open(title: str, pieces: list[str]) -> None:
    assert with_whole_headlines(page(title, *pieces)) == page(title, TITLE)


def test_only_the_pieces_that_are_needed_come_together() -> None:
    pieces = ["Tarn Man Sentenced to", "Nine Years for Setting Fire"]
    broken = page(TITLE, *pieces, "to the Old Mill")
    assert with_whole_headlines(broken) == page(TITLE, " ".join(pieces), "to the Old Mill")


def test_ends_of_lines_stay_as_they_are() -> None:
    broken = page(TITLE, "Tarn Man Sentenced to Nine Years for", "Setting Fire to the Old Mill")
    whole = page(TITLE, TITLE)
    as_windows = broken.replace("\n", "\r\n")
    assert with_whole_headlines(as_windows) == whole.replace("\n", "\r\n")


def test_a_headline_in_german_ends_in_german_words() -> None:
    pieces = ["Rat von Tarn schließt den alten Hafen für", "Drei Jahre nach dem Sturm"]
    below = "Der Rat von Tarn hat den alten Hafen am Dienstag geschlossen, nachdem ein Sturm drei Kräne umgeworfen hatte."
    broken = "\n".join([" ".join(pieces), *pieces, below])
    assert with_whole_headlines(broken) == "\n".join([" ".join(pieces), " ".join(pieces), below])


@pytest.mark.parametrize(
    "pieces",
    [
        ["Council Shuts Old Harbour", "By Otto Falk"],
        ["Council Shuts Old Harbour", "Otto Falk"],
        ["Council Shuts Old Harbour", "3 May 2024"],
        ["Council Shuts Old Harbour", "- Tarn Post"],
        ["Harbour News of Tarn", "Council shuts old harbour"],
        ["The Marel Evening Post", "Council shuts old harbour"],
        ["Council shuts old harbour", "Mill burns in Marel"],
        ["Council Shuts Old", "Harbour of Tarn"],
        ["We Shall Not Be Moved by", "By Otto Falk"],
        ["Council Shuts Old Harbour of", "3 May 2024"],
        ["Council Shuts Old Harbour of", "- Tarn Post"],
        ["Council Shuts Old Harbour of", "2. Tarn"],
        ["Council Shuts Old Harbour of", "2024"],
        ["Council Shuts Old Harbour of", "2 hours ago"],
        ["Council Shuts Old Harbour of", "Photo: Otto Falk"],
        ["Three Fishermen Die", "Harbour Is Shut"],
        ["News from", "Tarn and Marel"],
        ["Council Shuts Harbour of", "", "Tarn and Marel"],
        ["Council Shuts Harbour of", "Tarn and", "By Otto Falk"],
    ],
)
def test_what_is_no_broken_headline_stays(pieces: list[str]) -> None:
    text = page(" ".join(pieces), *pieces)
    assert with_whole_headlines(text) is text


@pytest.mark.parametrize(
    "title",
    [
        "Tarn Post",
        TITLE.upper(),
        f"Home\n{TITLE}",
        "Tarn Man Sentenced to Nine Years for Arson",
        "Tarn Man Sentenced to Nine Years for: Setting Fire to the Old Mill",
        f"{TITLE} {'and more ' * 50}",
    ],
)
def test_the_page_s_title_must_have_it_as_it_is_written(title: str) -> None:
    text = page(title, "Tarn Man Sentenced to Nine Years for", "Setting Fire to the Old Mill")
    assert with_whole_headlines(text) is text


@given(st.text(alphabet="ab of\n\r-.|", max_size=120))
def test_nothing_but_white_space_changes(text: str) -> None:
    assert "".join(with_whole_headlines(text).split()) == "".join(text.split())


def test_a_plain_text_says_that_its_headline_was_put_together() -> None:
    text = page(TITLE, "Tarn Man Sentenced to Nine Years for", "Setting Fire to the Old Mill")
    parsed = TEXT.parse(text.encode(), 100_000)
    assert f"\n{TITLE}\n" in parsed.text
    assert parsed.extracted
    assert parsed.notes == ("a headline that was broken over lines was put together",)
