"""What a line of a page is, and what may stand behind what."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class State(IntEnum):
    """The part that a line plays on its page."""

    FURNITURE = 0
    """Menus, adverts, captions, teasers, comments: of no story."""
    HEAD = 1
    """A line of a story's head that is none of its text: byline, outlet, time, section label."""
    HEADLINE = 2
    """The headline, with which a story begins."""
    HEADLINE_GOES_ON = 3
    """The second or third line of a headline."""
    OPENING = 4
    """The first line of a story that has no headline."""
    TEXT = 5
    """A later line of its text."""
    PART = 6
    """A sub-headline, the label of a part, the stamp of an entry: inside a story, no text."""


BEGINS: Final = frozenset({State.HEADLINE, State.OPENING})
"""States with which a story begins."""
INSIDE: Final = frozenset({State.HEADLINE_GOES_ON, State.TEXT, State.PART})
"""States of the later lines of a story."""
SAYS: Final = frozenset({State.OPENING, State.TEXT})
"""States of the lines that a story's text consists of."""

_ANYWHERE: Final = (State.FURNITURE, State.HEAD, State.HEADLINE, State.OPENING)
BEHIND: Final = {
    State.FURNITURE: (*_ANYWHERE, State.TEXT, State.PART),
    State.HEAD: (*_ANYWHERE, State.TEXT, State.PART),
    State.HEADLINE: (
        State.FURNITURE,
        State.HEAD,
        State.HEADLINE_GOES_ON,
        State.TEXT,
        State.PART,
    ),
    State.HEADLINE_GOES_ON: (
        State.FURNITURE,
        State.HEAD,
        State.HEADLINE_GOES_ON,
        State.TEXT,
        State.PART,
    ),
    State.OPENING: (*_ANYWHERE, State.TEXT, State.PART),
    State.TEXT: (*_ANYWHERE, State.TEXT, State.PART),
    State.PART: (*_ANYWHERE, State.TEXT, State.PART),
}
"""What may stand on the line behind each."""
