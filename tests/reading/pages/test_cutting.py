"""The cutter: stories and furniture out of one dirty text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.pages.cutting import CutText, cut

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


def spans_of(cut_text: CutText) -> list[tuple[int, int]]:
    kept = [(each.start, each.end) for story in cut_text.stories for each in story]
    return sorted(kept + [(each.start, each.end) for each in cut_text.removed])


def check_invariants(text: str, made: CutText) -> None:
    position = 0
    for start, end in spans_of(made):
        assert start >= position
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert text[position:].strip() == ""
    for story in made.stories:
        roles = [each.role for each in story if each.role != "aside"]
        assert "text" in roles
        assert "headline" not in roles[1:]


@given(texts)
def test_kept_and_removed_and_white_space_are_the_whole_text(text: str) -> None:
    check_invariants(text, cut(text))


@given(texts, st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300)), max_size=4))
def test_sections_of_any_kind_lose_nothing_either(
    text: str, sections: list[tuple[int, int]]
) -> None:
    made = cut(text, sections=sections)
    check_invariants(text, made)


def test_an_empty_text_has_no_story() -> None:
    assert cut("") == CutText((), (), ())
    assert cut(" \n\t ") == CutText((), (), ())


BRIDGE = [
    "The city council met on Tuesday and voted to close the harbour bridge until spring, officials said.",
    "Ann Orr, who leads the council, told reporters that repairs to the bridge would cost four million.",
    "\u201cWe should... have begun ten years ago,\u201d she said after the vote on the bridge.",
    "Cost and time",
    "The bridge was built in 1911 and carries nine thousand people across the harbour every day.",
    "Shopkeepers near the harbour said that the council had not asked them about the closure.",
]
TRIAL = [
    "Jurors in the trial of a former bank manager, Paul Venn, began to weigh their verdict on Monday.",
    "Venn, 52, is accused of taking savings from pensioners over six years while he ran the branch.",
    "The judge told the jurors to set aside what they had read about the bank and its manager.",
    "Prosecutors called thirty witnesses; Venn, who denies the charges, called none in his defence.",
]
MENU = ["Home", "World", "Sport", "Opinion", "Subscribe"]
BETWEEN = [
    "Comments",
    "No comments yet...",
    "Related Articles",
    "Harbour Post",
    "32 minutes ago",
    "- Harbour Post",
]


def told(
    lines: list[str], **options: object
) -> tuple[list[list[tuple[str, str]]], list[tuple[str, str]]]:
    """Return the stories as (role, text) and what was removed as (rule, text)."""
    text = "\n".join(lines)
    made = cut(text, **options)  # type: ignore[arg-type]  # tests hand on what cut takes
    check_invariants(text, made)
    stories = [
        [(str(each.role), text[each.start : each.end]) for each in story] for story in made.stories
    ]
    return stories, [(each.rule, text[each.start : each.end]) for each in made.removed]


def roles_of_bridge() -> list[tuple[str, str]]:
    roles = ["text", "text", "text", "subhead", "text", "text"]
    return list(zip(roles, BRIDGE, strict=True))


def test_a_dump_of_two_stories_and_furniture_comes_apart() -> None:
    lines = [
        *MENU,
        "Harbour bridge to close for repairs",
        *BRIDGE,
        *BETWEEN,
        "Jury out in trial of Paul Venn",
        *TRIAL,
    ]
    stories, removed = told(lines)
    assert stories == [
        [("headline", "Harbour bridge to close for repairs"), *roles_of_bridge()],
        [("headline", "Jury out in trial of Paul Venn"), *[("text", line) for line in TRIAL]],
    ]
    assert [line for _, line in removed] == MENU + BETWEEN
    assert ("relative time", "32 minutes ago") in removed
    assert ("related articles", "Related Articles") in removed


def test_a_single_story_with_a_sub_headline_is_not_cut() -> None:
    assert told(BRIDGE) == ([roles_of_bridge()], [])


def test_stories_with_nothing_between_them_come_apart_by_their_words() -> None:
    stories, removed = told(BRIDGE + TRIAL)
    assert [story[0][1] for story in stories] == [BRIDGE[0], TRIAL[0]]
    assert removed == []


def test_a_date_glued_to_the_first_line_is_removed() -> None:
    stories, removed = told([" date 2024-06-03 " + BRIDGE[0], *BRIDGE[1:]])
    assert stories == [roles_of_bridge()]
    assert removed == [("date stamp", "date 2024-06-03")]


def test_an_advertisement_mark_between_paragraphs_is_no_text_and_no_cut() -> None:
    stories, removed = told([*TRIAL[:2], "Advertisement", *TRIAL[2:]])
    assert [role for role, _ in stories[0]] == ["text", "text", "aside", "text", "text"]
    assert (len(stories), removed) == (1, [])


def test_a_note_of_one_paragraph_is_a_story() -> None:
    assert told(BRIDGE[:1]) == ([[("text", BRIDGE[0])]], [])


def test_a_paragraph_cut_off_in_the_middle_is_kept() -> None:
    stories, _ = told(["Harbour bridge to close", BRIDGE[0] + " " + BRIDGE[1][:50]])
    assert stories[0][-1] == ("text", BRIDGE[0] + " " + BRIDGE[1][:50])


def test_sections_are_never_merged_and_what_lies_between_them_is_removed() -> None:
    text = "\n".join([*BRIDGE[:3], "=====", *BRIDGE[4:]])
    first, second = text.index("\n====="), text.index("=====\n") + 6
    made = cut(text, sections=[(0, first), (second, len(text))])
    assert [len(story) for story in made.stories] == [3, 2]
    assert [each.rule for each in made.removed] == ["between entries"]


def test_narrow_decisions_are_told_with_their_line() -> None:
    text = "\n".join([*BRIDGE, "Bank", *TRIAL[1:]])
    made = cut(text)
    assert all(1 <= (one.line or 0) <= len(text.splitlines()) for one in made.undecided)


def test_a_page_of_menus_has_no_story() -> None:
    assert told([*MENU, "Privacy policy", "Contact us"])[0] == []


def test_an_endless_line_is_data_and_no_paragraph() -> None:
    endless = "The council agreed to repair the bridge before winter, the mayor said. " * 4_000
    text = f"{PAGE_LEAD}\n{endless.strip()}\n{PAGE_LEAD}"
    made = cut(text)
    first = made.removed[0]
    assert (first.rule, first.end - first.start) == ("endless line", len(endless) - 1)


def test_a_paragraph_with_a_date_stamp_in_front_is_still_a_paragraph() -> None:
    made = cut(f"2025-06-16 22:10:45 UTC - {PAGE_LEAD}\n{PAGE_LEAD}")
    assert [one.rule for one in made.removed] == ["date stamp"]
    assert len(made.stories[0]) == 2


PAGE_LEAD = (
    "The ferry company of Port Ellery has ordered two electric ships for the crossing to Tarn, its "
    "director said on Monday. They are to replace the oldest boats of the fleet."
)
