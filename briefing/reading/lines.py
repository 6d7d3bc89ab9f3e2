"""Lines of a page dump as evidence: what each looks like, and how it hangs together with the rest.

The page becomes a table, one row a line (a paragraph, where the text is hard-wrapped), one column a
feature.  Three kinds of feature:

* the line itself: length, ending, share of function words, capitals, patterns of furniture;
* its neighbours: how much prose stands before and after it, how long the run of short lines is;
* cohesion: whether its words and names were said before, and whether they come back (a text is cut
  where few words cross; Hearst, TextTiling, 1997; Eisenstein and Barzilay, Bayesian segmentation, 2008).

All of it is linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.reading.clean import HINTS, LINE_LIMIT, hints, normalise_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np

    Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]
    Column = np.ndarray[tuple[int], np.dtype[np.float64]]

__all__ = ["FEATURES", "Line", "features", "split_lines"]

WORD: Final = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
FUNCTION_WORDS: Final = frozenset(
    """a about above after again against all also although am among an and another any are as at back be
    because been before being below between both but by came can could did do does doing down during
    each even every few first for from further get go going had has have having he her here hers him
    his how i if in including into is it its it's just last like made make many may me might more most
    much must my new no nor not now of off on once one only or other our out over own said same say
    says she should since so some still such than that the their them then there these they this those
    three through to told too two under until up upon us use very was way we well were what when where
    whether which while who whom whose why will with within without would year years yet you your
    according people time however i'm don't didn't doesn't wasn't isn't can't couldn't that's he's
    she's they're we're you're there's around later earlier part want think know see take added""".split()
)
"""Words that say nothing about a topic."""
PRONOUNS: Final = frozenset(
    "he she they it his her their its this these those him them such that".split()
)
CONNECTIVES: Final = frozenset(
    "but and however meanwhile also still then though instead yet so nor or additionally moreover "
    "furthermore nevertheless later earlier afterwards since both another".split()
)
TITLES: Final = frozenset("mr mrs ms dr prof sen rep gov president judge sir lord mayor".split())
TERMINAL: Final = re.compile(r"[.!?\u2026][\"'\u2018-\u201f)\]]*\Z")
QUOTE_START: Final = re.compile(r"[\"'\u2018\u201c\u00ab]")
DATELINE: Final = re.compile(
    r"(?:[A-Z][A-Za-z.\u00c0-\u017f' -]{2,40},?\s*)?(?:[A-Z][a-z]{2,8}\.? \d{1,2},?\s*)?"
    r"(?:\((?:AP|Reuters|REUTERS|AFP|CNN|CBS|UPI|BBC|Xinhua|PTI|ANI|dpa|IANS|CNS|[A-Z][\w ]{2,20})\)\s*)?(?:--|[\u2013\u2014\u2015-])\s"
)
AGENCY: Final = re.compile(
    r"\((?:AP|Reuters|REUTERS|AFP|CNN|CBS News|UPI|Xinhua|PTI|ANI|dpa|IANS)\)"
)
LEAD: Final = re.compile(
    r"(?i)story highlights|image copyright|media playback|share (?:this|tweet)|tweet |close skip|photo[:\s]|"
    r"(?:\(cnn\))|getty|file photo|by [a-z]+ [a-z]+|published|updated|watch |video|breaking|exclusive"
)
TAIL: Final = re.compile(
    r"(?i)contributed to this|copyright|all rights reserved|follow .{0,40}(?:twitter|facebook)|reporting by|"
    r"editing by|sign up|subscribe|@\w+\.\w+|write to|more from|read more|___|click here|for more|"
    r"hotline|samaritans|associated press writers?|is a (?:writer|reporter|columnist|professor)"
)
AGE: Final = re.compile(r"[A-Z][\w'\u2019-]+,? (?:\(?\d{1,2}\)?,|,? aged? \d{1,2})")
FULL_NAME: Final = re.compile(r"[A-Z][\w'\u2019-]+ (?:[A-Z]\. )?[A-Z][\w'\u2019-]+")
WEEKDAY: Final = re.compile(
    r"\b(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:today|yesterday|this week|last week)\b"
)
SAID: Final = re.compile(r"\b(?:said|says|told|added|according to|asked|wrote|announced)\b")
PROSE_WORDS: Final = 7
"""A line of fewer words is no paragraph of prose (99 % of paragraphs in glued_pages have more)."""


class Line(NamedTuple):
    """A stretch of the text that is decided as one: a line, or a paragraph of wrapped lines."""

    start: int
    end: int
    number: int
    """Number of its first line in the file, from 1."""


