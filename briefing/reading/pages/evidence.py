"""What code knows of a line beside the line model: that it is endless, stands in many files, or is prose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.reading.limits import LONGEST_LINE
from briefing.reading.pages.page_features import FEATURES
from briefing.reading.pages.states import BEGINS, State

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from briefing.reading.pages.line_features import Facts
    from briefing.reading.pages.line_model import Table
    from briefing.reading.pages.lines import Line
    from briefing.reading.pages.page_features import PageEvidence


SOLID: Final = 12
"""Words of a line of prose that can speak for a story."""
REPEATED: Final = 2.0
"""Log odds for furniture of a line that stands in many files of a run.  Set by hand: no training page knows of
others.  Enough to turn a doubtful line; prose is left alone, for an agency's paragraph stands in many files too."""
CAUTION: Final = 2.0
"""Log odds that furniture must gain on prose beyond even ones: better a dull line than a lost one."""
NO_START: Final = 4.0
"""Log odds against a picture's text or a running head as the first line of a story."""
RUNNING: Final = 3
"""Times that a line stands on a page from which on it is a running head, or a label: a headline stands once or twice."""
NEVER: Final = -1e6
_CAPTION, _TIMES, _PROSE = map(FEATURES.index, ("picture caption", "times on page", "prose"))


def with_evidence(
    scores: Table, lines: Sequence[Line], page: PageEvidence, repeated: Collection[str]
) -> Table:
    """Return the scores with what code knows added, as logarithms of probabilities again."""
    found = np.array(scores, dtype=np.float64)
    begins_none = (page.table[:, _CAPTION] > 0) | _running(page)
    for start in BEGINS:
        found[begins_none, start] -= NO_START
    for place, (line, facts) in enumerate(zip(lines, page.facts, strict=True)):
        if endless(line):
            found[place, 1:] = NEVER
        elif facts.prose and not facts.hints:
            found[place, State.FURNITURE] -= CAUTION
        elif not facts.prose and page.keys[place] in repeated:
            found[place, State.FURNITURE] += REPEATED
    return np.asarray(found - np.logaddexp.reduce(found, axis=1, keepdims=True))


def _running(page: PageEvidence) -> NDArray[np.bool_]:
    """Which lines stand on the page again and again, figures aside, and are no prose."""
    often = page.table[:, _TIMES] >= np.log(RUNNING) - 1e-3
    return np.asarray(often & (page.table[:, _PROSE] == 0))


def endless(line: Line) -> bool:
    """Whether a line is too long for a paragraph."""
    return line.end - line.start > LONGEST_LINE


def is_solid(facts: Facts) -> bool:
    """Whether a line is a paragraph of prose without any sign of furniture."""
    return facts.prose > 0 and facts.words >= SOLID and facts.hints == 0
