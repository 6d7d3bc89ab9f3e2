"""The patterns of furniture, and what holds for the words of all languages that they are made of."""

from __future__ import annotations

import pytest

from briefing.language.base import language, languages, together
from briefing.reading.pages.conventions import (
    BACK,
    BACK_PARTS,
    CERTAIN_RULES,
    FRONT,
    FRONT_GATE,
    HINT_PATTERNS,
    RULES,
)


@pytest.mark.parametrize("code", languages())
def test_a_word_of_furniture_speaks_for_one_rule_that_the_model_knows(code: str) -> None:
    hints = language(code).groups("furniture.hint_words")
    said = [phrase for rule, phrases in hints.items() if rule != "menu" for phrase in phrases]
    assert sorted(said) == sorted(set(said))
    assert set(hints) <= set(RULES)


def test_no_language_speaks_against_another() -> None:
    rule_of: dict[str, str] = {}
    for rule, phrases in together().groups("furniture.hint_words").items():
        for phrase in phrases if rule != "menu" else ():
            assert rule_of.setdefault(phrase, rule) == rule, phrase


def test_rules_in_the_files_are_rules_of_the_program() -> None:
    words = together()
    assert set(words.groups("furniture.certain")) <= set(CERTAIN_RULES)
    assert set(words.groups("furniture.hint")) <= {rule for rule, _ in HINT_PATTERNS}
    assert set(words.groups("furniture.front")) <= {rule for rule, _ in FRONT}
    assert set(words.groups("furniture.back")) <= {rule for rule, _ in BACK}


@pytest.mark.parametrize(
    "line",
    [
        "Image caption The bridge", "Share Tweet Pin Email The bridge", "Story highlights The bridge",
        "Advertisement The bridge", "Last updated: The bridge", "2025-06-16 The bridge", "# The bridge",
        "Posted on 16 June 2025 The bridge", "Media playback is unsupported on your device The bridge",
        "ANZEIGE Die Brücke", "Zuletzt aktualisiert: Die Brücke", "Stand: 16.06.2025 Die Brücke",
        "Veröffentlicht am 16.06.2025 Die Brücke", "Teilen Drucken Mailen Die Brücke",
    ],
)  # fmt: skip
def test_the_cheap_test_lets_all_edges_through(line: str) -> None:
    assert any(pattern.match(line) for _, pattern in FRONT)
    assert FRONT_GATE.match(line)


@pytest.mark.parametrize(
    "line",
    [
        "It shut. Read more: X", "It shut. ALSO READ: X", "It shut. See also X", "It shut. Read next: X",
        "It shut. Click here to read", "It shut. Continue reading", "It shut. ADVERTISEMENT",
        "Sie ist zu. Lesen Sie auch: X", "Sie ist zu. Mehr zum Thema: X", "Sie ist zu. Anzeige",
    ],
)  # fmt: skip
def test_the_cheap_test_lets_all_ends_through(line: str) -> None:
    assert any(pattern.search(line) for _, pattern in BACK)
    assert any(part in line for part in BACK_PARTS)
