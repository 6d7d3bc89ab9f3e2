"""Page furniture that can be named.

Two strengths of evidence live here.  A *hint* (:func:`hint_of`) says what a line would be if it
were furniture; whether it is, the line model decides from the whole page.  A *certain* pattern
(:func:`certain_rule`) is never story text, wherever it stands ("Advertisement", "Share this
article").  :func:`trims` finds what is glued to a paragraph of a story: a date stamp in front, a
"read more" link behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.language.text import read
from briefing.reading.pages.conventions import (
    BACK,
    BACK_PARTS,
    CERTAIN_RULES,
    FRONT,
    FRONT_GATE,
    HINT_PATTERNS,
    LEXICON,
    MENU,
    MENU_RULE,
    RULES,
    certain_pattern,
)

LINE_LIMIT: Final = 2_000
"""Characters of a line that patterns look at: furniture is short."""
CERTAIN_WORDS: Final = 24
"""Words of the longest line that can be certain furniture."""
KNOWN_LINE: Final = 120
"""Characters of the longest line that is remembered."""
SHORT: Final = 24
"""Words of the longest line that hints are looked for in."""
WORD: Final = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
NUMBER: Final = re.compile(r"\d+")
EDGES: Final = (
    " \t\r\n.,:;!?*|\u00b7\u2022\u00bb\u203a>+-_=~()[]\u2013\u2014\"'\u2018\u2019\u201c\u201d\u2026"
)
"""What may stand around a line of furniture without making it another."""
CERTAIN_PATTERN: Final = re.compile(
    "|".join(
        rf"(?P<r{number}>(?i:{certain_pattern(rule)})\Z)"
        for number, rule in enumerate(CERTAIN_RULES)
    )
)
BACK_REACH: Final = 400
"""Characters at the end of a paragraph in which a link may be glued to it."""
LONGEST_INSTRUCTION: Final = 600
"""Characters."""
COUNTED_LINES: Final = 200_000
"""Different lines that are counted at once (some 30 MB)."""


INITIALS: Final = re.compile(r"\([A-Z]{2,4}(?:[/ ][A-Z]{2,4})*\)")
"""Who wrote a story, below it: "(BA)", "(AO/TK)"."""
HEADING_MARK: Final = re.compile(r"(?:#{1,6}|>|[*+-](?=\s+!?\[))\s+(?=\S)")
"""Markdown's heading and quotation marks, and the mark of a list of links."""
PICTURE: Final = re.compile(r"!\[(?=[^\[\]]*\]\()")
LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
EMPHASIS: Final = re.compile(r"(\*{1,3}|_{1,3})(?=[^\s*_])(.+?)(?<=[^\s*_])\1")


class Trim(NamedTuple):
    """A stretch at the edge of a paragraph that is furniture."""

    start: int
    end: int
    rule: str


def certain_rule(line: str) -> str | None:
    """Return the name of the rule that makes a whole line furniture wherever it stands."""
    if len(line) > 160:
        return "prompt-like instruction" if _is_instruction(line) else None
    return _known_rule(line)


@lru_cache(maxsize=16384)
def _known_rule(line: str) -> str | None:
    core = line.strip(EDGES)
    if line and not any(map(str.isalnum, line)):
        return "separator"
    if INITIALS.fullmatch(line):
        return "byline"
    found = CERTAIN_PATTERN.match(core)
    if found is not None and found.lastgroup is not None:
        return CERTAIN_RULES[int(found.lastgroup[1:])]
    return "prompt-like instruction" if _is_instruction(line) else None


def _is_instruction(line: str) -> bool:
    """Whether a line addresses a model.  A line that quotes or reports such words is left alone."""
    return len(line) <= LONGEST_INSTRUCTION and read(line).addresses_a_model


