"""Headlines that a page sets over several lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.formats.broken_headlines import with_whole_headlines
from briefing.reading.formats.plain import TEXT

TITLE = "Tarn Man Sentenced to Nine Years for Setting Fire to the Old Mill"
MENU = "Home\nContact\nFriday, May 3, 2024\n"
TEXT_BELOW = "A miller was sentenced on Friday for setting fire to the old mill of Tarn.\n"


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE} - Harbour Office of Tarn\n",
        f"{TITLE}\n",
        f"\n\n{TITLE} | Harbour Office | Tarn\n",
        f"{TITLE.upper()} · Harbour Office\n",
    ],
)
@pytest.mark.parametrize(
    "pieces",
    [
        ["Tarn Man Sentenced to Nine Years for", "Setting Fire to the Old Mill"],
        ["Tarn Man Sentenced to Nine Years", "for Setting Fire to the Old Mill "],
        ["Tarn Man Sentenced", "to Nine Years for", "  Setting Fire to the Old Mill"],
    ],
)
def test_a_headline_that_the_title_has_whole_is_put_together(head: str, pieces: list[str]) -> None:
    broken = "\n".join([f"{head}{MENU}{pieces[0]}", *pieces[1:], TEXT_BELOW])
    assert with_whole_headlines(broken) == f"{head}{MENU}{TITLE}\n{TEXT_BELOW}"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE} - Harbour Office\n{MENU}{TITLE}\nFire Burnt for Two Days\n{TEXT_BELOW}",
        f"{MENU}Tarn Man Sentenced to Nine Years for\nSetting Fire to the Old Mill\n{TEXT_BELOW}",
        f"{TITLE} - Harbour Office\n{MENU}Tarn Man Sentenced to Nine Years for\n\nSetting Fire to the Old Mill\n",
        "Storm shuts harbour The port of Tarn is shut.\nHome\nStorm shuts harbour\nThe port of Tarn is shut.\n",
        "Storm shuts harbour The port of Tarn …\nHome\nStorm shuts harbour\nThe port of Tarn …\n",
        "News from Tarn and Marel\nHome\nNews from\nTarn and Marel\n",
        "",
    ],
    ids=["a deck", "no title", "apart", "a teaser", "cut short", "two words", "nothing"],
)
def test_what_no_title_has_whole_stays_as_it_is(text: str) -> None:
    assert with_whole_headlines(text) is text


@given(st.text(alphabet="ab \n-.|", max_size=120))
def test_nothing_but_white_space_changes(text: str) -> None:
    assert "".join(with_whole_headlines(text).split()) == "".join(text.split())


def test_a_plain_text_says_that_its_headline_was_put_together() -> None:
    page = f"{TITLE} - Harbour Office\n{MENU}Tarn Man Sentenced to Nine Years for\nSetting Fire to the Old Mill\n{TEXT_BELOW}"
    parsed = TEXT.parse(page.encode(), 100_000)
    assert f"\n{TITLE}\n" in parsed.text
    assert parsed.extracted
    assert parsed.notes == ("a headline that was set over several lines was put together",)
