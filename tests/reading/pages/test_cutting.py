"""The cutter: stories and furniture out of one dirty text."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from time import process_time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.limits import PROSE_IN_ONE_LINE
from briefing.reading.pages import cutting
from briefing.reading.pages.cutting import NOTES, CutText, cut
from briefing.reading.pages.states import State

F, M, H, G, O, T, P = State  # noqa: E741  the states of a row, one letter each

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
    """Paragraphs, removed stretches and white space are the whole text, and no two overlap."""
    position = 0
    for start, end in spans_of(made):
        assert start >= position
        assert text[position:start].strip() == ""
        assert text[start:end].strip() != ""
        position = end
    assert text[position:].strip() == ""
    for story in made.stories:
        roles = [each.role for each in story if each.role != "aside"]
        assert "text" in roles
        assert "headline" not in roles[1:]
    assert list(made.removed) == sorted(made.removed, key=lambda each: each.start)


class Told:
    """A line model that says what it was told to, line after line and then from the beginning, and is sure of it."""

    def __init__(self, states: Sequence[State], surely: float = 0.97) -> None:
        self.states, self.surely = states, surely

    def scores(self, table: Any, alike: Any) -> Any:
        rest = (1 - self.surely) / (len(State) - 1)
        found = np.full((len(table), len(State)), log(rest))
        for line in range(len(table)):
            found[line, self.states[line % len(self.states)]] = log(self.surely)
        return found


@given(texts)
def test_kept_and_removed_and_white_space_are_the_whole_text(text: str) -> None:
    check_invariants(text, cut(text))


@given(texts, st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300)), max_size=4))
def test_sections_of_any_kind_lose_nothing_either(
    text: str, sections: list[tuple[int, int]]
) -> None:
    check_invariants(text, cut(text, sections=sections))


@given(texts, st.lists(st.sampled_from(State), min_size=1, max_size=9))
def test_whatever_the_line_model_says_nothing_is_lost(text: str, states: list[State]) -> None:
    model: Any = Told(states)
    check_invariants(text, cut(text, model=model))
    section = cut(text, sections=[(0, len(text))], model=model)
    check_invariants(text, section)
    assert len(section.stories) <= 1


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
CLOSES, OUT = "Harbour bridge to close for repairs", "Jury out in trial of Paul Venn"
MENU = ["Home", "World", "Sport", "Opinion", "Subscribe"]
BETWEEN = [
    "Comments",
    "No comments yet...",
    "Related Articles",
    "Harbour Post",
    "32 minutes ago",
    "- Harbour Post",
]

Kept = list[tuple[str, str]]


def told(lines: list[str], **options: Any) -> tuple[list[Kept], Kept]:
    """Return the stories as (role, text) and what was removed as (rule, text)."""
    text = "\n".join(lines)
    made = cut(text, **options)
    check_invariants(text, made)
    stories = [
        [(str(each.role), text[each.start : each.end]) for each in story] for story in made.stories
    ]
    return stories, [(each.rule, text[each.start : each.end]) for each in made.removed]


def roles_of_bridge() -> list[tuple[str, str]]:
    roles = ["text", "text", "text", "subhead", "text", "text"]
    return list(zip(roles, BRIDGE, strict=True))


# -- what becomes of each state -----------------------------------------------------------------


def as_states(rows: Sequence[tuple[State, str]], **options: Any) -> tuple[list[Kept], Kept]:
    """As `told`, where each line is what stands before it."""
    model = Told([state for state, _ in rows])
    return told([line for _, line in rows], model=model, **options)


def test_headline_text_and_sub_headlines_are_kept_and_the_rest_is_removed() -> None:
    stories, removed = as_states(
        [
            *[(F, "Harbour Life"), (M, "From our desk"), (H, CLOSES), (M, "Town and country")],
            *[(T, BRIDGE[0]), (P, BRIDGE[3]), (T, BRIDGE[4]), (F, "Harbour Life")],
        ]
    )
    assert stories == [
        [("headline", CLOSES), ("text", BRIDGE[0]), ("subhead", BRIDGE[3]), ("text", BRIDGE[4])]
    ]
    assert removed == [
        ("learned line model", "Harbour Life"),
        ("head of a story", "From our desk"),
        ("head of a story", "Town and country"),
        ("learned line model", "Harbour Life"),
    ]


def test_a_line_of_a_head_that_a_rule_knows_is_removed_by_that_rule() -> None:
    _, removed = as_states([(H, CLOSES), (M, "By Ada Quill"), (M, "2 hours ago"), (T, BRIDGE[0])])
    assert removed == [("byline", "By Ada Quill"), ("relative time", "2 hours ago")]


def test_a_headline_of_two_lines_is_one_paragraph() -> None:
    stories, removed = as_states(
        [(H, "Harbour bridge to close"), (G, "for repairs"), (T, BRIDGE[0])]
    )
    assert stories == [[("headline", "Harbour bridge to close\nfor repairs"), ("text", BRIDGE[0])]]
    assert removed == []


def test_what_is_glued_to_the_first_of_two_lines_of_a_headline_stays() -> None:
    rows = [(H, "Harbour bridge closes. Read more"), (G, "for repairs"), (T, BRIDGE[0])]
    stories, removed = as_states(rows)
    assert stories[0][0] == ("headline", "Harbour bridge closes. Read more\nfor repairs")
    assert removed == []


def test_a_headline_without_text_is_removed() -> None:
    stories, removed = as_states([(H, OUT), (M, "Island Post"), (H, CLOSES), (T, BRIDGE[0])])
    assert stories == [[("headline", CLOSES), ("text", BRIDGE[0])]]
    assert [line for _, line in removed] == [OUT, "Island Post"]


def test_stamps_inside_a_story_are_asides_and_other_marks_of_parts_are_sub_headlines() -> None:
    stories, _ = as_states(
        [(H, CLOSES), (P, "14:20"), (T, BRIDGE[0]), (P, "Ten minutes later"), (T, BRIDGE[1])]
    )
    roles = [role for role, _ in stories[0]]
    assert roles == ["headline", "aside", "text", "subhead", "text"]


def test_what_stands_behind_the_last_line_of_text_is_of_no_story() -> None:
    stories, removed = as_states([(O, BRIDGE[0]), (P, "15:40"), (P, "Reactions"), (F, "Home")])
    assert stories == [[("text", BRIDGE[0])]]
    assert [line for _, line in removed] == ["15:40", "Reactions", "Home"]


def test_certain_furniture_that_the_model_takes_for_text_is_an_aside() -> None:
    stories, removed = as_states([(O, TRIAL[0]), (T, "Advertisement"), (T, TRIAL[1])])
    assert [role for role, _ in stories[0]] == ["text", "aside", "text"]
    assert removed == []


SIGNED = "The ferry Tarn will leave Port Ellery again when the town has voted. (Reuters)"


def test_the_last_paragraph_may_be_signed_by_an_agency() -> None:
    stories, removed = as_states([(O, TRIAL[0]), (T, SIGNED), (F, "Home")])
    assert stories == [[("text", TRIAL[0]), ("text", SIGNED)]]
    assert [line for _, line in removed] == ["Home"]


def test_what_is_signed_before_more_text_or_behind_another_such_line_is_of_a_picture() -> None:
    stories, _ = as_states([(O, TRIAL[0]), (T, SIGNED), (T, TRIAL[1])])
    assert [role for role, _ in stories[0]] == ["text", "aside", "text"]
    stories, removed = as_states([(O, TRIAL[0]), (T, SIGNED), (T, SIGNED)])
    assert stories == [[("text", TRIAL[0])]]
    assert [line for _, line in removed] == [SIGNED, SIGNED]


@pytest.mark.parametrize(
    "caption",
    [
        "FILE - In this May 3, 2024 file photo, the ferry Tarn leaves Port Ellery.",
        "Mira Osk, left, whose speech has angered the council, waits in Port Ellery on Monday. (Ilse Orr/The Delta Post)",
        "The ferry Tarn at the quay on Monday. Photo: Ilse Orr",
        "The ferry Tarn leaves Port Ellery, Monday, May 3, 2024. The town votes on... (Delta Press)",
        "The ferry Tarn at the quay. (Photo: Ilse Orr)",
        "The ferry Tarn leaves Port Ellery, where a crowd had come to see it go. (May 3) DP",
        "The ferry Tarn leaves Port Ellery, where a crowd had come to see it go. (3:31)",
        "CLOSE The ferry Tarn leaves Port Ellery for the last time. Bo Lunde, Delta Post",
        "CLOSE DELTA POST's Bo Lunde and Ada Osk give their view of the last run of the ferry Tarn.",
    ],
)
def test_texts_of_pictures_are_asides(caption: str) -> None:
    stories, _ = as_states([(O, TRIAL[0]), (T, caption), (T, TRIAL[1])])
    assert stories == [[("text", TRIAL[0]), ("aside", caption), ("text", TRIAL[1])]]


@pytest.mark.parametrize(
    "line",
    [
        "The ferry Tarn will be sold by the end of May. © Delta Post",
        "The council has yet to name a day for the vote. © 2025 The Delta Post",
        "Video: a man was seen on the roof of the town hall, police in Tarn said",
        "The band drew a crowd of nine thousand in an hour. AC/DC",
        "The ferry will be sold by the end of May, the owners told the council. Delta News",
        "The ferry will be sold by the end of May. Ilse Orr, Storrs",
        "Port Ellery beat Tarn on Monday at the harbour ground, 3-2. Quill, Orr, Pell",
        "The last run of the ferry starts at the quay of Port Ellery. (19:30)",
        "CLOSE RACE FOR THE HARBOUR SEAT, the council said on Monday, as the votes were counted",
        "The paper asked the people of Tarn “Do you want it?” Yes/No",
        "She said it in a video: the ferry will be sold",
        "Copyright law was changed by the senate on Monday, to the anger of the guild",
    ],
)
def test_news_that_ends_like_a_credit_or_begins_like_one_is_text(line: str) -> None:
    stories, _ = as_states([(O, TRIAL[0]), (T, line), (T, TRIAL[1])])
    assert [role for role, _ in stories[0]] == ["text", "text", "text"]
    kept = stories[0][1][1]
    assert line.startswith(kept)
    assert len(kept) > len(line) - 30


def test_a_section_is_one_story_whatever_begins_in_it() -> None:
    rows = [(H, CLOSES), (T, BRIDGE[0]), (H, BRIDGE[3]), (T, BRIDGE[4]), (O, BRIDGE[5])]
    whole = [(0, len("\n".join(line for _, line in rows)))]
    stories, removed = as_states(rows, sections=whole)
    roles = ["headline", "text", "subhead", "text", "text"]
    assert stories == [list(zip(roles, [line for _, line in rows], strict=True))]
    assert removed == []


def test_in_a_section_doubtful_furniture_is_text() -> None:
    lines = ["Harbour Life", *BRIDGE[:2]]
    sections = [(0, len("\n".join(lines)))]
    doubtful, sure = (Told([F, T, T], surely) for surely in (0.97, 0.999))
    assert told(lines, sections=sections, model=doubtful)[1] == []
    assert told(lines, sections=sections, model=sure)[1] == [("learned line model", "Harbour Life")]


def test_a_section_says_something_even_where_the_model_sees_furniture_alone() -> None:
    lines = ["Harbour Life", "It rained.", "Advertisement"]
    sections = [(0, len("\n".join(lines)))]
    stories, removed = told(lines, sections=sections, model=Told([F], 0.999))
    assert stories == [[("text", "Harbour Life"), ("text", "It rained.")]]
    assert removed == [("advertisement", "Advertisement")]


def test_a_line_that_many_files_have_is_removed_as_such() -> None:
    rows = [(H, CLOSES), (T, BRIDGE[0]), (F, "Harbour Life")]
    _, removed = as_states(rows, repeated=frozenset({"harbour life"}))
    assert removed == [("repeated across files", "Harbour Life")]


def test_narrow_decisions_are_told_with_their_line() -> None:
    text = "\n".join(["", BRIDGE[0], "Harbour Life", BRIDGE[1]])
    model: Any = Told([O, F, T], 0.6)
    made = cut(text, model=model)
    assert [one.line for one in made.undecided] == [3]
    assert "removed" in made.undecided[0].words


# -- whole pages, by the shipped weights --------------------------------------------------------


def test_a_dump_of_two_stories_and_furniture_comes_apart() -> None:
    stories, removed = told([*MENU, CLOSES, *BRIDGE, *BETWEEN, OUT, *TRIAL])
    assert stories == [
        [("headline", CLOSES), *roles_of_bridge()],
        [("headline", OUT), *[("text", line) for line in TRIAL]],
    ]
    assert [line for _, line in removed] == MENU + BETWEEN
    assert ("relative time", "32 minutes ago") in removed
    assert ("related articles", "Related Articles") in removed


def test_a_single_story_with_a_sub_headline_is_not_cut() -> None:
    assert told(BRIDGE) == ([roles_of_bridge()], [])


YARD = [
    "TARN — The Orsel yard has found a new owner.",
    "On Tuesday, Halm Holdings said it had agreed to buy the yard for 90 million crowns, the latest step of a furniture maker from Brackley into ships.",
    "Many yards on the coast have few orders. Prices of steel have doubled since last year.",
    "“We had counted on the tugs,” said Mira Osk, who speaks for the yard.",
    "The council of Port Ellery meets on Thursday. It owns a tenth of the yard.",
    "Inspectors of the county's department of ports were at the yard on Wednesday. They had found cracks in a dock two years ago.",
]


@pytest.mark.parametrize("more", [1, 2, 3])
@pytest.mark.parametrize("page", [YARD, [*MENU, CLOSES, *BRIDGE, *BETWEEN, OUT, *TRIAL]])
def test_blank_lines_between_all_paragraphs_part_nothing(page: list[str], more: int) -> None:
    """Whatever a page looks like without them it looks like with them."""
    assert told([line + "\n" * more for line in page]) == told(page)


@pytest.mark.parametrize(
    "head", [["By Mira Osk"], ["June 17, 2025"], ["Delta Post", "2 hours ago"]]
)
def test_the_head_of_a_story_is_found_among_blank_lines_too(head: list[str]) -> None:
    stories, removed = told([line + "\n" for line in (CLOSES, *head, *BRIDGE)])
    assert stories == [[("headline", CLOSES), *roles_of_bridge()]]
    assert [line for _, line in removed] == head


def test_stories_under_headlines_with_nothing_between_them_come_apart() -> None:
    stories, removed = told([CLOSES, *BRIDGE, OUT, *TRIAL])
    assert [story[0] for story in stories] == [("headline", CLOSES), ("headline", OUT)]
    assert removed == []


def test_stories_under_bylines_and_ages_come_apart() -> None:
    stories, _ = told(
        [
            *[CLOSES, "Harbour Gazette · 2 hours ago", *BRIDGE[:3]],
            *[OUT, "Island Post · 5 hours ago", *TRIAL],
        ]
    )
    assert stories == [
        [("headline", CLOSES), *[("text", line) for line in BRIDGE[:3]]],
        [("headline", OUT), *[("text", line) for line in TRIAL]],
    ]


def test_a_date_glued_to_the_first_line_is_removed() -> None:
    stories, removed = told([" date 2024-06-03 " + BRIDGE[0], *BRIDGE[1:]])
    assert stories == [roles_of_bridge()]
    assert removed == [("date stamp", "date 2024-06-03")]


def test_an_advertisement_mark_between_paragraphs_is_no_text_and_no_cut() -> None:
    stories, _ = told([*TRIAL[:2], "Advertisement", *TRIAL[2:]])
    said = [[line for role, line in story if role == "text"] for story in stories]
    assert said == [TRIAL]


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


def test_a_page_of_menus_has_no_story() -> None:
    assert told([*MENU, "Privacy policy", "Contact us"])[0] == []


PAGE_LEAD = (
    "The ferry company of Port Ellery has ordered two electric ships for the crossing to Tarn, its "
    "director said on Monday. They are to replace the oldest boats of the fleet."
)


@pytest.mark.parametrize(
    ("endless", "rule"),
    [
        ("The council agreed to repair the bridge before winter, the mayor said. " * 4_000, PROSE_IN_ONE_LINE),
        ("Home News Sport Weather " * 5_000 + "The council agreed to repair the bridge, the mayor said. " * 4_000, PROSE_IN_ONE_LINE),
        ("iVBORw0KGgoAAAANSUhEUgAAAAUA" * 10_000, "endless line"),
        ("function(e,t){if(e.id===t){return this.list.push(e)}for(var n=0;n<9;n++){t[n]=null}}, " * 4_000, "endless line"),
        ("17,204,9.5,true,null,0x3f, " * 9_000, "endless line"),
    ],
)  # fmt: skip
def test_an_endless_line_is_no_paragraph_and_prose_in_it_has_a_rule_of_its_own(
    endless: str, rule: str
) -> None:
    text = f"{PAGE_LEAD}\n{endless.strip()}\n{PAGE_LEAD}"
    made = cut(text)
    first = made.removed[0]
    assert (first.rule, first.end - first.start) == (rule, len(endless.strip()))


def test_a_paragraph_with_a_date_stamp_in_front_is_still_a_paragraph() -> None:
    made = cut(f"2025-06-16 22:10:45 UTC - {PAGE_LEAD}\n{PAGE_LEAD}")
    assert [one.rule for one in made.removed] == ["date stamp"]
    assert len(made.stories[0]) == 2


def test_the_time_is_linear_in_the_length_of_the_text() -> None:
    def seconds(times: int) -> float:
        text = "\n\n".join([*BRIDGE, *TRIAL] * times)
        began = process_time()
        cut(text)
        return process_time() - began

    assert min(seconds(400) for _ in range(2)) < 40 * min(seconds(40) for _ in range(2))


def test_of_very_many_narrow_decisions_the_first_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "NARROW", (0.0, 1.0))
    lines = [
        f"The council met on day {n} and voted to close it, officials said." for n in range(80)
    ]
    told = cut("\n".join(lines)).undecided
    first = told[0].line or 0
    assert [one.line for one in told] == list(range(first, first + NOTES))
