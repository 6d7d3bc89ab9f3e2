"""A sentence with full references put in for short ones: each must stand in its own source as it stands here.

The other modules of the gate ask whether a draft can be its source with words left out.  Here words of
another sentence are put in, so that the question is whether the sentence without them passed, and whether
what was put in is one stretch of its source that has the short form in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.language.tokens import normal


class Reference(NamedTuple):
    """A full reference in a sentence: what it stands for there, and the sentence that it is cited from."""

    place: int
    """The character of the sentence with all references that it begins at."""
    full: str
    """Its characters there: "Fergal Dunphy, the chief engineer,"."""
    short: str
    """What the sentence had instead."""
    source: str
    """The text of the sentence that names it so."""


def undone(text: str, references: Sequence[Reference]) -> str | None:
    """Return `text` with the short forms in place of the full ones; None where one is not there."""
    for one in sorted(references, key=lambda reference: -reference.place):
        end = one.place + len(one.full)
        if text[one.place : end] != one.full:
            return None
        text = text[: one.place] + one.short + text[end:]
    return text


def stands_in_source(reference: Reference) -> bool:
    """Whether the source has the full form as one stretch of whole words, and the last word of the short form in it.

    The first letter may be a capital where it opens either sentence; a closing comma is the sentence's own.
    """
    full, source = normal(reference.full).rstrip(" ,"), normal(reference.source)
    short = normal(reference.short).split()[-1]  # "Mr Hale": "Pat Hale"
    return (
        any(
            re.search(rf"(?<!\w){re.escape(one)}(?!\w)", source) is not None
            for one in _openings(full)
        )
        and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", full) is not None
    )


def _openings(full: str) -> tuple[str, str]:
    return full[:1].lower() + full[1:], full[:1].upper() + full[1:]
