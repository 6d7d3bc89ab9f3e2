"""Two stories of two languages: what they share, names and figures, is much less than two of one language do.

"Paris", a president and the year stand in many unrelated stories of one day; a village, its mayor and the number
of the dead do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.matrices import dots, with_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.grouping.events.features import Views
    from briefing.grouping.events.pairs import Pairs

FEWEST: Final = 3
"""Names and figures that two stories of two languages share at least, a name among them."""
EVIDENCE: Final = 12.0
"""What these tell together at least: two names that no text of the background holds tell 13, a capital 3."""


def tell_little(views: Views, pairs: Pairs) -> NDArray[np.bool_]:
    """Return which pairs are of two languages, and share too little to be one event."""
    little = np.asarray(views.languages[pairs.first] != views.languages[pairs.second])
    if little.any():
        shared, names, evidence = (
            _summed(views, weights, pairs.first[little], pairs.second[little])
            for weights in (np.ones_like(views.least), views.names, views.least)
        )
        little[little] = (shared < FEWEST) | (names < 1) | (evidence < EVIDENCE)
    return little


def _summed(
    views: Views, weights: NDArray[np.generic], first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the summed weights of the terms that two stories share, for each pair."""
    present = views.matrices["present"]
    weighted = with_values(present, weights[present.indices].astype(np.float32))
    return dots(weighted, present, first, second)
