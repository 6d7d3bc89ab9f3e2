"""The verifier, measured on claims of our own."""

from __future__ import annotations

from briefing.evaluation import Options
from briefing.models.fake import FakeScorer

from .conftest import Measure

TEXT = "The ferry Anna Marit ran aground off Skarn on Monday. All 43 people aboard were brought ashore."
CLAIMS = (
    {"id": "1", "doc": TEXT, "claim": "All 43 people aboard were brought ashore.", "label": 1},
    {"id": "2", "doc": TEXT, "claim": "The harbour of Tamsel burned down in 1790.", "label": 0},
)


def test_claims_stand_beside_word_overlap(measure: Measure) -> None:
    (found,) = measure("verifier", *CLAIMS)
    assert found.models == "no model"
    for figures in found.systems.values():
        assert figures == {
            "balanced accuracy": 1,
            "supported passed": 1,
            "unsupported caught": 1,
            "AUROC": 1,
        }


def test_parts_are_told_where_there_are_several(measure: Measure) -> None:
    rows = [{**claim, "dataset": "own", "origin": n} for claim, n in zip(CLAIMS, "ab", strict=True)]
    found = measure("verifier", *rows)
    assert [(one.part, one.rows) for one in found] == [("", 2), ("own a", 1), ("own b", 1)]


def test_the_model_that_judged_is_named(measure: Measure, how: Options) -> None:
    scorer = FakeScorer()
    (found,) = measure("verifier", *CLAIMS, scorer=scorer, alone=True)
    assert found.models == scorer.identity.name