# -- the text as lines --------------------------------------------------------------------------

BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of ``text[start:end]`` that hold something, stripped, as spans.

    Where the text is hard-wrapped (lines of a mail, cut near one column, going on in lower case),
    the lines of a paragraph come as one.
    """
    end = len(text) if end is None else end
    raw: list[tuple[Line, bool]] = []
    position, number, gap = start, text.count("\n", 0, start) + 1, True
    while position <= end:
        hit = BREAK.search(text, position, end)
        stop = hit.start() if hit else end
        piece = text[position:stop].strip()
        if piece:
            left = text.index(piece[0], position)
            raw.append((Line(left, left + len(piece), number), gap))
        gap = not piece
        if not hit:
            break
        position, number = hit.end(), number + 1
    return _unwrap(text, raw) if _is_wrapped(text, raw) else [line for line, _ in raw]


def _is_wrapped(text: str, raw: Sequence[tuple[Line, bool]]) -> bool:
    """Whether most lines go on in the next: no final mark here, a lower-case word there."""
    if len(raw) < 6:
        return False
    widths = sorted(line.end - line.start for line, _ in raw)
    if not 50 <= widths[int(len(widths) * 0.9)] <= 100:
        return False
    joined = sum(
        not gap and text[b.start].islower() and text[a.end - 1] not in ".!?:"
        for (a, _), (b, gap) in zip(raw, raw[1:], strict=False)
    )
    return joined > len(raw) * 0.3


def _unwrap(text: str, raw: Sequence[tuple[Line, bool]]) -> list[Line]:
    """Join the lines of each paragraph; a short line that ends a paragraph closes it."""
    width = max(line.end - line.start for line, _ in raw)
    lines: list[Line] = []
    for line, gap in raw:
        if lines and not gap and _goes_on(text, lines[-1], line, width):
            lines[-1] = Line(lines[-1].start, line.end, lines[-1].number)
        else:
            lines.append(line)
    return lines


def _goes_on(text: str, before: Line, line: Line, width: int) -> bool:
    last = text.rfind("\n", before.start, before.end) + 1 or before.start
    return text[line.start].islower() or before.end - last > 0.75 * width


# -- what a line looks like ---------------------------------------------------------------------


class Facts(NamedTuple):
    """What one line says by itself."""

    values: list[float]
    words: int
    prose: float
    furniture: float
    """Number of hints found."""
    capital: float
    bag: list[str]
    """Its content words, names with a capital first letter."""
    opening: float


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def facts(line: str) -> Facts:
    """Describe one stripped line; looks at its first 2,000 characters."""
    head = line[:LINE_LIMIT]
    words = WORD.findall(head)
    n = len(words)
    lower = [word.lower() for word in words]
    function = _ratio(sum(word in FUNCTION_WORDS for word in lower), n)
    capital = _ratio(sum(word[0].isupper() for word in words), n)
    terminal = TERMINAL.search(line[-12:]) is not None
    prose = float(n >= PROSE_WORDS and function >= 0.2 and (terminal or n >= 22))
    found = hints(head) if n < 45 else [(rule, False) for rule, _ in HINTS]
    values = [
        *_length(n, len(line)),
        *_shape(line, n, terminal=terminal),
        function,
        capital,
        capital * (n < PROSE_WORDS),
        _ratio(sum(word.isupper() and len(word) > 1 for word in words), n),
        _ratio(sum(char.isdigit() for char in head[:200]), len(head[:200])),
        *_opening(head, lower),
        *_signals(head, line),
        prose,
        *(float(hit) for _, hit in found),
    ]
    count = sum(hit for _, hit in found) if n < 20 else 0
    return Facts(values, n, prose, float(count), capital, _bag(words, lower), values[OPENING])


def _length(words: int, chars: int) -> list[float]:
    import math

    return [
        math.log1p(words),
        float(words <= 2),
        float(3 <= words <= 5),
        float(6 <= words <= 9),
        float(10 <= words <= 16),
        float(17 <= words <= 30),
        float(words > 60),
        float(chars > 400),
    ]


def _shape(line: str, words: int, *, terminal: bool) -> list[float]:
    last, first = line[-1], line[0]
    return [
        float(terminal),
        float(terminal and words >= PROSE_WORDS),
        float(terminal and words < PROSE_WORDS),
        float(last == ":"),
        float(last == ","),
        float(last in "\"'\u2019\u201d"),
        float(line.endswith(("...", "\u2026"))),
        float(last == "?"),
        float(QUOTE_START.match(line) is not None),
        float(first.islower()),
        float(first.isdigit()),
        float(not first.isalnum() and not QUOTE_START.match(line) and first != "("),
        float(first in "([" and last in ")]"),
        float("|" in line or "\u00bb" in line or "\u2022" in line or "\u203a" in line),
        float(": " in line),
        float(words < 12 and ("?" in line or "!" in line)),
    ]


def _opening(head: str, lower: Sequence[str]) -> list[float]:
    first = lower[0] if lower else ""
    return [
        float(first in PRONOUNS),
        float(first in CONNECTIVES),
        float(first in TITLES),
        float(first == "the"),
        float(first in ("a", "an")),
        float(first in FUNCTION_WORDS),
        float(DATELINE.match(head) is not None),
        float(AGENCY.search(head, 0, 120) is not None),
    ]


def _signals(head: str, line: str) -> list[float]:
    start = head[:160]
    return [
        float(LEAD.search(start) is not None),
        float(TAIL.search(line[-240:]) is not None),
        float(AGE.search(start) is not None),
        float(len(FULL_NAME.findall(start))),
        float(WEEKDAY.search(head[:300]) is not None),
        float(SAID.search(head) is not None),
        float("@" in head or "http" in head or "www." in head or ".com" in head),
        float(_foreign(head[:80])),
    ]


def _foreign(head: str) -> bool:
    letters = [char for char in head if char.isalpha()]
    return bool(letters) and sum(ord(char) > 0x24F for char in letters) > len(letters) / 2


def _bag(words: Sequence[str], lower: Sequence[str]) -> list[str]:
    bag = []
    for word, low in zip(words, lower, strict=True):
        if low in FUNCTION_WORDS or len(low) < 3:
            continue
        stem = low.removesuffix("'s").removesuffix("\u2019s")
        bag.append(word[0].upper() + stem[1:] if word[0].isupper() else _stem(stem))
    return bag


def _stem(word: str) -> str:
    """Cut the commonest endings: enough to see that a word comes back."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


