"""The cutter: stories and furniture out of one dirty text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.reading.split import Cut, cut

PIECES = [
    "The council met on Tuesday and voted to close the bridge for repairs, officials said.",
    "Harbour bridge to close for repairs",
    "Advertisement",
    "Home",
    "32 minutes ago",
    "Read more",
    "   ",
    "Last Updated: June 3, 2024 The bridge was built in 1911. Read more: Ten bridges",
    "\u2028",
    "\x85x",
    "\u201cWe will not wait,\u201d said Ms Orr.",
]
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=25).map("\n".join),
)


def spans_of(cut_text: Cut) -> list[tuple[int, int]]:
    kept = [(each.start, each.end) for story in cut_text.stories for each in story]
    return sorted(kept + [(each.start, each.end) for each in cut_text.removed])


def check_invariants(text: str, made: Cut) -> None:
    position = 0
    for start, end in spans_of(made):
        assert start >= position
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert text[position:].strip() == ""
    for story in made.stories:
        roles = [each.role for each in story]
        assert "text" in roles
        assert "headline" not in roles[1:]


@settings(deadline=None)
@given(texts)
def test_kept_and_removed_and_white_space_are_the_whole_text(text: str) -> None:
    check_invariants(text, cut(text))


@settings(deadline=None)
@given(texts, st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300)), max_size=4))
def test_sections_of_any_kind_lose_nothing_either(
    text: str, sections: list[tuple[int, int]]
) -> None:
    made = cut(text, sections=sections)
    check_invariants(text, made)


def test_an_empty_text_has_no_story() -> None:
    assert cut("") == Cut((), (), ())
    assert cut(" \n\t ") == Cut((), (), ())
