"""Metrics worked out by hand."""

from __future__ import annotations

import pytest

from briefing.evaluation.metrics import auroc, best_threshold, clustering, detection


def test_two_groups_of_which_one_is_split() -> None:
    found = clustering(["a", "a", "b", "b"], [1, 1, 2, 3])
    assert found["BCubed precision"] == 1
    assert found["BCubed recall"] == (1 + 1 + 0.5 + 0.5) / 4
    assert (found["pair precision"], found["pair recall"], found["false pairs"]) == (1, 0.5, 0)


def test_two_groups_thrown_together() -> None:
    found = clustering(["a", "a", "b"], [1, 1, 1])
    assert found["BCubed precision"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert (found["pair precision"], found["pair recall"], found["false pairs"]) == (1 / 3, 1, 2)


def test_both_labels_weigh_the_same() -> None:
    found = detection([True, True, True, False], [True, True, False, False])
    assert found == {
        "balanced accuracy": pytest.approx((2 / 3 + 1) / 2),
        "supported passed": pytest.approx(2 / 3),
        "unsupported caught": 1,
    }


def test_ties_count_half() -> None:
    assert auroc([True, False, False], [0.5, 0.5, 0.1]) == 0.75


def test_one_label_alone_tells_nothing() -> None:
    assert auroc([True, True], [0.1, 0.9]) == 0.5


def test_the_best_threshold_is_the_lowest_of_the_best() -> None:
    assert best_threshold([False, True, True], [0.2, 0.4, 0.9]) == 0.4