OWN: Final = (
    *(
        "log words",
        "1-2 words",
        "3-5 words",
        "6-9 words",
        "10-16 words",
        "17-30 words",
        "over 60 words",
    ),
    *(
        "over 400 characters",
        "final mark",
        "final mark, prose",
        "final mark, short",
        "ends with colon",
    ),
    *("ends with comma", "ends with quote", "ends with ellipsis", "ends with question mark"),
    *(
        "starts with quote",
        "starts lower case",
        "starts with digit",
        "starts with symbol",
        "bracketed",
    ),
    *("has bar or bullet", "has colon", "short with ? or !", "function words", "capitals"),
    *("capitals, short", "all capitals", "digits", "starts with pronoun", "starts with connective"),
    *("starts with title", "starts with the", "starts with a", "starts with function word"),
    *("dateline", "agency mark", "lead mark", "tail mark", "name with age", "full names"),
    *("weekday", "reporting verb", "address or link", "foreign script", "prose"),
    *(f"hint {number}: {rule}" for number, (rule, _) in enumerate(HINTS)),
)
OPENING: Final = OWN.index("starts with pronoun")


# -- the table ----------------------------------------------------------------------------------

from briefing.reading.cohesion import COHESION, NEIGHBOURS, cohesion, neighbours  # noqa: E402

FEATURES: Final = (*OWN, *NEIGHBOURS, *COHESION, "repeated across files")


def features(texts: Sequence[str], repeated: Collection[str] = frozenset()) -> Table:
    """Return the table of a page: one row a line of `texts` (stripped), columns FEATURES."""
    import numpy as np

    described = [facts(line) for line in texts]
    own = np.array([each.values for each in described], dtype=float).reshape(len(texts), len(OWN))
    keys = [normalise_line(line[:LINE_LIMIT]) for line in texts]
    prose = np.array([each.prose for each in described])
    around = neighbours(
        prose,
        np.array([each.furniture for each in described]),
        np.array([min(each.words, 60) for each in described], dtype=float),
        (
            np.array([each.capital for each in described]),
            np.array([each.opening for each in described]),
            own[:, OWN.index("tail mark")],
            own[:, OWN.index("final mark")],
            keys,
        ),
    )
    linked = cohesion([each.bag for each in described], prose)
    often = np.array([[float(key in repeated)] for key in keys]).reshape(len(texts), 1)
    return np.hstack([own, around, linked, often])
