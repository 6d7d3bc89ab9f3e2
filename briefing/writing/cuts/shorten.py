"""Shorter by deletion: code says what may go, the model what should, the gate decides.

The parts that may go are subtrees (:mod:`briefing.writing.cuts.parts`).  The model never writes a word.  It
is asked as if it were to write the sentence anew, word by word: where a part begins, would it rather
go on behind it?  The first part that it leaves out is cut, and it is asked again about the rest of
what is left; so a sentence takes as many passes as parts go, and one more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.syntax import Part, PartKind
from briefing.models.base import Deletion
from briefing.writing.gate import Reason, form

_EN: Final = language("en")

LONGEST: Final = 600
"""Characters of a sentence that parts are looked for in.  Whether one may go is asked by reading all that is left: of 4,000
characters with 180 parts that took 2.8 s, with the square of the length."""
_FEWEST: Final = 6
"""Words that are left at least; below, what is left is rarely a whole statement."""
_LEAST_LEFT: Final = 0.25
"""Share of the characters that is left at least."""
_READY: Final = -1.5
"""Nats.  A part goes where the model would go on behind it more than e^-1.5 times as readily as with it.

On held-out lessons an editor had cut .79 of the words that went at -1, .75 at -2
(docs/experiments/model.md); of eight cuts that were wrong when read down to -2, three lay below.
"""
_READY_ASIDE: Final = -5.0
"""Nats, for parts that marks or their own words show to be detail: nearly all of them go.

Of nine cuts between -2 and -1 that were wrong when read none was one of these (docs/experiments/writing.md).
"""
ASIDES: Final[frozenset[PartKind]] = frozenset(
    {
        "relative clause",
        "apposition",
        "aside",
        "parenthesis",
        "time",
        "setting",
        "opening",
        "connective",
        "clause",
        "adverb",
    }
)
_JOINING: Final = _EN.either("classes.coordinators_at_ends")
_STRAY: Final = re.compile(
    r",\s*[,.;:!?]|[-–—:;(]\s*[.!?]?$|[-–—]\s*\w+[.!?]$|\(\s*\)"
    rf"|\b{_JOINING}[.!?]$|^\W*{_JOINING}\b,?",
    re.IGNORECASE,
)
"""Marks and words that a cut must not leave behind."""
_SPEAKING: Final = _EN.either("speech.closing")
_SAID: Final = re.compile(rf"\b{_SPEAKING}\.$")
_SAYS: Final = re.compile(rf"""[,"'”’]\s+[^,]{{3,80}}\b{_SPEAKING}\.$""")
"""Behind a comma or a quotation, somebody who speaks may end a text."""


class Draft(NamedTuple):
    """A text that may be printed for a fact."""

    text: str
    whole: str = ""
    """The sentence that it was cut from, where it was."""
    parts: tuple[Part, ...] = ()
    """The parts of `whole` that may go."""
    against: tuple[Reason, ...] = ()
    """What the item as a whole is known to have against it."""


def delete(text: str, parts: Sequence[Part]) -> str:
    """Return `text` without `parts`, opened by a capital letter."""
    kept, at = [], 0
    for part in sorted(parts):
        kept.append(text[at : max(at, part.start)])
        at = max(at, part.end)
    short = "".join([*kept, text[at:]]).strip()
    return short[:1].upper() + short[1:]


class Cut(NamedTuple):
    """A sentence on its way to a shorter one."""

    whole: str
    parts: tuple[Part, ...]
    """All parts that may go."""
    gone: tuple[Part, ...] = ()
    open: tuple[Part, ...] = ()
    """The parts that the model is still to be asked about: behind the last one that went."""

    @classmethod
    def begin(cls, whole: str, parts: Sequence[Part]) -> Cut:
        """Return a sentence from which nothing has gone yet, and nothing will where it is too long."""
        possible = _possible(whole, (), parts) if len(whole) <= LONGEST else ()
        return cls(whole, tuple(parts), open=tuple(possible))

    @property
    def text(self) -> str:
        """What is left."""
        return delete(self.whole, self.gone)

    @property
    def deletions(self) -> tuple[Deletion, ...]:
        """The open parts, as characters of what is left."""
        return tuple(Deletion(self._now(part.start), self._now(part.end)) for part in self.open)

    @property
    def draft(self) -> Draft:
        """What is left, for the gate."""
        return Draft(self.text, self.whole, self.parts)

    def judge(self, scores: Sequence[float]) -> Cut:
        """Return the sentence without the first open part that should go, by the model's scores.

        Where several begin together, the best goes.  No part is open any more where none should.
        """
        rows = [
            (part, score)
            for part, score in zip(self.open, scores, strict=True)
            if score > (_READY_ASIDE if part.kind in ASIDES else _READY)
        ]
        if not rows:
            return self._replace(open=())
        first = min(part.start for part, _ in rows)
        here = [(score, part) for part, score in rows if part.start == first]
        best = max(here)[1]
        gone = (*self.gone, best)
        rest = [part for part in self.open if part.start >= best.end]
        return self._replace(gone=gone, open=tuple(_possible(self.whole, gone, rest)))

    def _now(self, place: int) -> int:
        """Where a character of `whole` stands in what is left."""
        lost, behind = 0, 0
        for part in sorted(self.gone):
            lost += max(0, min(part.end, place) - max(part.start, behind))
            behind = max(behind, part.end)
        return place - lost


def _possible(whole: str, gone: Sequence[Part], parts: Sequence[Part]) -> Iterator[Part]:
    """The parts without which enough is left, and a text in good form."""
    before = delete(whole, gone)
    allowed, stray = form(before, sources=[whole]), set(_STRAY.findall(before))
    for part in parts:
        short = delete(whole, [*gone, part])
        enough = len(short.split()) >= _FEWEST and len(short) >= _LEAST_LEFT * len(whole)
        untold = _SAID.search(short) and not _SAYS.search(short)
        if not enough or untold or set(_STRAY.findall(short)) - stray:
            continue
        if form(short, sources=[whole]) <= allowed:
            yield part
