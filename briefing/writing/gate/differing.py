"""A sentence with what another report says of one of its figures: each must stand in its own source.

As with references the question is whether the sentence without what was put in passed.  What was put in is the
other figure and the words of a template, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing.language.base import Language, language
from briefing.language.quotes import inside_quotes
from briefing.language.text import read
from briefing.language.tokens import normal
from briefing.records import Disagreement, Value


class Differing(NamedTuple):
    """A stretch of a sentence that tells the figures of two reports."""

    start: int
    """The character that it begins at."""
    text: str
    """The stretch: "12 or 15", "12 people (15 in another report)"."""
    told: str
    """What the sentence had instead: "12", "12 people"."""
    figures: tuple[str, str]
    """The sentence's own figure and the other report's, as they are written there."""
    sources: tuple[str, str]
    """The sentences that they are cited from."""


def is_put_in(text: str, differing: Differing, base: str) -> bool:
    """Whether `text` is `base` letter for letter but for the stretch, which lies outside quotations."""
    start, end = differing.start, differing.start + len(differing.text)
    same = text[start:end] == differing.text and text[:start] + differing.told + text[end:] == base
    return same and not inside_quotes(text) & set(range(start, end))


def is_of_template(differing: Differing, code: str) -> bool:
    """Whether the stretch is a template of the language, filled with what the sentence had and the other figure."""
    wanted = [one.lower() for one in _filled(differing, language(code))]
    return differing.text.lower() in wanted


def _filled(differing: Differing, words: Language) -> Iterator[str]:
    """Yield what the templates come to: the figures alone in either order, or the other one behind what the sentence had."""
    told, (own, other) = differing.told, differing.figures
    for name in ("elsewhere", "later"):
        if told.lower().startswith(own.lower()):
            yield words.text(f"wording.differing.{name}").format(first=told, second=other)
    if told.lower() == own.lower():
        either = words.text("wording.differing.either")
        yield either.format(first=own, second=other)
        yield either.format(first=other, second=own)


def have_sources(differing: Differing) -> bool:
    """Whether each figure stands in its own source; the first letter may be a capital where it opens a sentence."""
    pairs = zip(differing.figures, differing.sources, strict=True)
    return all(
        re.search(rf"(?<![\w.,]){re.escape(_plain(figure))}(?!\w)", _plain(source))
        for figure, source in pairs
    )


def _plain(text: str) -> str:
    return " ".join(normal(text).lower().split())


# -- figures of a text, and those on which reports differ -----------------------------------------


def figures_of(value: Value, code: str = "en") -> frozenset[str]:
    """Return the keys of the figures of a value."""
    return frozenset(one.key for one in read(value.value, code).figures)


def tells_one_side(text: str, row: Disagreement, code: str) -> bool:
    """Whether a text has one alone of two figures on which reports certainly differ, or the earlier one without the later."""
    if not row.certain:
        return False
    figures = {one.key for one in read(text, code).figures}
    told = [
        bool(keys) and keys <= figures for keys in (figures_of(one, code) for one in row.values)
    ]
    if row.kind == "conflict":
        return any(told) and not all(told)
    later = [one.later for one in row.values]
    return any(later) and told[later.index(False)] and not told[later.index(True)]
