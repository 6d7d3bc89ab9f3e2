"""What stands before the first sentence of a story, and what only looks like it."""

from __future__ import annotations

import pytest

from briefing.reading.datelines import dateline_end

TOLD = "Die Stadt kauft neue Bahnen."


@pytest.mark.parametrize(
    "dateline",
    [
        "Kehlbach, 17. Juni 2025. ",
        "Kehlbach, den 17. Juni 2025. ",
        "Kehlbach, 17.06.2025 - ",
        "Kehlbach, 17. Juni (dpa) - ",
        "Altenfurt (dpa) - ",
        "Altenfurt/Kehlbach (dpa/lkn) – ",
        "Altenfurt. (epd) ",
        "Überlau am See (APA) - ",
        "Bad Kehlbach (AFP) — ",
        "KEHLBACH. – ",
        "KEHLBACH - ",
        "Kehlbach. – ",
    ],
)
def test_a_german_dateline_ends_where_the_sentence_begins(dateline: str) -> None:
    assert dateline_end(f"{dateline}{TOLD}", "de") == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        TOLD,
        "Altenfurt ist am 17. Juni 2025 zur Kreisstadt erhoben worden.",
        "Kehlbach – eine Stadt am Fluss – kauft neue Bahnen.",
        "Die Stadt (rund 30.000 Einwohner) kauft neue Bahnen.",
        "Der Rat der Stadt Kehlbach (CDU) - Die Mehrheit stimmte zu.",
        "17. Juni 2025. Die Stadt kauft neue Bahnen.",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert dateline_end(text, "de") == 0


def test_a_language_without_datelines_in_its_data_keeps_its_sentences_whole() -> None:
    assert dateline_end(f"KEHLBACH (Reuters) - {TOLD}", "en") == 0
