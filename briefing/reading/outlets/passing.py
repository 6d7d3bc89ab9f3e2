"""The outlet that somebody names who passes an article on: "Saw this in today's Tarn Post.", in a chat or a forum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from briefing.language.base import together
from briefing.reading.outlets.names import CAPITALISED, could_be_name, strength
from briefing.reading.outlets.parts import LONGEST

_WORDS: Final = together()
_POINTS: Final = re.compile(rf"\b{_WORDS.pattern('outlets.points_at_text')}(?!\w)", re.IGNORECASE)
"""What tells that the line is about a text which follows; without it, the outlet is only spoken of."""
_TAKEN: Final = re.compile(
    rf"\b(?i:{_WORDS.pattern('outlets.taken_from')})\s"
    rf"(?:(?i:{_WORDS.pattern('outlets.between_taken_and_name')})\s){{0,2}}(?P<name>{CAPITALISED})"
)
_OWNER: Final = re.compile(r"['’]s?$")


@lru_cache(maxsize=4096)
def outlet_passed_on(line: str) -> str:
    """Return the outlet from which a line says that the text below it was taken, or "".

    The line points at that text ("this", "read") or ends with the outlet.  One that begins with "from"
    or "via" is a credit, and may be that of the text above.
    """
    if len(line) > LONGEST or (_TAKEN.match(line) and not line.endswith(":")):
        return ""
    points = _POINTS.search(line) is not None
    return next((name for name, last in _names(line) if points or last), "")


def _names(line: str) -> Iterator[tuple[str, bool]]:
    """The outlets that stand behind "from" and the like, and whether the line ends with them."""
    for match in _TAKEN.finditer(line):
        name = _OWNER.sub("", match["name"])
        power = strength(name) if could_be_name(name) else 0
        if power:
            yield name, power > 1 and not line[match.end() :].strip(" .:")
