"""A dateline that is no part of the sentence behind it: "Kehlbach, 17. Juni 2025. Die Stadt …".

Languages have it so in their data.  English has none there: an English dateline is part of its sentence,
and goes where that is shortened.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from briefing.language.base import language

LONGEST: Final = 120
"""Characters that a dateline may have: places, a day, an agency."""


def dateline_end(text: str, code: str) -> int:
    """Return where the first sentence of a story begins behind a dateline, 0 where there is none.

    `code` is the ISO 639-1 code of its language.
    """
    found = _datelines(code).match(text, 0, LONGEST)
    return found.end() if found else 0


@cache
def _datelines(code: str) -> re.Pattern[str]:
    return re.compile(language(code).pattern("sentences.datelines"))
