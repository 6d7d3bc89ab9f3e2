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
MOST_OF_A_PAGE: Final = 10_000
"""Lines of a page that are read at once: of a file that has more, the rest is read only where FEWEST_STORIES begin in them.
Of 130 saved pages dumped with every line that they have the longest has 2,767 lines, the next 636.  A line takes a tenth of a millisecond."""
FEWEST_STORIES: Final = 3
"""Stories that begin in as many lines of an archive: three of the longest page.  Lines without end that are no story (dates, marks of a chat) begin
one now and then."""
MOST_OF_A_STORY: Final = 5_000
"""Lines of a story whose extent is known from its format: of 130 pages the longest has 704, menus that stand in it among them."""
MOST_CHARACTERS: Final = 1_000_000
"""Of either, as far as they are looked at: the longest of 130 pages has 67,150."""
BEHIND_ALL_STORIES: Final = "behind a page in which hardly a story begins"
BEHIND_THE_STORY: Final = "behind the longest story that is read"
"""The rules by which the rest is removed."""
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
