"""Words without a source, figures that count something else, and names that nobody has."""

from __future__ import annotations

import pytest

from briefing.writing.gate.reasons import Reason
from briefing.writing.gate.values import names, numbers, strangers

from .conftest import Aligned


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ("Three men left Tarn.", Reason.NUMBER),
        ("Two men never left Tarn.", Reason.NEGATION),
        ("Two men left Tarn on Friday.", Reason.DATE),
        ("Two men left Tarn in 1996.", Reason.DATE),
        ("Two men left Corrie.", Reason.NAME),
        ("Noisily two men left Tarn.", Reason.WORDS),
        ("Two men left Tarn noisily.", Reason.WORDS),
        ("Two men rose.", Reason.DIRECTION),
        ("Two men could leave.", Reason.MODALITY),
        ("Two men reportedly left Tarn.", Reason.MODALITY),
    ],
)
def test_a_word_without_a_source_is_called_what_it_is(
    aligned: Aligned, draft: str, reason: Reason
) -> None:
    assert strangers(aligned(draft, "Two men left Tarn.")) == {reason}


def test_articles_and_the_like_need_no_source(aligned: Aligned) -> None:
    assert strangers(aligned("The two men left, and Tarn.", "Two men left Tarn.")) == set()


@pytest.mark.parametrize(
    ("passage", "draft", "wrong"),
    [
        ("Two men and three boys left.", "Three boys left.", False),
        ("Two men and three boys left.", "Two boys left.", True),
        ("Two very old men left.", "Two men left.", False),
        ("Men left and two, boys say, stayed.", "Two men left.", True),
        ("On 5 May Lund sold boats.", "Lund sold boats on 5 May.", False),
        ("The fine is 10 to 20 crowns.", "The fine is 10 crowns.", True),
        ("The fine is 10 to 20 crowns.", "The fine is 20 crowns.", True),
        ("The fine is 10 to 20 crowns.", "The fine is 10 to 20 crowns.", False),
        ("Between 10 and 20 men left.", "20 men left.", True),
        ("In 10 and 20 towns it rained.", "In 20 towns it rained.", False),
        ("The channel Tarn 24 reported.", "24 reported.", True),
        ("The channel Tarn 24 reported.", "Tarn 24 reported.", False),
        ("In Tarn 24 boats sank.", "24 boats sank.", False),
        ("In Tarn two left.", "Two left.", False),
    ],
)
def test_a_figure_counts_what_it_counted(
    aligned: Aligned, passage: str, draft: str, *, wrong: bool
) -> None:
    assert numbers(aligned(draft, passage)) is wrong


@pytest.mark.parametrize(
    ("passage", "draft", "wrong"),
    [
        ("The bank of the river rose.", "The Bank of the river rose.", True),
        ("The bank of the river rose.", "Bank of the river rose.", False),
        ("THE BANK ROSE.", "The Bank rose.", False),
        ("Lund met the president.", "Lund met the President.", False),
        ("Lund met Moss.", "Moss Lund met.", True),
        ("Jan Moss met Lund.", "Jan Lund.", True),
        ("Jan van der Moss met.", "Jan Moss met.", False),
        ("Jan Peter Moss met.", "Jan Moss met.", False),
        ("Ann Lund-Moss met.", "Ann Lund-Moss met.", False),
    ],
)
def test_a_name_is_one_that_the_source_has(
    aligned: Aligned, passage: str, draft: str, *, wrong: bool
) -> None:
    assert names(aligned(draft, passage)) is wrong
