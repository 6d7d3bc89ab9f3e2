"""Who does what to whom: what a draft may move or join, and what changes the sense."""

from __future__ import annotations

import pytest

from briefing.writing.gate.align import Alignment
from briefing.writing.gate.english.relations import roles
from briefing.writing.gate.english.speech import attributions
from briefing.writing.gate.reasons import Reason

from ..conftest import Aligned

SAME = {
    "a shorter sentence": (["Lund sued Moss in Tarn."], "Lund sued Moss."),
    "a passive with its agent": (["Lund sued Moss in Tarn."], "Moss was sued by Lund."),
    "a passive without one": (["Lund sued Moss in Tarn."], "Moss was sued."),
    "a day moved to the front": (
        ["Lund opened the mill on Friday."],
        "On Friday, Lund opened the mill.",
    ),
    "a day moved to the end": (
        ["On Friday, Lund opened the mill."],
        "Lund opened the mill on Friday.",
    ),
    "a speaker moved to the front": (
        ["Lund opened the mill, the crew said."],
        "The crew said Lund opened the mill.",
    ),
    "a speaker moved to the end": (
        ["The crew said Lund opened the mill."],
        "Lund opened the mill, the crew said.",
    ),
    "two sentences joined": (
        ["The mill burned. The pier sank."],
        "The mill burned and the pier sank.",
    ),
    "two deeds of one person": (
        ["Lund resigned on Monday. He bought a mill."],
        "Lund resigned on Monday and bought a mill.",
    ),
    "a name for its pronoun": (
        ["Kari Moen, the pilot, fell. She won a cup."],
        "Kari Moen won a cup.",
    ),
    "who somebody spoke to": (
        ["“The mill burned,” Lund told reporters in Tarn."],
        "“The mill burned,” Lund told.",
    ),
}
CHANGED = {
    "subject and object exchanged": (["Lund sued Moss in Tarn."], "Moss sued Lund in Tarn."),
    "a passive of the subject": (["Lund sued Moss in Tarn."], "Lund was sued by Moss."),
    "a passive of the subject alone": (["Lund sued Moss in Tarn."], "Lund was sued."),
    "an active of a passive": (["Moss was sued by Lund."], "Moss sued Lund."),
    "a helper that belongs to nothing": (["Lund left for Tarn."], "Lund was for Tarn."),
    "a name for a pronoun that may mean another": (
        ["Kari Moen, a pilot of Moss, fell. She won a cup."],
        "Kari Moen won a cup.",
    ),
    "a deed of somebody else": (
        ["Lund met Ann Moss on Monday. He bought a mill."],
        "Lund met Ann Moss on Monday and bought a mill.",
    ),
    "a deed across a third sentence": (
        ["Kari Moen, the pilot, fell. Rain fell. She won a cup."],
        "Kari Moen won a cup.",
    ),
    "a deed across two passages": (
        ["Kari Moen, the pilot, fell.", "She won a cup."],
        "Kari Moen won a cup.",
    ),
    "two sentences run together": (["The mill burned. The pier sank."], "The mill the pier sank."),
    "a verb of the next sentence": (
        ["The mill burned. The pier, a new one, sank."],
        "The mill burned and sank.",
    ),
    "another thing's place": (
        ["Lund left the mill. Moss came to the pier of Tarn."],
        "Lund left the pier of Tarn.",
    ),
}  # fmt: skip


def reasons(alignment: Alignment) -> set[Reason]:
    return roles(alignment, tuple(attributions(alignment.source.tokens)))


@pytest.mark.parametrize(("passages", "draft"), SAME.values(), ids=SAME)
def test_what_may_move_or_join_leaves_the_roles(
    aligned: Aligned, passages: list[str], draft: str
) -> None:
    assert reasons(aligned(draft, *passages)) == set()


@pytest.mark.parametrize(("passages", "draft"), CHANGED.values(), ids=CHANGED)
def test_what_makes_another_one_the_doer_changes_the_roles(
    aligned: Aligned, passages: list[str], draft: str
) -> None:
    assert reasons(aligned(draft, *passages)) == {Reason.ROLES}


def test_a_draft_that_ends_before_its_verb_is_unfinished(aligned: Aligned) -> None:
    draft = aligned("The mayor of Tarn.", "The mayor of Tarn has been sued.")
    assert reasons(draft) == {Reason.UNFINISHED}


def test_a_word_of_the_source_is_used_once(aligned: Aligned) -> None:
    draft = aligned("The mill burned and the mill burned in Tarn.", "The mill burned in Tarn.")
    assert Reason.REPETITION in reasons(draft)
