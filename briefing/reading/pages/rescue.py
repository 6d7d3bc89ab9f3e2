"""Text that the line model took for furniture, found again: better a dull story than a lost one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.reading.pages.evidence import is_solid
from briefing.reading.pages.states import SAYS, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.reading.pages.line_features import Facts
    from briefing.reading.pages.line_model import Table


RUN: Final = 2
"""Lines of solid prose, one right after the other, that are a story unless the model is sure."""
SURELY: Final = 0.9
"""Probability at which solid prose is furniture all the same: a comment, an advert, a notice of consent."""


ANNOUNCED: Final = 0.95
"""Probability at which prose right behind text is furniture: adverts, comments and teasers announce themselves by a
line of their own, so that what follows the text without one is its next paragraph.  Of 375 lines of furniture in files
of our own writing 17 are kept without the rule, 20 at .9, 23 at .97; the last paragraphs of short stories come back."""


def with_lost_text(states: Sequence[State], facts: Sequence[Facts], chances: Table) -> list[State]:
    """Return the states with prose found again: doubtful runs are stories, what follows text goes on with it.

    Single lines are stories only where nothing else is left.
    """
    least = RUN if any(state in SAYS for state in states) else 1
    furniture: list[float] = chances[:, State.FURNITURE].tolist()
    found = _going_on(states, facts, furniture)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _is_lost(found[end], facts[end], furniture[end]):
            end += 1
        if end - start >= least:
            found[start:end] = [State.OPENING] + [State.TEXT] * (end - start - 1)
        start = max(end, start + 1)
    return found


def _is_lost(state: State, facts: Facts, furniture: float) -> bool:
    return state == State.FURNITURE and is_solid(facts) and furniture < SURELY


def _going_on(
    states: Sequence[State], facts: Sequence[Facts], furniture: Sequence[float]
) -> list[State]:
    found = list(states)
    for place in range(1, len(found)):
        is_prose = facts[place].prose > 0 and facts[place].hints == 0
        doubtful = found[place] == State.FURNITURE and furniture[place] < ANNOUNCED
        if is_prose and doubtful and found[place - 1] in SAYS:
            found[place] = State.TEXT
    return found
