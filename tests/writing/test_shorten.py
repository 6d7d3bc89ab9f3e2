"""Deletions: what is proposed, and which one is taken."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.models.base import Deletion
from briefing.writing.compress import is_compression
from briefing.writing.gate import check
from briefing.writing.shorten import delete, proposals, shorten

CARTER = (
    "Minister Ines Carter, who chaired the talks in Tarn, summed up the rest in a note of her own."
)


def drafts(text: str) -> set[str]:
    return {delete(text, one) for one in proposals(text)}


def best(text: str, score: float = -1.0) -> str:
    """The text after the best deletion, all of which read equally well."""
    found = proposals(text)
    return shorten(text, text, found, [score] * len(found))


def test_an_aside_between_commas_is_proposed_with_both_of_them() -> None:
    assert "Minister Ines Carter summed up the rest in a note of her own." in drafts(CARTER)


def test_an_opening_and_a_tail_are_proposed() -> None:
    text = (
        "After a night of talks, the council approved the budget on Monday, which surprised many."
    )
    assert "The council approved the budget on Monday, which surprised many." in drafts(text)
    assert "After a night of talks, the council approved the budget on Monday." in drafts(text)


@pytest.mark.parametrize("half", ["but they may not leave it", "or they lose their deposit"])
def test_the_other_half_of_a_statement_is_never_proposed(half: str) -> None:
    text = f"The tenants of the old mill may use the yard at night, {half}."
    assert "The tenants of the old mill may use the yard at night." not in drafts(text)


def test_what_is_said_is_no_detail() -> None:
    text = "The harbour master of Tarn has said that the ferry was travelling too fast on Monday."
    assert all(" that the ferry" in draft for draft in drafts(text))


def test_a_quotation_is_never_cut_in_two() -> None:
    text = (
        'She called the plan "a gift, after all these years, to the town and the valley" on Monday.'
    )
    assert all(draft.count('"') in {0, 2} for draft in drafts(text))


def test_the_best_deletion_that_passes_is_taken() -> None:
    assert best(CARTER) == "Minister Ines Carter summed up the rest in a note of her own."


def test_a_seam_that_reads_badly_is_not_made() -> None:
    assert best(CARTER, -9.0) == CARTER
    assert best(CARTER, -math.inf) == CARTER
    assert best(CARTER, math.nan) == CARTER


def test_a_main_clause_never_goes() -> None:
    text = "The fair will be held in Tarn, the lake town known for its pears, the mayor said on Monday."
    found = proposals(text)
    for one in found:
        scores = [0.0 if other == one else -math.inf for other in found]
        assert "known for its pears, the mayor" not in shorten(text, text, found, scores)[:45]


def test_the_gate_has_the_last_word() -> None:
    text = (
        "The bridge over the Linnet is safe for lorries again, the county engineer said on Monday."
    )
    assert "said" in best(text)


@given(st.text(st.sampled_from('abc ,.;-“”"Who which after 12'), max_size=120))
def test_proposals_lie_inside_any_text_and_only_delete(text: str) -> None:
    for one in proposals(text):
        assert 0 <= one.start < one.end <= len(text)
        assert is_compression(delete(text, one), text)


def test_whatever_is_chosen_passes_the_gate() -> None:
    for text in (
        CARTER,
        "Rain fell in Tarn, where the fair was held, and the band played on, she said.",
    ):
        found = proposals(text)
        for one in found:
            only = [0.0 if other == one else -math.inf for other in found]
            short = shorten(text, text, found, only)
            assert short == text or not check(short, [text])


def test_a_deletion_counts_characters() -> None:
    assert delete("One, two, three.", Deletion(3, 8)) == "One, three."
    assert delete("After all, it rained.", Deletion(0, 10)) == "It rained."


LOST = [
    (
        "In 1992 Al Toonby was the first player known to have retired after an injury to the head.",
        "In 1992 Al Toonby was the first player known to have retired.",
    ),
    (
        "Although, the boy from Tarn is now back home, many questions remain, including where he was.",
        "Although, the boy from Tarn is now back home.",
    ),
    (
        "Hours after police arrested Cardo Hale and charged him with fraud, his lawyer said there was more.",
        "Hours after police arrested Cardo Hale and charged him with fraud.",
    ),
    (
        "The new mayor of Tarn has met his predecessor for lunch, the first time such a talk has been held.",
        "The first time such a talk has been held.",
    ),
    (
        "Born in a village near Tarn, and trained in Arnfell and Corrie, the designer worked for Lanvold.",
        "And trained in Arnfell and Corrie, the designer worked for Lanvold.",
    ),
    (
        "McHale claimed that she saw her friend, Darby Jones, dancing with a stranger in the town hall.",
        "McHale claimed that she saw her friend, Darby Jones.",
    ),
    (
        "For years he made coats that were plain, cut with the tools of his trade, and in Tarn, hats.",
        "For years he made coats that were plain and in Tarn, hats.",
    ),
]


@pytest.mark.parametrize(("text", "wrong"), LOST)
def test_no_deletion_leaves_half_a_statement(text: str, wrong: str) -> None:
    found = proposals(text)
    for one in found:
        only = [0.0 if other == one else -math.inf for other in found]
        assert shorten(text, text, found, only) != wrong


def test_further_members_of_a_list_do_not_go() -> None:
    text = (
        "Since then the pilot of Tarn has lost her right hand, her left foot and two of her ribs."
    )
    assert all("left foot" in draft for draft in drafts(text))


def test_a_gap_leaves_single_spaces() -> None:
    text = "A former officer of the county — charged last week with fraud — was found in his house, police said."
    assert all("  " not in draft for draft in drafts(text))
