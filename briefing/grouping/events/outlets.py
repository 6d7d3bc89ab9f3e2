"""Reports → the outlets that they are known to be of.

One outlet seldom tells one happening in two texts.  What stands in the field is not always an outlet's name: an
aggregator's, an archive's or a folder's stands over all that was taken from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.language.lookup import terms
from briefing.records import UNKNOWN, Report

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Numbers = NDArray[np.int64]

LARGEST: Final = 1 / 2
"""Share of the reports up to which a name is an outlet's among others.  What has more is where the texts were taken
from, or the one outlet that there is, of which all that is told is told by its texts.  At a quarter and a third two desks
or a handful of blogs are no outlets; a name set over half of the texts at random costs basil .005, neus .002, ecb+ nothing."""


def outlets_of(reports: Sequence[Report]) -> Ints:
    """Return the number of each report's outlet; -1 where it is not known, or several outlets print the report."""
    names = [_name(report) for report in reports]
    held = Counter(names)
    number = {
        name: place
        for place, name in enumerate(held)
        if name and held[name] <= LARGEST * len(reports)
    }
    return np.array([number.get(name, -1) for name in names], dtype=np.int32)


def of_one_outlet(outlets: Ints, first: Numbers, second: Numbers) -> NDArray[np.bool_]:
    """Return which pairs of row numbers are known to be of one outlet."""
    same: NDArray[np.bool_] = (outlets[first] == outlets[second]) & (outlets[first] >= 0)
    return same


def _name(report: Report) -> str:
    """The one name, in any case and signs, over all copies of a report; empty where there is none."""
    names = {
        "" if story.outlet == UNKNOWN else " ".join(terms(story.outlet)) for story in report.stories
    }
    return names.pop() if len(names) == 1 else ""
