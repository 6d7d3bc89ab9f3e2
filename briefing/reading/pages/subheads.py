"""Sub-headlines and links that stand in the middle of a paragraph, glued to the sentence behind them.

Where a page's line breaks were lost, "Mayor Meets The Ferry Crews Mayor Odalys met the crews on Monday."
comes as one sentence.  The heading is found by its title case and by how the sentence starts anew; the
link ("Follow live updates on the flood In the video, the mayor …") by how links open; somebody's embedded
post by the line that names whose it is and its day.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import Final

from briefing.language.base import language
from briefing.language.calendar import DATE
from briefing.reading.pages.conventions import WORDS

EN: Final = language("en")
"""Title case is a convention of English."""
LINK: Final = re.compile(WORDS.pattern("furniture.links"))
"""How a link to another page opens."""
POST: Final = re.compile(
    rf"(?:[\u2014\u2013-]{{1,2}}\s?[^\n()]{{2,60}}\(@\w{{1,30}}\)\s|{WORDS.pattern('sentences.posts')})(?i:{DATE})(?<=\d{{4}})\s*"
)
"""Whose post is embedded, behind its words: "— Port Ellery (@portellery) June 9, 2025"."""
YEAR: Final = re.compile(r"\d{4}")
"""What every post's day ends with."""
BUTTON: Final = re.compile(WORDS.pattern("sentences.buttons"))
TOKEN: Final = re.compile(r"\S+")
LONGEST: Final = 30
"""Words of the beginning of a sentence that are looked at."""
FEWEST: Final = 4
"""Words of the shortest heading."""
SMALL: Final = EN.words("lines.small_in_titles")
"""Words that headings may leave small, and that sentences never write large in their middle."""
OPENERS: Final = EN.words("lines.openers")
"""Words that open a sentence; in title case they can stand inside a heading, but not before a small
word that is no particle."""


def heading_end(sentence: str) -> int:
    """Return where the sentence proper begins behind a heading in title case, 0 where there is none.

    Two signs, of which one is needed: the heading's first two words come again and go on in lower
    case; or the heading writes particles large ("First Visit To Canada In A Decade") and a word that
    opens sentences follows, with a small word behind it.
    """
    if not all(map(_is_of_title, sentence.split(None, FEWEST)[:FEWEST])):
        return 0
    tokens = list(islice(TOKEN.finditer(sentence), LONGEST))
    words = [token[0] for token in tokens]
    title = 0
    while title < len(words) and _is_of_title(words[title]):
        if (
            words[title][-1] == ":"
            and title >= FEWEST - 1
            and words[title + 1 : title + 3] == words[:2]
        ):
            return tokens[title + 1].start()  # a rubric before a sentence that opens as it does
        if words[title][-1] in ".!?:;,":
            return 0
        title += 1
    if title <= FEWEST or title == len(words) or not words[title][0].islower():
        return 0
    start = _repeated(words, title) or _opened(words, title)
    return tokens[start].start() if start else 0


def link_end(sentence: str) -> int:
    """Return where the sentence proper begins behind a link to another page, 0 where there is none.

    It begins at a large word that opens sentences, with a small word behind it.
    """
    if LINK.match(sentence) is None:
        return 0
    tokens = list(islice(TOKEN.finditer(sentence), LONGEST))
    for token, behind in pairwise(tokens[FEWEST - 1 :]):
        if token[0] in OPENERS and behind[0][0].islower():
            return token.start()
    return 0


def glued_end(sentence: str) -> int:
    """Return where the sentence proper begins behind an embedded post, a button or a link, 0 where there is none."""
    dated = YEAR.search(sentence) is not None  # most sentences are not, and hold no post
    post = max((found.end() for found in POST.finditer(sentence)), default=0) if dated else 0
    button = BUTTON.match(sentence, post)
    return (button.end() if button else post) or link_end(sentence)


def _is_of_title(word: str) -> bool:
    return word[0].isupper() or word in SMALL


def _bare(word: str) -> str:
    return re.sub(r"(?:'s|\u2019s|'|\u2019)\Z", "", word)


def _repeated(words: list[str], title: int) -> int:
    """The place where the first two words come again, at most one name before the first small word."""
    for place in range(max(FEWEST, title - 3), title - 1):
        if [_bare(word) for word in words[place : place + 2]] == [
            _bare(word) for word in words[:2]
        ]:
            return place
    return 0


def _opened(words: list[str], title: int) -> int:
    place = title - 1
    if place < FEWEST or words[place] not in OPENERS or words[title] in SMALL:
        return 0
    inside = words[1:place]
    has_large = any(word.lower() in SMALL and word[0].isupper() for word in inside)
    has_small = any(word in SMALL for word in inside)
    return place if has_large and not has_small else 0
