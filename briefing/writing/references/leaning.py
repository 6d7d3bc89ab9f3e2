"""What rests on a sentence that the item does not have: an "also" without what it adds to, a saying without what was said."""

from __future__ import annotations

import re
from typing import Final

from briefing.language.base import language
from briefing.language.syntax import ParsedSentence

_EN: Final = language("en")
_ALSO: Final = re.compile(_EN.pattern("details.bare_asides"))
_ANSWERED: Final = re.compile(_EN.pattern("details.answered_inside"), re.IGNORECASE)
_SAYING: Final = _EN.words("speech.plain", "speech.asking")
_SAID: Final = frozenset(
    {"ccomp", "xcomp", "dobj", "attr", "prt", "parataxis", "acomp", "oprd", "conj", "auxpass"}
)
"""What hangs on a verb of saying where it is told what was said."""
_TOPICS: Final = _EN.words("speech.topics")
_MARKS: Final = re.compile(r'["“”‘:]')


def without_also(text: str) -> str:
    """Return `text` without the "also" that adds it to what stood before, if not to what its own sentence has."""
    return text if _ANSWERED.search(text) else _ALSO.sub("", text, count=1)


def tells_nothing(parsed: ParsedSentence) -> bool:
    """Whether somebody only "said" or "asked": what was said stood in a sentence of its own."""
    roots = [place for place, word in enumerate(parsed.tree) if word.head == place]
    if len(roots) != 1 or parsed.low[roots[0]] not in _SAYING or _MARKS.search(parsed.text):
        return False
    root = roots[0]
    told = any(parsed.low[at] == "that" for at in range(root, len(parsed.tree)))
    topics = told or any(parsed.low[at] in _TOPICS for at in parsed.children(root, "prep"))
    # A verb before it is what was said, whatever the tree makes of it: "The boat sank, the owner said".
    claimed = any(map(parsed.is_verb, range(root)))
    subjects = parsed.children(root, "nsubj")
    opens = len(subjects) == 1 and parsed.phrase(subjects[0]).first == 0
    return opens and not claimed and not topics and not parsed.children(root, *_SAID)
