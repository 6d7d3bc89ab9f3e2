"""Languages of stories."""

from __future__ import annotations

import pytest

from briefing.reading.languages import find_language


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("The town council agreed to repair the old swing bridge before winter. ", "en"),
        ("Le conseil municipal a décidé de réparer le vieux pont avant l'hiver. ", "fr"),
        ("Der Stadtrat hat beschlossen, die alte Brücke vor dem Winter zu reparieren. ", "de"),
        ("Городской совет согласился отремонтировать старый мост до зимы. ", "ru"),
    ],
)
def test_long_text_tells_its_language(sentence: str, code: str) -> None:
    assert find_language(sentence * 5) == code


def test_short_text_does_not() -> None:
    assert find_language("The town council agreed.") == "unknown"
