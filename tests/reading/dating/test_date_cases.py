"""The story of each labelled case of dating; `tests/evaluation/test_floors.py` holds the accuracy.

One object a line of `date_cases.jsonl`: `text` of the file `file`, the day expected (null: none may be
given), the basis.  `headline` names the story meant where there are several.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.evaluation import datasets
from briefing.evaluation.days import DateCase, story_of

CASES = datasets.load(Path(__file__).parent / "date_cases.jsonl", DateCase).rows


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_day_comes_with_the_passage_that_says_so(case: DateCase) -> None:
    when = story_of(case).when
    assert when.day is None or (when.evidence and when.basis != "unknown")
