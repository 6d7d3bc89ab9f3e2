"""The values of a difference in one form, so that they can be compared at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing.language.figures import Figure, find_numerals
from briefing.language.text import read
from briefing.language.wording import Wording

_GROUPED: Final = 10_000
"""From here digits are parted by threes: below, years and house numbers would look odd."""


class _Parts(NamedTuple):
    before: str
    number: str
    after: str


def values_in_one_form(
    values: Sequence[str], about: str, language: str, words: Wording
) -> tuple[str, ...]:
    """Return `values` with their numbers in digits, and without a noun that `about` says already.

    "Fifteen people" and "12" about "people injured" come out as "15" and "12".  A value that has
    other than one number, and a number that is no plain one ("a few hundred", "5 million"), keep
    their words; what is counted stays where a unit or `about` does not say it.
    """
    parts = [_parts(value, language, words) for value in values]
    said = set(about.casefold().split())
    told = all(one is None or set(one.after.casefold().split()) <= said for one in parts)
    return tuple(
        value if one is None else f"{one.before}{one.number}" + ("" if told else one.after)
        for value, one in zip(values, parts, strict=True)
    )


def _parts(value: str, language: str, words: Wording) -> _Parts | None:
    """Return a value parted at its only number; None for one with a unit, or without such a number."""
    figures = read(value, language).figures
    if len(figures) != 1 or figures[0].unit or not figures[0].is_exact:
        return None
    numerals = find_numerals(value, language)
    if len(numerals) != 1 or numerals[0].kind != "cardinal":
        return None
    start, end = numerals[0].start, numerals[0].end
    return _Parts(value[:start], _digits(value[start:end], figures[0], words), value[end:])


def _digits(written: str, figure: Figure, words: Wording) -> str:
    """Return a number in digits; one that has digits stays as its report writes it."""
    if any(sign.isdecimal() for sign in written) or figure.value != int(figure.value):
        return written
    grouped = f"{int(figure.value):,}" if figure.value >= _GROUPED else f"{int(figure.value)}"
    return grouped.replace(",", words.say("thousands"))
