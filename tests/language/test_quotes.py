"""Quotation marks of any style."""

from __future__ import annotations

import pytest

from briefing.language.quotes import find_quotes, has_paired_marks


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Nothing is quoted here.", ()),
        ('"The pier is shut," said Holm.', ("The pier is shut",)),
        ("“The pier is shut,” said Holm. “For good?”", ("The pier is shut", "For good")),
        ("„Der Steg ist zu“, sagte Holm.", ("Der Steg ist zu",)),
        ("«Le quai est fermé», dit Holm.", ("Le quai est fermé",)),
        ("The 'old mill' isn't open.", ("old mill",)),
        ("The keepers' huts and the boats' sails burned.", ()),
        ("\"He called it 'a joke',\" she said.", ("He called it 'a joke'",)),
        ("They said it’s over, and it’s late.", ()),
        ('An open one: "The pier', ()),
    ],
)
def test_the_strings_inside_quotation_marks(text: str, quotes: tuple[str, ...]) -> None:
    assert find_quotes(text) == quotes


@pytest.mark.parametrize(
    ("text", "paired"),
    [("“Shut,” he said.", True), ("“Shut, he said.", False), ("It's shut.", True), ("", True)],
)
def test_whether_double_marks_pair_up(text: str, paired: bool) -> None:  # noqa: FBT001  # a case
    assert has_paired_marks(text) is paired
