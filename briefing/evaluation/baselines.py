"""The plain ways that everything is held against: word overlap, TF-IDF, the first words of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from briefing.evaluation.metrics import best_threshold

JOINED: Final = 0.75
"""Cosine distance up to which average linkage joins texts by their TF-IDF: what is used in the
literature on news events without tuning."""


def overlap(claim: str, text: str) -> float:
    """Share of the claim's pairs of neighbouring words that the text has too."""
    pairs = _pairs(claim)
    return len(pairs & _pairs(text)) / max(1, len(pairs))


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(re.findall(r"\w+", text.lower())))


def passed(labels: Sequence[bool], scores: Sequence[float]) -> list[bool]:
    """What passes at the threshold that is best on these very rows: it flatters the baseline."""
    bound = best_threshold(labels, scores)
    return [score >= bound for score in scores]


def lead(texts: Sequence[str], words: int) -> str:
    """The first words of the texts."""
    return " ".join(" ".join(texts).split()[:words])


class TfIdf:
    """Groups by TF-IDF and average linkage; the tree is made once and cut anywhere.

    All pairs are compared: 5,000 texts take a gigabyte.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        self._tree = _tree(texts) if self._count > 1 else None

    def groups(self, distance: float = JOINED) -> list[int]:
        """The number of the group of each text."""
        if self._tree is None:
            return [0] * self._count
        from scipy.cluster.hierarchy import fcluster

        found: list[int] = fcluster(self._tree, distance, "distance").tolist()
        return found


def _tree(texts: Sequence[str]) -> Any:  # noqa: ANN401  # scipy ships no types
    import numpy as np
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(stop_words="english").fit_transform(texts)
    far = 1 - (vectors @ vectors.T).toarray()
    np.fill_diagonal(far, 0.0)
    return linkage(squareform(np.clip(far, 0.0, 1.0), checks=False), "average")
