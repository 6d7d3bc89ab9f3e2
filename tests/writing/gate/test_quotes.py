"""Quoted strings stay what somebody said, letter for letter, between their marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.quotes import find_quotes, has_paired_marks
from briefing.writing.gate.align import source_of
from briefing.writing.gate.quotes import loses_marks, not_verbatim

from .conftest import Aligned


@pytest.mark.parametrize(
    ("text", "strings"),
    [
        ("“One,” he said. ‘Two,’ she said.", ["One", "Two"]),
        ('«eins» „zwei“ "drei!"', ["eins", "zwei", "drei"]),
        ("'It's old,' he said", ["It's old"]),
        ("Lund's mill and the owners' boats", []),
        ('He said "half', []),
    ],
)  # fmt: skip
def test_quoted_strings_are_found_between_marks_of_any_style(text: str, strings: list[str]) -> None:
    assert list(find_quotes(text)) == strings


WHOLE = 'Lund called it "a fine old mill" of the town.'


@pytest.mark.parametrize(
    ("text", "passage", "wrong"),
    [
        ("Lund called it “a fine old mill”.", WHOLE, False),
        ("Lund called it 'a fine old mill'.", WHOLE, False),
        ('Lund called it a "fine old" mill.', WHOLE, False),
        ('Lund called it "a fine mill".', WHOLE, True),
        ('Lund called it "a fine old mi".', WHOLE, True),
        ('Lund called it "ld mill".', WHOLE, True),
        ('It is a mill "of the town".', WHOLE, True),
        ("Lund called it a fine old mill.", WHOLE, False),
        ('Moss called it "a fine', WHOLE, True),
        ('called it "a fine', WHOLE, False),
        ('Lund called it "fine".', '"A fine old mill.', False),
        ('Lund called it "mill, a mill".', '"The windmill, a mill," he said.', True),
    ],
    ids=[
        "whole",
        "other marks",
        "a part",
        "a word left out",
        "a word cut behind",
        "a word cut before",
        "what nobody said",
        "no quotation",
        "an open one of its own",
        "an open one of the passage",
        "a quotation that runs on",
        "half a word at first sight",
    ],
)
def test_a_quotation_has_its_words_in_a_quotation_of_the_passage(
    text: str, passage: str, *, wrong: bool
) -> None:
    assert not_verbatim(text, [passage]) is wrong


@pytest.mark.parametrize(
    ("draft", "passage", "lost"),
    [
        ("I sold it, Lund said.", '"I sold it," Lund said.', True),
        ('"I sold it," Lund said.', '"I sold it," Lund said.', False),
        ("Moss sold it, Lund said.", '"Moss sold it," Lund said.', False),
        ("I sold it.", "I sold it.", False),
    ],
)
def test_the_i_of_a_quotation_does_not_lose_its_marks(
    aligned: Aligned, draft: str, passage: str, *, lost: bool
) -> None:
    assert loses_marks(aligned(draft, passage), source_of([draft]).quoted) is lost


PIECES = ["“An old mill,”", '"so"', "‘Moss’s’", "Lund said", "the owners’ boats", "left."]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@given(TEXTS)
def test_any_balanced_text_is_verbatim_in_itself(text: str) -> None:
    assert has_paired_marks(text)
    assert not not_verbatim(text, [text])


@given(TEXTS)
def test_without_passages_only_a_text_without_quotations_is_verbatim(text: str) -> None:
    assert not_verbatim(text, []) == any(find_quotes(text))