def without_marks(line: str) -> str:
    """Return what a line of Markdown says: heading, list, link and emphasis marks left out."""
    if not line or (line[0] not in "#>*+-_![" and "](" not in line):
        return line
    plain = HEADING_MARK.sub("", line, count=1) if HEADING_MARK.match(line) else line
    if "](" in plain:
        plain = LINK.sub(r"\1", PICTURE.sub("[Image: ", plain))
    if "*" in plain or "_" in plain:
        plain = EMPHASIS.sub(r"\2", plain)
    return plain.strip() or line


def hint_of(line: str) -> str | None:
    """Return what a line looks like if it is furniture, None where nothing speaks for it."""
    return _known_hint(line) if len(line) <= KNOWN_LINE else _hint_of(line)


@lru_cache(maxsize=16384)
def _known_hint(line: str) -> str | None:
    return _hint_of(line)


def _hint_of(line: str) -> str | None:
    found = hints(line, [word.lower() for word in WORD.findall(line[:LINE_LIMIT])])
    return next((rule for rule in RULES if rule in found), None)


def hints(line: str, words: Sequence[str]) -> set[str]:
    """Return the names of the hints that a line gives; `words` are its words in lower case."""
    if not words or len(words) > SHORT:
        return set()
    low = line[:LINE_LIMIT].lower().replace("\u2019", "'")
    found = {rule for rule, pattern in HINT_PATTERNS if pattern.match(low)}
    found.update(LEXICON[word] for word in words if word in LEXICON)
    for first, second in pairwise(words):
        if (rule := LEXICON.get(f"{first} {second}")) is not None:
            found.add(rule)
    if len(words) <= 6 and all(map(MENU.__contains__, words)):
        found.add(MENU_RULE)
    if "\u00a9" in low:
        found.add("site information")
    return found


def normalise_line(line: str) -> str:
    """Return a line as it is compared between pages: lower case, single spaces, digits as ``0``."""
    return _known_line(line) if len(line) <= KNOWN_LINE else _normalised(line)


@lru_cache(maxsize=16384)
def _known_line(line: str) -> str:
    """Furniture comes back in every file of an outlet: keep the last lines (some 5 MB)."""
    return _normalised(line)


def _normalised(line: str) -> str:
    return " ".join(NUMBER.sub("0", line.lower()).split())


def repeated_lines(texts: Iterable[str], *, files: int = 3, longest: int = 120) -> frozenset[str]:
    """Return the normalised lines that stand in at least `files` of the texts.

    Lines of more than `longest` characters are left out: prose that stands in many files is a
    reprint, not furniture.  Memory is bounded: the count keeps at most 200,000 lines and forgets
    those seen once when it is full.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({_known_line(line) for line in text.splitlines() if 0 < len(line) <= longest})
        if len(counts) > COUNTED_LINES:
            counts = Counter({line: n for line, n in counts.items() if n > 1})
            if len(counts) > COUNTED_LINES:
                counts = Counter(dict(counts.most_common(COUNTED_LINES // 2)))
    return frozenset(line for line, n in counts.items() if n >= files and line)


def trims(line: str) -> list[Trim]:
    """Return the stretches at both edges of a story's line that are furniture, front first.

    Offsets count from the start of `line`.  What is left in the middle is never empty.
    """
    found: list[Trim] = []
    start = len(line) - len(line.lstrip())
    while FRONT_GATE.match(line, start) and (hit := _front(line, start)) is not None:
        found.append(hit)
        start = hit.end
    tail = max(start, len(line) - BACK_REACH)
    if not any(map(line[tail:].__contains__, BACK_PARTS)):
        return found
    for rule, pattern in BACK:
        if (match := pattern.search(line, tail)) is not None and line[
            start : match.start()
        ].strip():
            found.append(Trim(match.start(), len(line), rule))
            break
    return found


def _front(line: str, start: int) -> Trim | None:
    for rule, pattern in FRONT:
        match = pattern.match(line, start, start + LINE_LIMIT)
        if match is not None and match.end() < len(line):
            return Trim(start, match.end(), rule)
    return None
