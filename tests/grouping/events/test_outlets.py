"""Which reports are known to be of one outlet."""

from __future__ import annotations

import numpy as np
import pytest

from briefing.grouping.events.outlets import LARGEST, of_one_outlet, outlets_of
from briefing.records import UNKNOWN, Report

from ..labelled import make_story


def _report(number: int, *outlets: str) -> Report:
    story = make_story(f"{number}", ["The ferry ran aground off Corrie."])
    copies = (story.model_copy(update={"outlet": outlet}) for outlet in outlets)
    return Report(id=f"{number}", stories=tuple(copies))


def _found(*printed: tuple[str, ...]) -> list[int]:
    numbers = outlets_of([_report(n, *outlets) for n, outlets in enumerate(printed)])
    return [int(number) for number in numbers]


def test_names_are_compared_without_case_marks_and_accents() -> None:
    one, same, other, _ = _found(("L'Écho",), ("l’echo ",), ("Mercury",), ("Wend Post",))
    assert one == same >= 0
    assert other not in {one, -1}


@pytest.mark.parametrize(
    ("copies", "known"),
    [
        (("Mercury", "Mercury"), True),
        (("Mercury", "Wend Post"), False),
        (("Wend Post", "Mercury"), False),
        (("Mercury", UNKNOWN), False),
        ((UNKNOWN,), False),
        ((" ",), False),
        (("--",), False),
    ],
)
def test_a_report_is_of_the_outlet_of_all_its_copies(
    copies: tuple[str, ...], *, known: bool
) -> None:
    first, second, *_ = _found(copies, ("Mercury",), ("Wend Post",), ("Herald",))
    assert (first == second) == known
    assert (first >= 0) == known


@pytest.mark.parametrize(("share", "known"), [(LARGEST, True), (LARGEST + 0.1, False)])
def test_a_name_over_more_than_half_of_the_reports_is_no_outlets(
    share: float, *, known: bool
) -> None:
    held = round(share * 20)
    found = _found(*[("Newsline",)] * held, *[(f"Paper {n}",) for n in range(20 - held)])
    assert (found[0] >= 0) == known
    assert found[-1] >= 0


def test_pairs_of_one_outlet_are_those_of_known_ones() -> None:
    outlets = np.array([0, 0, 1, -1, -1], dtype=np.int32)
    first, second = np.array([0, 0, 3]), np.array([1, 2, 4])
    assert of_one_outlet(outlets, first, second).tolist() == [True, False, False]
