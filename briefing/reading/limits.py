"""How much one file may hold, and how much processor time it may take: what was made to be slow costs itself alone.

Time is that of the processor, so that a busy machine or a slow disk refuses nothing.
"""

from __future__ import annotations

from typing import Final

MOST_LINES: Final = 100_000
"""Lines of one file.  Cutting weighs lines against each other: 100,000 take about 10 s and a million
did not end in 170 s (two busy cores); no page has as many."""
MOST_ROWS: Final = 100_000
"""Rows of one export: each costs 30 microseconds and a kilobyte before anything is known of it, and one with text is four lines."""
MOST_SENTENCES: Final = 5_000
"""Sentences of one story, a novel's length; the longest reports that papers print have some 1,500.  Each costs a tenth of a millisecond until it is written about."""
LONGEST_LINE: Final = 200_000
"""Characters beyond which a line is no paragraph: some 35,000 words, a short novel.  The longest line of the labelled pages
has 4,000; a whole page dump without line breaks has 50,000."""
PROSE_IN_ONE_LINE: Final = f"prose in a line of over {LONGEST_LINE} characters"
"""The rule by which such a line is removed where it reads as prose, so that somebody may miss it; what reads as data is removed as an
"endless line", without a word: pages hold pictures and scripts."""
_LEAST: Final = 10.0
"""Seconds for any file."""
_PER_MEGABYTE: Final = 6.0
"""Seconds for each megabyte: plain pages take .7, HTML 3.6 (one core of a server of 2024)."""


def seconds_for(size: int) -> float:
    """Return the processor time that a file of `size` bytes may take."""
    return _LEAST + _PER_MEGABYTE * size / 1e6
