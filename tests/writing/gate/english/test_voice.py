"""Voice, tense and modality: a passive is known, a plan stays a plan."""

from __future__ import annotations

import pytest

from briefing.writing.gate.align import Alignment
from briefing.writing.gate.english.voice import (
    forms,
    modality,
    passives,
    segment,
    stray_helpers,
    voice_changed,
)

from ..conftest import Aligned


def seams(alignment: Alignment) -> list[str]:
    return [alignment.draft[at].text for at in sorted(passives(alignment))]


@pytest.mark.parametrize(
    ("source", "draft", "found"),
    [
        ("Lund sued Moss.", "Moss was sued by Lund.", ["sued", "Lund"]),
        ("Lund, a pilot, sued Moss.", "Moss was sued by Lund.", ["sued", "Lund"]),
        ("Lund had already sued Moss.", "Moss was sued by Lund.", ["sued", "Lund"]),
        ("Lund sued Moss.", "Moss was later sued.", ["sued"]),
        ("Lund sued Moss.", "Lund was sued.", []),
        ("Lund met Ann and sued Moss.", "Moss was sued by Ann.", ["sued"]),
        ("Moss was sued by Lund.", "Moss was sued by Lund.", []),
        ("Lund sued a clerk of Moss.", "Moss was sued.", []),
        ("Lund sued Moss.", "Moss sued.", []),
    ],
)
def test_a_passive_is_known_by_its_object_and_its_agent(
    aligned: Aligned, source: str, draft: str, found: list[str]
) -> None:
    assert seams(aligned(draft, source)) == found


@pytest.mark.parametrize(
    ("source", "draft", "changed"),
    [
        ("Lund sued Moss.", "Moss was sued by Lund.", False),
        ("Lund sued Moss.", "Lund was sued.", True),
        ("Moss was sued by Lund.", "Moss sued.", True),
        ("Moss was recently sued.", "Moss was sued.", False),
        ("Lund sued Moss.", "Lund sued Moss.", False),
    ],
)
def test_a_verb_gains_or_loses_its_be_only_in_a_passive(
    aligned: Aligned, source: str, draft: str, *, changed: bool
) -> None:
    alignment = aligned(draft, source)
    assert voice_changed(alignment, passives(alignment)) is changed


@pytest.mark.parametrize(
    ("source", "draft", "stray"),
    [
        ("Lund sued Moss.", "Moss was sued by Lund.", False),
        ("Lund closed the mill.", "Lund had closed the mill.", False),
        ("Lund sued Moss.", "Lund had Moss.", True),
        ("The mill closed.", "The mill was.", True),
        ("The mill closed in Tarn.", "The mill closed by Tarn.", True),
    ],
)
def test_an_inserted_helper_belongs_to_a_verb(
    aligned: Aligned, source: str, draft: str, *, stray: bool
) -> None:
    alignment = aligned(draft, source)
    assert stray_helpers(alignment, passives(alignment)) is stray


@pytest.mark.parametrize(
    ("source", "draft", "pairs"),
    [
        ("Lund sold the mill.", "Lund sells the mill.", [("sells", "sold")]),
        ("Lund sold the mill.", "Lund selling the mill.", [("selling", "sold")]),
        ("Lund sold the mill.", "Lund sold the mill.", []),
        ("Lund warned that it sank.", "Lund said that it sank.", []),
        ("The mill has burned.", "The mills have burned.", []),
        ("Lund wounded Moss.", "Moss was wounded by Lund.", []),
    ],
)
def test_a_verb_keeps_its_tense(
    aligned: Aligned, source: str, draft: str, pairs: list[tuple[str, str]]
) -> None:
    alignment = aligned(draft, source)
    found = [(word.text, origin.text) for word, origin in forms(alignment, passives(alignment))]
    assert found == pairs


@pytest.mark.parametrize(
    ("source", "draft", "changed"),
    [
        ("Lund plans to sell the mill.", "Lund sells the mill.", True),
        ("Lund could sell the mill.", "Lund sell the mill.", True),
        ("Lund could not quickly sell the mill.", "Lund sell the mill.", True),
        ("Lund plans to sell the mill.", "Lund plans to sell the mill.", False),
        ("Lund could leave when Moss sold it.", "Moss sold it.", False),
        ("Lund sold the mill.", "Lund sells the mill.", True),
    ],
)
def test_what_was_only_planned_or_possible_is_not_told_as_done(
    aligned: Aligned, source: str, draft: str, *, changed: bool
) -> None:
    assert modality(aligned(draft, source)) is changed


def test_a_segment_ends_where_the_draft_jumps(aligned: Aligned) -> None:
    alignment = aligned("On Friday, Lund sold boats.", "Lund sold boats on Friday.")
    texts = [token.text for token in alignment.source.tokens]
    last = alignment.aligned[-1]
    assert [texts[at] for at in segment(alignment, last, -1)] == ["boats", "sold", "Lund"]
    assert [texts[at] for at in segment(alignment, 0, 1)] == ["on", "Friday"]
