"""What layouts are filled with."""

from __future__ import annotations

from random import Random

from training.layouts.fillers import made_headline

LEAD = "TARN (PTI) — The mayor of Tarn told reporters on Monday that the ferry and the pier are to be sold. It rained."


def test_a_headline_made_from_a_lead_is_its_first_words_without_place_and_article() -> None:
    made = {made_headline(LEAD, Random(seed)) for seed in range(40)}
    assert len(made) > 3
    for line in made:
        assert line.lower().startswith("mayor of tarn")
        assert LEAD.lower().find(line.lower()) > 0
        assert line[-1] not in ",;:."
        assert line.split()[-1].lower() not in {"the", "on", "that", "and", "to"}


def test_some_made_headlines_are_in_title_case() -> None:
    made = [made_headline(LEAD, Random(seed)) for seed in range(40)]
    assert 0 < sum("Mayor Of Tarn" in line for line in made) < len(made)
