"""A sentence against the one that it was cut from: only what may go is gone.

The other modules of the gate read words; where a tree tells the parts of a sentence
(:mod:`briefing.writing.cuts.parts`), what governs what is known, and no pattern of words has to guess it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.language.syntax import Part


class _State(NamedTuple):
    place: int
    """Characters of the whole sentence that are dealt with."""
    done: int
    """Characters of the shorter one that are found."""
    behind_part: bool
    """Whether a part has just been left out: one that overlaps it may go on from here."""


def only_parts_left(text: str, whole: str, parts: Sequence[Part]) -> bool:
    """Whether `text` is `whole` without some of its `parts`, letter for letter.

    The case of the first letter is free, and white space before it.
    """
    states = [_State(0, 0, behind_part=False)]
    seen = set(states)
    while states:
        state = states.pop()
        if state.done == len(text) and not whole[state.place :].strip():
            return True
        fresh = [step for step in _steps(state, text, whole, parts) if step not in seen]
        seen.update(fresh)
        states += fresh
    return False


def _steps(state: _State, text: str, whole: str, parts: Sequence[Part]) -> Iterator[_State]:
    place, done, behind = state
    for part in parts:
        begins = part.start == place or (behind and part.start < place)
        if begins and part.end > place:
            yield _State(part.end, done, behind_part=True)
    if place < len(whole) and done < len(text):
        letter, wanted = whole[place], text[done]
        if letter.isspace() and done == 0:
            yield _State(place + 1, 0, behind_part=False)
        if letter == wanted or (done == 0 and letter.upper() == wanted):
            yield _State(place + 1, done + 1, behind_part=False)
